using System.Text;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Timing;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Registers;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Registers;

/// <summary>Each has a database of its own, since the registers are everybody's.</summary>
public class RegisterImportTests
{
    private const string Square = "\"POLYGON ((121.5 31.2, 121.51 31.2, 121.51 31.21, 121.5 31.21, 121.5 31.2))\"";
    private const string Bowtie = "\"POLYGON ((121.5 31.2, 121.51 31.21, 121.51 31.2, 121.5 31.21, 121.5 31.2))\"";

    private static string[] Fates(RegisterPlan plan) => [.. plan.Rows.Select(r => $"{r.Line} {r.Code} {r.Fate}")];

    [Theory, OnBothDatabases]
    public async Task Every_row_has_its_fate_and_what_the_file_lacks_stays(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (plan, number, why) = await host.ImportAsync(
            Sheets.UnitHeader
                + "street,柳园街道办事处,Willow Garden Subdistrict Office,,\n"
                + "lamps,市政照明所,Street Lamp Office,street,021-5555 0001\n"
                + "gas,燃气管理站,Gas Office,street,\n"
                + "gas-north,燃气北站,Gas Office North,gas,\n"
                + "water,水务所,Water Office,nobody,\n"
                + "water-east,水务东所,Water Office East,water,\n"
                + "dup,甲,A,street,\n"
                + "dup,乙,B,street,\n"
                + "half,半行\n"
                + "BIG,大写,Upper case,street,\n"
                + "nameless,,Nameless,street,\n"
                + ",无代码,No code,street,\n"
                + "team,张三110101199003078515,Team,street,139 1234 5678\n",
            RegisterKind.Units
        );
        Assert.Null(why);
        Assert.Equal(1, number);
        Assert.Equal(
            [
                "2 street Unchanged",
                "3 lamps Changed",
                "4 gas New",
                "5 gas-north New",
                "6 water Refused",
                "7 water-east Refused",
                "8 dup Refused",
                "9 dup Refused",
                "10 half Refused",
                "11 BIG Refused",
                "12 nameless Refused",
                "13  Refused",
                "14  Refused",
            ],
            Fates(plan)
        );
        // Of a row with the number of a person its line alone is kept.
        Assert.Null(plan.Rows[^1].Stood);
        Assert.Contains("没有保留", plan.Rows[^1].Why!.Value.Zh);
        Assert.Equal([RegisterField.Zh, RegisterField.Contact], plan.Rows[1].Fields);
        Assert.Contains("第 8、9 行", plan.Rows[6].Why!.Value.Zh);
        Assert.Contains("lines 8, 9", plan.Rows[7].Why!.Value.En);
        Assert.Equal(["bell-desk", "review", "station", "willow-desk"], plan.Vanished);

        var now = await host.JurisdictionAsync();
        Assert.Equal(8, now.Units.Count);
        Assert.Equal(("市政照明所", "021-5555 0001"), (now.Units["lamps"].Name.Zh, now.Units["lamps"].Contact));
        Assert.Equal("gas", now.Units["gas-north"].Parent);
        Assert.True(now.Units["review"].Reviews);
        Assert.True(now.Units["street"].Fallback);

        var again = await host.ImportAsync(Sheets.UnitHeader + "gas,燃气管理站,Gas Office,street,\n", RegisterKind.Units);
        Assert.Equal("register-nothing-new", again.Why!.Code);
        Assert.Null(again.Number);
    }

