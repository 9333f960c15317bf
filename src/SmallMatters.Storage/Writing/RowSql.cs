using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SmallMatters.Storage.Writing;

/// <summary>
/// INSERT and UPDATE made from the model, so that tables and columns are named in one place. Parameters are @p0, @p1 … in
/// the order of <see cref="Columns"/>; an update's old version is the last parameter.
/// </summary>
internal sealed class RowSql
{
    /// <summary>Touches a matter (@p0) that must still have a version (@p1), and keeps it so until the commit.</summary>
    public const string StillAt = "UPDATE matter SET head_seq = head_seq WHERE id = @p0 AND head_seq = @p1";

    private static readonly ConcurrentDictionary<(IModel, Type), RowSql> Known = new();

    private RowSql(IEntityType entity)
    {
        var table = Quoted(entity.GetTableName()!);
        Columns = [.. entity.GetProperties().Select(p => new Column(p))];
        var key = Columns.Select((c, i) => (c, i)).Where(x => x.c.IsKey).ToList();
        var others = Columns.Select((c, i) => (c, i)).Where(x => !x.c.IsKey).ToList();
        var where = string.Join(" AND ", key.Select(x => $"{x.c.Name} = @p{x.i}"));
        Insert =
            $"INSERT INTO {table} ({string.Join(", ", Columns.Select(c => c.Name))}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"@p{i}"))})";
        Update = $"UPDATE {table} SET {string.Join(", ", others.Select(x => $"{x.c.Name} = @p{x.i}"))} WHERE {where}";
        VersionedUpdate = $"{Update} AND head_seq = @p{Columns.Count.ToString(CultureInfo.InvariantCulture)}";
        InsertMany =
            $"INSERT INTO {table} ({string.Join(", ", Columns.Select(c => c.Name))}) SELECT * FROM unnest({string.Join(", ", Columns.Select((_, i) => $"@p{i}"))})";
        Depth = DepthOf(entity);
        Copy = $"COPY {table} ({string.Join(", ", Columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)";
    }

    public IReadOnlyList<Column> Columns { get; }
    public string Insert { get; }
    public string Update { get; }
    public string VersionedUpdate { get; }

    /// <summary>PostgreSQL only: as many rows as the arrays @p0, @p1 … are long, one array for each column.</summary>
    public string InsertMany { get; }

    /// <summary>PostgreSQL only: many rows at once.</summary>
    public string Copy { get; }

    /// <summary>How many tables stand above this one: rows of lower depth are inserted first.</summary>
    public int Depth { get; }

    public static RowSql For(DbContext db, Type row) =>
        Known.GetOrAdd(
            (db.Model, row),
            static k => new RowSql(
                k.Item1.FindEntityType(k.Item2) ?? throw new InvalidOperationException($"{k.Item2.Name} is not in the model")
            )
        );

    private static int DepthOf(IEntityType entity) =>
        entity
            .GetForeignKeys()
            .Where(key => key.PrincipalEntityType != entity)
            .Select(key => 1 + DepthOf(key.PrincipalEntityType))
            .DefaultIfEmpty()
            .Max();

    private static string Quoted(string name) => $"\"{name}\"";

    /// <summary>A column and how to read its value, converted for the database, from a row.</summary>
    internal sealed class Column
    {
        private readonly Func<object, object?> _get;
        private readonly Func<object?, object?>? _convert;
        private readonly Type _element;

        public Column(IProperty property)
        {
            Name = Quoted(property.GetColumnName());
            IsKey = property.IsPrimaryKey();
            var getter = property.PropertyInfo ?? throw new InvalidOperationException($"{property.Name} has no accessor");
            var row = System.Linq.Expressions.Expression.Parameter(typeof(object));
            _get = System
                .Linq.Expressions.Expression.Lambda<Func<object, object?>>(
                    System.Linq.Expressions.Expression.Convert(
                        System.Linq.Expressions.Expression.Property(
                            System.Linq.Expressions.Expression.Convert(row, getter.DeclaringType!),
                            getter
                        ),
                        typeof(object)
                    ),
                    row
                )
                .Compile();
            var converter = property.GetTypeMapping().Converter;
            _convert = converter?.ConvertToProvider;
            ProviderType =
                Nullable.GetUnderlyingType(converter?.ProviderClrType ?? property.ClrType)
                ?? converter?.ProviderClrType
                ?? property.ClrType;
            _element = ProviderType.IsValueType ? typeof(Nullable<>).MakeGenericType(ProviderType) : ProviderType;
        }

        public string Name { get; }
        public bool IsKey { get; }
        public Type ProviderType { get; }

        public object Value(object row) => ValueOrNull(row) ?? DBNull.Value;

        /// <summary>The values of many rows, as an array of the provider's type in which null stands for NULL.</summary>
        public Array Values(IReadOnlyList<object> rows)
        {
            var values = Array.CreateInstance(_element, rows.Count);
            for (var i = 0; i < rows.Count; i++)
            {
                values.SetValue(ValueOrNull(rows[i]), i);
            }
            return values;
        }

        private object? ValueOrNull(object row)
        {
            var value = _get(row);
            return value is null || _convert is null ? value : _convert(value);
        }
    }
}
