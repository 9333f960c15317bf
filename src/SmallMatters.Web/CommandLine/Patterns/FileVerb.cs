using System.CommandLine;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary>What every verb over one CSV file shares: the file, which of its rows, and how the answer is given.</summary>
internal static class FileVerb
{
    private static readonly Argument<string> File = new("FILE") { Description = "CSV file, also .gz" };
    private static readonly Option<bool> NoHeader = new("--no-header")
    {
        Description = "The first line is data; name columns 1, 2, 3 …",
    };
    private static readonly Option<string[]> Where = new("--where")
    {
        Description = "Only rows with column=value, or column!=value; may be repeated",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<DateOrder?> Order = new("--dates")
    {
        Description = "dmy or mdy: which comes first in dates such as 03/04/2025",
    };

    public static readonly Option<string> X = new("--x")
    {
        Description = "Column of the east coordinate or longitude",
        DefaultValueFactory = _ => "x",
    };
    public static readonly Option<string> Y = new("--y")
    {
        Description = "Column of the north coordinate or latitude",
        DefaultValueFactory = _ => "y",
    };

    /// <summary>A verb.</summary>
    /// <param name="name">Its word.</param>
    /// <param name="description">What it does, in both languages.</param>
    /// <param name="own">The options that it does not share.</param>
    /// <param name="work">The answer for the rows that were chosen.</param>
    public static Command Of(
        string name,
        string description,
        IReadOnlyList<Option> own,
        Func<ParseResult, PatternsFile, Doubts, PatternsAnswer> work
    )
    {
        var command = new Command(name, description) { File };
        foreach (
            var option in (Option[])[.. own, Where, NoHeader, Order, Doubts.Anyway, PatternsOutput.Json, PatternsOutput.Picture]
        )
        {
            command.Options.Add(option);
        }
        command.SetAction(result =>
            PatternsOutput.Run(
                result,
                () =>
                    work(
                        result,
                        new PatternsFile(
                            result.GetRequiredValue(File),
                            !result.GetValue(NoHeader),
                            result.GetRequiredValue(Where),
                            result.GetValue(Order)
                        ),
                        new Doubts(result)
                    )
            )
        );
        return command;
    }
}
