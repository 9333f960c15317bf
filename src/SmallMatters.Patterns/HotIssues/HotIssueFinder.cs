namespace SmallMatters.Patterns.HotIssues;

/// <summary>
/// Groups messages about the same thing as they come: locality-sensitive hashing proposes issues that share telling
/// grams, an exact comparison with the issue's profile decides, and place and time must fit.
/// </summary>
/// <remarks>
/// Broder (1997), "On the resemblance and containment of documents" (min-wise hashing); Indyk and Motwani (1998), STOC
/// (banding); Salton and Buckley (1988), Information Processing and Management 24(5) (term weights). One instance is used
/// by one thread at a time. The answer depends on the order of the messages and on nothing else.
/// </remarks>
public sealed class HotIssueFinder
{
    private const int BucketSize = 24;
    private readonly HotIssueSettings settings;
    private readonly Dictionary<ulong, int> frequency = [];
    private readonly Dictionary<ulong, List<int>> buckets = [];
    private readonly List<Entry> entries = [];
    private readonly List<Issue?> issues = [];
    private int counted;

    /// <summary>An empty finder.</summary>
    public HotIssueFinder(HotIssueSettings? settings = null) => this.settings = settings ?? new HotIssueSettings();

    /// <summary>Groups a whole collection: grams are counted first, messages grouped in order of time, then issues merged and settled.</summary>
    /// <param name="messages">In any order.</param>
    /// <param name="settings">Settings; null for the defaults.</param>
    /// <param name="progress">Told the share done, 0 … 1.</param>
    /// <param name="cancel">Stops the run.</param>
    public static IReadOnlyList<HotIssue> Find(
        IEnumerable<IssueMessage> messages,
        HotIssueSettings? settings = null,
        IProgress<double>? progress = null,
        CancellationToken cancel = default
    )
    {
        var ordered = messages.OrderBy(m => m.Day).ToList();
        var finder = new HotIssueFinder(settings);
        foreach (var message in ordered)
        {
            finder.Count(finder.Cut(message));
        }
        finder.counted = ordered.Count;
        for (var i = 0; i < ordered.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            finder.Place(ordered[i], finder.Cut(ordered[i]));
            progress?.Report((i + 1.0) / ordered.Count);
        }
        finder.Settle();
        return finder.Issues(ordered.Count == 0 ? 0 : ordered[^1].Day);
    }

    /// <summary>Takes in one more message and tells the number of its issue.</summary>
    public int Add(IssueMessage message)
    {
        var grams = Cut(message);
        Count(grams);
        counted++;
        return Place(message, grams);
    }

    /// <summary>All issues of two messages or more, hottest first.</summary>
    /// <param name="today">The day that "lately" counts back from.</param>
    public IReadOnlyList<HotIssue> Issues(double today) =>
        [
            .. issues
                .Where(i => i is { Members.Count: > 1 })
                .Select(i => Describe(i!, today))
                .OrderByDescending(h => h.Heat.Score)
                .ThenBy(h => h.Number),
        ];

    /// <summary>
    /// Merges issues that grew together and moves each message to the issue it fits best. Worth calling now and then;
    /// <see cref="Find"/> does it by itself.
    /// </summary>
    public void Settle()
    {
        MergeAlike();
        for (var e = 0; e < entries.Count; e++)
        {
            var entry = entries[e];
            var home = issues[entry.Issue]!;
            var (best, score) = BestIssue(entry, e);
            if (best >= 0 && best != entry.Issue && (home.Members.Count == 1 || score > home.CosineWithout(entry.Vector)))
            {
                home.Remove(e, entry);
                if (home.Members.Count == 0)
                {
                    issues[entry.Issue] = null;
                }
                issues[best]!.Take(e, entry);
                entry.Issue = best;
            }
        }
        MergeAlike();
    }

    private Dictionary<ulong, (double Weight, string Gram)> Cut(IssueMessage message)
    {
        var grams = new Dictionary<ulong, (double, string)>();
        void Cut(string text, double weight) =>
            Grams.Each(
                text,
                (hash, from, length) =>
                    grams[hash] = grams.TryGetValue(hash, out var known)
                        ? (known.Item1 + weight, known.Item2)
                        : (weight, text.Substring(from, length))
            );
        Cut(message.Title, settings.TitleWeight);
        Cut(message.Text, 1);
        return grams;
    }

    private void Count(Dictionary<ulong, (double Weight, string Gram)> grams)
    {
        foreach (var gram in grams.Keys)
        {
            frequency[gram] = frequency.GetValueOrDefault(gram) + 1;
        }
    }

    private int Place(IssueMessage message, Dictionary<ulong, (double Weight, string Gram)> grams)
    {
        var entry = new Entry(message, Weigh(grams));
        entries.Add(entry);
        var (best, _) = BestIssue(entry, -1);
        if (best < 0)
        {
            best = issues.Count;
            issues.Add(new Issue(best));
        }
        entry.Issue = best;
        issues[best]!.Take(entries.Count - 1, entry);
        foreach (var key in entry.Keys)
        {
            if (!buckets.TryGetValue(key, out var bucket))
            {
                buckets.Add(key, bucket = []);
            }
            if (!bucket.Contains(best))
            {
                // A crowded bucket keeps the latest issues: old ones have other keys, and other members.
                if (bucket.Count == BucketSize)
                {
                    bucket.RemoveAt(0);
                }
                bucket.Add(best);
            }
        }
        return best;
    }

