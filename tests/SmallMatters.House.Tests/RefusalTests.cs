namespace SmallMatters.House.Tests;

using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

/// <summary>
/// What the product refuses to hold has no name in it: no type, member, parameter or column carries one of these words.
/// </summary>
public partial class RefusalTests
{
    /// <summary>Words in the order in which they would stand in a name; a plural s is allowed on the last.</summary>
    private static readonly string[] Refused =
    [
        "risk score",
        "risk level",
        "risk rating",
        "threat score",
        "person score",
        "watch list",
        "watchlist",
        "black list",
        "blacklist",
        "dossier",
        "person label",
        "resident label",
        "intelligence",
        "location history",
        "movement history",
        "track record",
        "ethnic",
        "ethnicity",
        "nationality",
        "race",
        "religion",
        "religious",
        "faith",
        "political",
        "hukou",
        "id card",
        "identity card",
        "identity number",
        "id number",
        "national id",
        "citizen id",
        "passport",
        "plate",
        "number plate",
        "license plate",
        "face",
        "facial",
        "voiceprint",
        "voice print",
        "fingerprint template",
        "camera",
        "biometric",
        "prior offence",
        "prior offense",
        "criminal record",
        "offender",
        "suspect",
        "predicted person",
        "frequent complainer",
        "complainer",
        "complainant score",
        "repeat complainer",
        "vexatious",
        "campaign",
        "quota",
        "case target",
        "penalty target",
        "detention",
        "clear up",
        "clearance rate",
        "league table",
        "leaderboard",
        "streak",
        "check in",
        "handler ranking",
        "handler rank",
        "staff ranking",
        "staff rank",
        "person ranking",
        "officer ranking",
        "handler score",
        "staff score",
        "resident score",
        "resident roster",
        "person roster",
        "household roster",
    ];

    /// <summary>Names that carry a refused word and mean something else; the key is the name as reported.</summary>
    private static readonly Dictionary<string, string> Exceptions = [];

    [Fact]
    public void No_type_or_member_carries_a_refused_word()
    {
        const BindingFlags Own =
            BindingFlags.Public
            | BindingFlags.NonPublic
            | BindingFlags.Instance
            | BindingFlags.Static
            | BindingFlags.DeclaredOnly;
        var names = Product
            .Assemblies.SelectMany(Product.Written)
            .SelectMany(type =>
                type.GetMembers(Own)
                    .Where(member => !member.Name.Contains('<') && member is not Type)
                    .Select(member => (Name: member.Name, At: $"{type.FullName}.{member.Name}"))
                    .Append((Name: type.Name, At: type.FullName!))
            )
            .ToList();
        Assert.True(names.Count > 200, "reflection found hardly any name");
        Rule.Holds(names.SelectMany(name => Found(name.Name, name.At)).DistinctBy(f => f.Sentence), Exceptions);
    }

    [Fact]
    public void No_table_or_column_carries_a_refused_word() =>
        Rule.Holds(
            Repo.Under("src", ".sql")
                .SelectMany(file => Repo.Lines(file).Select(line => (file, line.Number, line.Text)))
                .Where(line => !line.Text.TrimStart().StartsWith("--", StringComparison.Ordinal))
                .SelectMany(line =>
                    Identifier()
                        .Matches(line.Text)
                        .SelectMany(word => Found(word.Value, $"{line.file}:{line.Number} {word.Value}"))
                )
        );

    [Theory]
    [InlineData("RiskScores", true)]
    [InlineData("risk_score", true)]
    [InlineData("IDNumber", true)]
    [InlineData("NumberPlate", true)]
    [InlineData("HasFace", true)]
    [InlineData("Surface", false)]
    [InlineData("Template", false)]
    [InlineData("IdempotencyKey", false)]
    [InlineData("Trace", false)]
    public void A_refused_word_is_recognised_inside_a_name(string name, bool refused) =>
        Assert.Equal(refused, Found(name, name).Any());

    private static IEnumerable<Finding> Found(string name, string at)
    {
        var words = " " + string.Join(' ', Word().Matches(name).Select(match => match.Value.ToUpperInvariant())) + " ";
        return Refused
            .Where(refused =>
                words.Contains($" {refused.ToUpperInvariant()} ", StringComparison.Ordinal)
                || words.Contains($" {refused.ToUpperInvariant()}S ", StringComparison.Ordinal)
            )
            .Select(refused => new Finding(at, $"{at} carries the refused word \"{refused}\""));
    }

    [GeneratedRegex(@"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")]
    private static partial Regex Word();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Identifier();
}
