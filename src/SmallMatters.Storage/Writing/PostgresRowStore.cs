using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace SmallMatters.Storage.Writing;

/// <summary>Writes to PostgreSQL over one connection: one batch and one commit for a group.</summary>
internal sealed class PostgresRowStore(IDbContextFactory<PostgresDb> factory, NpgsqlDataSource source) : IRowStore
{
    private const string IndexSql =
        "INSERT INTO matter_search (matter_id, grams) VALUES (@p0, array_to_tsvector(@p1)) "
        + "ON CONFLICT (matter_id) DO UPDATE SET grams = EXCLUDED.grams";

    private readonly PostgresDb _model = factory.CreateDbContext();
    private NpgsqlConnection? _connection;
    private bool _committing;

    public bool IsAboutData(Exception failure) =>
        failure is PostgresException { SqlState: ['2', '2', ..] or ['2', '3', ..] or ['4', '0', ..] };

    public async Task<WriteResult> WriteAsync(IReadOnlyList<WriteSet> changes)
    {
        var kept = _connection is not null;
        try
        {
            return await OnceAsync(changes);
        }
        catch (NpgsqlException) when (kept && _connection is null && !_committing)
        {
            // The connection that was kept had died since the last group, as after a restart of the server. Nothing was
            // committed on it, so the group is written on a new one.
            return await OnceAsync(changes);
        }
    }

    private async Task<WriteResult> OnceAsync(IReadOnlyList<WriteSet> changes)
    {
        _committing = false;
        try
        {
            var connection = _connection ??= await source.OpenConnectionAsync();
            await using var batch = new NpgsqlBatch(connection);
            var mustTouchOne = new List<int>();
            foreach (var change in changes)
            {
                Add(batch, change, mustTouchOne);
            }
            await using var transaction = await connection.BeginTransactionAsync();
            batch.Transaction = transaction;
            await batch.ExecuteNonQueryAsync();
            if (mustTouchOne.Exists(i => batch.BatchCommands[i].RecordsAffected != 1))
            {
                await transaction.RollbackAsync();
                return WriteResult.Conflict;
            }
            _committing = true;
            return await CommitAsync(transaction, changes);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return WriteResult.Duplicate;
        }
        catch (PostgresException failure) when (IsAboutData(failure))
        {
            throw;
        }
        catch (NpgsqlException)
        {
            await CloseAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _model.DisposeAsync();
    }

    /// <summary>A commit whose answer was lost may have happened: the last fact tells.</summary>
    private async Task<WriteResult> CommitAsync(NpgsqlTransaction transaction, IReadOnlyList<WriteSet> changes)
    {
        try
        {
            await transaction.CommitAsync();
            return WriteResult.Written;
        }
        catch (NpgsqlException) when (changes.All(c => c.Appends is not null))
        {
            await CloseAsync();
            _connection = await source.OpenConnectionAsync();
            foreach (var change in changes)
            {
                await using var look = new NpgsqlCommand("SELECT 1 FROM history WHERE matter_id = $1 AND seq = $2", _connection);
                look.Parameters.AddWithValue(change.Appends!.Value.Matter.Value);
                look.Parameters.AddWithValue(change.Appends.Value.Seq);
                if (await look.ExecuteScalarAsync() is null)
                {
                    throw;
                }
            }
            return WriteResult.Written;
        }
    }

    private void Add(NpgsqlBatch batch, WriteSet change, List<int> mustTouchOne)
    {
        foreach (var row in change.Inserts)
        {
            var sql = RowSql.For(_model, row.GetType());
            batch.BatchCommands.Add(Command(sql.Insert, sql.Columns, row));
        }
        foreach (var (row, version) in change.Updates)
        {
            var sql = RowSql.For(_model, row.GetType());
            var command = Command(version is null ? sql.Update : sql.VersionedUpdate, sql.Columns, row);
            if (version is { } old)
            {
                command.Parameters.Add(new NpgsqlParameter<int>($"p{sql.Columns.Count}", old));
            }
            mustTouchOne.Add(batch.BatchCommands.Count);
            batch.BatchCommands.Add(command);
        }
        foreach (var row in change.Deletes)
        {
            var sql = RowSql.For(_model, row.GetType());
            batch.BatchCommands.Add(Command(sql.Delete, sql.KeyColumns, row));
        }
        if (change.ErasedPerson is { } person)
        {
            foreach (var sql in EraseSql.Statements)
            {
                var command = new NpgsqlBatchCommand(sql);
                command.Parameters.Add(new NpgsqlParameter<Guid>("p0", person.Value));
                batch.BatchCommands.Add(command);
            }
        }
        if (change.Search is var (matter, grams))
        {
            var command = new NpgsqlBatchCommand(grams is null ? "DELETE FROM matter_search WHERE matter_id = @p0" : IndexSql);
            command.Parameters.Add(new NpgsqlParameter<long>("p0", matter.Value));
            if (grams is not null)
            {
                command.Parameters.Add(
                    new NpgsqlParameter("p1", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = grams.ToArray() }
                );
            }
            batch.BatchCommands.Add(command);
        }
    }

    private static NpgsqlBatchCommand Command(string sql, IReadOnlyList<RowSql.Column> columns, object row)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < columns.Count; i++)
        {
            command.Parameters.Add(
                new NpgsqlParameter($"p{i}", TypeOf(columns[i].ProviderType)) { Value = columns[i].Value(row) }
            );
        }
        return command;
    }

    // Named explicitly so that a null has a type too: otherwise each pattern of nulls would be a statement of its own.
    internal static NpgsqlDbType TypeOf(Type type) =>
        type == typeof(string) ? NpgsqlDbType.Text
        : type == typeof(long) ? NpgsqlDbType.Bigint
        : type == typeof(int) ? NpgsqlDbType.Integer
        : type == typeof(bool) ? NpgsqlDbType.Boolean
        : type == typeof(double) ? NpgsqlDbType.Double
        : type == typeof(Guid) ? NpgsqlDbType.Uuid
        : type == typeof(byte[]) ? NpgsqlDbType.Bytea
        : type == typeof(DateOnly) ? NpgsqlDbType.Date
        : type == typeof(DateTimeOffset) ? NpgsqlDbType.TimestampTz
        : throw new InvalidOperationException($"no PostgreSQL type for {type.Name}");

    private async Task CloseAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }
}
