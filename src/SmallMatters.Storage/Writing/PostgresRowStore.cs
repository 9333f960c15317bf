using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Writing;

/// <summary>Writes to PostgreSQL over one connection: one batch with one INSERT for each table, and one commit, for a group.</summary>
internal sealed class PostgresRowStore(IDbContextFactory<PostgresDb> factory, NpgsqlDataSource source) : IRowStore
{
    // Grams hold letters and digits only, so a blank parts them.
    private const string IndexSql = """
        INSERT INTO matter_search (matter_id, grams)
        SELECT x.id, array_to_tsvector(string_to_array(x.grams, ' ')) FROM unnest(@p0, @p1) AS x(id, grams)
        ON CONFLICT (matter_id) DO UPDATE SET grams = EXCLUDED.grams
        """;

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
            var connection = _connection ??= await OpenAsync();
            await using var batch = new NpgsqlBatch(connection);
            var mustTouchOne = new List<int>();
            AddInserts(batch, changes);
            foreach (var change in changes)
            {
                AddChanges(batch, change, mustTouchOne);
            }
            AddSearch(batch, changes);
            if (mustTouchOne.Count == 0)
            {
                // Nothing has to be looked at before the commit, so the batch is its own transaction: one way there and back.
                return await CommitAsync(() => batch.ExecuteNonQueryAsync(), changes);
            }
            await using var transaction = await connection.BeginTransactionAsync();
            batch.Transaction = transaction;
            await batch.ExecuteNonQueryAsync();
            if (mustTouchOne.Exists(i => batch.BatchCommands[i].RecordsAffected != 1))
            {
                await transaction.RollbackAsync();
                return WriteResult.Conflict;
            }
            return await CommitAsync(() => transaction.CommitAsync(), changes);
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
    private async Task<WriteResult> CommitAsync(Func<Task> commit, IReadOnlyList<WriteSet> changes)
    {
        _committing = true;
        try
        {
            await commit();
            return WriteResult.Written;
        }
        catch (PostgresException failure) when (failure.SqlState is not ['5', '7', ..])
        {
            // The server itself refused: nothing was committed.
            _committing = false;
            throw;
        }
        catch (NpgsqlException failure) when (changes.All(c => c.Appends is not null))
        {
            await CloseAsync();
            var connection = await OpenAsync();
            foreach (var change in changes)
            {
                // By its hash too: under the same number another node may have written a fact of its own meanwhile.
                await using var look = new NpgsqlCommand(
                    "SELECT 1 FROM history WHERE matter_id = $1 AND seq = $2 AND hash = $3",
                    connection
                );
                look.Parameters.AddWithValue(change.Appends!.Value.Matter.Value);
                look.Parameters.AddWithValue(change.Appends.Value.Seq);
                look.Parameters.AddWithValue(change.Appends.Value.Hash);
                if (await look.ExecuteScalarAsync() is null)
                {
                    await connection.DisposeAsync();
                    // A server that was only slow may still commit; one that is gone has not.
                    _committing = failure.InnerException is TimeoutException;
                    throw;
                }
            }
            _connection = connection;
            return WriteResult.Written;
        }
    }

    /// <summary>One statement for each table, whatever the number of changes; then what changes rows that stand already.</summary>
    private void AddInserts(NpgsqlBatch batch, IReadOnlyList<WriteSet> changes)
    {
        var tables = changes
            .SelectMany(c => c.Inserts)
            .GroupBy(row => row.GetType())
            .Select(rows => (Sql: RowSql.For(_model, rows.Key), Rows: rows.ToList()))
            .OrderBy(table => table.Sql.Depth);
        foreach (var (sql, rows) in tables)
        {
            var command = new NpgsqlBatchCommand(sql.InsertMany);
            for (var i = 0; i < sql.Columns.Count; i++)
            {
                command.Parameters.Add(
                    new NpgsqlParameter($"p{i}", NpgsqlDbType.Array | TypeOf(sql.Columns[i].ProviderType))
                    {
                        Value = sql.Columns[i].Values(rows),
                    }
                );
            }
            batch.BatchCommands.Add(command);
        }
    }

    private void AddChanges(NpgsqlBatch batch, WriteSet change, List<int> mustTouchOne)
    {
        // Matters are locked in the order of their keys, so that two changes that rest on each other's never wait for each other.
        var own = change.Appends?.Matter.Value ?? 0;
        AddRestsOn(batch, change, other => other.Value <= own, mustTouchOne);
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
        AddRestsOn(batch, change, other => other.Value > own, mustTouchOne);
        foreach (var person in change.ErasedPeople)
        {
            foreach (var sql in EraseSql.Statements)
            {
                var command = new NpgsqlBatchCommand(sql);
                command.Parameters.Add(new NpgsqlParameter<Guid>("p0", person.Value));
                batch.BatchCommands.Add(command);
            }
        }
        if (change.Search is (var matter, null))
        {
            var command = new NpgsqlBatchCommand("DELETE FROM matter_search WHERE matter_id = @p0");
            command.Parameters.Add(new NpgsqlParameter<long>("p0", matter.Value));
            batch.BatchCommands.Add(command);
        }
    }

    private static void AddRestsOn(NpgsqlBatch batch, WriteSet change, Func<MatterId, bool> which, List<int> mustTouchOne)
    {
        foreach (var (other, version) in change.RestsOn.Where(r => which(r.Matter)).OrderBy(r => r.Matter.Value))
        {
            var command = new NpgsqlBatchCommand(RowSql.StillAt);
            command.Parameters.Add(new NpgsqlParameter<long>("p0", other.Value));
            command.Parameters.Add(new NpgsqlParameter<int>("p1", version));
            mustTouchOne.Add(batch.BatchCommands.Count);
            batch.BatchCommands.Add(command);
        }
    }

    private static void AddSearch(NpgsqlBatch batch, IReadOnlyList<WriteSet> changes)
    {
        // One statement may not meet the same row twice.
        var words = new Dictionary<long, string>();
        foreach (var change in changes)
        {
            if (change.Search is (var matter, { } grams))
            {
                words[matter.Value] = string.Join(' ', grams);
            }
        }
        if (words.Count == 0)
        {
            return;
        }
        var command = new NpgsqlBatchCommand(IndexSql);
        command.Parameters.Add(new NpgsqlParameter<long[]>("p0", [.. words.Keys]));
        command.Parameters.Add(new NpgsqlParameter<string[]>("p1", [.. words.Values]));
        batch.BatchCommands.Add(command);
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

    /// <summary>Statements that write have one plan for all values, unlike the pages' searches.</summary>
    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = await source.OpenConnectionAsync();
        try
        {
            await using var settings = new NpgsqlCommand("SET plan_cache_mode = force_generic_plan", connection);
            await settings.ExecuteNonQueryAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task CloseAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }
}
