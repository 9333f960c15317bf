using SmallMatters.Domain.Encounters;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Encounters;

public class EncounterTests
{
    private static readonly EncounterRules Rules = EncounterRules.BuiltIn;
    private static readonly Actor.Staff Head = Given.Supervisor;
    private static readonly Actor.Staff Reviewer = Given.Reviewer;

    private static EncounterAnswer Answer(EncounterMark identity) =>
        new(identity, EncounterMark.Yes, EncounterMark.NotSure, EncounterMark.Yes, EncounterOverall.Basically);

    private static EncounterTally Tally(int yes, int no) =>
        EncounterTally.Of([(Answer(EncounterMark.Yes), yes), (Answer(EncounterMark.No), no)]);

    private static ThemeDecision Name(
        EncounterTally? tally,
        Actor.Staff? by = null,
        bool there = false,
        EncounterItem? item = EncounterItem.Identity
    ) => CorrectionRule.Name(Head.Unit, item, "2026Q1", tally, there, by ?? Reviewer, Rules, Given.Jurisdiction, Given.Today);

    private static CorrectionTheme Named => Name(Tally(6, 4)).Fact!.Apply(null);

    [Fact]
    public void Every_line_without_a_mark_is_told_at_once_and_whoever_wants_a_review_says_what_happened()
    {
        var (answer, why) = AnswerEncounterRule.Decide(new AnswerEncounter(null, null, null, null, null, true, " "));
        Assert.Null(answer);
        Assert.Equal(["Identity", "Rights", "NextStep", "OnTime", "Overall", "Words"], why!.Each.Select(w => w.Field));
    }

    [Fact]
    public void An_answer_holds_marks_and_no_words_no_day_no_matter_and_no_person() =>
        Assert.Equal(
            "Identity:EncounterMark Rights:EncounterMark NextStep:EncounterMark OnTime:EncounterMark Overall:EncounterOverall",
            string.Join(
                ' ',
                typeof(EncounterAnswer)
                    .GetProperties()
                    .Where(p => p.Name != "EqualityContract")
                    .Select(p => $"{p.Name}:{p.PropertyType.Name}")
            )
        );

    [Fact]
    public void Fewer_than_ten_marks_make_no_theme()
    {
        Assert.Equal("theme-too-few", Name(Tally(5, 4)).Why!.Code);
        Assert.Equal("theme-too-few", Name(null).Why!.Code);
        Assert.IsType<ThemeNamed>(Name(Tally(6, 4)).Fact);
        Assert.Equal("theme-nobody", Name(Tally(10, 0)).Why!.Code);
        Assert.Equal("theme-there", Name(Tally(6, 4), there: true).Why!.Code);
        Assert.Equal("theme-item", Name(Tally(6, 4), item: null).Why!.Code);
    }

    [Fact]
    public void Neither_the_unit_rated_nor_anybody_but_its_reviewer_names_a_theme()
    {
        foreach (var by in (Actor.Staff[])[Head, Given.Handler, Given.Stranger, Reviewer with { Roles = [StaffRole.Handler] }])
        {
            Assert.Equal("theme-not-neutral", Name(Tally(6, 4), by).Why!.Code);
        }
    }

    [Fact]
    public void A_promise_says_what_who_and_by_when_and_is_given_by_the_head_of_the_unit()
    {
        var why = CorrectionRule.Promise(Named, new PromiseCorrection(null, null, Given.Today), Head, Rules, Given.Today).Why!;
        Assert.Equal(["Measure", "Post", "DueOn"], why.Each.Select(w => w.Field));
        var good = new PromiseCorrection(CorrectionMeasure.ShowCards, LeaderPost.Head, Given.Today.AddDays(20));
        Assert.Equal("correction-by-head", CorrectionRule.Promise(Named, good, Reviewer, Rules, Given.Today).Why!.Code);
        Assert.Equal("correction-by-head", CorrectionRule.Promise(Named, good, Given.Handler, Rules, Given.Today).Why!.Code);
        Assert.IsType<CorrectionPromised>(CorrectionRule.Promise(Named, good, Head, Rules, Given.Today).Fact);
    }

    [Fact]
    public void What_is_late_says_so_and_goes_on_saying_so_after_it_was_kept()
    {
        var due = Given.Today.AddDays(20);
        Assert.False(Named.IsLate(Given.Today.AddDays(Rules.AnswerThemeDays)));
        Assert.True(Named.IsLate(Given.Today.AddDays(Rules.AnswerThemeDays + 1)));
        var promised = new CorrectionPromised(new CorrectionPromise(CorrectionMeasure.ShowCards, LeaderPost.Head, due)).Apply(
            Named
        );
        Assert.False(promised.IsLate(due));
        Assert.True(promised.IsLate(due.AddDays(1)));
        Assert.True(new CorrectionKept(due.AddDays(3)).Apply(promised).IsLate(due.AddDays(400)));
        Assert.False(new CorrectionKept(due).Apply(promised).IsLate(due.AddDays(400)));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void In_whatever_order_people_act_a_unit_never_records_its_own_promise_as_kept_and_a_promise_never_changes(int seed)
    {
        var random = new Random(seed);
        Actor.Staff[] people = [Head, Reviewer, Given.Handler, Given.Stranger];
        for (var life = 0; life < 200; life++)
        {
            var theme = Named;
            for (var step = 0; step < 15; step++)
            {
                var by = people[random.Next(people.Length)];
                var today = Given.Today.AddDays(step);
                var decision =
                    random.Next(2) == 0
                        ? CorrectionRule.Promise(
                            theme,
                            new PromiseCorrection(
                                CorrectionMeasure.Rehearse,
                                LeaderPost.Deputy,
                                today.AddDays(random.Next(-2, 100))
                            ),
                            by,
                            Rules,
                            today
                        )
                        : CorrectionRule.Keep(theme, by, today);
                if (decision.Fact is not { } fact)
                {
                    continue;
                }
                Assert.Equal(fact is CorrectionKept ? Reviewer.Unit : Head.Unit, by.Unit);
                var before = theme.TheirPromise;
                theme = fact.Apply(theme);
                Assert.True(before is null || before == theme.TheirPromise);
            }
        }
    }

    [Fact]
    public void The_tally_counts_every_mark_once()
    {
        var tally = Tally(7, 5);
        Assert.Equal((12, 12, 0), (tally.Answers, tally.Basically, tally.Dissatisfied));
        Assert.Equal(new EncounterMarks(7, 5, 0), tally.Items[EncounterItem.Identity]);
        Assert.Equal(new EncounterMarks(0, 0, 12), tally.Items[EncounterItem.NextStep]);
    }
}
