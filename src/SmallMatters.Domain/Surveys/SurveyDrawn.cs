using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace SmallMatters.Domain.Surveys;

/// <summary>An address that may be drawn: a dwelling, never a person.</summary>
/// <param name="Area">Code of its area.</param>
/// <param name="Text">As a letter is addressed.</param>
public sealed record SurveyAddress(string Area, string Text);

/// <summary>One stratum of a draw.</summary>
/// <param name="Area">Code of the area.</param>
/// <param name="Frame">How many addresses could be drawn.</param>
/// <param name="Drawn">How many were.</param>
public sealed record SurveyArea(string Area, int Frame, int Drawn);

/// <summary>
/// The addresses of a wave were drawn. Who has the frame can redo it: within an area those come first whose SHA-256 over the seed, a
/// bar and the address is smallest as hexadecimal.
/// </summary>
/// <param name="Rules">Version of the rules.</param>
/// <param name="Seed">Drawn by the machine in the moment of the draw, hexadecimal.</param>
/// <param name="FrameHash">SHA-256 over area, tab, address and a line feed of the whole frame, sorted; hexadecimal.</param>
/// <param name="Areas">The strata, by area.</param>
public sealed record SurveyDrawn(int Rules, string Seed, string FrameHash, ImmutableArray<SurveyArea> Areas)
{
    /// <summary>How many letters it makes.</summary>
    public int Letters => Areas.Sum(a => a.Drawn);

    /// <summary>Draws from a frame, in which no address stands twice.</summary>
    /// <returns>The record of it, and what was drawn, by area.</returns>
    public static (SurveyDrawn Draw, ImmutableArray<SurveyAddress> Drawn) From(
        IReadOnlyCollection<SurveyAddress> frame,
        string seed,
        SurveyRules rules
    )
    {
        var areas = frame
            .GroupBy(a => a.Area)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new SurveyArea(g.Key, g.Count(), rules.Of(g.Count())))
            .ToImmutableArray();
        return (new SurveyDrawn(rules.Version, seed, HashOf(frame), areas), Taken(frame, seed, areas));
    }

    /// <summary>Draws again by what was kept.</summary>
    /// <returns>What is drawn; null when the frame is not the one that was drawn from.</returns>
    public ImmutableArray<SurveyAddress>? Again(IReadOnlyCollection<SurveyAddress> frame) =>
        HashOf(frame) == FrameHash ? Taken(frame, Seed, Areas) : null;

    private static ImmutableArray<SurveyAddress> Taken(
        IReadOnlyCollection<SurveyAddress> frame,
        string seed,
        ImmutableArray<SurveyArea> areas
    )
    {
        var byArea = frame.ToLookup(a => a.Area);
        return
        [
            .. areas.SelectMany(a => byArea[a.Area].OrderBy(x => Hash($"{seed}|{x.Text}"), StringComparer.Ordinal).Take(a.Drawn)),
        ];
    }

    private static string HashOf(IEnumerable<SurveyAddress> frame) =>
        Hash(string.Concat(frame.Select(a => $"{a.Area}\t{a.Text}\n").Order(StringComparer.Ordinal)));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
