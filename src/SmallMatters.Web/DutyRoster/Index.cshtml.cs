using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.DutyRoster;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.DutyRoster;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.DutyRoster;

/// <summary>Addresses of the roster.</summary>
internal static class RosterLinks
{
    public const string List = "/staff/roster";

    public static string Of(DateOnly day) => $"{List}/{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}

/// <summary>The roster in words.</summary>
internal static class RosterWords
{
    public static Bilingual Said(this RosterPart part) =>
        part switch
        {
            RosterPart.Day => new("白天", "By day"),
            RosterPart.Night => new("夜里", "By night"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>Who of the unit is on duty in the next two weeks.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : PageModel
{
    private const int Shown = 14;

    private IReadOnlyDictionary<Guid, string> _names = new Dictionary<Guid, string>();
    private ILookup<(DateOnly, RosterPart), StaffId> _people = Array
        .Empty<StaffId>()
        .ToLookup(_ => default((DateOnly, RosterPart)));

    public DateOnly Today { get; private set; }

    /// <summary>The name of the unit.</summary>
    public Bilingual Unit { get; private set; } = new("", "");

    /// <summary>Whether the reader makes the roster.</summary>
    public bool Makes => desk.Scope.Is(StaffRole.Supervisor);

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, Shown).Select(Today.AddDays);

    /// <summary>The names of those on duty, or that nobody is.</summary>
    public Bilingual Of(DateOnly day, RosterPart part)
    {
        var names = _people[(day, part)].Select(p => _names.GetValueOrDefault(p.Value) ?? "").ToList();
        return names.Count == 0 ? new("没有排", "Nobody yet") : new(string.Join('、', names), string.Join(", ", names));
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var jurisdiction = await desk.JurisdictionAsync(cancel);
        Today = jurisdiction.Calendar.DayOf(desk.Now);
        Unit = jurisdiction.NameOf(desk.Scope.Unit);
        var entries = await RosterBook.OfUnitAsync(desk.Db, desk.Scope.Unit, Today, Today.AddDays(Shown - 1), cancel);
        _people = entries
            .SelectMany(e => e.People.Select(p => (e.Day, e.Part, Person: p)))
            .ToLookup(p => (p.Day, p.Part), p => p.Person);
        _names = await Colleagues.NamesAsync(
            desk.Db,
            [.. entries.SelectMany(e => e.People).Select(p => p.Value).Distinct()],
            cancel
        );
    }
}
