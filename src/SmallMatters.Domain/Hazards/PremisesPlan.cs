using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Hazards;

/// <summary>
/// One row of a partner's file of premises. A field is null where the file has no column for it. As with units and areas, an empty
/// cell leaves what stands and a single hyphen takes it away.
/// </summary>
/// <param name="Line">The line of the file on which the row began, from 1.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Name of the place.</param>
/// <param name="Kind">The sort, as people call it or by its English identifier.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Area">Code or Chinese name of the area.</param>
/// <param name="Unit">Code or Chinese name of the unit responsible.</param>
/// <param name="Contacts">Who answers for them and whom one talks with; each null where the file has no column.</param>
/// <param name="Broken">Why the row could not be read at all, or null.</param>
public sealed record PremisesRow(
    int Line,
    string Code,
    string? Name,
    string? Kind,
    string? Address,
    string? Area,
    string? Unit,
    PremisesContacts Contacts,
    Refusal? Broken = null
);

/// <summary>The fate of one row.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Code">Its code; empty where what stands in the file is none.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Fields">What changes, where it is changed.</param>
/// <param name="Why">Why it is refused.</param>
public sealed record PremisesRowFate(
    int Line,
    string Code,
    RegisterFate Fate,
    ImmutableArray<PremisesField> Fields,
    Bilingual? Why = null
);

/// <summary>Premises before (null for those not on the register) and after an import.</summary>
/// <param name="Before">As they stand, or null.</param>
/// <param name="After">As the row says.</param>
/// <param name="Fields">What changes.</param>
public sealed record PremisesChange(PremisesDetails? Before, PremisesDetails After, ImmutableArray<PremisesField> Fields);

/// <summary>Premises that stand on the register, with who is reached there, as an import compares them.</summary>
/// <param name="Premises">As they stand.</param>
/// <param name="Contacts">The contacts.</param>
public sealed record StandingPremises(Premises Premises, PremisesContacts Contacts);

