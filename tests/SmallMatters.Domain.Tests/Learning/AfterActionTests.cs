using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Learning;

public class AfterActionTests
{
    private const string Own = "楼道的灯坏了三天，打了两次电话都说马上来，老人晚上摔了一跤。";

    private static readonly WriteAfterAction Asked = new(
        "楼道灯修了两趟",
        "当天修好。",
        "第二天才修好。",
        "没有带对灯座。",
        "先打电话问清楚。",
        "车上常备三种灯座。",
        Given.Today.AddDays(30),
        UnitPost.HeadOfShift
    );

    private static readonly Actor.Staff Head = Given.Staff(61, "property", StaffRole.Supervisor);

    private static WorkDone Work(
        Stage stage = Stage.Settled,
        Kind kind = Kind.Complaint,
        int reopenings = 0,
        params (string Unit, PartState State)[] parts
    ) => WorkDone.OfMatter(48_210_937_552, kind, stage, "east", "property", parts, reopenings);

    private static JointDecision Write(WriteAfterAction? command = null, WorkDone? work = null, Actor.Staff? by = null) =>
        WriteAfterActionRule.Decide(work ?? Work(), command ?? Asked, [Own], by ?? Given.Handler, Given.Jurisdiction, Given.Now);

    private static AfterAction Written(WriteAfterAction? command = null) => (AfterAction)Write(command).Begin();

    private static JointDecision Settle(
        AfterAction it,
        bool? changed,
        string? because = "灯座都备齐了。",
        Actor.Staff? by = null
    ) => SettleAfterActionRule.Decide(it, new SettleAfterAction(changed, because), [Own], by ?? Head, Given.Now.AddDays(20));

    [Fact]
    public void Everything_that_is_missing_from_a_note_is_said_at_once()
    {
        Assert.Equal(
            ["Title", "Meant", "Happened", "Why", "Keep", "Change", "ChangeBy"],
            Write(new WriteAfterAction("", "", "", "", "", "", null, UnitPost.Patrol)).Why!.Each.Select(w => w.Field)
        );
        Assert.Equal(["ChangeBy", "Post"], Write(Asked with { ChangeBy = null, Post = null }).Why!.Each.Select(w => w.Field));
        Assert.Equal(["Changed", "Because"], Settle(Written(), null, " ").Why!.Each.Select(w => w.Field));
        foreach (var day in new[] { 0, 181 })
        {
            Assert.Equal("missing-change-by", Write(Asked with { ChangeBy = Given.Today.AddDays(day) }).Says());
        }
    }

    [Fact]
    public void A_unit_that_changes_nothing_owes_nothing_and_one_that_does_says_by_its_day_what_became_of_it()
    {
        var nothing = Written(Asked with { Change = " ", ChangeBy = null, Post = null });
        Assert.Equal((AfterActionStage.NothingToChange, true), (nothing.Stage, nothing.IsOver));
        Assert.Empty(nothing.Duties);
        Assert.Equal("learning-not-at-this-step", Settle(nothing, true).Says());

        var it = Written();
        var duty = it.Duties.Open(DutyFor.ChangeAfterAction)!;
        Assert.Equal(("property", Given.Today.AddDays(30)), (duty.Unit, duty.Clock.Deadline.DueOn));
        Assert.Equal("learning-not-yours", Settle(it, true, by: Given.Handler).Says());
        Assert.Equal("learning-not-yours", Settle(it, true, by: Trials.Police).Says());
        foreach (var changed in new[] { true, false })
        {
            var settled = it.After(n => Settle(n, changed));
            Assert.Equal(changed ? AfterActionStage.Changed : AfterActionStage.NotChanged, settled.Stage);
            Assert.Equal("灯座都备齐了。", settled.Because);
            Assert.Null(settled.Duties.Open(DutyFor.ChangeAfterAction));
            Assert.Equal("learning-not-at-this-step", Settle(settled, !changed).Says());
        }
    }

