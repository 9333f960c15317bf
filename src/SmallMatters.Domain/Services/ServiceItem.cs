using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Services;

/// <summary>
/// A service (服务事项) of the catalogue: what is needed, where, what it costs, and whether it is done at the window or at the
/// resident's door. Its unit edits it; what it said stays in its facts.
/// </summary>
public abstract record ServiceItem(ServiceFile File)
{
    private ServiceItem(ServiceFile file, bool _)
        : this(file) { }

    /// <summary>Offered to everybody.</summary>
    public sealed record Offered(ServiceFile File) : ServiceItem(File, true);

    /// <summary>Not offered any more, with the reason.</summary>
    public sealed record Withdrawn(ServiceFile File, string Words) : ServiceItem(File, true);
}

/// <summary>What every state of a service has.</summary>
/// <param name="Id">Key.</param>
/// <param name="Unit">Code of the unit that renders and edits it.</param>
/// <param name="Version">1, 2, 3 …: which of its versions this is.</param>
/// <param name="Sheet">What it says now.</param>
/// <param name="ChangedAt">Since when, UTC.</param>
public sealed record ServiceFile(Guid Id, string Unit, int Version, ServiceSheet Sheet, DateTimeOffset ChangedAt);

/// <summary>What a service says. Where English was not written the Chinese stands in its place.</summary>
/// <param name="Name">What it is called, up to 60 characters.</param>
/// <param name="Conditions">Who may have it.</param>
/// <param name="Papers">What to bring.</param>
/// <param name="Place">Where it is done.</param>
/// <param name="Fee">What it costs; free services say so.</param>
/// <param name="Category">Code of the category under which it is asked for, and from whose history its times come.</param>
/// <param name="AtWindow">Done at the window.</param>
/// <param name="AtDoor">Done at the resident's door.</param>
public sealed record ServiceSheet(
    Bilingual Name,
    Bilingual Conditions,
    Bilingual Papers,
    Bilingual Place,
    Bilingual Fee,
    string Category,
    bool AtWindow,
    bool AtDoor
)
{
    /// <summary>Whether it is done in a way.</summary>
    public bool Offers(ServiceWay way) => way == ServiceWay.Door ? AtDoor : AtWindow;

    /// <summary>Keys of the services that it is made of, in the order in which they are shown; empty for a service that is no bundle.</summary>
    public ImmutableArray<Guid> Parts { get; init; } = [];

    /// <summary>Whether it is a bundle (一件事) of other services.</summary>
    public bool IsBundle() => !Parts.IsDefaultOrEmpty;

    /// <summary>Two sheets are equal when all that they say is.</summary>
    public bool Equals(ServiceSheet? other) =>
        other is not null
        && (Name, Conditions, Papers, Place, Fee) == (other.Name, other.Conditions, other.Papers, other.Place, other.Fee)
        && (Category, AtWindow, AtDoor) == (other.Category, other.AtWindow, other.AtDoor)
        && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Category, AtWindow, AtDoor, Parts.Length);
}

/// <summary>Where a service is rendered.</summary>
public enum ServiceWay
{
    /// <summary>窗口.</summary>
    Window,

    /// <summary>上门.</summary>
    Door,
}

/// <summary>Something that happened to a service.</summary>
public abstract record ServiceFact
{
    /// <summary>The service after it.</summary>
    /// <exception cref="InvalidOperationException">It does not fit the state: the chain is damaged.</exception>
    public abstract ServiceItem Apply(ServiceItem? item);

    /// <summary>What a fact that does not fit throws.</summary>
    protected InvalidOperationException DoesNotFit(ServiceItem? item) =>
        new($"{GetType().Name} does not fit a service that is {item?.GetType().Name ?? "not there"}");
}

/// <summary>What came of a decision.</summary>
public sealed record ServiceDecision(ServiceFact? Fact, Refusal? Why)
{
    /// <summary>A fact is a decision.</summary>
    public static implicit operator ServiceDecision(ServiceFact fact) => new(fact, null);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator ServiceDecision(Refusal why) => new(null, why);
}
