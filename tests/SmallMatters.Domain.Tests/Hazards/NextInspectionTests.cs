using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Hazards;

public class NextInspectionTests
{
    private static readonly HazardRules Rules = HazardRules.BuiltIn;
    private static readonly DateOnly Day = new(2026, 1, 1);

    [Fact]
    public void The_next_date_is_the_types_interval_over_one_plus_the_published_weights()
    {
        var quiet = NextInspection.Of(new PlaceHistory(PremisesKind.SmallShop, Day, Day, 0, 0, 10), Rules);
        Assert.Equal((300, 300, Day.AddDays(300)), (quiet.Base, quiet.Interval, quiet.Due));
        Assert.Empty(quiet.Factors);
        var open = NextInspection.Of(new PlaceHistory(PremisesKind.SmallShop, Day, Day, 1, 1, 31), Rules);
        // 300 / (1 + 0.25 + 1 + 0.25).
        Assert.Equal(120, open.Interval);
        Assert.Equal([DateFactor.OpenGeneral, DateFactor.OpenMajor, DateFactor.SlowToMend], open.Factors.Select(f => f.Factor));
        var many = NextInspection.Of(new PlaceHistory(PremisesKind.SmallShop, Day, Day, 40, 3, null), Rules);
        Assert.Equal(100, many.Interval);
        var never = NextInspection.Of(new PlaceHistory(PremisesKind.SmallShop, Day, null, 0, 0, null), Rules);
        Assert.Equal(Day.AddDays(75), never.Due);
    }

    [Fact]
    public void No_factor_is_about_a_person_or_an_inspector()
    {
        var fields = typeof(PlaceHistory).GetProperties().Select(p => p.Name).Where(n => n != "EqualityContract");
        Assert.Equal(["DaysToMend", "Kind", "Last", "OpenGeneral", "OpenMajor", "Since"], fields.Order());
    }

    [Fact]
    public void The_months_draw_is_made_once_by_a_supervisor_and_comes_out_the_same_from_its_record()
    {
        string[] codes = [.. Enumerable.Range(1, 25).Select(n => $"p-{n}")];
        var (drawn, _) = Draw(codes, false, Inspected.Head);
        Assert.Equal(3, drawn!.Drawn.Length);
        Assert.Equal(25, drawn.From.Length);
        Assert.Equal(drawn.Drawn, InspectionsDrawn.Of(drawn.Seed, [.. drawn.From.Reverse()], drawn.Share));
        Assert.Equal("drawn-already", Draw(codes, true, Inspected.Head).Why!.Code);
        Assert.Equal("draw-by-supervisor", Draw(codes, false, Inspected.Finder).Why!.Code);
        Assert.Equal("nothing-to-draw", Draw([], false, Inspected.Head).Why!.Code);
    }

    [Fact]
    public void Every_place_is_drawn_about_as_often_as_any_other()
    {
        string[] codes = [.. Enumerable.Range(1, 20).Select(n => $"p-{n}")];
        var times = Enumerable
            .Range(0, 5_000)
            .SelectMany(n => InspectionsDrawn.Of($"{n:x32}", codes, 0.1))
            .CountBy(code => code)
            .ToDictionary();
        Assert.All(codes, code => Assert.InRange(times[code], 400, 600));
    }

    private static (InspectionsDrawn? Fact, Domain.Language.Refusal? Why) Draw(string[] codes, bool done, Actor.Staff by) =>
        DrawInspectionsRule.Decide(codes, "5eed", done, by, Rules, Given.Jurisdiction, Given.Now);
}
