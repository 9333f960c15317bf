using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Transfers;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Webhooks;
using SmallMatters.Web.Transfers;
using Xunit;

namespace SmallMatters.Web.Tests.Transfers;

/// <summary>Files from 12345 and back: whole or not at all, every number once, and nothing half done.</summary>
public class TransferTests
{
    private const string Hotline = "city-12345";
    private const string Header = "number,kind,category,area,words,place,name,phone\r\n";
    private static readonly string First =
        $"{Header}A-1,Complaint,{Neighbourhood.Noise},{Neighbourhood.Willow},楼下很吵,3号楼,王,13900001234\r\n";
    private static readonly Doer By = new(null, "test");

    private sealed record Scene(TestHost Host, byte[] Key)
    {
        public TransferDesk Desk => Host.Services.GetRequiredService<TransferDesk>();

        public Task<TransferTaken> TakeAsync(TransferPackage package, bool dryRun = false) =>
            Desk.TakeAsync(package, Neighbourhood.WillowDesk, dryRun, By);

        public async Task<int> MattersAsync()
        {
            await using var db = Host.OpenDb();
            return await db.Set<MatterRow>().CountAsync(m => m.Channel == Channel.TransferFile);
        }
    }

    private static async Task<Scene> SceneAsync(DatabaseKind kind)
    {
        var host = await TestHost.StartAsync(kind);
        var (key, why) = await host
            .Services.GetRequiredService<CounterpartBook>()
            .AddAsync(Hotline, "市 12345 热线", Neighbourhood.WillowDesk, By);
        Assert.Null(why);
        return new Scene(host, Convert.FromBase64String(key!));
    }

    private static TransferPackage Package(
        byte[] key,
        string rows,
        int count,
        int sequence = 1,
        string name = "matters.csv",
        string receiver = Neighbourhood.Code,
        int version = TransferManifest.PresentVersion
    ) =>
        TransferPackage.Make(
            new TransferManifest(version, TransferKind.Matters, Hotline, receiver, sequence, count, MovableClock.Start, []),
            new Dictionary<string, byte[]> { [name] = Encoding.UTF8.GetBytes(rows) },
            key
        );

    [Theory, OnBothDatabases]
    public async Task Each_row_meets_its_fate_and_the_number_is_kept(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var package = Package(
            scene.Key,
            First
                + $"A-2,Complaint,no-such,{Neighbourhood.Willow},话,,,\r\n"
                + "A-3,Complaint\r\n"
                + $"A-1,Complaint,{Neighbourhood.Noise},{Neighbourhood.Willow},又来一遍,,,\r\n",
            4
        );
        var tried = await scene.TakeAsync(package, dryRun: true);
        Assert.Equal(0, await scene.MattersAsync());
        var taken = await scene.TakeAsync(package);
        Assert.Equal(
            [RowFateKind.Raised, RowFateKind.Refused, RowFateKind.Refused, RowFateKind.KnownAlready],
            taken.Fates.Select(f => f.Fate)
        );
        Assert.Equal(tried.Fates.Select(f => (f.Fate, f.Code)), taken.Fates.Select(f => (f.Fate, f.Code)));
        Assert.Equal([null, "row-category", "row-cut", "row-differs"], taken.Fates.Select(f => f.Code));
        Assert.Equal(taken.Fates[0].Reference, taken.Fates[3].Reference);
        await using var db = host.OpenDb();
        var matter = await db.Set<MatterRow>().SingleAsync(m => m.Channel == Channel.TransferFile);
        Assert.Equal(("A-1", Origin.Transferred), (matter.ExternalNumber, matter.Origin));
    }

    [Theory, OnBothDatabases]
    public async Task The_same_file_twice_does_nothing_again_and_a_gap_is_told(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var first = Package(scene.Key, First, 1);
        await scene.TakeAsync(first);
        var again = await scene.TakeAsync(first);
        Assert.NotNull(again.Before);
        Assert.Equal(1, await scene.MattersAsync());
        Assert.Equal("transfer-number-taken", (await scene.TakeAsync(Package(scene.Key, Header, 0))).Why?.Code);
        var fourth = await scene.TakeAsync(Package(scene.Key, First, 1, sequence: 4));
        Assert.Equal([2, 3], fourth.Missing);
        Assert.Equal(RowFateKind.KnownAlready, Assert.Single(fourth.Fates).Fate);
        var head = await new Office(host).HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        async Task<string> ListAsync() => (await head.Browser.GetAsync("/staff/transfers")).Main;
        // It is not told once and forgotten: the list says it as long as it lasts.
        Assert.Contains("市 12345 热线：前面还缺第 2、3 号文件", await ListAsync(), StringComparison.Ordinal);
        Assert.Equal([2], (await scene.TakeAsync(Package(scene.Key, Header, 0, sequence: 3))).Missing);
        Assert.Contains("前面还缺第 2 号文件", await ListAsync(), StringComparison.Ordinal);
        await scene.TakeAsync(Package(scene.Key, Header, 0, sequence: 2));
        Assert.DoesNotContain("前面还缺", await ListAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await scene.MattersAsync());
    }

