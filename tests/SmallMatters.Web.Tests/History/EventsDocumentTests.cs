using System.Reflection;
using System.Text;
using System.Xml.Linq;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Web.Tests.History;

/// <summary>docs/events.md says which facts there are; it is written from the code and compared with it.</summary>
public class EventsDocumentTests
{
    [Fact]
    public void The_document_of_events_names_every_fact_with_who_and_when()
    {
        var file = Path.Combine(Root(), "docs", "events.md");
        var expected = Document();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, expected);
        }
        Assert.Equal(expected, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    private static string Document()
    {
        var said = Summaries();
        var text = new StringBuilder();
        text.Append(
            """
            # Events

            Written by `UPDATE_DOCS=1 ./test pages EventsDocument`; a test compares it. A fact is appended to its matter's
            history with its instant, who acted (`person:`, `staff:` with the unit, `partner:` with the partner, `system:` or
            `client:`) and a hash over all
            of it and the fact before. Facts are never edited, and their names never change. **Sealed** values are stored only
            as ciphertext under the key of the person they belong to.

            | fact | when | who | values (sealed ones in bold) | told to those who take part |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        var facts = typeof(Fact)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Fact)) && !t.IsAbstract)
            .OrderBy(t => t.Name, StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            var values = fact.GetConstructors()
                .MaxBy(c => c.GetParameters().Length)!
                .GetParameters()
                .Select(p => IsSealed(p.ParameterType) ? $"**{p.Name}**" : p.Name!);
            text.Append(
                $"| {fact.Name} | {said[fact.FullName!]} | {Who(fact)} | {string.Join(", ", values)} | {(IsTold(fact) ? "yes" : "")} |\n"
            );
        }
        return text.ToString();
    }

    // Who may cause a fact is whoever the decisions that return it take as their actor.
    private static string Who(Type fact)
    {
        var rules = typeof(Fact)
            .Assembly.GetTypes()
            .Where(t => t is { IsAbstract: true, IsSealed: true } && t.Namespace == typeof(Fact).Namespace);
        var actors = new SortedSet<string>(StringComparer.Ordinal);
        foreach (
            var method in rules.SelectMany(r => r.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.NonPublic))
        )
        {
            if (Makes(method, fact))
            {
                var by = method
                    .GetParameters()
                    .Select(p => p.ParameterType)
                    .FirstOrDefault(t => typeof(Actor).IsAssignableFrom(t));
                actors.Add(
                    by is null
                        ? method.DeclaringType == typeof(TickClockRule)
                            ? "the sweep"
                            : "whoever asks"
                        : by == typeof(Actor.Staff)
                            ? "staff"
                            : by == typeof(Actor.Person)
                                ? "a person by link"
                                : "anybody who takes part, or staff"
                );
            }
        }
        return actors.Count == 0 ? "follows from another decision" : string.Join(", ", actors);
    }

    private static bool Makes(MethodInfo method, Type fact)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            return false;
        }
        const byte NewObject = 0x73;
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] == NewObject && Made(method, BitConverter.ToInt32(code, i + 1)) == fact)
            {
                return true;
            }
        }
        return false;
    }

    private static Type? Made(MethodInfo method, int token)
    {
        try
        {
            return method.Module.ResolveMethod(token)?.DeclaringType;
        }
        catch (Exception none) when (none is ArgumentException or BadImageFormatException)
        {
            // Four bytes that only look like a constructor's token.
            return null;
        }
    }

    private static bool IsSealed(Type type) =>
        type == typeof(PersonalText)
        || type == typeof(Contact)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Personal<>))
        || (
            type != typeof(MatterFile)
            && type.Namespace == typeof(Fact).Namespace
            && Cases(type).SelectMany(t => t.GetProperties()).Any(p => p.PropertyType == typeof(PersonalText))
        );

    private static IEnumerable<Type> Cases(Type type) => type.IsAbstract ? type.GetNestedTypes() : [type];

    // A joiner is told alone: the sample of it carries the sample person.
    private static bool IsTold(Type fact) =>
        fact == typeof(Joined)
        || Domain
            .Matters.Notices.For((Fact)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(fact), Somebody())
            .Any();

    private static Matter Somebody()
    {
        var reachable = new Participant(default, ParticipantRole.Raiser, Domain.Language.Tongue.Zh, true);
        return new Matter.Open(
            new MatterFile(
                default,
                Reference.From(Reference.FirstPayload),
                Kind.Request,
                Origin.Resident,
                Channel.Web,
                "",
                "",
                default,
                "",
                ""
            )
            {
                Participants = [reachable],
            }
        );
    }

    private static Dictionary<string, string> Summaries() =>
        XDocument
            .Load(Path.ChangeExtension(typeof(Fact).Assembly.Location, ".xml"))
            .Descendants("member")
            .Where(m => m.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal))
            .ToDictionary(m => m.Attribute("name")!.Value[2..], m => Line(m.Element("summary")));

    private static string Line(XElement? summary) =>
        string.Join(' ', (summary?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace("|", "/", StringComparison.Ordinal);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SmallMatters.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("not inside the repository");
        }
        return folder.FullName;
    }
}