    [Theory]
    [InlineData("打 13912345678 问", "number-of-a-person")]
    [InlineData("张师傅没有带对灯座", "work-names-nobody")]
    [InlineData("加微信号 abc123456 说", "work-names-nobody")]
    [InlineData("居民说打了两次电话，都说马上来", "residents-own-wording")]
    [InlineData("灯座的型号没有问清楚", "AfterActionWritten")]
    public void A_note_is_of_the_work_and_holds_no_number_no_name_and_no_wording_of_the_resident(string words, string says)
    {
        Assert.Equal(says, Write(Asked with { Happened = words }).Says());
        Assert.Equal(says, Write(Asked with { Change = words }).Says());
        Assert.Equal(says == "AfterActionWritten" ? "AfterActionSettled" : says, Settle(Written(), false, words).Says());
    }

    [Fact]
    public void It_is_written_after_the_end_by_a_unit_that_had_a_part_and_never_on_conduct_or_disputes()
    {
        Assert.Equal("AfterActionWritten", Write(work: Work(Stage.Closed)).Says());
        foreach (var stage in new[] { Stage.Open, Stage.UnderReview })
        {
            Assert.Equal("after-action-after-the-end", Write(work: Work(stage)).Says());
        }
        foreach (var kind in new[] { Kind.Conduct, Kind.Dispute })
        {
            Assert.Equal("no-after-action-of-this", Write(work: Work(kind: kind)).Says());
        }
        Assert.Equal("learning-not-yours", Write(by: Given.Stranger).Says());
        Assert.Equal("learning-not-yours", Write(by: Given.Administrator).Says());
        Assert.Equal("learning-not-yours", Write(work: Work(parts: [("police", PartState.Asked)]), by: Given.Stranger).Says());
        var helped = Work(parts: [("police", PartState.Ended), ("intake", PartState.Returned)]);
        Assert.Equal("AfterActionWritten", Write(work: helped, by: Given.Stranger).Says());
        var note = (AfterAction)Write(work: helped, by: Given.Stranger).Begin();
        Assert.Equal(["police", "property"], note.Readers);
        Assert.Equal([48_210_937_552], note.About);
    }

    [Fact]
    public void Of_one_closing_each_unit_writes_one_note()
    {
        var work = Work(parts: [("police", PartState.Ended)]);
        Assert.Equal(work.KeyFor("property"), Write(work: work).Begin().Key);
        Assert.NotEqual(work.KeyFor("property"), work.KeyFor("police"));
        Assert.NotEqual(work.KeyFor("property"), Work(reopenings: 1).KeyFor("property"));
    }

    [Fact]
    public void A_convening_is_looked_back_on_once_it_was_held_or_called_off_by_those_who_were_not_excused()
    {
        Assert.Equal(
            "after-action-after-the-end",
            Write(work: WorkDone.OfConvening(Whistles.Called()), by: Given.Stranger).Says()
        );
        var held = WorkDone.OfConvening(Whistles.Held());
        Assert.Equal(["property", "intake", "police"], held.Units);
        Assert.Equal([Whistles.Matter.Number], held.Matters);
        Assert.Equal("AfterActionWritten", Write(work: held, by: Given.Stranger).Says());
        var excused = Whistles
            .Called()
            .After(c => Whistles.Answer(c, Whistles.Police, CallAnswer.Declines))
            .After(c =>
                RuleOnCallRule.Decide(
                    c,
                    new RuleOnCall(c.CallOf("police")!.Id, CallRuling.Excused, "不归他们管"),
                    Whistles.Street,
                    Given.Now.AddHours(2)
                )
            );
        Assert.DoesNotContain("police", WorkDone.OfConvening(excused).Units);
    }

