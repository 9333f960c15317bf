namespace SmallMatters.Domain.Language;

/// <summary>Finds a resident's own wording in what the staff write: how somebody writes can tell who they are. A help, no proof.</summary>
public static class OwnWording
{
    /// <summary>So many letters or digits in a row, as the resident wrote them, are taken to be their wording.</summary>
    public const int LongestRun = 10;

    /// <summary>Whether two texts share such a run; spaces and marks are passed over.</summary>
    /// <param name="written">What the staff wrote.</param>
    /// <param name="own">What the resident wrote.</param>
    public static bool In(string written, string own)
    {
        var (mine, theirs) = (Letters(written), Letters(own));
        return Enumerable
            .Range(0, Math.Max(0, mine.Length - LongestRun + 1))
            .Any(i => theirs.Contains(mine.Substring(i, LongestRun), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The refusal of words that hold it.</summary>
    public static Refusal Refused(string field) =>
        Refusal.Of(
            "residents-own-wording",
            "这里有居民的原话。从写法能猜出是谁，请换成您自己的话。",
            "This has the resident’s own wording. How somebody writes can tell who they are: use words of your own.",
            field
        );

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
