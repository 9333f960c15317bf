using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Participation;

/// <summary>Priorities that are public, of one area or all, the newest first.</summary>
[Authorize(Policies.Everybody)]
public sealed class IndexModel(Db db, PriorityReader reader, JurisdictionSource source) : PageModel
{
    private const int Rows = 20;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public Area? Area { get; private set; }

    public PriorityStage? Stage { get; private set; }

    public IReadOnlyList<PublicPriority> Shown { get; private set; } = [];

    public string? Older { get; private set; }

    public string? Newest { get; private set; }

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "所有片区", "All areas"));

    public static IEnumerable<Choice> Stages =>
        new[] { PriorityStage.Open, PriorityStage.Adopted, PriorityStage.Done, PriorityStage.Declined }
            .Select(s => new Choice(s.ToString(), s.Said()))
            .Prepend(Choice.Of("", "都看", "All"));

    public async Task<IActionResult> OnGetAsync(string? area, string? stage, string? before, CancellationToken cancel)
    {
        Jurisdiction = await source.CurrentAsync(cancel);
        if (!string.IsNullOrEmpty(area) && !Jurisdiction.Areas.ContainsKey(area))
        {
            return NotFound();
        }
        Area = string.IsNullOrEmpty(area) ? null : Jurisdiction.Areas[area];
        Stage = Stages.Any(s => s.Value == stage && stage.Length > 0) ? Enum.Parse<PriorityStage>(stage!) : null;
        var after = Guid.TryParseExact(before, "N", out var key) ? key : (Guid?)null;
        var found = await reader.PublicAsync(db, Area?.Code, Stage, after, Rows + 1, cancel);
        Shown = [.. found.Take(Rows)];
        var of = $"/priorities?area={Area?.Code}&stage={Stage}";
        Older = found.Count > Rows ? $"{of}&before={Shown[^1].Id:N}" : null;
        Newest = after is null ? null : of;
        return Page();
    }
}