    /// <summary>Whatever is tried in whatever order.</summary>
    [Fact]
    public void In_no_order_is_a_change_forgotten_or_answered_for_by_another_unit()
    {
        var draw = new Random(20261124);
        Actor.Staff[] people = [Given.Handler, Head, Given.Stranger, Trials.Police, Given.Reviewer, Given.Administrator];
        WorkDone[] works =
        [
            .. Enum.GetValues<Stage>().Select(s => Work(s, parts: [("police", PartState.Ended)])),
            Work(kind: Kind.Conduct),
            WorkDone.OfConvening(Whistles.Held()),
        ];
        string[] words = ["先问清楚型号。", "张师傅忘了。", "打了两次电话都说马上来", "", "打 13912345678 问"];
        var stages = new HashSet<AfterActionStage>();
        var wentUp = 0;
        for (var run = 0; run < 4000; run++)
        {
            AfterAction? it = null;
            WorkDone? of = null;
            for (var (step, day) = (0, 0); step < 30; step++)
            {
                day += draw.Next(20);
                var (who, now) = (people[draw.Next(people.Length)], Given.Now.AddDays(day));
                string Word() => words[draw.Next(3) > 0 ? 0 : draw.Next(words.Length)];
                var (before, work) = (it, works[draw.Next(works.Length)]);
                JointDecision decision;
                if (it is null)
                {
                    var changes = draw.Next(4) > 0;
                    decision = WriteAfterActionRule.Decide(
                        work,
                        new WriteAfterAction(
                            Word(),
                            Word(),
                            Word(),
                            Word(),
                            Word(),
                            changes ? Word() : null,
                            changes ? Given.Today.AddDays(day + draw.Next(200)) : null,
                            changes ? (UnitPost)draw.Next(7) : null
                        ),
                        [Own],
                        who,
                        Given.Jurisdiction,
                        now
                    );
                }
                else if (draw.Next(6) == 0)
                {
                    decision = SettleAfterActionRule.Decide(
                        it,
                        new SettleAfterAction(draw.Next(3) == 0 ? null : draw.Next(2) == 0, Word()),
                        [Own],
                        who,
                        now
                    );
                }
                else
                {
                    decision =
                        it.Duties.FirstOrDefault(d => d.IsOpen) is { } duty
                        && TickDutyRule.Decide(it, duty.Id, Given.Jurisdiction, now) is { } tick
                            ? tick
                            : Refusal.Of("nothing-due", "没有到期的。", "Nothing is due.");
                }
                if (decision.Why is not null)
                {
                    continue;
                }
                it = decision.Facts.Aggregate((JointFile?)it, (file, fact) => fact.Apply(file)) as AfterAction;
                of ??= work;
                stages.Add(it!.Stage);
                wentUp += it.Duties.Any(d => d.GoneUpTo is not null) ? 1 : 0;
                Assert.Equal((true, true), (of.IsClosed, of.MayBeTold));
                Assert.Contains(it.Note.Unit, of.Units);
                Assert.Equal(it.Note.Change is null, it.Duties.IsEmpty);
                // What is to be changed waits on a clock until the unit has said what became of it.
                Assert.Equal(it.Stage == AfterActionStage.ToChange, it.Duties.Any(d => d.IsOpen));
                Assert.Equal(it.Stage is AfterActionStage.Changed or AfterActionStage.NotChanged, it.Because is not null);
                Assert.Equal(it.Stage != AfterActionStage.ToChange, it.IsOver);
                if (before is null)
                {
                    Assert.Equal(who.Unit, it.Note.Unit);
                }
                else
                {
                    Assert.Same(before.Note, it.Note);
                    Assert.False(before.IsOver);
                }
                if (decision.Facts[0] is AfterActionSettled)
                {
                    Assert.Equal((it.Note.Unit, true), (who.Unit, who.Is(StaffRole.Supervisor)));
                }
                string?[] all = [it.Note.Title, it.Note.Meant, it.Note.Happened, it.Note.Why, it.Note.Keep, it.Because];
                Assert.All(all.OfType<string>(), w => Assert.Equal("先问清楚型号。", w));
            }
        }
        Assert.Equal(Enum.GetValues<AfterActionStage>().Length, stages.Count);
        Assert.True(wentUp > 100, "nothing went up");
    }
}
