using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Learning;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Participation;

/// <summary>A consultation from the question to the answer in public.</summary>
public class ConsultationTests
{
    [Theory]
    [InlineData("17,3", "-,<5")]
    [InlineData("17,9,3", "17,-,<5")]
    [InlineData("17,2,3", "17,<5,<5")]
    [InlineData("17,0,3", "-,0,<5")]
    [InlineData("17,0,9", "17,0,9")]
    [InlineData("3", "<5")]
    [InlineData("0,4", "0,<5")]
    public void A_count_under_five_cannot_be_worked_out_from_the_others(string counts, string told) =>
        Assert.Equal(
            told.Split(','),
            ConsultationCounts
                .Told([.. counts.Split(',').Select(c => int.Parse(c, System.Globalization.CultureInfo.InvariantCulture))])
                .Select(t => t.Withheld ? "-" : t.Count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "<5")
        );

    private static readonly Jurisdiction Jurisdiction = Trials.Jurisdiction;
    private static readonly Actor.Staff Writer = Given.Staff(41, "property", StaffRole.Handler);
    private static readonly Actor.Staff Leader = Given.Staff(42, "property", StaffRole.Supervisor);

    private static readonly WriteConsultation Asked = new(
        "a1",
        "小区东门要不要改成只走人",
        "东门车和人挤在一起，打算改成只走人，车走北门。",
        "几点到几点可以改。",
        "消防通道不能占，法律规定。",
        "您觉得怎样？",
        "改\n不改\n只在早晚改",
        Given.Today.AddDays(20)
    );

    private static readonly ConsultationCounts Sorted = new(
        7,
        2,
        1,
        ImmutableDictionary<int, int>.Empty.Add(1, 6).Add(2, 2),
        [5, 2, 2],
        0
    );

    private static Consultation Open() =>
        ((Consultation)HoldConsultationRule.Write(Asked, Guid.Empty, Writer, Jurisdiction, Given.Now).Begin()).After(it =>
            HoldConsultationRule.Release(it, new ReleaseForResidents(true, null), Leader, Jurisdiction, Given.Now)
        );

    private static Consultation Closed() =>
        Open()
            .After(it => AnswerConsultationRule.Name(it, "绕路太远", Writer))
            .After(it => AnswerConsultationRule.Name(it, "早晚最挤", Writer));

    private static JointDecision Answer(Consultation it, ConsultationCounts counts, int day, params TypedTheme[] themes) =>
        AnswerConsultationRule.Write(
            it,
            new AnswerConsultation([.. themes], "早晚只走人。", "刷线、立牌。", Given.Today.AddDays(60)),
            counts,
            Writer,
            Jurisdiction,
            Given.Now.AddDays(day)
        );

    private static readonly TypedTheme[] Both =
    [
        new(1, ThemeOutcome.InPart, "中午照旧走车。"),
        new(2, ThemeOutcome.TakenUp, "早晚只走人。"),
    ];

    [Fact]
    public void It_says_what_can_still_be_changed_and_every_mistake_is_told_at_once()
    {
        var wrong = HoldConsultationRule.Write(
            new WriteConsultation("nowhere", "", "找 13912345678", " ", "", "", "只有一个", Given.Today.AddDays(3)),
            Guid.Empty,
            Writer,
            Jurisdiction,
            Given.Now
        );
        Assert.Equal(
            ["Area", "Title", "Plan", "Open", "Settled", "Question", "Choices", "Until"],
            wrong.Why!.Each.Select(w => w.Field)
        );
        Assert.Equal(
            "priority-words-name",
            HoldConsultationRule.Write(Asked with { Plan = "问问张先生" }, Guid.Empty, Writer, Jurisdiction, Given.Now).Says()
        );
        Assert.Equal(
            "taking-part-not-yours",
            HoldConsultationRule
                .Write(Asked, Guid.Empty, Given.Staff(9, "property", StaffRole.Auditor), Jurisdiction, Given.Now)
                .Says()
        );
    }

