using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Hazards;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Hazards;

/// <summary>Each has a database of its own, since the register is everybody's.</summary>
public class PremisesImportTests
{
    [Theory, OnBothDatabases]
    public async Task Every_row_has_its_fate_and_what_the_file_lacks_stays(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await host.TakeAsync(Places.School + "w-2,柳园旅社,SmallShop,柳园路2号,柳园社区,柳园社区居委会,,,,\n");
        var (plan, number, why) = await host.TakeAsync(
            "w-1,柳园第一小学,学校,柳园路1号,willow,willow-desk,谷校长,021-5555 0101,安老师,021-5555 0102\n"
                + "w-3,钟楼公寓,高层住宅,钟楼路3号,bell,bell-desk,,,,\n"
                + "w-4,没有类型,,某路,bell,bell-desk,,,,\n"
                + "w-5,没有片区,学校,某路,moon,bell-desk,,,,\n"
                + "w-6,没有单位,学校,某路,bell,moon,,,,\n"
                + "w-7,身份证,学校,某路,bell,bell-desk,某人,31010119800101123X,,\n"
                + "w-8,一,学校,某路,bell,bell-desk,,,,\nw-8,二,学校,某路,bell,bell-desk,,,,\n"
                + "w-9,半行\n"
                + "有空格 的,甲,学校,某路,bell,bell-desk,,,,\n"
                + "110101199003078515,乙,学校,某路,bell,bell-desk,,,,\n"
                + "13800138000,丙,学校,某路,bell,bell-desk,,,,\n"
        );
        Assert.Null(why);
        Assert.Equal(2, number);
        Assert.Equal(
            [
                "2 w-1 Changed",
                "3 w-3 New",
                "4 w-4 Refused",
                "5 w-5 Refused",
                "6 w-6 Refused",
                "7 w-7 Refused",
                "8 w-8 Refused",
                "9 w-8 Refused",
                "10 w-9 Refused",
                "11  Refused",
                "12  Refused",
                "13  Refused",
            ],
            Places.Fates(plan)
        );
        Assert.Equal([PremisesField.Name], plan.Rows[0].Fields);
        Assert.Contains("身份证号", plan.Rows[5].Why!.Value.Zh);
        Assert.Equal("“片区”一格写的不是辖区内的片区。", plan.Rows[3].Why!.Value.Zh);
        Assert.Equal("“负责单位”一格写的不是这里的单位。", plan.Rows[4].Why!.Value.Zh);
        // A cell that nobody understands may hold a name, and what is kept of the row repeats none.
        Assert.DoesNotContain(
            plan.Rows,
            r => r.Why is { } said && (said.Zh + said.En).Contains("moon", StringComparison.Ordinal)
        );
        Assert.Contains("第 8、9 行", plan.Rows[6].Why!.Value.Zh);
        Assert.Equal(["w-2"], plan.Vanished);
        Assert.Equal("柳园第一小学", (await Places.RowAsync(host, "w-1"))!.Name);
        Assert.Equal((PremisesKind.SmallShop, "willow", "willow-desk"), Where(await Places.RowAsync(host, "w-2")));
        Assert.Null(await Places.RowAsync(host, "w-4"));
        var again = await host.TakeAsync("w-3,钟楼公寓,高层住宅,钟楼路3号,bell,bell-desk,,,,\n");
        Assert.Equal("register-nothing-new", again.Why!.Code);
        Assert.Null(again.Number);
    }

    [Theory, OnBothDatabases]
    public async Task An_empty_cell_leaves_a_contact_and_a_hyphen_takes_it_away(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await host.TakeAsync(Places.School);
        var (holes, _, _) = await host.TakeAsync("w-1,,,,,,,021-5555 0999,,\n");
        Assert.Equal([PremisesField.ResponsibleContact], holes.Rows[0].Fields);
        var (cleared, _, _) = await host.TakeAsync("w-1,,,,,,,,-,－\n");
        Assert.Equal([PremisesField.Liaison, PremisesField.LiaisonContact], cleared.Rows[0].Fields);
        Assert.Equal(
            new PremisesContacts("谷校长", "021-5555 0999"),
            (await host.Reader().OpenAsync(await Places.IdAsync(host, "w-1"), Scopes.Leader(), default))!.Contacts
        );
        // What is said of a place cannot be taken away.
        var (nameless, _, _) = await host.TakeAsync("w-1,-,,,,,,,,\n");
        Assert.Contains("请填写场所名称", nameless.Rows[0].Why!.Value.Zh);
    }

