using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NpgsqlTypes;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Backups;

/// <summary>What a column holds, the same on both databases.</summary>
internal enum PortableKind
{
    Text,
    Json,
    Whole,
    Big,
    Number,
    Truth,
    Key,

    /// <summary>A key of people, which SQLite holds as text, unlike other keys.</summary>
    PersonalKey,
    Bytes,
    Day,
    Instant,
}

/// <summary>
/// A table of the model with its columns, and how its values are written so that either database can read them: instants as
/// ISO 8601 in UTC, keys with dashes, bytes in base64.
/// </summary>
internal sealed class PortableTable
{
    private PortableTable(string name, IReadOnlyList<(string Name, PortableKind Kind)> columns, string? serial) =>
        (Name, Columns, Serial) = (name, columns, serial);

    public string Name { get; }
    public IReadOnlyList<(string Name, PortableKind Kind)> Columns { get; }

    /// <summary>The column that the database numbers by itself, if any.</summary>
    public string? Serial { get; }

    public string Select => $"SELECT {string.Join(", ", Columns.Select(c => Quoted(c.Name)))} FROM {Quoted(Name)}";

    public string Insert =>
        $"INSERT INTO {Quoted(Name)} ({string.Join(", ", Columns.Select(c => Quoted(c.Name)))}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"@p{i}"))})";

    public string Copy =>
        $"COPY {Quoted(Name)} ({string.Join(", ", Columns.Select(c => Quoted(c.Name)))}) FROM STDIN (FORMAT BINARY)";

    /// <summary>Every table of the model, those that others point to first. The search index is not among them: it is made anew.</summary>
    public static IReadOnlyList<PortableTable> All(DbContext db)
    {
        var waiting = db
            .Model.GetEntityTypes()
            .Where(e => !e.IsOwned() && !e.IsMappedToJson() && e.GetTableName() is not null)
            .ToList();
        var done = new HashSet<IEntityType>();
        var tables = new List<PortableTable>();
        while (waiting.Count > 0)
        {
            var ready = waiting
                .Where(e => e.GetForeignKeys().All(f => f.PrincipalEntityType == e || done.Contains(f.PrincipalEntityType)))
                .OrderBy(e => e.GetTableName(), StringComparer.Ordinal)
                .ToList();
            if (ready.Count == 0)
            {
                throw new InvalidOperationException("the tables point to each other in a circle");
            }
            tables.AddRange(ready.Select(Of));
            done.UnionWith(ready);
            waiting.RemoveAll(done.Contains);
        }
        return tables;
    }

