using SmallMatters.Domain.Satisfaction;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Satisfaction;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Satisfaction;

public class VerdictMonthsTests
{
    private static readonly DateOnly First = new(2024, 1, 1);

    // Ups and downs of months, in answers "yes" of a hundred and in answers of three hundred asked.
    private static readonly int[] Yes =
    [
        80,
        83,
        78,
        81,
        77,
        82,
        80,
        79,
        84,
        78,
        81,
        80,
        82,
        79,
        80,
        78,
        83,
        81,
        80,
        79,
        82,
        80,
        78,
        81,
    ];
    private static readonly int[] More = [4, -6, 2, -3, 7, -5, 0, 3, -4, 6, -2, 1, -5, 4, 0, -3, 5, -1, 2, -4, 3, -2, 1, 0];

    private static VerdictMonths Months(Func<int, VerdictCounts> counts, bool tells = true) =>
        VerdictMonths.Of([.. Enumerable.Range(0, VerdictMonths.Looked).Select(i => (First.AddMonths(i), counts(i), tells))]);

    private static VerdictCounts Counts(int yes, int answered, int asked) =>
        VerdictCounts.None with
        {
            Yes = yes * answered / 100,
            No = answered - (yes * answered / 100),
            NotJudged = asked - answered,
        };

    [Fact]
    public void Ordinary_ups_and_downs_of_two_years_are_called_no_difference()
    {
        var shown = Months(i => Counts(Yes[i], 100 + More[i], 300));
        Assert.All(
            shown.Months,
            m => Assert.Equal((AgainstBefore.NoDifference, AgainstBefore.NoDifference), (m.Yes.Against, m.Response.Against))
        );
    }

    [Fact]
    public void A_response_that_falls_slowly_is_seen_while_what_those_who_answer_say_stays_the_same()
    {
        var shown = Months(i => Counts(Yes[i], 100 + More[i] - (i < 14 ? 0 : (i - 13) * 5), 300));
        Assert.All(shown.Months, m => Assert.Equal(AgainstBefore.NoDifference, m.Yes.Against));
        Assert.All(shown.Months.Take(14), m => Assert.Equal(AgainstBefore.NoDifference, m.Response.Against));
        Assert.Equal(AgainstBefore.Lower, shown.Months[^1].Response.Against);
    }

    [Fact]
    public void What_may_not_be_told_is_neither_drawn_nor_compared_but_how_many_answered_is()
    {
        var shown = Months(i => Counts(Yes[i], 100 + More[i], 300), tells: false);
        Assert.All(shown.Months, m => Assert.Equal((null, AgainstBefore.NotCompared), (m.Yes.Point, m.Yes.Against)));
        Assert.All(shown.Months, m => Assert.NotNull(m.Response.Point));
    }

    [Fact]
    public void A_few_months_are_no_past_to_compare_with()
    {
        var shown = Months(i => i < VerdictMonths.Looked - 5 ? VerdictCounts.None : Counts(20, 100, 300));
        Assert.All(shown.Months, m => Assert.Equal(AgainstBefore.NotCompared, m.Yes.Against));
    }

    [Theory, OnBothDatabases]
    public async Task The_page_shows_each_month_in_both_languages_and_forgets_a_group_of_another_kind(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        await office.DissatisfyAsync(await office.RaiseAsync(), clerk);
        host.Clock.Advance(TimeSpan.FromDays(45));
        clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var overview = await clerk.Browser.GetAsync("/staff/verdicts");
        var page = await clerk.Browser.GetAsync(overview.LinkTo("看逐月变化"));
        Assert.Contains("可比的月份不到 6 个", page.Main, StringComparison.Ordinal);
        Assert.Contains("2026-03", page.Main, StringComparison.Ordinal);
        Assert.Equal(VerdictMonths.Looked, page.Document.QuerySelectorAll("main tbody tr").Length);
        var unit = await clerk.Browser.GetAsync($"/staff/verdicts/months?by=Unit&group={Neighbourhood.WillowDesk}&lang=en");
        Assert.Contains("Too few to tell", unit.Main, StringComparison.Ordinal);
        Assert.Contains("100.0%", unit.Main, StringComparison.Ordinal);
        var other = await clerk.Browser.GetAsync($"/staff/verdicts/months?by=Channel&group={Neighbourhood.WillowDesk}&lang=zh");
        Assert.Contains("全部合计：解决了吗", other.Main, StringComparison.Ordinal);
    }
}
