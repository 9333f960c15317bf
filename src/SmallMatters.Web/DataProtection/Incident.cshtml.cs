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

/// <summary>One incident: what was done, who was told, and its end by a second person.</summary>
[Authorize(Policies.DataProtection)]
public sealed class IncidentModel(Desk desk, IncidentBook book) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string? Key { get; set; }

    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public IncidentPage Shown { get; private set; } = null!;

    public Incident Incident => Shown.Incident;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateTimeOffset Now => desk.Now;

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>What the reader may do with it now.</summary>
    public IReadOnlyList<Choice> Choices =>
        [
            .. new[]
            {
                Choice.Of("Step", "记一步处置", "Write down a step"),
                Choice.Of(nameof(IncidentNoticeTo.Authority), "已报告主管部门", "The authority was told"),
                Choice.Of(nameof(IncidentNoticeTo.People), "已通知当事人", "The people were told"),
                Choice.Of(
                    nameof(IncidentNoticeTo.NotNeeded),
                    "措施有效避免危害，可以不通知当事人",
                    "Measures avoid harm; the people need not be told"
                ),
                Choice.Of("Propose", "提出结束", "Propose to end it"),
                Choice.Of("Close", "确认结束（另一个人）", "Confirm its end (a second person)"),
            }.Where(c => Decide(Incident, c.Value, "x").Fact is not null),
        ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (What is not { Length: > 0 } what)
        {
            ModelState.AddModelError(nameof(What), desk.Speech["请选择一项。", "Choose one."]);
            return Page();
        }
        switch (await book.DecideAsync(Incident.File.Id, desk.Scope.Actor, i => Decide(i, what, Words), Seen, cancel))
        {
            case Acted.Written:
                TempData.Flash("已记录。", "It is recorded.");
                return Redirect($"/staff/data-protection/incidents/{Incident.File.Id:N}");
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech);
                return Page();
            case Acted.ChangedMeanwhile:
                Response.StatusCode = StatusCodes.Status409Conflict;
                ModelState.AddModelError(
                    "",
                    desk.Speech["别人刚刚处理过，请先看看最新情况。", "Somebody else has just done something; look at it first."]
                );
                return Page();
            default:
                return NotFound();
        }
    }

    private IncidentDecision Decide(Incident incident, string what, string? words)
    {
        var by = desk.Scope.Actor;
        return what switch
        {
            nameof(IncidentNoticeTo.Authority) => IncidentRule.Notice(incident, IncidentNoticeTo.Authority, words, by),
            nameof(IncidentNoticeTo.People) => IncidentRule.Notice(incident, IncidentNoticeTo.People, words, by),
            nameof(IncidentNoticeTo.NotNeeded) => IncidentRule.Notice(incident, IncidentNoticeTo.NotNeeded, words, by),
            "Propose" => IncidentRule.ProposeClosure(incident, words, by),
            "Close" => IncidentRule.Close(incident, words, by),
            _ => IncidentRule.Step(incident, words, by),
        };
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (!Guid.TryParseExact(Key, "N", out var id) || await IncidentBook.FindAsync(desk.Db, id, cancel) is not { } shown)
        {
            return false;
        }
        Shown = shown;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Names = await Colleagues.NamesAsync(desk.Db, [.. shown.Facts.Select(f => f.Staff).OfType<Guid>().Distinct()], cancel);
        return true;
    }
}
