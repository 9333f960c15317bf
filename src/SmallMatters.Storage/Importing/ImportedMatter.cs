using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Importing;

/// <summary>A matter as a row of a file tells it, read and checked. Instants are UTC.</summary>
/// <param name="Source">Name of the source; with the key it makes the row unique for ever.</param>
/// <param name="Key">The row's own key; becomes the matter's number in the other system.</param>
/// <param name="Kind">What was wanted.</param>
/// <param name="Category">Code of a category of the jurisdiction.</param>
/// <param name="Area">Code of an area of the jurisdiction.</param>
/// <param name="Unit">Code of the unit that owned it.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="Text">What happened, never empty.</param>
public sealed record ImportedMatter(
    string Source,
    string Key,
    Kind Kind,
    string Category,
    string Area,
    string Unit,
    DateTimeOffset RaisedAt,
    string Text
)
{
    /// <summary>A title, where the file has one.</summary>
    public string? Title { get; init; }

    /// <summary>The language of its words.</summary>
    public Tongue Tongue { get; init; }

    /// <summary>Where it was.</summary>
    public Where? Where { get; init; }

    /// <summary>The deadline that the other system had set, and its local day there.</summary>
    public (DateTimeOffset At, DateOnly On)? Due { get; init; }

    /// <summary>When and how it was closed; null while it is open.</summary>
    public ImportedOutcome? Closed { get; init; }
}

/// <summary>How an imported matter ended.</summary>
/// <param name="At">When, not before it was raised.</param>
/// <param name="As">The outcome.</param>
/// <param name="Words">The words of the outcome.</param>
/// <param name="Reply">The reply that the resident got, where the file has one.</param>
public sealed record ImportedOutcome(DateTimeOffset At, OutcomeCode As, string Words, string? Reply);

/// <summary>What the jurisdiction must have before a file can be imported.</summary>
/// <param name="Code">Code of the jurisdiction, used when the database has none yet.</param>
/// <param name="Name">Its name, likewise.</param>
/// <param name="Areas">Areas that the file names.</param>
/// <param name="Units">Units that the file names.</param>
/// <param name="Categories">Categories that the file names.</param>
public sealed record ImportedSettings(
    string Code,
    Bilingual Name,
    ImmutableArray<Area> Areas,
    ImmutableArray<Unit> Units,
    ImmutableArray<Category> Categories
);

/// <summary>How far an import has come, and the fate of the rows so far.</summary>
/// <param name="RowsDone">Rows that have met their fate: the sum of the three others.</param>
/// <param name="Imported">Rows that are a new matter.</param>
/// <param name="AlreadyThere">Rows that an earlier import had brought.</param>
/// <param name="Refused">Rows that stand in the file of refused rows with the reason.</param>
/// <param name="Notes">What was noted about imported rows, with how often.</param>
/// <param name="RejectsBytes">Length of the file of refused rows.</param>
public sealed record ImportStand(
    int RowsDone,
    int Imported,
    int AlreadyThere,
    int Refused,
    ImmutableSortedDictionary<string, int> Notes,
    long RejectsBytes
)
{
    /// <summary>Nothing yet.</summary>
    public static ImportStand None { get; } = new(0, 0, 0, 0, ImmutableSortedDictionary<string, int>.Empty, 0);
}
