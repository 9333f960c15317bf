using System.Net;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Partners;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Partners;

/// <summary>A partner without an account answers by a link that is good for one answer.</summary>
public class PartnerLinkTests
{
    [Theory, OnBothDatabases]
    public async Task A_partner_answers_by_its_link_and_the_link_shows_afterwards_only_that_it_was_used(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host, PartField.Contact);
        var address = await scene.LinkAsync();
        var partner = host.NewBrowser();
        // Opening it, however often and by whomever, uses nothing up.
        await host.NewBrowser("en").GetAsync(address);
        var page = await partner.GetAsync(address);
        Assert.Contains("请三天内上门修门禁。", page.Main);
        Assert.Contains(PartnerScene.Phone, page.Main);
        Assert.DoesNotContain(PartnerScene.Own, page.Text);
        Assert.Contains("noindex", page.Response.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal("no-referrer", page.Response.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(page.Response.Headers.CacheControl!.NoStore);
        Assert.Equal(PartState.Asked, (await scene.PartAsync()).State);

        var empty = await partner.SubmitAsync(page);
        Assert.EndsWith("请选择一个答复。", empty.MistakeBeside("Form.What"));
        var wordless = await partner.SubmitAsync(page, [("Form.What", "Result"), ("Form.As", "Done")]);
        Assert.EndsWith("请写明办理结果，居民会看到。", wordless.MistakeBeside("Form.Words"));
        var answered = await partner.SubmitAsync(
            page,
            [("Form.What", "Result"), ("Form.As", "Done"), ("Form.Words", "门禁已换新锁。")]
        );
        Assert.Contains("已送到主办单位", answered.Text);
        Assert.Equal(PartState.Ended, (await scene.PartAsync()).State);
        await using (var db = host.OpenDb())
        {
            await db.Set<AccessReceiptRow>().Where(r => r.Unit == PartnerScene.Company).ExecuteDeleteAsync();
        }
        var staff = (await scene.Owner.Browser.GetAsync(await scene.AddressAsync())).Main;
        Assert.Contains("已使用", staff);
        Assert.Contains("绿园物业", staff);
        // On another day an opening would leave a receipt of its own.
        host.Clock.Advance(TimeSpan.FromDays(1));
        var after = await host.NewBrowser().GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Contains("已经用过", after.Main);
        foreach (var hidden in (string[])["门禁", PartnerScene.Phone, PartnerScene.Own, $"{scene.Raised.Reference}"])
        {
            Assert.DoesNotContain(hidden, after.Text);
        }
        await using (var db = host.OpenDb())
        {
            Assert.False(await db.Set<AccessReceiptRow>().AnyAsync(r => r.Unit == PartnerScene.Company));
        }
        var again = await partner.SubmitAsync(page, [("Form.What", "NotOurs"), ("Form.Reason", "不归我们")]);
        Assert.Contains("不能再答复", again.Main);
        Assert.Equal(PartState.Ended, (await scene.PartAsync()).State);

        var resident = host.NewBrowser();
        var matter = (await resident.GetAsync($"/m/{scene.Raised.Link}")).Main;
        Assert.Contains("修好三号楼门禁 绿园物业：已完成", matter);
        Assert.Contains("门禁已换新锁。", matter);
        var access = (await resident.GetAsync($"/m/{scene.Raised.Link}/access")).Main;
        Assert.Contains("请物业上门修门禁", access);
        Assert.Contains("对方已用链接答复", access);
        Assert.Null((await scene.VerifyAsync()).Broken);
    }

    [Theory, OnBothDatabases]
    public async Task A_promise_gives_the_partner_the_next_link_and_ends_the_first(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host);
        var first = await scene.LinkAsync();
        var partner = host.NewBrowser("en");
        var day = host.Clock.GetUtcNow().AddDays(4);
        var page = await partner.GetAsync(first);
        var dateless = await partner.SubmitAsync(page, [("Form.What", "Promise"), ("Form.Promise", "we come")]);
        Assert.Contains(dateless.Mistakes, m => m.EndsWith("Say by which day.", StringComparison.Ordinal));
        var next = await partner.SubmitAsync(
            page,
            [
                ("Form.What", "Promise"),
                ("Form.Promise", "The lock is replaced"),
                ("Form.Day.year", $"{day.Year}"),
                ("Form.Day.month", $"{day.Month}"),
                ("Form.Day.day", $"{day.Day}"),
            ]
        );
        Assert.NotEqual(first, next.Path);
        Assert.StartsWith("/partner/", next.Path);
        Assert.Contains("The lock is replaced", next.Main);
        Assert.Equal(PartState.InHand, (await scene.PartAsync()).State);
        Assert.Contains("takes no further answer", (await partner.GetAsync(first)).Main);
        Assert.Contains(
            "绿园物业 为了：协助办理其中一项",
            (await host.NewBrowser().GetAsync($"/m/{scene.Raised.Link}/access")).Main
        );

        await partner.SubmitAsync(next, [("Form.What", "Result"), ("Form.As", "Done"), ("Form.Words", "Replaced today.")]);
        var file = (await scene.Office.NowAsync(scene.Raised)).File;
        Assert.Equal(PromiseState.Open, Assert.Single(file.Promises).State);
        Assert.Equal(PartState.Ended, file.Parts[0].State);
        Assert.DoesNotContain("Replaced today.", (await partner.GetAsync(next.Path)).Main);
        var staff = await scene.Owner.Browser.GetAsync($"/staff/matters/{scene.Raised.Reference.Value}");
        Assert.Contains("答复已办好", staff.Main);
        var keep = await scene.Owner.Browser.GetAsync(staff.LinkTo("已兑现"));
        await scene.Owner.Browser.SubmitAsync(keep, [("Form.How", "到现场看过，门禁好用。")]);
        Assert.Equal(PromiseState.Kept, Assert.Single((await scene.Office.NowAsync(scene.Raised)).File.Promises).State);
    }