/// <summary>What an import of premises would do, row by row, and whether it may.</summary>
/// <param name="Rows">The fate of each row, in the file's order.</param>
/// <param name="Changes">What would change, in the file's order.</param>
/// <param name="Vanished">Codes of the importer's premises that the file lacks. They are only named, never removed.</param>
/// <param name="Whole">Why nothing may be imported at all, or null.</param>
public sealed record PremisesPlan(
    ImmutableArray<PremisesRowFate> Rows,
    ImmutableArray<PremisesChange> Changes,
    ImmutableArray<string> Vanished,
    Refusal? Whole
)
{
    private static readonly Dictionary<string, PremisesKind> Kinds = Enum.GetValues<PremisesKind>()
        .SelectMany(k => new[] { k.ToString(), k.Said().Zh, k.Said().En }.Distinct().Select(said => (Said: said, Kind: k)))
        .ToDictionary(k => k.Said, k => k.Kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>How many rows have a fate.</summary>
    public int Count(RegisterFate fate) => Rows.Count(r => r.Fate == fate);

    /// <summary>Weighs a file against the register.</summary>
    /// <param name="rows">The file's rows.</param>
    /// <param name="standing">What is on the register, by code; those that left it are not among them.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="mayKeep">Whether who imports keeps the register for a unit in an area.</param>
    /// <returns>The plan, which shows no contact, and by code the contacts that whatever changes has after it, which are to be sealed.</returns>
    public static (PremisesPlan Plan, ImmutableDictionary<string, PremisesContacts> Contacts) Make(
        IReadOnlyList<PremisesRow> rows,
        IReadOnlyDictionary<string, StandingPremises> standing,
        Jurisdiction jurisdiction,
        Func<string, string, bool> mayKeep
    )
    {
        var lines = rows.Where(r => r.Broken is null).ToLookup(r => r.Code, r => r.Line, StringComparer.Ordinal);
        var areas = ByName(jurisdiction.Areas.Values.Select(a => (a.Code, a.Name)));
        var units = ByName(jurisdiction.Units.Values.Select(u => (u.Code, u.Name)));
        var fates = ImmutableArray.CreateBuilder<PremisesRowFate>(rows.Count);
        var changes = ImmutableArray.CreateBuilder<PremisesChange>();
        var reached = ImmutableDictionary.CreateBuilder<string, PremisesContacts>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var stands = standing.GetValueOrDefault(row.Code);
            var why = row.Broken ?? Fault(row, stands, lines[row.Code], mayKeep) ?? Unknown(row, areas, units);
            var (details, contacts) = ((PremisesDetails?)null, PremisesContacts.None);
            if (why is null)
            {
                (details, contacts, why) = KeepPremisesRule.Decide(Command(row, stands, areas, units), jurisdiction, mayKeep);
            }
            if (details is null)
            {
                // What is no code may be anything, a person's number too, and is not kept.
                var code = KeepPremisesRule.IsCode(row.Code) ? row.Code : "";
                fates.Add(new PremisesRowFate(row.Line, code, RegisterFate.Refused, [], Sentence(why!)));
                continue;
            }
            ImmutableArray<PremisesField> fields = stands is null
                ? []
                : [.. details.Differing(stands.Premises.Details), .. contacts.Differing(stands.Contacts)];
            var fate =
                stands is null ? RegisterFate.New
                : fields.IsEmpty ? RegisterFate.Unchanged
                : RegisterFate.Changed;
            fates.Add(new PremisesRowFate(row.Line, row.Code, fate, fields));
            if (fate != RegisterFate.Unchanged)
            {
                changes.Add(new PremisesChange(stands?.Premises.Details, details, fields));
                reached[details.Code] = contacts;
            }
        }
        var plan = new PremisesPlan(
            fates.ToImmutable(),
            changes.ToImmutable(),
            [
                .. standing
                    .Values.Select(s => s.Premises.Details)
                    .Where(d => mayKeep(d.Unit, d.Area) && !lines.Contains(d.Code))
                    .Select(d => d.Code)
                    .Order(StringComparer.Ordinal),
            ],
            changes.Count == 0
                ? Refusal.Of(
                    "register-nothing-new",
                    "文件里没有可以写入的新内容。",
                    "The file holds nothing new that could be imported."
                )
                : null
        );
        return (plan, reached.ToImmutable());
    }

    // An entry that two of the same name share is named by its code only.
    private static Dictionary<string, string> ByName(IEnumerable<(string Code, Bilingual Name)> entries) =>
        entries
            .SelectMany(e => new[] { e.Code, e.Name.Zh }.Select(said => (Said: said, e.Code)))
            .Distinct()
            .GroupBy(e => e.Said, StringComparer.Ordinal)
            .Where(g => g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.Single().Code, StringComparer.Ordinal);

    private static KeepPremises Command(
        PremisesRow row,
        StandingPremises? stands,
        Dictionary<string, string> areas,
        Dictionary<string, string> units
    )
    {
        var before = stands?.Premises.Details;
        var contacts = stands?.Contacts ?? PremisesContacts.None;
        return new KeepPremises(
            row.Code,
            Over(row.Name, before?.Name),
            string.IsNullOrEmpty(row.Kind) ? before?.Kind
                : Kinds.TryGetValue(row.Kind, out var kind) ? kind
                : null,
            Over(row.Address, before?.Address),
            string.IsNullOrEmpty(row.Area) ? before?.Area : areas.GetValueOrDefault(row.Area),
            string.IsNullOrEmpty(row.Unit) ? before?.Unit : units.GetValueOrDefault(row.Unit),
            new PremisesContacts(
                Over(row.Contacts.Responsible, contacts.Responsible),
                Over(row.Contacts.ResponsibleContact, contacts.ResponsibleContact),
                Over(row.Contacts.Liaison, contacts.Liaison),
                Over(row.Contacts.LiaisonContact, contacts.LiaisonContact)
            )
        );
    }

    // In the words of a file: which cell says what nobody knows. The cell is not repeated, since the fate is kept for good and a
    // row that slipped by one column has a person's name there.
    private static Refusal? Unknown(PremisesRow row, Dictionary<string, string> areas, Dictionary<string, string> units)
    {
        return Refusal.All(
            Strange(row.Kind, Kinds.ContainsKey)
                ? Refusal.Of("premises-kind", "“类型”一格写的不是场所的类型。", "The cell of the type names no sort of premises.")
                : null,
            Strange(row.Area, areas.ContainsKey)
                ? Refusal.Of("premises-area", "“片区”一格写的不是辖区内的片区。", "The cell of the area names no area here.")
                : null,
            Strange(row.Unit, units.ContainsKey)
                ? Refusal.Of("premises-unit", "“负责单位”一格写的不是这里的单位。", "The cell of the unit names no unit here.")
                : null
        );

        static bool Strange(string? cell, Func<string, bool> known) => !string.IsNullOrEmpty(cell) && !known(cell);
    }

    private static string? Over(string? cell, string? before) =>
        string.IsNullOrEmpty(cell) ? before
        : RegisterRow.Clears(cell) ? null
        : cell;

    private static Refusal? Fault(
        PremisesRow row,
        StandingPremises? stands,
        IEnumerable<int> lines,
        Func<string, string, bool> mayKeep
    )
    {
        if (lines.Skip(1).Any())
        {
            var all = string.Join("、", lines);
            return Refusal.Of(
                "register-code-twice",
                $"同一个代码出现在第 {all} 行，不知道哪一行算数。",
                $"The same code stands on lines {all.Replace("、", ", ", StringComparison.Ordinal)}; which of them holds is unknown."
            );
        }
        return stands is { Premises.Details: var d } && !mayKeep(d.Unit, d.Area)
            ? Refusal.Of("premises-not-yours", "您不负责登记这个场所。", "You do not keep the register of these premises.")
            : null;
    }

    private static Bilingual Sentence(Refusal why) =>
        new(string.Join("", why.Each.Select(w => w.Sentence.Zh)), string.Join(" ", why.Each.Select(w => w.Sentence.En)));
}

