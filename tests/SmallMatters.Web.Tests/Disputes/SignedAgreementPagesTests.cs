using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Keys;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Photos;
using SmallMatters.Web.Tests.Photos;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>The agreement that everybody signed: put in page by page, seen by both sides, and by nobody outside.</summary>
public class SignedAgreementPagesTests
{
    private static readonly byte[] First = MadePhotos.JpegFromAPhone();
    private static readonly byte[] Second = MadePhotos.PngFromAPhone();
    private static readonly byte[] Better = MadePhotos.WebPFromAPhone();

    [Theory, OnBothDatabases]
    public async Task Both_sides_see_the_signed_pages_without_what_the_camera_wrote_and_a_better_one_takes_their_place(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await WrittenAsync(host);
        Assert.NotEmpty((await PutInAsync(scene)).Mistakes);
        Assert.NotEmpty((await PutInAsync(scene, Encoding.ASCII.GetBytes("%PDF-1.7 not a picture"))).Mistakes);
        Assert.NotEmpty((await PutInAsync(scene, First, First)).Mistakes);
        Assert.NotEmpty((await PutInAsync(scene, [.. Enumerable.Repeat(First, 11)])).Mistakes);
        Assert.Empty((await PutInAsync(scene, First, Second)).Mistakes);
        foreach (var (browser, room) in new[] { (scene.Mine, scene.First), (scene.Theirs, scene.Second) })
        {
            var page = await browser.GetAsync(room);
            Assert.Equal(2, page.Document.QuerySelectorAll("a[href*='/signed/']").Length);
            var shown = await browser.GetAsync(page.LinkTo("第1页"));
            Assert.Equal(CleanOf(First), shown.Body);
            Assert.Equal("no-store", shown.Response.Headers.CacheControl?.ToString());
            // The file as it came names the phone and the place: a room never gives it.
            Assert.Equal(CleanOf(First), (await browser.GetAsync($"{page.LinkTo("第1页")}?original=true")).Body);
        }
        var before = $"{scene.First}/signed/{HandedIn.HashOf(First)}";
        Assert.Empty((await PutInAsync(scene, Better)).Mistakes);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Mine.GetAsync(before)).Status);
        var mine = await scene.Mine.GetAsync(scene.First);
        Assert.Equal(CleanOf(Better), (await scene.Mine.GetAsync(mine.LinkTo("第1页"))).Body);
        var staff = await scene.Clerk.Browser.GetAsync($"{scene.Address}/signed");
        Assert.Contains("以前放入的", staff.Main, StringComparison.Ordinal);
        Assert.Equal(First, (await scene.Clerk.Browser.GetAsync(StaffPage(scene, First, original: true))).Body);
        Assert.Equal(CleanOf(First), (await scene.Clerk.Browser.GetAsync(StaffPage(scene, First))).Body);
        Assert.Contains(
            await StoryAsync(scene),
            f => f.Type == nameof(AgreementScanned) && f.Body.Contains(HandedIn.HashOf(First), StringComparison.Ordinal)
        );
        Assert.Null(await BrokenAsync(host));
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_has_no_part_in_it_opens_no_page_and_an_opening_by_staff_leaves_a_receipt(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await WrittenAsync(host);
        Assert.Empty((await PutInAsync(scene, First)).Mistakes);
        var other = await DisputeScene.MakeAsync(host);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await other.Mine.GetAsync($"{other.First}/signed/{HandedIn.HashOf(First)}")).Status
        );
        foreach (
            var (unit, role, status) in new[]
            {
                (Neighbourhood.BellDesk, StaffRole.Handler, HttpStatusCode.NotFound),
                (Neighbourhood.WillowDesk, StaffRole.Auditor, HttpStatusCode.Forbidden),
                (Neighbourhood.Street, StaffRole.Supervisor, HttpStatusCode.OK),
            }
        )
        {
            var somebody = await scene.Office.HireAsync(unit, role);
            Assert.Equal(status, (await somebody.Browser.GetAsync(StaffPage(scene, First, original: true))).Status);
        }
        Assert.Contains("柳园街道办事处", (await scene.Theirs.GetAsync(scene.Second)).Main, StringComparison.Ordinal);
        // Above the unit one reads, and puts nothing in.
        var above = await scene.Office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        Assert.Empty((await above.Browser.GetAsync($"{scene.Address}/signed")).Document.QuerySelectorAll("main form"));
        await using var db = host.OpenDb();
        Assert.Contains(
            await db.Set<AccessReceiptRow>().Where(r => r.MatterId == scene.Raised.Id).ToListAsync(),
            r => r.Unit == Neighbourhood.Street
        );
    }

    [Theory, OnBothDatabases]
    public async Task The_check_finds_a_changed_page_and_the_pages_go_with_the_last_party(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await WrittenAsync(host);
        Assert.Empty((await PutInAsync(scene, First, Second)).Mistakes);
        await using (var db = host.OpenDb())
        {
            var row = await db.Set<SignedPageRow>().FirstAsync(p => p.Sha256 == HandedIn.HashOf(Second));
            Assert.NotNull(row.Clean);
            Assert.True(row.Clean.AsSpan().IndexOf(CleanOf(Second).AsSpan(0, 20)) < 0, "a page lies there in clear");
            var kept = row.Clean;
            row.Clean = [.. kept[..^1], (byte)(kept[^1] ^ 1)];
            await db.SaveChangesAsync();
            Assert.Contains("signed agreement", await BrokenAsync(host) ?? "", StringComparison.Ordinal);
            row.Clean = kept;
            await db.SaveChangesAsync();
        }
        Assert.Null(await BrokenAsync(host));

        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/erase");
        var mine = await scene.Mine.GetAsync(scene.First);
        Assert.Equal(CleanOf(First), (await scene.Mine.GetAsync(mine.LinkTo("第1页"))).Body);
        await DisputeScene.InRoomAsync(scene.Mine, scene.First, "/erase");
        await using (var db = host.OpenDb())
        {
            var rows = await db.Set<SignedPageRow>().AsNoTracking().ToListAsync();
            Assert.Equal(2, rows.Count);
            Assert.All(rows, r => Assert.True(r.Original is null && r.Clean is null));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Clerk.Browser.GetAsync(StaffPage(scene, First))).Status);
        Assert.Null(await BrokenAsync(host));
    }

    private static async Task<DisputeScene> WrittenAsync(TestHost host)
    {
        var scene = await DisputeScene.MakeAsync(host);
        Assert.Empty((await scene.MediateAsync()).Mistakes);
        await scene.AgreeAsync(20, AgreementForm.Written);
        return scene;
    }

    private static async Task<WebPage> PutInAsync(DisputeScene scene, params byte[][] pages) =>
        await scene.Clerk.Browser.SubmitAsync(
            await scene.Clerk.Browser.GetAsync($"{scene.Address}/signed"),
            [],
            files: pages.Select((p, i) => new ChosenFile("Form.Files", $"{i}.jpg", "image/jpeg", p))
        );

    private static string StaffPage(DisputeScene scene, byte[] page, bool original = false) =>
        $"{scene.Address}/signed/{HandedIn.HashOf(page)}{(original ? "?original=true" : "")}";

    private static byte[] CleanOf(byte[] photo) => Assert.IsType<PhotoResult.Cleaned>(PhotoCleaner.Clean(photo)).Photo.Bytes;

    private static async Task<List<DisputeFactRow>> StoryAsync(DisputeScene scene)
    {
        await using var db = scene.Office.Host.OpenDb();
        return await db.Set<DisputeFactRow>().AsNoTracking().ToListAsync();
    }

    private static async Task<string?> BrokenAsync(TestHost host) =>
        (
            await DisputeVerification.RunAsync(
                host.Services.GetRequiredService<IDbContextFactory<Db>>(),
                host.Services.GetRequiredService<KeyRing>(),
                default
            )
        ).Broken?.ToString();
}
