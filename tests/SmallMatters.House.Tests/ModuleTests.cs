namespace SmallMatters.House.Tests;

using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

public partial class ModuleTests
{
    [Fact]
    public void Domain_and_patterns_stand_on_the_base_library_alone()
    {
        foreach (var name in (string[])["SmallMatters.Domain", "SmallMatters.Patterns"])
        {
            Assert.All(
                Product.Load(name).GetReferencedAssemblies(),
                reference =>
                    Assert.True(
                        reference.Name!.StartsWith("System", StringComparison.Ordinal),
                        $"{name} refers to {reference.Name}"
                    )
            );
            var project = Repo.Read($"src/{name}/{name}.csproj");
            Assert.DoesNotContain("<PackageReference", project, StringComparison.Ordinal);
            Assert.DoesNotContain("<ProjectReference", project, StringComparison.Ordinal);
            Assert.DoesNotContain("<FrameworkReference", project, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Arrows_between_projects_point_inwards_only()
    {
        var allowed = new Dictionary<string, string[]>
        {
            ["SmallMatters.Domain"] = [],
            ["SmallMatters.Patterns"] = [],
            ["SmallMatters.Storage"] = ["SmallMatters.Domain"],
            ["SmallMatters.Web"] = ["SmallMatters.Domain", "SmallMatters.Patterns", "SmallMatters.Storage"],
        };
        foreach (var project in Product.Projects)
        {
            Assert.True(allowed.TryGetValue(project, out var may), $"{project} has no line in this table");
            var named = ProjectReference().Matches(Repo.Read($"src/{project}/{project}.csproj")).Select(m => m.Groups[1].Value);
            Assert.Subset(may.ToHashSet(), named.ToHashSet());
        }
    }

    [Fact]
    public void Every_module_of_the_domain_is_in_the_module_map()
    {
        Assert.NotEmpty(ModuleMap.Folders);
        Assert.Subset(ModuleMap.Modules.Select(m => m.Name).ToHashSet(), ModuleMap.Folders.ToHashSet());
        Assert.Equal(ModuleMap.Modules.Count, ModuleMap.Modules.DistinctBy(m => m.Name).Count());
    }

    [Fact]
    public void Modules_know_only_whom_the_map_allows_them_to_know()
    {
        var findings = new List<Finding>();
        foreach (var module in ModuleMap.Modules)
        {
            foreach (var file in Repo.Under($"src/SmallMatters.Domain/{module.Name}", ".cs"))
            {
                foreach (var (number, text) in Repo.Lines(file))
                {
                    findings.AddRange(
                        Qualified()
                            .Matches(text)
                            .Select(match => match.Groups[1].Value)
                            .Where(other =>
                                other != module.Name && ModuleMap.Folders.Contains(other) && !module.MayKnow.Contains(other)
                            )
                            .Select(other => new Finding(file, $"{file}:{number} {module.Name} may not know {other}"))
                    );
                }
            }
        }
        Rule.Holds(findings);
    }

    /// <summary>Sees also what is named without a using line, because sibling namespaces need none.</summary>
    [Fact]
    public void Signatures_keep_to_the_module_map_as_well()
    {
        var findings = new List<Finding>();
        foreach (var type in Product.Written(Product.Domain))
        {
            var home = ModuleOf(type);
            var module = ModuleMap.Modules.SingleOrDefault(m => m.Name == home);
            if (module is null)
            {
                continue;
            }
            findings.AddRange(
                Named(type)
                    .Select(ModuleOf)
                    .Where(other => other is not null && other != home && !module.MayKnow.Contains(other))
                    .Distinct()
                    .Select(other => new Finding(type.FullName!, $"{type.FullName} names a type of {other}"))
            );
        }
        Rule.Holds(findings);
    }

    [Fact]
    public void The_map_has_no_circle()
    {
        var done = new HashSet<string>();
        var left = ModuleMap.Modules.ToList();
        while (left.Count > 0)
        {
            var free = left.Where(m => m.MayKnow.All(done.Contains)).ToList();
            Assert.True(free.Count > 0, $"These know each other in a circle: {string.Join(", ", left.Select(m => m.Name))}");
            done.UnionWith(free.Select(m => m.Name));
            left = left.Except(free).ToList();
        }
    }

    [Fact]
    public void The_module_map_in_the_docs_is_the_one_that_is_tested()
    {
        var page = new StringBuilder()
            .AppendLine("# Module map")
            .AppendLine()
            .AppendLine("Written by `UPDATE_DOCS=1 ./test house`; a test compares it. The table itself is")
            .AppendLine("`tests/SmallMatters.House.Tests/ModuleMap.cs`, and a folder without a line there fails the tests.")
            .AppendLine()
            .AppendLine("Projects: Web → Storage → Domain; Web → Patterns. Domain and Patterns know only the base library.")
            .AppendLine()
            .AppendLine("| module of Domain | is about | may know |")
            .AppendLine("|---|---|---|");
        foreach (var module in ModuleMap.Modules.Where(m => ModuleMap.Folders.Contains(m.Name)))
        {
            var knows = module.MayKnow.Where(ModuleMap.Folders.Contains).Order(StringComparer.Ordinal);
            page.AppendLine($"| {module.Name} | {module.About} | {string.Join(", ", knows.DefaultIfEmpty("nobody"))} |");
        }
        Docs.Same("docs/module-map.md", page.ToString());
    }

    private static string? ModuleOf(Type type) =>
        type.Namespace is { } space && space.StartsWith("SmallMatters.Domain.", StringComparison.Ordinal)
            ? space.Split('.')[2]
            : null;

    private static IEnumerable<Type> Named(Type type)
    {
        const BindingFlags Own =
            BindingFlags.Public
            | BindingFlags.NonPublic
            | BindingFlags.Instance
            | BindingFlags.Static
            | BindingFlags.DeclaredOnly;
        var direct = type.GetInterfaces()
            .Append(type.BaseType ?? typeof(object))
            .Concat(type.GetFields(Own).Select(field => field.FieldType))
            .Concat(type.GetMethods(Own).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)))
            .Concat(type.GetConstructors(Own).SelectMany(c => c.GetParameters().Select(p => p.ParameterType)));
        return direct.SelectMany(Unfold);
    }

    private static IEnumerable<Type> Unfold(Type type) =>
        type.HasElementType ? Unfold(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Unfold).Append(type)
        : [type];

    [GeneratedRegex(@"(?<![\w.])(?:SmallMatters\.)?Domain\.(\w+)")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*[\\/]([\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();
}