    [Fact]
    public async Task A_changed_cut_newer_or_misdirected_file_is_refused_whole()
    {
        var scene = await SceneAsync(DatabaseKind.Sqlite);
        await using var host = scene.Host;
        var good = Package(scene.Key, First, 1);
        var zip = good.Pack();
        Assert.Equal("transfer-unreadable", TransferPackage.Unpack(zip[..^40]).Why?.Code);
        Assert.Equal("transfer-newer", TransferPackage.Unpack(Package(scene.Key, First, 1, version: 2).Pack()).Why?.Code);
        Task<string?> WhyAsync(TransferPackage package) => CodeAsync(scene, package);
        Assert.Equal("transfer-signature", await WhyAsync(Package(new byte[32], First, 1)));
        Assert.Equal("transfer-for-another", await WhyAsync(Package(scene.Key, First, 1, receiver: "elsewhere")));
        Assert.Equal("transfer-count", await WhyAsync(Package(scene.Key, First, 2)));
        Assert.Equal("transfer-rows-file", await WhyAsync(Package(scene.Key, First, 1, name: "others.csv")));
        Assert.Equal(
            "transfer-file-changed",
            await WhyAsync(Swapped(good, First.Replace("很吵", "不吵", StringComparison.Ordinal)))
        );
        var other = await scene.Desk.TakeAsync(good, Neighbourhood.BellDesk, false, By);
        Assert.Equal("transfer-sender-unknown", other.Why?.Code);
        Assert.Equal(0, await scene.MattersAsync());
    }

    private static async Task<string?> CodeAsync(Scene scene, TransferPackage package) =>
        (await scene.TakeAsync(package)).Why?.Code;

