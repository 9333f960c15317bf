using SmallMatters.Domain.Triage;
using Xunit;

namespace SmallMatters.Domain.Tests.Triage;

/// <summary>On real narratives of people's mediation, which are no part of the project: skipped where they are absent.</summary>
public sealed class RealNarrativesTests(ITestOutputHelper output)
{
    /// <summary>
    /// Each of the 78 narratives is classified by a model that learned from the other 77: there are three to eight of a type, so
    /// that the figure says how far the triage comes with hardly anything to learn from, and no more.
    /// </summary>
    [Fact]
    public void A_dispute_among_thirteen_types_is_told_from_a_handful_of_each()
    {
        var rows = EvaluationData.Rows(File.ReadAllText(EvaluationData.File("mediation-cases", "cases.csv")));
        var (type, text) = (rows[0].IndexOf("event_type"), rows[0].IndexOf("event_description"));
        TriageExample[] all = [.. rows.Skip(1).Select(row => new TriageExample("", row[text], [row[type]]))];
        Assert.Equal((78, 13), (all.Length, all.Select(e => e.Labels[0]).Distinct().Count()));

        var options = new TriageOptions();
        var (right, amongThree) = (0, 0);
        foreach (var (one, index) in all.Select((e, i) => (e, i)))
        {
            var model = TriageTrainer.Train([.. all.Where((_, i) => i != index)], options);
            var ranked = model.Suggest("", one.Text).Ranked.Select(c => c.Label).ToList();
            right += ranked[0] == one.Labels[0] ? 1 : 0;
            amongThree += ranked.Take(3).Contains(one.Labels[0]) ? 1 : 0;
        }

        output.WriteLine($"right {right} of 78, among the first three {amongThree}; the most frequent type alone has 8");
        Assert.True(right >= 30, $"{right} of 78");
    }
}
