using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Hazards;

/// <summary>
/// A share of a unit's premises was drawn at random for the month, so that what nobody looks at stays measurable. Anybody can redo it: of
/// the list, those come first whose SHA-256 of the seed, a bar and the code is smallest as hexadecimal.
/// </summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Month">The first local day of the month.</param>
/// <param name="Seed">Drawn by the machine when the draw was made, hexadecimal.</param>
/// <param name="Share">The share, 0 to 1; the number is rounded up.</param>
/// <param name="From">Codes of all premises of the unit then, in order.</param>
/// <param name="Drawn">Codes of those that were drawn, as they came.</param>
public sealed record InspectionsDrawn(
    string Unit,
    DateOnly Month,
    string Seed,
    double Share,
    ImmutableArray<string> From,
    ImmutableArray<string> Drawn
) : InspectionFact
{
    /// <summary>The draw of a seed from a list.</summary>
    public static ImmutableArray<string> Of(string seed, IReadOnlyCollection<string> from, double share) =>
        [
            .. from.OrderBy(
                    code => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{code}"))),
                    StringComparer.Ordinal
                )
                .Take((int)Math.Ceiling(from.Count * share)),
        ];
}

/// <summary>Decides on the draw of a month.</summary>
public static class DrawInspectionsRule
{
    /// <summary>A supervisor has the month's share of the unit's premises drawn, once.</summary>
    /// <param name="from">Codes of all premises of the unit on the register.</param>
    /// <param name="seed">A seed that the machine drew.</param>
    /// <param name="done">Whether the month was drawn already.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="rules">The share.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">When, UTC.</param>
    public static (InspectionsDrawn? Fact, Refusal? Why) Decide(
        IReadOnlyCollection<string> from,
        string seed,
        bool done,
        Actor.Staff by,
        HazardRules rules,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!by.Is(StaffRole.Supervisor))
        {
            return (null, Refusal.Of("draw-by-supervisor", "抽查由负责人发起。", "A supervisor has the draw made."));
        }
        if (done)
        {
            return (
                null,
                Refusal.Of("drawn-already", "本月已经抽过，不能重抽。", "This month was drawn already and is not drawn again.")
            );
        }
        if (from.Count == 0)
        {
            return (null, Refusal.Of("nothing-to-draw", "本单位没有登记的场所。", "Your unit has no premises on the register."));
        }
        var today = jurisdiction.Calendar.DayOf(now);
        ImmutableArray<string> list = [.. from.Order(StringComparer.Ordinal)];
        return (
            new InspectionsDrawn(
                by.Unit,
                new DateOnly(today.Year, today.Month, 1),
                seed,
                rules.DrawShare,
                list,
                InspectionsDrawn.Of(seed, list, rules.DrawShare)
            ),
            null
        );
    }
}
