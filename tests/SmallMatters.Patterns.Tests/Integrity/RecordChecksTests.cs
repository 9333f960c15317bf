using SmallMatters.Patterns.Integrity;
using Xunit;

namespace SmallMatters.Patterns.Tests.Integrity;

public class RecordChecksTests
{
    private static readonly UnitRecords[] Others =
    [
        .. Enumerable
            .Range(0, 12)
            .Select(i => new UnitRecords($"other-{i:00}", 300, 30, 36 + (i % 3), 100, 2, 3, 100, 2 + (i % 2), 40, 1)),
    ];

    [Fact]
    public void Where_all_units_are_alike_nothing_stands_out()
    {
        var report = RecordChecks.Of(Others);
        Assert.Empty(report.Findings);
        Assert.Equal(Others.Length * 6, report.Tested);
    }

    [Theory]
    [InlineData(RecordCheck.Quick)]
    [InlineData(RecordCheck.OneDevice)]
    [InlineData(RecordCheck.OneText)]
    [InlineData(RecordCheck.AskedForGoodMark)]
    [InlineData(RecordCheck.MonthEnd)]
    [InlineData(RecordCheck.LeftOut)]
    public void A_unit_that_stands_out_is_found_by_the_check_that_it_stands_out_in_alone(RecordCheck check)
    {
        var (plain, one) = (Others[0] with { Unit = "one" }, Others[0]);
        var apart = check switch
        {
            RecordCheck.Quick => plain with { Quick = 20 },
            RecordCheck.OneDevice => plain with { OneDevice = 20 },
            RecordCheck.OneText => plain with { OneText = 20 },
            RecordCheck.AskedForGoodMark => plain with { AskedForGoodMark = 20 },
            RecordCheck.MonthEnd => plain with { MonthEnd = 110 },
            _ => plain with { LeftOut = 100 },
        };
        var found = Assert.Single(RecordChecks.Of([.. Others, apart]).Findings);
        Assert.Equal((check, "one"), (found.Check, found.Unit));
        Assert.Equal(apart.Counted(check), (found.Count, found.Of));
        Assert.InRange(found.P, 0, RecordChecks.Limit);
        Assert.Equal((double)one.Counted(check).Count / one.Counted(check).Of, found.Usually, 0.01);
    }

    [Fact]
    public void Few_records_are_not_tested_and_few_that_stand_out_are_no_finding()
    {
        var few = new UnitRecords("few", Answered: 29, AskedForGoodMark: 29);
        var four = new UnitRecords("four", Answered: 30, AskedForGoodMark: 4);
        Assert.Empty(RecordChecks.Of([.. Others, few, four]).Findings);
        // The thirty verdicts are enough for two checks, the others look at more than verdicts.
        Assert.Equal(RecordChecks.Of(Others).Tested + 2, RecordChecks.Of([.. Others, few, four]).Tested);
    }

    [Fact]
    public void One_unit_beside_one_other_is_held_against_nobody() => Assert.Equal(0, RecordChecks.Of(Others[..2]).Tested);

    [Fact]
    public void Rates_that_are_the_same_each_month_are_found_and_those_that_chance_moves_are_not()
    {
        var even = new UnitRecords("even") { Year = [.. Enumerable.Repeat((80, 100), 12)] };
        int[] moved = [84, 77, 81, 79, 86, 74, 80, 83, 78, 82, 75, 81];
        var honest = new UnitRecords("honest") { Year = [.. moved.Select(yes => (yes, 100))] };
        var found = Assert.Single(RecordChecks.Of([even, honest]).Findings);
        Assert.Equal(("even", RecordCheck.TooSmooth, 0.8), (found.Unit, found.Check, found.Usually));
    }

    [Fact]
    public void Months_in_which_all_are_satisfied_are_not_called_made_up()
    {
        var all = new UnitRecords("all") { Year = [.. Enumerable.Repeat((100, 100), 12)] };
        Assert.Equal(0, RecordChecks.Of([all]).Tested);
    }

    [Fact]
    public void The_order_of_units_changes_nothing()
    {
        var apart = Others[0] with { Unit = "one", MonthEnd = 110, LeftOut = 100 };
        var (forth, back) = (RecordChecks.Of([.. Others, apart]), RecordChecks.Of([apart, .. Others.Reverse()]));
        Assert.Equal(forth.Findings.Select(f => (f.Check, f.Unit)), back.Findings.Select(f => (f.Check, f.Unit)));
    }

    [Fact]
    public void Of_what_is_planted_most_is_found_and_where_nothing_is_planted_about_one_test_in_a_thousand_speaks()
    {
        var result = RecordSimulation.Run(300);
        Assert.All(result.Power.Values, power => Assert.Equal(300, power.Planted));
        // Begging shows only where residents say so, and in a small unit few do.
        Assert.InRange(result.Power[Plant.Begging].Share, 0.3, 0.6);
        Assert.InRange(result.Power[Plant.Begging].ShareLarge, 0.6, 1);
        Assert.InRange(result.Power[Plant.Stuffing].Share, 0.8, 1);
        Assert.InRange(result.Power[Plant.CherryPicking].Share, 0.75, 1);
        Assert.InRange(result.Power[Plant.MonthEndRush].Share, 0.9, 1);
        Assert.InRange(result.Power[Plant.MadeUpRates].Share, 0.75, 1);
        Assert.InRange(result.FalseAlarms, 0, 2 * RecordChecks.Limit);
    }
}
