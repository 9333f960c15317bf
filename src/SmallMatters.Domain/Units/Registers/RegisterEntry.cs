using System.Collections.Immutable;
using System.Text.Json;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;

namespace SmallMatters.Domain.Units;

/// <summary>Which register of the jurisdiction a file brings.</summary>
public enum RegisterKind
{
    /// <summary>The units (单位).</summary>
    Units,

    /// <summary>The areas (片区).</summary>
    Areas,
}

/// <summary>A field of a register that an import may change.</summary>
public enum RegisterField
{
    /// <summary>The Chinese name.</summary>
    Zh,

    /// <summary>The English name.</summary>
    En,

    /// <summary>The unit above a unit, or the intake unit of an area.</summary>
    Unit,

    /// <summary>A unit's public contact.</summary>
    Contact,

    /// <summary>An area's outline.</summary>
    Outline,
}

/// <summary>One entry of a register, in the form in which an import compares, changes and restores it.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Zh">Name in Chinese.</param>
/// <param name="En">Name in English.</param>
/// <param name="Unit">Code of the unit above a unit (null at the top), or of an area's intake unit.</param>
/// <param name="Contact">A unit's public contact, such as the number of its desk; null for none and for areas.</param>
/// <param name="Outline">An area's outline as GeoJSON in WGS 84 with every digit; null for none and for units.</param>
public sealed record RegisterEntry(
    string Code,
    string Zh,
    string En,
    string? Unit,
    string? Contact = null,
    string? Outline = null
)
{
    /// <summary>The register as it is configured, by code.</summary>
    public static Dictionary<string, RegisterEntry> All(Jurisdiction jurisdiction, RegisterKind kind) =>
        (kind == RegisterKind.Units ? jurisdiction.Units.Values.Select(Of) : jurisdiction.Areas.Values.Select(Of)).ToDictionary(
            e => e.Code
        );

    /// <summary>A unit as an entry.</summary>
    public static RegisterEntry Of(Unit unit) => new(unit.Code, unit.Name.Zh, unit.Name.En, unit.Parent, unit.Contact);

    /// <summary>An area as an entry.</summary>
    public static RegisterEntry Of(Area area) =>
        new(
            area.Code,
            area.Name.Zh,
            area.Name.En,
            area.IntakeUnit,
            Outline: area.Shape is null ? null : OutlineOf(area.Code, area.Shape)
        );

    /// <summary>The unit; what no register brings (who reviews, who is the fallback, where it mediates) stays as it was.</summary>
    public Unit ToUnit(Unit? before) =>
        new(Code, new Bilingual(Zh, En), Unit, before?.Reviews ?? false, before?.Fallback ?? false)
        {
            Contact = Contact,
            Mediates = before?.Mediates ?? [],
        };

    /// <summary>The area.</summary>
    /// <exception cref="InvalidOperationException">The entry has no unit or a damaged outline, which only a bug lets in.</exception>
    public Area ToArea() =>
        new(
            Code,
            new Bilingual(Zh, En),
            Unit ?? throw new InvalidOperationException($"area {Code} has no intake unit"),
            Outline is null ? null
                : GeoJson.TryRead(Outline, out var features, out _) && features is [{ Geometry: Geometry.OfPolygon shaped }]
                    ? shaped.Polygon
                : throw new InvalidOperationException($"the outline of area {Code} is damaged")
        );

    /// <summary>What differs from another entry of the same code.</summary>
    public ImmutableArray<RegisterField> Differing(RegisterEntry other) =>
        [
            .. new (RegisterField Field, bool Differs)[]
            {
                (RegisterField.Zh, Zh != other.Zh),
                (RegisterField.En, En != other.En),
                (RegisterField.Unit, Unit != other.Unit),
                (RegisterField.Contact, Contact != other.Contact),
                (RegisterField.Outline, Outline != other.Outline),
            }
                .Where(f => f.Differs)
                .Select(f => f.Field),
        ];

    internal static string OutlineOf(string code, Polygon shape) =>
        GeoJson.WriteExactly([new GeoFeature(code, new Geometry.OfPolygon(shape), new Dictionary<string, JsonElement>())]);
}

