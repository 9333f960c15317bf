using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Knowledge;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Raising;

/// <summary>
/// Does this answer it? Passed over when no answer is like what was written, and for what no answer can settle: conduct, a
/// dispute, praise, a report. Going on is the first button; nobody is asked why.
/// </summary>
public sealed class AnsweredModel(DraftSession drafts, JurisdictionSource source, Speech speech, KnowledgeSearch knowledge)
    : RaisePage(RaiseStep.Answered, drafts, source, speech)
{
    private const int Most = 2;

    public IReadOnlyList<PublicAnswer> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (
            Answers is { Words: { } words }
            && Answers.Sorted(Jurisdiction)
                is (Kind.Enquiry or Kind.Request or Kind.Complaint or Kind.Suggestion or Kind.Hazard, var category)
        )
        {
            Found = await knowledge.LikeAsync(words, category.Code, Most, HttpContext.RequestAborted);
        }
        return Found.Count == 0 ? await KeepAsync() : Page();
    }

    public Task<IActionResult> OnPostAsync() => KeepAsync();

    /// <summary>What was begun goes at once: nothing was raised.</summary>
    public async Task<IActionResult> OnPostEnoughAsync()
    {
        await Drafts.DropAsync(Key);
        TempData.Flash("好的，没有提交，写的内容已经删除。", "Good. Nothing was sent, and what you wrote is deleted.");
        return Redirect("/answers");
    }
}
