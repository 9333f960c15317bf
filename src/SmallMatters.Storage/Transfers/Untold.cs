using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Transfers;

/// <summary>Where a matter stands, as far as the system is told that passed it on. Times are UTC.</summary>
/// <param name="Matter">Which matter stands so: of one that was merged, the one that goes on.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Outcome">How it was closed, or null.</param>
/// <param name="PromisedOn">By which local day a result was promised, or null.</param>
/// <param name="ClosedAt">When it was closed, or null.</param>
/// <param name="Into">The matter that it was merged into, or null.</param>
internal sealed record Standing(
    MatterId Matter,
    Stage Stage,
    OutcomeCode? Outcome,
    DateOnly? PromisedOn,
    DateTimeOffset? ClosedAt,
    MatterId? Into
)
{
    /// <summary>What a matter's row says.</summary>
    public static Standing Of(MatterRow head) =>
        new(head.Id, head.Stage, head.OutcomeCode, head.PromisedOn, head.ClosedAt, head.MergedInto);

    /// <summary>The same words for the same standing. An answer is written when a matter is closed, and only then.</summary>
    public string Said =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Stage} {Outcome} {PromisedOn:yyyy-MM-dd} {ClosedAt?.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}"
        );
}

/// <summary>A matter that stands otherwise than the system was told that passed it on.</summary>
/// <param name="Known">Its number there and what was told.</param>
/// <param name="Stands">Where it stands now.</param>
internal sealed record Untold(TransferredMatterRow Known, Standing Stands)
{
    private sealed record Candidate(TransferredMatterRow Known, Standing Stands);

    /// <summary>Those of one counterpart or of all, by number. What happened inside and changes nothing of it is not told.</summary>
    public static async Task<IReadOnlyList<Untold>> ReadAsync(Db db, string? counterpart, CancellationToken cancel)
    {
        var found = await db.Set<TransferredMatterRow>()
            .AsNoTracking()
            .Where(t => counterpart == null || t.Counterpart == counterpart)
            .Join(
                db.Set<MatterRow>(),
                t => t.MatterId,
                m => m.Id,
                (t, m) =>
                    new
                    {
                        Known = t,
                        m.HeadSeq,
                        m.Stage,
                        m.OutcomeCode,
                        m.PromisedOn,
                        m.ClosedAt,
                        m.MergedInto,
                    }
            )
            .Where(x => x.Known.Told == null || x.Known.Told != x.HeadSeq || x.MergedInto != null)
            .OrderBy(x => x.Known.Number)
            .ToListAsync(cancel);
        var candidates = found.ConvertAll(x => new Candidate(
            x.Known,
            new Standing(x.Known.MatterId, x.Stage, x.OutcomeCode, x.PromisedOn, x.ClosedAt, x.MergedInto)
        ));
        var goesOn = await SurvivorsAsync(db, candidates, cancel);
        return
        [
            .. candidates
                .Select(c => new Untold(c.Known, Last(c.Stands, goesOn)))
                .Where(u => u.Known.Told is null || u.Known.ToldAs != u.Stands.Said),
        ];
    }

    private static async Task<Dictionary<MatterId, Standing>> SurvivorsAsync(
        Db db,
        IReadOnlyList<Candidate> candidates,
        CancellationToken cancel
    )
    {
        var known = new Dictionary<MatterId, Standing>();
        var next = candidates.Select(c => c.Stands.Into).OfType<MatterId>().Distinct().ToList();
        while (next.Count > 0)
        {
            foreach (var some in next.Chunk(500))
            {
                var rows = await db.Set<MatterRow>()
                    .Where(m => some.Contains(m.Id))
                    .Select(m => new
                    {
                        m.Id,
                        m.Stage,
                        m.OutcomeCode,
                        m.PromisedOn,
                        m.ClosedAt,
                        m.MergedInto,
                    })
                    .ToListAsync(cancel);
                foreach (var m in rows)
                {
                    known[m.Id] = new Standing(m.Id, m.Stage, m.OutcomeCode, m.PromisedOn, m.ClosedAt, m.MergedInto);
                }
            }
            next =
            [
                .. next.Select(id => known.GetValueOrDefault(id)?.Into)
                    .OfType<MatterId>()
                    .Distinct()
                    .Where(id => !known.ContainsKey(id)),
            ];
        }
        return known;
    }

    private static Standing Last(Standing stands, Dictionary<MatterId, Standing> goesOn)
    {
        // Rows that were damaged into a ring must not be walked for ever.
        for (var steps = 0; steps <= goesOn.Count && stands.Into is { } into && goesOn.TryGetValue(into, out var next); steps++)
        {
            stands = next;
        }
        return stands;
    }
}
