using System.Text;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Disputes;

/// <summary>
/// Every state that two neighbours, a third who may come, and the staff can reach by any order of acts is visited, every act is tried in each, and the
/// laws are checked at every step. The page about disputes is drawn from the same walk.
/// </summary>
public class DisputeGraphTests
{
    private sealed record Node(Dispute Dispute, DateTimeOffset At);

    private sealed record Walk(
        int States,
        int Steps,
        IReadOnlyCollection<(string From, string Act, string To)> Edges,
        IReadOnlyDictionary<string, SortedSet<string>> Refusals
    );

    private static readonly Lazy<Walk> Walked = new(Explore);

    [Fact]
    public void No_path_mediates_against_a_refusal_an_exclusion_or_an_open_safety_flag_and_every_end_says_what_comes_next()
    {
        // The laws are asserted while walking; here that the walk went everywhere.
        var walk = Walked.Value;
        Assert.True(walk.States > 500, $"only {walk.States} states");
        Assert.Equal(
            Enum.GetValues<EndedAs>().Select(way => $"Ended_{way}").Order(),
            walk.Edges.Select(e => e.To).Where(to => to.StartsWith("Ended", StringComparison.Ordinal)).Distinct().Order()
        );
        Assert.All(Quarrel.Acts.Select(a => a.Name).Except(Impossible), act => Assert.Contains(walk.Edges, e => e.Act == act));
        Assert.All(Impossible, act => Assert.DoesNotContain(walk.Edges, e => e.Act == act));
    }

    [Fact]
    public void From_every_state_that_is_not_an_end_an_end_can_be_reached()
    {
        var reaches = new HashSet<string>(
            Walked.Value.Edges.Select(e => e.To).Where(to => to.StartsWith("Ended", StringComparison.Ordinal))
        );
        while (Walked.Value.Edges.Where(e => reaches.Contains(e.To)).Select(e => e.From).Any(reaches.Add)) { }
        Assert.All(Walked.Value.Edges.Select(e => e.From), from => Assert.Contains(from, reaches));
    }

    [Fact]
    public void While_a_flag_stands_nothing_leads_on_but_protection_another_door_lifting_it_a_partys_own_no_what_excludes_the_venue_and_doing_what_was_agreed_before()
    {
        var on = Walked
            .Value.Edges.Where(e => e.From.EndsWith("Flagged", StringComparison.Ordinal) && e.To != e.From)
            .Select(e => e.Act)
            .Distinct()
            .Order();
        Assert.Equal(
            [
                "a party erases its data",
                "a party refuses",
                "a party takes consent back",
                "a supervisor lifts a flag",
                "an obligation is performed",
                "an offence comes to light",
                "another door is chosen",
                "protection is chosen",
                "something arises that excludes the venue",
                "the raiser withdraws the matter",
            ],
            on
        );
    }