    /// <summary>Writes the reader's present row as a JSON array.</summary>
    public void Write(DbDataReader row, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        for (var i = 0; i < Columns.Count; i++)
        {
            if (row.IsDBNull(i))
            {
                json.WriteNullValue();
                continue;
            }
            switch (Columns[i].Kind)
            {
                case PortableKind.Whole or PortableKind.Big:
                    json.WriteNumberValue(row.GetInt64(i));
                    break;
                case PortableKind.Number:
                    json.WriteNumberValue(row.GetDouble(i));
                    break;
                case PortableKind.Truth:
                    json.WriteBooleanValue(row.GetBoolean(i));
                    break;
                case PortableKind.Key or PortableKind.PersonalKey:
                    json.WriteStringValue(row.GetValue(i) is byte[] bytes ? new Guid(bytes, bigEndian: true) : row.GetGuid(i));
                    break;
                case PortableKind.Bytes:
                    json.WriteBase64StringValue(row.GetFieldValue<byte[]>(i));
                    break;
                case PortableKind.Day:
                    json.WriteStringValue(row.GetFieldValue<DateOnly>(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                    break;
                case PortableKind.Instant:
                    var at = row.GetValue(i) is long ticks
                        ? new DateTimeOffset(ticks, TimeSpan.Zero)
                        : row.GetFieldValue<DateTimeOffset>(i);
                    json.WriteStringValue(at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
                    break;
                default:
                    json.WriteStringValue(row.GetString(i));
                    break;
            }
        }
        json.WriteEndArray();
    }

    /// <summary>The values of a row as SQLite stores them.</summary>
    public static object ForSqlite(PortableKind kind, JsonElement value) =>
        value.ValueKind == JsonValueKind.Null
            ? DBNull.Value
            : kind switch
            {
                PortableKind.Whole or PortableKind.Big => value.GetInt64(),
                PortableKind.Number => value.GetDouble(),
                PortableKind.Truth => value.GetBoolean() ? 1L : 0L,
                PortableKind.Key => value.GetGuid().ToByteArray(bigEndian: true),
                PortableKind.PersonalKey => value.GetGuid().ToString().ToUpperInvariant(),
                PortableKind.Bytes => value.GetBytesFromBase64(),
                PortableKind.Instant => value.GetDateTimeOffset().UtcTicks,
                _ => value.GetString()!,
            };

    /// <summary>The values of a row as PostgreSQL takes them, and their type.</summary>
    public static (object? Value, NpgsqlDbType Type) ForPostgres(PortableKind kind, JsonElement value)
    {
        var none = value.ValueKind == JsonValueKind.Null;
        return kind switch
        {
            PortableKind.Whole => (none ? null : value.GetInt32(), NpgsqlDbType.Integer),
            PortableKind.Big => (none ? null : value.GetInt64(), NpgsqlDbType.Bigint),
            PortableKind.Number => (none ? null : value.GetDouble(), NpgsqlDbType.Double),
            PortableKind.Truth => (none ? null : value.GetBoolean(), NpgsqlDbType.Boolean),
            PortableKind.Key or PortableKind.PersonalKey => (none ? null : value.GetGuid(), NpgsqlDbType.Uuid),
            PortableKind.Bytes => (none ? null : value.GetBytesFromBase64(), NpgsqlDbType.Bytea),
            PortableKind.Day => (
                none ? null : DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                NpgsqlDbType.Date
            ),
            PortableKind.Instant => (none ? null : value.GetDateTimeOffset().ToUniversalTime(), NpgsqlDbType.TimestampTz),
            PortableKind.Json => (none ? null : value.GetString(), NpgsqlDbType.Jsonb),
            _ => (none ? null : value.GetString(), NpgsqlDbType.Text),
        };
    }

    private static PortableTable Of(IEntityType entity)
    {
        var columns = entity.GetProperties().Select(p => (p.GetColumnName(), KindOf(p))).ToList();
        columns.AddRange(
            entity
                .GetNavigations()
                .Where(n => n.TargetEntityType.IsMappedToJson())
                .Select(n => (n.TargetEntityType.GetContainerColumnName()!, PortableKind.Json))
        );
        var serial =
            entity.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd } only] && only.ClrType == typeof(int)
                ? only.GetColumnName()
                : null;
        return new PortableTable(entity.GetTableName()!, columns, serial);
    }

    private static PortableKind KindOf(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type.IsEnum || type == typeof(string) ? PortableKind.Text
            : type == typeof(int) ? PortableKind.Whole
            : type == typeof(long) || type == typeof(MatterId) ? PortableKind.Big
            : type == typeof(double) ? PortableKind.Number
            : type == typeof(bool) ? PortableKind.Truth
            : type == typeof(Guid) ? PortableKind.Key
            : type == typeof(ParticipantId) || type == typeof(StaffId) ? PortableKind.PersonalKey
            : type == typeof(byte[]) ? PortableKind.Bytes
            : type == typeof(DateOnly) ? PortableKind.Day
            : type == typeof(DateTimeOffset) ? PortableKind.Instant
            : throw new InvalidOperationException($"{property.DeclaringType.Name}.{property.Name} has no portable form");
    }

    private static string Quoted(string name) => $"\"{name}\"";
}
