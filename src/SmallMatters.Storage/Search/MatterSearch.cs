using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Transfers;

namespace SmallMatters.Storage.Search;

/// <summary>
/// Full-text search over what the searcher may see: the newest matches first. Words of two characters are found; a text
/// matches when it has all of them.
/// </summary>
public static class MatterSearch
{
    /// <summary>The longest query that is looked at.</summary>
    public const int LongestQuery = 100;

    /// <summary>The newest matters of the searcher's units that hold all words of the query.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who searches.</param>
    /// <param name="query">What they typed.</param>
    /// <param name="before">Only matters older than this one, to page on; null for the newest.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<UnitMatter>> FindAsync(
        Db db,
        StaffScope scope,
        string query,
        MatterId? before,
        int take,
        CancellationToken cancel = default
    )
    {
        var grams = Bigrams.Of(query.Length > LongestQuery ? query[..LongestQuery] : query);
        if (grams.Count == 0 || scope.Sees.IsEmpty)
        {
            return [];
        }
        var ids =
            db is PostgresDb
                ? await PostgresAsync(db, scope, grams, before, take, cancel)
                : await SqliteAsync(db, scope, grams, before, take, cancel);
        var keys = ids.ConvertAll(id => new MatterId(id));
        return await UnitMatters.OwnedAmongAsync(db, scope, keys, cancel);
    }

    /// <summary>
    /// The matters of the searcher's units that came under a number of 12345, 110 or another system. The whole number is
    /// looked for; its letters may be small or large on either side, its signs wide.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who searches.</param>
    /// <param name="query">What they typed.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<UnitMatter>> ByTheirNumberAsync(
        Db db,
        StaffScope scope,
        string query,
        CancellationToken cancel = default
    )
    {
        var number = TransferredMatterRow.FoundAs(query);
        if (number.Length is 0 or > LongestQuery)
        {
            return [];
        }
        // Each counterpart has a number once at most.
        var ids = await db.Set<TransferredMatterRow>()
            .Where(t => t.FoundBy == number)
            .Select(t => t.MatterId)
            .Distinct()
            .ToListAsync(cancel);
        return ids.Count == 0 ? [] : await UnitMatters.OwnedAmongAsync(db, scope, ids, cancel);
    }

    private static async Task<List<long>> SqliteAsync(
        Db db,
        StaffScope scope,
        HashSet<string> grams,
        MatterId? before,
        int take,
        CancellationToken cancel
    )
    {
        var units = string.Join(',', scope.Sees.Select((_, i) => $"@u{i}"));
        var parts = string.Join(',', scope.Parts.Select((_, i) => $"@p{i}"));
        var whole = string.Join(',', scope.Whole.Select((_, i) => $"@w{i}"));
        var limit = scope.Areas.IsEmpty
            ? ""
            : $"""
                AND (m.handler = @me OR m.owner_unit IN ({whole}) OR m.accountable_unit IN ({whole})
                OR m.owner_unit || '/' || m.area IN ({parts}) OR m.accountable_unit || '/' || m.area IN ({parts}))
                """;
        var sql = $"""
            SELECT s.rowid FROM matter_search s CROSS JOIN matter m ON m.id = s.rowid
            WHERE s.matter_search MATCH @grams AND s.rowid < @before AND (m.owner_unit IN ({units}) OR m.accountable_unit IN ({units})) {limit}
            ORDER BY s.rowid DESC LIMIT @take
            """;
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        var parameters = (Microsoft.Data.Sqlite.SqliteParameterCollection)command.Parameters;
        parameters.AddWithValue("@grams", string.Join(' ', grams.Select(g => $"\"{g}\"")));
        parameters.AddWithValue("@before", before?.Value ?? long.MaxValue);
        parameters.AddWithValue("@take", take);
        for (var i = 0; i < scope.Sees.Length; i++)
        {
            parameters.AddWithValue($"@u{i}", scope.Sees[i]);
        }
        if (!scope.Areas.IsEmpty)
        {
            var (wholly, partly) = (scope.Whole, scope.Parts);
            for (var i = 0; i < wholly.Length; i++)
            {
                parameters.AddWithValue($"@w{i}", wholly[i]);
            }
            for (var i = 0; i < partly.Length; i++)
            {
                parameters.AddWithValue($"@p{i}", partly[i]);
            }
            parameters.AddWithValue("@me", scope.Id.Value.ToByteArray(bigEndian: true));
        }
        return await ReadAsync(db, command, cancel);
    }

    private static async Task<List<long>> PostgresAsync(
        Db db,
        StaffScope scope,
        HashSet<string> grams,
        MatterId? before,
        int take,
        CancellationToken cancel
    )
    {
        const string Limit = """
            AND (m.handler = @me OR m.owner_unit = ANY(@whole) OR m.accountable_unit = ANY(@whole)
            OR m.owner_unit || '/' || m.area = ANY(@parts) OR m.accountable_unit || '/' || m.area = ANY(@parts))
            """;
        var sql = $"""
            SELECT s.matter_id FROM matter_search s JOIN matter m ON m.id = s.matter_id
            WHERE s.grams @@ @query::tsquery AND s.matter_id < @before AND (m.owner_unit = ANY(@units) OR m.accountable_unit = ANY(@units)) {(
                scope.Areas.IsEmpty ? "" : Limit
            )}
            ORDER BY s.matter_id DESC LIMIT @take
            """;
        await using var command = (NpgsqlCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        // Quoted lexemes: what was typed can never be an operator of the query language.
        var lexemes = grams.Select(g =>
            $"'{g.Replace("'", "''", StringComparison.Ordinal).Replace("\\", "\\\\", StringComparison.Ordinal)}'"
        );
        command.Parameters.Add(new NpgsqlParameter("query", NpgsqlDbType.Text) { Value = string.Join(" & ", lexemes) });
        command.Parameters.Add(new NpgsqlParameter<long>("before", before?.Value ?? long.MaxValue));
        command.Parameters.Add(new NpgsqlParameter<string[]>("units", [.. scope.Sees]));
        command.Parameters.Add(new NpgsqlParameter<int>("take", take));
        if (!scope.Areas.IsEmpty)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]>("whole", [.. scope.Whole]));
            command.Parameters.Add(new NpgsqlParameter<string[]>("parts", [.. scope.Parts]));
            command.Parameters.Add(new NpgsqlParameter<Guid>("me", scope.Id.Value));
        }
        return await ReadAsync(db, command, cancel);
    }

    private static async Task<List<long>> ReadAsync(Db db, System.Data.Common.DbCommand command, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            var ids = new List<long>();
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                ids.Add(reader.GetInt64(0));
            }
            return ids;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
