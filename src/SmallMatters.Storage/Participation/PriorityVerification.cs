using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Participation;

/// <summary>
/// Counts the supports of priorities again: while one is open from its marks, and once it has ended, when they are gone, from the
/// fact that says what they came to.
/// </summary>
public sealed class PriorityVerification(IDbContextFactory<Db> databases)
{
    private const int Page = 500;

    /// <summary>All priorities, page by page; may run while people support them.</summary>
    public async Task<FiguresChecked> RunAsync(CancellationToken cancel = default)
    {
        var compared = new FigureComparison();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var after = Guid.Empty;
        while (true)
        {
            // One statement, so that row and marks are of one instant.
            var page = await db.Set<PriorityRow>()
                .AsNoTracking()
                .Where(p => p.Id > after)
                .OrderBy(p => p.Id)
                .Take(Page)
                .Select(p => new
                {
                    p.Id,
                    p.ByPhone,
                    p.ByEmail,
                    Ended = p.EndedOn != null,
                    Marks = db.Set<PrioritySupportRow>().Count(s => s.PriorityId == p.Id),
                    Fact = db.Set<PriorityFactRow>()
                        .Where(f => f.PriorityId == p.Id && f.Type == nameof(PrioritySupportsCounted))
                        .Select(f => f.Body)
                        .FirstOrDefault(),
                })
                .ToListAsync(cancel);
            foreach (var row in page)
            {
                var where = $"priority {row.Id:N}";
                if (!row.Ended)
                {
                    compared.Add("supports", where, row.ByPhone + row.ByEmail, row.Marks);
                }
                // One that ended before its number was kept has nothing to compare with.
                else if (row.Fact is { } body)
                {
                    var then = (PrioritySupportsCounted)PlainFacts<PriorityFact>.Read(nameof(PrioritySupportsCounted), body);
                    compared.Add("supports", where, row.ByPhone + row.ByEmail, then.Marks);
                    compared.Add("supports by telephone", where, row.ByPhone, then.ByPhone);
                    compared.Add("supports by mail", where, row.ByEmail, then.ByEmail);
                }
            }
            if (page.Count < Page)
            {
                return compared.Of(new("议题的支持", "supports of priorities"));
            }
            after = page[^1].Id;
        }
    }
}