    [Fact]
    public void The_document_of_disputes_is_drawn_from_the_walk()
    {
        var file = Path.Combine(Repository.Root, "docs", "disputes.md");
        var expected = Document(Walked.Value);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, expected);
        }
        Assert.Equal(expected, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    private static string[] Impossible =>
        ["an excluded venue is proposed", "a venue of another kind is proposed", "a venue is proposed without what it requires"];

    private static Walk Explore()
    {
        var start = new Node(Quarrel.Named(), Given.Now);
        var seen = new HashSet<string> { Print(start.Dispute) };
        var waiting = new Queue<Node>([start]);
        var edges = new HashSet<(string, string, string)>();
        var refusals = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        var steps = 0;
        while (waiting.TryDequeue(out var node))
        {
            var now = node.At.AddHours(1);
            foreach (var (name, decide) in Quarrel.Acts)
            {
                steps++;
                var decision = decide(node.Dispute, now);
                if (decision.Why is { } why)
                {
                    refusals.TryAdd(name, new SortedSet<string>(StringComparer.Ordinal));
                    refusals[name].Add(why.Code);
                    continue;
                }
                var after = node.Dispute.After(decision.Facts);
                DisputeLaws.Hold(node.Dispute, decision.Facts, after, now);
                edges.Add((Name(node.Dispute), name, Name(after)));
                // More of the same adds no new state: one flag, one session and one third party show everything.
                if (
                    after.File.OpenFlags.Count() <= 1
                    && (after.Under?.Sessions.Length ?? 0) <= 1
                    && after.File.Parties.Length <= 3
                    && !IsMoreOfTheSame(after)
                    && seen.Add(Print(after))
                )
                {
                    waiting.Enqueue(new Node(after, now));
                }
            }
        }
        return new Walk(seen.Count, steps, edges, refusals);
    }

    // More time, the court and the checks are walked where nothing else is going on beside them: each with two parties and no mediator.
    private static bool IsMoreOfTheSame(Dispute dispute)
    {
        var later = (
            More: dispute.Under?.Lengthening is not null || dispute.Under?.EarlierEnds.IsEmpty == false,
            Court: dispute.File.Confirmation is not null,
            Elsewhere: dispute.File.HandOver is not null || !dispute.File.EarlierMediations.IsEmpty,
            Paid: dispute.File.Allowance is not null,
            Again: dispute.Under?.Sessions.Any(s => s.Again) == true,
            Checks: dispute.File.FollowUps.Any(f => !f.Answers.IsEmpty || f.Clock.Progress.Last is not null)
        );
        var kinds =
            (later.More ? 1 : 0)
            + (later.Court ? 1 : 0)
            + (later.Checks ? 1 : 0)
            + (later.Elsewhere ? 1 : 0)
            + (later.Paid ? 1 : 0)
            + (later.Again ? 1 : 0);
        return kinds > 1
            || (dispute.Under?.EarlierEnds.Length ?? 0) > 1
            || kinds == 1
                && (
                    dispute.File.Parties.Length > 2
                    || !later.Paid && !dispute.File.Invitations.IsEmpty
                    || later.Paid && dispute.File.Invitations.Length > 1
                    || dispute.File.Parties.Any(p => p.Erased)
                    || !later.Again && dispute.Under?.Sessions.IsEmpty == false
                    || (later.More || later.Elsewhere) && dispute.Under?.Draft is not null
                    || dispute.File.EarlierMediations.Length > 1
                );
    }

    private static string Name(Dispute dispute) =>
        dispute is Dispute.Ended ended ? $"Ended_{ended.Ending.As}" : $"{dispute.Stage}{(dispute.File.Unsafe ? "Flagged" : "")}";

    // What decides about the future of a dispute, without instants and keys.
    private static string Print(Dispute dispute)
    {
        var text = new StringBuilder(Name(dispute));
        var session = dispute.Under?.Sessions.LastOrDefault();
        foreach (var party in dispute.File.Parties)
        {
            var newer = dispute.File.OpenFlags.Any(f => f.Party == party.Id && party.SafetyAnsweredAt > f.At);
            text.Append(
                $"|{party.Erased}{party.FeelsSafe}{newer}{dispute.File.Answer(party.Id, ConsentStep.Mediation, dispute.File.Proposal?.Id ?? default)}{(session is null ? null : dispute.File.Answer(party.Id, ConsentStep.Session, session.Id))}{(dispute.Under?.Draft is { } draft ? dispute.File.Answer(party.Id, ConsentStep.Agreement, draft.Id) : null)}"
            );
        }
        var more = dispute.Under?.Lengthening;
        var court = dispute.File.Confirmation;
        foreach (var party in dispute.File.Parties)
        {
            text.Append(more is null ? null : $"|{dispute.File.Answer(party.Id, ConsentStep.Lengthening, more.Id)}");
            text.Append(court is null ? null : $"|{dispute.File.Answer(party.Id, ConsentStep.Confirmation, court.Id)}");
            text.Append($"|{string.Join(',', dispute.File.FollowUps.Select(f => f.Of(party.Id)?.Finding))}");
        }
        if (dispute is Dispute.Agreed agreed)
        {
            text.Append($"|{session?.Again}{agreed.File.Talks.Length}{agreed.Earlier.Length}{agreed.Proposed is not null}");
            foreach (var party in dispute.File.Parties)
            {
                text.Append(
                    agreed.Proposed is { } days ? $"|{dispute.File.Answer(party.Id, ConsentStep.Agreement, days.Id)}" : null
                );
            }
        }
        var elsewhere = dispute.File.HandOver;
        foreach (var party in dispute.File.Parties)
        {
            text.Append(elsewhere is null ? null : $"|{dispute.File.Answer(party.Id, ConsentStep.HandOver, elsewhere.Id)}");
        }
        text.Append(
            $"|{elsewhere?.IsOnItsWay}{elsewhere?.ReceivedOn is not null}{dispute.File.EarlierMediations.Length}{dispute.File.AgreedAs}"
        );
        text.Append($"|{dispute.File.Allowance?.CheckedBy is not null}{dispute.File.Allowance?.PaidOn is not null}");
        text.Append(
            $"|{dispute.File.Allowance is not null}{more is not null}{dispute.Under?.EarlierEnds.Length}{court?.FiledOn is not null}{court?.Result}"
        );
        text.Append($"|{string.Join(',', dispute.File.FollowUps.Select(f => f.Clock.Progress.Last))}");
        text.Append($"|{string.Join(',', dispute.File.Invitations.Select(i => i.State))}");
        text.Append($"|{dispute.File.Proposal?.Venue}|{session?.State}|{dispute.Under?.Draft is not null}");
        foreach (var flag in dispute.File.OpenFlags)
        {
            text.Append(flag.Party is null ? "|staff" : "|party");
        }
        return text.ToString();
    }

    private static string Document(Walk walk)
    {
        var text = new StringBuilder();
        text.Append("# 纠纷 Disputes: the graph of states\n\n");
        text.Append(
            "<!-- Made by a test from a walk through every state; do not edit. UPDATE_DOCS=1 ./test domain DisputeGraph rewrites it. -->\n\n"
        );
        text.Append(
            $"The walk visited {walk.States:N0} states and tried {walk.Steps:N0} acts ([decision 0020](decisions/0020-disputes-beside-their-matter.md)). A state with a flag is one in which somebody may be in danger. At every step it was checked that mediation starts only with each party's consent to that very venue, asked alone and safe, at a venue proposed with no exclusion; that no session is set or held while a flag stands or without consent to it; that a refusal ends the dispute; that nothing follows an end; that more time takes every party and a rule that leaves it to them; that another talk after an agreement has everybody's consent, and new days every party's; that an application to the court is made together, within its thirty days and only where the law opens it; that checks are asked from their day on; and that every end names the court, the complaint and the other doors.\n\n"
        );
        text.Append("```mermaid\nstateDiagram-v2\n  [*] --> Asking\n");
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
        text.Append("```\n\n| from | act | to |\n|---|---|---|\n");
        foreach (
            var edge in walk
                .Edges.Where(e => e.From != e.To)
                .OrderBy(e => e.From, StringComparer.Ordinal)
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
        text.Append(
            "\n## 可以走的途径 The doors that stand open after an end\n\n| door | until when | source | for |\n|---|---|---|---|\n"
        );
        foreach (var door in VenueBook.BuiltIn.Doors)
        {
            text.Append(
                $"| {door.Name.Zh}<br>{door.Name.En} | {door.Deadline.Zh}<br>{door.Deadline.En} | {door.Cited.Zh}<br>{door.Cited.En} | {(door.Protects ? "danger" : door.Kinds.IsEmpty ? "all" : string.Join(", ", door.Kinds))} |\n"
            );
        }
        text.Append(
            "\n## 调解渠道 Venues\n\n| venue | kind | in force | clock | confirmation | source |\n|---|---|---|---|---|---|\n"
        );
        foreach (var venue in VenueBook.BuiltIn.Venues)
        {
            text.Append(
                $"| {venue.Name.Zh}<br>{venue.Name.En} ({venue.Code} {venue.Version}) | {venue.Kind} | {venue.ValidFrom:yyyy-MM-dd}–{venue.ValidTo:yyyy-MM-dd} | {venue.Clock ?? "none"} | {(venue.Confirmation ? "open" : "not open")} | {venue.Cited.Zh}<br>{venue.Cited.En} |\n"
            );
        }
        return text.ToString();
    }
}
