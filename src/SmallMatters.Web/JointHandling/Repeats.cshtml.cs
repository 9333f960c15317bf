using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.JointHandling;

/// <summary>The repeat rate of first contacts, by unit: numerator, denominator, what is missing, interval.</summary>
[Authorize(Policies.Matters)]
public sealed class RepeatsModel(Desk desk) : PageModel
{
    public IReadOnlyList<RepeatRate> Rates { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Rates = await RepeatRates.ReadAsync(desk.Db, desk.Now, cancel);
    }

    /// <summary>The rate with its interval; null under the fewest that are shown.</summary>
    public static string? Share(RepeatRate rate)
    {
        if (rate.Answered < RepeatRates.Fewest)
        {
            return null;
        }
        var interval = Wilson.Interval(rate.Repeated, rate.Answered);
        return $"{Percent(interval.Share)} ({Percent(interval.Low)}–{Percent(interval.High)})";
    }

    private static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + "%";
}
