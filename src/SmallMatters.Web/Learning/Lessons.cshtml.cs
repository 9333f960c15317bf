using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>Released lessons for all of the staff; for reviewers also those that wait.</summary>
[Authorize(Policies.Matters)]
public sealed class LessonsModel(Desk desk, LessonBook book) : PageModel
{
    private const int Shown = 20;

    [BindProperty(SupportsGet = true, Name = "category")]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true, Name = "before")]
    public string? Before { get; set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<LessonLine> Released { get; private set; } = [];

    /// <summary>Key after which to go on; null on the last page.</summary>
    public Guid? Next { get; private set; }

    /// <summary>What is not released yet, for reviewers; null for everybody else.</summary>
    public LinesShown? Pending { get; private set; }

    public bool Reviews => desk.Scope.Is(StaffRole.Reviewer);

    public IEnumerable<Choice> Categories =>
        Jurisdiction
            .Categories.Values.Select(c => new Choice(c.Code, c.Name))
            .Prepend(Choice.Of("", "全部类别", "All categories"));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var found = await book.ReleasedAsync(
            desk.Db,
            string.IsNullOrEmpty(Category) ? null : Category,
            Guid.TryParseExact(Before, "N", out var before) ? before : null,
            Shown + 1,
            cancel
        );
        Released = [.. found.Take(Shown)];
        Next = found.Count > Shown ? Released[^1].Id : null;
        if (Reviews)
        {
            var own = await JointLists.OfKindAsync<Lesson>(desk.Db, desk.Scope, new JointFilter(false, null, null), 200, cancel);
            Pending = new LinesShown([.. own.Where(l => l.Standing != nameof(LessonStage.Released))], desk.Now, Jurisdiction);
        }
    }
}