    [Theory, OnBothDatabases]
    public async Task A_partner_that_promised_is_asked_whether_it_is_done_and_told_how_often_it_may_answer(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host);
        var partner = host.NewBrowser();
        var page = await partner.GetAsync(await scene.LinkAsync());
        Assert.Contains("这个网址只能答复一次；如果先承诺日期，送出后会给您一个新网址", page.Main, StringComparison.Ordinal);
        (string, string)[] Day(int days)
        {
            var day = host.Clock.GetUtcNow().AddDays(days);
            return [("Form.Day.year", $"{day.Year}"), ("Form.Day.month", $"{day.Month}"), ("Form.Day.day", $"{day.Day}")];
        }
        var second = await partner.SubmitAsync(page, [("Form.What", "Promise"), ("Form.Promise", "换好主板"), .. Day(4)]);
        Assert.Contains("您承诺的事，办完了吗？", second.Main, StringComparison.Ordinal);
        Assert.Contains("这个网址还能答复一次；如果改日期，送出后会再给您一个新网址", second.Main, StringComparison.Ordinal);
        Assert.Equal(
            ["Done", "NotYet", "Cannot", "NotOurs"],
            second.Document.QuerySelectorAll("main [name='Form.What']").Select(o => o.GetAttribute("value"))
        );
        var unsaid = await partner.SubmitAsync(second, [("Form.What", "Cannot"), ("Form.Day.year", "2026")]);
        Assert.Equal(["请选择一个办理结果。", "请写明办理结果，居民会看到。"], unsaid.Mistakes);
        Assert.NotNull(unsaid.MistakeBeside("Form.Cannot"));
        var unexplained = await partner.SubmitAsync(second, [("Form.What", "NotYet"), .. Day(6)]);
        Assert.EndsWith("请写明为什么改期，居民会看到。", unexplained.MistakeBeside("Form.Promise"));

        var third = await partner.SubmitAsync(second, [("Form.What", "NotYet"), ("Form.Promise", "缺零件"), .. Day(6)]);
        Assert.NotEqual(second.Path, third.Path);
        Assert.Equal(1, Assert.Single((await scene.Office.NowAsync(scene.Raised)).File.Promises).Changes);
        await partner.SubmitAsync(third, [("Form.What", "Done"), ("Form.Words", "主板已换。")]);
        var part = await scene.PartAsync();
        Assert.Equal((PartState.Ended, PartOutcome.Done), (part.State, part.Outcome));