    [Fact]
    public void A_second_person_who_leads_the_unit_opens_it_and_residents_have_seven_days()
    {
        var it = (Consultation)HoldConsultationRule.Write(Asked, Guid.Empty, Leader, Jurisdiction, Given.Now).Begin();
        JointDecision Release(Actor.Staff by, int day = 0, bool? released = true, string? words = null) =>
            HoldConsultationRule.Release(it, new ReleaseForResidents(released, words), by, Jurisdiction, Given.Now.AddDays(day));
        Assert.Equal("taking-part-second-person", Release(Leader).Says());
        Assert.Equal("taking-part-not-yours", Release(Writer).Says());
        var other = Given.Staff(43, "property", StaffRole.Supervisor);
        Assert.Equal("missing-released", Release(other, released: null).Says());
        Assert.Equal("Words", Release(other, released: false).Why!.Field);
        Assert.Equal("consultation-too-short", Release(other, 14).Says());
        Assert.Equal("ConsultationOpened", Release(other, 13).Says());
        var back = it.After(_ => Release(other, released: false, words: "说明白一点。"));
        var again = back.After(b => HoldConsultationRule.Rewrite(b, Asked with { Area = "a2" }, Writer, Jurisdiction, Given.Now));
        // The file keeps its area, by which its readers were found.
        Assert.Equal((ConsultationStage.Written, "a1", (string?)null), (again.Stage, again.At, again.Reason));
    }

    [Fact]
    public void A_resident_chooses_and_may_write_until_the_last_day_is_over_and_no_number_of_anybody()
    {
        var it = Open();
        (GivenAnswer? Answer, Language.Refusal? Why) Give(string? words, int? choice, int day = 0) =>
            AnswerConsultationRule.Give(it, new GiveAnswer(words, choice), Given.Today.AddDays(day));
        Assert.Equal(new GivenAnswer("", 2), Give(" ", 2).Answer);
        Assert.Equal(new GivenAnswer("走北门要绕", 0), Give("走北门要绕", 0, 20).Answer);
        Assert.Equal("consultation-is-over", Give("晚了", 0, 21).Why!.Code);
        Assert.Equal("missing-choice", Give("都行", 3).Why!.Code);
        Assert.Equal(["Choice", "Words"], Give("打 13912345678", null).Why!.Each.Select(w => w.Field));
    }

    [Fact]
    public void Nothing_is_answered_before_the_end_nor_while_one_answer_is_not_sorted_and_every_theme_that_was_said_is()
    {
        var it = Closed();
        Assert.Equal("taking-part-not-now", Answer(it, Sorted, 20, Both).Says());
        Assert.Equal("consultation-unsorted", Answer(it, Sorted with { Unsorted = 1 }, 21, Both).Says());
        Assert.Equal(["Outcome2", "Words2"], Answer(it, Sorted, 21, Both[0]).Why!.Each.Select(w => w.Field));
        var written = it.After(c => Answer(c, Sorted, 21, Both));
        Assert.Equal([6, 2], written.Prepared!.Themes.Select(t => t.Count));
        Assert.Equal("taking-part-not-now", AnswerConsultationRule.Name(written, "再来一类", Writer).Says());
        JointDecision Release(Actor.Staff by, bool? released, ConsultationCounts? counts = null) =>
            AnswerConsultationRule.Release(
                written,
                new ReleaseForResidents(released, "为什么没有说清楚。"),
                counts ?? Sorted,
                by,
                Jurisdiction,
                Given.Now.AddDays(25)
            );
        Assert.Equal("taking-part-not-yours", Release(Writer, true).Says());
        // One that came in while the answer was written is not passed over.
        var one = Sorted with
        {
            OnPaper = 3,
            Unsorted = 1,
        };
        Assert.Equal("consultation-counts-changed", Release(Leader, true, one).Says());
        Assert.Null(written.After(_ => Release(Leader, false, one)).Prepared);
        var published = written.After(_ => Release(Leader, true));
        Assert.True(published is { IsOver: true, Stage: ConsultationStage.Answered });
        Assert.DoesNotContain(published.Duties, d => d.IsOpen);
    }

    [Fact]
    public void The_unit_owes_its_answer_within_thirty_days_of_the_end()
    {
        var duty = Assert.Single(Open().Duties, d => d.IsOpen);
        Assert.Equal((DutyFor.PublishAnswers, Asked.Until!.Value.AddDays(30)), (duty.For, duty.Clock.Deadline.DueOn));
    }

