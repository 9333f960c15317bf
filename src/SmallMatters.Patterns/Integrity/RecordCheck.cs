namespace SmallMatters.Patterns.Integrity;

/// <summary>What a unit's records are checked for. Each is about records of a unit, never about a person.</summary>
public enum RecordCheck
{
    /// <summary>Verdicts that came within seconds of the closing.</summary>
    Quick,

    /// <summary>Several verdicts from one device.</summary>
    OneDevice,

    /// <summary>Several verdicts in the same words.</summary>
    OneText,

    /// <summary>"I was asked to give a good mark."</summary>
    AskedForGoodMark,

    /// <summary>Closings heaped on the last days of months.</summary>
    MonthEnd,

    /// <summary>Closings without a verdict to ask for: withdrawn or merged.</summary>
    LeftOut,

    /// <summary>Monthly rates that differ less than chance alone makes them.</summary>
    TooSmooth,
}

/// <summary>What is counted of one unit over some months.</summary>
/// <param name="Unit">Its code.</param>
/// <param name="Closings">All closings.</param>
/// <param name="LeftOut">Of them, withdrawn or merged.</param>
/// <param name="MonthEnd">Of them, in the last three days of a month.</param>
/// <param name="Answered">Verdicts.</param>
/// <param name="Quick">Of them, within seconds of the closing.</param>
/// <param name="AskedForGoodMark">Of them, with "I was asked to give a good mark".</param>
/// <param name="Marked">Verdicts whose device is known for the month.</param>
/// <param name="OneDevice">Of them, from a device that gave three or more of the unit's verdicts in the month.</param>
/// <param name="Worded">Verdicts with words of their own.</param>
/// <param name="OneText">Of them, in words that three or more of the unit's verdicts in the month have.</param>
public sealed record UnitRecords(
    string Unit,
    int Closings = 0,
    int LeftOut = 0,
    int MonthEnd = 0,
    int Answered = 0,
    int Quick = 0,
    int AskedForGoodMark = 0,
    int Marked = 0,
    int OneDevice = 0,
    int Worded = 0,
    int OneText = 0
)
{
    /// <summary>Answers "yes" and all answers, month by month, over the year that ends with these months.</summary>
    public IReadOnlyList<(int Yes, int Answered)> Year { get; init; } = [];

    /// <summary>How many of how many a check looks at.</summary>
    public (int Count, int Of) Counted(RecordCheck check) =>
        check switch
        {
            RecordCheck.Quick => (Quick, Answered),
            RecordCheck.OneDevice => (OneDevice, Marked),
            RecordCheck.OneText => (OneText, Worded),
            RecordCheck.AskedForGoodMark => (AskedForGoodMark, Answered),
            RecordCheck.MonthEnd => (MonthEnd, Closings),
            RecordCheck.LeftOut => (LeftOut, Closings),
            RecordCheck.TooSmooth => (Year.Sum(m => m.Yes), Year.Sum(m => m.Answered)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>A unit whose records stand out in one check.</summary>
/// <param name="Check">Which.</param>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Count">How many.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Usually">The share among the other units; for <see cref="RecordCheck.TooSmooth"/> the unit's own share of "yes".</param>
/// <param name="P">How probable at least as much is when nothing is wrong.</param>
public sealed record RecordFinding(RecordCheck Check, string Unit, int Count, int Of, double Usually, double P);

/// <summary>What checking came to.</summary>
/// <param name="Findings">What stands out, by unit and check; not a ranking.</param>
/// <param name="TestedIn">How many units had enough records to be tested, by check.</param>
public sealed record RecordReport(IReadOnlyList<RecordFinding> Findings, IReadOnlyDictionary<RecordCheck, int> TestedIn)
{
    /// <summary>How many tests were made.</summary>
    public int Tested => TestedIn.Values.Sum();
}
