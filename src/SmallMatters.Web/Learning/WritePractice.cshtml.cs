using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>Write a practice card, of an assessed pilot or of own work, or write one again that was sent back.</summary>
[Authorize(Policies.Matters)]
public sealed class WritePracticeModel(Desk desk, JointBook book) : PageModel
{
    /// <summary>Key of the pilot that it comes from.</summary>
    [BindProperty(SupportsGet = true, Name = "pilot")]
    public string? PilotTyped { get; set; }

    /// <summary>Key of the card that was sent back.</summary>
    [BindProperty(SupportsGet = true, Name = "card")]
    public string? CardTyped { get; set; }

    [BindProperty]
    public PracticeForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public Pilot? Pilot { get; private set; }

    public IEnumerable<Choice> Areas => Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name));

    private Practice? Before { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (Before?.Card is { } card)
        {
            var compared = card.Effect.Compared;
            (Form.Title, Form.Context, Form.Steps, Form.Cost) = (card.Title, card.Context, card.Steps, card.Cost);
            (Form.Failures, Form.Outcome, Form.Measure) = (card.Failures, card.Outcome.ToString(), compared.Measure.ToString());
            (Form.Areas, Form.Against) = ([.. compared.Areas], [.. compared.Against]);
            (Form.From, Form.Until) = (compared.From, compared.Until);
        }
        else if (Pilot?.Plan is { } plan)
        {
            (Form.Title, Form.Steps, Form.Cost) = (plan.Goal, plan.How, plan.Cost);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        var today = Jurisdiction.Calendar.DayOf(desk.Now);
        var (compared, notCompared) = Pilot is null
            ? WritePracticeRule.Compare(
                new WorkCompared([.. Form.Areas], [.. Form.Against], Form.Measure, Form.From, Form.Until),
                Jurisdiction,
                today
            )
            : (Pilot.Plan.Compared, null);
        var effect =
            Pilot is null && compared is not null
                ? await EffectOfAreas.ReadAsync(desk.Db, desk.Scope, compared, today, Jurisdiction.Calendar, cancel)
                : null;
        var command = new WritePractice(
            Form.Title,
            Form.Context,
            Form.Steps,
            Form.Cost,
            Form.Failures,
            JointSteps.Chosen<TrialOutcome>(Form.Outcome)
        );
        var (done, id) = Before is { } before
            ? (
                await book.DecideAsync<Practice>(
                    before.Key,
                    desk.Scope,
                    (it, by, jurisdiction, now) =>
                        WritePracticeRule.Again(it, command, Pilot, effect, notCompared, by, jurisdiction, now),
                    null,
                    cancel
                ),
                before.Key
            )
            : await book.BeginAsync(
                desk.Scope,
                compared?.Areas[0] ?? "",
                (key, by, jurisdiction, now) =>
                    WritePracticeRule.Decide(command, key, Pilot, effect, notCompared, by, jurisdiction, now),
                cancel
            );
        switch (done)
        {
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech, "Form");
                return Page();
            case Acted.Written:
                TempData.Flash("已写好，等另一个人核对。", "It is written, and a second person reads it.");
                return Redirect(JointWords.AddressOf(nameof(Practice), id));
            default:
                return NotFound();
        }
    }

    // False when the pilot or the card is none of the reader's.
    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (!string.IsNullOrEmpty(CardTyped))
        {
            Before = Guid.TryParseExact(CardTyped, "N", out var card)
                ? (await JointBook.FindAsync<Practice>(desk.Db, desk.Scope, card, cancel))?.File
                : null;
            PilotTyped = Before?.Card.Pilot?.ToString("N");
        }
        if (!string.IsNullOrEmpty(PilotTyped))
        {
            Pilot = Guid.TryParseExact(PilotTyped, "N", out var pilot)
                ? (await JointBook.FindAsync<Pilot>(desk.Db, desk.Scope, pilot, cancel))?.File
                : null;
        }
        return (Before is not null || string.IsNullOrEmpty(CardTyped))
            && (Pilot?.Assessment is not null || string.IsNullOrEmpty(PilotTyped));
    }

    public sealed class PracticeForm
    {
        public string? Title { get; set; }
        public string? Context { get; set; }
        public string? Steps { get; set; }
        public string? Cost { get; set; }
        public string? Failures { get; set; }
        public string? Outcome { get; set; }
        public List<string> Areas { get; set; } = [];
        public List<string> Against { get; set; } = [];
        public string? Measure { get; set; }
        public DateOnly? From { get; set; }
        public DateOnly? Until { get; set; }
    }
}
