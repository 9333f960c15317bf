using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Sharing;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Sharing;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Sharing;

/// <summary>A slip from asking to its end, and what a program reads by it.</summary>
public class SlipPagesTests
{
    private const string Phone = "13900007777";
    private const string Words = "楼下半夜很吵，共享标记。";

    private sealed record Scene(TestHost Host, Office Office, Clerk Asker, Clerk Giver);

    private static async Task<Scene> SceneAsync(DatabaseKind kind)
    {
        var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        return new Scene(
            host,
            office,
            await office.HireAsync(Neighbourhood.Station, StaffRole.Supervisor),
            await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor)
        );
    }

    private static async Task<WebPage> AskAsync(Scene scene, params string[] fields)
    {
        var form = await scene.Asker.Browser.GetAsync("/staff/slips/new");
        var until = new DateOnly(2026, 6, 1);
        return await scene.Asker.Browser.SubmitAsync(
            form,
            [
                ("Form.Giver", Neighbourhood.WillowDesk),
                ("Form.Category", Neighbourhood.Noise),
                .. fields.Select(f => ("Form.Fields", f)),
                ("Form.Purpose", "核对警情"),
                ("Form.Basis", "某条例第十条"),
                ("Form.Until.year", $"{until.Year}"),
                ("Form.Until.month", $"{until.Month}"),
                ("Form.Until.day", $"{until.Day}"),
            ]
        );
    }

    private static Guid IdOf(WebPage slip) => Guid.ParseExact(slip.Path.Split('/')[^1], "N");

    // Two people weighed what goes out.
    private static async Task WeighAsync(Scene scene, Guid slip)
    {
        await using var db = scene.Host.OpenDb();
        var page = (await SlipBook.FindAsync(db, Neighbourhood.Station, slip))!;
        var flow = SlipBook.FlowOf(page.Slip.File);
        var book = scene.Host.Services.GetRequiredService<AssessmentBook>();
        var now = scene.Host.Clock.GetUtcNow();
        var officer = new Actor.Staff(
            new StaffId(Guid.CreateVersion7(now)),
            Neighbourhood.Street,
            [StaffRole.DataProtectionOfficer]
        );
        var (_, id) = await book.WriteAsync(
            scene.Giver.Actor,
            new WriteAssessment(flow.Kind, flow.Code, "派出所", "文字", "核对", "泄露", "加密", new DateOnly(2027, 1, 1))
        );
        Assert.IsType<Acted.Written>(
            await book.DecideAsync(id, officer, a => DecideAssessmentRule.Approve(a, "可以", officer), 1)
        );
    }

    private static async Task<WebPage> PressAsync(Clerk clerk, WebPage slip, string handler, params (string, string)[] values) =>
        await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync(slip.Path), values, $"form[action$='handler={handler}']");

    private static async Task<string> InForceAsync(Scene scene, WebPage slip)
    {
        await WeighAsync(scene, IdOf(slip));
        Assert.Contains("已批准", (await PressAsync(scene.Giver, slip, "approve")).Main, StringComparison.Ordinal);
        var made = await PressAsync(scene.Asker, slip, "key");
        return made.Document.QuerySelector(".govuk-inset-text code")!.TextContent;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> ReadAsync(
        Scene scene,
        WebPage slip,
        string key,
        HttpClient? from = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/shared/{IdOf(slip):N}");
        request.Headers.Add("X-Api-Key", key);
        using var answer = await (from ?? scene.Host.NewClient()).SendAsync(request);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    [Theory, OnBothDatabases]
    public async Task A_program_gets_the_named_fields_and_no_other_and_the_resident_sees_it(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var raised = await scene.Office.RaiseAsync(words: Words, phone: Phone, name: "钱来顺");
        await scene.Office.RaiseAsync(Neighbourhood.Lamp, words: "别的分类");
        await scene.Office.RaiseAsync(Neighbourhood.Noise, Neighbourhood.Bell, "别的单位");
        var slip = await AskAsync(scene, nameof(SharedField.Words), nameof(SharedField.Dates));
        var key = await InForceAsync(scene, slip);

        var (status, body) = await ReadAsync(scene, slip, key);
        Assert.Equal(HttpStatusCode.OK, status);
        var matter = Assert.Single(body.GetProperty("matters").EnumerateArray());
        Assert.Equal(Words, matter.GetProperty("words").GetString());
        Assert.Equal(["promisedOn", "raisedAt", "reference", "words"], matter.EnumerateObject().Select(p => p.Name).Order());
        Assert.DoesNotContain(Phone, body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("钱来顺", body.ToString(), StringComparison.Ordinal);

        var link = host.Services.GetRequiredService<KeyRing>().LinkFor(raised.Raiser.Value, 1);
        var seen = await host.NewBrowser().GetAsync($"/m/{link}/access");
        Assert.Contains("柳园派出所", seen.Main, StringComparison.Ordinal);
        Assert.Contains("共享单", seen.Main, StringComparison.Ordinal);
        foreach (var side in new[] { scene.Asker, scene.Giver })
        {
            Assert.Contains("共 1 次", (await side.Browser.GetAsync(slip.Path)).Main, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Without_an_impact_assessment_nothing_is_approved(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var slip = await AskAsync(scene, nameof(SharedField.Dates));
        Assert.NotEmpty((await PressAsync(scene.Giver, slip, "approve")).Mistakes);
        await WeighAsync(scene, IdOf(slip));
        Assert.Contains("有效", (await PressAsync(scene.Giver, slip, "approve")).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_wrong_key_a_revoked_and_an_expired_slip_are_refused_and_the_refusals_are_kept(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        await scene.Office.RaiseAsync(words: Words);
        var slip = await AskAsync(scene, nameof(SharedField.Words));
        var key = await InForceAsync(scene, slip);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ReadAsync(scene, slip, new string('A', 43))).Status);

        var newer = (await PressAsync(scene.Asker, slip, "key")).Document.QuerySelector(".govuk-inset-text code")!.TextContent;
        Assert.Equal(HttpStatusCode.Unauthorized, (await ReadAsync(scene, slip, key)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(scene, slip, newer)).Status);

        await PressAsync(scene.Giver, slip, "revoke", ("Words", "不再需要"));
        var (status, body) = await ReadAsync(scene, slip, newer);
        Assert.NotEqual(HttpStatusCode.OK, status);
        Assert.False(body.TryGetProperty("matters", out _));
        await using var db = host.OpenDb();
        Assert.Equal(3, await db.Set<SlipReadRow>().CountAsync(r => r.Refused != null));

        var other = await AskAsync(scene, nameof(SharedField.Words));
        var late = await InForceAsync(scene, other);
        host.Clock.Advance(TimeSpan.FromDays(200));
        var expired = await ReadAsync(scene, other, late);
        Assert.Equal(HttpStatusCode.Forbidden, expired.Status);
        Assert.Equal("slip-expired", expired.Body.GetProperty("code").GetString());
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_tries_keys_is_slowed_before_anything_is_written_and_learns_nothing_of_the_slip(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var slip = await AskAsync(scene, nameof(SharedField.Words));
        await InForceAsync(scene, slip);
        await PressAsync(scene.Giver, slip, "revoke", ("Words", "不再需要"));
        var answers = new List<(HttpStatusCode Status, JsonElement Body)>();
        var program = scene.Host.NewClient();
        for (var n = 0; n < 30; n++)
        {
            answers.Add(await ReadAsync(scene, slip, $"{new string('A', 41)}{n:00}", program));
        }
        Assert.Equal("slip-key-wrong", answers[0].Body.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].Status);
        await using var db = host.OpenDb();
        var written = await db.Set<SlipReadRow>().CountAsync(r => r.Refused != null);
        Assert.Equal(answers.Count(a => a.Status == HttpStatusCode.Unauthorized), written);
        Assert.InRange(written, 1, 20);
    }

    [Theory, OnBothDatabases]
    public async Task Who_is_of_neither_side_does_not_see_a_slip_and_what_is_missing_is_said_beside_its_field(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var slip = await AskAsync(scene, nameof(SharedField.Dates));
        var other = await scene.Office.HireAsync(Neighbourhood.Lamps, StaffRole.Supervisor);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync(slip.Path)).Status);
        Assert.DoesNotContain("柳园派出所", (await other.Browser.GetAsync("/staff/slips")).Main, StringComparison.Ordinal);

        var none = await AskAsync(scene);
        Assert.NotNull(none.MistakeBeside("Form.Fields"));
        Assert.Equal("核对警情", none.ValueOf("Form.Purpose"));
    }
}