    [Theory, OnBothDatabases]
    public async Task Undoing_restores_what_was_changed_contacts_too_and_takes_off_what_was_new(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await host.TakeAsync(Places.School);
        await host.TakeAsync("w-1,柳园新小学,,,,,新校长,,,\nw-2,柳园旅社,小场所,柳园路2号,willow,willow-desk,店主,,,\n");
        await host.TakeAsync("w-1,,,,,,再新校长,,,\n");
        Assert.Equal("register-changed-since", await UndoAsync(host, 2));
        Assert.Equal("missing-why", await UndoAsync(host, 3, " "));
        Assert.Null(await UndoAsync(host, 3));
        Assert.Null(await UndoAsync(host, 2));
        Assert.Equal("register-undone", await UndoAsync(host, 2));
        Assert.Equal("register-no-import", await UndoAsync(host, 9));
        var id = await Places.IdAsync(host, "w-1");
        var page = (await host.Reader().OpenAsync(id, Scopes.Leader(), default))!;
        Assert.Equal(("柳园小学", "谷校长"), (page.Premises.Details.Name, page.Contacts!.Responsible));
        var gone = (await Places.RowAsync(host, "w-2"))!;
        Assert.True(gone.Withdrawn);
        Assert.Null(gone.Key);
        await using (var db = host.OpenDb())
        {
            Assert.False(await db.Set<PremisesContactRow>().AnyAsync(c => c.PremisesId == gone.Id));
            // Of the versions that the undone imports brought none is left.
            Assert.Single(await db.Set<PremisesContactRow>().Where(c => c.PremisesId == id).ToListAsync());
        }
        var (back, _, _) = await host.TakeAsync("w-2,柳园旅社,小场所,柳园路2号,willow,willow-desk,,,,\n");
        Assert.Equal(["2 w-2 New"], Places.Fates(back));
        Assert.False((await Places.RowAsync(host, "w-2"))!.Withdrawn);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_changed_by_hand_since_keeps_an_import_from_being_undone_and_no_earlier_contact_is_kept(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        await host.TakeAsync(Places.School);
        await host.TakeAsync("w-1,,,,,,新校长,,,\n");
        var id = await Places.IdAsync(host, "w-1");
        var done = await host.PremisesBook()
            .ChangeAsync(
                Places.Operator,
                id,
                new KeepPremises(null, "柳园小学", PremisesKind.School, "柳园路1号", "willow", "willow-desk", new("再新校长")),
                2
            );
        Assert.IsType<Acted.Written>(done);
        Assert.Equal("register-changed-since", await UndoAsync(host, 2));
        await using var db = host.OpenDb();
        Assert.Equal(3, Assert.Single(await db.Set<PremisesContactRow>().ToListAsync()).Seq);
    }

    [Theory, OnBothDatabases]
    public async Task No_name_or_number_of_a_person_stands_in_a_fact_or_in_the_database_as_it_is(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await host.TakeAsync(Places.School);
        await host.TakeAsync("w-1,,,,,,新校长,,,\nw-2,,,,,,漏网的名字,,,\n");
        await UndoAsync(host, 2);
        await using var db = host.OpenDb();
        string[] kept =
        [
            .. await db.Set<PremisesFactRow>().Select(f => f.Body).ToListAsync(),
            .. await db.Set<PremisesFileFactRow>().Select(f => f.Body).ToListAsync(),
            .. await db.Set<PremisesContactRow>().Select(f => f.Words).ToListAsync(),
        ];
        Assert.Equal(7, kept.Length);
        Assert.All(
            kept,
            body =>
                Assert.All(
                    ["谷校长", "安老师", "新校长", "漏网的名字", "0101"],
                    word => Assert.DoesNotContain(word, body, StringComparison.Ordinal)
                )
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_supervisor_imports_for_their_own_unit_and_area_only(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await host.TakeAsync("b-1,钟楼小学,学校,钟楼路1号,bell,bell-desk,,,,\n");
        var (plan, number, _) = await host.TakeAsync(
            Places.School + "b-1,改名,,,,,,,,\nb-2,别人的,学校,某路,bell,bell-desk,,,,\n",
            PremisesKeeper.Of(Scopes.Leader())
        );
        Assert.Equal(["2 w-1 New", "3 b-1 Refused", "4 b-2 Refused"], Places.Fates(plan));
        Assert.NotNull(number);
        Assert.Equal("钟楼小学", (await Places.RowAsync(host, "b-1"))!.Name);
        Assert.Empty(plan.Vanished);
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_imports_at_the_same_moment_each_has_a_number_or_is_turned_away(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var done = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(i => Task.Run(() => host.TakeAsync($"u{i},场所{i},学校,某路,willow,willow-desk,某人,,,\n")))
        );
        var written = done.Where(d => d.Number is not null).ToList();
        Assert.Equal(Enumerable.Range(1, written.Count), written.Select(d => d.Number!.Value).Order());
        Assert.All(done.Where(d => d.Number is null), d => Assert.Equal("register-changed-meanwhile", d.Why!.Code));
        await using var db = host.OpenDb();
        Assert.Equal(written.Count, await db.Set<PremisesEntryRow>().CountAsync());
    }

    [Theory]
    [InlineData("", "register-empty")]
    [InlineData("代码;名称\n", "register-separator")]
    [InlineData("代码,名称\n", "register-column")]
    [InlineData("PK\u0003\u0004", "register-not-utf8")]
    public void A_file_that_is_not_what_it_should_be_is_refused_whole(string text, string code)
    {
        var (sheet, why) = Places.Read(text);
        Assert.Null(sheet);
        Assert.Equal(code, why!.Code);
    }

    private static (PremisesKind, string, string) Where(PremisesEntryRow? row) => (row!.Kind, row.Area, row.Unit);

    private static async Task<string?> UndoAsync(TestHost host, int number, string why = "来源有误。") =>
        await host.Files().UndoAsync(number, why, Places.Operator) is Acted.Refused refused ? refused.Why.Code : null;
}
