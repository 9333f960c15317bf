using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Learning;

public class LessonTests
{
    private const string Said =
        "3月8日打了电话，王师傅说马上来，等到天黑也没有人。我住柳荫社区3号楼2单元101，电话13912345678。"
        + "后来换了一个人，先打电话问清楚，来了一趟就好了。";

    private static readonly Jurisdiction Jurisdiction = new(
        "test",
        new Bilingual("测试辖区", "Test"),
        [new Area("willow", new Bilingual("柳荫社区", "Willow"), "intake", null)],
        [
            new Unit("street", new Bilingual("街道", "Street office"), null, Fallback: true),
            new Unit("intake", new Bilingual("受理台", "Intake desk"), "street"),
            new Unit("inspection", new Bilingual("督察队", "Inspection"), null, Reviews: true),
            new Unit("panel", new Bilingual("评议组", "Panel"), null, Reviews: true),
        ],
        [],
        [],
        Given.Jurisdiction.ClockRules,
        Given.Jurisdiction.Calendar
    );

    private static readonly VerdictRead Verdict = new(Said, ["王小明"], "noise", true, "intake");

    private static readonly Actor.Staff Writer = Given.Reviewer;
    private static readonly Actor.Staff Second = Given.Staff(71, "panel", StaffRole.Reviewer);
    private static readonly Actor.Staff Desk = Given.Staff(72, "inspection", StaffRole.Reviewer);
    private static readonly Actor.Staff Owner = Given.Staff(73, "intake", StaffRole.Supervisor, StaffRole.Reviewer);

    private static readonly WriteLesson Asked = new(
        "来以前先问清楚",
        "等到天黑也没有人。……后来换了一个人，先打电话问清楚，来了一趟就好了。",
        "当天有人来。",
        "第一回没有人到，第二回一趟办好。",
        "出门以前先问清楚要带什么。",
        "要是您接的电话，会先问哪三句？"
    );

    private static JointDecision Write(WriteLesson? command = null, Actor.Staff? by = null, VerdictRead? verdict = null) =>
        WriteLessonRule.Decide(
            command ?? Asked,
            new Guid("11111111-0000-7000-8000-000000000001"),
            verdict ?? Verdict,
            by ?? Writer,
            Jurisdiction,
            Given.Now
        );

    private static Lesson Written() => (Lesson)Write().Begin();

    private static JointDecision Release(Lesson it, bool? released, Actor.Staff by, bool compared = true, string? words = null) =>
        ReleaseLessonRule.Decide(it, new ReleaseLesson(released, compared, words), by, Jurisdiction, Given.Now.AddDays(1));

    [Fact]
    public void Everything_that_is_missing_from_a_lesson_is_said_at_once() =>
        Assert.Equal(
            ["Title", "Quote", "Expected", "Met", "Learn", "Question"],
            Write(new WriteLesson("", "", "", "", "", "")).Why!.Each.Select(w => w.Field)
        );

    [Fact]
    public void What_tells_who_somebody_is_is_black_before_anybody_has_to_look_for_it()
    {
        var proposed = LessonQuote.Proposed(Verdict, Jurisdiction);
        foreach (var telling in new[] { "3月8日", "王师傅", "柳荫社区", "2单元101", "13912345678", "3号楼" })
        {
            Assert.DoesNotContain(telling, proposed);
        }
        Assert.Contains($"{Redaction.Bar}打了电话，{Redaction.Bar}说马上来", proposed);
        Assert.Contains("来了一趟就好了", proposed);
        Assert.Null(LessonQuote.Read(proposed, "Quote", Verdict, Jurisdiction).Why);
    }

    [Theory]
    [InlineData("3月8日打了电话", "lesson-tells-who")]
    [InlineData("王师傅说马上来", "lesson-tells-who")]
    [InlineData("我住柳荫社区", "lesson-tells-who")]
    [InlineData("电话13912345678", "lesson-tells-who")]
    [InlineData("来了两趟才好了", "lesson-adds-nothing")]
    [InlineData("来了一趟就好了。……等到天黑也没有人。", "lesson-adds-nothing")]
    [InlineData("████……████", "lesson-adds-nothing")]
    [InlineData("等到天黑也没有人", null)]
    [InlineData("等到 天黑 也没有人……来了一趟就好了", null)]
    [InlineData("████说马上来，等到天黑也没有人。", null)]
    public void The_residents_words_are_cut_and_blackened_and_nothing_else(string quote, string? says) =>
        Assert.Equal(says, LessonQuote.Read(quote, "Quote", Verdict, Jurisdiction).Why?.Code);

    [Theory]
    [InlineData("王师傅没有来", "work-names-nobody")]
    [InlineData("打 13912345678 问", "number-of-a-person")]
    [InlineData("换了一个人，先打电话问清楚", "residents-own-wording")]
    [InlineData("先问清楚要带什么", "LessonWritten")]
    public void What_staff_write_beside_it_is_of_the_work_and_in_their_own_words(string words, string says) =>
        Assert.Equal(says, Write(Asked with { Met = words }).Says());

    [Fact]
    public void The_reference_of_a_matter_leads_to_it_and_is_refused() =>
        Assert.Equal(
            "reference-in-words",
            Write(Asked with { Learn = $"像 {Given.Raised(Given.Raise()).Begin().File.Reference} 那样先问清楚" }).Says()
        );

