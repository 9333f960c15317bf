using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Storage.Burden;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Performance;

namespace SmallMatters.Web.Burden;

/// <summary>What a month's forms took, the form that took the most time first.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "month")]
    public string? MonthTyped { get; set; }

    public DateOnly Month { get; private set; }

    public IReadOnlyList<Choice> Months { get; private set; } = [];

    /// <summary>All forms together.</summary>
    public FormBurden Total { get; private set; }

    /// <summary>Forms that were sent often enough to say something of, by the time that they took together.</summary>
    public IReadOnlyList<(StaffForm Form, FormBurden Burden)> Lines { get; private set; } = [];

    /// <summary>How many forms were sent too seldom.</summary>
    public int TooFew { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var today = (await desk.JurisdictionAsync(cancel)).Calendar.DayOf(desk.Now);
        var first = new DateOnly(today.Year, today.Month, 1);
        DateOnly[] offered = [first, .. ReportQuery.Months(today)];
        Month = offered.FirstOrDefault(m => ReportQuery.Code(m) == MonthTyped, first);
        Months = [.. offered.Select(m => new Choice(ReportQuery.Code(m), ReportWords.Month(m)))];
        var counted = await FormBurdenBook.OfMonthAsync(desk.Db, BurdenModule.MonthOf(Month), cancel);
        Total = counted.Values.Aggregate(default(FormBurden), (sum, next) => sum + next);
        Lines =
        [
            .. StaffFormBook
                .BuiltIn.All.Select(f => (Form: f, Burden: counted.GetValueOrDefault(f.Form)))
                .Where(l => l.Burden.Taken >= Disclosure.Fewest)
                .OrderByDescending(l => l.Burden.Seconds)
                .ThenBy(l => l.Form.Form, StringComparer.Ordinal),
        ];
        TooFew = counted.Values.Count(b => b.Taken < Disclosure.Fewest);
    }
}
