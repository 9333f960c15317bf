using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace SmallMatters.Domain.Satisfaction;

/// <summary>A closing that may be drawn.</summary>
/// <param name="Reference">The matter's reference, as a number.</param>
/// <param name="Nth">Which of its closings: 0 for the first.</param>
/// <param name="Unit">Code of the unit that closed it.</param>
/// <param name="Category">Code of its category.</param>
public sealed record CallCandidate(long Reference, int Nth, string Unit, string Category)
{
    /// <summary>By what it is drawn.</summary>
    public string Key => $"{Reference}-{Nth}";
}

/// <summary>One stratum of a draw.</summary>
/// <param name="Unit">Code of the unit that closed.</param>
/// <param name="Category">Code of the category.</param>
/// <param name="Frame">How many closings could be drawn.</param>
/// <param name="Drawn">How many were.</param>
public sealed record CallStratum(string Unit, string Category, int Frame, int Drawn);

/// <summary>What is kept of drawing.</summary>
public abstract record DrawOfCalls;

/// <summary>
/// The satisfaction calls of a month were drawn. Who has the frame can redo it: within a stratum those come first whose SHA-256
/// over the seed, a bar and the key (reference, dash, which closing) is smallest as hexadecimal.
/// </summary>
/// <param name="Rules">Version of the rules.</param>
/// <param name="Seed">Drawn by the machine in the moment of the draw, hexadecimal.</param>
/// <param name="FrameHash">SHA-256 over all keys of the frame, sorted, a line feed after each; hexadecimal.</param>
/// <param name="Strata">The strata, by unit and category.</param>
public sealed record CallsDrawn(int Rules, string Seed, string FrameHash, ImmutableArray<CallStratum> Strata) : DrawOfCalls
{
    /// <summary>Draws from a frame.</summary>
    /// <returns>The record of it, and what was drawn with its stratum.</returns>
    public static (CallsDrawn Draw, ImmutableArray<(CallCandidate Closing, CallStratum Stratum)> Drawn) From(
        IReadOnlyCollection<CallCandidate> frame,
        string seed,
        CallRules rules
    )
    {
        var drawn = ImmutableArray.CreateBuilder<(CallCandidate, CallStratum)>();
        var strata = ImmutableArray.CreateBuilder<CallStratum>();
        foreach (
            var group in frame
                .GroupBy(c => (c.Unit, c.Category))
                .OrderBy(g => g.Key.Unit, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Category, StringComparer.Ordinal)
        )
        {
            var size = group.Count();
            var stratum = new CallStratum(group.Key.Unit, group.Key.Category, size, rules.Of(size));
            strata.Add(stratum);
            drawn.AddRange(
                group.OrderBy(c => RankOf(seed, c.Key), StringComparer.Ordinal).Take(stratum.Drawn).Select(c => (c, stratum))
            );
        }
        var keys = string.Concat(frame.Select(c => c.Key).Order(StringComparer.Ordinal).Select(k => $"{k}\n"));
        return (new CallsDrawn(rules.Version, seed, Hash(keys), strata.ToImmutable()), drawn.ToImmutable());
    }

    /// <summary>What a draw orders by: the smallest come first. Who has the seed and the keys can do a draw again.</summary>
    internal static string RankOf(string seed, string key) => Hash($"{seed}|{key}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