    [Fact]
    public void Only_a_reviewer_outside_the_unit_that_dealt_with_it_makes_one_and_the_lesson_says_neither_where_nor_which()
    {
        foreach (var by in new[] { Given.Handler, Given.Supervisor, Owner, Given.Staff(74, "street", StaffRole.Reviewer) })
        {
            Assert.Equal("learning-not-yours", Write(by: by).Says());
        }
        var it = Written();
        Assert.Equal(("", LessonStage.Written), (it.At, it.Stage));
        Assert.Empty(it.About);
        Assert.Equal(["inspection", "panel"], it.Readers);
        Assert.Equal("panel", it.Duties.Open(DutyFor.ReleaseLesson)!.Unit);
        foreach (var words in new[] { "天黑", "一趟就好", "intake", "willow" })
        {
            Assert.DoesNotContain(words, System.Text.Json.JsonSerializer.Serialize(Write().Facts[0], typeof(LessonWritten)));
        }
    }

    [Fact]
    public void A_second_reviewer_who_compared_the_two_releases_it_to_all_units()
    {
        var it = Written();
        Assert.Equal("writer-does-not-release-lesson", Release(it, true, Writer).Says());
        Assert.Equal("learning-not-yours", Release(it, true, Owner).Says());
        Assert.Equal("lesson-compared", Release(it, true, Second, compared: false).Says());
        Assert.Equal("missing-words", Release(it, false, Second).Says());
        Assert.Equal("work-names-nobody", Release(it, false, Second, words: "王师傅还在里面").Says());
        foreach (var second in new[] { Second, Desk })
        {
            var released = it.After(n => Release(n, true, second));
            Assert.Equal(Jurisdiction.Units.Keys.Order(StringComparer.Ordinal), released.Readers.Order(StringComparer.Ordinal));
            Assert.Null(released.Duties.Open(DutyFor.ReleaseLesson));
            Assert.Equal("learning-not-at-this-step", Release(released, true, second).Says());
        }
    }

    /// <summary>Whatever is tried in whatever order.</summary>
    [Fact]
    public void In_no_order_do_the_staff_read_what_nobody_compared_or_what_was_taken_back()
    {
        var draw = new Random(20261125);
        Actor.Staff[] people = [Writer, Second, Desk, Owner, Given.Handler];
        string[] words = ["先问清楚。", "", "王师傅忘了。", "先打电话问清楚，来了一趟就好了"];
        var stages = new HashSet<LessonStage>();
        var wentUp = 0;
        for (var run = 0; run < 4000; run++)
        {
            Lesson? it = null;
            for (var (step, day) = (0, 0); step < 25; step++)
            {
                day += draw.Next(9);
                var (who, now) = (people[draw.Next(people.Length)], Given.Now.AddDays(day));
                string Word() => words[draw.Next(8) > 0 ? 0 : draw.Next(words.Length)];
                var command = Asked with { Learn = Word(), Quote = draw.Next(5) > 0 ? Asked.Quote : Word() };
                var before = it;
                var decision = (before, draw.Next(9)) switch
                {
                    (null, _) => WriteLessonRule.Decide(command, Guid.CreateVersion7(now), Verdict, who, Jurisdiction, now),
                    ({ } l, 0 or 1) => WriteLessonRule.Again(l, command, Verdict, who, Jurisdiction, now),
                    ({ } l, 2 or 3 or 4) => ReleaseLessonRule.Decide(
                        l,
                        new ReleaseLesson(draw.Next(4) == 0 ? null : draw.Next(2) == 0, draw.Next(3) > 0, Word()),
                        who,
                        Jurisdiction,
                        now
                    ),
                    ({ } l, 5) when draw.Next(3) == 0 => ReleaseLessonRule.Withdraw(l, new WithdrawLesson(Word()), who, now),
                    ({ } l, 6) when draw.Next(6) == 0 => ReleaseLessonRule.TakeBack(l, now),
                    ({ } l, _) => l.Duties.FirstOrDefault(d => d.IsOpen) is { } duty
                    && TickDutyRule.Decide(l, duty.Id, Jurisdiction, now) is { } tick
                        ? tick
                        : Refusal.Of("nothing-due", "没有到期的。", "Nothing is due."),
                };
                if (decision.Why is not null)
                {
                    continue;
                }
                it = (Lesson)decision.Facts.Aggregate((JointFile?)it, (file, fact) => fact.Apply(file))!;
                stages.Add(it.Stage);
                wentUp += it.Duties.Any(d => d.GoneUpTo is not null) ? 1 : 0;
                Assert.False(before?.IsOver ?? false);
                Assert.Equal(it.Stage == LessonStage.Written, it.Duties.Any(d => d.IsOpen));
                Assert.Equal(it.Stage is LessonStage.SentBack or LessonStage.Withdrawn, it.Reason is not null);
                Assert.Equal("先问清楚。", it.Text.Learn);
                switch (decision.Facts[0])
                {
                    case LessonReleased:
                        Assert.Equal(LessonStage.Written, before!.Stage);
                        Assert.NotEqual(before.Text.Writer, who.Id);
                        Assert.Contains(who.Unit, new[] { before.Text.Unit, before.Text.Releases });
                        break;
                    case LessonWritten or LessonRewritten:
                        Assert.Contains(who.Unit, new[] { "inspection", "panel" });
                        Assert.Equal(who.Id, it.Text.Writer);
                        Assert.NotEqual(it.Text.Unit, it.Text.Releases);
                        break;
                }
            }
        }
        Assert.Equal(Enum.GetValues<LessonStage>().Length, stages.Count);
        Assert.True(wentUp > 100, "nothing went up");
    }
}
