using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace SmallMatters.Storage.Writing;

/// <summary>Writes many changes to PostgreSQL at once: one binary COPY for each table, and one commit.</summary>
internal sealed class PostgresBulkStore(IDbContextFactory<PostgresDb> factory, NpgsqlDataSource source) : IRowStore
{
    // Grams hold letters and digits only, so a blank parts them.
    private const string IndexSql = """
        INSERT INTO matter_search (matter_id, grams)
        SELECT x.id, array_to_tsvector(string_to_array(x.grams, ' ')) FROM unnest(@ids, @grams) AS x(id, grams)
        """;

    private readonly PostgresDb _model = factory.CreateDbContext();

    public bool IsAboutData(Exception failure) =>
        failure is PostgresException { SqlState: ['2', '2', ..] or ['2', '3', ..] or ['4', '0', ..] };

    public async Task<WriteResult> WriteAsync(IReadOnlyList<WriteSet> changes)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var table in changes.SelectMany(c => c.Inserts).GroupBy(r => r.GetType()))
            {
                await CopyAsync(connection, table.Key, table);
            }
            await IndexAsync(connection, changes);
            foreach (var (row, _) in changes.SelectMany(c => c.Updates))
            {
                var sql = RowSql.For(_model, row.GetType());
                await using var update = new NpgsqlCommand(sql.Update, connection);
                for (var i = 0; i < sql.Columns.Count; i++)
                {
                    update.Parameters.Add(
                        new NpgsqlParameter($"p{i}", PostgresRowStore.TypeOf(sql.Columns[i].ProviderType))
                        {
                            Value = sql.Columns[i].Value(row),
                        }
                    );
                }
                if (await update.ExecuteNonQueryAsync() != 1)
                {
                    return WriteResult.Conflict;
                }
            }
            await transaction.CommitAsync();
            return WriteResult.Written;
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return WriteResult.Duplicate;
        }
    }

    public ValueTask DisposeAsync() => _model.DisposeAsync();

    private async Task CopyAsync(NpgsqlConnection connection, Type type, IEnumerable<object> rows)
    {
        var sql = RowSql.For(_model, type);
        var types = sql.Columns.Select(c => PostgresRowStore.TypeOf(c.ProviderType)).ToArray();
        await using var copy = await connection.BeginBinaryImportAsync(sql.Copy);
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            for (var i = 0; i < types.Length; i++)
            {
                var value = sql.Columns[i].Value(row);
                if (value is DBNull)
                {
                    await copy.WriteNullAsync();
                }
                else
                {
                    await copy.WriteAsync(value, types[i]);
                }
            }
        }
        await copy.CompleteAsync();
    }

    private static async Task IndexAsync(NpgsqlConnection connection, IReadOnlyList<WriteSet> changes)
    {
        var found = changes.Where(c => c.Search?.Grams is not null).Select(c => c.Search!.Value).ToList();
        if (found.Count == 0)
        {
            return;
        }
        await using var index = new NpgsqlCommand(IndexSql, connection);
        index.Parameters.Add(new NpgsqlParameter<long[]>("ids", [.. found.Select(s => s.Matter.Value)]));
        index.Parameters.Add(
            new NpgsqlParameter("grams", NpgsqlDbType.Array | NpgsqlDbType.Text)
            {
                Value = found.Select(s => string.Join(' ', s.Grams!)).ToArray(),
            }
        );
        await index.ExecuteNonQueryAsync();
    }
}
