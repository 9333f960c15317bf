using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Learning;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Participation;

/// <summary>A meeting from the invitation to the end of what was promised at it.</summary>
public class MeetingTests
{
    private static readonly Jurisdiction Jurisdiction = Trials.Jurisdiction;
    private static readonly Actor.Staff Writer = Given.Staff(41, "property", StaffRole.Handler);
    private static readonly Actor.Staff Leader = Given.Staff(42, "property", StaffRole.Supervisor);
    private static readonly DateTimeOffset Begin = Given.Now.AddDays(10);

    private static readonly CallMeeting Asked = new(
        "a1",
        "东门停车怎么办",
        Begin,
        Begin.AddHours(2),
        "居委会一楼，门口没有台阶",
        "停车\n路灯",
        "5"
    );

    private static readonly WriteMinutes Said = new(
        "12",
        [
            new(MinuteKind.Noted, "希望多开几次。", null, null),
            new(MinuteKind.Matter, "三栋门口的灯不亮。", null, null),
            new(null, null, null, null),
            new(MinuteKind.Promise, "东门早上车多。", "早上派人疏导。", Given.Today.AddDays(40)),
        ]
    );

    private static Meeting Called() =>
        ((Meeting)CallMeetingRule.Write(Asked, Guid.Empty, Writer, Jurisdiction, Given.Now).Begin()).After(it =>
            CallMeetingRule.Release(it, new ReleaseForResidents(true, null), Leader, Jurisdiction, Given.Now)
        );

    private static Meeting Held() =>
        Called()
            .After(it => WriteMinutesRule.Write(it, Said, Writer, Jurisdiction, Begin.AddDays(1)))
            .After(it =>
                WriteMinutesRule.Release(it, new ReleaseForResidents(true, null), Leader, Jurisdiction, Begin.AddDays(2))
            );

