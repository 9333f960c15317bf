using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Disputes;

namespace SmallMatters.Web.Rooms;

/// <summary>The questions about safety, for the party alone.</summary>
public sealed class SafetyModel(RoomServices own) : RoomPage(own)
{
    [BindProperty]
    public SafetyForm Safety { get; set; } = new();

    [BindProperty]
    public string? Words { get; set; }

    public IActionResult OnGet() => GoesOn ? Page() : Redirect(Address);

    public Task<IActionResult> OnPostAsync() =>
        DecideAsync(
            (dispute, by, _, now) =>
                AnswerSafetyRule.Decide(
                    dispute,
                    new AnswerSafety(View.Party, Safety.Answers, Words, ConsentHow.ByLink),
                    Guid.CreateVersion7(now),
                    by,
                    now
                ),
            new Bilingual("谢谢。回答只有您和办理的工作人员看到。", "Thank you. Only you and who deals with it see the answers.")
        );
}
