using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters;

/// <summary>What programs and people have added to a matter, looked up in its history.</summary>
public sealed class ClientUpdates(IDbContextFactory<Db> databases)
{
    /// <summary>
    /// Who raised the matter, as its first fact has it, and the number of the fact with which this one has already added
    /// the same update; null where there is none.
    /// </summary>
    public async Task<(string? RaisedBy, int? SeenBefore)> LookUpAsync(
        MatterId id,
        Actor by,
        string updateId,
        CancellationToken cancel = default
    )
    {
        var code = by.Code;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Set<HistoryRow>()
            .Where(h => h.MatterId == id && (h.Seq == 1 || (h.Type == nameof(InformationAdded) && h.Actor == code)))
            .OrderBy(h => h.Seq)
            .Select(h => new
            {
                h.Seq,
                h.Actor,
                Body = h.Seq == 1 ? null : h.Body,
            })
            .ToListAsync(cancel);
        return (
            rows.FirstOrDefault(r => r.Seq == 1)?.Actor,
            rows.Where(r => r.Body is not null && UpdateIdIn(r.Body) == updateId).Select(r => (int?)r.Seq).FirstOrDefault()
        );
    }

    // The key is not personal and stands beside the sealed words.
    private static string? UpdateIdIn(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty(nameof(InformationAdded.UpdateId), out var value) ? value.GetString() : null;
    }
}
