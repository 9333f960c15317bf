using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.History;
using Xunit;

namespace SmallMatters.Web.Tests.Faults;

public class DatabaseGoneTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_PostgreSQL_is_away_people_and_programs_are_told_so_and_afterwards_all_goes_on_by_itself()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable(OnBothDatabasesAttribute.Variable) is null or "",
            $"{OnBothDatabasesAttribute.Variable} names no PostgreSQL server"
        );
        await using var database = await PrivateDatabase.MakeAsync();
        await using var host = await TestHost.StartAsync(
            DatabaseKind.Sqlite,
            environment: "Production",
            settings: new Dictionary<string, string> { ["Postgres"] = database.Connection, ["Jobs:Enabled"] = "false" }
        );
        using var client = host.NewClient();
        var raised = await Lives.RaiseAsync(host, "之前的");
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(client)).Status);
        var browser = host.NewBrowser();
        var form = await browser.GetAsync("/sign-in");

        await database.CloseAsync();
        var (status, ready) = await ReadyAsync(client);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("unreachable", ready.GetProperty("database").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health", UriKind.Relative), Stop)).StatusCode);
        var told = await browser.SubmitAsync(form, [("UserName", "somebody"), ("Password", "something")]);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, told.Status);
        Assert.Contains("110", told.Main, StringComparison.Ordinal);
        Assert.Contains("没有确认保存", told.Main, StringComparison.Ordinal);
        Assert.NotNull(told.Response.Headers.RetryAfter);
        using var program = await client.GetAsync(new Uri("/open311/v2/requests.json", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, program.StatusCode);
        Assert.Contains(
            "\"code\":503",
            (await program.Content.ReadAsStringAsync(Stop)).Replace(" ", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        await Assert.ThrowsAnyAsync<Exception>(() => Lives.RaiseAsync(host, "没有确认"));

        await database.OpenAsync();
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(client)).Status);
        await Lives.RaiseAsync(host, "之后的");
        Assert.NotNull(await host.Book.FindAsync(raised.Reference, Stop));
        var verified = await Lives.VerifyAsync(host);
        Assert.Null(verified.Broken);
        Assert.Equal(2, verified.Matters);
    }

    [Fact]
    public async Task A_locked_SQLite_file_is_a_service_that_is_away_and_comes_back()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite, environment: "Production");
        using var client = host.NewClient();
        await using (
            var other = new SqliteConnection($"Data Source={Path.Combine(host.DataFolder, "smallmatters.db")};Pooling=False")
        )
        {
            await other.OpenAsync(Stop);
            await using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN EXCLUSIVE";
            await hold.ExecuteNonQueryAsync(Stop);
            // Readers go on in write-ahead logging; only what must be written waits, and then is refused.
            Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(client)).Status);
            var refused = await Assert.ThrowsAsync<SqliteException>(() => Lives.RaiseAsync(host, "没有确认"));
            Assert.Equal((int)HttpStatusCode.ServiceUnavailable, StatusOf(refused));
        }
        await Lives.RaiseAsync(host, "之后的");
        Assert.Equal(1, (await Lives.VerifyAsync(host)).Matters);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Ready)> ReadyAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Stop);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        return (answer.StatusCode, json.RootElement.Clone());
    }

    private static int StatusOf(Exception failure) => SmallMatters.Web.Site.Faults.Status(failure);
}
