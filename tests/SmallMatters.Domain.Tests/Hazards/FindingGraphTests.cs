using System.Text;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Hazards;

/// <summary>
/// Every state that a finding can reach is visited, every act is tried in each, and the laws are checked at every step. The page about
/// findings is drawn from the same walk.
/// </summary>
public class FindingGraphTests
{
    private sealed record Walk(
        int States,
        int Steps,
        IReadOnlyCollection<(string From, string Act, string To)> Edges,
        IReadOnlyDictionary<string, SortedSet<string>> Refusals
    );

    private static readonly Lazy<Walk> Walked = new(Explore);

    [Fact]
    public void Every_act_leads_somewhere_or_is_refused_for_good_and_every_stage_is_reached()
    {
        var walk = Walked.Value;
        Assert.Equal(
            Enum.GetNames<FindingStage>().Order(),
            walk.Edges.SelectMany(e => new[] { e.From, e.To }).Distinct().Order()
        );
        Assert.Equal(Impossible.Order(), Inspected.Acts.Select(a => a.Name).Except(walk.Edges.Select(e => e.Act)).Order());
    }

    [Fact]
    public void From_every_stage_an_end_can_be_reached_and_from_an_end_nothing()
    {
        var edges = Walked.Value.Edges;
        string[] ends = [nameof(FindingStage.Closed), nameof(FindingStage.Received)];
        Assert.DoesNotContain(edges, e => ends.Contains(e.From));
        var reaches = new HashSet<string>(ends);
        while (edges.Where(e => reaches.Contains(e.To)).Select(e => e.From).Any(reaches.Add)) { }
        Assert.Equal(Enum.GetNames<FindingStage>().Order(), reaches.Order());
    }

    [Fact]
    public void The_document_of_findings_is_drawn_from_the_walk()
    {
        var file = Path.Combine(Repository.Root, "docs", "hazards.md");
        var expected = Document(Walked.Value);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, expected);
        }
        Assert.Equal(expected, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    private static string[] Impossible =>
        [
            "a stranger gives a notice",
            "a stranger looks again: put right",
            "somebody answers by a link that ended",
            "whoever gave the notice gives more time",
            "four of the five parts are planned",
        ];

    private static Walk Explore()
    {
        Finding[] starts =
        [
            Inspected.Found(),
            Inspected.Found(photo: false),
            Inspected.Found(major: true),
            Inspected.Found(handOver: "fire-transfer"),
        ];
        var seen = starts.Select(Print).ToHashSet();
        var waiting = new Queue<(Finding Finding, DateTimeOffset At)>(starts.Select(f => (f, Given.Now)));
        var edges = new HashSet<(string, string, string)>();
        var refusals = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        var steps = 0;
        while (waiting.TryDequeue(out var node))
        {
            foreach (var now in new[] { node.At.AddHours(1), node.At.AddDays(8) })
            {
                foreach (var (name, act) in Inspected.Acts)
                {
                    steps++;
                    if (act(node.Finding, now) is not { } decision)
                    {
                        continue;
                    }
                    if (decision.Why is { } why)
                    {
                        refusals.TryAdd(name, new SortedSet<string>(StringComparer.Ordinal));
                        refusals[name].UnionWith(why.Each.Select(w => w.Code));
                        continue;
                    }
                    var after = node.Finding.After(decision);
                    FindingLaws.Hold(node.Finding, decision, after);
                    edges.Add((node.Finding.Standing, name, after.Standing));
                    if (after.Rechecks.Length <= 1 && seen.Add(Print(after)))
                    {
                        waiting.Enqueue((after, now));
                    }
                }
            }
        }
        return new Walk(seen.Count, steps, edges, refusals);
    }

    // What decides about the future of a finding, without instants and keys.
    private static string Print(Finding f) =>
        $"{f.Stage}|{f.File.Major}|{f.File.HandOver}|{f.File.Photos.IsEmpty}|{f.Notice is null}|{f.Notice?.By}|{f.Link is null}|{f.Draw?.Chosen}|{f.Report is null}|{f.Plan is null}|{f.ByAnother}|{string.Join(',', f.Feedback.Select(s => $"{s.From}{s.By}").Distinct().Order())}|{f.Rechecks.Length}|{string.Join(',', f.Duties.Where(d => d.IsOpen).Select(d => $"{d.For}{d.Clock.Progress.Last}"))}";

    private static string Document(Walk walk)
    {
        var text = new StringBuilder();
        text.Append("# 隐患 Hazards: what becomes of a finding\n\n");
        text.Append(
            "<!-- Made by a test from a walk through every state; do not edit. UPDATE_DOCS=1 ./test domain FindingGraph rewrites it. -->\n\n"
        );
        text.Append(
            $"The walk visited {walk.States:N0} states and tried {walk.Steps:N0} acts ([decision 0024](decisions/0024-inspections-and-findings.md)). At every step it was checked that exactly one unit is accountable and one clock runs for what comes next; that no clock is lost; that a finding is closed by a look after the last feedback, or by a correction on the spot that photos show before and after; that where the hazard is major or the look was drawn, whoever looks neither found it nor noted it as put right; that a major hazard is closed once it was reported and planned in all five parts; and that nothing follows an end.\n\n"
        );
        text.Append("```mermaid\nstateDiagram-v2\n  [*] --> Found\n");
        foreach (
            var (from, to) in walk
                .Edges.Where(e => e.From != e.To)
                .Select(e => (e.From, e.To))
                .Distinct()
                .OrderBy(e => e.From, StringComparer.Ordinal)
                .ThenBy(e => e.To, StringComparer.Ordinal)
        )
        {
            text.Append($"  {from} --> {to}\n");
        }
        text.Append("  Closed --> [*]\n  Received --> [*]\n```\n\n| stage | 中文 | a clock runs for |\n|---|---|---|\n");
        foreach (var stage in Enum.GetValues<FindingStage>())
        {
            text.Append($"| {stage} | {stage.Said().Zh} | {string.Join(" or ", Finding.DutiesOf(stage))} |\n");
        }
        text.Append("\n| from | act | to |\n|---|---|---|\n");
        foreach (
            var edge in walk
                .Edges.OrderBy(e => e.From, StringComparer.Ordinal)
                .ThenBy(e => e.To, StringComparer.Ordinal)
                .ThenBy(e => e.Act, StringComparer.Ordinal)
        )
        {
            text.Append($"| {edge.From} | {edge.Act} | {edge.To} |\n");
        }
        text.Append("\n## Why an act is refused\n\n| act | refusals met on the walk |\n|---|---|\n");
        foreach (var (act, codes) in walk.Refusals)
        {
            text.Append($"| {act} | {string.Join(", ", codes)} |\n");
        }
        return text.ToString();
    }
}
