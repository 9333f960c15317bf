using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace SmallMatters.Storage.Writing;

/// <summary>
/// Writes to the SQLite file over one connection, with prepared statements. Values are bound by number: looking up some
/// hundred parameter names for each matter took a third of the time of writing it.
/// </summary>
internal sealed class SqliteRowStore(IDbContextFactory<SqliteDb> factory, string connectionString) : IRowStore
{
    private const int Constraint = 19;
    private readonly Dictionary<string, Statement> _prepared = [];
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
                if (!Write(change))
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

    private bool Write(WriteSet change)
    {
        foreach (var row in change.Inserts)
        {
            var sql = RowSql.For(_model, row.GetType());
            Run(sql.Insert, sql.Columns, row, null);
        }
        foreach (var (row, version) in change.Updates)
        {
            var sql = RowSql.For(_model, row.GetType());
            if (Run(version is null ? sql.Update : sql.VersionedUpdate, sql.Columns, row, version) != 1)
            {
                return false;
            }
        }
        foreach (var (other, version) in change.RestsOn)
        {
            if (Run(RowSql.StillAt, other.Value, version) != 1)
            {
                return false;
            }
        }
        foreach (var person in change.ErasedPeople)
        {
            foreach (var sql in EraseSql.Statements)
            {
                // As the columns of participants' keys hold it: text, unlike other keys.
                Run(sql, person.Value.ToString().ToUpperInvariant());
            }
        }
        if (change.Search is var (matter, grams))
        {
            Index(matter.Value, grams);
        }
        return true;
    }

    private int Run(string sql, IReadOnlyList<RowSql.Column> columns, object row, int? version)
    {
        var statement = Prepared(sql);
        for (var i = 0; i < columns.Count; i++)
        {
            statement.Bind(i, columns[i].Value(row));
        }
        if (version is { } old)
        {
            statement.Bind(columns.Count, old);
        }
        return Step(statement);
    }

    private int Run(string sql, params ReadOnlySpan<object> values)
    {
        var statement = Prepared(sql);
        for (var i = 0; i < values.Length; i++)
        {
            statement.Bind(i, values[i]);
        }
        return Step(statement);
    }

    private void Index(long matter, IReadOnlyCollection<string>? grams)
    {
        if (grams is null)
        {
            Run("DELETE FROM matter_search WHERE rowid = @p0", matter);
            return;
        }
        Run("INSERT INTO matter_search(rowid, grams) VALUES (@p0, @p1)", matter, string.Join(' ', grams));
    }

    private int Step(Statement statement)
    {
        var handle = _connection!.Handle!;
        var code = raw.sqlite3_step(statement.Handle);
        if (code != raw.SQLITE_DONE)
        {
            try
            {
                SqliteException.ThrowExceptionForRC(code, handle);
            }
            finally
            {
                raw.sqlite3_reset(statement.Handle);
            }
        }
        var changed = raw.sqlite3_changes(handle);
        raw.sqlite3_reset(statement.Handle);
        return changed;
    }

    private Statement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            var handle = _connection!.Handle!;
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(handle, sql, out var made), handle);
            _prepared[sql] = statement = new Statement(made);
        }
        return statement;
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
        foreach (var statement in _prepared.Values)
        {
            statement.Handle.Dispose();
        }
        _prepared.Clear();
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }

    /// <summary>A prepared statement that knows which of its numbers each name @p0, @p1 … has.</summary>
    private sealed class Statement
    {
        private readonly int[] _numbers;

        public Statement(sqlite3_stmt handle)
        {
            Handle = handle;
            _numbers = new int[raw.sqlite3_bind_parameter_count(handle)];
            for (var i = 0; i < _numbers.Length; i++)
            {
                _numbers[i] = raw.sqlite3_bind_parameter_index(handle, $"@p{i}");
            }
        }

        public sqlite3_stmt Handle { get; }

        public void Bind(int i, object value)
        {
            var number = _numbers[i];
            var code = value switch
            {
                DBNull => raw.sqlite3_bind_null(Handle, number),
                string text => raw.sqlite3_bind_text(Handle, number, text),
                long big => raw.sqlite3_bind_int64(Handle, number, big),
                int whole => raw.sqlite3_bind_int64(Handle, number, whole),
                bool truth => raw.sqlite3_bind_int64(Handle, number, truth ? 1 : 0),
                double real => raw.sqlite3_bind_double(Handle, number, real),
                byte[] bytes => raw.sqlite3_bind_blob(Handle, number, bytes),
                Guid key => raw.sqlite3_bind_text(Handle, number, key.ToString().ToUpperInvariant()),
                DateOnly day => raw.sqlite3_bind_text(Handle, number, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                _ => throw new InvalidOperationException($"SQLite has no place for a {value.GetType().Name}"),
            };
            if (code != raw.SQLITE_OK)
            {
                throw new InvalidOperationException($"the value @p{i} could not be bound: {code}");
            }
        }
    }
}
