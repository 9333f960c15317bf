namespace SmallMatters.Patterns.HotIssues;

/// <summary>An issue as the sum of its messages. One of a single message is that message and needs no table.</summary>
internal sealed class Issue(int number)
{
    private const int ProfileSize = 400;
    private Term[] only = [];
    private GramTable<double>? profile;
    private double norm2;
    private int placed;

    public int Number { get; } = number;

    public List<int> Members { get; } = new(1);

    public int MergedInto { get; set; } = -1;

    public double FirstDay { get; private set; } = double.PositiveInfinity;

    public double LastDay { get; private set; } = double.NegativeInfinity;

    public (double X, double Y)? Middle { get; private set; }

    public void Take(int index, Entry entry)
    {
        Members.Add(index);
        if (Members.Count == 1 && profile is null)
        {
            only = entry.Vector;
            norm2 = only.Sum(t => (double)t.Weight * t.Weight);
        }
        else
        {
            Change(entry.Vector, 1);
        }
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

    public double Cosine(Probe probe) => norm2 <= 0 ? 0 : Dot(probe) / Math.Sqrt(norm2);

    /// <summary>Cosine with the profile of the other members.</summary>
    public double CosineWithout(Probe probe)
    {
        var dot = Dot(probe);
        var rest = norm2 - 2 * dot + probe.Norm2;
        return rest <= 1e-9 ? 0 : (dot - probe.Norm2) / Math.Sqrt(rest);
    }

    public double Cosine(Issue other)
    {
        var (small, large) = (Profile(), other.Profile());
        (small, large) = small.Count <= large.Count ? (small, large) : (large, small);
        var dot = 0.0;
        foreach (var (gram, weight) in small.All())
        {
            dot += weight * large.Get(gram);
        }
        return dot / Math.Sqrt(norm2 * other.norm2);
    }

    public IEnumerable<ulong> Strongest(int count) =>
        Profile()
            .All()
            .Where(p => p.Value > 0)
            .OrderByDescending(p => p.Value)
            .ThenBy(p => p.Hash)
            .Take(count)
            .Select(p => p.Hash);

    private GramTable<double> Profile()
    {
        if (profile is null)
        {
            profile = new GramTable<double>(256);
            foreach (var term in only)
            {
                profile.At(term.Hash) = term.Weight;
            }
            only = [];
        }
        return profile;
    }

    private double Dot(Probe probe)
    {
        var dot = 0.0;
        if (profile is null)
        {
            foreach (var term in only)
            {
                dot += term.Weight * probe.WeightOf(term.Hash);
            }
            return dot;
        }
        foreach (var term in probe.Vector)
        {
            dot += term.Weight * profile.Get(term.Hash);
        }
        return dot;
    }

    private void Change(Term[] vector, int sign)
    {
        var sums = Profile();
        foreach (var term in vector)
        {
            ref var sum = ref sums.At(term.Hash);
            var changed = sum + sign * term.Weight;
            // What is left of a gram that nobody says any more is rounding.
            changed = changed <= 1e-9 ? 0 : changed;
            norm2 += changed * changed - sum * sum;
            sum = changed;
        }
        if (sums.Count > 2 * ProfileSize)
        {
            Trim();
        }
    }

    // Weak grams of a large issue cost time and decide nothing.
    private void Trim()
    {
        var kept = Profile().All().OrderByDescending(p => p.Value).ThenBy(p => p.Hash).Take(ProfileSize).ToList();
        profile!.Clear();
        foreach (var (hash, weight) in kept)
        {
            profile.At(hash) = weight;
        }
        norm2 = kept.Sum(p => p.Value * p.Value);
    }
}