    [Fact]
    public void A_theme_that_nobody_said_needs_no_answer_and_a_consultation_that_nobody_answered_is_answered_all_the_same()
    {
        var none = new ConsultationCounts(0, 0, 0, ImmutableDictionary<int, int>.Empty, [0, 0, 0], 0);
        var written = Closed().After(it => Answer(it, none, 21));
        Assert.Empty(written.Prepared!.Themes);
    }

    /// <summary>
    /// Whatever anybody of two units tries in whatever order: nothing is public without two people of the unit, of whom the releasing one
    /// leads it; nothing is answered before its end; and what is over owes nothing.
    /// </summary>
    [Fact]
    public void Four_thousand_random_lives_keep_to_two_people_and_owe_nothing_when_they_are_over()
    {
        var draw = new Random(62);
        Actor.Staff[] people = [Writer, Leader, Given.Staff(43, "property", StaffRole.Supervisor), Trials.Police];
        var stages = new HashSet<ConsultationStage>();
        for (var run = 0; run < 4000; run++)
        {
            var it = (Consultation)
                HoldConsultationRule.Write(Asked, Guid.Empty, people[draw.Next(3)], Jurisdiction, Given.Now).Begin();
            var day = 0;
            for (var step = 0; step < 25; step++)
            {
                day += draw.Next(4);
                var (who, now, yes) = (people[draw.Next(people.Length)], Given.Now.AddDays(day), draw.Next(4) > 0);
                var command = new ReleaseForResidents(yes, "改一改");
                var decision = draw.Next(7) switch
                {
                    0 => HoldConsultationRule.Release(it, command, who, Jurisdiction, now),
                    1 => HoldConsultationRule.Rewrite(
                        it,
                        Asked with
                        {
                            Until = Given.Today.AddDays(day + 9),
                        },
                        who,
                        Jurisdiction,
                        now
                    ),
                    2 => AnswerConsultationRule.Name(it, $"第{draw.Next(3)}类", who),
                    3 => AnswerConsultationRule.Write(
                        it,
                        new AnswerConsultation(
                            [.. Both, new(3, ThemeOutcome.NotTakenUp, "做不到。")],
                            "定了。",
                            "去做。",
                            Given.Today.AddDays(day + 5)
                        ),
                        Sorted with
                        {
                            Unsorted = draw.Next(2),
                        },
                        who,
                        Jurisdiction,
                        now
                    ),
                    4 or 5 => AnswerConsultationRule.Release(it, command, Sorted, who, Jurisdiction, now),
                    _ => draw.Next(6) == 0 ? HoldConsultationRule.CallOff(it, "不办了。", who, now) : TickOf(it, now),
                };
                if (decision.Why is not null)
                {
                    continue;
                }
                var before = it;
                it = it.After(_ => decision);
                stages.Add(it.Stage);
                if (decision.Facts is [DutyStepped])
                {
                    continue;
                }
                Assert.Equal("property", who.Unit);
                switch (decision.Facts[0])
                {
                    case ConsultationOpened:
                        Assert.True(who.Is(StaffRole.Supervisor) && who.Id != it.Paper.Writer);
                        break;
                    case ConsultationAnswered:
                        Assert.True(who.Is(StaffRole.Supervisor) && who.Id != before.Prepared!.By);
                        Assert.True(it.Published!.On > it.Paper.Until);
                        break;
                }
                Assert.Equal(it.IsOver, !it.Duties.Any(d => d.IsOpen) && it.Stage != ConsultationStage.SentBack);
            }
        }
        Assert.Equal(Enum.GetValues<ConsultationStage>().Length, stages.Count);
    }

    private static JointDecision TickOf(JointFile it, DateTimeOffset now) =>
        it.Duties.FirstOrDefault(d => d.IsOpen) is { } duty && TickDutyRule.Decide(it, duty.Id, Jurisdiction, now) is { } tick
            ? tick
            : Language.Refusal.Of("nothing-due", "没有到期的。", "Nothing is due.");
}
