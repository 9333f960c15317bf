using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>What the units that deal with a matter see of it in a list.</summary>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(
    nameof(UnitMatter.Category),
    nameof(UnitMatter.Area),
    nameof(UnitMatter.OwnerUnit),
    nameof(UnitMatter.AccountableUnit),
    nameof(UnitMatter.AskedUnit),
    nameof(UnitMatter.EscalatedTo)
)]
public sealed record UnitMatter
{
    /// <summary>Internal key, for ordering and paging.</summary>
    public MatterId Id { get; init; }

    /// <summary>The reference as a number.</summary>
    public long Number { get; init; }

    /// <summary>What the resident wants.</summary>
    public Kind Kind { get; init; }

    /// <summary>Category code.</summary>
    public required string Category { get; init; }

    /// <summary>Area code.</summary>
    public required string Area { get; init; }

    /// <summary>Where it stands.</summary>
    public Stage Stage { get; init; }

    /// <summary>The title, if it has one.</summary>
    [Shows(PersonalItem.Words)]
    public string? Title { get; init; }

    /// <summary>The first 160 characters of what happened; null once its raiser was erased.</summary>
    [Shows(PersonalItem.Words)]
    public string? Beginning { get; init; }

    /// <summary>Where it is.</summary>
    [Shows(PersonalItem.Place, PersonalItem.Door)]
    public string? PlaceText { get; init; }

    /// <summary>Latitude in degrees.</summary>
    [Shows(PersonalItem.Position)]
    public double? Latitude { get; init; }

    /// <summary>Longitude in degrees.</summary>
    [Shows(PersonalItem.Position)]
    public double? Longitude { get; init; }

    /// <summary>Normalised place, to compare.</summary>
    [Shows(PersonalItem.Place)]
    public string? PlaceKey { get; init; }

    /// <summary>Grid cell of the position.</summary>
    public long? Cell { get; init; }

    /// <summary>Code of the owning unit.</summary>
    public required string OwnerUnit { get; init; }

    /// <summary>Code of the accountable unit.</summary>
    public required string AccountableUnit { get; init; }

    /// <summary>Account of who deals with it, or null.</summary>
    public Guid? Handler { get; init; }

    /// <summary>Code of the unit asked to take it over.</summary>
    public string? AskedUnit { get; init; }

    /// <summary>Code of the unit that an overdue clock has gone up to.</summary>
    public string? EscalatedTo { get; init; }

    /// <summary>The earliest end of a clock that binds staff, UTC.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The promised local day.</summary>
    public DateOnly? PromisedOn { get; init; }

    /// <summary>When it was raised, UTC.</summary>
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>When its outcome was proposed, UTC; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Number of the last fact: another one when anything has happened.</summary>
    public int Seen { get; init; }

    /// <summary>How many people take part.</summary>
    public int Affected { get; init; }

    /// <summary>How often it was dealt with again.</summary>
    public int Reopenings { get; init; }

    /// <summary>Where the latest question to the resident stands; null when none was asked.</summary>
    public QuestionState? LastQuestion { get; init; }

    /// <summary>The outcome without its words.</summary>
    public OutcomeCode? Outcome { get; init; }
}

/// <summary>The staff's projections, filtered, ordered and paged in the database.</summary>
public static class UnitMatters
{
    private const int BeginningLength = 160;

    /// <summary>
    /// Every row that the person may see, for a query that says itself which of the person's units it is about. The unit that
    /// a matter of conduct is about, and its chain, never see it, whatever else they may see.
    /// </summary>
    internal static IQueryable<MatterRow> Rows(Db db, StaffScope scope)
    {
        // One condition, and for most people, who see one unit, one value: a list is put together anew for every request.
        string[] chain = scope.Units.All(scope.Sees.Contains) ? [.. scope.Sees] : [.. scope.Sees.Union(scope.Units)];
        return chain is [var one]
            ? db.Set<MatterRow>().Where(m => m.UnitConcerned == null || m.UnitConcerned != one)
            : db.Set<MatterRow>().Where(m => m.UnitConcerned == null || !chain.Contains(m.UnitConcerned));
    }

