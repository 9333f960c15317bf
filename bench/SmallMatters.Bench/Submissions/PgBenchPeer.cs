using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;

namespace SmallMatters.Bench.Submissions;

/// <summary>
/// What PostgreSQL itself does with the same work: pgbench writes the rows of one real submission, with their indexes, in
/// one transaction each. The script is made from rows that the program has written, with the keys drawn anew.
/// </summary>
internal static class PgBenchPeer
{
    private static readonly string[] Tables =
    [
        "matter",
        "participant",
        "matter_clock",
        "history",
        "submission",
        "notice",
        "matter_search",
    ];

    /// <summary>Transactions per second.</summary>
    public static async Task<double> RunAsync(string connectionString, string script, int connections, int seconds)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        var file = Path.Combine(Path.GetTempPath(), $"smallmatters-{Environment.ProcessId}.pgbench.sql");
        await File.WriteAllTextAsync(file, script);
        var start = new ProcessStartInfo(Program()) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var argument in (string[])
                [
                    "-n",
                    "-M",
                    "prepared",
                    "-f",
                    file,
                    "-c",
                    connections.ToString(CultureInfo.InvariantCulture),
                    "-j",
                    "2",
                    "-T",
                    seconds.ToString(CultureInfo.InvariantCulture),
                    "-h",
                    to.Host!,
                    "-p",
                    to.Port.ToString(CultureInfo.InvariantCulture),
                    "-U",
                    to.Username!,
                    to.Database!,
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment["PGPASSWORD"] = to.Password;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(file);
        var line = output.Split('\n').FirstOrDefault(l => l.StartsWith("tps = ", StringComparison.Ordinal));
        return line is not null
            ? double.Parse(line["tps = ".Length..].Split(' ')[0], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench: {output}{await errors}");
    }

    /// <summary>The script that writes what one submission wrote.</summary>
    public static async Task<string> ScriptAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var matter = (long)(await ScalarAsync(source, "SELECT max(id) FROM matter"))!;
        var script = new StringBuilder(
            "\\set id random(1, 4000000000000000000)\n\\set number random(100000000000, 999999999999)\nBEGIN;\n"
        );
        foreach (var table in Tables)
        {
            foreach (var row in await RowsAsync(source, table, matter))
            {
                var columns = string.Join(", ", row.Select(c => $"\"{c.Name}\""));
                script.Append(
                    CultureInfo.InvariantCulture,
                    $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", row.Select(c => Value(table, c)))});\n"
                );
            }
        }
        return script.Append("END;\n").ToString();
    }

    private static string Value(string table, (string Name, string Type, string? Text) column) =>
        (table, column.Name, column.Type) switch
        {
            ("matter", "id", _) or (_, "matter_id", _) => ":id",
            ("matter", "number", _) => ":number",
            ("submission", "key", _) => "sha256(random()::text::bytea)",
            (_, "id", "uuid") => "gen_random_uuid()",
            (_, _, "tsvector") => $"array_to_tsvector(tsvector_to_array({Literal(column.Text)}::tsvector))",
            _ => column.Text is null ? "NULL" : $"{Literal(column.Text)}::{column.Type}",
        };

    // A colon would be a variable to pgbench.
    private static string Literal(string? text) =>
        $"E'{text!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal).Replace(":", "\\x3a", StringComparison.Ordinal)}'";

    private static async Task<List<List<(string Name, string Type, string? Text)>>> RowsAsync(
        NpgsqlDataSource source,
        string table,
        long matter
    )
    {
        var types = new List<(string Name, string Type)>();
        await using (
            var command = source.CreateCommand(
                "SELECT column_name, udt_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position"
            )
        )
        {
            command.Parameters.AddWithValue(table);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                types.Add((reader.GetString(0), reader.GetString(1)));
            }
        }
        var key = table == "matter" ? "id" : "matter_id";
        await using var rows = source.CreateCommand(
            $"SELECT {string.Join(", ", types.Select(t => $"\"{t.Name}\"::text"))} FROM {table} WHERE {key} = $1"
        );
        rows.Parameters.AddWithValue(matter);
        var found = new List<List<(string, string, string?)>>();
        await using var values = await rows.ExecuteReaderAsync();
        while (await values.ReadAsync())
        {
            found.Add([.. types.Select((t, i) => (t.Name, t.Type, values.IsDBNull(i) ? null : values.GetString(i)))]);
        }
        return found;
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    // Debian keeps it beside the server and not on the path.
    private static string Program() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .EnumerateFiles("/usr/lib/postgresql", "pgbench", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .LastOrDefault("pgbench")
            : "pgbench";
}
