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
    private const int BatchSize = 1024;
    private const int LongestVector = 96;
    private const int FewestTexts = 200;
    private const double LeastRarity = 0.3;
    private readonly HotIssueSettings settings;
    private readonly GramCounts frequency = new();
    private readonly Buckets buckets = new();
    private readonly Grams grams;
    private readonly Probe probe = new();
    private readonly List<int> candidates = [];
    private readonly List<Entry> entries = [];
    private readonly List<Issue?> issues = [];
    private int counted;
    private int[] seen = [];
    private int looks;

    /// <summary>An empty finder.</summary>
    public HotIssueFinder(HotIssueSettings? settings = null)
    {
        this.settings = settings ?? new HotIssueSettings();
        grams = new Grams(this.settings.TitleWeight);
    }

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
        finder.frequency.Add(ordered, finder.settings.TitleWeight, cancel);
        finder.counted = ordered.Count;
        var batch = new Entry[BatchSize];
        for (var from = 0; from < ordered.Count; from += BatchSize)
        {
            cancel.ThrowIfCancellationRequested();
            var (first, count) = (from, Math.Min(BatchSize, ordered.Count - from));
            // What a message is compared by does not depend on the others' places: made on all cores, placed in order.
            Parallel.For(
                0,
                count,
                () => new Grams(finder.settings.TitleWeight),
                (i, _, own) =>
                {
                    batch[i] = new Entry(ordered[first + i], finder.Weigh(own.Cut(ordered[first + i]), own.Text, 0));
                    return own;
                },
                _ => { }
            );
            for (var i = 0; i < count; i++)
            {
                finder.Place(batch[i]);
            }
            progress?.Report((double)(first + count) / ordered.Count);
        }
        finder.Settle();
        return finder.Issues(ordered.Count == 0 ? 0 : ordered[^1].Day);
    }

    /// <summary>Takes in one more message and tells the number of its issue.</summary>
    public int Add(IssueMessage message)
    {
        var cut = grams.Cut(message);
        frequency.Add(cut, grams.Text);
        counted++;
        return Place(new Entry(message, Weigh(cut, grams.Text, entries.Count)));
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
            if (best >= 0 && best != entry.Issue && (home.Members.Count == 1 || score > home.CosineWithout(probe)))
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

    private int Place(Entry entry)
    {
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
            buckets.Note(key, best);
        }
        return best;
    }

    private (int Issue, double Score) BestIssue(Entry entry, int self)
    {
        var (best, score) = (-1, settings.Similarity);
        probe.Take(entry.Vector);
        candidates.Clear();
        foreach (var key in entry.Keys)
        {
            buckets.Collect(key, candidates);
        }
        if (seen.Length < issues.Count)
        {
            Array.Resize(ref seen, 2 * issues.Count);
        }
        looks++;
        foreach (var number in candidates)
        {
            var at = Follow(number);
            if (seen[at] == looks || issues[at] is not { } issue)
            {
                continue;
            }
            seen[at] = looks;
            if (!Fits(issue, entry.Message))
            {
                continue;
            }
            var cosine = self >= 0 && at == entry.Issue ? issue.CosineWithout(probe) : issue.Cosine(probe);
            if (cosine >= score)
            {
                (best, score) = (at, cosine);
            }
        }
        return (best, score);
    }

    // A merged issue leaves its number pointing at the one that took it in.
    private int Follow(int number)
    {
        while (issues[number] is { MergedInto: >= 0 } issue)
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

    // Weights of a message that comes after so many others; after none where all are counted beforehand.
    private Term[] Weigh(ReadOnlySpan<CutGram> cut, ulong text, int before)
    {
        var terms = new List<(double Weight, CutGram Gram, bool Common)>(cut.Length);
        var all = (double)Math.Max(frequency.Texts, FewestTexts);
        var alone = frequency.CopiesOf(text) == 1 && counted > before + 1;
        var own = 0.0;
        foreach (var gram in cut)
        {
            var known = frequency.Of(gram.Hash);
            // Never nought: what everybody says may be the very thing that everybody complains about.
            var rarity = Math.Max(LeastRarity, Math.Log(all / Math.Max(1, known)));
            var weight = (1 + Math.Log(gram.Weight)) * rarity;
            if (known == 1 && alone)
            {
                // What only one message says can join nothing, and costs memory.
                own += weight * weight;
            }
            else if (known > 0)
            {
                terms.Add((weight, gram, known * 10 > all));
            }
        }
        terms.Sort((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Gram.Hash.CompareTo(b.Gram.Hash));
        var vector = new Term[Math.Min(LongestVector, terms.Count)];
        var norm = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            norm += terms[i].Weight * terms[i].Weight;
        }
        // Turns of phrase that every tenth message has make nothing alike that otherwise speaks of its own affairs.
        var share = norm / (norm + own);
        for (var i = 0; i < vector.Length; i++)
        {
            var weight = terms[i].Weight / Math.Sqrt(norm) * (terms[i].Common ? share : 1);
            vector[i] = new Term(terms[i].Gram.Hash, (float)weight, terms[i].Gram.At);
        }
        return vector;
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
        var strongest = issue.Strongest(8).ToList();
        var names = new Dictionary<ulong, string>();
        var (typical, likeness) = (members[0], double.NegativeInfinity);
        foreach (var member in members)
        {
            foreach (var term in member.Vector)
            {
                if (strongest.Contains(term.Hash) && !names.ContainsKey(term.Hash))
                {
                    names.Add(term.Hash, Grams.Written(member.Message, term.At));
                }
            }
            probe.Take(member.Vector);
            var cosine = issue.Cosine(probe);
            (typical, likeness) = cosine > likeness ? (member, cosine) : (typical, likeness);
        }
        return new HotIssue(
            issue.Number,
            [.. members.Select(m => m.Message.Id)],
            [.. strongest.Where(names.ContainsKey).Select(g => names[g])],
            typical.Message.Id,
            issue.FirstDay,
            issue.LastDay,
            heat
        );
    }
}
