using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Places;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Accounts;
using Xunit;

namespace SmallMatters.Web.Tests.CommandLine;

/// <summary>From an empty database to the first person at work, with the files that the documents show.</summary>
public sealed class FirstStartTests
{
    private const string NewPassword = "four-plain-words-here";

    [Theory, OnBothDatabases]
    public async Task An_empty_database_is_filled_from_files_and_its_first_clerk_reads_the_inbox(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        var loaded = await run.RunAsync("jurisdiction", "load", Example("jurisdiction.json"));
        Assert.True(loaded.Code == 0, loaded.Error);
        Assert.Contains("2 areas (2 with a shape)", loaded.Output, StringComparison.Ordinal);

        var added = await run.RunAsync([
            "account",
            "add",
            "--name",
            "王 芳",
            "--user",
            "wangfang",
            "--role",
            "Handler",
            "--unit",
            "works",
        ]);
        Assert.True(added.Code == 0, added.Error);
        var password = added.Output.Trim();

        await using (var host = TestHost.Over(run.Folder, run.Postgres))
        {
            var browser = host.NewBrowser();
            var first = await StaffMade.SignInAsync(browser, "wangfang", password, "/sign-in?to=/staff");
            Assert.Equal("/account/password", first.Path);
            await browser.SubmitAsync(first, [("Present", password), ("Password", NewPassword)]);
            var inbox = await browser.GetAsync("/staff");
            Assert.Equal(HttpStatusCode.OK, inbox.Status);
            Assert.Equal("/staff", inbox.Path);
            Assert.Contains("临河市政所", inbox.Text, StringComparison.Ordinal);
            Assert.Contains(
                "路灯不亮",
                (await host.NewBrowser().GetAsync("/open311/v2/services.json")).Text,
                StringComparison.Ordinal
            );
        }

        await using var services = await run.OpenAsync();
        var jurisdiction = await services.GetRequiredService<JurisdictionSource>().CurrentAsync(Cancel);
        Assert.Equal("dongan", jurisdiction.Areas.Values.Single(a => a.Shape!.Contains(Position.At(31.01, 118.03))).Code);
        Assert.Equal("works", jurisdiction.OwnerFor("street-lamp", "dongan", new DateOnly(2026, 11, 1)).Unit);
        Assert.Equal("xian-desk", jurisdiction.OwnerFor("street-lamp", "xian", new DateOnly(2026, 11, 1)).Unit);
        Assert.Equal("works", jurisdiction.OwnerFor("street-lamp", "xian", new DateOnly(2028, 1, 1)).Unit);
        await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        Assert.Equal(
            [Audited.AccountCreated, Audited.AppointmentMade],
            await db.AuditEntries.Where(e => e.ByName == "account add").Select(e => e.What).OrderBy(w => w).ToListAsync(Cancel)
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_shape_whose_corners_are_millimetres_apart_is_kept_and_read_again(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        foreach (var name in (string[])["jurisdiction.json", "categories.json"])
        {
            run.Write(name, await File.ReadAllTextAsync(Example(name), Cancel));
        }
        run.Write(
            "areas.geojson",
            """{"type":"Feature","id":"xian","properties":{},"geometry":{"type":"Polygon","coordinates":[[[118.0,31.0],[118.02,31.0],[118.02,31.02],[118.01,31.00000004],[118.0,31.02],[118.0,31.0]]]}}"""
        );
        var loaded = await run.RunAsync("jurisdiction", "load", Path.Combine(run.Folder, "jurisdiction.json"));
        Assert.True(loaded.Code == 0, loaded.Error);

        await using var services = await run.OpenAsync();
        var jurisdiction = await services.GetRequiredService<JurisdictionSource>().CurrentAsync(Cancel);

        Assert.Contains(Position.At(31.00000004, 118.01), jurisdiction.Areas["xian"].Shape!.Parts[0].Outline.Corners);
    }

    [Fact]
    public async Task A_jurisdiction_goes_into_an_empty_database_only()
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        Assert.Equal(0, (await run.RunAsync("jurisdiction", "load", Example("jurisdiction.json"))).Code);
        var again = await run.RunAsync("jurisdiction", "load", Example("jurisdiction.json"));
        Assert.Equal(1, again.Code);
        Assert.Contains("not empty", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jurisdiction.json", "/areas/0/intake", "nobody", "area dongan")]
    [InlineData("jurisdiction.json", "/units/1/parent", "nobody", "above unit dongan-desk")]
    [InlineData("jurisdiction.json", "/units/0/parent", "works", "circle")]
    [InlineData("jurisdiction.json", "/units/1/code", "street", "stands there twice")]
    [InlineData("jurisdiction.json", "/units/1/code", "Two Words", "lower-case")]
    [InlineData("jurisdiction.json", "/units/1/en", " ", "needs a name")]
    [InlineData("jurisdiction.json", "/units/5/reviews", false, "review the work of review")]
    [InlineData("jurisdiction.json", "/routes/1/area", "nowhere", "routing rule 2")]
    [InlineData("jurisdiction.json", "/routes/1/validTo", "2025-01-01", "routing rule 2")]
    [InlineData("jurisdiction.json", "/units/1/colour", "red", "colour")]
    [InlineData("categories.json", "/0/rule", "no-such-rule", "no-such-rule")]
    [InlineData("categories.json", "/0/kind", "Gossip", "categories.json, line")]
    [InlineData("categories.json", "/0/questions/0/datatype", "colour", "Question lamps")]
    [InlineData("categories.json", "/0/questions/0/datatype", "singlevaluelist", "Question lamps")]
    [InlineData("areas.geojson", "/features/0/id", "nowhere", "nowhere in areas.geojson")]
    [InlineData("areas.geojson", "/features/0/geometry/type", "Circle", "areas.geojson:")]
    [InlineData("areas.geojson", "/features/0", null, "areas.geojson:")]
    [InlineData("jurisdiction.json", "/areas/1", null, "jurisdiction.json ($.areas[1]): an entry of a list is null")]
    [InlineData("categories.json", "/0/questions/0", null, "categories.json ($[0].questions[0]): an entry of a list is null")]
    public async Task What_does_not_hang_together_is_named_and_nothing_is_loaded(
        string file,
        string where,
        object? what,
        string said
    )
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        foreach (var name in (string[])["jurisdiction.json", "categories.json", "areas.geojson"])
        {
            var json = JsonNode.Parse(await File.ReadAllTextAsync(Example(name), Cancel))!;
            if (name == file)
            {
                Set(json, where.Split('/')[1..], what);
            }
            run.Write(name, json.ToJsonString());
        }
        var loaded = await run.RunAsync("jurisdiction", "load", Path.Combine(run.Folder, "jurisdiction.json"));
        Assert.Equal(1, loaded.Code);
        Assert.Contains(said, loaded.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run.Folder, "smallmatters.db")));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        var loaded = await run.RunAsync("jurisdiction", "load", Path.Combine(run.Folder, "jurisdiction.json"));
        Assert.Equal(1, loaded.Code);
        Assert.Contains("jurisdiction.json cannot be opened", loaded.Error, StringComparison.Ordinal);
        Assert.Contains("categories.json cannot be opened", loaded.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_shapes_that_cannot_be_opened_is_named()
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        foreach (var name in (string[])["jurisdiction.json", "categories.json", "areas.geojson"])
        {
            run.Write(name, await File.ReadAllTextAsync(Example(name), Cancel));
        }
        await using var held = File.Open(
            Path.Combine(run.Folder, "areas.geojson"),
            FileMode.Open,
            FileAccess.Write,
            FileShare.None
        );
        var loaded = await run.RunAsync("jurisdiction", "load", Path.Combine(run.Folder, "jurisdiction.json"));
        Assert.Equal(1, loaded.Code);
        Assert.Contains("areas.geojson cannot be opened", loaded.Error, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_account_whose_appointment_is_refused_is_not_made(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await using var scope = host.Services.CreateAsyncScope();
        var made = await scope
            .ServiceProvider.GetRequiredService<AccountBook>()
            .CreateAppointedAsync(
                new Doer(null, "account add"),
                "wangfang",
                "王 芳",
                null,
                "nowhere",
                SmallMatters.Domain.Matters.StaffRole.Handler,
                null,
                new DateOnly(2026, 1, 1),
                Cancel
            );
        Assert.IsType<AccountMade.Not>(made);
        await using var db = host.OpenDb();
        Assert.False(await db.Users.AnyAsync(u => u.UserName == "wangfang", Cancel));
        Assert.False(await db.AuditEntries.AnyAsync(e => e.ByName == "account add", Cancel));
    }

    [Fact]
    public async Task An_account_that_cannot_be_made_leaves_nothing_behind()
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        string[] account = ["account", "add", "--name", "王 芳", "--user", "wangfang", "--role", "SecurityAdministrator"];
        var early = await run.RunAsync(account);
        Assert.Equal(1, early.Code);
        Assert.Contains("no jurisdiction yet", early.Error, StringComparison.Ordinal);
        await run.RunAsync("jurisdiction", "load", Example("jurisdiction.json"));
        var nowhere = await run.RunAsync([.. account, "--unit", "nowhere"]);
        Assert.Equal(1, nowhere.Code);
        Assert.Contains("There is no unit nowhere", nowhere.Error, StringComparison.Ordinal);
        await using (var services = await run.OpenAsync())
        {
            await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
            Assert.False(await db.Users.AnyAsync(Cancel));
        }
        Assert.Equal(0, (await run.RunAsync(account)).Code);
        var twice = await run.RunAsync(account);
        Assert.Equal(1, twice.Code);
        Assert.Contains("user name is taken", twice.Error, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static void Set(JsonNode json, string[] path, object? what)
    {
        var at = json;
        foreach (var step in path[..^1])
        {
            at = int.TryParse(step, out var index) ? at![index] : at![step];
        }
        if (int.TryParse(path[^1], out var last))
        {
            at![last] = JsonValue.Create(what);
        }
        else
        {
            at![path[^1]] = JsonValue.Create(what);
        }
    }

    private static string Example(string name)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "SmallMatters.slnx")))
        {
            at = at.Parent!;
        }
        return Path.Combine(at.FullName, "data", "example", name);
    }
}
