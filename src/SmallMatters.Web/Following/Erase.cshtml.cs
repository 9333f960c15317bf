using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Following;

/// <summary>Erases the reader's own data. Their link ends with it.</summary>
public sealed class EraseModel(FollowServices own) : FollowPage(own)
{
    [BindProperty]
    public bool Sure { get; set; }

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
