using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage;
using SmallMatters.Storage.Visits;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Following;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Visits;

/// <summary>
/// What is left with the resident: you told us, and we did, cannot or will. On A4 or on a 58 mm roll, with a code that leads to
/// where the reference is looked up. The words are the matter's.
/// </summary>
[Authorize(Policies.Handler)]
public sealed class SlipModel(Desk desk, StorageSettings settings) : PageModel
{
    private const string Roll = "58";

    public VisitPage Shown { get; private set; } = null!;

    public Visit.Answered Visit { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>What the resident was told; null once it was erased.</summary>
    public string? Words { get; private set; }

    public bool Narrow { get; private set; }

    /// <summary>The picture of the code, within the page.</summary>
    public string Code =>
        $"data:image/png;base64,{Convert.ToBase64String(Links.Code($"{settings.PublicAddress}/follow?ref={Shown.Number}"))}";

    public async Task<IActionResult> OnGetAsync(string visit, string? paper, CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(visit, "N", out var id)
            || await VisitBook.FindAsync(desk.Db, desk.Scope.Unit, id, cancel) is not { Visit: Visit.Answered answered } shown
            || await desk.ReadAsync(Reference.FromValue(shown.Number), cancel) is not ({ } matter, _)
        )
        {
            return NotFound();
        }
        (Shown, Visit, Narrow) = (shown, answered, paper == Roll);
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Words = matter.Timeline.FirstOrDefault(e => e.Seq == answered.Answer.ReplySeq)?.Words;
        return Page();
    }
}
