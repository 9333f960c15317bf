namespace SmallMatters.Patterns.Scan;

/// <summary>What can be wrong with a file for scanning.</summary>
public enum ScanFileFault
{
    /// <summary>The file has no record, or none that counts.</summary>
    Empty,

    /// <summary>A line has too few columns: how many are needed, how many there are.</summary>
    TooFewColumns,

    /// <summary>A location is not in the coordinates file: its name.</summary>
    UnknownLocation,

    /// <summary>A location has two positions: its name.</summary>
    TwoPositions,

    /// <summary>Not a number, or not a whole number where one is needed: the text.</summary>
    NotANumber,

    /// <summary>A count or population below nought: the text.</summary>
    Negative,

    /// <summary>Not a time in the study's unit: the text.</summary>
    NotATime,

    /// <summary>The model needs a further file: controls, population, cases or coordinates.</summary>
    FileNeeded,

    /// <summary>Cases without any population: the covariates, or nothing.</summary>
    NoPopulation,

    /// <summary>The parameter file asks for what is not done here: the setting.</summary>
    NotDone,

    /// <summary>The study period or the length of its periods makes no sense.</summary>
    Study,

    /// <summary>More periods, or more places times periods, than are scanned: how many, and the bound.</summary>
    TooLarge,
}

/// <summary>A line of a scan file that cannot be read, or a file as a whole. The message names file and line.</summary>
/// <param name="file">The file.</param>
/// <param name="line">The line, counted from 1; 0 when the file as a whole is meant.</param>
/// <param name="fault">What is wrong.</param>
/// <param name="why">The same in words.</param>
/// <param name="about">What the fault is about, as each fault says.</param>
public sealed class ScanFileException(string file, int line, ScanFileFault fault, string why, params string[] about)
    : FormatException(line > 0 ? $"{file}, line {line}: {why}" : $"{file}: {why}")
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>The line, counted from 1; 0 when the file as a whole is meant.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong, for programs.</summary>
    public ScanFileFault Fault { get; } = fault;

    /// <summary>What is wrong, without the place.</summary>
    public string Why { get; } = why;

    /// <summary>What the fault is about, as each <see cref="ScanFileFault"/> says.</summary>
    public IReadOnlyList<string> About { get; } = about;
}
