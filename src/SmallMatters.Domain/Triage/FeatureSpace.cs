namespace SmallMatters.Domain.Triage;

/// <summary>
/// The pieces of text the model knows, each with the number of examples it occurred in. A message becomes a vector of
/// (1 + ln tf) · (1 + ln((1 + n) / (1 + df))), of length one for the whole message, of the opening's weight for the opening.
/// </summary>
internal sealed class FeatureSpace
{
    private const int BucketBits = 16;
    private readonly int[] buckets = new int[(1 << BucketBits) + 1];
    private readonly float[] rarity;

    /// <param name="keys">Ascending, without repetition.</param>
    /// <param name="examplesWith">For each key, the number of examples it occurred in.</param>
    /// <param name="examples">Number of examples altogether.</param>
    /// <param name="options">How a message is read.</param>
    public FeatureSpace(ulong[] keys, int[] examplesWith, int examples, TriageOptions options)
    {
        Keys = keys;
        ExamplesWith = examplesWith;
        Examples = examples;
        Options = options;
        rarity = Array.ConvertAll(examplesWith, with => (float)(1 + Math.Log((1.0 + examples) / (1.0 + with))));
        foreach (var key in keys)
        {
            buckets[(key >> (64 - BucketBits)) + 1]++;
        }
        for (var i = 1; i < buckets.Length; i++)
        {
            buckets[i] += buckets[i - 1];
        }
    }

    public ulong[] Keys { get; }

    public int[] ExamplesWith { get; }

    public int Examples { get; }

    public TriageOptions Options { get; }

    /// <summary>The column of a key, or −1.</summary>
    public int Find(ulong key)
    {
        var bucket = (int)(key >> (64 - BucketBits));
        var low = buckets[bucket];
        var at = Array.BinarySearch(Keys, low, buckets[bucket + 1] - low, key);
        return at >= 0 ? at : -1;
    }

    /// <summary>Number of examples in which a piece of comparable characters was met; 0 for one that is not known.</summary>
    public int ExamplesOf(ReadOnlySpan<char> piece) =>
        Find(Grams.Key(piece, Message.WholeField)) is >= 0 and var column ? ExamplesWith[column] : 0;

    /// <summary>The message's vector.</summary>
    public List<Term> Vector(Message message)
    {
        var terms = new List<Term>();
        Append(message.Whole, 1, terms);
        Append(message.Opening, Options.OpeningWeight, terms);
        return terms;
    }

    /// <summary>A column, its value, and how often the piece was met.</summary>
    public readonly record struct Term(int Column, float Value, int Times);

    private void Append(List<Grams.Met> met, double length, List<Term> terms)
    {
        var columns = new List<int>(met.Count);
        foreach (var piece in met)
        {
            var column = Find(piece.Key);
            if (column >= 0)
            {
                columns.Add(column);
            }
        }
        columns.Sort();

        var first = terms.Count;
        var square = 0.0;
        for (var i = 0; i < columns.Count; )
        {
            var end = i + 1;
            while (end < columns.Count && columns[end] == columns[i])
            {
                end++;
            }
            var value = (1 + Math.Log(end - i)) * rarity[columns[i]];
            square += value * value;
            terms.Add(new Term(columns[i], (float)value, end - i));
            i = end;
        }
        var factor = square == 0 ? 0 : length / Math.Sqrt(square);
        for (var i = first; i < terms.Count; i++)
        {
            terms[i] = terms[i] with { Value = (float)(terms[i].Value * factor) };
        }
    }
}
