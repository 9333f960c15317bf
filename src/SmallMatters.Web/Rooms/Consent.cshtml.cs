using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Rooms;

/// <summary>Whether the party consents to be mediated at the proposed venue.</summary>
public sealed class ConsentModel(RoomServices own) : RoomPage(own)
{
    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>The proposal that the reader had before them.</summary>
    [BindProperty]
    public Guid Subject { get; set; }

    /// <summary>Whether it is asked who mediates, not where.</summary>
    [BindProperty(SupportsGet = true, Name = "mediator")]
    public bool OfMediator { get; set; }

    /// <summary>What else is asked, as the address says it; see <see cref="ConsentStep"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "about")]
    public string? AboutTyped { get; set; }

    /// <summary>What else is asked; null where it is where or by whom.</summary>
    public RoomAsk? Ask =>
        View.Asks.FirstOrDefault(a => string.Equals(a.Step.ToString(), AboutTyped, StringComparison.OrdinalIgnoreCase));

    /// <summary>Name of who is invited to mediate.</summary>
    public string? MediatorName { get; private set; }

    /// <summary>The local day.</summary>
    public DateOnly Today => Jurisdiction.Calendar.DayOf(Own.Time.GetUtcNow());

    /// <summary>What the register says of them; null when they stand in it no more.</summary>
    public Mediator? Registered { get; private set; }

    /// <summary>What the answer is to.</summary>
    public Guid? Asked =>
        Ask is { } ask ? ask.Subject
        : OfMediator ? View.Mediator?.Id
        : View.Proposal?.Id;

    /// <summary>No instead of yes once a yes was given: taking back is its own word.</summary>
    public IEnumerable<Choice> Choices =>
        Ask is { Answer: ConsentAnswer.Given }
            ? [Choice.Of(nameof(ConsentAnswer.TakenBack), "撤回同意", "I take my consent back")]
        : Ask is not null
            ? View.MayBind
                    ?
                    [
                        Choice.Of(nameof(ConsentAnswer.Given), "同意", "I agree"),
                        Choice.Of(nameof(ConsentAnswer.Refused), "不同意", "I do not agree"),
                    ]
                : [Choice.Of(nameof(ConsentAnswer.Refused), "不同意", "I do not agree")]
        : OfMediator
            ?
            [
                Choice.Of(nameof(ConsentAnswer.Given), "同意由这位调解员调解", "I agree to this mediator"),
                Choice.Of(nameof(ConsentAnswer.Refused), "请换一位，不需要理由", "Somebody else, please; no reason is needed"),
            ]
        : View.Proposal is null || !View.MayBind && View.Consent != ConsentAnswer.Given
            ? [Choice.Of(nameof(ConsentAnswer.Refused), "不想调解", "I do not want mediation")]
        : View.Consent == ConsentAnswer.Given
            ? [Choice.Of(nameof(ConsentAnswer.TakenBack), "撤回同意，不再调解", "I take my consent back; no more mediation")]
        :
        [
            Choice.Of(nameof(ConsentAnswer.Given), "同意在这里调解", "I consent to mediation there"),
            Choice.Of(nameof(ConsentAnswer.Refused), "不同意调解", "I do not want mediation"),
        ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!GoesOn || OfMediator && View.Mediator is null || Ask is null && (AboutTyped is not null || !IsAsked))
        {
            return Redirect(Address);
        }
        await NameAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (AboutTyped is not null && Ask is null)
        {
            return Redirect(Address);
        }
        await NameAsync(cancel);
        return await DecideAsync(
            (dispute, by, jurisdiction, now) =>
            {
                var command = new AnswerConsent(
                    View.Party,
                    Ask is { } ask ? ask.Step
                        : OfMediator ? ConsentStep.Mediator
                        : ConsentStep.Mediation,
                    Subject,
                    Choices.Any(c => c.Value == Answer) ? Enum.Parse<ConsentAnswer>(Answer!) : null,
                    ConsentHow.ByLink
                );
                return command.Step == ConsentStep.Lengthening
                    ? LengthenMediationRule.Answer(dispute, command, by, jurisdiction, now)
                    : AnswerConsentRule.Decide(dispute, command, by, now);
            },
            new Bilingual("您的答复已记下。", "Your answer is recorded.")
        );
    }

    private async Task NameAsync(CancellationToken cancel)
    {
        if (OfMediator && View.Mediator is { Mediator: var account })
        {
            MediatorName = (await Colleagues.NamesAsync(Own.Db, [account.Value], cancel)).GetValueOrDefault(account.Value);
            Registered = (await MediatorBook.OfUnitAsync(Own.Db, View.Unit, cancel))
                .FirstOrDefault(l => l.Mediator.Id == account)
                ?.Mediator;
        }
    }
}
