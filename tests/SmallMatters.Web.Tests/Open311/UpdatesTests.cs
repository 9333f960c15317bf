using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Open311;

public sealed class UpdatesTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task Programs_follow_what_happens_without_a_word_of_what_was_written(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var program = new Program311(host);
        var id = await program.RaiseAsync();
        await program.RaiseAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        await RequestsTests.CloseAsync(host, id);

        var json = await program.GetAsync("v2/servicerequestupdates.json?locale=en");
        Assert.Equal((HttpStatusCode.OK, Program311.Json), (json.Status, json.ContentType));
        var update = Assert.Single(json.Json.EnumerateArray());
        Assert.Equal(id, update.GetProperty("service_request_id").GetString());
        Assert.Equal($"{id}-2", update.GetProperty("update_id").GetString());
        Assert.Equal("closed", update.GetProperty("status").GetString());
        Assert.Equal("Solved", update.GetProperty("description").GetString());
        Assert.Equal("2026-03-02T12:00:00+08:00", update.GetProperty("updated_datetime").GetString());
        Assert.DoesNotContain("换了灯泡", json.Text, StringComparison.Ordinal);

        var xml = await program.GetAsync("v2/servicerequestupdates.xml");
        Assert.Equal(("service_request_updates", Program311.Xml), (xml.Xml.Name.LocalName, xml.ContentType));
        Assert.Equal($"{id}-2", Assert.Single(xml.Xml.Elements("request_update")).Element("update_id")!.Value);

        Assert.Equal(
            0,
            (await program.GetAsync("v2/servicerequestupdates.json?start_date=2026-03-02T12:00:01%2B08:00")).Json.GetArrayLength()
        );
        Assert.Equal(
            0,
            (await program.GetAsync("v2/servicerequestupdates.json?end_date=2026-03-02T11:59:59%2B08:00")).Json.GetArrayLength()
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await program.GetAsync("v2/servicerequestupdates.json?start_date=2020-01-01")).Status
        );
    }

    [Theory, OnBothDatabases]
    public async Task The_client_that_made_a_request_adds_to_it_once_however_often_it_sends(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var program = new Program311(host);
        var id = await program.RaiseAsync();
        (string, string)[] update =
        [
            ("service_request_id", id),
            ("update_id", "u-1"),
            ("status", "OPEN"),
            ("updated_datetime", "2026-03-02T10:00:00+08:00"),
            ("description", "旁边那盏也不亮了"),
        ];
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => program.PostAsync("v2/servicerequestupdates.json", update))
        );
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.Status));
        Assert.Equal($"{id}-2", Assert.Single(answers.Select(a => a.Json[0].GetProperty("update_id").GetString()).Distinct()));
        Assert.Equal("旁边那盏也不亮了", Assert.Single(await AddedAsync(host, id)));

        var xml = await program.PostAsync(
            "v2/servicerequestupdates.xml",
            [("service_request_id", id), ("update_id", "u-2"), ("description", "又亮了"), ("status", "CLOSED")]
        );
        Assert.Equal($"{id}-3", xml.Xml.Element("request_update")!.Element("update_id")!.Value);
        Assert.Contains("表示问题已经解决", (await AddedAsync(host, id))[1], StringComparison.Ordinal);
        // A program's word closes nothing.
        Assert.Equal("open", (await program.GetAsync($"v2/requests/{id}.json")).Json[0].GetProperty("status").GetString());
        Assert.True((await host.Services.GetRequiredService<Verification>().RunAsync()).Broken is null);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_adds_to_what_somebody_else_raised(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var id = await new Program311(host).RaiseAsync();
        var key = await host
            .Services.GetRequiredService<ApiKeys>()
            .IssueAsync($"别的程序 {Guid.CreateVersion7()}", new Doer(null, "test"));
        var answer = await new Program311(host, key).PostAsync(
            "v2/servicerequestupdates.json",
            [("service_request_id", id), ("update_id", "u-1"), ("description", "请关闭")]
        );
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.NotEmpty(answer.Mistake);
        Assert.Empty(await AddedAsync(host, id));
    }

    public static readonly (string Field, string? Value, int Status)[] WrongUpdates =
    [
        ("service_request_id", null, 400),
        ("service_request_id", "nonsense", 404),
        ("service_request_id", "123456789012", 404),
        ("update_id", null, 400),
        ("update_id", new string('u', 201), 400),
        ("description", null, 400),
        ("description", new string('长', 4001), 400),
        ("updated_datetime", "2099-01-01T00:00:00Z", 400),
        ("updated_datetime", "soon", 400),
    ];

    [Theory, OnBothDatabases]
    public async Task Every_wrong_value_of_an_update_is_answered_with_the_error_body(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var program = new Program311(host);
        var id = await program.RaiseAsync();
        foreach (var (field, value, status) in WrongUpdates)
        {
            var sent = new Dictionary<string, string>
            {
                ["service_request_id"] = id,
                ["update_id"] = "u",
                ["description"] = "补充",
            };
            sent.Remove(field);
            if (value is not null)
            {
                sent[field] = value;
            }
            var answer = await program.PostAsync("v2/servicerequestupdates.json", sent.Select(s => (s.Key, s.Value)));
            Assert.True(status == (int)answer.Status, $"{field}: {answer.Status} {answer.Text}");
            Assert.NotEmpty(answer.Mistake);
        }
        Assert.Empty(await AddedAsync(host, id));
    }

    private static async Task<IReadOnlyList<string?>> AddedAsync(TestHost host, string id)
    {
        await using var db = host.OpenDb();
        var scope = new StaffScope(
            new StaffId(Guid.CreateVersion7()),
            Neighbourhood.Lamps,
            [Neighbourhood.Lamps],
            [Neighbourhood.Lamps],
            [StaffRole.Handler]
        );
        var (page, _) = await host.Services.GetRequiredService<MatterReader>().ForStaffAsync(db, Reference.Parse(id), scope);
        var added = page!.Timeline.Where(t => t.Fact == nameof(InformationAdded)).ToList();
        Assert.All(added, a => Assert.Equal(TimelineAuthor.Raiser, a.By));
        return [.. added.Select(a => a.Words)];
    }
}