    // What stands in the folder is another file than the one on the cover sheet.
    private static TransferPackage Swapped(TransferPackage package, string rows)
    {
        var folder = Directory.CreateTempSubdirectory("transfer");
        try
        {
            System.IO.Compression.ZipFile.ExtractToDirectory(Saved(folder, package), folder.FullName);
            File.Delete(Path.Combine(folder.FullName, "package.zip"));
            File.WriteAllText(Path.Combine(folder.FullName, "matters.csv"), rows);
            return TransferPackage.Open(folder.FullName).Package!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Saved(DirectoryInfo folder, TransferPackage package)
    {
        var path = Path.Combine(folder.FullName, "package.zip");
        File.WriteAllBytes(path, package.Pack());
        return path;
    }

    [Theory, OnBothDatabases]
    public async Task What_became_of_them_goes_back_under_their_number_once_it_was_assessed(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var rows = JsonSerializer.Serialize(
            new
            {
                rows = new[]
                {
                    new
                    {
                        number = "B/7",
                        kind = "Request",
                        category = Neighbourhood.Noise,
                        area = Neighbourhood.Willow,
                        words = "请来看看",
                        place = "柳园二村暗号楼",
                        name = "暗号女士",
                        phone = "13900005678",
                    },
                },
            }
        );
        Assert.Null((await scene.TakeAsync(Package(scene.Key, rows, 1, name: "matters.json"))).Why);
        await using var db = host.OpenDb();
        var id = await db.Set<MatterRow>().Where(m => m.ExternalNumber == "B/7").Select(m => m.Id).SingleAsync();
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        Assert.IsType<ChangeResult.Changed>(
            await host.Book.DecideAsync(
                id,
                clerk.Actor,
                (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已经上门处理。"), clerk.Actor, j, now)
            )
        );
        async Task<(TransferPackage? Package, string? Code)> SendAsync()
        {
            var (package, why) = await scene.Desk.SendAsync(Hotline, Neighbourhood.WillowDesk, false, By);
            return (package, why?.Code);
        }
        Assert.Equal("assessment-missing", (await SendAsync()).Code);
        Assert.False(await db.Set<AccessReceiptRow>().AnyAsync(r => r.Purpose == AccessPurpose.TransferredBack));
        await Assessed.PermitAsync(host, TransfersOut.FlowOf(Hotline));
        var sent = (await SendAsync()).Package!;
        Assert.True(sent.IsSignedWith(scene.Key));
        using var body = JsonDocument.Parse(sent.Files["outcomes.json"]);
        var row = Assert.Single(body.RootElement.GetProperty("rows").EnumerateArray());
        Assert.Equal(("B/7", "Solved", "已经上门处理。"), (Said(row, "number"), Said(row, "outcome"), Said(row, "answer")));
        var whole = string.Concat(sent.Files.Values.Select(Encoding.UTF8.GetString));
        Assert.All(["请来看看", "暗号楼", "暗号女士", "13900005678"], theirs => Assert.DoesNotContain(theirs, whole));
        Assert.True(
            await db.Set<AccessReceiptRow>().AnyAsync(r => r.MatterId == id && r.Purpose == AccessPurpose.TransferredBack)
        );
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("transfer-nothing", (await SendAsync()).Code);
    }

    private static string? Said(JsonElement row, string name) => row.GetProperty(name).GetString();

    [Fact]
    public async Task A_key_is_shown_once_and_the_one_before_it_signs_nothing_any_more()
    {
        var scene = await SceneAsync(DatabaseKind.Sqlite);
        await using var host = scene.Host;
        var security = (await new Office(host).HireAsync(Neighbourhood.Street, StaffRole.SecurityAdministrator)).Browser;
        const string Address = "/administration/counterparts";
        var page = await security.GetAsync(Address);
        Assert.Null(page.Document.QuerySelector("main code"));
        var unsaid = await security.SubmitAsync(page, [("Code", "City 110")], "#add");
        Assert.NotNull(unsaid.MistakeBeside("Code"));
        // One click makes no new key either: what stops working is said first.
        Assert.Null(page.Document.QuerySelector("main form[action*=Rotate]"));
        var asked = await security.GetAsync(page.LinkTo("换密钥"));
        Assert.Contains("马上作废，没有过渡时间", asked.Main, StringComparison.Ordinal);
        var changed = await security.SubmitAsync(asked, form: "main form[action*=Rotate]");
        var key = Convert.FromBase64String(changed.Document.QuerySelector("main code")!.TextContent);
        Assert.Equal("", changed.Document.QuerySelector("#add [name=Code]")!.GetAttribute("value") ?? "");
        Assert.Null((await security.GetAsync(Address)).Document.QuerySelector("main code"));
        Assert.Equal("transfer-signature", await CodeAsync(scene, Package(scene.Key, First, 1)));
        Assert.Null(await CodeAsync(scene, Package(key, First, 1)));
        // One click ends nothing; what was ended is taken in use again under a new key.
        Assert.Null((await security.GetAsync(Address)).Document.QuerySelector("main form[action*=End]"));
        await security.SubmitAsync(await security.GetAsync($"{Address}?ending={Hotline}"), form: "main form[action*=End]");
        Assert.Equal("transfer-sender-unknown", await CodeAsync(scene, Package(key, First, 1, sequence: 2)));
        var reopened = await security.SubmitAsync(await security.GetAsync(Address), form: "main form[action*=Reopen]");
        var another = Convert.FromBase64String(reopened.Document.QuerySelector("main code")!.TextContent);
        Assert.Equal("transfer-signature", await CodeAsync(scene, Package(key, First, 1, sequence: 2)));
        Assert.Null(await CodeAsync(scene, Package(another, First, 1, sequence: 2)));
        var (_, why) = await host
            .Services.GetRequiredService<CounterpartBook>()
            .AddAsync(Neighbourhood.Code, "自己", Neighbourhood.WillowDesk, By);
        Assert.Equal("counterpart-own-code", why?.Code);
    }

    [Fact]
    public async Task The_supervisor_in_charge_uploads_and_downloads_the_receipt_and_nobody_elses_desk_can()
    {
        var scene = await SceneAsync(DatabaseKind.Sqlite);
        await using var host = scene.Host;
        var office = new Office(host);
        var mine = (await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor)).Browser;
        var page = await mine.GetAsync("/staff/transfers");
        var file = new ChosenFile("file", "in.zip", "application/zip", Package(scene.Key, First, 1).Pack());
        var done = await mine.SubmitAsync(page, form: "#in", files: [file]);
        Assert.Contains("受理 1 行", done.Main, StringComparison.Ordinal);
        foreach (var theirs in new[] { "楼下很吵", "13900001234" })
        {
            Assert.DoesNotContain(theirs, done.Text, StringComparison.Ordinal);
        }
        const string One = $"/staff/transfers/{Hotline}/in/1";
        const string Address = $"{One}?handler=receipt";
        var receipt = TransferPackage.Unpack((await mine.GetAsync(Address)).Body).Package!;
        Assert.True(receipt.IsSignedWith(scene.Key));
        Assert.DoesNotContain("13900001234", Encoding.UTF8.GetString(receipt.Files["receipt.json"]), StringComparison.Ordinal);
        Assert.Contains("A-1", (await mine.GetAsync(One)).Main, StringComparison.Ordinal);
        var wrong = new ChosenFile("file", "in.zip", "application/zip", [1, 2, 3]);
        Assert.NotNull((await mine.SubmitAsync(page, form: "#in", files: [wrong])).MistakeBeside("file"));
        var other = (await office.HireAsync(Neighbourhood.BellDesk, StaffRole.Supervisor)).Browser;
        foreach (var address in new[] { One, Address, $"/staff/transfers/{Hotline}/sideways/1" })
        {
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await other.GetAsync(address)).Status);
        }
    }
}
