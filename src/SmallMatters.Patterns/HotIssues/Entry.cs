using System.Numerics;

namespace SmallMatters.Patterns.HotIssues;

/// <summary>A gram of a message with its weight and where it first stands; the weights of a message have the length one at most.</summary>
internal readonly record struct Term(ulong Hash, float Weight, int At);

/// <summary>A message as it is compared.</summary>
internal sealed class Entry(IssueMessage message, Term[] vector)
{
    private const int Bands = 48;
    private const int TellingGrams = 24;

    public IssueMessage Message { get; } = message;

    public Term[] Vector { get; } = vector;

    public int Issue { get; set; }

    /// <summary>Keys of its bands: the least of the mixed hashes of its telling grams, alone or in pairs.</summary>
    public ulong[] Keys { get; } = MakeKeys(vector);

    private static ulong[] MakeKeys(Term[] vector)
    {
        var telling = vector.AsSpan(0, Math.Min(TellingGrams, vector.Length));
        if (telling.IsEmpty)
        {
            return [];
        }
        var keys = new ulong[Bands];
        for (var band = 0; band < Bands; band++)
        {
            var least = Least(telling, 2 * band + 1);
            // The first half of the bands asks for one common minimum, the second for two: wide, then narrow.
            if (band >= Bands / 2)
            {
                least ^= BitOperations.RotateLeft(Least(telling, 2 * band + 2), 21);
            }
            keys[band] = Math.Max(1, Grams.Mix(least + (ulong)band));
        }
        return keys;
    }

    private static ulong Least(ReadOnlySpan<Term> telling, int number)
    {
        var least = ulong.MaxValue;
        foreach (var term in telling)
        {
            least = Math.Min(least, Grams.Mix(term.Hash + (ulong)number * 0x9E3779B97F4A7C15UL));
        }
        return least;
    }
}