    private static Guid Key(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static JointDecision Come(Meeting it, int who, int people, int? instead = null) =>
        SignUpRule.Decide(it, Key(who), new SignUp(people, []), instead is { } i ? Key(i) : null, Given.Now);

    [Fact]
    public void An_invitation_says_what_when_and_where_and_every_mistake_is_told_at_once()
    {
        var wrong = CallMeetingRule.Write(
            new CallMeeting(null, "", Given.Now.AddDays(1), Given.Now.AddDays(1).AddHours(1), "", "", "1"),
            Guid.Empty,
            Writer,
            Jurisdiction,
            Given.Now
        );
        Assert.Equal(["Area", "Title", "Day", "Where", "Agenda", "Places"], wrong.Why!.Each.Select(w => w.Field));
        Assert.Equal(
            "meeting-times",
            CallMeetingRule.Write(Asked with { Until = Begin }, Guid.Empty, Writer, Jurisdiction, Given.Now).Says()
        );
        Assert.Equal(["停车", "路灯"], Called().Paper.Agenda);
        var late = (Meeting)CallMeetingRule.Write(Asked, Guid.Empty, Writer, Jurisdiction, Given.Now).Begin();
        Assert.Equal(
            "meeting-too-soon",
            CallMeetingRule.Release(late, new ReleaseForResidents(true, null), Leader, Jurisdiction, Begin.AddDays(-2)).Says()
        );
    }

    [Fact]
    public void Whoever_comes_is_counted_and_not_named_and_the_last_seat_is_taken_once()
    {
        var it = Called().After(m => Come(m, 1, 4));
        Assert.Equal("meeting-full", Come(it, 2, 2).Says());
        it = it.After(m => Come(m, 2, 1));
        Assert.Equal(5, it.Coming);
        // Confirmed twice, they come once; another sign-up of the same contact replaces the first.
        Assert.Empty(Come(it, 2, 1).Facts);
        Assert.Equal("meeting-full", Come(it, 3, 5, 1).Says());
        Assert.Equal(4, it.After(m => Come(m, 3, 3, 1)).Coming);
        Assert.Equal(1, it.After(m => SignUpRule.Leave(m, Key(1), Given.Now)).Coming);
        Assert.Equal("taking-part-not-now", SignUpRule.Leave(it, Key(9), Given.Now).Says());
        Assert.Equal("meeting-has-begun", SignUpRule.Decide(it, Key(4), new SignUp(1, []), null, Begin).Says());
    }

    [Theory]
    [InlineData("0", null, "People")]
    [InlineData("7", null, "People")]
    [InlineData("两个", null, "People")]
    [InlineData("6", null, "People")]
    [InlineData("1", "打 13912345678", "Item")]
    public void A_sign_up_says_how_many_come_and_names_nobody(string people, string? item, string field) =>
        Assert.Equal(field, SignUpRule.Read(Called(), new SignUpForMeeting(people, [], item), Given.Now).Why!.Field);

    [Fact]
    public void Moved_with_a_reason_it_owes_its_minutes_two_weeks_after_the_new_day()
    {
        var move = new RescheduleMeeting(Begin.AddDays(7), Begin.AddDays(7).AddHours(1), "老年活动室", "会场停电。");
        var it = Called();
        Assert.Equal("Words", CallMeetingRule.Move(it, move with { Words = "" }, Writer, Jurisdiction, Given.Now).Why!.Field);
        var same = new RescheduleMeeting(it.Paper.From, it.Paper.Until, it.Paper.Where, "会场停电。");
        Assert.Equal("meeting-not-moved", CallMeetingRule.Move(it, same, Writer, Jurisdiction, Given.Now).Says());
        var moved = it.After(m => CallMeetingRule.Move(m, move, Writer, Jurisdiction, Given.Now));
        Assert.Equal(("会场停电。", "老年活动室"), (moved.Told, moved.Paper.Where));
        var day = Jurisdiction.Calendar.DayOf(Begin).AddDays(7 + CallMeetingRule.DaysForMinutes);
        Assert.Equal(day, Assert.Single(moved.Duties, d => d.IsOpen).Clock.Deadline.DueOn);
        Assert.Equal("taking-part-not-now", CallMeetingRule.Move(moved, move, Writer, Jurisdiction, Begin.AddDays(8)).Says());
    }

    [Fact]
    public void Minutes_are_written_after_it_and_every_mistake_is_beside_its_line()
    {
        Assert.Equal("meeting-not-over", WriteMinutesRule.Write(Called(), Said, Writer, Jurisdiction, Begin.AddHours(1)).Says());
        var wrong = WriteMinutesRule.Write(
            Called(),
            new WriteMinutes("", [new(null, "一句话", null, null), new(MinuteKind.Promise, "灯", "", Given.Today.AddDays(-1))]),
            Writer,
            Jurisdiction,
            Begin.AddDays(1)
        );
        Assert.Equal(["Attended", "Lines[0].Kind", "Lines[1].Answer", "Lines[1].DueOn"], wrong.Why!.Each.Select(w => w.Field));
        Assert.Equal(
            "minutes-lines",
            WriteMinutesRule.Write(Called(), new WriteMinutes("0", []), Writer, Jurisdiction, Begin.AddDays(1)).Says()
        );
        var named = new WriteMinutes("3", [new(MinuteKind.Noted, "王阿姨说灯不亮。", null, null)]);
        Assert.Equal(
            "priority-words-name",
            WriteMinutesRule.Write(Called(), named, Writer, Jurisdiction, Begin.AddDays(1)).Says()
        );
    }

    [Fact]
    public void A_line_becomes_one_matter_a_promise_runs_on_its_day_and_the_meeting_is_over_once_both_have_ended()
    {
        var it = Held();
        Assert.Equal([1, 2, 3], it.Minutes!.Lines.Select(l => l.Number));
        var (matter, promise) = (it.Minutes.Lines[1], it.Minutes.Lines[2]);
        var duty = Assert.Single(it.Duties, d => d.IsOpen);
        Assert.Equal(
            (DutyFor.KeepMeetingPromise, (Guid?)promise.Id, promise.DueOn!.Value),
            (duty.For, duty.Subject, duty.Clock.Deadline.DueOn)
        );
        var (reference, another) = (Reference.From(4821093755), Reference.From(4821093756));
        Assert.Equal("taking-part-not-yours", WriteMinutesRule.Raised(it, matter.Id, reference, Trials.Police).Says());
        it = it.After(m => WriteMinutesRule.Raised(m, matter.Id, reference, Writer));
        Assert.Empty(WriteMinutesRule.Raised(it, matter.Id, reference, Writer).Facts);
        Assert.Equal("taking-part-not-now", WriteMinutesRule.Raised(it, matter.Id, another, Writer).Says());
        Assert.Equal([reference.Value], it.About);
        Assert.False(it.IsOver);
        JointDecision End(bool? kept, string? words) =>
            WriteMinutesRule.EndPromise(it, promise.Id, kept, words, Writer, Jurisdiction, Begin.AddDays(20));
        Assert.Equal(["Kept", "Words"], End(null, "").Why!.Each.Select(w => w.Field));
        var over = it.After(_ => End(false, "人手不够。"));
        Assert.True(over.IsOver);
        Assert.DoesNotContain(over.Duties, d => d.IsOpen);
    }

    /// <summary>
    /// Whatever anybody tries in whatever order: seats are never given twice, minutes go out by two people of the unit, every promise that
    /// is open has a clock, and what is over owes nothing.
    /// </summary>
    [Fact]
    public void Four_thousand_random_lives_never_give_a_seat_twice_and_forget_no_promise()
    {
        var draw = new Random(63);
        Actor.Staff[] people = [Writer, Leader, Given.Staff(43, "property", StaffRole.Supervisor), Trials.Police];
        var stages = new HashSet<MeetingStage>();
        for (var run = 0; run < 4000; run++)
        {
            var it = (Meeting)CallMeetingRule.Write(Asked, Guid.Empty, people[draw.Next(3)], Jurisdiction, Given.Now).Begin();
            var day = 0;
            for (var step = 0; step < 30; step++)
            {
                day += draw.Next(3);
                var (who, now, yes) = (people[draw.Next(people.Length)], Given.Now.AddDays(day), draw.Next(4) > 0);
                var command = new ReleaseForResidents(yes, "改一改");
                var line = it.Minutes?.Lines[draw.Next(it.Minutes.Lines.Length)].Id ?? Guid.Empty;
                var decision = draw.Next(10) switch
                {
                    0 or 1 => CallMeetingRule.Release(it, command, who, Jurisdiction, now),
                    2 => CallMeetingRule.Rewrite(
                        it,
                        Asked with
                        {
                            From = now.AddDays(5),
                            Until = now.AddDays(5).AddHours(1),
                        },
                        who,
                        Jurisdiction,
                        now
                    ),
                    3 => draw.Next(3) == 0
                        ? CallMeetingRule.Move(
                            it,
                            new RescheduleMeeting(now.AddDays(4), now.AddDays(4).AddHours(1), "别处", "换地方。"),
                            who,
                            Jurisdiction,
                            now
                        )
                        : SignUpRule.Leave(it, Key(draw.Next(6)), now),
                    4 => SignUpRule.Decide(
                        it,
                        Key(draw.Next(6)),
                        new SignUp(1 + draw.Next(3), []),
                        yes ? null : Key(draw.Next(6)),
                        now
                    ),
                    5 => WriteMinutesRule.Write(
                        it,
                        Said with
                        {
                            Lines =
                            [
                                .. Said.Lines.Select(l =>
                                    l with
                                    {
                                        DueOn = l.DueOn is null ? null : Given.Today.AddDays(day + 9),
                                    }
                                ),
                            ],
                        },
                        who,
                        Jurisdiction,
                        now
                    ),
                    6 => WriteMinutesRule.Release(it, command, who, Jurisdiction, now),
                    7 => WriteMinutesRule.EndPromise(it, line, yes, "做了。", who, Jurisdiction, now),
                    8 => WriteMinutesRule.Raised(it, line, Reference.From(4821093755 + draw.Next(2)), who),
                    _ => draw.Next(8) == 0 ? CallMeetingRule.CallOff(it, "不开了。", who, now) : TickOf(it, now),
                };
                if (decision.Why is not null || decision.Facts.IsEmpty)
                {
                    continue;
                }
                var before = it;
                it = it.After(_ => decision);
                stages.Add(it.Stage);
                Assert.True(it.Coming <= 5);
                if (decision.Facts[0] is MinutesPublished)
                {
                    Assert.True(who.Is(StaffRole.Supervisor) && who.Id != before.Prepared!.By && who.Unit == "property");
                    Assert.True(now >= it.Paper.Until);
                }
                var owed =
                    it.Minutes?.Lines.Where(l => l is { Kind: MinuteKind.Promise, End: null }).Select(l => (Guid?)l.Id) ?? [];
                Assert.Equal(owed, it.Duties.Where(d => d.IsOpen && d.For == DutyFor.KeepMeetingPromise).Select(d => d.Subject));
                Assert.False(it.IsOver && it.Duties.Any(d => d.IsOpen));
                Assert.True(it.Stage is MeetingStage.Called || it.SignUps.IsEmpty);
            }
        }
        Assert.Equal(Enum.GetValues<MeetingStage>().Length, stages.Count);
    }

    private static JointDecision TickOf(JointFile it, DateTimeOffset now) =>
        it.Duties.FirstOrDefault(d => d.IsOpen) is { } duty && TickDutyRule.Decide(it, duty.Id, Jurisdiction, now) is { } tick
            ? tick
            : Language.Refusal.Of("nothing-due", "没有到期的。", "Nothing is due.");
}
