using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Units;

/// <summary>
/// The outside partners (外部协办单位) of a jurisdiction: a property company, a utility, a hospital. They are asked for parts and
/// own no matter. The register is made of facts; its version is the number of the last one.
/// </summary>
/// <param name="All">Every partner, ended ones among them, in the order of their adding.</param>
/// <param name="Version">Number of the last fact; 0 while there is none.</param>
public sealed record PartnerRegister(ImmutableArray<Partner> All, int Version)
{
    /// <summary>Nobody.</summary>
    public static PartnerRegister Empty { get; } = new([], 0);

    /// <summary>The register after facts, in their order.</summary>
    public static PartnerRegister After(IEnumerable<PartnerFact> facts) =>
        facts.Aggregate(Empty, (register, fact) => fact.Apply(register) with { Version = register.Version + 1 });

    /// <summary>The partner of a code, ended or not; null when there is none.</summary>
    public Partner? Find(string code) => All.FirstOrDefault(p => p.Code == code);

    /// <summary>Those who may be asked on a local day.</summary>
    public IEnumerable<Partner> On(DateOnly day) => All.Where(p => p.HoldsOn(day));
}

/// <summary>An outside partner (外部协办单位): a unit without accounts here.</summary>
/// <param name="Code">Stable code, distinct from every unit's.</param>
/// <param name="Name">Its name, which residents read.</param>
/// <param name="KeptBy">Code of the unit that looks after the partner: what the partner leaves overdue goes up from there.</param>
/// <param name="Since">First local day on which it may be asked.</param>
/// <param name="EndedOn">The local day since which it is not asked any more, or null.</param>
public sealed record Partner(string Code, Bilingual Name, string KeptBy, DateOnly Since, DateOnly? EndedOn = null)
{
    /// <summary>Whether it may be asked on that local day. What it has in hand it may answer after that.</summary>
    public bool HoldsOn(DateOnly day) => Since <= day && (EndedOn is null || day < EndedOn);
}
