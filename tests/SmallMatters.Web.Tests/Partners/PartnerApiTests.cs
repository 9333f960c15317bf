using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Partners;

/// <summary>A partner's program reads and answers its own parts, and each answer is done once.</summary>
public class PartnerApiTests
{
    private const string Root = "/api/partner/v1/parts";

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(
        HttpClient client,
        string address,
        object body,
        string? key
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    [Theory, OnBothDatabases]
    public async Task A_program_lists_reads_promises_and_answers_and_nothing_happens_twice(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host, PartField.Description);
        var client = await scene.ProgramAsync();
        var part = (await scene.PartAsync()).Id;
        var listed = await client.GetStringAsync(Root);
        Assert.Contains($"{part}", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("门禁", listed, StringComparison.Ordinal);
        var read = await client.GetFromJsonAsync<JsonElement>($"{Root}/{part}");
        Assert.Equal(PartnerScene.Own, read.GetProperty("description").GetString());
        Assert.Equal(JsonValueKind.Null, read.GetProperty("contact").ValueKind);

        var promise = new { what = "周五前修好", dueOn = host.Clock.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd") };
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, $"{Root}/{part}/promise", promise, null)).Status);
        var first = await PostAsync(client, $"{Root}/{part}/promise", promise, "k1");
        Assert.Equal(
            (HttpStatusCode.OK, "InHand", false),
            (first.Status, first.Body.GetProperty("state").GetString(), first.Body.GetProperty("seenBefore").GetBoolean())
        );
        var again = await PostAsync(client, $"{Root}/{part}/promise", promise, "k1");
        Assert.Equal((HttpStatusCode.OK, true), (again.Status, again.Body.GetProperty("seenBefore").GetBoolean()));
        Assert.Single((await scene.Office.NowAsync(scene.Raised)).File.Promises);
        var other = await PostAsync(client, $"{Root}/{part}/not-ours", new { reason = "不归我们" }, "k1");
        Assert.Equal((HttpStatusCode.Conflict, "request-key-reused"), (other.Status, other.Body.GetProperty("code").GetString()));

        var nothing = await PostAsync(client, $"{Root}/{part}/result", new { words = "好了" }, "k2");
        Assert.Equal((HttpStatusCode)422, nothing.Status);
        var wordless = await PostAsync(client, $"{Root}/{part}/result", new { outcome = "Done", words = " " }, "k2");
        Assert.Equal(((HttpStatusCode)422, "Words"), (wordless.Status, wordless.Body.GetProperty("field").GetString()));
        var done = await PostAsync(client, $"{Root}/{part}/result", new { outcome = "Done", words = "修好了。" }, "k2");
        Assert.Equal((HttpStatusCode.OK, "Ended"), (done.Status, done.Body.GetProperty("state").GetString()));
        var late = await PostAsync(client, $"{Root}/{part}/result", new { outcome = "Done", words = "又修了。" }, "k3");
        Assert.Equal((HttpStatusCode.Conflict, "part-not-open"), (late.Status, late.Body.GetProperty("code").GetString()));
        Assert.DoesNotContain(PartnerScene.Own, await client.GetStringAsync($"{Root}/{part}"), StringComparison.Ordinal);
        Assert.Null((await scene.VerifyAsync()).Broken);
    }

    [Theory, OnBothDatabases]
    public async Task What_a_program_reads_of_a_part_leaves_a_receipt_that_the_resident_sees(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host, PartField.Description);
        var client = await scene.ProgramAsync();
        await using var db = host.OpenDb();
        var its = db.Set<AccessReceiptRow>().Where(r => r.Unit == PartnerScene.Company);
        await client.GetStringAsync(Root);
        Assert.Empty(await its.ToListAsync());
        await client.GetStringAsync($"{Root}/{(await scene.PartAsync()).Id}");
        var receipt = Assert.Single(await its.ToListAsync());
        Assert.Equal((scene.Raised.Id, AccessPurpose.Part), (receipt.MatterId, receipt.Purpose));
        Assert.Contains(
            "绿园物业 为了：协助办理其中一项",
            (await host.NewBrowser().GetAsync($"/m/{scene.Raised.Link}/access")).Main,
            StringComparison.Ordinal
        );
    }

    [Theory, OnBothDatabases]
    public async Task Sixteen_equal_answers_at_once_are_one(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host);
        var client = await scene.ProgramAsync();
        var part = (await scene.PartAsync()).Id;
        var promise = new { what = "周五前修好", dueOn = host.Clock.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd") };
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => PostAsync(client, $"{Root}/{part}/promise", promise, "same"))
        );
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Single(answers, a => !a.Body.GetProperty("seenBefore").GetBoolean());
        Assert.Single((await scene.Office.NowAsync(scene.Raised)).File.Promises);
    }

    [Theory, OnBothDatabases]
    public async Task A_program_reaches_no_other_partners_part_and_nobody_comes_without_a_key(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host);
        await PartnerScene.AddPartnerAsync(host, "gas");
        var other = await scene.ProgramAsync("gas");
        var part = (await scene.PartAsync()).Id;
        Assert.DoesNotContain($"{part}", await other.GetStringAsync(Root), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"{Root}/{part}")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await PostAsync(other, $"{Root}/{part}/not-ours", new { reason = "不归我们" }, "k")).Status
        );
        using var nobody = await host.NewClient().GetAsync(Root);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Equal("application/problem+json", nobody.Content.Headers.ContentType?.MediaType);
        using var unreadable = new HttpRequestMessage(HttpMethod.Post, $"{Root}/{part}/result")
        {
            Content = new StringContent("{", System.Text.Encoding.UTF8, "application/json"),
        };
        unreadable.Headers.Add("Idempotency-Key", "x");
        Assert.Equal(HttpStatusCode.BadRequest, (await other.SendAsync(unreadable)).StatusCode);
        Assert.Contains(
            "Idempotency-Key",
            await host.NewClient().GetStringAsync("/openapi/partner.json"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_program_that_asks_too_much_at_once_is_told_to_wait()
    {
        await using var host = await TestHost.StartAsync(
            DatabaseKind.Sqlite,
            settings: new Dictionary<string, string> { ["Partners:RequestsPerMinute"] = "5" }
        );
        var client = await (await PartnerScene.MakeAsync(host)).ProgramAsync();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 7; i++)
        {
            answers.Add((await client.GetAsync(Root)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, answers[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }
}
