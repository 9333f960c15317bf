namespace SmallMatters.House.Tests;

using System.Text.RegularExpressions;
using Xunit;

public partial class CodeTests
{
    private static readonly string[] Sources = [".cs", ".cshtml", ".js", ".mjs", ".css", ".scss", ".sql"];

    /// <summary>Files that are longer than four hundred lines and still one thing.</summary>
    private static readonly Dictionary<string, string> LongFiles = [];

    /// <summary>Places where a banned symbol is let through; the key is the file.</summary>
    private static readonly Dictionary<string, string> LetThrough = [];

    [Fact]
    public void Every_project_is_checked_for_banned_symbols_and_treats_warnings_as_errors()
    {
        var common = Repo.Read("Directory.Build.props");
        Assert.Contains("BannedSymbols.txt", common, StringComparison.Ordinal);
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", common, StringComparison.Ordinal);
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", common, StringComparison.Ordinal);
        // A second file of this name further down would hide the first from the projects beneath it.
        Assert.Single(Repo.Files, file => Path.GetFileName(file) == "Directory.Build.props");

        var projects = Repo.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(projects);
        string[] weakenings =
        [
            "TreatWarningsAsErrors",
            "NoWarn",
            "RS0030",
            "<Nullable",
            "AdditionalFiles Remove",
            "RunAnalyzers",
        ];
        Rule.Holds(
            from project in projects
            let text = Repo.Read(project)
            from weakening in weakenings
            where text.Contains(weakening, StringComparison.Ordinal)
            select new Finding(project, $"{project} says {weakening}: the build's rules are the same for every project")
        );
    }

    [Fact]
    public void The_list_of_banned_symbols_covers_clocks_chance_and_weak_hashes()
    {
        var banned = Repo.Read("BannedSymbols.txt");
        string[] symbols =
        [
            "DateTime.Now",
            "DateTime.UtcNow",
            "DateTimeOffset.Now",
            "DateTimeOffset.UtcNow",
            "System.Random",
            "MD5",
            "SHA1",
        ];
        Assert.All(symbols, symbol => Assert.Contains(symbol, banned, StringComparison.Ordinal));
        Assert.All(banned.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(';', line));
    }

    [Fact]
    public void No_rule_about_banned_symbols_is_switched_off_in_the_code() =>
        Rule.Holds(
            from file in Repo.Under("src", ".cs")
            from line in Repo.Lines(file)
            where line.Text.Contains("RS0030", StringComparison.Ordinal)
            select new Finding(file, $"{file}:{line.Number} {line.Text.Trim()}"),
            LetThrough
        );

    /// <summary>SQLite reads a cast key without its index: each page of a list would cost what the whole table does.</summary>
    [Fact]
    public void No_key_is_cast_where_it_is_compared_in_a_query() =>
        Rule.Holds(
            from file in Repo.Under("src", ".cs")
            from line in Repo.Lines(file)
            where CastCompared().IsMatch(line.Text)
            select new Finding(file, $"{file}:{line.Number} {line.Text.Trim()}: compare the key itself, as MatterId can be")
        );

    [Fact]
    public void Nothing_is_left_to_be_done_later_in_the_code() =>
        Rule.Holds(
            from file in Repo.Files
            where Sources.Contains(Path.GetExtension(file)) || !Path.HasExtension(file)
            from line in Repo.Lines(file)
            where Unfinished().IsMatch(line.Text)
            select new Finding(file, $"{file}:{line.Number} {line.Text.Trim()}")
        );

    [Fact]
    public void No_source_file_is_longer_than_four_hundred_lines() =>
        Rule.Holds(
            from file in Repo.Under("src", Sources)
            // A migration is one change of the schema and must run as one.
            where !file.EndsWith(".sql", StringComparison.Ordinal)
            let lines = Repo.Lines(file).Count()
            where lines > 400
            select new Finding(file, $"{file} has {lines} lines: it is probably several things"),
            LongFiles
        );

    [Fact]
    public void Every_test_name_is_a_sentence() =>
        Rule.Holds(
            from file in Repo.Under("tests", ".cs")
            from match in TestMethod().Matches(Repo.Read(file)).AsEnumerable()
            let name = match.Groups[1].Value
            where name.Count(c => c == '_') < 2
            select new Finding($"{file} {name}", $"{file}: {name} is not a sentence with its words apart")
        );

    [Fact]
    public void Every_file_with_tests_asserts_something() =>
        Rule.Holds(
            from file in Repo.Under("tests", ".cs")
            let text = Repo.Read(file)
            where TestMethod().IsMatch(text) && !Assertion().IsMatch(text)
            select new Finding(file, $"{file} has tests and no assertion")
        );

    [Fact]
    public void Rows_are_known_to_storage_only() =>
        Rule.Holds(
            Product
                .Written(Product.Storage)
                .Where(type => type.Name.EndsWith("Row", StringComparison.Ordinal) && type.IsVisible)
                .Select(type => new Finding(type.FullName!, $"{type.FullName} is public: pages see projections, never rows"))
        );

    [GeneratedRegex(@"\(\w+\)\(object\)[\w.]+ (<|>)")]
    private static partial Regex CastCompared();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|NotImpl" + @"ementedException)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\[(?:Fact|Theory)\b[^\n]*\n(?:\s*\[[^\n]*\n)*\s*public (?:async )?(?:static )?[\w<>]+ (\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"\bAssert\.|\bRule\.|\bCheck\.|\bDocs\.Same|\bExpect\(|\bAssert\w+\(|\bShould\w*\(")]
    private static partial Regex Assertion();
}
