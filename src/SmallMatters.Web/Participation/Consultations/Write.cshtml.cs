using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Consultations;

/// <summary>Write what residents are asked, or write it again after it was sent back.</summary>
[Authorize(Policies.Matters)]
public sealed class WriteModel(Desk desk, JointBook book) : PageModel
{
    /// <summary>Key of the one that was sent back.</summary>
    [BindProperty(SupportsGet = true, Name = "file")]
    public string? FileTyped { get; set; }

    [BindProperty]
    public ConsultationForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public Consultation? Before { get; private set; }

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (Before?.Paper is { } paper)
        {
            (Form.Title, Form.Plan, Form.Open, Form.Settled) = (paper.Title, paper.Plan, paper.Open, paper.Settled);
            (Form.Question, Form.Choices, Form.Until) = (paper.Question, string.Join('\n', paper.Choices), paper.Until);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        var command = new WriteConsultation(
            Form.Area,
            Form.Title,
            Form.Plan,
            Form.Open,
            Form.Settled,
            Form.Question,
            Form.Choices,
            Form.Until
        );
        var (done, id) = Before is { } before
            ? (
                await book.DecideAsync<Consultation>(
                    before.Key,
                    desk.Scope,
                    (it, by, jurisdiction, now) => HoldConsultationRule.Rewrite(it, command, by, jurisdiction, now),
                    null,
                    cancel
                ),
                before.Key
            )
            : await book.BeginAsync(
                desk.Scope,
                Form.Area ?? "",
                (key, by, jurisdiction, now) => HoldConsultationRule.Write(command, key, by, jurisdiction, now),
                cancel
            );
        switch (done)
        {
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech, "Form");
                return Page();
            case Acted.Written:
                TempData.Flash("已写好，等另一个人核对。", "It is written, and a second person reads it.");
                return Redirect(TakingPartLinks.Of(nameof(Consultation), id));
            default:
                return NotFound();
        }
    }

    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (string.IsNullOrEmpty(FileTyped))
        {
            return true;
        }
        Before = Guid.TryParseExact(FileTyped, "N", out var id)
            ? (await JointBook.FindAsync<Consultation>(desk.Db, desk.Scope, id, cancel))?.File
            : null;
        return Before is not null;
    }

    public sealed class ConsultationForm
    {
        public string? Area { get; set; }
        public string? Title { get; set; }
        public string? Plan { get; set; }
        public string? Open { get; set; }
        public string? Settled { get; set; }
        public string? Question { get; set; }
        public string? Choices { get; set; }
        public DateOnly? Until { get; set; }
    }
}
