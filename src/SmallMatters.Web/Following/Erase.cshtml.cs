using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Following;

/// <summary>Erases the reader's own data. Their link ends with it.</summary>
public sealed class EraseModel(FollowServices own) : FollowPage(own)
{
    [BindProperty]
    public bool Sure { get; set; }

    /// <summary>What it is for the reader.</summary>
    public Bilingual Said => Called(View.Me.Role);

    /// <summary>What erasing one's data is for somebody of that role: for all but the raiser, leaving.</summary>
    public static Bilingual Called(ParticipantRole role) =>
        role switch
        {
            ParticipantRole.Helper => new("结束代办，删除我的信息", "Stop helping and erase my data"),
            ParticipantRole.Joined => new("退出，删除我的信息", "Leave and erase my data"),
            _ => new("删除我的个人信息", "Erase my data"),
        };

    public void OnGet() => Try(EraseRule.Decide(View.Matter, Me));

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Sure)
        {
            ModelState.AddModelError(
                nameof(Sure),
                Speech["请勾选，表示您明白后果", "Tick this to say that you understand what follows"]
            );
            return Page();
        }
        return await DecideAsync(
            (matter, _, _) => EraseRule.Decide(matter, Me),
            "您的个人信息已经删除。",
            "Your data have been erased.",
            then: "/erased"
        );
    }
}