    private (int Issue, double Score) BestIssue(Entry entry, int self)
    {
        var (best, score) = (-1, settings.Similarity);
        var seen = new HashSet<int>();
        foreach (var key in entry.Keys)
        {
            if (!buckets.TryGetValue(key, out var bucket))
            {
                continue;
            }
            foreach (var number in bucket)
            {
                var at = Follow(number);
                if (at < 0 || !seen.Add(at) || issues[at] is not { } issue || !Fits(issue, entry.Message))
                {
                    continue;
                }
                var cosine = self >= 0 && at == entry.Issue ? issue.CosineWithout(entry.Vector) : issue.Cosine(entry.Vector);
                if (cosine >= score)
                {
                    (best, score) = (at, cosine);
                }
            }
        }
        return (best, score);
    }

    // A merged issue leaves its number pointing at the one that took it in.
    private int Follow(int number)
    {
        while (number >= 0 && issues[number] is { MergedInto: >= 0 } issue)
        {
            number = issue.MergedInto;
        }
        return number;
    }

    private bool Fits(Issue issue, IssueMessage message)
    {
        if (message.Day - issue.LastDay > settings.MaxGapDays || issue.FirstDay - message.Day > settings.MaxGapDays)
        {
            return false;
        }
        if (message.Place is not { } place || issue.Middle is not { } middle)
        {
            return true;
        }
        var (dx, dy) = (place.X - middle.X, place.Y - middle.Y);
        return dx * dx + dy * dy <= settings.MaxDistance * settings.MaxDistance;
    }

    private Term[] Weigh(Dictionary<ulong, (double Weight, string Gram)> grams)
    {
        var terms = new List<Term>(grams.Count);
        var all = Math.Max(counted, 200);
        foreach (var (hash, (weight, gram)) in grams)
        {
            var known = frequency[hash];
            // What every tenth message says tells nothing apart; what only one says can join nothing, and costs memory.
            if (known * 10 > all || (known == 1 && counted > entries.Count + 1))
            {
                continue;
            }
            var rarity = Math.Log(all / (double)known);
            terms.Add(new Term(hash, (1 + Math.Log(weight)) * rarity, gram));
        }
        terms.Sort((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Hash.CompareTo(b.Hash));
        var kept = terms.Take(96).ToArray();
        var norm = Math.Sqrt(kept.Sum(t => t.Weight * t.Weight));
        return [.. kept.Select(t => t with { Weight = t.Weight / norm })];
    }

    private void MergeAlike()
    {
        // Issues meet where their strongest grams meet.
        var byGram = new Dictionary<ulong, List<int>>();
        foreach (
            var number in issues
                .Where(i => i is { Members.Count: > 1, MergedInto: < 0 })
                .OrderByDescending(i => i!.Members.Count)
                .ThenBy(i => i!.Number)
                .Select(i => i!.Number)
                .ToList()
        )
        {
            var issue = issues[number]!;
            var (best, score) = (-1, settings.MergeSimilarity);
            foreach (var other in issue.Strongest(12).SelectMany(g => byGram.GetValueOrDefault(g) ?? []).Distinct().ToList())
            {
                var target = issues[other]!;
                var apart = Math.Max(issue.FirstDay - target.LastDay, target.FirstDay - issue.LastDay);
                if (
                    apart > settings.MaxGapDays
                    || (
                        issue.Middle is { } a
                        && target.Middle is { } b
                        && Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2) > settings.MaxDistance * settings.MaxDistance
                    )
                )
                {
                    continue;
                }
                var cosine = issue.Cosine(target);
                if (cosine >= score)
                {
                    (best, score) = (other, cosine);
                }
            }
            if (best >= 0)
            {
                var (older, younger) = (issues[best]!, issue);
                foreach (var member in younger.Members)
                {
                    older.Take(member, entries[member]);
                    entries[member].Issue = best;
                }
                younger.MergedInto = best;
                younger.Members.Clear();
                continue;
            }
            foreach (var gram in issue.Strongest(12))
            {
                if (!byGram.TryGetValue(gram, out var list))
                {
                    byGram.Add(gram, list = []);
                }
                list.Add(number);
            }
        }
    }

    private HotIssue Describe(Issue issue, double today)
    {
        var members = issue.Members.Select(m => entries[m]).OrderBy(e => e.Message.Day).ToList();
        var heat = new IssueHeat(
            members.Count,
            members.Select(m => m.Message.Reporter).Distinct().Count(),
            members.Sum(m => m.Message.Support),
            members.Count(m => m.Message.Unsatisfied),
            members.Count(m => m.Message.Day > today - settings.RecentDays),
            members.Count(m => m.Message.Day <= today - settings.RecentDays && m.Message.Day > today - 2 * settings.RecentDays)
        );
        var names = members.SelectMany(m => m.Vector).GroupBy(t => t.Hash).ToDictionary(g => g.Key, g => g.First().Gram);
        return new HotIssue(
            issue.Number,
            [.. members.Select(m => m.Message.Id)],
            [.. issue.Strongest(8).Where(names.ContainsKey).Select(g => names[g])],
            members.MaxBy(m => issue.Cosine(m.Vector))!.Message.Id,
            issue.FirstDay,
            issue.LastDay,
            heat
        );
    }
}
