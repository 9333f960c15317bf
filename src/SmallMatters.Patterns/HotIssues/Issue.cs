using System.Numerics;

namespace SmallMatters.Patterns.HotIssues;

/// <summary>A gram of a message with its weight; the weights of a message have the length one.</summary>
internal readonly record struct Term(ulong Hash, double Weight, string Gram);

/// <summary>A message as it is compared.</summary>
internal sealed class Entry(IssueMessage message, Term[] vector)
{
    public IssueMessage Message { get; } = message;

    public Term[] Vector { get; } = vector;

    public int Issue { get; set; }

    /// <summary>Keys of its bands: the least of the mixed hashes of its telling grams, in pairs.</summary>
    public ulong[] Keys { get; } = MakeKeys(vector);

    private const int Bands = 48;
    private const int TellingGrams = 24;

    private static ulong[] MakeKeys(Term[] vector)
    {
        var telling = vector.AsSpan(0, Math.Min(TellingGrams, vector.Length));
        if (telling.IsEmpty)
        {
            return [];
        }
        var keys = new HashSet<ulong>();
        for (var band = 0; band < Bands; band++)
        {
            ulong first = ulong.MaxValue,
                second = ulong.MaxValue;
            foreach (var term in telling)
            {
                first = Math.Min(first, Grams.Mix(term.Hash + (ulong)(2 * band + 1) * 0x9E3779B97F4A7C15UL));
                second = Math.Min(second, Grams.Mix(term.Hash + (ulong)(2 * band + 2) * 0x9E3779B97F4A7C15UL));
            }
            // The first half of the bands asks for one common minimum, the second for two: wide, then narrow.
            keys.Add(Grams.Mix((band < Bands / 2 ? first : first ^ BitOperations.RotateLeft(second, 21)) + (ulong)band));
        }
        return [.. keys];
    }
}

/// <summary>An issue as the sum of its messages.</summary>
internal sealed class Issue(int number)
{
    private const int ProfileSize = 400;
    private readonly Dictionary<ulong, double> profile = [];
    private double norm2;

    public int Number { get; } = number;

    public List<int> Members { get; } = [];

    public int MergedInto { get; set; } = -1;

    public double FirstDay { get; private set; } = double.PositiveInfinity;

    public double LastDay { get; private set; } = double.NegativeInfinity;

    public (double X, double Y)? Middle { get; private set; }

    private int placed;

    public void Take(int index, Entry entry)
    {
        Members.Add(index);
        Change(entry.Vector, 1);
        FirstDay = Math.Min(FirstDay, entry.Message.Day);
        LastDay = Math.Max(LastDay, entry.Message.Day);
        if (entry.Message.Place is { } place)
        {
            placed++;
            var (x, y) = Middle ?? place;
            Middle = (x + (place.X - x) / placed, y + (place.Y - y) / placed);
        }
    }

    public void Remove(int index, Entry entry)
    {
        Members.Remove(index);
        Change(entry.Vector, -1);
    }

    public double Cosine(Term[] vector) => norm2 <= 0 ? 0 : Dot(vector) / Math.Sqrt(norm2);

    /// <summary>Cosine with the profile of the other members.</summary>
    public double CosineWithout(Term[] vector)
    {
        var dot = Dot(vector);
        var rest = norm2 - 2 * dot + 1;
        return rest <= 1e-9 ? 0 : (dot - 1) / Math.Sqrt(rest);
    }

    public double Cosine(Issue other)
    {
        var (small, large) = profile.Count <= other.profile.Count ? (this, other) : (other, this);
        var dot = 0.0;
        foreach (var (gram, weight) in small.profile)
        {
            dot += weight * large.profile.GetValueOrDefault(gram);
        }
        return dot / Math.Sqrt(norm2 * other.norm2);
    }

    public IEnumerable<ulong> Strongest(int count) =>
        profile.OrderByDescending(p => p.Value).ThenBy(p => p.Key).Take(count).Select(p => p.Key);

    private double Dot(Term[] vector)
    {
        var dot = 0.0;
        foreach (var term in vector)
        {
            dot += term.Weight * profile.GetValueOrDefault(term.Hash);
        }
        return dot;
    }

    private void Change(Term[] vector, int sign)
    {
        foreach (var term in vector)
        {
            var old = profile.GetValueOrDefault(term.Hash);
            var changed = old + sign * term.Weight;
            norm2 += changed * changed - old * old;
            if (changed <= 1e-12)
            {
                profile.Remove(term.Hash);
            }
            else
            {
                profile[term.Hash] = changed;
            }
        }
        if (profile.Count > 2 * ProfileSize)
        {
            Trim();
        }
    }

    // Weak grams of a large issue cost time and decide nothing.
    private void Trim()
    {
        foreach (
            var gram in profile.OrderByDescending(p => p.Value).ThenBy(p => p.Key).Skip(ProfileSize).Select(p => p.Key).ToList()
        )
        {
            profile.Remove(gram);
        }
        norm2 = profile.Values.Sum(v => v * v);
    }
}
