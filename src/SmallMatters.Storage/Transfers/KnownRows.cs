using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Transfers;

/// <summary>What was taken in before under a number.</summary>
/// <param name="Reference">The matter's reference.</param>
/// <param name="Said">What the row said; null where it cannot be read.</param>
internal sealed record KnownRow(string Reference, RowSaid? Said);

/// <summary>
/// Reads what the rows said that matters were raised from, to compare new ones with them in memory. Nobody is shown any of it,
/// so that it leaves no receipt. A matter whose key is damaged is compared with nothing and holds up no other.
/// </summary>
internal static partial class KnownRows
{
    /// <summary>By number, of those that are known.</summary>
    public static async Task<Dictionary<string, KnownRow>> ReadAsync(
        Db db,
        KeyRing ring,
        ILogger log,
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
            var raisers = people.ToLookup(p => p.MatterId);
            foreach (var one in found)
            {
                var reference = Reference.FromValue(one.Reference).ToString();
                known[one.Number] = new KnownRow(reference, Said(one.Body, raisers[one.MatterId], ring, log, reference));
            }
        }
        return known;
    }

    private static RowSaid? Said(string body, IEnumerable<ParticipantRow> people, KeyRing ring, ILogger log, string reference)
    {
        try
        {
            using var keys = MatterMapping.KeysOf(people, ring);
            return RowSaid.Of(FactCodec.Read<Raised>(body, keys));
        }
        catch (CryptographicException damaged)
        {
            NotCompared(log, reference, damaged);
            return null;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A key of matter {Matter} is damaged; the row that came again under its number was compared with nothing"
    )]
    private static partial void NotCompared(ILogger log, string matter, Exception damaged);
}
