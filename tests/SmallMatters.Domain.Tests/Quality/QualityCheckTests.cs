using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Quality;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Quality;

public class QualityCheckTests
{
    private static readonly QualityRules Rules = QualityRules.BuiltIn;
    private static readonly DateOnly Until = Given.Today.AddDays(Rules.OpenDays);

    private static QualitySheet Sheet => Rules.SheetOn(Given.Today);

    private static QualityCheck Due => new QualityDue(Until).Apply(null);

    private static CheckQuality All(QualityMark mark) =>
        new(Sheet.Version, Sheet.Questions.ToDictionary(q => q.Code, _ => (QualityMark?)mark));

    private static QualityDecision Decide(
        QualityCheck check,
        CheckQuality said,
        bool before = false,
        DateOnly? today = null,
        bool opened = true
    ) => CheckQualityRule.Decide(check, said, Sheet, new QualityReader(before, opened), today ?? Given.Today);

    private static List<CallCandidate> Frame(int size) =>
        [.. Enumerable.Range(0, size).Select(i => new CallCandidate(1000 + i, i % 7 == 0 ? 1 : 0, $"u{i % 4}", $"c{i % 3}"))];

    private static string Seed(int n) => n.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(157, 10)]
    [InlineData(57, 5)]
    public void Every_closing_has_the_same_chance_whatever_its_unit_and_category(int closings, int oneIn)
    {
        const int draws = 4000;
        var frame = Frame(closings);
        var drawn = frame.ToDictionary(c => c.Key, _ => 0);
        for (var n = 0; n < draws; n++)
        {
            foreach (var reading in QualityDrawn.From(frame, Seed(n), Rules).Readings.Where(r => !r.Second))
            {
                drawn[reading.Closing.Key]++;
            }
        }
        // With five standard deviations to either side.
        var chance = 1.0 / oneIn;
        var (expected, deviation) = (draws * chance, Math.Sqrt(draws * chance * (1 - chance)));
        Assert.All(drawn.Values, times => Assert.InRange(times, expected - (5 * deviation), expected + (5 * deviation)));
    }

    [Fact]
    public void Who_has_the_frame_does_the_draw_again_in_whatever_order_it_comes()
    {
        var frame = Frame(400);
        var (draw, readings) = QualityDrawn.From(frame, Seed(7), Rules);
        frame.Reverse();
        var (again, same) = QualityDrawn.From(frame, draw.Seed, Rules);
        Assert.Equal(draw, again);
        Assert.Equal(readings, same);
        Assert.NotEqual(draw.FrameHash, QualityDrawn.From(Frame(399), draw.Seed, Rules).Draw.FrameHash);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(19)]
    [InlineData(57)]
    [InlineData(99)]
    [InlineData(100)]
    public void In_a_quiet_month_so_many_are_drawn_that_something_can_be_told_or_all_there_are(int closings)
    {
        for (var n = 0; n < 200; n++)
        {
            var drawn = QualityDrawn.From(Frame(closings), Seed(n), Rules).Draw.Drawn;
            Assert.InRange(drawn, Math.Min(closings, Disclosure.Fewest), Math.Min(closings, 2 * Disclosure.Fewest));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(95, 9)]
    [InlineData(100, 10)]
    [InlineData(6000, 10)]
    [InlineData(6001, 11)]
    [InlineData(40000, 67)]
    public void Of_more_closings_than_can_be_read_fewer_are_drawn(int frame, int step)
    {
        Assert.Equal(step, Rules.StepOf(frame));
        Assert.True((frame + step - 1) / step <= Rules.MostInMonth);
    }

    [Fact]
    public void One_in_five_is_read_twice_and_its_place_in_the_list_does_not_tell()
    {
        var (_, readings) = QualityDrawn.From(Frame(2000), Seed(3), Rules);
        Assert.Equal((200, 40), (readings.Count(r => !r.Second), readings.Count(r => r.Second)));
        var twice = readings.Where(r => r.Second).Select(r => r.Closing.Key).ToHashSet();
        Assert.Equal(80, readings.Count(r => twice.Contains(r.Closing.Key)));
        // Second readings lie on both sides of the first ones, not at the end.
        var places = readings.Select((r, place) => (r, place)).Where(x => x.r.Second).Select(x => x.place).ToList();
        Assert.InRange(places.Average(), 80, 160);
    }

    [Fact]
    public void All_questions_that_were_left_open_are_told_at_once()
    {
        var said = new CheckQuality(
            Sheet.Version,
            new Dictionary<string, QualityMark?> { ["points"] = QualityMark.Yes, ["done"] = null }
        );
        var why = Decide(Due, said).Why!;
        Assert.Equal(
            ["Said[done]", "Said[reason]", "Said[next]", "Said[plain]", "Said[borne-out]"],
            why.Each.Select(w => w.Field)
        );
    }

    [Fact]
    public void Does_not_apply_is_an_answer_only_where_there_may_be_nothing_to_ask()
    {
        var why = Decide(Due, All(QualityMark.NotApplicable)).Why!;
        Assert.Equal(Sheet.Questions.Where(q => !q.MayNotApply).Select(CheckQualityRule.FieldOf), why.Each.Select(w => w.Field));
        var said = new CheckQuality(
            Sheet.Version,
            Sheet.Questions.ToDictionary(
                q => q.Code,
                q => (QualityMark?)(q.MayNotApply ? QualityMark.NotApplicable : QualityMark.Yes)
            )
        );
        var read = Assert.IsType<QualityCheck.Read>(Decide(Due, said).Fact!.Apply(Due));
        Assert.True(read.Holds);
    }

    [Fact]
    public void One_no_is_enough_for_something_to_be_lacking()
    {
        var said = All(QualityMark.Yes).Said.ToDictionary();
        said["plain"] = QualityMark.No;
        var read = Assert.IsType<QualityCheck.Read>(Decide(Due, new CheckQuality(Sheet.Version, said)).Fact!.Apply(Due));
        Assert.Equal(["plain"], read.Lacking);
        Assert.False(read.Holds);
        Assert.Equal(Sheet.Version, read.Sheet);
    }

    [Fact]
    public void The_same_person_does_not_read_both_times_and_nobody_reads_after_the_last_day_or_again()
    {
        Assert.Equal("quality-same-person", Decide(Due, All(QualityMark.Yes), before: true).Why!.Code);
        Assert.NotNull(Decide(Due, All(QualityMark.Yes), today: Until).Fact);
        Assert.Equal("quality-not-now", Decide(Due, All(QualityMark.Yes), today: Until.AddDays(1)).Why!.Code);
        var read = Decide(Due, All(QualityMark.Yes)).Fact!.Apply(Due);
        Assert.Equal("quality-not-now", Decide(read, All(QualityMark.No)).Why!.Code);
        Assert.Equal("quality-not-now", CheckQualityRule.Lapse(read, Until.AddDays(9), nobodyNeutral: true).Why!.Code);
        Assert.Equal("quality-not-now", CheckQualityRule.LeaveOut(read).Why!.Code);
    }

    [Fact]
    public void What_was_not_opened_and_other_questions_than_those_shown_are_not_answered()
    {
        Assert.Equal("quality-not-opened", Decide(Due, All(QualityMark.Yes), opened: false).Why!.Code);
        var older = All(QualityMark.Yes) with { Sheet = Sheet.Version - 1 };
        Assert.Equal("quality-other-questions", Decide(Due, older).Why!.Code);
    }

    [Fact]
    public void It_lapses_after_its_last_day_or_at_once_where_nobody_is_neutral()
    {
        Assert.Equal("quality-not-now", CheckQualityRule.Lapse(Due, Until, nobodyNeutral: false).Why!.Code);
        Assert.IsType<QualityCheck.NotRead>(CheckQualityRule.Lapse(Due, Until.AddDays(1), false).Fact!.Apply(Due));
        Assert.IsType<QualityCheck.NotRead>(CheckQualityRule.Lapse(Due, Given.Today, true).Fact!.Apply(Due));
        Assert.IsType<QualityCheck.LeftOut>(CheckQualityRule.LeaveOut(Due).Fact!.Apply(Due));
    }

    [Fact]
    public void Only_a_reviewer_of_the_unit_that_it_was_given_to_reads_and_nobody_who_works_for_or_leads_one_that_dealt_with_it()
    {
        var reviewer = new Actor.Staff(new StaffId(Guid.CreateVersion7()), "review", [StaffRole.Reviewer]);
        var handler = new Actor.Staff(reviewer.Id, "review", [StaffRole.Handler]);
        Assert.True(May(reviewer, "review"));
        Assert.False(May(handler, "review"));
        Assert.False(May(reviewer with { Unit = "other" }, "other"));
        Assert.False(May(reviewer, "review", "works"));

        static bool May(Actor.Staff by, params string[] also) =>
            CheckQualityRule.MayRead("review", ["desk", "works"], by, also.ToHashSet());
    }

    [Fact]
    public void Whatever_is_tried_in_whatever_order_a_check_that_is_over_stays_as_it_is()
    {
        var drawn = new Random(35);
        for (var life = 0; life < 4000; life++)
        {
            var check = Due;
            for (var step = 0; step < 6; step++)
            {
                var today = Given.Today.AddDays(drawn.Next(0, Rules.OpenDays + 5));
                var decision = drawn.Next(3) switch
                {
                    0 => Decide(check, All((QualityMark)drawn.Next(3)), drawn.Next(4) == 0, today),
                    1 => CheckQualityRule.Lapse(check, today, drawn.Next(5) == 0),
                    _ => drawn.Next(4) == 0 ? CheckQualityRule.LeaveOut(check) : CheckQualityRule.Lapse(check, today, false),
                };
                if (check is not QualityCheck.Waiting)
                {
                    Assert.Null(decision.Fact);
                }
                Assert.True(decision.Fact is null != decision.Why is null);
                check = decision.Fact?.Apply(check) ?? check;
                Assert.Equal(Until, check.OpenUntil);
            }
        }
    }

    [Fact]
    public void A_fact_that_does_not_fit_is_damage()
    {
        Assert.Throws<InvalidOperationException>(() => new QualityDue(Until).Apply(Due));
        foreach (QualityFact fact in (QualityFact[])[new QualityRead(1, []), new QualityLapsed(), new QualityLeftOut()])
        {
            Assert.Throws<InvalidOperationException>(() => fact.Apply(null));
            Assert.Throws<InvalidOperationException>(() => fact.Apply(new QualityCheck.NotRead(Until)));
        }
    }

    [Fact]
    public void Every_question_stands_in_both_languages()
    {
        var said = Rules.Sheets.SelectMany(s => s.Questions).SelectMany(q => (Bilingual[])[q.Ask, q.Lacks]).ToList();
        Assert.True(said.Count >= 12);
        Assert.All(said, s => Assert.True(s.Zh.Any(c => c >= '一') && s.En.All(c => c < '一')));
    }

    [Fact]
    public void Rules_that_make_no_sense_are_not_used()
    {
        Assert.Throws<InvalidDataException>(() => (Rules with { Every = 0 }).Checked());
        Assert.Throws<InvalidDataException>(() => (Rules with { Sheets = [] }).Checked());
        var twice = Rules.Sheets[0] with { Questions = [Rules.Sheets[0].Questions[0], Rules.Sheets[0].Questions[0]] };
        Assert.Throws<InvalidDataException>(() => (Rules with { Sheets = [twice] }).Checked());
    }
}