    [Theory, OnBothDatabases]
    public async Task An_empty_cell_leaves_what_stands_and_a_hyphen_takes_it_away(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await host.ImportAsync(
            Sheets.UnitHeader + "lamps,路灯管理所,Street Lamp Office,street,021-5555 0001\n",
            RegisterKind.Units
        );
        var (holes, _, _) = await host.ImportAsync(Sheets.UnitHeader + "lamps,照明所,,,\n", RegisterKind.Units);
        Assert.Equal([RegisterField.Zh], holes.Rows[0].Fields);
        var lamps = (await host.JurisdictionAsync()).Units["lamps"];
        Assert.Equal(
            ("照明所", "Street Lamp Office", "street", "021-5555 0001"),
            (lamps.Name.Zh, lamps.Name.En, lamps.Parent, lamps.Contact)
        );

        var (cleared, _, _) = await host.ImportAsync(Sheets.UnitHeader + "lamps,,,-,－\n", RegisterKind.Units);
        Assert.Equal([RegisterField.Unit, RegisterField.Contact], cleared.Rows[0].Fields);
        lamps = (await host.JurisdictionAsync()).Units["lamps"];
        Assert.Equal((null, null), (lamps.Parent, lamps.Contact));
        Assert.Equal("照明所", lamps.Name.Zh);

        // A name cannot be taken away, and an area has an intake unit.
        var nameless = await host.Book().PlanAsync(Sheets.Read(Sheets.UnitHeader + "lamps,-,,,\n", RegisterKind.Units).Sheet!);
        Assert.Contains("名称不能用“-”去掉", nameless.Rows[0].Why!.Value.Zh);
        var areas = await host.Book()
            .PlanAsync(Sheets.Read(Sheets.AreaHeader + "willow,柳园新村,,,\nbell,,,-,\n", RegisterKind.Areas).Sheet!);
        Assert.Equal(["2 willow Changed", "3 bell Refused"], Fates(areas));
        Assert.Equal([RegisterField.Zh], areas.Rows[0].Fields);
        var unshaped = await host.Book().PlanAsync(Sheets.Read(Sheets.AreaHeader + "willow,,,,-\n", RegisterKind.Areas).Sheet!);
        Assert.Equal([RegisterField.Outline], unshaped.Rows[0].Fields);
    }

