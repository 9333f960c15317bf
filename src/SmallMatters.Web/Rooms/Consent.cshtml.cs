using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
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

    /// <summary>Name of who is invited to mediate.</summary>
    public string? MediatorName { get; private set; }

    /// <summary>What the answer is to.</summary>
    public Guid? Asked => OfMediator ? View.Mediator?.Id : View.Proposal?.Id;

    /// <summary>No instead of yes once a yes was given: taking back is its own word.</summary>
    public IEnumerable<Choice> Choices =>
        OfMediator
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
        if (!GoesOn || OfMediator && View.Mediator is null)
        {
            return Redirect(Address);
        }
        await NameAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await NameAsync(cancel);
        return await DecideAsync(
            (dispute, by, _, now) =>
                AnswerConsentRule.Decide(
                    dispute,
                    new AnswerConsent(
                        View.Party,
                        OfMediator ? ConsentStep.Mediator : ConsentStep.Mediation,
                        Subject,
                        Choices.Any(c => c.Value == Answer) ? Enum.Parse<ConsentAnswer>(Answer!) : null,
                        ConsentHow.ByLink
                    ),
                    by,
                    now
                ),
            new Bilingual("您的答复已记下。", "Your answer is recorded.")
        );
    }

    private async Task NameAsync(CancellationToken cancel)
    {
        if (OfMediator && View.Mediator is { Mediator: var account })
        {
            MediatorName = (await Colleagues.NamesAsync(Own.Db, [account.Value], cancel)).GetValueOrDefault(account.Value);
        }
    }
}
