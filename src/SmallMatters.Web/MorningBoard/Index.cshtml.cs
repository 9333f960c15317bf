using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Absences;
using SmallMatters.Domain.Cards;
using SmallMatters.Domain.DutyRoster;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Absences;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Conduct;
using SmallMatters.Storage.DutyRoster;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.SchoolGates;
using SmallMatters.Storage.Visits;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;
using StaffInbox = SmallMatters.Storage.Matters.Views.Inbox;

namespace SmallMatters.Web.MorningBoard;

/// <summary>
/// The morning board (晨会): what a unit has to know before the day begins, on one screen and one printed page. It hangs where
/// others walk past, so it holds no words, place or name of a resident.
/// </summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk, OpenPromises promises, CardRuleBook rules) : PageModel
{
    /// <summary>How many lines a list shows; the number beside it says how many there are.</summary>
    public const int Lines = 8;

    [BindProperty(SupportsGet = true, Name = "unit")]
    public string? UnitCode { get; set; }

    public string Unit { get; private set; } = "";

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateTimeOffset Now => desk.Now;

    public DateOnly Today { get; private set; }

    /// <summary>How many matters stand in the parts of the inbox, none above <see cref="StaffInbox.CountTo"/>.</summary>
    public IReadOnlyDictionary<InboxTab, int> Counts { get; private set; } = new Dictionary<InboxTab, int>();

    /// <summary>Past a time limit, the longest first.</summary>
    public IReadOnlyList<InboxEntry> Overdue { get; private set; } = [];

    /// <summary>With a time limit that ends in the rest of this local day, its midnight included: a day’s limit ends with it.</summary>
    public IReadOnlyList<InboxEntry> DueToday { get; private set; } = [];

    /// <summary>Whether more end today than are shown.</summary>
    public bool MoreToday { get; private set; }

    public IReadOnlyList<UnitMatter> NotSatisfied { get; private set; } = [];

    /// <summary>What residents praised of the unit, as it was passed on in the last seven days.</summary>
    public IReadOnlyList<PraiseLine> Praise { get; private set; } = [];

    /// <summary>Hazards that residents reported, the most urgent first.</summary>
    public IReadOnlyList<InboxEntry> Hazards { get; private set; } = [];

    /// <summary>Promises for today or a day before.</summary>
    public IReadOnlyList<OpenPromise> Promises { get; private set; } = [];

    /// <summary>What waits for the unit in convenings, orders and the hard list.</summary>
    public IReadOnlyList<DutyLine> Duties { get; private set; } = [];

    public IReadOnlyList<CardLine> Cards { get; private set; } = [];

    /// <summary>Who is away today, and who stands in.</summary>
    public IReadOnlyList<Absence> Away { get; private set; } = [];

    /// <summary>Who deals with the unit's matters and is not away today, those who lead it first.</summary>
    public IReadOnlyList<(string Name, bool Leads)> OnDuty { get; private set; } = [];

    /// <summary>Who is on duty by the roster: last night, who hands over; today; tonight. Empty where the unit keeps no roster of these.</summary>
    public IReadOnlyList<(Bilingual When, IReadOnlyList<string> Names)> Roster { get; private set; } = [];

    /// <summary>How many visits owe the resident an answer, and since when.</summary>
    public (int Count, DateOnly? Since) Visits { get; private set; }

    /// <summary>How many school gates stand empty of which the unit is to hear.</summary>
    public int EmptyGates { get; private set; }

    private Dictionary<Guid, string> Names { get; set; } = [];

    public IEnumerable<Choice> Units =>
        desk.Scope.Sees.Where(Jurisdiction.Units.ContainsKey).Select(code => new Choice(code, Jurisdiction.Units[code].Name));

    public string NameOf(StaffId who) => Names.GetValueOrDefault(who.Value) ?? "";

    public CardRule? RuleOf(CardLine card) => rules.All.LastOrDefault(r => r.Code == card.Rule);

    public DueShown Due(DateTimeOffset at) => new(at, Now, Jurisdiction);

    /// <summary>A count as it is shown.</summary>
    public static string Shown(int count) => count >= StaffInbox.CountTo ? $"{StaffInbox.CountTo - 1}+" : $"{count}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var scope = desk.Scope;
        Unit = UnitCode is { Length: > 0 } code ? code : scope.Unit;
        if (!scope.Sees.Contains(Unit))
        {
            return NotFound();
        }
        Today = Jurisdiction.Calendar.DayOf(Now);
        Counts = await StaffInbox.CountsAsync(desk.Db, scope, Unit, Now, cancel);
        Overdue = (await PageAsync(InboxTab.Overdue, InboxFilter.None, null, cancel)).Rows;
        var tonight = Jurisdiction.Calendar.StartOfDay(Today.AddDays(1));
        var coming = await PageAsync(InboxTab.Unit, InboxFilter.None, new InboxMark(Now, new MatterId(long.MaxValue)), cancel);
        DueToday = [.. coming.Rows.Where(r => r.Matter.DueAt <= tonight)];
        MoreToday = coming.HasLater && DueToday.Count == coming.Rows.Count;
        Praise = await PraiseLists.OfUnitAsync(desk.Db, scope, Unit, Now.AddDays(-7), null, Lines, cancel);
        NotSatisfied = await Storage.Matters.Views.NotSatisfied.OfUnitAsync(desk.Db, scope, Unit, Lines + 1, cancel);
        Hazards = (await PageAsync(InboxTab.Unit, new InboxFilter(Kind: Kind.Hazard), null, cancel)).Rows;
        string[] partners = [.. Jurisdiction.Partners.All.Select(p => p.Code)];
        var open = await promises.OfUnitAsync(desk.Db, scope, Unit, partners, null, Lines + 1, cancel);
        Promises = [.. open.Where(p => p.DueOn <= Today)];
        EmptyGates = await GateBook.EmptyAsync(desk.Db, scope, Unit, cancel);
        Visits = await VisitBook.OwedAsync(desk.Db, Unit, Today, cancel);
        Duties = await JointLists.DutiesAsync(desk.Db, scope, Unit, Lines, cancel);
        // Cards about single matters are for those who deal with them, not for the wall.
        Cards =
        [
            .. (await CardBook.ListAsync(desk.Db, scope, Unit, true, null, 0, 2 * Lines, cancel))
                .Where(c => c.About == CardAbout.Place)
                .Take(Lines),
        ];
        Away = [.. (await AbsenceBook.OfUnitAsync(desk.Db, Unit, Today, cancel)).Where(a => a.HoldsOn(Today))];
        var roster = await RosterBook.OfUnitAsync(desk.Db, Unit, Today.AddDays(-1), Today, cancel);
        Guid[] people =
        [
            .. Away.SelectMany(a => new[] { a.Away, a.StandIn })
                .Concat(roster.SelectMany(r => r.People))
                .Select(p => p.Value)
                .Distinct(),
        ];
        Names = people.Length == 0 ? [] : await Colleagues.NamesAsync(desk.Db, people, cancel);
        (Bilingual When, IReadOnlyList<string> Names)[] turns =
        [
            (new("昨夜", "Last night"), On(Today.AddDays(-1), RosterPart.Night)),
            (new("今天白天", "Today"), On(Today, RosterPart.Day)),
            (new("今夜", "Tonight"), On(Today, RosterPart.Night)),
        ];
        Roster = [.. turns.Where(t => t.Names.Count > 0)];
        var away = Away.Select(a => a.Away.Value).ToHashSet();
        var leaders = (await Colleagues.LeadersAsync(desk.Db, Unit, Today, cancel)).Select(c => c.Id).ToHashSet();
        OnDuty =
        [
            .. (await Colleagues.OfUnitAsync(desk.Db, Unit, Today, cancel))
                .Where(c => !away.Contains(c.Id))
                .Select(c => (c.Name, Leads: leaders.Contains(c.Id)))
                .OrderByDescending(c => c.Leads),
        ];
        return Page();

        IReadOnlyList<string> On(DateOnly day, RosterPart part) =>
            [.. roster.Where(r => r.Day == day && r.Part == part).SelectMany(r => r.People).Select(NameOf)];
    }

    private Task<InboxPage> PageAsync(InboxTab tab, InboxFilter filter, InboxMark? from, CancellationToken cancel) =>
        StaffInbox.PageAsync(desk.Db, desk.Scope, Unit, tab, filter, Now, from, backwards: false, Lines, cancel);
}
