using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class RouteTests
{
    private static Decision Choose(
        Matter matter,
        RouteCode? code = RouteCode.AdministrativeProcedure,
        string where = "区政府复议办公室"
    ) =>
        ChooseRouteRule.Choose(
            matter,
            new ChooseRoute(code, where, Given.Today.AddDays(40), "请带上决定书。"),
            Given.Handler,
            Given.Jurisdiction,
            Given.Now.AddHours(1)
        );

    private static Matter Chosen() => Given.Open().After(m => Choose(m));

    private static Decision Receipt(Matter matter, DateOnly? on) =>
        ChooseRouteRule.Receipt(
            matter,
            new ReceiptRoute(on, "复受〔2026〕12号"),
            Given.Handler,
            Given.Jurisdiction,
            Given.Now.AddDays(2)
        );

    [Fact]
    public void There_are_six_routes_and_each_says_where_how_long_until_when_and_by_which_article()
    {
        Assert.Equal(Enum.GetValues<RouteCode>(), RouteRule.All.Select(r => r.Code));
        Assert.All(
            RouteRule.All,
            rule =>
            {
                Assert.All(
                    [rule.Name, rule.Door, rule.Clock, rule.Remedy, rule.Source],
                    said => Assert.True(said.Zh.Length > 1 && said.En.Length > 1)
                );
                Assert.Contains("第31条", rule.Source.Zh, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void The_first_unit_owns_the_matter_until_the_route_has_receipted_it()
    {
        var chosen = Chosen();
        Assert.Equal("property", chosen.File.Running(ClockFor.Route)!.Unit);
        Assert.Equal("property", chosen.Accountable);
        Assert.Equal(
            "route-not-receipted",
            CloseRule
                .Decide(chosen, new Close(OutcomeCode.Solved, "好了"), Given.Handler, Given.Jurisdiction, Given.Now.AddHours(2))
                .Says()
        );
        Assert.Equal(
            "route-not-receipted",
            ProposeHandOverRule
                .Decide(
                    chosen,
                    new ProposeHandOver("police", "duty", "他们的"),
                    Given.Handler,
                    Given.Jurisdiction,
                    Given.Now.AddHours(2)
                )
                .Says()
        );
        Assert.Equal(
            "route-not-receipted",
            SortRule
                .Decide(chosen, new Sort(Kind.Request, "water"), Given.Handler, Given.Jurisdiction, Given.Now.AddHours(2))
                .Says()
        );
        var receipted = chosen.After(m => Receipt(m, Given.Today.AddDays(1)));
        Assert.Null(receipted.File.Running(ClockFor.Route));
        Assert.Equal("复受〔2026〕12号", receipted.File.Route!.Number);
        Assert.Equal(
            "OutcomeProposed",
            CloseRule
                .Decide(receipted, new Close(OutcomeCode.Solved, "好了"), Given.Handler, Given.Jurisdiction, Given.Now.AddDays(3))
                .Says()
        );
    }

    [Fact]
    public void Another_route_may_be_chosen_until_the_receipt_and_no_clock_is_lost()
    {
        var again = Chosen().After(m => Choose(m, RouteCode.Arbitration, "劳动仲裁委员会"));
        Assert.Equal(RouteCode.Arbitration, again.File.Route!.Code);
        Assert.Equal(2, again.File.Clocks.Count(c => c.Purpose == ClockFor.Route));
        Assert.Equal(
            again.File.Route.Id,
            Assert.Single(again.File.Clocks, c => c.Purpose == ClockFor.Route && c.Clock.IsOpen).Subject
        );
        var receipted = again.After(m => Receipt(m, Given.Today));
        Assert.Equal("route-receipted", Choose(receipted).Says());
        Assert.Equal("no-route-waits", Receipt(receipted, Given.Today).Says());
    }

    [Fact]
    public void What_is_missing_or_impossible_is_refused()
    {
        Assert.Equal("missing-code", Choose(Given.Open(), null).Says());
        Assert.Equal("missing-where", Choose(Given.Open(), where: " ").Says());
        Assert.Equal(
            "not-your-units-matter",
            ChooseRouteRule
                .Choose(
                    Given.Open(),
                    new ChooseRoute(RouteCode.Arbitration, "仲裁委", null, "去"),
                    Given.Stranger,
                    Given.Jurisdiction,
                    Given.Now
                )
                .Says()
        );
        Assert.Equal("no-route-for-conduct", Choose(Given.Open().With(f => f with { Kind = Kind.Conduct })).Says());
        Assert.Equal("missing-on", Receipt(Chosen(), null).Says());
        Assert.Equal("receipt-day-out-of-range", Receipt(Chosen(), Given.Today.AddDays(9)).Says());
        Assert.Equal("receipt-day-out-of-range", Receipt(Chosen(), Given.Today.AddDays(-1)).Says());
        var late = ChooseRouteRule.Choose(
            Given.Open(),
            new ChooseRoute(RouteCode.Arbitration, "仲裁委", Given.Today.AddDays(-1), "去"),
            Given.Handler,
            Given.Jurisdiction,
            Given.Now
        );
        Assert.Equal("remedy-day-out-of-range", late.Says());
    }

    [Fact]
    public void The_resident_may_still_withdraw_and_the_clock_of_the_route_stops()
    {
        var withdrawn = Chosen().After(m => WithdrawRule.Decide(m, new Withdraw(null), Given.Raiser, Given.Now.AddHours(3)));
        Assert.Null(withdrawn.File.Running(ClockFor.Route));
    }
}
