using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Hazards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Hazards;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Photos;
using Xunit;

namespace SmallMatters.Web.Tests.Rounds;

/// <summary>What a phone takes along, and what the server answers when it sends.</summary>
public class RoundTests
{
    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed record Scene(TestHost Host, Clerk Clerk, Guid Premises)
    {
        public Guid Key { get; } = Guid.CreateVersion7();

        public static async Task<Scene> MakeAsync(TestHost host)
        {
            var (id, _) = await Places.ImportAsync(host, Inspecting.Shop);
            return new Scene(host, await new Office(host).HireAsync(Neighbourhood.WillowDesk), id);
        }

        public async Task<(HttpStatusCode Status, JsonNode? Said)> PutAsync(
            string address,
            byte[] bytes,
            string? hash = null,
            Guid? account = null
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/staff/rounds/places/{Premises}/{address}");
            request.Content = new ByteArrayContent(bytes);
            request.Headers.Add("X-Round-Account", $"{account ?? Clerk.Id.Value}");
            if (hash is not null)
            {
                request.Headers.Add("X-Round-Sha256", hash);
            }
            var page = await Clerk.Browser.SendAsync(request, follow: false);
            return (page.Status, page.Text.StartsWith('{') ? JsonNode.Parse(page.Text) : null);
        }

        public Task<(HttpStatusCode Status, JsonNode? Said)> PhotoAsync(byte[] bytes, string? hash = null) =>
            PutAsync($"photos/{hash ?? HashOf(bytes)}", bytes);

        public Guid? With { get; init; }

        public byte[] Inspection(string mark = "Failed", DateTimeOffset? claimed = null, params string[] photos) =>
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    checklist = 1,
                    claimed = claimed ?? Host.Clock.GetUtcNow().AddHours(-3),
                    cause = "Planned",
                    shown = true,
                    with = With,
                    items = ChecklistBook
                        .BuiltIn.Checklists.Single(c => c.Kind == PremisesKind.SmallShop)
                        .Items.Select(
                            (item, at) =>
                                new
                                {
                                    item = item.Code,
                                    mark = at == 0 ? mark : "Passed",
                                    what = at == 0 ? "后门锁着" : null,
                                    level = at == 0 ? "GB-2/general" : null,
                                    photos = at == 0 ? photos : [],
                                }
                        ),
                }
            );

        public Task<(HttpStatusCode Status, JsonNode? Said)> SendAsync(byte[] inspection, Guid? key = null) =>
            PutAsync($"inspections/{key ?? Key}", inspection, HashOf(inspection));

        public async Task<InspectionRow[]> KeptAsync()
        {
            await using var db = Host.OpenDb();
            return await db.Set<InspectionRow>().AsNoTracking().ToArrayAsync(TestContext.Current.CancellationToken);
        }
    }

    private static string? CodeOf(JsonNode? said) => (string?)said?["codes"]?[0];

    [Theory, OnBothDatabases]
    public async Task A_round_takes_places_checklists_and_open_findings_along_and_nobodys_number(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await Scene.MakeAsync(host);
        await Inspecting.FindAsync(scene.Clerk, scene.Premises);

        var choose = await scene.Clerk.Browser.GetAsync("/staff/rounds");
        Assert.Contains("柳园旅社（小场所）", choose.Main, StringComparison.Ordinal);
        var take = await scene.Clerk.Browser.GetAsync($"/staff/rounds/take?id={scene.Premises:N}");
        var address = take.Document.QuerySelector("[data-round-take]")!.GetAttribute("data-round-take")!;
        // Without scripts there is paper and the plain form.
        Assert.Contains("打印检查表", take.Main, StringComparison.Ordinal);
        Assert.Equal($"/staff/premises/{scene.Premises:N}/inspect", take.LinkTo("填写检查"));

        var bundle = await scene.Clerk.Browser.GetAsync(address);
        Assert.DoesNotContain("5550", bundle.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("店主", bundle.Text, StringComparison.Ordinal);
        var held = JsonNode.Parse(bundle.Text)!;
        var place = Assert.Single(held["places"]!.AsArray())!;
        Assert.Equal("柳园旅社", (string?)place["name"]);
        Assert.Single(place["findings"]!.AsArray());
        Assert.Equal(8, held["checklists"]![0]!["items"]!.AsArray().Count);

        var other = await new Office(host).HireAsync(Neighbourhood.BellDesk);
        var theirs = JsonNode.Parse((await other.Browser.GetAsync(address)).Text)!;
        Assert.Empty(theirs["places"]!.AsArray());
    }

    [Theory, OnBothDatabases]
    public async Task A_photo_and_an_inspection_that_come_twice_are_there_once_and_each_answer_says_what_arrived(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await Scene.MakeAsync(host);
        var bytes = MadePhotos.JpegFromAPhone();

        var (_, photo) = await scene.PhotoAsync(bytes);
        var (_, again) = await scene.PhotoAsync(bytes);
        Assert.Equal(HashOf(bytes), (string?)photo!["received"]);
        // The camera's words are gone, so that it is kept under another hash, the same one each time.
        Assert.NotEqual(HashOf(bytes), (string?)photo["kept"]);
        Assert.Equal((string?)photo["kept"], (string?)again!["kept"]);

        var inspection = scene.Inspection(photos: (string)photo["kept"]!);
        for (var time = 0; time < 3; time++)
        {
            var (status, said) = await scene.SendAsync(inspection);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal((scene.Key, HashOf(inspection)), ((Guid)said!["key"]!, (string?)said["received"]));
        }
        Assert.Single(await scene.KeptAsync());

        var (refused, why) = await scene.SendAsync(scene.Inspection("Passed"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "inspection-key-used"), (refused, CodeOf(why)));
        Assert.Single(await scene.KeptAsync());
    }

    [Theory, OnBothDatabases]
    public async Task An_inspection_that_is_sent_again_after_the_second_inspector_left_the_unit_is_the_same(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await Scene.MakeAsync(host);
        var second = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        var inspection = (scene with { With = second.Id.Value }).Inspection();
        Assert.Equal(HttpStatusCode.OK, (await scene.SendAsync(inspection)).Status);
        await using (var db = host.OpenDb())
        {
            await db
                .Appointments.Where(a => a.AccountId == second.Id.Value)
                .ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(HttpStatusCode.OK, (await scene.SendAsync(inspection)).Status);
        var kept = Assert.Single(await scene.KeptAsync());
        Assert.Contains($"{second.Id.Value}", kept.Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Many_phones_at_once_with_one_inspection_record_it_once(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await Scene.MakeAsync(host);
        var inspection = scene.Inspection();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scene.SendAsync(inspection)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Single(await scene.KeptAsync());
        // Two phones on one round are two inspections; neither is lost.
        Assert.Equal(HttpStatusCode.OK, (await scene.SendAsync(scene.Inspection("Passed"), Guid.CreateVersion7())).Status);
        Assert.Equal(2, (await scene.KeptAsync()).Length);
    }

    [Theory, OnBothDatabases]
    public async Task What_breaks_on_its_way_or_names_a_photo_that_is_not_there_is_not_taken(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await Scene.MakeAsync(host);
        var inspection = scene.Inspection();
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await scene.PhotoAsync(MadePhotos.JpegFromAPhone(), new string('0', 64))).Status
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await scene.PutAsync($"inspections/{scene.Key}", inspection[..^5], HashOf(inspection))).Status
        );
        var (status, why) = await scene.SendAsync(scene.Inspection(photos: new string('a', 64)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "photo-unknown"), (status, CodeOf(why)));
        Assert.Equal("sent-unreadable", CodeOf((await scene.SendAsync(Encoding.UTF8.GetBytes("{\"items\":null}"))).Said));
        Assert.Equal("sent-unreadable", CodeOf((await scene.SendAsync(new byte[300 * 1024])).Said));
        Assert.Empty(await scene.KeptAsync());
        // Several things that are wrong are told at once.
        var (_, all) = await scene.SendAsync(
            Encoding.UTF8.GetBytes(
                Encoding
                    .UTF8.GetString(inspection)
                    .Replace("\"Planned\"", "null", StringComparison.Ordinal)
                    .Replace("true", "false", StringComparison.Ordinal)
            )
        );
        Assert.Equal(2, all!["why"]!.AsArray().Count);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_signed_in_another_account_and_another_unit_send_nothing(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await Scene.MakeAsync(host);
        var inspection = scene.Inspection();
        var other = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        var (status, why) = await scene.PutAsync($"inspections/{scene.Key}", inspection, HashOf(inspection), other.Id.Value);
        Assert.Equal((HttpStatusCode.Conflict, "round-of-another"), (status, CodeOf(why)));
        var far = scene with { Clerk = await new Office(host).HireAsync(Neighbourhood.BellDesk) };
        Assert.Equal(HttpStatusCode.NotFound, (await far.SendAsync(inspection)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.PhotoAsync(MadePhotos.JpegFromAPhone())).Status);
        using var anybody = new HttpRequestMessage(
            HttpMethod.Put,
            $"/staff/rounds/places/{scene.Premises}/inspections/{scene.Key}"
        );
        anybody.Headers.Add("X-Round-Account", $"{scene.Clerk.Id.Value}");
        anybody.Content = JsonContent.Create(new { });
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.NewBrowser().SendAsync(anybody, follow: false)).Status);
        Assert.Empty(await scene.KeptAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_clock_that_is_wrong_by_years_loses_no_inspection_and_moves_no_deadline(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await Scene.MakeAsync(host);
        var now = host.Clock.GetUtcNow();
        foreach (var years in new[] { -3, 3 })
        {
            var sent = await scene.SendAsync(scene.Inspection(claimed: now.AddYears(years)), Guid.CreateVersion7());
            Assert.Equal(HttpStatusCode.OK, sent.Status);
        }
        Assert.All(await scene.KeptAsync(), row => Assert.Equal(now, row.At));
    }

    [Theory, OnBothDatabases]
    public async Task The_app_and_its_worker_hold_nothing_of_anybody_and_can_be_kept(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await Scene.MakeAsync(host);
        var app = await scene.Clerk.Browser.GetAsync("/staff/rounds/app");
        Assert.DoesNotContain(scene.Clerk.Name, app.Text, StringComparison.Ordinal);
        var worker = await host.NewBrowser().GetAsync("/staff/rounds/worker.js");
        Assert.Equal("text/javascript", worker.Response.Content.Headers.ContentType!.MediaType);
        var manifest = await host.NewBrowser().GetAsync("/staff/rounds/app.webmanifest");
        Assert.Equal("/staff/rounds/app", (string?)JsonNode.Parse(manifest.Text)!["start_url"]);
    }
}
