namespace SmallMatters.Patterns.HotIssues;

/// <summary>A text that may belong to a hot issue. It holds no person: a reporter is an opaque number that is only counted.</summary>
/// <param name="Id">The caller's key.</param>
/// <param name="Title">Short text, or empty.</param>
/// <param name="Text">The message, Chinese or English.</param>
/// <param name="Day">Day it came, as a day number in the jurisdiction's zone; fractions allowed.</param>
/// <param name="Reporter">Equal numbers mean the same reporter; used for counting only.</param>
/// <param name="Support">How many others supported it.</param>
/// <param name="Unsatisfied">Whether its verdict was negative.</param>
/// <param name="Place">Position in metres, no finer than a building, where known.</param>
public sealed record IssueMessage(
    string Id,
    string Title,
    string Text,
    double Day,
    ulong Reporter = 0,
    int Support = 0,
    bool Unsatisfied = false,
    (double X, double Y)? Place = null
);

/// <summary>How alike, how near and how close in time the messages of an issue are.</summary>
public sealed record HotIssueSettings
{
    /// <summary>Least cosine between a message and the issue's profile, 0 … 1.</summary>
    public double Similarity { get; init; } = 0.18;

    /// <summary>Least cosine at which two issues are one.</summary>
    public double MergeSimilarity { get; init; } = 0.35;

    /// <summary>Longest silence in days within an issue.</summary>
    public double MaxGapDays { get; init; } = 180;

    /// <summary>Greatest distance in metres from the issue's middle, for messages with a place.</summary>
    public double MaxDistance { get; init; } = 2000;

    /// <summary>How many days count as "lately" for growth.</summary>
    public double RecentDays { get; init; } = 30;

    /// <summary>Weight of a gram in the title against one in the text.</summary>
    public double TitleWeight { get; init; } = 3;
}

/// <summary>What makes an issue hot, each part to be seen on its own.</summary>
/// <param name="Volume">Messages.</param>
/// <param name="Reporters">Different reporters.</param>
/// <param name="Support">Support from others.</param>
/// <param name="Unsatisfied">Messages whose verdict was negative.</param>
/// <param name="Recent">Messages of the latest days.</param>
/// <param name="Before">Messages of as many days before those.</param>
public readonly record struct IssueHeat(int Volume, int Reporters, int Support, int Unsatisfied, int Recent, int Before)
{
    /// <summary>log₂ of (lately + 1) / (before + 1), between −3 and 3.</summary>
    public double Growth => Math.Clamp(Math.Log2((Recent + 1.0) / (Before + 1.0)), -3, 3);

    /// <summary>
    /// log₂(1 + volume) + log₂(1 + reporters) + ½ log₂(1 + support) + log₂(1 + unsatisfied) + ¼ growth. Logarithms keep
    /// one loud part from drowning the others; one person writing ten times is cooler than ten persons.
    /// </summary>
    public double Score =>
        Math.Log2(1 + Volume)
        + Math.Log2(1 + Reporters)
        + 0.5 * Math.Log2(1 + Math.Max(0, Support))
        + Math.Log2(1 + Unsatisfied)
        + 0.25 * Growth;
}

/// <summary>A group of messages about the same thing.</summary>
/// <param name="Number">Number of the issue, stable while messages come in; merged issues keep the older number.</param>
/// <param name="MessageIds">Keys of its messages in the order they came.</param>
/// <param name="Words">The grams that set it apart, strongest first.</param>
/// <param name="Typical">Key of the message nearest to the issue's profile.</param>
/// <param name="FirstDay">Day of the first message.</param>
/// <param name="LastDay">Day of the latest.</param>
/// <param name="Heat">How hot it is, and why.</param>
public sealed record HotIssue(
    int Number,
    IReadOnlyList<string> MessageIds,
    IReadOnlyList<string> Words,
    string Typical,
    double FirstDay,
    double LastDay,
    IssueHeat Heat
);
