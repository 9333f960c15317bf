using SmallMatters.Patterns.HotIssues;
using Xunit;

namespace SmallMatters.Patterns.Tests.HotIssues;

public class ConsensusTests(ITestOutputHelper output)
{
    [Fact]
    public void Issues_that_several_teams_found_in_real_messages_are_among_the_twenty_hottest()
    {
        var rows = EvaluationData.Rows("citizen-messages/with-likes.csv");
        var messages = rows.Select(r => new IssueMessage(
                r["id"],
                r["title"],
                r["detail"],
                DateTime.Parse(r["time"]).Ticks / (double)TimeSpan.TicksPerDay,
                Reporter(r["user"]),
                int.Parse(r["likes"])
            ))
            .ToList();
        var issues = HotIssueFinder.Find(messages);
        foreach (var (hot, rank) in issues.Take(20).Select((h, i) => (h, i + 1)))
        {
            output.WriteLine(
                $"{rank, 2} {hot.Heat.Score:0.00} n={hot.Heat.Volume} reporters={hot.Heat.Reporters} support={hot.Heat.Support} {string.Join(' ', hot.Words)}"
            );
        }
        var consensus = EvaluationData
            .Rows("citizen-messages/hot-issues-consensus.csv")
            .Where(r => int.Parse(r["teams_with_issue"]) >= 3)
            .GroupBy(r => r["consensus_issue"])
            .ToList();
        Assert.Equal(3, consensus.Count);
        foreach (var issue in consensus)
        {
            // A message that a single team put there is that team's opinion, not a consensus.
            var agreed = issue.Where(r => int.Parse(r["teams_including"]) >= 2).Select(r => r["id"]).ToHashSet();
            var best = issues.Take(20).MaxBy(h => h.MessageIds.Count(agreed.Contains))!;
            var share = (double)best.MessageIds.Count(agreed.Contains) / agreed.Count;
            var listed = issue.Select(r => r["id"]).ToHashSet();
            output.WriteLine(
                $"issue {issue.Key}: {share:P0} of {agreed.Count} agreed, {(double)best.MessageIds.Count(listed.Contains) / listed.Count:P0} of {listed.Count} listed, in a group of {best.MessageIds.Count}: {string.Join(' ', best.Words)}"
            );
        }
        Assert.All(
            consensus,
            issue =>
            {
                var agreed = issue.Where(r => int.Parse(r["teams_including"]) >= 2).Select(r => r["id"]).ToHashSet();
                Assert.True(issues.Take(20).Max(h => h.MessageIds.Count(agreed.Contains)) >= 0.8 * agreed.Count, issue.Key);
            }
        );
    }

    private static ulong Reporter(string user)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in user)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }
        return hash;
    }
}
