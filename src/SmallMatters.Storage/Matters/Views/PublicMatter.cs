using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>
/// What everybody may see of a matter: reference, category, area, status and dates; a position only for categories of
/// public space, words only when somebody has released them. Matters of conduct do not exist here.
/// </summary>
[ProjectionFor(Audience.Public)]
[ShowsNothingPersonal(
    nameof(PublicMatter.Category),
    nameof(PublicMatter.Area),
    nameof(PublicMatter.OwnerUnit),
    nameof(PublicMatter.PublicText)
)]
public sealed class PublicMatter
{
    /// <summary>Internal key, for ordering and paging only.</summary>
    public MatterId Id { get; init; }

    /// <summary>The reference as a number.</summary>
    public long Number { get; init; }

    /// <summary>Category code.</summary>
    public required string Category { get; init; }

    /// <summary>Area code.</summary>
    public required string Area { get; init; }

    /// <summary>Where it stands.</summary>
    public Stage Stage { get; init; }

    /// <summary>The outcome without its words.</summary>
    public OutcomeCode? Outcome { get; init; }

    /// <summary>Code of the owning unit.</summary>
    public required string OwnerUnit { get; init; }

    /// <summary>When it was raised, UTC.</summary>
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>When an outcome was proposed, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The promised local day.</summary>
    public DateOnly? PromisedOn { get; init; }

    /// <summary>Latitude in degrees, for categories of public space only.</summary>
    [Shows(PersonalItem.Position, WhenZh = "只限公共空间的分类", WhenEn = "categories of public space only")]
    public double? Latitude { get; init; }

    /// <summary>Longitude in degrees, for categories of public space only.</summary>
    [Shows(PersonalItem.Position, WhenZh = "只限公共空间的分类", WhenEn = "categories of public space only")]
    public double? Longitude { get; init; }

    /// <summary>Words that somebody has released.</summary>
    public string? PublicText { get; init; }

    /// <summary>How many people take part.</summary>
    public int Affected { get; init; }
}

/// <summary>The public's projection, as a query that filters, orders and pages in the database.</summary>
public static class PublicMatters
{
    /// <summary>All matters as everybody may see them.</summary>
    /// <param name="db">The database.</param>
    /// <param name="publicSpace">Codes of the categories of public space.</param>
    public static IQueryable<PublicMatter> Of(Db db, IReadOnlyCollection<string> publicSpace) =>
        db.Set<MatterRow>()
            .Where(m => m.Kind != Kind.Conduct)
            .Select(m => new PublicMatter
            {
                Id = m.Id,
                Number = m.Number,
                Category = m.Category,
                Area = m.Area,
                Stage = m.Stage,
                Outcome = m.OutcomeCode,
                OwnerUnit = m.OwnerUnit,
                RaisedAt = m.RaisedAt,
                ChangedAt = m.ChangedAt,
                ClosedAt = m.ClosedAt,
                PromisedOn = m.PromisedOn,
                Latitude = publicSpace.Contains(m.Category) ? m.Latitude : null,
                Longitude = publicSpace.Contains(m.Category) ? m.Longitude : null,
                PublicText = m.PublicText,
                Affected = m.Affected,
            });

    /// <summary>Those raised from one instant to another, both included, found by the order of their keys.</summary>
    public static IQueryable<PublicMatter> RaisedBetween(
        this IQueryable<PublicMatter> matters,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        // A key is drawn a moment before the matter is written: the keys narrow the search, the dates decide.
        var first = MatterId.At(InRange(from).AddHours(-1), 0);
        var last = MatterId.At(InRange(to).AddHours(1), int.MaxValue);
        return matters.Where(m => m.Id >= first && m.Id <= last && m.RaisedAt >= from && m.RaisedAt <= to);
    }

    // Keys reach 69 years either side of 2020; dates beyond are as good as the ends.
    private static DateTimeOffset InRange(DateTimeOffset at) =>
        at.Year < 1960 ? new DateTimeOffset(1960, 1, 1, 0, 0, 0, TimeSpan.Zero)
        : at.Year > 2088 ? new DateTimeOffset(2088, 12, 31, 0, 0, 0, TimeSpan.Zero)
        : at;
}
