using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Transfers;

/// <summary>What was taken in before under a number.</summary>
/// <param name="Reference">The matter's reference.</param>
/// <param name="Said">What the row said.</param>
internal sealed record KnownRow(string Reference, RowSaid Said);

/// <summary>
/// Reads what the rows said that matters were raised from, to compare new ones with them in memory. Nobody is shown any of it,
/// so that it leaves no receipt.
/// </summary>
internal static class KnownRows
{
    /// <summary>By number, of those that are known.</summary>
    public static async Task<Dictionary<string, KnownRow>> ReadAsync(
        Db db,
        KeyRing ring,
        string counterpart,
        IReadOnlyCollection<string> numbers,
        CancellationToken cancel
    )
    {
        var known = new Dictionary<string, KnownRow>(StringComparer.Ordinal);
        foreach (var some in numbers.Chunk(500))
        {
            var found = await (
                from t in db.Set<TransferredMatterRow>()
                join m in db.Set<MatterRow>() on t.MatterId equals m.Id
                join h in db.Set<HistoryRow>() on m.Id equals h.MatterId
                where t.Counterpart == counterpart && some.Contains(t.Number) && h.Seq == 1
                select new
                {
                    t.MatterId,
                    t.Number,
                    Reference = m.Number,
                    h.Body,
                }
            )
                .AsNoTracking()
                .ToListAsync(cancel);
            var ids = found.ConvertAll(f => f.MatterId);
            var people = await db.Set<ParticipantRow>()
                .AsNoTracking()
                .Where(p => ids.Contains(p.MatterId) && p.Role == ParticipantRole.Raiser)
                .ToListAsync(cancel);
            using var keys = MatterMapping.KeysOf(people, ring);
            foreach (var one in found)
            {
                var said = RowSaid.Of(FactCodec.Read<Raised>(one.Body, keys));
                known[one.Number] = new KnownRow(Reference.FromValue(one.Reference).ToString(), said);
            }
        }
        return known;
    }
}
