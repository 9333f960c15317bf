using System.Text.Json;

namespace SmallMatters.Storage.Backups;

/// <summary>What a backup holds; the file <c>manifest.json</c> in it.</summary>
/// <param name="Format">Always <c>smallmatters-backup/1</c>.</param>
/// <param name="MadeAt">When it was made (UTC).</param>
/// <param name="Migrations">The migrations that the database had run.</param>
/// <param name="KeyCheck">Tells whether a master key is the one that the personal data need, without telling the key.</param>
/// <param name="Tables">The tables, in the order in which they are restored.</param>
public sealed record BackupManifest(
    string Format,
    DateTimeOffset MadeAt,
    IReadOnlyList<string> Migrations,
    string KeyCheck,
    IReadOnlyList<BackupTable> Tables
)
{
    /// <summary>The migrations that the case store had run; null in a backup that was made before there was one.</summary>
    public IReadOnlyList<string>? CaseMigrations { get; init; }

    /// <summary>The tables of the case store, in the folder <c>cases/</c> of the file.</summary>
    public IReadOnlyList<BackupTable>? CaseTables { get; init; }

    internal const string CaseFolder = "cases/";
    internal const string ThisFormat = "smallmatters-backup/1";
    internal const string FileName = "manifest.json";
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
}

/// <summary>A table of a backup: the file <c>NAME.ndjson</c>, one JSON array per row.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">The columns in the order of the arrays.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Sha256">Of the uncompressed file, hexadecimal.</param>
public sealed record BackupTable(string Name, IReadOnlyList<string> Columns, long Rows, string Sha256);