/// <summary>
/// One row of a partner's file. A field is null where the file has no column for it. An empty cell leaves what stands, since
/// most registers that are passed on have holes; <see cref="Cleared"/> takes it away.
/// </summary>
/// <param name="Line">The line of the file on which the row began, from 1.</param>
/// <param name="Code">Code.</param>
/// <param name="Zh">Name in Chinese.</param>
/// <param name="En">Name in English.</param>
/// <param name="Unit">The unit above, or the intake unit.</param>
/// <param name="Contact">Public contact.</param>
/// <param name="Outline">Outline as WKT or GeoJSON.</param>
/// <param name="Broken">Why the row could not be read at all, or null.</param>
public sealed record RegisterRow(
    int Line,
    string Code,
    string Zh,
    string En,
    string? Unit,
    string? Contact,
    string? Outline,
    Refusal? Broken = null
)
{
    /// <summary>The cell that takes away what stands: no unit above, no contact, no outline.</summary>
    public const string Cleared = "-";

    /// <summary>The row with what stands where its cells are empty or absent, and nothing where they say so.</summary>
    public RegisterRow Over(RegisterEntry? before) =>
        this with
        {
            Zh = Zh.Length == 0 ? before?.Zh ?? "" : Zh,
            En = En.Length == 0 ? before?.En ?? "" : En,
            Unit = Settled(Unit, before?.Unit),
            Contact = Settled(Contact, before?.Contact),
            // An outline is kept in another form than it comes in: what stands is put in where outlines are read.
            Outline = Settled(Outline, null),
        };

    internal static bool Clears(string? cell) => cell is Cleared or "－";

    private static string? Settled(string? cell, string? before) =>
        string.IsNullOrEmpty(cell) ? before
        : Clears(cell) ? null
        : cell;
}

/// <summary>What becomes of a row.</summary>
public enum RegisterFate
{
    /// <summary>The code was not there.</summary>
    New,

    /// <summary>Some fields differ.</summary>
    Changed,

    /// <summary>The register says the same already.</summary>
    Unchanged,

    /// <summary>The row stays out, with the reason.</summary>
    Refused,
}

/// <summary>The fate of one row.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Code">Its code as it stands in the file.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Fields">What changes, where it is changed.</param>
/// <param name="Why">Why it is refused.</param>
/// <param name="Stood">
/// A refused row as it stood, to be shown while the file is weighed and not kept; null for others, and for one whose cells may
/// stand in other columns than theirs.
/// </param>
public sealed record RegisterRowFate(
    int Line,
    string Code,
    RegisterFate Fate,
    ImmutableArray<RegisterField> Fields,
    Bilingual? Why = null,
    RegisterRow? Stood = null
);

/// <summary>An entry before (null for a new one) and after an import.</summary>
public sealed record RegisterChange(RegisterEntry? Before, RegisterEntry After);

/// <summary>Something that happened to the registers. Facts are appended and never edited; their number names the import.</summary>
public abstract record RegisterFact;

/// <summary>A file was imported.</summary>
/// <param name="Kind">Which register.</param>
/// <param name="File">The file's name.</param>
/// <param name="Sha256">SHA-256 of the file, hexadecimal.</param>
/// <param name="Rows">The fates of all rows but the unchanged.</param>
/// <param name="Unchanged">How many rows said what was there already.</param>
/// <param name="Changes">What was changed, so that it can be undone.</param>
/// <param name="Vanished">Codes that the file did not hold; they stay.</param>
public sealed record RegisterImported(
    RegisterKind Kind,
    string File,
    string Sha256,
    ImmutableArray<RegisterRowFate> Rows,
    int Unchanged,
    ImmutableArray<RegisterChange> Changes,
    ImmutableArray<string> Vanished
) : RegisterFact;

/// <summary>An import was undone.</summary>
/// <param name="Number">The import's number.</param>
/// <param name="Why">Why, for everybody who reads the list. Names nobody.</param>
public sealed record RegisterImportUndone(int Number, string Why) : RegisterFact;
