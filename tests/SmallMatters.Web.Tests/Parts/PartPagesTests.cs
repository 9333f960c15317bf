using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Parts;

public class PartPagesTests(TestHosts hosts)
{
    private const string Phone = "13800000077";
    private const string Own = "半夜十二点楼下唱歌，我家老人睡不着";

    private static async Task<(Office Office, Clerk Owner, Clerk Helper, RaiseResult.Raised Raised)> SceneAsync(TestHost host)
    {
        var office = new Office(host);
        return (
            office,
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.Station),
            await office.RaiseAsync(words: Own, phone: Phone, name: "王阿姨")
        );
    }

    private static async Task<WebPage> GiveAsync(Clerk owner, RaiseResult.Raised raised, params string[] fields)
    {
        var form = await owner.OpenAsync(raised, "parts/give");
        return await owner.Browser.SubmitAsync(
            form,
            [
                ("Form.Unit", Neighbourhood.Station),
                ("Form.Title", "到场劝阻"),
                ("Form.Task", "请今晚十点后到三号楼前劝阻。"),
                .. fields.Select(f => ("Form.Fields", f)),
                ("Form.Purpose", fields.Length == 0 ? "" : "到场前与居民约时间"),
            ]
        );
    }

    private static async Task<string> AddressAsync(Office office, RaiseResult.Raised raised) =>
        $"/staff/matters/{raised.Reference.Value}/parts/{(await office.NowAsync(raised)).File.Parts[^1].Id:N}";

    private static async Task<WebPage> StepAsync(
        Clerk clerk,
        string address,
        string step,
        params (string Name, string Value)[] values
    ) => await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync($"{address}/{step}"), values);

    [Theory, OnBothDatabases]
    public async Task A_matter_is_split_the_unit_does_its_part_and_only_then_the_matter_closes(DatabaseKind kind)
    {
        var (office, owner, helper, raised) = await SceneAsync(await hosts.OnAsync(kind));
        await GiveAsync(owner, raised);
        var address = await AddressAsync(office, raised);
        Assert.Contains("待答复", (await owner.OpenAsync(raised)).Main);
        Assert.Contains("到场劝阻", (await helper.Browser.GetAsync("/staff/parts")).Main);
        Assert.Contains("协办（", (await helper.Browser.GetAsync("/staff")).Main);

        var part = await helper.Browser.GetAsync(address);
        await helper.Browser.SubmitAsync(part, form: "main form[action$='/accept']");
        Assert.Equal(HttpStatusCode.Conflict, (await owner.OpenAsync(raised, "close")).Status);
        await StepAsync(helper, address, "tell", ("Form.Words", "今晚去。"));
        Assert.Contains("今晚去。", (await owner.Browser.GetAsync(address)).Main);
        var day = office.Host.Clock.GetUtcNow().AddDays(2);
        await StepAsync(
            helper,
            address,
            "promise",
            ("Form.Words", "后天前再去一次"),
            ("Form.Day.year", $"{day.Year}"),
            ("Form.Day.month", $"{day.Month}"),
            ("Form.Day.day", $"{day.Day}")
        );
        var resident = office.Host.NewBrowser();
        var digest = (await resident.GetAsync($"/m/{raised.Link}")).Main;
        Assert.Contains("到场劝阻 柳园派出所：正在办", digest);
        Assert.Contains("后天前再去一次", digest);
        Assert.DoesNotContain("今晚去。", digest);
        Assert.Equal(HttpStatusCode.Forbidden, (await helper.Browser.GetAsync($"{address}/end")).Status);

        var promise = (await office.NowAsync(raised)).File.Promises[0].Id;
        await StepAsync(helper, address, $"keep?promise={promise:N}", ("Form.Words", "又去了一次"));
        await StepAsync(helper, address, "end", ("Form.As", "Done"), ("Form.Words", "已劝阻两次，当场停止。"));
        await owner.Browser.SubmitAsync(
            await owner.OpenAsync(raised, "close"),
            [("Form.As", "Solved"), ("Form.Words", "已联合处理。")]
        );
        Assert.IsType<Matter.Closed>(await office.NowAsync(raised));
        Assert.Contains("已完成 已劝阻两次", (await resident.GetAsync($"/m/{raised.Link}")).Main);
        Assert.Null((await VerifyAsync(office)).Broken);
    }

    [Theory, OnBothDatabases]
    public async Task A_supporting_unit_sees_the_resident_only_where_and_while_it_was_passed_on(DatabaseKind kind)
    {
        var (office, owner, helper, raised) = await SceneAsync(await hosts.OnAsync(kind));
        await GiveAsync(owner, raised);
        var address = await AddressAsync(office, raised);
        await StepAsync(helper, address, "accept");
        async Task<string> SeesAsync()
        {
            var page = (await helper.Browser.GetAsync(address)).Text + (await helper.OpenAsync(raised)).Text;
            return $"words {page.Contains(Own)}, phone {page.Contains(Phone)}, name {page.Contains("王阿姨")}";
        }
        Assert.Equal("words False, phone False, name False", await SeesAsync());
        await StepAsync(owner, address, "pass-on", ("Form.Fields", "Contact"), ("Form.Purpose", "约时间上门"));
        Assert.Equal("words False, phone True, name True", await SeesAsync());
        await StepAsync(helper, address, "end", ("Form.As", "CannotBeDone"), ("Form.Words", "当事人不在。"));
        Assert.Equal("words False, phone False, name False", await SeesAsync());
    }

    [Fact]
    public async Task A_sealed_identity_is_not_offered_to_be_passed_on_and_is_refused_to_whoever_asks_all_the_same()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var office = new Office(host);
        var owner = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync(words: Own, phone: Phone, change: r => r with { SealIdentity = true });
        var form = await owner.OpenAsync(raised, "parts/give");
        Assert.Null(form.Document.QuerySelector("[name='Form.Fields'][value=Contact]"));
        var refused = await GiveAsync(owner, raised, "Contact");
        Assert.Contains("身份已封存，联系方式不能转给对方", Assert.Single(refused.Mistakes), StringComparison.Ordinal);
        Assert.Empty((await office.NowAsync(raised)).File.Parts);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_else_finds_the_part_and_a_unit_that_gave_it_back_does_not_see_it_any_more(DatabaseKind kind)
    {
        var (office, owner, helper, raised) = await SceneAsync(await hosts.OnAsync(kind));
        await GiveAsync(owner, raised, "Description");
        var address = await AddressAsync(office, raised);
        var stranger = await office.HireAsync(Neighbourhood.BellDesk);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.GetAsync(address)).Status);
        await StepAsync(helper, address, "return", ("Form.Words", "应由执法队办"));
        Assert.Equal(HttpStatusCode.NotFound, (await helper.Browser.GetAsync(address)).Status);
        Assert.Contains("应由执法队办", (await owner.Browser.GetAsync(address)).Main);

        var on = await owner.Browser.GetAsync((await owner.Browser.GetAsync(address)).LinkTo("另请单位协办"));
        Assert.Equal("到场劝阻", on.ValueOf("Form.Title"));
        await owner.Browser.SubmitAsync(on, [("Form.Unit", Neighbourhood.BellDesk)]);
        Assert.Contains("到场劝阻", (await stranger.Browser.GetAsync(address)).Main);
    }

    [Theory, OnBothDatabases]
    public async Task A_resident_judges_part_by_part_and_the_reviewer_sends_one_part_back(DatabaseKind kind)
    {
        var (office, owner, helper, raised) = await SceneAsync(await hosts.OnAsync(kind));
        await GiveAsync(owner, raised);
        var address = await AddressAsync(office, raised);
        await StepAsync(helper, address, "accept");
        await StepAsync(helper, address, "end", ("Form.As", "Done"), ("Form.Words", "已劝阻。"));
        await owner.Browser.SubmitAsync(
            await owner.OpenAsync(raised, "close"),
            [("Form.As", "Solved"), ("Form.Words", "好了。")]
        );
        var part = (await office.NowAsync(raised)).File.Parts[0].Id;
        var resident = office.Host.NewBrowser();
        var form = await resident.GetAsync($"/m/{raised.Link}/verdict");
        Assert.Contains("到场劝阻：解决了吗？", form.Main);
        await resident.SubmitAsync(
            form,
            [("Informed", "Yes"), ("Fair", "Yes"), ("SolvedIt", "Yes"), ($"PartAnswers[{part}]", "No")]
        );
        Assert.IsType<Matter.UnderReview>(await office.NowAsync(raised));

        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var review = await reviewer.Browser.GetAsync($"/staff/reviews/{raised.Reference.Value}");
        Assert.Contains("柳园派出所：到场劝阻（居民：解决了吗？否）", review.Main);
        await reviewer.Browser.SubmitAsync(
            review,
            [("Form.Decision", "Reopen"), ("Form.Reason", "昨晚又有"), ("Form.WhatIsToBeDone", "连续三晚到场")]
        );
        var again = await office.NowAsync(raised);
        Assert.Equal(PartState.InHand, Assert.Single(again.File.Parts).State);
        Assert.Null((await VerifyAsync(office)).Broken);
    }

    [Theory, OnBothDatabases]
    public async Task A_part_can_be_ended_after_the_resident_withdrew_and_was_erased(DatabaseKind kind)
    {
        var (office, owner, helper, raised) = await SceneAsync(await hosts.OnAsync(kind));
        await GiveAsync(owner, raised, "Contact");
        var address = await AddressAsync(office, raised);
        await StepAsync(helper, address, "accept");
        var me = new Actor.Person(raised.Raiser);
        await office.DoAsync(raised, me, (m, _, now) => WithdrawRule.Decide(m, new Withdraw(null), me, now));
        await office.DoAsync(raised, me, (m, _, _) => EraseRule.Decide(m, me));
        var page = await helper.Browser.GetAsync(address);
        Assert.DoesNotContain(Phone, page.Text);
        await StepAsync(helper, address, "end", ("Form.As", "Done"), ("Form.Words", "已劝阻。"));
        Assert.Equal(PartState.Ended, (await office.NowAsync(raised)).File.Parts[0].State);
        Assert.Null((await VerifyAsync(office)).Broken);
    }

    [Theory, OnBothDatabases]
    public async Task A_leader_of_the_supporting_unit_who_opens_its_part_opens_it_for_the_part(DatabaseKind kind)
    {
        var (office, owner, _, raised) = await SceneAsync(await hosts.OnAsync(kind));
        await GiveAsync(owner, raised, "Contact");
        var leader = await office.HireAsync(Neighbourhood.Station, StaffRole.Supervisor);
        await leader.Browser.GetAsync(await AddressAsync(office, raised));
        await using var db = office.Host.OpenDb();
        var receipt = await db.Set<AccessReceiptRow>().SingleAsync(r => r.MatterId == raised.Id && r.Account == leader.Id.Value);
        Assert.Equal(AccessPurpose.Part, receipt.Purpose);
    }

    [Fact]
    public async Task A_supporting_unit_finds_its_promise_among_its_own_without_the_residents_words()
    {
        var (office, owner, helper, raised) = await SceneAsync(await hosts.OnAsync(DatabaseKind.Sqlite));
        await GiveAsync(owner, raised);
        var address = await AddressAsync(office, raised);
        await StepAsync(helper, address, "accept");
        await office.DoAsync(
            raised,
            helper.Actor,
            (m, j, now) =>
                PromisePartRule.Decide(
                    m,
                    new PromisePart(m.File.Parts[0].Id, "周末巡逻三次", j.Calendar.DayOf(now).AddDays(2)),
                    helper.Actor,
                    j.Calendar.DayOf(now),
                    now
                )
        );
        var promises = await helper.Browser.GetAsync("/staff/promises");
        Assert.Equal(address, promises.LinkTo("周末巡逻三次"));
        Assert.DoesNotContain(Own, promises.Text);
    }

    private static Task<VerificationResult> VerifyAsync(Office office) =>
        office.Host.Services.GetRequiredService<Verification>().RunAsync(cancel: TestContext.Current.CancellationToken);
}
