using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Cards;

/// <summary>
/// When a card is raised, as data: effective-dated, readable, with what would make it wrong. The sentences hold the numbers
/// as <c>{name}</c> and are shown with them filled in, so that what is said and what is computed cannot differ.
/// </summary>
/// <param name="Code">Stable code.</param>
/// <param name="Version">1, 2, 3 …</param>
/// <param name="ValidFrom">First local day on which it looks.</param>
/// <param name="About">Whether it is about places or about single matters.</param>
/// <param name="Method">How it looks.</param>
/// <param name="Name">Its name.</param>
/// <param name="Says">The rule in plain words.</param>
/// <param name="Wrong">What would make a card wrong.</param>
/// <param name="Right">When, in a replay of history, an alarm counts as right.</param>
/// <param name="Source">Where it comes from, as officers read it.</param>
/// <param name="Owner">Whose card it becomes.</param>
/// <param name="ExpiresAfterDays">After so many days nobody needs to act on the card any more.</param>
/// <param name="Kinds">The kinds of matters that it looks at.</param>
/// <param name="Numbers">Its numbers by name; lengths in days or metres, levels as shares.</param>
/// <param name="ValidTo">Last local day, or null.</param>
public sealed partial record CardRule(
    string Code,
    int Version,
    DateOnly ValidFrom,
    CardAbout About,
    CardMethod Method,
    SaidInBoth Name,
    SaidInBoth Says,
    SaidInBoth Wrong,
    SaidInBoth Right,
    SaidInBoth Source,
    CardOwner Owner,
    int ExpiresAfterDays,
    ImmutableArray<Kind> Kinds,
    ImmutableDictionary<string, double> Numbers,
    DateOnly? ValidTo = null
)
{
    /// <summary>A number of the rule.</summary>
    /// <exception cref="KeyNotFoundException">The rule has no such number: its file is checked for that at the start.</exception>
    public double this[string name] => Numbers[name];

    /// <summary>The number as a whole one.</summary>
    public int Whole(string name) => (int)Numbers[name];

    /// <summary>How long after an alarm it is judged.</summary>
    public TimeSpan Horizon => TimeSpan.FromDays(Numbers["horizon"]);

    /// <summary>Whether it looks on that local day.</summary>
    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    /// <summary>One of its sentences with the numbers filled in.</summary>
    public Bilingual Filled(SaidInBoth said) => new(Filled(said.Zh), Filled(said.En));

    /// <summary>The numbers that the method needs.</summary>
    public static ImmutableArray<string> NumbersOf(CardMethod method) =>
        method switch
        {
            CardMethod.Scan => ["days", "radius", "fewest", "level", "replicas", "longest", "horizon", "again"],
            CardMethod.NearRepeat => ["days", "radius", "within", "ratio", "fewest", "level", "replicas", "horizon", "again"],
            CardMethod.Outbreak => ["fewest", "baseline", "level", "horizon", "again"],
            CardMethod.HotIssue => ["days", "radius", "fewest", "recent", "growth", "horizon", "again"],
            CardMethod.Silence or CardMethod.UnsatisfiedVerdict or CardMethod.RecordedThreat => ["days", "horizon"],
            CardMethod.RepeatedOverdue => ["days", "times", "fresh", "horizon"],
            CardMethod.GrowingNumber => ["days", "fewest", "horizon"],
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    internal IEnumerable<string> NumbersSaid() =>
        new[] { Says, Wrong, Right }
            .SelectMany(said => new[] { said.Zh, said.En })
            .SelectMany(text => Hole().Matches(text).Select(m => m.Groups[1].Value));

    private string Filled(string text) =>
        Hole().Replace(text, hole => Numbers[hole.Groups[1].Value].ToString("0.####", CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Hole();
}

/// <summary>A text of a data file in both languages; <see cref="Bilingual"/> with names that JSON keeps.</summary>
public sealed record SaidInBoth(string Zh, string En)
{
    /// <summary>The same for pages.</summary>
    public Bilingual Said => new(Zh, En);
}

/// <summary>What a card is about. Never a person.</summary>
public enum CardAbout
{
    /// <summary>A place no finer than a building, or an area.</summary>
    Place,

    /// <summary>One matter.</summary>
    Matter,
}

/// <summary>How a rule looks.</summary>
public enum CardMethod
{
    /// <summary>Space-time scan.</summary>
    Scan,

    /// <summary>Near repeat.</summary>
    NearRepeat,

    /// <summary>A week's count above its limit.</summary>
    Outbreak,

    /// <summary>Similar texts close in place and time.</summary>
    HotIssue,

    /// <summary>Nobody does anything.</summary>
    Silence,

    /// <summary>Time limits pass again and again.</summary>
    RepeatedOverdue,

    /// <summary>More people join.</summary>
    GrowingNumber,

    /// <summary>A verdict has a "no".</summary>
    UnsatisfiedVerdict,

    /// <summary>Staff recorded a threat.</summary>
    RecordedThreat,
}

/// <summary>Whose card it becomes.</summary>
public enum CardOwner
{
    /// <summary>The unit that owns new matters of the category in the area.</summary>
    CategoryOwner,

    /// <summary>The matter's owner.</summary>
    Owner,

    /// <summary>The unit above the matter's owner, or the fallback where there is none.</summary>
    UnitAbove,

    /// <summary>The unit that reviews the owner's work.</summary>
    Reviewer,
}
