using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Knowledge;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Search;

namespace SmallMatters.Storage.Knowledge;

/// <summary>An answer as everybody may see it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Unit">Code of the unit that vouches for it.</param>
/// <param name="Question">As residents ask it.</param>
/// <param name="Answer">What the unit says.</param>
/// <param name="Category">Code of its category, or null.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Until">Last local day.</param>
/// <param name="ReviewedAt">When somebody looked at it last, UTC.</param>
public sealed record PublicAnswer(
    Guid Id,
    string Unit,
    Bilingual Question,
    Bilingual Answer,
    string? Category,
    string Source,
    DateOnly Until,
    DateTimeOffset ReviewedAt
);

/// <summary>What everybody finds in the knowledge base. An entry past its last day, or taken back, is found by nobody.</summary>
public sealed class KnowledgeSearch(
    IDbContextFactory<Db> databases,
    KeyRing keys,
    JurisdictionSource jurisdictions,
    TimeProvider time
)
{
    /// <summary>The longest query that is looked at, in characters.</summary>
    public const int LongestQuery = 100;

    // Beyond so many different searches in vain nothing new is counted until old ones have gone.
    private const int MostGaps = 20_000;

    // A telling is offered an answer when it holds at least so many grams of its question, and this share of their weight.
    private const int FewestGrams = 3;
    private const int MostWeighed = 50;
    private const double SmallestShare = 0.5;
    private const double SmallestShareInCategory = 0.34;

    /// <summary>The answers in force that hold all words of a query, those with more of them in the question first.</summary>
    public async Task<IReadOnlyList<PublicAnswer>> FindAsync(string query, int take, CancellationToken cancel = default)
    {
        var grams = Bigrams.Of(query.Length > LongestQuery ? query[..LongestQuery] : query);
        if (grams.Count == 0)
        {
            return [];
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Set<KnowledgeGramRow>()
            .Where(g => grams.Contains(g.Gram))
            .GroupBy(g => g.EntryId)
            .Select(g => new
            {
                Id = g.Key,
                Grams = g.Count(),
                Asked = g.Count(x => x.InQuestion),
            })
            .Where(g => g.Grams == grams.Count)
            .OrderByDescending(g => g.Asked)
            .ThenBy(g => g.Id)
            .ToListAsync(cancel);
        return [.. (await ShownAsync(db, found.ConvertAll(f => f.Id), cancel)).Take(take)];
    }

    /// <summary>All answers in force, by their category, or those of one.</summary>
    public async Task<IReadOnlyList<PublicAnswer>> AllAsync(
        string? category,
        int skip,
        int take,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = time.GetUtcNow();
        var ids = await db.Set<RegisterEntryRow>()
            .Where(e => e.Register == Register.Knowledge && e.DueAt > now && (category == null || e.Subject == category))
            .OrderBy(e => e.Subject)
            .ThenBy(e => e.Id)
            .Skip(skip)
            .Take(take)
            .Select(e => e.Id)
            .ToListAsync(cancel);
        return await ShownAsync(db, ids, cancel);
    }

    /// <summary>One answer in force; null when there is none for everybody.</summary>
    public async Task<PublicAnswer?> OneAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await ShownAsync(db, [id], cancel) is [var answer] ? answer : null;
    }

    /// <summary>
    /// The answers that what somebody wrote may be about, the likeliest first: a common word says little, a rare one much
    /// (inverse document frequency, K. Spärck Jones, Journal of Documentation 28, 1972). Nothing is written down.
    /// </summary>
    /// <param name="words">What they wrote.</param>
    /// <param name="category">Code of the category that they chose; its answers need fewer words in common.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IReadOnlyList<PublicAnswer>> LikeAsync(
        string words,
        string? category,
        int take,
        CancellationToken cancel = default
    )
    {
        var told = Bigrams.Of(words);
        await using var db = await databases.CreateDbContextAsync(cancel);
        // The index of the grams leads to the few entries that share enough with the telling; the rest is never read.
        var near = await db.Set<KnowledgeGramRow>()
            .Where(g => g.InQuestion && told.Contains(g.Gram))
            .GroupBy(g => g.EntryId)
            .Where(g => g.Count() >= FewestGrams)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key)
            .Select(g => g.Key)
            .Take(MostWeighed)
            .ToListAsync(cancel);
        if (near.Count == 0)
        {
            return [];
        }
        var theirs = await db.Set<KnowledgeGramRow>()
            .Where(g => g.InQuestion && near.Contains(g.EntryId))
            .Select(g => new { g.Gram, g.EntryId })
            .ToListAsync(cancel);
        var grams = theirs.Select(g => g.Gram).Distinct().ToList();
        var heldBy = await db.Set<KnowledgeGramRow>()
            .Where(g => g.InQuestion && grams.Contains(g.Gram))
            .GroupBy(g => g.Gram)
            .Select(g => new { Gram = g.Key, Entries = g.Count() })
            .ToDictionaryAsync(g => g.Gram, g => g.Entries, cancel);
        var now = time.GetUtcNow();
        var entries = await db.Set<RegisterEntryRow>().CountAsync(e => e.Register == Register.Knowledge && e.DueAt > now, cancel);
        var likely = theirs
            .GroupBy(g => g.EntryId)
            .Select(g =>
            {
                var weighed = g.Select(x => (x.Gram, Weight: Math.Log(1 + ((double)entries / heldBy[x.Gram])))).ToList();
                var common = weighed.Where(x => told.Contains(x.Gram)).ToList();
                return (Id: g.Key, Grams: common.Count, Share: common.Sum(x => x.Weight) / weighed.Sum(x => x.Weight));
            })
            .Where(g => g.Grams >= FewestGrams && g.Share >= SmallestShareInCategory)
            .OrderByDescending(g => g.Share)
            .ToList();
        var shares = likely.ToDictionary(g => g.Id, g => g.Share);
        var shown = await ShownAsync(db, likely.ConvertAll(g => g.Id), cancel);
        return [.. shown.Where(a => a.Category == category || shares[a.Id] >= SmallestShare).Take(take)];
    }

    /// <summary>Counts a search that found nothing. Words that are not to be counted leave nothing behind.</summary>
    public async Task InVainAsync(string query, CancellationToken cancel = default)
    {
        if (SearchGap.Counted(query) is not { } words)
        {
            return;
        }
        var hash = keys.SubmissionKey("knowledge-search", words);
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancel);
        var enough = SearchGap.Enough;
        var counted = await db.Set<KnowledgeGapRow>()
            .Where(g => g.Hash == hash)
            .ExecuteUpdateAsync(
                g =>
                    g.SetProperty(r => r.Words, r => r.Searches + 1 >= enough ? words : null)
                        .SetProperty(r => r.Searches, r => r.Searches + 1)
                        .SetProperty(r => r.LastOn, today),
                cancel
            );
        if (counted > 0 || await db.Set<KnowledgeGapRow>().CountAsync(cancel) >= MostGaps)
        {
            return;
        }
        db.Add(
            new KnowledgeGapRow
            {
                Hash = hash,
                Searches = 1,
                LastOn = today,
            }
        );
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Somebody else searched for the same at the same moment, and one of both is counted; a search is shown whatever became of its count.
        }
    }

    /// <summary>What was searched for in vain by enough people, the most wanted first.</summary>
    public static async Task<IReadOnlyList<SearchGap>> GapsAsync(Db db, int take, CancellationToken cancel = default) =>
        await db.Set<KnowledgeGapRow>()
            .AsNoTracking()
            .Where(g => g.Words != null && g.Searches >= SearchGap.Enough)
            .OrderByDescending(g => g.Searches)
            .Take(take)
            .Select(g => new SearchGap(g.Words!, g.Searches, g.LastOn))
            .ToListAsync(cancel);

    /// <summary>Forgets searches that nobody repeated for long.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(CancellationToken cancel = default)
    {
        var before = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(time.GetUtcNow()).AddDays(-SearchGap.DaysKept);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<KnowledgeGapRow>().Where(g => g.LastOn < before).ExecuteDeleteAsync(cancel);
    }

    private async Task<IReadOnlyList<PublicAnswer>> ShownAsync(Db db, List<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return [];
        }
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(time.GetUtcNow());
        var all = await RegisterChain<KnowledgeFact>.ReadAllAsync(
            db,
            db.Set<RegisterEntryRow>().Where(e => e.Register == Register.Knowledge && ids.Contains(e.Id)),
            cancel
        );
        var entries = all.Select(e => KnowledgeBook.Replayed(e.Facts)).Where(e => e.IsShown(today)).ToDictionary(e => e.File.Id);
        return
        [
            .. ids.Where(entries.ContainsKey)
                .Select(id => entries[id].File)
                .Select(f => new PublicAnswer(
                    f.Id,
                    f.Unit,
                    f.Sheet.Question,
                    f.Sheet.Answer,
                    f.Sheet.Category,
                    f.Sheet.Source,
                    f.Sheet.Until,
                    f.ReviewedAt
                )),
        ];
    }
}
