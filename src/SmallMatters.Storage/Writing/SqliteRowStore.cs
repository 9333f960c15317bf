using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SmallMatters.Storage.Writing;

/// <summary>Writes to the SQLite file over one connection, with prepared statements.</summary>
internal sealed class SqliteRowStore(IDbContextFactory<SqliteDb> factory, string connectionString) : IRowStore
{
    private const int Constraint = 19;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private readonly SqliteDb _model = factory.CreateDbContext();
    private SqliteConnection? _connection;

    public bool IsAboutData(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: Constraint or 1 or 18 or 20 or 25 };

    public async Task<WriteResult> WriteAsync(IReadOnlyList<WriteSet> changes)
    {
        var connection = _connection ??= Open();
        try
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            foreach (var change in changes)
            {
                if (!Write(change, transaction))
                {
                    await transaction.RollbackAsync();
                    return WriteResult.Conflict;
                }
            }
            await transaction.CommitAsync();
            return WriteResult.Written;
        }
        catch (SqliteException failure) when (failure.SqliteExtendedErrorCode is 1555 or 2067)
        {
            return WriteResult.Duplicate;
        }
        catch (SqliteException failure) when (!IsAboutData(failure))
        {
            // Disk full or an I/O error may leave the connection in an unknown state: the next group opens a new one.
            await CloseAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _model.DisposeAsync();
    }

    private bool Write(WriteSet change, SqliteTransaction transaction)
    {
        foreach (var row in change.Inserts)
        {
            var sql = RowSql.For(_model, row.GetType());
            Run(sql.Insert, sql.Columns, row, null, transaction);
        }
        foreach (var (row, version) in change.Updates)
        {
            var sql = RowSql.For(_model, row.GetType());
            if (Run(version is null ? sql.Update : sql.VersionedUpdate, sql.Columns, row, version, transaction) != 1)
            {
                return false;
            }
        }
        foreach (var row in change.Deletes)
        {
            var sql = RowSql.For(_model, row.GetType());
            Run(sql.Delete, sql.KeyColumns, row, null, transaction);
        }
        if (change.ErasedPerson is { } person)
        {
            foreach (var sql in EraseSql.Statements)
            {
                var command = Prepared(sql, 1);
                command.Transaction = transaction;
                // As the columns of participants' keys hold it: text, unlike other keys.
                command.Parameters[0].Value = person.Value.ToString().ToUpperInvariant();
                command.ExecuteNonQuery();
            }
        }
        if (change.Search is var (matter, grams))
        {
            Index(matter.Value, grams, transaction);
        }
        return true;
    }

    private int Run(string sql, IReadOnlyList<RowSql.Column> columns, object row, int? version, SqliteTransaction transaction)
    {
        var command = Prepared(sql, columns.Count + (version is null ? 0 : 1));
        command.Transaction = transaction;
        for (var i = 0; i < columns.Count; i++)
        {
            command.Parameters[i].Value = columns[i].Value(row);
        }
        if (version is not null)
        {
            command.Parameters[columns.Count].Value = version;
        }
        return command.ExecuteNonQuery();
    }

    private void Index(long matter, IReadOnlyCollection<string>? grams, SqliteTransaction transaction)
    {
        var delete = Prepared("DELETE FROM matter_search WHERE rowid = @p0", 1);
        delete.Transaction = transaction;
        delete.Parameters[0].Value = matter;
        if (grams is null)
        {
            delete.ExecuteNonQuery();
            return;
        }
        var insert = Prepared("INSERT INTO matter_search(rowid, grams) VALUES (@p0, @p1)", 2);
        insert.Transaction = transaction;
        insert.Parameters[0].Value = matter;
        insert.Parameters[1].Value = string.Join(' ', grams);
        insert.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(string sql, int parameters)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection!.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < parameters; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
            }
            _prepared[sql] = command;
        }
        return command;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = SqliteSettings.Pragmas;
        pragmas.ExecuteNonQuery();
        return connection;
    }

    private async Task CloseAsync()
    {
        foreach (var command in _prepared.Values)
        {
            await command.DisposeAsync();
        }
        _prepared.Clear();
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }
}
