using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Raising;

namespace SmallMatters.Web.Following;

/// <summary>Adds information or photos.</summary>
[
    LargestRequest(RaisePage.LongestRequest),
    RequestSizeLimit(RaisePage.LongestRequest),
    RequestFormLimits(MultipartBodyLengthLimit = RaisePage.LongestRequest)
]
public sealed class AddModel(FollowServices own, ClientUpdates updates) : FollowPage(own)
{
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Key of this submission, drawn when the form was made: sent twice, it adds once.</summary>
    [BindProperty]
    public string? Submission { get; set; }

    public void OnGet()
    {
        Submission = SubmissionKey.Draw();
        Try(AddRule.Decide(View.Matter, new Add("", []), Me));
        if (Request.Query.ContainsKey(LargestRequestAttribute.TooLarge))
        {
            ModelState.AddModelError(
                "files",
                Speech[
                    "照片合起来太大了，没有收到。请一张一张地加。",
                    "The photos together are too large and were not received. Add them one by one."
                ]
            );
        }
    }

    public async Task<IActionResult> OnPostAsync(List<IFormFile>? files)
    {
        if (!SubmissionKey.IsOne(Submission))
        {
            return BadRequest();
        }
        var (photos, wrong) = await PhotosTaken.ReadAsync(files ?? [], Now, HttpContext.RequestAborted);
        foreach (var why in wrong)
        {
            ModelState.AddModelError(nameof(files), Speech[why]);
        }
        if (files?.Count > PhotosTaken.Most)
        {
            ModelState.Refuse(PhotosTaken.TooMany with { Field = nameof(files) }, Speech);
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        return await DecideAsync(
            async (matter, _, _) =>
                await updates.LookUpAsync(File.Id, Me, Submission, HttpContext.RequestAborted) is { SeenBefore: not null }
                    ? null
                    : AddRule.Decide(matter, new Add(Text ?? "", [.. photos.Select(p => p.Id)], Submission), Me),
            "已补充，承办单位可以看到。",
            "Added. The unit can see it.",
            photos
        );
    }
}
