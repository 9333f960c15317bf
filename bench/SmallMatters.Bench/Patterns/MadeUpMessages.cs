using System.Text;
using SmallMatters.Patterns.HotIssues;
using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Bench.Patterns;

/// <summary>Messages of a city that does not exist: as long as real ones, words drawn with Zipf's law, one in ten about a shared issue.</summary>
internal static class MadeUpMessages
{
    public static List<IssueMessage> Make(int count)
    {
        var random = new SeededStream(12);
        var words = Enumerable.Range(0, 20_000).Select(_ => Word(random, 2 + random.NextInt(2))).ToArray();
        var issues = Enumerable
            .Range(0, 400)
            .Select(_ => Enumerable.Range(0, 6).Select(_ => Word(random, 3 + random.NextInt(2))).ToArray())
            .ToArray();
        var messages = new List<IssueMessage>(count);
        for (var i = 0; i < count; i++)
        {
            var text = new StringBuilder();
            var issue = random.NextInt(10) == 0 ? issues[(int)(issues.Length * random.NextDouble() * random.NextDouble())] : null;
            for (var w = 0; w < 70; w++)
            {
                // Rank ~ exp(uniform) is Zipf's law.
                text.Append(words[(int)Math.Min(words.Length - 1, Math.Exp(random.NextDouble() * Math.Log(words.Length)))]);
                if (issue is not null && w % 10 == 0)
                {
                    text.Append(issue[random.NextInt(issue.Length)]);
                }
                if (w % 12 == 11)
                {
                    text.Append('，');
                }
            }
            var title = issue is null ? words[random.NextInt(words.Length)] : issue[0] + issue[1 + random.NextInt(5)];
            messages.Add(new IssueMessage($"{i}", title, text.ToString(), random.NextInt(365), (ulong)random.NextInt(count)));
        }
        return messages;
    }

    private static string Word(SeededStream random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)(0x4e00 + random.NextInt(3000))));
}
