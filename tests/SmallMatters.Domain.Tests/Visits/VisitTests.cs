using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Visits;
using Xunit;

namespace SmallMatters.Domain.Tests.Visits;

public class VisitTests
{
    private static readonly DateOnly Today = Given.Today;

    private static Visit Planned(int days = 1) =>
        VisitRule.Plan(VisitSource.Matter, "", Today.AddDays(days), 9, 11, Today).Fact!.Apply(null);

    private static Visit Made() => VisitRule.Make(Planned(), Today.AddDays(1)).Fact!.Apply(Planned());

    private static Visit Answered() =>
        VisitRule.Answer(Made(), new VisitAnswer(VisitAnswerKind.Did, null, 3)).Fact!.Apply(Made());

    [Fact]
    public void Every_part_of_an_appointment_that_is_wrong_is_told_at_once()
    {
        var why = VisitRule.Plan(null, "", Today.AddDays(-1), 22, 23, Today).Why!;
        Assert.Equal(["Source", "Day", "FromHour"], why.Each.Select(w => w.Field));
    }

    [Fact]
    public void A_source_is_a_key_and_no_text()
    {
        Assert.NotNull(VisitRule.Plan(VisitSource.Card, "", Today, 9, 11, Today).Why);
        Assert.NotNull(VisitRule.Plan(VisitSource.Card, "爱打牌", Today, 9, 11, Today).Why);
        Assert.Null(VisitRule.Plan(VisitSource.Card, "0199a1b2", Today, 9, 11, Today).Why);
    }

    [Fact]
    public void A_resident_declines_before_and_after_agreeing_and_gives_no_reason()
    {
        Assert.IsType<VisitDeclined>(VisitRule.Decline(Planned()).Fact);
        var agreed = VisitRule.Accept(Planned()).Fact!.Apply(Planned());
        Assert.IsType<VisitDeclined>(VisitRule.Decline(agreed).Fact);
        Assert.Empty(typeof(VisitDeclined).GetProperties());
    }

    [Fact]
    public void A_visit_without_an_answer_grows_older_every_day_until_it_is_answered()
    {
        Assert.Equal(0, Made().Waiting(Today.AddDays(1)));
        Assert.Equal(6, Made().Waiting(Today.AddDays(7)));
        Assert.Equal(0, Answered().Waiting(Today.AddDays(7)));
        Assert.Equal(2, Planned().Waiting(Today.AddDays(3)));
    }

    [Fact]
    public void By_when_needs_a_day_and_nothing_else_has_one()
    {
        Assert.Equal("DueOn", VisitRule.Answer(Made(), new VisitAnswer(VisitAnswerKind.ByWhen, null, 3)).Why!.Field);
        Assert.Equal("DueOn", VisitRule.Answer(Made(), new VisitAnswer(VisitAnswerKind.Did, Today, 3)).Why!.Field);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(19, 1)]
    [InlineData(40, 4)]
    public void A_tenth_is_drawn_and_at_least_one(int among, int drawn) => Assert.Equal(drawn, VisitRule.Share(among));

    /// <summary>Thirty thousand random lives: an accepted step always fits, ended visits stay ended, no visit is answered unvisited.</summary>
    [Fact]
    public void No_sequence_of_steps_breaks_a_visit()
    {
        var random = new Random(20261122);
        var ends = new Dictionary<VisitStage, int>();
        for (var life = 0; life < 30_000; life++)
        {
            var today = Today;
            Visit? visit = null;
            var made = false;
            for (var step = random.Next(1, 12); step > 0; step--)
            {
                today = today.AddDays(random.Next(0, 3));
                var decision = visit is null
                    ? VisitRule.Plan(VisitSource.Matter, "", today.AddDays(random.Next(-1, 3)), 9, random.Next(8, 12), today)
                    : random.Next(9) switch
                    {
                        0 => VisitRule.Accept(visit),
                        1 when random.Next(3) == 0 => VisitRule.Decline(visit),
                        2 when random.Next(3) == 0 => VisitRule.CallOff(visit),
                        3 when random.Next(2) == 0 => VisitRule.MissThem(visit, today),
                        4 or 5 => VisitRule.Make(visit, today),
                        6 => VisitRule.Draw(visit, new VisitDrawn("00", 5, 1, "inspection")),
                        7 => VisitRule.Echo(visit, random.Next(3) == 0 ? null : random.Next(2) == 0, random.Next(2) == 0),
                        _ => VisitRule.Answer(
                            visit,
                            new VisitAnswer((VisitAnswerKind)random.Next(3), random.Next(2) == 0 ? today : null, 2)
                        ),
                    };
                Assert.True(decision.Fact is null ^ decision.Why is null);
                if (decision.Fact is not { } fact)
                {
                    continue;
                }
                Assert.True(
                    visit is null or Visit.Planned or Visit.Made or Visit.Answered,
                    $"{visit?.Stage} was followed by {fact.GetType().Name}"
                );
                made |= fact is VisitMade;
                visit = fact.Apply(visit);
                Assert.True(visit is not Visit.Answered || made);
                Assert.True(visit.Waiting(today) >= 0);
            }
            if (visit is not null)
            {
                ends[visit.Stage] = ends.GetValueOrDefault(visit.Stage) + 1;
            }
        }
        Assert.All(Enum.GetValues<VisitStage>(), stage => Assert.True(ends.GetValueOrDefault(stage) > 100, $"{stage}"));
    }
}
