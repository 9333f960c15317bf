using System.Net;
using System.Text;
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

/// <summary>What is asked of transfers afterwards: where number so-and-so is, what is missing, and once more the file of last week.</summary>
public class TransferAfterwardsTests
{
    private const string Hotline = "city-12345";
    private const string Columns = "number,kind,category,area,words,place,name,phone\n";
    private static readonly string About = $"Complaint,{Neighbourhood.Noise},{Neighbourhood.Willow}";
    private static readonly Doer By = new(null, "test");

    private sealed record Scene(TestHost Host, byte[] Key)
    {
        public TransferDesk Desk => Host.Services.GetRequiredService<TransferDesk>();

        public Task<TransferTaken> TakeAsync(int sequence, int count, string rows) =>
            Desk.TakeAsync(Package(sequence, count, rows), Neighbourhood.WillowDesk, false, By);

        public TransferPackage Package(int sequence, int count, string rows) =>
            TransferPackage.Make(
                new TransferManifest(
                    1,
                    TransferKind.Matters,
                    Hotline,
                    Neighbourhood.Code,
                    sequence,
                    count,
                    MovableClock.Start,
                    []
                ),
                new Dictionary<string, byte[]> { ["matters.csv"] = Encoding.UTF8.GetBytes(Columns + rows) },
                Key
            );

        public async Task<MatterRow> MatterAsync(string number)
        {
            await using var db = Host.OpenDb();
            return await db.Set<MatterRow>().SingleAsync(m => m.ExternalNumber == number);
        }
    }

    private static async Task<Scene> SceneAsync(DatabaseKind kind, WrittenLog? log = null)
    {
        var host = await TestHost.StartAsync(kind, log: log);
        var (key, _) = await host
            .Services.GetRequiredService<CounterpartBook>()
            .AddAsync(Hotline, "市 12345 热线", Neighbourhood.WillowDesk, By);
        return new Scene(host, Convert.FromBase64String(key!));
    }

    [Theory, OnBothDatabases]
    public async Task A_matter_is_found_by_its_number_at_12345_and_only_by_those_who_may_see_it(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        await scene.TakeAsync(1, 2, $"RX-2026-0417,{About},半夜放音乐,,,\nrx-2026-0418a,{About},狗叫,,,\n");
        var matter = Reference.FromValue((await scene.MatterAsync("RX-2026-0417")).Number).ToString();
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var stranger = await office.HireAsync(Neighbourhood.BellDesk);
        static Task<WebPage> FindAsync(Clerk who, string typed) =>
            who.Browser.GetAsync("/staff/search?q=" + Uri.EscapeDataString(typed));
        foreach (var typed in new[] { "RX-2026-0417", " rx-2026-0417 ", "ＲＸ－２０２６－０４１７" })
        {
            var page = await FindAsync(clerk, typed);
            Assert.Contains(matter, page.Main, StringComparison.Ordinal);
            Assert.Single(page.Document.QuerySelectorAll("tr[data-row]"));
        }
        foreach (var typed in new[] { "rx-2026-0418a", "RX-2026-0418A", "Rx-2026-0418a" })
        {
            Assert.Single((await FindAsync(clerk, typed)).Document.QuerySelectorAll("tr[data-row]"));
        }
        Assert.Empty((await FindAsync(clerk, "RX-2026-04")).Document.QuerySelectorAll("tr[data-row]"));
        Assert.Empty((await FindAsync(stranger, "RX-2026-0417")).Document.QuerySelectorAll("tr[data-row]"));
    }

