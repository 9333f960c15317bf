using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Following;

namespace SmallMatters.Web.Services;

/// <summary>
/// All parts of a matter on one page and one paper: where each stands, which is the slowest, and for the raiser and their
/// helper the calling off of one.
/// </summary>
public sealed class TogetherModel(FollowServices own) : FollowPage(own)
{
    [BindProperty]
    public Guid Part { get; set; }

    /// <summary>The last of the days by which the open parts are owed; null when none is open.</summary>
    public DateOnly? LastDay => File.OpenParts.Select(DueOf).Max();

    /// <summary>The open parts that are owed on that day.</summary>
    public IReadOnlyList<Part> Slowest => LastDay is { } last ? [.. File.OpenParts.Where(p => DueOf(p) == last)] : [];

    /// <summary>The local day by which an open part is owed.</summary>
    public DateOnly? DueOf(Part part) =>
        File
            .Clocks.LastOrDefault(c => c.Purpose == ClockFor.Part && c.Subject == part.Id && c.Clock.IsOpen)
            ?.Clock.Deadline.DueOn;

    public IActionResult OnGet() => MayAct ? Page() : NotFound();

    public Task<IActionResult> OnPostOffAsync() =>
        DecideAsync(
            (matter, _, now) => CallOffPartRule.Decide(matter, new CallOffPart(Part), Me, now),
            "已取消这一项，其他的照常办。",
            "This part is called off; the others go on.",
            then: ServiceLinks.Together(Token)
        );
}
