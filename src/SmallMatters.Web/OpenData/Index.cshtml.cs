using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.OpenData;

/// <summary>The catalogue of open data: what there is, how it is made, and how good it is.</summary>
[Authorize(Policies.Everybody)]
public sealed class IndexModel(Db db, JurisdictionSource source, TimeProvider time) : PageModel
{
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<OpenTable> Tables { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await source.CurrentAsync(cancel);
        var tables = new List<OpenTable>();
        foreach (var code in OpenTables.Codes)
        {
            tables.Add((await OpenTables.FindAsync(code, db, Jurisdiction, time.GetUtcNow(), cancel))!);
        }
        Tables = tables;
    }

    /// <summary>A share in percent, or a dash.</summary>
    public string Share(double? share) => share is { } s ? $"{Math.Floor(s * 1000) / 10:0.#}%" : "–";
}
