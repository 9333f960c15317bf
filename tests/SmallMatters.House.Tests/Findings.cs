namespace SmallMatters.House.Tests;

using Xunit;

/// <summary>One breach of a rule: what it is about (the key of an exception) and a sentence for the person who mends it.</summary>
internal sealed record Finding(string Key, string Sentence);

internal static class Rule
{
    /// <summary>
    /// Nothing was found except what is named with a reason; an exception that no longer excuses anything fails as well,
    /// so that the lists stay short and true.
    /// </summary>
    public static void Holds(IEnumerable<Finding> findings, IReadOnlyDictionary<string, string>? exceptions = null)
    {
        var all = findings.ToList();
        var excused = exceptions ?? new Dictionary<string, string>();
        var open = all.Where(f => !excused.ContainsKey(f.Key)).Select(f => f.Sentence).ToList();
        Assert.True(open.Count == 0, $"{open.Count} found:\n{string.Join('\n', open)}");
        var unused = excused.Keys.Except(all.Select(f => f.Key)).ToList();
        Assert.True(unused.Count == 0, $"Exceptions that are not needed any more: {string.Join(", ", unused)}");
        Assert.All(excused, e => Assert.True(e.Value.Length >= 15, $"The exception {e.Key} needs a reason."));
    }
}
