using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.OpenData;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.OpenData;

/// <summary>The catalogue of open data: what there is, how it is made, and how good it is.</summary>
[Authorize(Policies.Everybody)]
public sealed class IndexModel(Db db, JurisdictionSource source, OutwardFlows flows, TimeProvider time) : PageModel
{
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<OpenTable> Tables { get; private set; } = [];

    /// <summary>Codes of the sets of which nothing new may be released now.</summary>
    public IReadOnlySet<string> Stopped { get; private set; } = new HashSet<string>();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await source.CurrentAsync(cancel);
        var tables = new List<OpenTable>();
        foreach (var code in OpenTables.Codes)
        {
            tables.Add((await OpenTables.FindAsync(code, db, Jurisdiction, time.GetUtcNow(), cancel))!);
        }
        Tables = tables;
        var stopped = new HashSet<string>();
        foreach (var set in Enum.GetValues<OpenDataSet>())
        {
            if (await flows.PermitAsync(db, OpenReleases.FlowOf(set), cancel) is not null)
            {
                stopped.Add(OpenReleases.FlowOf(set).Code);
            }
        }
        Stopped = stopped;
    }

    /// <summary>A share in percent, or a dash.</summary>
    public string Share(double? share) => share is { } s ? $"{Math.Floor(s * 1000) / 10:0.#}%" : "–";
}
