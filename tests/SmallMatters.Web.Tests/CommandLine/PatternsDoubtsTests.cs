using System.Globalization;
using System.Text;
using System.Text.Json;
using SmallMatters.Web.CommandLine.Patterns;
using Xunit;

namespace SmallMatters.Web.Tests.CommandLine;

/// <summary>What looks wrong is refused in words that say what to do, and only <c>--anyway</c> goes on.</summary>
public sealed class PatternsDoubtsTests : IDisposable
{
    private static readonly string[] KnoxLimits = ["--space", "200", "--time", "5", "--permutations", "99"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("doubts");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("knox", "euclidean", false, "taken for metres")]
    [InlineData("knox", "euclidean", true, "exchanged")]
    [InlineData("knox", "greatcircle", true, "exchanged")]
    [InlineData("nearrepeat", "manhattan", false, "taken for metres")]
    [InlineData("kde", "greatcircle", true, "exchanged")]
    [InlineData("evaluate", "euclidean", false, "taken for metres")]
    public void Degrees_taken_for_metres_or_exchanged_are_refused(string verb, string metric, bool exchanged, string why)
    {
        var file = Write("degrees.csv", Events(i => (121 + i * 13 % 97 / 1000.0, 31 + i * 29 % 89 / 1000.0), 60, exchanged));
        var (code, output, error) = Run([verb, file, "--metric", metric, .. LimitsOf(verb)]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_plane_in_kilometres_is_computed_when_the_caller_says_so()
    {
        var file = Write("plane.csv", Events(i => (121 + i * 13 % 97 / 1000.0, 31 + i * 29 % 89 / 1000.0), 60));
        var (code, output, error) = Run(["knox", file, "--space", "0.01", "--time", "5", "--json", "--anyway"]);
        Assert.Equal(0, code);
        Assert.Contains("degrees", error, StringComparison.Ordinal);
        Assert.Contains("coordinates-misprojected", Codes(output));
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("latlong")]
    [InlineData("cartesian")]
    public void A_scan_does_not_take_longitude_first_for_a_plane(string coordinates)
    {
        var (cases, geography) = ScanFiles((i, x, y) => $"p{i} {x} {y}");
        var (code, output, error) = Run("scan", "--cases", cases, "--geo", geography, "--coordinates", coordinates);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("p.geo", error, StringComparison.Ordinal);
        Assert.Contains("latitude", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_which_every_row_stands_twice_is_refused_and_a_few_copies_are_told()
    {
        var events = Events(i => (500_000 + i * 631 % 9973, 3_400_000 + i * 787 % 9967), 300);
        var rows = events.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (code, _, error) = Run(["knox", Write("twice.csv", string.Join('\n', [.. rows, .. rows[1..]])), .. KnoxLimits]);
        Assert.Equal(1, code);
        Assert.Contains("300 of 600 rows", error, StringComparison.Ordinal);

        var few = Write("few.csv", string.Join('\n', [.. rows, rows[1], rows[2]]));
        (code, var output, error) = Run("knox", few, "--space", "2000", "--time", "20", "--permutations", "99", "--json");
        Assert.Equal(0, code);
        Assert.Contains("2 of 302 rows", error, StringComparison.Ordinal);
        Assert.Contains("rows-duplicated", Codes(output));
    }

    [Theory]
    [InlineData(60, 1, 1)]
    [InlineData(20, 1, 1)]
    [InlineData(20, 17, 0)]
    [InlineData(5, 17, 0)]
    public void One_point_that_makes_the_answer_is_refused(int piled, int apart, int expected)
    {
        (double X, double Y) At(int i) => i < 400 ? (500_000 + i * 631 % 9973, 3_400_000 + i * 787 % 9967) : (500_000, 3_400_000);
        var csv = new StringBuilder("x,y,t\n");
        for (var i = 0; i < 400 + piled; i++)
        {
            var day = i < 400 ? i * 37 % 365 : (i - 400) * apart % 365 + 0.5;
            csv.AppendLine(CultureInfo.InvariantCulture, $"{At(i).X},{At(i).Y},{day}");
        }
        var (code, _, error) = Run(["knox", Write("pile.csv", csv.ToString()), .. KnoxLimits]);
        Assert.Equal(expected, code);
        Assert.Equal(piled > 5, error.Contains("at one point", StringComparison.Ordinal));
    }

    [Fact]
    public void One_far_date_is_named_and_a_study_of_a_century_of_days_is_refused()
    {
        var (cases, geography) = ScanFiles((i, x, y) => $"p{i} {y} {x}", "p1 1 1900/1/5");
        var (code, _, error) = Run("scan", "--cases", cases, "--geo", geography);
        Assert.Equal(1, code);
        Assert.Contains("c.cas:141", error, StringComparison.Ordinal);
        (code, _, error) = Run("scan", "--cases", cases, "--geo", geography, "--anyway");
        Assert.Equal(1, code);
        Assert.Contains("periods", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_that_may_be_read_two_ways_needs_its_order()
    {
        var file = Write("dates.csv", "x,y,t\n1,2,03/04/2025\n900,7,05/06/2025\n");
        var (code, _, error) = Run(["knox", file, .. KnoxLimits]);
        Assert.Equal(1, code);
        Assert.Contains("--dates dmy", error, StringComparison.Ordinal);
        Assert.Contains("line 2", error, StringComparison.Ordinal);
        Assert.Equal(0, Run(["knox", file, .. KnoxLimits, "--dates", "dmy"]).Code);

        var mixed = Write("mixed.csv", "x,y,t\n1,2,23/04/2025\n900,7,05/16/2025\n");
        Assert.Contains("two ways", Run(["knox", mixed, .. KnoxLimits]).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x;y;t\n1;2;3\n", "save it as CSV with commas")]
    [InlineData("x\ty\tt\n1\t2\t3\n", "separated by tabs")]
    [InlineData("x,y,t,x\n1,2,3,4\n", "two columns x")]
    [InlineData("x,y,t\n1,2,3\n", "only one event")]
    [InlineData("x,y,t\n1,2,3\n5,6,3\n", "same time")]
    [InlineData("x,y,t\n1,2,3\n\n\n5,NaN,3\n", "line 5, column y")]
    [InlineData("x,y,t\n1,2,3\n5,7,1e300\n", "senselessly large")]
    public void What_is_wrong_with_a_file_is_named(string csv, string why)
    {
        var (code, output, error) = Run(["knox", Write("f.csv", csv), .. KnoxLimits]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Spaces_around_the_names_of_columns_do_no_harm() =>
        Assert.Equal(0, Run(["knox", Write("s.csv", " x , y ,t\n1,2,3\n5,7,9\n"), .. KnoxLimits]).Code);

    [Fact]
    public void A_file_in_another_encoding_or_not_compressed_is_recognised()
    {
        var path = Path.Combine(folder.FullName, "gbk.csv");
        File.WriteAllBytes(path, [0xBE, 0xAD, 0xB6, 0xC8, .. ",y,t\n1,2,3\n"u8]);
        Assert.Contains("GBK", Run(["knox", path, .. KnoxLimits]).Error, StringComparison.Ordinal);
        Assert.Contains(
            "gzip",
            Run(["knox", Write("plain.gz", "x,y,t\n1,2,3\n"), .. KnoxLimits]).Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("knox", "--permutations", "2000000000")]
    [InlineData("knox", "--permutations", "-1")]
    [InlineData("knox", "--space", "-1")]
    [InlineData("knox", "--time", "NaN")]
    [InlineData("nearrepeat", "--space-breaks", "0,5,5")]
    [InlineData("kde", "--cells", "100000")]
    [InlineData("kde", "--cells", "0")]
    [InlineData("kde", "--bandwidth", "1e-9")]
    [InlineData("kde", "--bandwidth", "NaN")]
    [InlineData("evaluate", "--cell", "0.5")]
    [InlineData("evaluate", "--area", "2")]
    [InlineData("evaluate", "--period", "400")]
    [InlineData("outbreak", "--baseline", "1000")]
    [InlineData("outbreak", "--method", "farrington")]
    [InlineData("hotissues", "--top", "-1")]
    [InlineData("hotissues", "--similarity", "NaN")]
    [InlineData("hotissues", "--similarity", "2")]
    public void An_option_that_makes_no_sense_or_no_end_is_refused_before_the_work(string verb, string option, string value)
    {
        var file = Write("plane.csv", Events(i => (500_000 + i * 631 % 9973, 3_400_000 + i * 787 % 9967), 60));
        List<string> arguments = [verb, file, .. LimitsOf(verb)];
        var at = arguments.IndexOf(option);
        if (at > 0)
        {
            arguments.RemoveRange(at, 2);
        }
        var (code, output, error) = Run([.. arguments, option, value]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(" / ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_outbreak_detector_without_enough_history_says_that_it_judged_nothing()
    {
        var counts = Write("n.csv", "n\n" + string.Join('\n', Enumerable.Range(1, 10)));
        var (code, output, error) = Run("outbreak", counts, "--count", "n");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("at least 264", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Blank_messages_and_blank_times_are_left_out_and_small_shares_are_not_nought()
    {
        Assert.Equal(1, Run("hotissues", Write("b.csv", "id,text,time\n1,,2025-01-01\n2, ,2025-01-02\n")).Code);
        var (code, output, error) = Run(
            "aoristic",
            Write("a.csv", "f,t\n2025-01-01 08:00,2025-01-03 08:00\n2025-01-01 08:00,\n"),
            "--from",
            "f",
            "--to",
            "t"
        );
        Assert.Equal(0, code);
        Assert.Contains("1 rows without values", error, StringComparison.Ordinal);
        Assert.Contains("<0.1", output, StringComparison.Ordinal);
    }

    private static string[] LimitsOf(string verb) =>
        verb switch
        {
            "knox" => KnoxLimits,
            "nearrepeat" => ["--space-breaks", "0,100,200", "--time-breaks", "0,7"],
            "kde" => ["--bandwidth", "300"],
            "evaluate" => ["--bandwidth", "300", "--cell", "500"],
            "outbreak" => ["--t", "t", "--method", "c1", "--frequency", "52"],
            _ => ["--id", "x", "--text", "y", "--t", "t"],
        };

    private static string Events(Func<int, (double X, double Y)> at, int count, bool exchanged = false)
    {
        var csv = new StringBuilder(exchanged ? "y,x,t\n" : "x,y,t\n");
        for (var i = 0; i < count; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{at(i).X},{at(i).Y},{i * 37 % 365}\n");
        }
        return csv.ToString();
    }

    private (string Cases, string Geography) ScanFiles(Func<int, double, double, string> place, string further = "")
    {
        var places = Enumerable
            .Range(0, 12)
            .Select(i => place(i, 121 + i * 7 % 12 / 100.0 + 0.001, 31 + i * 5 % 12 / 100.0 + 0.003));
        var cases = Enumerable.Range(0, 140).Select(i => $"p{i % 12} 1 2024/{i % 5 + 1}/{i % 28 + 1}");
        return (Write("c.cas", string.Join('\n', [.. cases, further])), Write("p.geo", string.Join('\n', places)));
    }

    private static IEnumerable<string?> Codes(string json) =>
        JsonDocument
            .Parse(json)
            .RootElement.GetProperty("warnings")
            .EnumerateArray()
            .Select(w => w.GetProperty("code").GetString());

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
