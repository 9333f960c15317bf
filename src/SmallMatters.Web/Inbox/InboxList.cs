using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Inbox;

/// <summary>What is asked of the inbox in the address: part, unit, conditions and place. Anything unreadable is as if it were not there.</summary>
public sealed class InboxQuery
{
    public string? Tab { get; set; }

    public string? Unit { get; set; }

    public string? Category { get; set; }

    public string? Area { get; set; }

    public string? Kind { get; set; }

    public string? Question { get; set; }

    /// <summary>Raised at least so many days ago.</summary>
    public string? Age { get; set; }

    public string? After { get; set; }

    public string? Before { get; set; }
}

/// <summary>One view of the inbox: the rows with the counts of all parts, and what both came from.</summary>
public sealed class InboxList
{
    private const int RowsOnAPage = 40;
    private readonly InboxQuery _query;

    private InboxList(InboxQuery query, Jurisdiction jurisdiction, StaffScope scope, DateTimeOffset now)
    {
        _query = query;
        Jurisdiction = jurisdiction;
        Scope = scope;
        Now = now;
        Tab = Enum.TryParse<InboxTab>(query.Tab, ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : null;
        Unit = query.Unit is { } unit && scope.Sees.Contains(unit) ? unit : scope.Unit;
    }

    public Jurisdiction Jurisdiction { get; }

    public StaffScope Scope { get; }

    public DateTimeOffset Now { get; }

    /// <summary>The part asked for; null lets the first page choose.</summary>
    public InboxTab? Tab { get; private set; }

    public string Unit { get; }

    public InboxPage Page { get; private set; } = new([], false, false);

    public IReadOnlyDictionary<InboxTab, int> Counts { get; private set; } = new Dictionary<InboxTab, int>();

    /// <summary>How many parts of other units' matters wait for the unit.</summary>
    public int Parts { get; private set; }

    /// <summary>Whether any condition is set.</summary>
    public bool Filtered => Filter() != InboxFilter.None;

    /// <summary>Reads the view that the query asks for.</summary>
    public static async Task<InboxList> ReadAsync(Desk desk, InboxQuery query, CancellationToken cancel)
    {
        var list = new InboxList(query, await desk.JurisdictionAsync(cancel), desk.Scope, desk.Now);
        list.Counts = await Storage.Matters.Views.Inbox.CountsAsync(desk.Db, list.Scope, list.Unit, list.Now, cancel);
        list.Parts = await PartLists.CountAsync(desk.Db, list.Scope, list.Unit, PartList.Ours, cancel);
        // Whoever has nothing of their own begins with what their unit has.
        list.Tab ??=
            list.Counts[InboxTab.Mine] > 0 ? InboxTab.Mine
            : list.Counts[InboxTab.Unit] == 0 && list.Counts[InboxTab.Reviews] > 0 ? InboxTab.Reviews
            : InboxTab.Unit;
        var backwards = query.Before is not null && query.After is null;
        list.Page = await Storage.Matters.Views.Inbox.PageAsync(
            desk.Db,
            list.Scope,
            list.Unit,
            list.Tab.Value,
            list.Filter(),
            list.Now,
            MarkOf(backwards ? query.Before : query.After, list.Tab.Value),
            backwards,
            RowsOnAPage,
            cancel
        );
        return list;
    }

    /// <summary>
    /// Changes whenever anything on the view would read differently: a row came, went or changed, a count moved, a due time
    /// passed. A newest instant alone would not do, since a matter that leaves the unit takes its own with it.
    /// </summary>
    public string Version(Speech speech)
    {
        var text = new StringBuilder(64 + (Page.Rows.Count * 40))
            .Append(speech.Tongue)
            .Append(Jurisdiction.Calendar.DayOf(Now).DayNumber)
            .Append(CultureInfo.InvariantCulture, $"|{Parts}");
        foreach (var (tab, count) in Counts)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{tab}{count}");
        }
        foreach (var (matter, handler) in Page.Rows)
        {
            var urgency = DueWords.Of(matter.DueAt, Now, Jurisdiction.Calendar);
            text.Append(CultureInfo.InvariantCulture, $"|{matter.Id.Value}:{matter.Seen}:{urgency}:{handler}");
        }
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16))}\"";
    }

    /// <summary>The parts that are worth a tab: the everyday ones always, the others when something is in them.</summary>
    public IEnumerable<InboxTab> Tabs =>
        Enum.GetValues<InboxTab>()
            .Where(tab =>
                tab == Tab
                || tab is InboxTab.Mine or InboxTab.Unit or InboxTab.NotTaken or InboxTab.Overdue
                || Counts[tab] > 0
                || (tab == InboxTab.Reviews && Scope.Is(StaffRole.Reviewer))
            );

    /// <summary>A count as it is said: "99+" where counting stopped.</summary>
    public string CountOf(InboxTab tab) =>
        Counts[tab] >= Storage.Matters.Views.Inbox.CountTo
            ? $"{Storage.Matters.Views.Inbox.CountTo - 1}+"
            : Counts[tab].ToString(CultureInfo.InvariantCulture);

    /// <summary>The address of a part, without conditions.</summary>
    public string AddressOf(InboxTab tab) => "/staff" + Query(tab, filter: false);

    /// <summary>The address of the rows after these.</summary>
    public string? Later => Page.HasLater ? "/staff" + Query(Tab!.Value, true, ("after", Write(Page.Last))) : null;

    /// <summary>The address of the rows before these.</summary>
    public string? Earlier =>
        Page.HasEarlier && Page.Rows.Count > 0 ? "/staff" + Query(Tab!.Value, true, ("before", Write(Page.First))) : null;

    /// <summary>The address of this view, of the page or of its live part.</summary>
    public string Here(string path) =>
        path
        + Query(
            Tab!.Value,
            true,
            (_query.After, _query.Before) switch
            {
                ({ } after, _) => ("after", after),
                (null, { } before) => ("before", before),
                _ => null,
            }
        );

    private InboxFilter Filter() =>
        new(
            _query.Category is { } category && Jurisdiction.Categories.ContainsKey(category) ? category : null,
            _query.Area is { } area && Jurisdiction.Areas.ContainsKey(area) ? area : null,
            Enum.TryParse<Kind>(_query.Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null,
            Enum.TryParse<QuestionState>(_query.Question, ignoreCase: true, out var question) && Enum.IsDefined(question)
                ? question
                : null,
            int.TryParse(_query.Age, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 3650
                ? Jurisdiction.Calendar.StartOfDay(Jurisdiction.Calendar.DayOf(Now).AddDays(1 - days))
                : null
        );

    private string Query(InboxTab tab, bool filter, (string Name, string Value)? mark = null)
    {
        var pairs = new List<KeyValuePair<string, string?>> { new("tab", tab.ToString().ToLowerInvariant()) };
        if (Unit != Scope.Unit)
        {
            pairs.Add(new("unit", Unit));
        }
        if (filter)
        {
            foreach (
                var (name, value) in new[]
                {
                    ("category", _query.Category),
                    ("area", _query.Area),
                    ("kind", _query.Kind),
                    ("question", _query.Question),
                    ("age", _query.Age),
                }
            )
            {
                if (!string.IsNullOrEmpty(value))
                {
                    pairs.Add(new(name, value));
                }
            }
        }
        if (mark is var (at, key))
        {
            pairs.Add(new(at, key));
        }
        return QueryString.Create(pairs).ToUriComponent();
    }

    private static string Write(InboxMark mark) =>
        string.Create(CultureInfo.InvariantCulture, $"{mark.DueAt?.UtcTicks ?? 0}-{mark.Id.Value}");

    private static InboxMark? MarkOf(string? text, InboxTab tab)
    {
        var parts = text?.Split('-') ?? [];
        if (
            parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || ticks > DateTimeOffset.MaxValue.UtcTicks
            || (ticks == 0 && tab != InboxTab.AwaitingVerdict)
        )
        {
            return null;
        }
        return new InboxMark(ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero), new MatterId(id));
    }
}
