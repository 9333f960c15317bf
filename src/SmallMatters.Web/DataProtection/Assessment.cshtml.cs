using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.DataProtection;

/// <summary>One impact assessment, and the decision on it.</summary>
[Authorize(Policies.DataProtection)]
public sealed class AssessmentModel(Desk desk, AssessmentBook book) : PageModel
{
    private const string Approve = nameof(Approve);
    private const string Refuse = nameof(Refuse);
    private const string End = nameof(End);

    [BindProperty(SupportsGet = true, Name = "id")]
    public string? Key { get; set; }

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public AssessmentPage Shown { get; private set; } = null!;

    public Assessment Assessment => Shown.Assessment;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>What the reader may do with it now.</summary>
    public IReadOnlyList<Choice> Choices =>
        [
            .. new (Choice Choice, AssessmentDecision Decision)[]
            {
                (Choice.Of(Approve, "批准", "Approve"), Decide(Assessment, Approve, "x")),
                (Choice.Of(Refuse, "不批准", "Do not approve"), Decide(Assessment, Refuse, "x")),
                (Choice.Of(End, "停用，立即停止对外提供", "End it; nothing goes out any more"), Decide(Assessment, End, "x")),
            }
                .Where(c => c.Decision.Fact is not null)
                .Select(c => c.Choice),
        ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (What is not (Approve or Refuse or End))
        {
            ModelState.AddModelError(nameof(What), desk.Speech["请选择一项。", "Choose one."]);
            return Page();
        }
        switch (await book.DecideAsync(Assessment.File.Id, desk.Scope.Actor, a => Decide(a, What, Words), Seen, cancel))
        {
            case Acted.Written:
                TempData.Flash("已记录。", "It is recorded.");
                return Redirect($"/staff/data-protection/assessments/{Assessment.File.Id:N}");
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech);
                return Page();
            case Acted.ChangedMeanwhile:
                Response.StatusCode = StatusCodes.Status409Conflict;
                ModelState.AddModelError(
                    "",
                    desk.Speech["别人刚刚处理过，请先看看最新情况。", "Somebody else has just decided; look at it first."]
                );
                return Page();
            default:
                return NotFound();
        }
    }

    private AssessmentDecision Decide(Assessment assessment, string what, string? words) =>
        what switch
        {
            Approve => DecideAssessmentRule.Approve(assessment, words, desk.Scope.Actor),
            Refuse => DecideAssessmentRule.Refuse(assessment, words, desk.Scope.Actor),
            _ => DecideAssessmentRule.End(assessment, words, desk.Scope.Actor),
        };

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (!Guid.TryParseExact(Key, "N", out var id) || await AssessmentBook.FindAsync(desk.Db, id, cancel) is not { } shown)
        {
            return false;
        }
        Shown = shown;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Today = Jurisdiction.Calendar.DayOf(desk.Now);
        Names = await Colleagues.NamesAsync(desk.Db, [.. shown.Facts.Select(f => f.Staff).OfType<Guid>().Distinct()], cancel);
        return true;
    }
}
