using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>What the units that deal with a matter see of it in a list.</summary>
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
    public string? Title { get; init; }

    /// <summary>The first 160 characters of what happened; null once its raiser was erased.</summary>
    public string? Beginning { get; init; }

    /// <summary>Where it is.</summary>
    public string? PlaceText { get; init; }

    /// <summary>Latitude in degrees.</summary>
    public double? Latitude { get; init; }

    /// <summary>Longitude in degrees.</summary>
    public double? Longitude { get; init; }

    /// <summary>Normalised place, to compare.</summary>
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

/// <summary>The staff's projections, as queries that filter, order and page in the database.</summary>
public static class UnitMatters
{
    /// <summary>Every row that the person may see, for a query that says itself which of the person's units it is about.</summary>
    internal static IQueryable<MatterRow> Rows(Db db, StaffScope scope) => Seen(db, scope);

    /// <summary>Rows as their unit sees them.</summary>
    internal static IQueryable<UnitMatter> Shown(IQueryable<MatterRow> rows) => rows.Select(Projection);

    /// <summary>
    /// Open matters of the same unit that may be about the same thing: the same category in the same area, the newest first.
    /// </summary>
    public static IQueryable<UnitMatter> Alike(Db db, StaffScope scope, string unit, string category, string area)
    {
        var sees = scope.Sees;
        var seesHere = scope.SeesIn(unit, area);
        return Seen(db, scope)
            .Where(m =>
                m.Area == area
                && m.Category == category
                && m.Stage == Stage.Open
                && m.OwnerUnit == unit
                && m.Kind != Kind.Conduct
                && sees.Contains(m.OwnerUnit)
                && seesHere
            )
            .OrderByDescending(m => m.Id)
            .Select(Projection);
    }

    /// <summary>Matters whose text the person may search, by their keys.</summary>
    public static IQueryable<UnitMatter> OwnedAmong(Db db, StaffScope scope, IReadOnlyCollection<MatterId> ids)
    {
        var sees = scope.Sees;
        var rows = Seen(db, scope)
            .Where(m => ids.Contains(m.Id) && (sees.Contains(m.OwnerUnit) || sees.Contains(m.AccountableUnit)));
        if (!scope.Areas.IsEmpty)
        {
            var (whole, parts) = (scope.Whole, scope.Parts);
            var me = (Guid?)scope.Id.Value;
            rows = rows.Where(m =>
                m.Handler == me
                || whole.Contains(m.OwnerUnit)
                || whole.Contains(m.AccountableUnit)
                || parts.Contains(m.OwnerUnit + "/" + m.Area)
                || parts.Contains(m.AccountableUnit + "/" + m.Area)
            );
        }
        return rows.Select(Projection);
    }

    // The unit that a matter of conduct is about, and its chain, never see it, whatever else they may see.
    private static IQueryable<MatterRow> Seen(Db db, StaffScope scope)
    {
        var sees = scope.Sees;
        var units = scope.Units;
        return db.Set<MatterRow>()
            .Where(m => m.UnitConcerned == null || (!sees.Contains(m.UnitConcerned) && !units.Contains(m.UnitConcerned)));
    }

    private static readonly System.Linq.Expressions.Expression<Func<MatterRow, UnitMatter>> Projection = m => new UnitMatter
    {
        Id = m.Id,
        Number = m.Number,
        Kind = m.Kind,
        Category = m.Category,
        Area = m.Area,
        Stage = m.Stage,
        Title = m.Title,
        Beginning = m.Description == null ? null : m.Description.Substring(0, 160),
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
}
