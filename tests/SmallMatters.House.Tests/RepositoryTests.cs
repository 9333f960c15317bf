namespace SmallMatters.House.Tests;

using System.Text.RegularExpressions;
using Xunit;

public partial class RepositoryTests
{
    private static readonly string[] Binary = [".png", ".jpg", ".jpeg", ".webp", ".gz", ".zip", ".ico", ".pmtiles"];

    /// <summary>Joined at run time, so that this file does not hold what it forbids.</summary>
    private static readonly string[] Forbidden =
    [
        "/wo" + "rk/",
        "/ho" + "me/",
        "/ro" + "ot/",
        "/Us" + "ers/",
        @":\Us" + "ers",
        "registry" + ".npm",
        "registry" + ".yarn",
        "api.nu" + "get.org",
        "pkgs" + ".dev.",
        "deb.deb" + "ian.org",
        "artifact" + "ory",
        "npm" + "mirror",
        "verdac" + "cio",
    ];

    [Fact]
    public void No_file_names_a_folder_of_one_machine_or_the_address_of_a_package_registry() =>
        Rule.Holds(
            from file in Repo.Files
            where !Binary.Contains(Path.GetExtension(file))
            from line in Repo.Lines(file)
            from text in Forbidden
            where line.Text.Contains(text, StringComparison.OrdinalIgnoreCase)
            select new Finding(file, $"{file}:{line.Number} contains {text}")
        );

    [Fact]
    public void Lock_files_hold_no_download_addresses_and_no_settings_of_one_machine_are_kept()
    {
        foreach (var file in Repo.Files.Where(file => Path.GetFileName(file) == "package-lock.json"))
        {
            Assert.DoesNotContain("\"resolved\"", Repo.Read(file), StringComparison.Ordinal);
        }
        Assert.DoesNotContain(
            Repo.Files,
            file => Path.GetFileName(file).ToUpperInvariant() is "NUGET.CONFIG" or ".NPMRC" or ".ENV" or ".YARNRC"
        );
    }

    [Fact]
    public void Every_project_keeps_its_lock_file()
    {
        Assert.All(
            Repo.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)),
            project => Assert.Contains(Path.GetDirectoryName(project) + "/packages.lock.json", Repo.Files)
        );
    }

    [Fact]
    public void Links_in_the_documents_lead_somewhere()
    {
        var pages = Repo.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(pages);
        Rule.Holds(
            from page in pages
            from line in Repo.Lines(page)
            from match in Link().Matches(line.Text).AsEnumerable()
            let target = match.Groups[1].Value.Split('#')[0]
            where
                target.Length > 0
                && !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal)
            let path = Path.Combine(Path.GetDirectoryName(Repo.Full(page))!, target)
            where !File.Exists(path) && !Directory.Exists(path)
            select new Finding($"{page} {target}", $"{page}:{line.Number} leads to {target}, which is not there")
        );
    }

    [Fact]
    public void Every_decision_says_context_choice_and_cost()
    {
        var decisions = Repo.Under("docs/decisions", ".md").ToList();
        Assert.NotEmpty(decisions);
        for (var number = 1; number <= decisions.Count; number++)
        {
            Assert.Single(decisions, file => Path.GetFileName(file).StartsWith($"{number:0000}-", StringComparison.Ordinal));
        }
        foreach (var decision in decisions)
        {
            var headings = Repo.Lines(decision)
                .Select(line => line.Text)
                .Where(text => text.StartsWith("## ", StringComparison.Ordinal));
            Assert.Equal(["## Context", "## Choice", "## Cost"], headings);
        }
    }

    [Fact]
    public void Migrations_come_in_pairs_for_both_databases()
    {
        var names = Repo.Under("src/SmallMatters.Storage/Migrations", ".sql").Select(file => Path.GetFileName(file)).ToList();
        Assert.All(names, name => Assert.Matches(@"^\d{4}-[a-z0-9-]+\.(sqlite|postgres)\.sql$", name));
        var sqlite = names.Where(name => name.Contains(".sqlite.", StringComparison.Ordinal)).Select(Change).Order();
        var postgres = names.Where(name => name.Contains(".postgres.", StringComparison.Ordinal)).Select(Change).Order();
        Assert.Equal(sqlite, postgres);
        Assert.Equal(names.Count / 2, names.Select(name => name[..4]).Distinct().Count());

        var hasDatabase = Product.Storage.GetTypes().Any(type => type.Name == "Db");
        Assert.True(names.Count > 0 || !hasDatabase, "there is a database and no migration that makes it");
    }

    private static string Change(string name) => name[..name.IndexOf('.', StringComparison.Ordinal)];

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
