using System.Text;
using System.Text.Json;
using SmallMatters.Web.CommandLine.Triage;
using Xunit;

namespace SmallMatters.Web.Tests.CommandLine;

public sealed class TriageCommandsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("triage");

    public void Dispose() => folder.Delete(recursive: true);

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content, new UTF8Encoding(false));
        return path;
    }

    private string Messages()
    {
        var csv = new StringBuilder("split,label,title,text\n");
        string[] openings = ["今天", "昨天", "上周", "最近", "夜里", "早上"];
        foreach (var (opening, i) in openings.Select((opening, i) => (opening, i)))
        {
            var split = i < 4 ? "train" : "dev";
            csv.Append($"{split},电梯,,\"{opening},三单元的电梯停了,\n\"\"维保\"\"没人来\"\n");
            csv.Append($"{split},垃圾|环境,,{opening}门口的垃圾没人清运\n");
            csv.Append($"{split},噪声,{opening}太吵,施工的噪声让人睡不着\n");
        }
        csv.Append("train,,,没有分类的一行\n");
        return Write("messages.csv", csv.ToString());
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = TriageCommands.Create().Parse(arguments).Invoke(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public void A_model_is_trained_saved_and_asked()
    {
        var model = Path.Combine(folder.FullName, "models", "triage.model");
        var trained = Run("train", "--train", Messages(), "--split", "train", "--out", model);
        Assert.Equal((0, true), (trained.Code, File.Exists(model)));
        Assert.Contains("macro-F1", trained.Output, StringComparison.Ordinal);
        Assert.Contains("1 rows without a class", trained.Error, StringComparison.Ordinal);

        var asked = Run("suggest", "--model", model, "--text", "电梯又停了", "--json");
        using var answer = JsonDocument.Parse(asked.Output);
        Assert.Equal("电梯", answer.RootElement.GetProperty("ranked")[0].GetProperty("label").GetString());
        Assert.All(
            answer.RootElement.GetProperty("words").EnumerateArray(),
            word => Assert.Contains(word.GetProperty("text").GetString()!, "电梯又停了", StringComparison.Ordinal)
        );

        var read = Run("suggest", "--model", model, "--title", "电梯", "--text", "又停了");
        Assert.Equal(0, read.Code);
        Assert.Contains("电梯", read.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_prints_one_JSON_document_with_every_figure()
    {
        var file = Messages();
        var (code, output, _) = Run(
            "evaluate",
            "--train",
            file,
            "--test",
            file,
            "--train-split",
            "train",
            "--test-split",
            "dev",
            "--json"
        );
        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(output);
        var root = document.RootElement;
        Assert.Equal(6, root.GetProperty("messages").GetInt32());
        Assert.Equal(1, root.GetProperty("accuracy").GetDouble());
        Assert.Equal(1, root.GetProperty("macroF1").GetDouble());
        Assert.Equal(3, root.GetProperty("perClass").GetArrayLength());
        Assert.InRange(root.GetProperty("calibration").GetProperty("expectedError").GetDouble(), 0, 1);
        Assert.Equal(0.98, root.GetProperty("routedAtPrecision").GetProperty("asked").GetDouble());
        Assert.Equal(12, root.GetProperty("training").GetProperty("heldOut").GetProperty("examples").GetInt32());
    }

    [Fact]
    public void An_evaluation_without_JSON_is_a_table_for_people()
    {
        var file = Messages();
        var (code, output, _) = Run("evaluate", "--train", file, "--test", file, "--train-split", "train", "--test-split", "dev");
        Assert.Equal(0, code);
        foreach (
            var expected in new[]
            {
                "macro-F1 1.0000",
                "precision",
                "噪声",
                "expected calibration error",
                "threshold from training",
            }
        )
        {
            Assert.Contains(expected, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Other_column_names_can_be_given()
    {
        var file = Write("other.csv", "kind,body\n电梯,电梯停了\n垃圾,垃圾没人清运\n电梯,电梯坏了\n垃圾,垃圾成堆\n");
        var (code, _, error) = Run(
            "train",
            "--train",
            file,
            "--out",
            Path.Combine(folder.FullName, "m"),
            "--text-column",
            "body",
            "--label-column",
            "kind"
        );
        Assert.Equal((0, ""), (code, error));
    }

    [Theory]
    [InlineData("label,text\n电梯,停了\n", null, "no column named “body”", "--text-column", "body")]
    [InlineData("label,text\n电梯,停了\n", "train", "no column named “split”")]
    [InlineData("split,label,text\ntrain,电梯,停了\n", "dev", "no usable examples with split=dev")]
    [InlineData("label,text\n", null, "no usable examples")]
    [InlineData("label,text\n电梯,停了\n电梯,坏了\n", null, "at least two classes")]
    [InlineData("label,text\n电梯,\"停了\n垃圾,成堆\n", null, "not a well-formed CSV file")]
    public void A_file_that_cannot_be_learned_from_is_refused_with_the_reason(
        string content,
        string? split,
        string reason,
        params string[] more
    )
    {
        var model = Path.Combine(folder.FullName, "never.model");
        string[] part = split is null ? [] : ["--split", split];
        var (code, output, error) = Run(["train", "--train", Write("bad.csv", content), "--out", model, .. part, .. more]);
        Assert.Equal((1, "", false), (code, output, File.Exists(model)));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_damaged_model_are_refused_with_the_reason()
    {
        var missing = Run(
            "train",
            "--train",
            Path.Combine(folder.FullName, "none.csv"),
            "--out",
            Path.Combine(folder.FullName, "m")
        );
        Assert.Equal(1, missing.Code);
        Assert.Contains("cannot be read", missing.Error, StringComparison.Ordinal);

        var damaged = Run("suggest", "--model", Write("damaged.model", "no model"), "--text", "电梯");
        Assert.Equal((1, ""), (damaged.Code, damaged.Output));
        Assert.Contains("not a triage model", damaged.Error, StringComparison.Ordinal);
    }
}
