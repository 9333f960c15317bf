using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Rooms;

/// <summary>The terms, which the party says back in its own words and answers.</summary>
public sealed class AgreementModel(RoomServices own) : RoomPage(own)
{
    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>The terms that the reader had before them.</summary>
    [BindProperty]
    public Guid Subject { get; set; }

    public static IEnumerable<Choice> Choices =>
        [
            Choice.Of(nameof(ConsentAnswer.Given), "同意这些内容", "I consent to these terms"),
            Choice.Of(nameof(ConsentAnswer.Refused), "不同意，要改", "I do not; they have to change"),
        ];

    public IActionResult OnGet() => View.Agreement is null || View.Stage != DisputeStage.Mediating ? Redirect(Address) : Page();

    public Task<IActionResult> OnPostAsync() =>
        DecideAsync(
            (dispute, by, _, now) =>
                AgreementRule.CheckBack(
                    dispute,
                    new AnswerConsent(
                        View.Party,
                        ConsentStep.Agreement,
                        Subject,
                        Choices.Any(c => c.Value == Answer) ? Enum.Parse<ConsentAnswer>(Answer!) : null,
                        ConsentHow.ByLink
                    ),
                    Words,
                    by,
                    now
                ),
            new Bilingual("您的答复已记下。", "Your answer is recorded.")
        );
}
