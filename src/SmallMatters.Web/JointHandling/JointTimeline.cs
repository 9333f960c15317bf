using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Web.JointHandling;

/// <summary>The facts of a joint file, to be shown.</summary>
public sealed record JointTimeline(
    IEnumerable<KeptFact<JointFact>> Facts,
    IReadOnlyDictionary<Guid, string> Names,
    Jurisdiction Jurisdiction
);

/// <summary>The matters that a joint file is about, to be shown.</summary>
public sealed record MattersShown(IReadOnlyList<MatterBeside> Matters, Jurisdiction Jurisdiction);

/// <summary>Clocks that wait for a unit, to be shown.</summary>
public sealed record DutiesShown(IReadOnlyList<DutyLine> Duties, string Unit, DateTimeOffset Now, Jurisdiction Jurisdiction);

/// <summary>A running clock, to be shown with how urgent it is.</summary>
public sealed record DueShown(DateTimeOffset DueAt, DateTimeOffset Now, Jurisdiction Jurisdiction);
