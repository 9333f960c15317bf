using System.CommandLine;
using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Triage;

namespace SmallMatters.Web.CommandLine.Triage;

/// <summary>The verbs <c>triage train</c>, <c>triage evaluate</c> and <c>triage suggest</c>.</summary>
public static class TriageCommands
{
    private static readonly Option<string> TitleColumn = Column(
        "--title-column",
        "title",
        "Column of the title; may be missing in the file"
    );
    private static readonly Option<string> TextColumn = Column("--text-column", "text", "Column of the message");
    private static readonly Option<string> LabelColumn = Column(
        "--label-column",
        "label",
        "Column of the class; several right ones as a|b"
    );
    private static readonly Option<string> SplitColumn = Column(
        "--split-column",
        "split",
        "Column that says which part a row belongs to"
    );
    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Decides the folds and the order of examples; the same seed gives the same model",
        DefaultValueFactory = _ => new TriageOptions().Seed,
    };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document and nothing else" };

    /// <summary>The command with its three verbs. They return 0, or 1 with the reason on standard error.</summary>
    public static Command Create() =>
        new("triage", "分类建议 / Suggest a class for messages, with its probability and the words behind it")
        {
            Train(),
            Evaluate(),
            Suggest(),
        };

    private static Command Train()
    {
        var train = new Option<FileInfo>("--train") { Description = "CSV file of settled messages", Required = true };
        var split = new Option<string?>("--split") { Description = "Learn only from rows of this part" };
        var model = new Option<FileInfo>("--out") { Description = "File to write the model to", Required = true };
        var command = new Command("train", "从已定分类的诉求学习 / Learn from settled messages")
        {
            train,
            split,
            model,
            Seed,
            TitleColumn,
            TextColumn,
            LabelColumn,
            SplitColumn,
        };
        command.SetAction(result =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            var read = Read(result, result.GetRequiredValue(train), result.GetValue(split));
            if (read is null || Learn(read, result) is not { } learned)
            {
                return 1;
            }
            try
            {
                Write(learned.Model, result.GetRequiredValue(model));
            }
            catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
            {
                return Say(
                    error,
                    Refusal.Of(
                        "triage-model-unwritable",
                        $"无法写入模型：{unwritable.Message}",
                        $"The model cannot be written: {unwritable.Message}"
                    )
                );
            }
            TriageReport.WriteTraining(output, learned.Model, learned.Took);
            return 0;
        });
        return command;
    }

    private static Command Evaluate()
    {
        var train = new Option<FileInfo>("--train")
        {
            Description = "CSV file of settled messages to learn from",
            Required = true,
        };
        var test = new Option<FileInfo>("--test")
        {
            Description = "CSV file of settled messages to be measured on",
            Required = true,
        };
        var trainSplit = new Option<string?>("--train-split") { Description = "Learn only from rows of this part" };
        var testSplit = new Option<string?>("--test-split") { Description = "Be measured only on rows of this part" };
        var command = new Command("evaluate", "学习并在其他诉求上检验 / Learn, and measure on other messages")
        {
            train,
            test,
            trainSplit,
            testSplit,
            Seed,
            Json,
            TitleColumn,
            TextColumn,
            LabelColumn,
            SplitColumn,
        };
        command.SetAction(result =>
        {
            var output = result.InvocationConfiguration.Output;
            var learn = Read(result, result.GetRequiredValue(train), result.GetValue(trainSplit));
            var measure = learn is null ? null : Read(result, result.GetRequiredValue(test), result.GetValue(testSplit));
            if (learn is null || measure is null || Learn(learn, result) is not { } learned)
            {
                return 1;
            }
            var evaluation = TriageEvaluation.Of(learned.Model, measure.Examples);
            if (result.GetValue(Json))
            {
                TriageReport.WriteJson(output, TriageReport.Evaluation(learned.Model, evaluation, learned.Took));
            }
            else
            {
                TriageReport.WriteEvaluation(output, learned.Model, evaluation, learned.Took);
            }
            return 0;
        });
        return command;
    }

    private static Command Suggest()
    {
        var model = new Option<FileInfo>("--model") { Description = "Model file that triage train wrote", Required = true };
        var text = new Option<string>("--text") { Description = "The message", Required = true };
        var title = new Option<string?>("--title") { Description = "Its title" };
        var command = new Command("suggest", "为一条诉求建议分类 / Suggest a class for one message") { model, text, title, Json };
        command.SetAction(result =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            TriageModel? loaded;
            try
            {
                using var stream = result.GetRequiredValue(model).OpenRead();
                if (!TriageModel.TryLoad(stream, out loaded, out var refusal))
                {
                    return Say(error, refusal);
                }
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                return Say(
                    error,
                    Refusal.Of(
                        "triage-model-unreadable",
                        $"无法读取模型：{unreadable.Message}",
                        $"The model cannot be read: {unreadable.Message}"
                    )
                );
            }
            var suggestion = loaded.Suggest(result.GetValue(title) ?? "", result.GetRequiredValue(text));
            if (result.GetValue(Json))
            {
                TriageReport.WriteJson(output, TriageReport.Suggestion(loaded, suggestion));
            }
            else
            {
                TriageReport.WriteSuggestion(output, loaded, suggestion);
            }
            return 0;
        });
        return command;
    }

    private static TriageFile? Read(ParseResult result, FileInfo file, string? part)
    {
        var error = result.InvocationConfiguration.Error;
        var columns = new TriageColumns(
            result.GetRequiredValue(TitleColumn),
            result.GetRequiredValue(TextColumn),
            result.GetRequiredValue(LabelColumn),
            result.GetRequiredValue(SplitColumn)
        );
        if (!TriageFile.TryRead(file, columns, part, out var read, out var refusal))
        {
            Say(error, refusal);
            return null;
        }
        if (read.Unusable > 0)
        {
            error.WriteLine(
                new Bilingual(
                    $"{file.Name}：{read.Unusable} 行没有分类或内容，未使用。",
                    $"{file.Name}: {read.Unusable} rows without a class or a text were not used."
                )
            );
        }
        return read;
    }

    private static (TriageModel Model, TimeSpan Took)? Learn(TriageFile file, ParseResult result)
    {
        if (TriageTrainer.Check(file.Examples) is { } refusal)
        {
            Say(result.InvocationConfiguration.Error, refusal);
            return null;
        }
        var options = new TriageOptions { Seed = result.GetRequiredValue(Seed) };
        var watch = Stopwatch.StartNew();
        var model = TriageProgress.Run(progress => TriageTrainer.Train(file.Examples, options, progress));
        return (model, watch.Elapsed);
    }

    /// <summary>Writes beside the target first, so that a model in use is replaced whole or not at all.</summary>
    private static void Write(TriageModel model, FileInfo target)
    {
        target.Directory?.Create();
        var beside = target.FullName + ".new";
        using (var stream = File.Create(beside))
        {
            model.Save(stream);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, target.FullName, overwrite: true);
    }

    private static int Say(TextWriter error, Refusal refusal)
    {
        error.WriteLine(refusal.Sentence);
        return 1;
    }

    private static Option<string> Column(string option, string name, string description) =>
        new(option) { Description = description, DefaultValueFactory = _ => name };
}