/// <summary>Something that happened to files of premises. Appended, never edited; their number names the import.</summary>
public abstract record PremisesFileFact;

/// <summary>A file was imported. What changed is in the facts of each of the premises, under the import's number.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Sha256">SHA-256 of the file, hexadecimal.</param>
/// <param name="Rows">The fates of all rows but the unchanged.</param>
/// <param name="Unchanged">How many rows said what was there already.</param>
/// <param name="Vanished">Codes that the file did not hold; they stay.</param>
public sealed record PremisesFileImported(
    string File,
    string Sha256,
    ImmutableArray<PremisesRowFate> Rows,
    int Unchanged,
    ImmutableArray<string> Vanished
) : PremisesFileFact;

/// <summary>An import was undone.</summary>
/// <param name="Number">The import's number.</param>
/// <param name="Why">Why. Names nobody.</param>
public sealed record PremisesFileUndone(int Number, string Why) : PremisesFileFact;

/// <summary>Decides on undoing an import of premises.</summary>
public static class UndoPremisesImportRule
{
    private const int LongestWhy = 500;

    /// <summary>What each of the premises is to be again (null for those that the import brought), or why not.</summary>
    /// <param name="number">The import's number.</param>
    /// <param name="import">The import, or null when there is none of that number.</param>
    /// <param name="undone">Whether it has been undone already.</param>
    /// <param name="why">Why.</param>
    /// <param name="chains">The whole history of each of the premises that it changed.</param>
    /// <param name="inUse">The code of one that something hangs on since, or null.</param>
    /// <param name="mayKeep">Whether who acts keeps the register for a unit in an area.</param>
    public static (PremisesFileUndone? Fact, ImmutableArray<Premises?> Again, Refusal? Why) Decide(
        int number,
        PremisesFileImported? import,
        bool undone,
        string? why,
        IReadOnlyList<IReadOnlyList<PremisesFact>> chains,
        string? inUse,
        Func<string, string, bool> mayKeep
    )
    {
        var (because, missing) = Refusals.WorkWords(
            why,
            "Why",
            LongestWhy,
            "请写明为什么撤销，不超过 500 字。",
            "Say why, in 500 characters at most."
        );
        if (missing is not null)
        {
            return No(missing);
        }
        if (import is null)
        {
            return No(Refusal.Of("register-no-import", $"没有第 {number} 次导入。", $"There is no import {number}."));
        }
        if (undone)
        {
            return No(Refusal.Of("register-undone", "这次导入已经撤销。", "This import has been undone already."));
        }
        var again = ImmutableArray.CreateBuilder<Premises?>(chains.Count);
        foreach (var chain in chains)
        {
            var states = States(chain);
            var at = chain.Index().Where(f => f.Item.Import == number).Select(f => f.Index).First();
            var now = states[^1];
            // Imports that came after and were undone leave things as they were; whoever changed something by hand does not.
            if (now != states[at] || chain.Skip(at).Any(f => f.Import is null))
            {
                return No(
                    Refusal.Of(
                        "register-changed-since",
                        $"{now.Details.Code} 后来又改过，不能撤销这次导入。",
                        $"{now.Details.Code} has been changed since, so that the import cannot be undone."
                    )
                );
            }
            if (!mayKeep(now.Details.Unit, now.Details.Area))
            {
                return No(
                    Refusal.Of(
                        "premises-not-yours",
                        $"您不负责登记 {now.Details.Code}。",
                        $"You do not keep the register of {now.Details.Code}."
                    )
                );
            }
            again.Add(at > 0 && !states[at - 1].Withdrawn ? states[at - 1] : null);
        }
        return inUse is not null
            ? No(
                Refusal.Of(
                    "register-in-use",
                    $"{inUse} 已经有检查记录，不能撤销。",
                    $"{inUse} has been inspected since, so that the import cannot be undone."
                )
            )
            : (new PremisesFileUndone(number, because!), again.ToImmutable(), null);
    }

    private static List<Premises> States(IReadOnlyList<PremisesFact> chain)
    {
        var states = new List<Premises>(chain.Count);
        foreach (var fact in chain)
        {
            states.Add(Premises.After(states.Count == 0 ? null : states[^1], fact));
        }
        return states;
    }

    private static (PremisesFileUndone?, ImmutableArray<Premises?>, Refusal?) No(Refusal why) => (null, [], why);
}
