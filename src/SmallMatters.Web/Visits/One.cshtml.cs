using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Units;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Services;
using SmallMatters.Storage.Visits;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Visits;

/// <summary>
/// One visit for the unit that visits. At the door the answer is written into the matter, by which the resident is told, and
/// the visit ends with it.
/// </summary>
[Authorize(Policies.Handler)]
public sealed class OneModel(Desk desk, VisitBook book, NeedsBook needs) : PageModel
{
    private const int Longest = 1000;

    [BindProperty(SupportsGet = true, Name = "visit")]
    public string? Key { get; set; }

    [BindProperty]
    public DoorForm Form { get; set; } = new();

    public VisitPage Shown { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>What the resident declared to need, on the day of the visit.</summary>
    public Needs? Needs { get; private set; }

    public DateOnly Today => Jurisdiction.Calendar.DayOf(desk.Now);

    public static IReadOnlyList<Choice> Kinds =>
        [.. Enum.GetValues<VisitAnswerKind>().Select(k => new Choice(k.ToString(), k.Said()))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostMadeAsync(CancellationToken cancel) => ActAsync(VisitRule.Make, cancel);

    public Task<IActionResult> OnPostNotMetAsync(CancellationToken cancel) => ActAsync(VisitRule.MissThem, cancel);

    public Task<IActionResult> OnPostAcceptedAsync(CancellationToken cancel) => ActAsync((v, _) => VisitRule.Accept(v), cancel);

    public Task<IActionResult> OnPostDeclinedAsync(CancellationToken cancel) => ActAsync((v, _) => VisitRule.Decline(v), cancel);

    public Task<IActionResult> OnPostOffAsync(CancellationToken cancel) => ActAsync((v, _) => VisitRule.CallOff(v), cancel);

    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var (said, noSaid) = Refusals.Words(
            Form.Said,
            nameof(Form.Said),
            Longest,
            "请写明居民说的事。",
            "Write what the resident told you."
        );
        var (words, noWords) = Refusals.Words(Form.Words, nameof(Form.Words), Longest, "请写明答复。", "Write the answer.");
        var wrong = Refusal.All(
            noSaid,
            Form.Kind is null ? Refusals.Missing(nameof(Form.Kind), "请选择哪一种答复。", "Choose which answer it is.") : null,
            noWords,
            Form.Kind == VisitAnswerKind.ByWhen && Form.DueOn is null
                ? Refusals.Missing(nameof(Form.DueOn), "请写明哪一天以前办。", "Say by which day.")
                : null
        );
        if (wrong is not null)
        {
            ModelState.Refuse(wrong, desk.Speech, nameof(Form));
            return Page();
        }
        var reference = Reference.FromValue(Shown.Number);
        if (await desk.ReadAsync(reference, cancel) is not ({ } matter, _))
        {
            return NotFound();
        }
        if (Shown.Visit is Visit.Planned)
        {
            var made = await book.DecideAsync(Shown.Id, desk.Scope.Actor, VisitRule.Make, cancel);
            if (made is not Acted.Written)
            {
                return await AnswerAsync(made, cancel);
            }
        }
        // The resident's own language, since the resident reads it.
        var tongue = matter.Matter.File.Raiser.Tongue;
        var by = desk.Scope.On(matter.Matter.File).Actor;
        var kind = Form.Kind!.Value;
        var due = kind == VisitAnswerKind.ByWhen ? Form.DueOn : null;
        var text = new Bilingual(
            $"您反映：{said}\n{kind.Said().Zh}：{words}",
            $"You told us: {said}\n{kind.Said().En}: {words}"
        ).In(tongue);
        var told = await desk.Book.DecideAsync(
            matter.Matter.File.Id,
            by,
            (m, j, now) =>
                ReplyRule.Decide(m, new Reply(text, due is { } day ? [(words!, day)] : []), by, j.Calendar.DayOf(now), now),
            cancel: cancel
        );
        if (told is ChangeResult.Refused { Why: var why })
        {
            await ShowAsync(cancel);
            ModelState.Refuse(why, desk.Speech, field => field == "DueOn" ? "Form.DueOn" : "Form.Words");
            return Page();
        }
        if (told is not ChangeResult.Changed || await desk.ReadAsync(reference, cancel) is not ({ } after, _))
        {
            return await AnswerAsync(new Acted.ChangedMeanwhile(), cancel);
        }
        var seq = after.Timeline.Where(e => e.Fact == nameof(Replied)).Max(e => e.Seq);
        return await AnswerAsync(
            await book.DecideAsync(
                Shown.Id,
                desk.Scope.Actor,
                (visit, _) => VisitRule.Answer(visit, new VisitAnswer(kind, due, seq)),
                cancel
            ),
            cancel
        );
    }

    private async Task<IActionResult> ActAsync(Func<Visit, DateOnly, VisitDecision> decide, CancellationToken cancel) =>
        await ShowAsync(cancel)
            ? await AnswerAsync(await book.DecideAsync(Shown.Id, desk.Scope.Actor, decide, cancel), cancel)
            : NotFound();

    private async Task<IActionResult> AnswerAsync(Acted done, CancellationToken cancel)
    {
        switch (done)
        {
            case Acted.Written:
                TempData.Flash("已记下。", "It is recorded.");
                return Redirect(VisitLinks.Of(Shown.Id));
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech, nameof(Form));
                return Page();
            default:
                await ShowAsync(cancel);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(Key, "N", out var id)
            || await VisitBook.FindAsync(desk.Db, desk.Scope.Unit, id, cancel) is not { } shown
        )
        {
            return false;
        }
        Shown = shown;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Needs =
            shown.Visit is Visit.Planned
                ? await needs.OnTheDayAsync(desk.Db, desk.Scope, shown.Number, shown.Visit.Plan.Day, cancel)
                : null;
        return true;
    }

    /// <summary>What was said at the door and answered.</summary>
    public sealed class DoorForm
    {
        public string? Said { get; set; }

        public VisitAnswerKind? Kind { get; set; }

        public string? Words { get; set; }

        public DateOnly? DueOn { get; set; }
    }
}
