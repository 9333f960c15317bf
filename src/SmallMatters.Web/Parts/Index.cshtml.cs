using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Parts;

/// <summary>The parts that wait for the reader's unit, and those that it gave to others; the most urgent first.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk, PartLists lists) : PageModel
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true, Name = "list")]
    public string? ListTyped { get; set; }

    public PartList List { get; private set; }

    public IReadOnlyList<(PartList List, int Count)> Counts { get; private set; } = [];

    public IReadOnlyList<PartLine> Lines { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public FactWords Words { get; private set; } = null!;

    public DateTimeOffset Now => desk.Now;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        List = Enum.TryParse<PartList>(ListTyped, ignoreCase: true, out var list) && Enum.IsDefined(list) ? list : PartList.Ours;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Words = new FactWords(desk.Speech, Jurisdiction, new Dictionary<Guid, string>());
        var counts = new List<(PartList, int)>();
        foreach (var one in Enum.GetValues<PartList>())
        {
            counts.Add((one, await PartLists.CountAsync(desk.Db, desk.Scope, desk.Scope.Unit, one, cancel)));
        }
        Counts = counts;
        Lines = await lists.ReadAsync(desk.Db, desk.Scope, desk.Scope.Unit, List, Most, cancel);
    }

    /// <summary>A count as it is said: "99+" where counting stopped.</summary>
    public static string CountOf(int count) =>
        count >= PartLists.CountTo ? $"{PartLists.CountTo - 1}+" : count.ToString(CultureInfo.InvariantCulture);
}
