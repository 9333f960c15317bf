using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmallMatters.Domain.Language;
using SmallMatters.Patterns.Knox;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Scan;
using Spectre.Console;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary>What every verb of <c>patterns</c> shares: options, refusals, progress, JSON, table and picture.</summary>
internal static class PatternsOutput
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document and nothing else" };
    public static readonly Option<FileInfo?> Picture = new("--svg") { Description = "Write a picture to this file" };
    public static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The same seed gives the same answer on any number of cores",
        DefaultValueFactory = _ => 1,
    };
    public static readonly Option<Metric> Distance = new("--metric")
    {
        Description = "euclidean, manhattan or greatcircle (x = longitude, y = latitude, metres)",
        DefaultValueFactory = _ => Metric.Euclidean,
    };

    /// <summary>A number as JSON can hold it.</summary>
    public static double? Number(double value) => double.IsFinite(value) ? value : null;

    public static double?[][] Numbers(double[][] rows) => [.. rows.Select(r => r.Select(Number).ToArray())];

    /// <summary>Runs a verb; a refusal or unusable data become a sentence on standard error and exit code 1.</summary>
    public static int Run(ParseResult result, Func<PatternsAnswer> work)
    {
        var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
        PatternsAnswer answer;
        try
        {
            answer = work();
            if (result.GetValue(Picture) is { } file)
            {
                file.Directory?.Create();
                File.WriteAllText(file.FullName, answer.Picture());
            }
        }
        catch (PatternsRefusedException refused)
        {
            return Say(error, refused.Refusal);
        }
        catch (UnusableCoordinatesException unusable)
        {
            var metric = unusable.Finding.IsFatal ? Metric.GreatCircle : Metric.Euclidean;
            return Say(error, PatternsRefusedException.From(unusable.Finding, metric));
        }
        catch (ScanFileException unreadable)
        {
            return Say(error, PatternsRefusedException.From(unreadable));
        }
        catch (TooManyPairsException many)
        {
            return Say(
                error,
                Refusal.Of(
                    "patterns-too-large",
                    $"太大：空间上邻近的事件对约 {many.Pairs:#,0} 个，上限 {TooManyPairsException.Most:#,0}。请缩小距离，或用 --where 只取一部分。",
                    $"Too large: about {many.Pairs:#,0} pairs are near in space, at most {TooManyPairsException.Most:#,0}. Use a shorter distance, or fewer rows with --where."
                )
            );
        }
        catch (ArgumentException wrong)
        {
            return Say(error, Refusal.Of("patterns-argument", "这些数据和选项在一起无法计算。", wrong.Message));
        }
        catch (OutOfMemoryException)
        {
            return Say(
                error,
                Refusal.Of(
                    "patterns-too-large",
                    "内存不够。请用 --where 只取一部分，或选较小的距离、格数、次数。",
                    "There is not enough memory. Use fewer rows with --where, or shorter distances, fewer cells or fewer permutations."
                )
            );
        }
        catch (FileNotFoundException missing)
        {
            var file = missing.FileName ?? "";
            return Say(error, Refusal.Of("patterns-file-missing", $"找不到文件 {file}。", $"There is no file {file}."));
        }
        catch (Exception io) when (io is IOException or UnauthorizedAccessException)
        {
            return Say(
                error,
                Refusal.Of(
                    "patterns-file",
                    "文件无法读写：路径不对，或没有权限。",
                    $"A file cannot be read or written: {io.Message}"
                )
            );
        }
        foreach (var warning in answer.Warnings)
        {
            error.WriteLine(warning.Sentence);
        }
        if (result.GetValue(Json))
        {
            var document = JsonSerializer.SerializeToNode(answer.Json, Plain)!.AsObject();
            document["warnings"] = JsonSerializer.SerializeToNode(
                answer.Warnings.Select(w => new
                {
                    w.Code,
                    w.Sentence.Zh,
                    w.Sentence.En,
                }),
                Plain
            );
            output.WriteLine(document.ToJsonString(Plain));
            return 0;
        }
        foreach (var line in answer.Lines)
        {
            output.WriteLine(line);
        }
        return 0;
    }

    /// <summary>A progress bar on standard error where a person looks at it; nothing where it goes to a file or a program.</summary>
    public static T Progress<T>(Func<IProgress<double>?, T> work)
    {
        if (Console.IsErrorRedirected)
        {
            return work(null);
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).Start(context => work(new Bar(context.AddTask("计算 computing", maxValue: 1))));
    }

    /// <summary>Columns set flush, a wide character counting two.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.Prepend(header).ToList();
        var widths = header.Select((_, c) => all.Max(r => Width(r[c]))).ToArray();
        return all.Select(row =>
            string.Join("  ", row.Select((text, c) => c == 0 ? text + Gap(text, widths[c]) : Gap(text, widths[c]) + text))
                .TrimEnd()
        );
    }

    private static string Gap(string text, int width) => new(' ', width - Width(text));

    private static int Width(string text) => text.Sum(c => c >= '\u2e80' ? 2 : 1);

    private static int Say(TextWriter error, Refusal refusal)
    {
        error.WriteLine(refusal.Sentence);
        return 1;
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}

/// <summary>A verb's answer in its three forms.</summary>
internal sealed record PatternsAnswer(
    object Json,
    IEnumerable<string> Lines,
    Func<string> Picture,
    IReadOnlyList<Refusal> Warnings
);
