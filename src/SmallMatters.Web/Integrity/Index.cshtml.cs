using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Integrity;
using SmallMatters.Domain.Units;
using SmallMatters.Patterns.Integrity;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Integrity;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Satisfaction;

namespace SmallMatters.Web.Integrity;

/// <summary>
/// The auditor's queue: units whose records of a quarter stand out, with the figures, what else may explain them, and what
/// auditors wrote after looking. It speaks of units' records, never of a person.
/// </summary>
[Authorize(Policies.Auditor)]
public sealed class IndexModel(Desk desk, IntegrityBook book) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "quarter")]
    public string? Asked { get; set; }

    /// <summary>The unit of the finding that is being looked at.</summary>
    [BindProperty(SupportsGet = true, Name = "unit")]
    public string? Unit { get; set; }

    /// <summary>Its check.</summary>
    [BindProperty(SupportsGet = true, Name = "check")]
    public RecordCheck? Check { get; set; }

    [BindProperty]
    public LookResult? Result { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public RecordReport Report { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public Quarter Quarter { get; private set; }

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public IEnumerable<Choice> Quarters => VerdictQuery.Quarters(Today).Select(q => new Choice(q.ToString(), q.Said()));

    public static IEnumerable<Choice> Results => Enum.GetValues<LookResult>().Select(r => new Choice(r.ToString(), r.Said()));

    /// <summary>Findings that nobody has looked at come first; within both, by unit.</summary>
    public IEnumerable<RecordFinding> Findings => Report.Findings.OrderBy(f => LooksAt(f).Any());

    private DateOnly Today { get; set; }

    private IReadOnlyList<KeptFact<IntegrityFact>> Looks { get; set; } = [];

    /// <summary>What auditors wrote of a finding, the earliest first.</summary>
    public IEnumerable<(KeptFact<IntegrityFact> Kept, FindingLookedAt Look)> LooksAt(RecordFinding finding) =>
        Looks
            .Select(k => (k, Look: (k.Fact as FindingLookedAt)!))
            .Where(l => l.Look is { } look && look.Unit == finding.Unit && look.Check == finding.Check.ToString());

    /// <summary>Whether the form of a finding is open.</summary>
    public bool IsOpen(RecordFinding finding) => finding.Unit == Unit && finding.Check == Check;

    public string AddressOf(RecordFinding finding) =>
        $"/staff/integrity?quarter={Quarter}&unit={Uri.EscapeDataString(finding.Unit)}&check={finding.Check}#look";

    public async Task OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        if (Report.Findings.FirstOrDefault(IsOpen) is not { } finding)
        {
            return NotFound();
        }
        var key = new FindingKey(finding.Check.ToString(), finding.Unit, Quarter.ToString());
        switch (await book.LookAsync(key, new LookAtFinding(Result, Words), desk.Scope.Actor, cancel))
        {
            case Acted.Written:
                TempData.Flash("已记录。", "It is recorded.");
                return Redirect($"/staff/integrity?quarter={Quarter}");
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech);
                return Page();
            default:
                Response.StatusCode = StatusCodes.Status409Conflict;
                ModelState.AddModelError(
                    "",
                    desk.Speech[
                        "同时有别人在记录，请再按一次“保存”。",
                        "Somebody else wrote at the same moment; press Save again."
                    ]
                );
                return Page();
        }
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Today = Jurisdiction.Calendar.DayOf(desk.Now);
        Quarter = new VerdictQuery { Quarter = Asked }.WholeQuarter(Today);
        Report = await RecordReading.CheckAsync(desk.Db, desk.Scope, Jurisdiction.Calendar, Quarter, cancel);
        Looks = await IntegrityBook.LooksAsync(desk.Db, Quarter.ToString(), cancel);
        Names = await Colleagues.NamesAsync(desk.Db, [.. Looks.Select(k => k.Staff).OfType<Guid>().Distinct()], cancel);
    }
}
