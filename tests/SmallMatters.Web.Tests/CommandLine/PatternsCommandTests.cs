using System.Text;
using System.Text.Json;
using SmallMatters.Web.CommandLine.Patterns;
using Xunit;

namespace SmallMatters.Web.Tests.CommandLine;

public sealed class PatternsCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("patterns");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Knox_answers_with_pairs_expectation_and_p_and_draws_a_picture()
    {
        var svg = Path.Combine(folder.FullName, "knox.svg");
        var (code, output, error) = Run(
            "knox",
            Events(),
            "--x",
            "X",
            "--y",
            "Y",
            "--t",
            "day",
            "--space",
            "20",
            "--time",
            "5",
            "--permutations",
            "99",
            "--json",
            "--svg",
            svg
        );
        Assert.Equal((0, ""), (code, error));
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.Equal(3, answer.GetProperty("closePairs").GetInt64());
        Assert.InRange(answer.GetProperty("p").GetDouble(), 0.01, 0.1);
        Assert.True(answer.GetProperty("expected").GetDouble() < 1);
        Assert.StartsWith("<svg", File.ReadAllText(svg));
    }

    [Fact]
    public void Near_repeat_answers_with_three_tables_of_the_same_shape()
    {
        var (code, output, _) = Run(
            "nearrepeat",
            Events(),
            "--x",
            "X",
            "--y",
            "Y",
            "--t",
            "day",
            "--space-breaks",
            "0,1,101",
            "--time-breaks",
            "0,8,15,inf",
            "--right-open",
            "--permutations",
            "19",
            "--json"
        );
        Assert.Equal(0, code);
        var answer = JsonDocument.Parse(output).RootElement;
        foreach (var name in (string[])["observed", "ratio", "p"])
        {
            Assert.Equal([3, 3], answer.GetProperty(name).EnumerateArray().Select(r => r.GetArrayLength()));
        }
    }

    [Fact]
    public void Scan_reads_the_files_and_names_the_places_and_dates_of_the_cluster()
    {
        var geography = Write("p.geo", string.Join('\n', Enumerable.Range(0, 8).Select(i => $"p{i} {i * 10} 500")));
        var cases = new StringBuilder();
        for (var day = 1; day <= 28; day++)
        {
            cases.AppendLine($"p{day % 8} 3 2024/2/{day}");
            if (day >= 26)
            {
                cases.AppendLine($"p3 8 2024/2/{day}");
            }
        }
        var (code, output, error) = Run(
            "scan",
            "--cases",
            Write("c.cas", cases.ToString()),
            "--geo",
            geography,
            "--model",
            "permutation",
            "--permutations",
            "99",
            "--json"
        );
        Assert.Equal((0, ""), (code, error));
        var cluster = JsonDocument.Parse(output).RootElement.GetProperty("clusters")[0];
        Assert.Contains("p3", cluster.GetProperty("locations").EnumerateArray().Select(l => l.GetString()));
        Assert.Equal("2024/2/28", cluster.GetProperty("end").GetString());
        Assert.InRange(cluster.GetProperty("p").GetDouble(), 0.01, 0.05);
    }

    [Theory]
    [InlineData("X,Y,day\n", "no usable row")]
    [InlineData("X,Y,day\n1,2,3\n1,2,4\n", "same place")]
    [InlineData("X,Y,day\n1,2,3\nNaN,2,4\n", "not a finite number")]
    [InlineData("X,Y,day\n1,2,3\n1,zwei,4\n", "line 3, column Y is not a number")]
    [InlineData("X,Z,day\n1,2,3\n", "no column Y")]
    public void What_cannot_be_analysed_is_refused_in_both_languages(string csv, string why)
    {
        var (code, output, error) = Run(
            "knox",
            Write("bad.csv", csv),
            "--x",
            "X",
            "--y",
            "Y",
            "--t",
            "day",
            "--space",
            "20",
            "--time",
            "5"
        );
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.Contains(" / ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_values_are_left_out_and_said()
    {
        var (code, _, error) = Run(
            "knox",
            Write("gaps.csv", "X,Y,day\n1,2,3\n4,5,\n7,8,2024-01-03\n9,9,5\n"),
            "--x",
            "X",
            "--y",
            "Y",
            "--t",
            "day",
            "--space",
            "20",
            "--time",
            "5",
            "--permutations",
            "9"
        );
        Assert.Equal(0, code);
        Assert.Contains("1 rows without values", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Hot_issues_are_listed_with_what_makes_them_hot()
    {
        var csv = new StringBuilder("id,text,time\n");
        for (var i = 0; i < 60; i++)
        {
            csv.AppendLine(
                $"n{i},第{i}号楼的{(char)(0x5000 + i)}{(char)(0x6000 + i)}{(char)(0x7000 + i)}问题,2024-01-{i % 28 + 1:00}"
            );
        }
        for (var i = 0; i < 5; i++)
        {
            csv.AppendLine($"h{i},桂花苑水泵房噪音扰民{i},2024-02-0{i + 1}");
        }
        var (code, output, _) = Run("hotissues", Write("m.csv", csv.ToString()), "--json");
        Assert.Equal(0, code);
        var hottest = JsonDocument.Parse(output).RootElement.GetProperty("issues")[0];
        Assert.Equal(
            ["h0", "h1", "h2", "h3", "h4"],
            hottest.GetProperty("messageIds").EnumerateArray().Select(m => m.GetString()!)
        );
        Assert.Equal(5, hottest.GetProperty("heat").GetProperty("volume").GetInt32());
    }

    private string Events()
    {
        var csv = new StringBuilder("X,Y,day\n");
        for (var i = 0; i < 30; i++)
        {
            csv.AppendLine($"{i % 6 * 100 + i},{i / 6 * 100 + i},{i * 11 % 97}");
        }
        for (var i = 0; i < 3; i++)
        {
            csv.AppendLine($"{2000 + i * 5},2000,{200 + i}");
        }
        return Write("events.csv", csv.ToString());
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content, new UTF8Encoding(false));
        return path;
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = PatternsCommand.Create().Parse(arguments).Invoke(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