    [Theory, OnBothDatabases]
    public async Task A_known_number_with_other_words_is_told_with_what_differs_and_changes_nothing(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        await scene.TakeAsync(1, 1, $"A-1,{About},半夜放音乐,3号楼,王女士,13900001234\n");
        var taken = await scene.TakeAsync(
            2,
            3,
            $"A-1,{About}, 半夜放音乐 ,3号楼,王女士,13900001234\n"
                + $"A-1,{About},半夜放鞭炮,3号楼,王女士,13900005678\n"
                + $"A-1,Request,{Neighbourhood.Lamp},{Neighbourhood.Bell},半夜放音乐,,王女士,13900001234\n"
        );
        Assert.All(taken.Fates, f => Assert.Equal(RowFateKind.KnownAlready, f.Fate));
        Assert.Equal([null, "row-differs", "row-differs"], taken.Fates.Select(f => f.Code));
        Assert.Contains("内容、电话和上次不同", taken.Fates[1].Zh, StringComparison.Ordinal);
        Assert.Contains("诉求类型、问题分类、片区、地点和上次不同", taken.Fates[2].Zh, StringComparison.Ordinal);
        // Which column, never what stands in it.
        Assert.DoesNotContain("鞭炮", string.Concat(taken.Fates.Select(f => f.Zh + f.En)), StringComparison.Ordinal);
        Assert.Equal("半夜放音乐", (await scene.MatterAsync("A-1")).Description);
        var kept = await host.Services.GetRequiredService<TransferBook>().FindAsync(Hotline, TransferKind.Matters, 2);
        Assert.Equal(taken.Fates, kept!.Fates);
    }

