using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>
/// How many matters each part of an inbox holds. It is asked for with every page of the inbox, so its statement is written
/// out: composing it of eight queries took a quarter of the page's time. <see cref="Inbox.PageAsync"/> says the same
/// conditions as queries; a test holds the two against each other.
/// </summary>
internal static class InboxCounts
{
    private static readonly InboxTab[] Tabs = Enum.GetValues<InboxTab>();
    private static readonly string SqliteText = Text(postgres: false, narrowed: false);
    private static readonly string SqliteNarrowedText = Text(postgres: false, narrowed: true);
    private static readonly string PostgresText = Text(postgres: true, narrowed: false);
    private static readonly string PostgresNarrowedText = Text(postgres: true, narrowed: true);

    /// <summary>The counts, none above <see cref="Inbox.CountTo"/>; all zero for a unit that the reader does not see.</summary>
    public static async Task<IReadOnlyDictionary<InboxTab, int>> ReadAsync(
        Db db,
        StaffScope scope,
        string unit,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var counts = Tabs.ToDictionary(tab => tab, _ => 0);
        if (!scope.Sees.Contains(unit))
        {
            return counts;
        }
        var narrowed = scope.Areas.TryGetValue(unit, out var areas);
        string[] concerned = [.. scope.Sees.Union(scope.Units)];
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            if (command is NpgsqlCommand postgres)
            {
                postgres.CommandText = narrowed ? PostgresNarrowedText : PostgresText;
                postgres.Parameters.Add(new NpgsqlParameter<string>("unit", unit));
                postgres.Parameters.Add(new NpgsqlParameter<Guid>("me", scope.Id.Value));
                postgres.Parameters.Add(new NpgsqlParameter<DateTimeOffset>("now", now.ToUniversalTime()));
                postgres.Parameters.Add(new NpgsqlParameter<string[]>("concerned", concerned));
                if (narrowed)
                {
                    postgres.Parameters.Add(new NpgsqlParameter<string[]>("areas", [.. areas]));
                }
                await postgres.PrepareAsync(cancel);
            }
            else
            {
                var sqlite = (Microsoft.Data.Sqlite.SqliteCommand)command;
                sqlite.CommandText = narrowed ? SqliteNarrowedText : SqliteText;
                sqlite.Parameters.AddWithValue("@unit", unit);
                sqlite.Parameters.AddWithValue("@me", scope.Id.Value.ToByteArray(bigEndian: true));
                sqlite.Parameters.AddWithValue("@now", now.UtcTicks);
                sqlite.Parameters.AddWithValue("@concerned", JsonSerializer.Serialize(concerned));
                if (narrowed)
                {
                    sqlite.Parameters.AddWithValue("@areas", JsonSerializer.Serialize(areas));
                }
            }
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                counts[(InboxTab)reader.GetInt32(0)] = reader.GetInt32(1);
            }
            return counts;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static string Text(bool postgres, bool narrowed)
    {
        string In(string list) => postgres ? $"= ANY({list})" : $"IN (SELECT value FROM json_each({list}))";
        var text = new StringBuilder();
        foreach (var tab in Tabs)
        {
            text.Append(text.Length == 0 ? "" : "\nUNION ALL ")
                .Append($"SELECT {(int)tab}, count(*) FROM (SELECT 1 FROM matter m WHERE {Condition(tab)}")
                .Append($" AND (m.unit_concerned IS NULL OR NOT (m.unit_concerned {In("@concerned")}))")
                .Append(narrowed && tab != InboxTab.Mine ? $" AND m.area {In("@areas")}" : "")
                .Append($" LIMIT {Inbox.CountTo}) AS part{(int)tab}");
        }
        return text.ToString();
    }

    private static string Condition(InboxTab tab)
    {
        const string Open = $"m.accountable_unit = @unit AND m.stage = '{nameof(Stage.Open)}' AND m.due_at IS NOT NULL";
        return tab switch
        {
            InboxTab.Mine => $"m.handler = @me AND m.stage = '{nameof(Stage.Open)}' AND m.owner_unit = @unit",
            InboxTab.Unit => Open,
            InboxTab.NotTaken => $"{Open} AND m.handler IS NULL",
            InboxTab.Overdue => $"{Open} AND m.due_at <= @now",
            InboxTab.Asked => "m.asked_unit = @unit",
            InboxTab.Escalated => "m.escalated_to = @unit AND m.accountable_unit <> @unit",
            InboxTab.AwaitingVerdict => $"m.owner_unit = @unit AND m.stage = '{nameof(Stage.Closed)}'",
            InboxTab.Reviews =>
                $"m.accountable_unit = @unit AND m.stage = '{nameof(Stage.UnderReview)}' AND m.due_at IS NOT NULL",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