        // One line for what was passed on, however many links it stood behind.
        var access = await host.NewBrowser().GetAsync($"/m/{scene.Raised.Link}/access");
        Assert.Single(access.Document.QuerySelectorAll("main li"), li => li.TextContent.Contains("任务和楼栋位置"));
    }

    [Theory, OnBothDatabases]
    public async Task A_link_that_expired_or_was_taken_back_shows_nothing_and_says_why(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host, PartField.Description);
        var first = await scene.LinkAsync();
        var second = await scene.LinkAsync();
        var replaced = await host.NewBrowser().GetAsync(first);
        Assert.Equal(HttpStatusCode.Gone, replaced.Status);
        Assert.Contains("已被收回，或已换成新的", replaced.Main);
        Assert.Contains(PartnerScene.Own, (await host.NewBrowser().GetAsync(second)).Main);

        var part = await scene.Owner.Browser.GetAsync(await scene.AddressAsync());
        await scene.Owner.Browser.SubmitAsync(part, form: "main form[action$='TakeBack']");
        Assert.Equal(HttpStatusCode.Gone, (await host.NewBrowser().GetAsync(second)).Status);

        var third = await scene.LinkAsync("1");
        host.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        var late = await host.NewBrowser().GetAsync(third);
        Assert.Equal(HttpStatusCode.Gone, late.Status);
        Assert.Contains("已经过期", late.Main);
        Assert.DoesNotContain(PartnerScene.Own, late.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().GetAsync("/partner/" + new string('A', 22))).Status);
    }

    [Fact]
    public async Task The_secret_of_a_link_is_kept_nowhere_and_every_opening_leaves_a_receipt()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var scene = await PartnerScene.MakeAsync(host);
        var address = await scene.LinkAsync();
        var secret = address.Split('/')[^1];
        Assert.Equal(PartnerSecrets.LinkLength, secret.Length);
        await using var db = host.OpenDb();
        Assert.Empty(await db.Set<AccessReceiptRow>().Where(r => r.Unit == PartnerScene.Company).ToListAsync());
        await host.NewBrowser().GetAsync(address);
        Assert.Single(await db.Set<AccessReceiptRow>().Where(r => r.Unit == PartnerScene.Company).ToListAsync());
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var file = (
            (Microsoft.Data.Sqlite.SqliteConnection)
                Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(db.Database)
        ).DataSource;
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(file)!, "smallmatters.db*"))
        {
            await using var read = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await read.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(secret, System.Text.Encoding.Latin1.GetString(bytes.ToArray()), StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Photos_are_behind_the_link_only_when_they_were_passed_on(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (photo, address) = await WithPhotoAsync(host, PartField.Photos);
        var partner = host.NewBrowser();
        var shown = await partner.GetAsync(address);
        Assert.NotEmpty(shown.Document.QuerySelectorAll($"main [src='{address}/photos/{photo:N}']"));
        var passed = await host.NewBrowser().GetAsync($"{address}/photos/{photo:N}");
        Assert.Equal(HttpStatusCode.OK, passed.Status);
        Assert.Equal(Pixels, passed.Body);

        var (kept, other) = await WithPhotoAsync(host, PartField.Description);
        Assert.Empty((await host.NewBrowser().GetAsync(other)).Document.QuerySelectorAll("main img"));
        foreach (var hidden in new[] { $"{other}/photos/{kept:N}", $"{address}/photos/{kept:N}", $"{other}/photos/{photo:N}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().GetAsync(hidden)).Status);
        }
        await partner.SubmitAsync(shown, [("Form.What", "Result"), ("Form.As", "Done"), ("Form.Words", "好了。")]);
        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().GetAsync($"{address}/photos/{photo:N}")).Status);
    }

    private static readonly byte[] Pixels = [1, 2, 3];

    // A photo that came with the matter, and the link of a partner to whom this field was passed on.
    private static async Task<(Guid Photo, string Link)> WithPhotoAsync(TestHost host, PartField passedOn)
    {
        var photo = Guid.CreateVersion7(host.Clock.GetUtcNow());
        var scene = await PartnerScene.MakeAsync(host, r => r with { Photos = [photo] }, [passedOn]);
        var me = new Actor.Person(scene.Raised.Raiser);
        Assert.IsType<ChangeResult.Changed>(
            await host.Book.DecideAsync(
                scene.Raised.Id,
                me,
                (m, _, _) => AddRule.Decide(m, new Add("照片在这里。", []), me),
                photos: [new NewPhoto(photo, "image/png", 1, 1, "00", Pixels)]
            )
        );
        return (photo, await scene.LinkAsync());
    }
}