    /// <summary>
    /// A row as its unit sees it. It is made here and not by the database: a statement of thirty columns costs more to put
    /// together than the columns cost to read.
    /// </summary>
    internal static UnitMatter Shown(MatterRow m) =>
        new()
        {
            Id = m.Id,
            Number = m.Number,
            Kind = m.Kind,
            Category = m.Category,
            Area = m.Area,
            Stage = m.Stage,
            Title = m.Title,
            Beginning = BeginningOf(m.Description),
            PlaceText = m.PlaceText,
            Latitude = m.Latitude,
            Longitude = m.Longitude,
            PlaceKey = m.PlaceKey,
            Cell = m.Cell,
            OwnerUnit = m.OwnerUnit,
            AccountableUnit = m.AccountableUnit,
            Handler = m.Handler,
            AskedUnit = m.AskedUnit,
            EscalatedTo = m.EscalatedTo,
            DueAt = m.DueAt,
            PromisedOn = m.PromisedOn,
            RaisedAt = m.RaisedAt,
            ClosedAt = m.ClosedAt,
            ChangedAt = m.ChangedAt,
            Seen = m.HeadSeq,
            Affected = m.Affected,
            Reopenings = m.Reopenings,
            LastQuestion = m.LastQuestion,
            Outcome = m.OutcomeCode,
        };

    /// <summary>
    /// Open matters of the same unit, category and area as a matter, which may be about the same thing: those at the same place
    /// first, then the newest.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="matter">The matter, which is not among them.</param>
    /// <param name="place">Normalised place of the matter, or null when it has none.</param>
    /// <param name="most">The most rows.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<UnitMatter>> AlikeAsync(
        Db db,
        StaffScope scope,
        MatterFile matter,
        string? place,
        int most,
        CancellationToken cancel = default
    )
    {
        if (!scope.SeesIn(matter.Owner, matter.Area))
        {
            return [];
        }
        var (owner, category, area, id) = (matter.Owner, matter.Category, matter.Area, matter.Id);
        var alike = Rows(db, scope)
            .AsNoTracking()
            .Where(m =>
                m.Area == area
                && m.Category == category
                && m.Stage == Stage.Open
                && m.OwnerUnit == owner
                && m.Kind != Kind.Conduct
                && m.Id != id
            )
            .OrderByDescending(m => m.Id);
        // Asked for by themselves: among many newer ones of a large area those at the same place would not be found.
        var here = place is null ? [] : await alike.Where(m => m.PlaceKey == place).Take(most).ToListAsync(cancel);
        var newest = await alike.Take(most).ToListAsync(cancel);
        return [.. here.Concat(newest).DistinctBy(m => m.Id).Take(most).Select(Shown)];
    }

    /// <summary>Of some matters, those whose text the person may search; the newest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who searches.</param>
    /// <param name="ids">Their keys: few, since each is read before it is decided on.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<UnitMatter>> OwnedAmongAsync(
        Db db,
        StaffScope scope,
        IReadOnlyCollection<MatterId> ids,
        CancellationToken cancel = default
    )
    {
        var rows = await db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => ids.Contains(m.Id))
            .OrderByDescending(m => m.Id)
            .ToListAsync(cancel);
        return [.. rows.Where(m => MaySearch(m, scope)).Select(Shown)];
    }

    private static bool MaySearch(MatterRow m, StaffScope scope) =>
        !(m.UnitConcerned is { } about && (scope.Sees.Contains(about) || scope.Units.Contains(about)))
        && (
            scope.SeesIn(m.OwnerUnit, m.Area)
            || scope.SeesIn(m.AccountableUnit, m.Area)
            || (m.Handler == scope.Id.Value && (scope.Sees.Contains(m.OwnerUnit) || scope.Sees.Contains(m.AccountableUnit)))
        );

    private static string? BeginningOf(string? text) =>
        text is not { Length: > BeginningLength } ? text
        : char.IsHighSurrogate(text[BeginningLength - 1]) ? text[..(BeginningLength - 1)]
        : text[..BeginningLength];
}