    [Theory, OnBothDatabases]
    public async Task A_matter_whose_key_is_damaged_stops_no_other_row_and_is_known_without_a_comparison(DatabaseKind kind)
    {
        var log = new WrittenLog();
        var scene = await SceneAsync(kind, log);
        await using var host = scene.Host;
        await scene.TakeAsync(1, 2, $"A-1,{About},半夜放音乐,,,\nA-2,{About},狗叫,,,\n");
        var damaged = await scene.MatterAsync("A-1");
        await using (var db = host.OpenDb())
        {
            var key = await db.Set<ParticipantRow>().Where(p => p.MatterId == damaged.Id).Select(p => p.Key!).SingleAsync();
            key[^1] ^= 1;
            await db.Set<ParticipantRow>()
                .Where(p => p.MatterId == damaged.Id)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.Key, key));
        }
        var taken = await scene.TakeAsync(2, 3, $"A-1,{About},放鞭炮,,,\nA-2,{About},狗又叫,,,\nA-3,{About},水管漏,,,\n");
        Assert.Equal([RowFateKind.KnownAlready, RowFateKind.KnownAlready, RowFateKind.Raised], taken.Fates.Select(f => f.Fate));
        Assert.Equal(["row-not-compared", "row-differs", null], taken.Fates.Select(f => f.Code));
        var reference = Reference.FromValue(damaged.Number).ToString();
        Assert.Equal(reference, taken.Fates[0].Reference);
        Assert.Single(log.Lines, l => l.Line.Contains($"A key of matter {reference} is damaged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_that_cannot_be_taken_is_shown_as_it_stood_and_words_in_its_place_are_not()
    {
        var scene = await SceneAsync(DatabaseKind.Sqlite);
        await using var host = scene.Host;
        var taken = await scene.TakeAsync(
            1,
            3,
            $"信访〔2026〕17号,{About},半夜放音乐,,,\nA12#5,{About},狗叫,,,\n楼下3号天天半夜很吵,{About},狗叫,,,\n"
        );
        Assert.All(taken.Fates, f => Assert.Equal("row-number", f.Code));
        Assert.Equal(["信访〔2026〕17号", "A12#5", null], taken.Fates.Select(f => f.Number));
        var head = await new Office(host).HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var page = await head.Browser.GetAsync($"/staff/transfers/{Hotline}/in/1");
        Assert.Contains("信访〔2026〕17号", page.Main, StringComparison.Ordinal);
        Assert.Contains("未保留", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("很吵", page.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_name_a_telephone_or_an_identity_number_in_the_place_of_the_number_is_kept_nowhere(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        string[] shifted =
        [
            "张三 13900001234",
            "Zhang San 13900001234",
            "ZhangSan13900001234",
            "13900001234",
            "A/139-0000-1234",
            "11010519491231002X",
            "ZhangSan",
        ];
        var rows = string.Concat(shifted.Select(number => $"{number},{About},狗叫,,,\n"));
        var taken = await scene.TakeAsync(1, shifted.Length, rows);
        Assert.All(taken.Fates, f => Assert.Equal((RowFateKind.Refused, null), (f.Fate, f.Number)));
        Assert.Equal("row-number-personal", taken.Fates[5].Code);
        await using var db = host.OpenDb();
        Assert.Empty(await db.Set<TransferredMatterRow>().ToListAsync());
        var head = await new Office(host).HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        const string One = $"/staff/transfers/{Hotline}/in/1";
        var receipt = TransferPackage.Unpack((await head.Browser.GetAsync($"{One}?handler=receipt")).Body).Package!;
        string[] written =
        [
            (await db.Set<TransferRow>().SingleAsync()).Fates,
            (await head.Browser.GetAsync(One)).Text,
            .. receipt.Files.Values.Select(Encoding.UTF8.GetString),
        ];
        Assert.All(
            written,
            text =>
                Assert.All(
                    ["张三", "Zhang", "13900001234", "0000-1234", "11010519491231002X"],
                    theirs => Assert.DoesNotContain(theirs, text, StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public async Task All_missing_files_are_counted_and_a_number_far_ahead_is_refused_with_words()
    {
        var scene = await SceneAsync(DatabaseKind.Sqlite);
        await using var host = scene.Host;
        // A first file may come with any number.
        Assert.Null((await scene.TakeAsync(700_000, 1, $"A-1,{About},半夜放音乐,,,\n")).Why);
        var gap = await scene.TakeAsync(700_100, 1, $"A-2,{About},狗叫,,,\n");
        Assert.Equal((50, 99), (gap.Missing.Length, gap.MissingInAll));
        var said = TransferWords.Gap(gap)!.Value;
        Assert.Contains("700050 号等 99 份文件", said.Zh, StringComparison.Ordinal);
        Assert.Contains("and 49 more", said.En, StringComparison.Ordinal);
        var far = (await scene.TakeAsync(702_101, 1, $"A-3,{About},狗叫,,,\n")).Why!;
        Assert.Equal("transfer-number-far", far.Code);
        Assert.Contains("第 702101 号", far.Sentence.Zh, StringComparison.Ordinal);
        Assert.Contains("第 700100 号", far.Sentence.Zh, StringComparison.Ordinal);
        Assert.Null((await scene.TakeAsync(702_100, 1, $"A-3,{About},狗叫,,,\n")).Why);
    }

    [Fact]
    public async Task A_file_in_gbk_or_an_empty_one_is_refused_with_what_to_do()
    {
        var scene = await SceneAsync(DatabaseKind.Sqlite);
        await using var host = scene.Host;
        // 单位 in GBK.
        byte[] rows = [.. Encoding.UTF8.GetBytes($"{Columns}A-1,{About},"), 0xB5, 0xA5, 0xCE, 0xBB, .. ",,,\n"u8];
        var (_, why) = TransferTables.Read(new Dictionary<string, byte[]> { ["matters.csv"] = rows });
        Assert.Contains("另存为“CSV UTF-8（逗号分隔）”", why!.Sentence.Zh, StringComparison.Ordinal);
        Assert.Contains("CSV UTF-8", why.Sentence.En, StringComparison.Ordinal);
        var head = await new Office(host).HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var page = await head.Browser.GetAsync("/staff/transfers");
        var empty = await head.Browser.SubmitAsync(
            page,
            form: "#in",
            files: [new ChosenFile("file", "in.zip", "application/zip", [])]
        );
        Assert.Contains("这个文件是空的", empty.MistakeBeside("file"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_a_heading_line_is_said_to_be_empty_and_not_to_have_wrong_quotes()
    {
        var (_, why) = TransferTables.Read(new Dictionary<string, byte[]> { ["matters.csv"] = [] });
        Assert.Equal("transfer-empty-table", why!.Code);
        Assert.Contains("matters.csv 是空的", why.Sentence.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loading_the_page_again_after_a_counterpart_was_added_adds_nothing_and_refuses_nothing()
    {
        var scene = await SceneAsync(DatabaseKind.Sqlite);
        await using var host = scene.Host;
        var security = (await new Office(host).HireAsync(Neighbourhood.Street, StaffRole.SecurityAdministrator)).Browser;
        var form = await security.GetAsync("/administration/counterparts");
        var made = await security.SubmitAsync(
            form,
            [("Name", "区 110"), ("Code", "district-110"), ("Unit", Neighbourhood.Street)],
            "#add"
        );
        Assert.Equal(32, Convert.FromBase64String(made.Document.QuerySelector("main code")!.TextContent).Length);
        // What the browser asks for on reloading is the page that it was sent on to.
        Assert.Equal(HttpMethod.Get, made.Response.RequestMessage!.Method);
        var again = await security.GetAsync(made.Path);
        Assert.Empty(again.Mistakes);
        Assert.Null(again.Document.QuerySelector("main code"));
    }

    [Theory, OnBothDatabases]
    public async Task The_file_that_went_out_is_had_again_byte_for_byte_with_who_and_when(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        await scene.TakeAsync(1, 2, $"A-1,{About},半夜放音乐,,,\nA-2,{About},狗叫,,,\n");
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var matter = await scene.MatterAsync("A-1");
        await host.Book.DecideAsync(
            matter.Id,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已经上门劝阻。"), clerk.Actor, j, now)
        );
        await Assessed.PermitAsync(host, TransfersOut.FlowOf(Hotline));
        var head = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor, name: "所长");
        var list = await head.Browser.GetAsync("/staff/transfers");
        var first = (await head.Browser.SubmitAsync(list, [("Counterpart", Hotline)], "#out")).Body;
        Assert.Contains(
            "已经上门劝阻。",
            Encoding.UTF8.GetString(TransferPackage.Unpack(first).Package!.Files["outcomes.json"]),
            StringComparison.Ordinal
        );
        await using (var db = host.OpenDb())
        {
            Assert.DoesNotContain("劝阻", (await db.Set<TransferRow>().SingleAsync(t => t.Body != null)).Body!);
        }

        // A day later, after the matter moved on and the key was changed.
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Services.GetRequiredService<CounterpartBook>().RotateAsync(Hotline, By);
        var deputy = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor, name: "副所长");
        Assert.Contains("再下载", (await deputy.Browser.GetAsync("/staff/transfers")).Main, StringComparison.Ordinal);
        const string One = $"/staff/transfers/{Hotline}/out/1";
        var again = await deputy.Browser.SubmitAsync(await deputy.Browser.GetAsync(One), form: "#again");
        Assert.Equal(first, again.Body);
        var page = await deputy.Browser.GetAsync(One);
        Assert.Matches("所长.*副所长", page.Main);
        await using (var db = host.OpenDb())
        {
            Assert.Equal("副所长", (await db.Set<AuditEntry>().SingleAsync(e => e.What == Audited.TransferFetched)).ByName);
        }
        var other = await office.HireAsync(Neighbourhood.BellDesk, StaffRole.Supervisor);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync(One)).Status);

        // With a resident's key goes what they were answered.
        var raiser = new Actor.Person((await host.Book.FindAsync(matter.Id))!.File.Participants[0].Id);
        var yes = new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, YesPartlyNo.Yes, false, null);
        await host.Book.DecideAsync(matter.Id, raiser, (m, j, now) => GiveVerdictRule.Decide(m, yes, raiser, j, now));
        Assert.IsType<ChangeResult.Changed>(
            await host.Book.DecideAsync(matter.Id, raiser, (m, _, _) => EraseRule.Decide(m, raiser))
        );
        // Of a file that nobody gets no resident is told that it was fetched.
        host.Clock.Advance(TimeSpan.FromDays(1));
        var third = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var told = await ReceiptsAsync(host);
        Assert.Equal(4, told);
        var gone = await third.Browser.SubmitAsync(await third.Browser.GetAsync(One), form: "#again");
        Assert.Contains("要求删除了自己的信息", gone.Main, StringComparison.Ordinal);
        Assert.Equal(told, await ReceiptsAsync(host));
    }

    private static async Task<int> ReceiptsAsync(TestHost host)
    {
        await using var db = host.OpenDb();
        return await db.Set<AccessReceiptRow>().CountAsync(r => r.Purpose == AccessPurpose.TransferredBack);
    }
}
