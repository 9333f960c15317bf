using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Cards;

/// <summary>
/// A card (提示单): a rule has raised its hand about a place or a matter, and a unit says what came of it. What exists only in
/// a state lives on that state.
/// </summary>
public abstract record Card(CardFile File)
{
    private Card(CardFile file, bool _)
        : this(file) { }

    /// <summary>Nobody has taken it yet.</summary>
    public sealed record Open(CardFile File) : Card(File, true);

    /// <summary>Somebody looks after it.</summary>
    public sealed record Taken(CardFile File, StaffId By) : Card(File, true);

    /// <summary>The unit has said what came of it.</summary>
    public sealed record Closed(CardFile File, CardOutcome Outcome, string Words) : Card(File, true);

    /// <summary>Its time passed and nobody had said anything.</summary>
    public sealed record Expired(CardFile File) : Card(File, true);

    /// <summary>The state without its data, for lists.</summary>
    public CardStage Stage =>
        this switch
        {
            Open => CardStage.Open,
            Taken => CardStage.Taken,
            Closed => CardStage.Closed,
            Expired => CardStage.Expired,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Whether somebody still has to say what came of it.</summary>
    public bool Waits => this is Open or Taken;

    /// <summary>Whether that is so at an instant, whether or not its expiry has been written down yet.</summary>
    public bool WaitsAt(DateTimeOffset now) => Waits && now < File.ExpiresAt;
}

/// <summary>A state of a card without its data.</summary>
public enum CardStage
{
    /// <summary>待领取.</summary>
    Open,

    /// <summary>处理中.</summary>
    Taken,

    /// <summary>已了结.</summary>
    Closed,

    /// <summary>已过期.</summary>
    Expired,
}

/// <summary>What came of a card.</summary>
public enum CardOutcome
{
    /// <summary>已采取行动: a visit, a tip to the area, a joint review, a problem.</summary>
    Done,

    /// <summary>不需要行动: it was so, and nothing was needed.</summary>
    NothingNeeded,

    /// <summary>规则提示错了: it was not so.</summary>
    RuleWasWrong,
}

/// <summary>What every state of a card has.</summary>
/// <param name="Id">Key.</param>
/// <param name="Rule">Code of the rule that raised it.</param>
/// <param name="RuleVersion">Version of the rule.</param>
/// <param name="Unit">Code of the unit whose card it is.</param>
/// <param name="Saw">What the rule saw.</param>
/// <param name="RaisedAt">When it was raised, UTC.</param>
/// <param name="ExpiresAt">When nobody needs to act on it any more, UTC.</param>
public sealed record CardFile(
    Guid Id,
    string Rule,
    int RuleVersion,
    string Unit,
    Sighting Saw,
    DateTimeOffset RaisedAt,
    DateTimeOffset ExpiresAt
)
{
    private const double SamePlaceMetres = 300;

    /// <summary>
    /// Whether the card keeps another one from being raised: it stands at that instant, and is about the same matter, or about
    /// the same category at much the same place.
    /// </summary>
    public bool Covers(string rule, Sighting other) =>
        Rule == rule
        && other.To < ExpiresAt
        && (
            Saw.Subject == other.Subject
            || (
                Saw is { Spot: { } mine, Matter: null }
                && other is { Spot: { } theirs, Matter: null }
                && Saw.Category == other.Category
                && mine.Position.MetresTo(theirs.Position) < Math.Max(SamePlaceMetres, mine.Metres + theirs.Metres)
            )
        );
}

/// <summary>What a rule saw: where or which matter, since when, and the numbers. It has no place for a person.</summary>
/// <param name="Subject">Equal for two sightings of the same thing.</param>
/// <param name="Category">Category code, or null when several.</param>
/// <param name="Area">Area code.</param>
/// <param name="Spot">Where in the area, or null for the whole area or a matter.</param>
/// <param name="Matter">Reference of the matter as a number, for a card about one.</param>
/// <param name="Owner">Code of the matter's owner then, for a card about one.</param>
/// <param name="Since">Since when it has been so, UTC.</param>
/// <param name="From">From where on the rule looked, UTC.</param>
/// <param name="To">Up to when it looked, UTC; nothing later was known to it.</param>
/// <param name="P">The p-value after multiple tests, or null where the rule tests nothing.</param>
/// <param name="Figures">The numbers that it saw.</param>
public sealed record Sighting(
    string Subject,
    string? Category,
    string Area,
    Spot? Spot,
    long? Matter,
    string? Owner,
    DateTimeOffset Since,
    DateTimeOffset From,
    DateTimeOffset To,
    double? P,
    ImmutableArray<Figure> Figures
);

/// <summary>A place no finer than a building.</summary>
/// <param name="Building">Estate and building where all lie in one, else null.</param>
/// <param name="Latitude">Of the middle, rounded to about fifty metres.</param>
/// <param name="Longitude">Of the middle, rounded alike.</param>
/// <param name="Metres">How far around.</param>
public sealed record Spot(string? Building, double Latitude, double Longitude, double Metres)
{
    internal Places.Position Position => Places.Position.At(Latitude, Longitude);
}

/// <summary>One number that a rule saw.</summary>
public sealed record Figure(FigureOf What, double Value);

/// <summary>What a number of a card is.</summary>
public enum FigureOf
{
    /// <summary>Matters seen.</summary>
    Matters,

    /// <summary>Matters that chance alone would explain.</summary>
    Expected,

    /// <summary>Seen over expected.</summary>
    TimesExpected,

    /// <summary>The most that ordinary ups and downs explain.</summary>
    UpperLimit,

    /// <summary>Matters in the latest stretch.</summary>
    Lately,

    /// <summary>Matters in the stretch before it.</summary>
    Before,

    /// <summary>Days of silence.</summary>
    QuietDays,

    /// <summary>Time limits that passed.</summary>
    TimesOverdue,

    /// <summary>People who joined within the rule's days.</summary>
    JoinedLately,

    /// <summary>Everybody who takes part.</summary>
    Affected,

    /// <summary>Categories or areas that were looked at together.</summary>
    Looked,

    /// <summary>Threats recorded in the matter so far.</summary>
    Threats,
}

/// <summary>
/// Something that happened to a card, in the past tense. Appended and never edited; the type's name is its name in the
/// history.
/// </summary>
public abstract record CardFact
{
    /// <summary>The card after this fact; before the first there is none.</summary>
    public abstract Card Apply(Card? card);

    /// <summary>For a bug only: the fact does not fit the state.</summary>
    protected InvalidOperationException DoesNotFit(Card? card) =>
        new($"{GetType().Name} cannot follow {card?.Stage.ToString() ?? "nothing"}");
}

/// <summary>What a decision about a card came to.</summary>
/// <param name="Fact">What happened, or null.</param>
/// <param name="Why">Why it cannot be, or null.</param>
public readonly record struct CardDecision(CardFact? Fact, Refusal? Why)
{
    /// <summary>It is so.</summary>
    public static implicit operator CardDecision(CardFact fact) => new(fact, null);

    /// <summary>It cannot be.</summary>
    public static implicit operator CardDecision(Refusal why) => new(null, why);
}
