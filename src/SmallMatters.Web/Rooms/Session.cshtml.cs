using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Disputes;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Rooms;

/// <summary>Whether the party comes to a session.</summary>
public sealed class SessionModel(RoomServices own) : RoomPage(own)
{
    [BindProperty(SupportsGet = true, Name = "session")]
    public Guid Session { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public RoomSession? Asked => View.Sessions.FirstOrDefault(s => s.Id == Session && s.State == SessionState.Set);

    public static IEnumerable<Choice> Choices =>
        [
            Choice.Of(nameof(ConsentAnswer.Given), "我去", "I will come"),
            Choice.Of(
                nameof(ConsentAnswer.Refused),
                "我不去，这次调解会就不开",
                "I do not come; then this session does not take place"
            ),
        ];

    public IActionResult OnGet() => Asked is null || !GoesOn ? Redirect(Address) : Page();

    public async Task<IActionResult> OnPostAsync() =>
        View.Sessions.All(s => s.Id != Session)
            ? NotFound()
            : await DecideAsync(
                (dispute, by, _, now) =>
                    AnswerConsentRule.Decide(
                        dispute,
                        new AnswerConsent(
                            View.Party,
                            ConsentStep.Session,
                            Session,
                            Choices.Any(c => c.Value == Answer) ? Enum.Parse<ConsentAnswer>(Answer!) : null,
                            ConsentHow.ByLink
                        ),
                        by,
                        now
                    ),
                new Bilingual("您的答复已记下。", "Your answer is recorded.")
            );
}
