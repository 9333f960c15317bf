using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Problems;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Cards;

/// <summary>One card: what the rule saw, the rule in plain words, how the rule does, and what came of it.</summary>
[Authorize(Policies.Matters)]
public sealed class CardModel(Desk desk, CardBook book, CardRuleBook rules) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string? Key { get; set; }

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public ClosingForm Form { get; set; } = new();

    public CardPage Shown { get; private set; } = null!;

    public CardFile Card => Shown.Card.File;

    public CardRule Rule { get; private set; } = null!;

    public RuleFigures? Figures { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Whether the reader's unit still has to say what came of it.</summary>
    public bool MayAct => Shown.Card.WaitsAt(desk.Now) && Card.Unit == desk.Scope.Unit;

    /// <summary>Whether the reader looks after it already.</summary>
    public bool IsMine => Shown.Card is Domain.Cards.Card.Taken taken && taken.By == desk.Scope.Id;

    /// <summary>Who looks after it, or null.</summary>
    public string? Holder => Shown.Card is Domain.Cards.Card.Taken taken ? Names.GetValueOrDefault(taken.By.Value) : null;

    /// <summary>Whether somebody was quicker, or its time has passed.</summary>
    public bool ChangedMeanwhile { get; private set; }

    /// <summary>Whether its time has passed, written down or not.</summary>
    public bool Expired => Shown.Card is Domain.Cards.Card.Expired || (Shown.Card.Waits && !Shown.Card.WaitsAt(desk.Now));

    /// <summary>Problems that were named from this card.</summary>
    public IReadOnlyList<ProblemLine> Problems { get; private set; } = [];

    /// <summary>As many weeks of patterns as cover what the rule looked at, of those that are offered.</summary>
    public int Weeks =>
        Patterns.PatternQuery.Offered.Cast<int?>().FirstOrDefault(w => w * 7 >= (Card.Saw.To - Card.Saw.From).TotalDays)
        ?? Patterns.PatternQuery.Offered[^1];

    public static IReadOnlyList<Choice> Outcomes =>
        [.. Enum.GetValues<CardOutcome>().Select(o => new Choice(o.ToString(), o.Said(), Hint(o)))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostTakeAsync(CancellationToken cancel) =>
        ActAsync(
            card => TakeCardRule.Decide(card, desk.Scope.In(card.File.Saw.Area).Actor, desk.Now),
            new Bilingual("这张提示单由您处理。", "You look after this card."),
            cancel
        );

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancel)
    {
        if (!Enum.TryParse<CardOutcome>(Form.Outcome, out var outcome) || !Enum.IsDefined(outcome))
        {
            ModelState.AddModelError("Form.Outcome", desk.Speech["请选择结果。", "Choose what came of it."]);
            return await ShowAsync(cancel) ? Page() : NotFound();
        }
        return await ActAsync(
            card =>
                CloseCardRule.Decide(
                    card,
                    new CloseCard(outcome, Form.Words ?? ""),
                    desk.Scope.In(card.File.Saw.Area).Actor,
                    desk.Now
                ),
            new Bilingual("提示单已了结。", "The card is closed."),
            cancel
        );
    }

    private async Task<IActionResult> ActAsync(Func<Card, CardDecision> decide, Bilingual done, CancellationToken cancel)
    {
        if (!Guid.TryParseExact(Key, "N", out var id))
        {
            return NotFound();
        }
        switch (await book.DecideAsync(id, desk.Scope, decide, Seen, cancel))
        {
            case Acted.Written:
                TempData.Flash(done);
                return Redirect($"/staff/cards/{id:N}");
            case Acted.Refused refused:
                ModelState.AddModelError(
                    refused.Why.Field is { } field ? $"Form.{field}" : "",
                    desk.Speech[refused.Why.Sentence]
                );
                return await ShowAsync(cancel) ? Page() : NotFound();
            case Acted.ChangedMeanwhile:
                ChangedMeanwhile = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return await ShowAsync(cancel) ? Page() : NotFound();
            default:
                return NotFound();
        }
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(Key, "N", out var id)
            || await CardBook.FindAsync(desk.Db, desk.Scope, id, cancel) is not { } shown
        )
        {
            return false;
        }
        Shown = shown;
        Rule = rules.Version(Card.Rule, Card.RuleVersion);
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Figures = (await RuleFigureBook.AllAsync(desk.Db, cancel)).GetValueOrDefault((Rule.Code, Rule.Version));
        Problems = await ProblemBook.FromCardAsync(desk.Db, desk.Scope, id, cancel);
        Names = await Colleagues.NamesAsync(desk.Db, [.. shown.Facts.Select(f => f.Staff).OfType<Guid>().Distinct()], cancel);
        return true;
    }

    private static Bilingual Hint(CardOutcome outcome) =>
        outcome switch
        {
            CardOutcome.Done => new(
                "例如走访、向片区发提示、会商、立为问题",
                "Such as a visit, a tip to the area, a joint review, a problem"
            ),
            CardOutcome.NothingNeeded => new("情况属实，但不需要做什么", "It was so, and nothing was needed"),
            CardOutcome.RuleWasWrong => new("情况不是这样", "It was not so"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What came of it.</summary>
    public sealed class ClosingForm
    {
        public string? Outcome { get; set; }

        public string? Words { get; set; }
    }
}
