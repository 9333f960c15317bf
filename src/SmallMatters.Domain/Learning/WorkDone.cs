using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Learning;

/// <summary>What an after-action note is about: one closing of a matter, or a convening. It holds nothing that a resident wrote.</summary>
/// <param name="Of">What it is, as a key: <c>matter</c> and its reference, or <c>convening</c> and its key; then which closing.</param>
/// <param name="Area">Area code.</param>
/// <param name="Matters">References of the matters, as numbers.</param>
/// <param name="Units">Codes of the units that owned it or had a part in it.</param>
/// <param name="IsClosed">Whether it is closed and nobody decides on reopening it.</param>
/// <param name="MayBeTold">Whether anything may be told of it beside its own record.</param>
public sealed record WorkDone(
    string Of,
    string Area,
    ImmutableArray<long> Matters,
    ImmutableArray<string> Units,
    bool IsClosed,
    bool MayBeTold
)
{
    /// <summary>A matter. Nothing is told of conduct, nor of disputes: what was said in mediation is used nowhere else (SPEC §16).</summary>
    /// <param name="number">Its reference.</param>
    /// <param name="kind">What the resident wants.</param>
    /// <param name="stage">Where it stands.</param>
    /// <param name="area">Area code.</param>
    /// <param name="owner">Code of its owner.</param>
    /// <param name="parts">The units that were asked for a part, and where each stands.</param>
    /// <param name="reopenings">How often it was dealt with again.</param>
    public static WorkDone OfMatter(
        long number,
        Kind kind,
        Stage stage,
        string area,
        string owner,
        IEnumerable<(string Unit, PartState State)> parts,
        int reopenings
    ) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"matter {number} {reopenings}"),
            area,
            [number],
            [
                .. parts
                    .Where(p => p.State is not (PartState.Asked or PartState.Returned))
                    .Select(p => p.Unit)
                    .Prepend(owner)
                    .Distinct(),
            ],
            stage is Stage.Closed or Stage.Settled,
            kind is not (Kind.Conduct or Kind.Dispute)
        );

    /// <summary>A convening that was held or called off, with the units that were called and not excused.</summary>
    public static WorkDone OfConvening(Convening it) =>
        new(
            $"convening {it.Key:N}",
            it.At,
            it.About,
            [.. it.Calls.Where(c => c.State != CallState.Excused).Select(c => c.Unit).Prepend(it.Lead).Distinct()],
            it.Stage != ConveningStage.Called,
            true
        );

    /// <summary>The key of a unit's note about it: it follows from both, so that a unit writes one.</summary>
    public Guid KeyFor(string unit) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"after-action {Of} {unit}")).AsSpan(0, 16));
}
