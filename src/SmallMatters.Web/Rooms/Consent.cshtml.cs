using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
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

    /// <summary>No instead of yes once a yes was given: taking back is its own word.</summary>
    public IEnumerable<Choice> Choices =>
        View.Proposal is null || !View.MayBind && View.Consent != ConsentAnswer.Given
            ? [Choice.Of(nameof(ConsentAnswer.Refused), "不想调解", "I do not want mediation")]
        : View.Consent == ConsentAnswer.Given
            ? [Choice.Of(nameof(ConsentAnswer.TakenBack), "撤回同意，不再调解", "I take my consent back; no more mediation")]
        :
        [
            Choice.Of(nameof(ConsentAnswer.Given), "同意在这里调解", "I consent to mediation there"),
            Choice.Of(nameof(ConsentAnswer.Refused), "不同意调解", "I do not want mediation"),
        ];

    public IActionResult OnGet() => !GoesOn ? Redirect(Address) : Page();

    public Task<IActionResult> OnPostAsync() =>
        DecideAsync(
            (dispute, by, _, now) =>
                AnswerConsentRule.Decide(
                    dispute,
                    new AnswerConsent(
                        View.Party,
                        ConsentStep.Mediation,
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
