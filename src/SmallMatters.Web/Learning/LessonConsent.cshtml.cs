using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Following;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Learning;

/// <summary>Whether staff may learn from what one wrote with a verdict: agree, or take it back, each by one button.</summary>
public sealed class LessonConsentModel(FollowServices own, LessonConsents consents) : FollowPage(own)
{
    /// <summary>What they wrote; null where the verdict is gone, as when the matter is dealt with again.</summary>
    public string? Words => (View.Matter as Matter.Settled)?.Verdict?.Words?.Text;

    /// <summary>The local day on which they agreed; null while they have not.</summary>
    public DateOnly? AgreedOn { get; private set; }

    /// <summary>Whether they may agree to what they wrote last.</summary>
    public bool MayAgree { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await PrepareAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await consents.AgreeAsync(View, cancel) is not Acted.Written)
        {
            return NotFound();
        }
        TempData.Flash("谢谢。您随时可以在这里收回。", "Thank you. You can take it back here at any time.");
        return Redirect($"{Address}/lesson");
    }

    public async Task<IActionResult> OnPostTakebackAsync(CancellationToken cancel)
    {
        await consents.TakeBackAsync(View, cancel);
        TempData.Flash("已收回，全部删掉了。", "It is taken back and deleted.");
        return Redirect(Address);
    }

    // Whoever agreed finds the way to take it back even where they would not be asked any more.
    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        MayAgree = LessonConsents.MayBeAsked(View);
        if (await LessonConsents.AgreedAsync(Own.Db, View, cancel) is { } agreed)
        {
            AgreedOn = Jurisdiction.Calendar.DayOf(agreed.At);
            MayAgree &= !agreed.OnThis;
        }
        return AgreedOn is not null || MayAgree;
    }
}
