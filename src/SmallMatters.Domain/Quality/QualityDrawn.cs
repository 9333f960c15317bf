using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.Satisfaction;

namespace SmallMatters.Domain.Quality;

/// <summary>One reading of an answer.</summary>
/// <param name="Closing">Which closing.</param>
/// <param name="Second">Whether it is the second reading of the same.</param>
public sealed record QualityReading(CallCandidate Closing, bool Second);

/// <summary>What is kept of drawing answers.</summary>
public abstract record DrawOfQuality;

/// <summary>
/// The answers of a month that are to be read were drawn: a systematic sample of the ordered frame (Cochran, Sampling Techniques, 3rd ed.
/// 1977, ch. 8), in which every closing has the same chance. Who has the frame can redo it: it is ordered by unit, category and the
/// SHA-256 over the seed, a bar and the key (reference, dash, which closing); those at the places Start, Start + Step, … counted from 0 are drawn.
/// </summary>
/// <param name="Rules">Version of the rules.</param>
/// <param name="Seed">Drawn by the machine in the moment of the draw, hexadecimal.</param>
/// <param name="FrameHash">SHA-256 over all keys of the frame, sorted, a line feed after each; hexadecimal.</param>
/// <param name="Frame">How many closings could be drawn.</param>
/// <param name="Step">Every how-many-th was drawn.</param>
/// <param name="Start">The place of the first, from the seed.</param>
/// <param name="Drawn">How many were drawn.</param>
public sealed record QualityDrawn(int Rules, string Seed, string FrameHash, int Frame, int Step, int Start, int Drawn)
    : DrawOfQuality
{
    /// <summary>Draws from a frame.</summary>
    /// <returns>
    /// The record of it, and the readings in the order of the list, in which nothing tells whether a closing is read twice.
    /// </returns>
    public static (QualityDrawn Draw, IReadOnlyList<QualityReading> Readings) From(
        IReadOnlyCollection<CallCandidate> frame,
        string seed,
        QualityRules rules
    )
    {
        var ordered = frame
            .OrderBy(c => c.Unit, StringComparer.Ordinal)
            .ThenBy(c => c.Category, StringComparer.Ordinal)
            .ThenBy(c => CallsDrawn.RankOf(seed, c.Key), StringComparer.Ordinal)
            .ToList();
        var step = rules.StepOf(frame.Count);
        var start = Below(seed, "start", step);
        var drawn = ordered.Where((_, place) => place % step == start).ToList();
        // Those read twice are spread over the drawn ones in the same way.
        var second = Below(seed, "second", rules.SecondEvery);
        var keys = string.Concat(frame.Select(c => c.Key).Order(StringComparer.Ordinal).Select(k => $"{k}\n"));
        return (
            new QualityDrawn(rules.Version, seed, Hash(keys), frame.Count, step, start, drawn.Count),
            [
                .. drawn
                    .Select(c => new QualityReading(c, false))
                    .Concat(
                        drawn.Where((_, place) => place % rules.SecondEvery == second).Select(c => new QualityReading(c, true))
                    )
                    .OrderBy(r => CallsDrawn.RankOf(seed, $"{r.Closing.Key} {r.Second}"), StringComparer.Ordinal),
            ]
        );
    }

    // The first eight bytes of a hash, as a number, leave nothing that matters to chance when divided by a few hundred.
    private static int Below(string seed, string what, int limit) =>
        (int)(ulong.Parse(Hash($"{seed}|{what}")[..16], NumberStyles.HexNumber, CultureInfo.InvariantCulture) % (ulong)limit);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