    [Theory, OnBothDatabases]
    public async Task A_circle_of_parents_stays_out_and_the_good_rows_go_in(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (plan, number, _) = await host.ImportAsync(
            Sheets.UnitHeader
                + "street,柳园街道办事处,Willow Garden Subdistrict Office,lamps,\n"
                + "one,一,One,two,\n"
                + "two,二,Two,one,\n"
                + "self,自,Self,self,\n"
                + "good,好,Good,lamps,\n",
            RegisterKind.Units
        );
        Assert.NotNull(number);
        Assert.Equal(["2 street Refused", "3 one Refused", "4 two Refused", "5 self Refused", "6 good New"], Fates(plan));
        Assert.All(plan.Rows.Take(4), r => Assert.Contains("绕成了一圈", r.Why!.Value.Zh));
        Assert.Null((await host.JurisdictionAsync()).Units["street"].Parent);
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_imported_that_leaves_a_unit_without_a_reviewer(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (_, number, why) = await host.ImportAsync(
            Sheets.Same.Replace("Review Group,,", "Review Group,street,", StringComparison.Ordinal),
            RegisterKind.Units
        );
        Assert.Null(number);
        Assert.Equal("register-no-reviewer", why!.Code);
        Assert.Null((await host.JurisdictionAsync()).Units["review"].Parent);
    }

    [Theory, OnBothDatabases]
    public async Task Areas_come_with_their_outline_and_a_wrong_one_is_refused_in_words(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (plan, number, _) = await host.ImportAsync(
            Sheets.AreaHeader
                + $"river,河湾社区,River Bend,willow-desk,{Square}\n"
                + $"bow,蝴蝶结,Bow,willow-desk,{Bowtie}\n"
                + "lost,无主,Lost,nobody,\n"
                + "willow,柳园社区,Willow Garden,street,\n",
            RegisterKind.Areas
        );
        Assert.NotNull(number);
        Assert.Equal(["2 river New", "3 bow Refused", "4 lost Refused", "5 willow Changed"], Fates(plan));
        Assert.Contains("环与自身相交", plan.Rows[1].Why!.Value.Zh);
        var now = await host.JurisdictionAsync();
        Assert.True(now.Areas["river"].Shape!.Contains(Domain.Places.Position.At(31.205, 121.505)));
        Assert.Equal("street", now.Areas["willow"].IntakeUnit);
        Assert.True(now.Areas["willow"].Shape!.Contains(Neighbourhood.InWillow));
        var same = await host.Book()
            .PlanAsync(
                Sheets.Read(Sheets.AreaHeader + $"river,河湾社区,River Bend,willow-desk,{Square}\n", RegisterKind.Areas).Sheet!
            );
        Assert.Equal(["2 river Unchanged"], Fates(same));
    }

    [Theory, OnBothDatabases]
    public async Task Undoing_restores_what_was_changed_and_takes_away_what_was_new(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await host.ImportAsync(
            Sheets.UnitHeader + "lamps,市政照明所,Lamps,street,1\ngas,燃气管理站,Gas Office,lamps,\n",
            RegisterKind.Units
        );
        await host.ImportAsync(Sheets.UnitHeader + "lamps,照明中心,Lamps,street,1\n", RegisterKind.Units);
        Assert.Equal("register-changed-since", await UndoAsync(host, 1));
        Assert.Equal("missing-why", await UndoAsync(host, 2, " "));
        Assert.Null(await UndoAsync(host, 2));
        Assert.Null(await UndoAsync(host, 1));
        Assert.Equal("register-undone", await UndoAsync(host, 1));
        Assert.Equal("register-no-import", await UndoAsync(host, 3));
        Assert.Equal("register-no-import", await UndoAsync(host, 9));
        var now = await host.JurisdictionAsync();
        Assert.Equal(("路灯管理所", null), (now.Units["lamps"].Name.Zh, now.Units["lamps"].Contact));
        Assert.False(now.Units.ContainsKey("gas"));
    }

    [Theory, OnBothDatabases]
    public async Task An_import_whose_new_area_has_a_matter_cannot_be_undone(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await host.ImportAsync(Sheets.UnitHeader + "gas,燃气管理站,Gas Office,street,\n", RegisterKind.Units);
        await host.ImportAsync(Sheets.AreaHeader + "river,河湾社区,River Bend,gas,\n", RegisterKind.Areas);
        await new Office(host).RaiseAsync(area: "river");
        Assert.Equal("register-in-use", await UndoAsync(host, 2));
        Assert.Equal("register-in-use", await UndoAsync(host, 1));
        var why = Assert.IsType<Acted.Refused>(await host.Book().UndoAsync(2, "试", Sheets.By)).Why;
        Assert.Contains("诉求", why.Sentence.Zh);
        Assert.True((await host.JurisdictionAsync()).Areas.ContainsKey("river"));
    }

    [Theory, OnBothDatabases]
    public async Task A_unit_that_an_account_or_an_area_leans_on_is_not_taken_away(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await host.ImportAsync(Sheets.UnitHeader + "gas,燃气管理站,Gas Office,street,\n", RegisterKind.Units);
        await host.ImportAsync(Sheets.UnitHeader + "heat,供热站,Heat Office,street,\n", RegisterKind.Units);
        await host.ImportAsync(Sheets.AreaHeader + "river,河湾社区,River Bend,gas,\n", RegisterKind.Areas);
        await new Office(host).HireAsync("heat");
        Assert.Equal("register-in-use", await UndoAsync(host, 1));
        Assert.Equal("register-in-use", await UndoAsync(host, 2));
        Assert.Null(await UndoAsync(host, 3));
        Assert.Null(await UndoAsync(host, 1));
    }

    [Theory, OnBothDatabases]
    public async Task A_unit_that_was_reminded_of_a_matter_is_not_taken_away(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await host.ImportAsync(Sheets.UnitHeader + "gas,燃气管理站,Gas Office,street,\n", RegisterKind.Units);
        var raised = await new Office(host).RaiseAsync();
        await using (var db = host.OpenDb())
        {
            db.Add(
                new DormantReminderRow
                {
                    MatterId = raised.Id,
                    LastSeq = 1,
                    Level = DormantLevel.Owner,
                    Told = "gas",
                    Since = MovableClock.Start,
                    At = MovableClock.Start,
                }
            );
            await db.SaveChangesAsync();
        }
        Assert.Equal("register-in-use", await UndoAsync(host, 1));
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_who_undo_one_import_at_once_one_does(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await host.ImportAsync(Sheets.UnitHeader + "gas,燃气管理站,Gas Office,street,\n", RegisterKind.Units);
        var done = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Book().UndoAsync(1, "来源有误。", Sheets.By)))
        );
        Assert.Single(done, d => d is Acted.Written);
        Assert.All(
            done.Where(d => d is not Acted.Written),
            d => Assert.True(d is Acted.ChangedMeanwhile or Acted.Refused { Why.Code: "register-undone" }, $"{d}")
        );
        Assert.False((await host.JurisdictionAsync()).Units.ContainsKey("gas"));
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_imports_at_the_same_moment_each_has_a_number_or_is_turned_away(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var done = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(i => host.ImportAsync(Sheets.UnitHeader + $"u{i},单位{i},Unit {i},street,\n", RegisterKind.Units))
        );
        var written = done.Where(d => d.Number is not null).ToList();
        Assert.Equal(Enumerable.Range(1, written.Count), written.Select(d => d.Number!.Value).Order());
        Assert.All(done.Where(d => d.Number is null), d => Assert.Equal("register-changed-meanwhile", d.Why!.Code));
        Assert.Equal(6 + written.Count, (await host.JurisdictionAsync()).Units.Count);
    }

    [Theory]
    [InlineData("", "register-empty")]
    [InlineData("code;zh;en;above;phone\na;b;c;;\n", "register-separator")]
    [InlineData("code\tzh\ten\tabove\tphone\n", "register-separator")]
    [InlineData("code,zh,en,above\n", "register-column")]
    [InlineData("code,zh,zh,en,above,phone\n", "register-column")]
    [InlineData("code,zh,en,above,phone\na,\"b,c,d,e\n", "register-quotes")]
    [InlineData("PK\u0003\u0004", "register-not-utf8")]
    public void A_file_that_is_not_what_it_should_be_is_refused_whole(string text, string code)
    {
        var (sheet, why) = Sheets.Read(text, RegisterKind.Units);
        Assert.Null(sheet);
        Assert.Equal(code, why!.Code);
    }

    [Fact]
    public void The_name_of_a_file_is_not_kept_when_the_number_of_a_person_stands_in_it()
    {
        var bytes = Encoding.UTF8.GetBytes(Sheets.UnitHeader + "gas,燃气管理站,Gas Office,street,\n");
        Assert.Equal("单位.csv", RegisterFile.Read(bytes, "单位.csv", RegisterKind.Units, Sheets.Units).Sheet!.Name);
        var named = RegisterFile.Read(bytes, "身份证110101199003078515.csv", RegisterKind.Units, Sheets.Units).Sheet!.Name;
        Assert.DoesNotContain("1101", named, StringComparison.Ordinal);
        Assert.Contains("未保留", named, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_gbk_is_refused_with_what_to_do()
    {
        // 单位 in GBK.
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Sheets.UnitHeader + "a,"), 0xB5, 0xA5, 0xCE, 0xBB, .. ",A,,\n"u8];
        var (sheet, why) = RegisterFile.Read(bytes, "名册.csv", RegisterKind.Units, Sheets.Units);
        Assert.Null(sheet);
        Assert.Equal("register-not-utf8", why!.Code);
        Assert.Contains("UTF-8", why.Sentence.Zh);
    }

    private static async Task<string?> UndoAsync(TestHost host, int number, string why = "来源有误。") =>
        await host.Book().UndoAsync(number, why, Sheets.By) is Acted.Refused refused ? refused.Why.Code : null;
}
