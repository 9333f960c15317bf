using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Notices;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

public class SealedIdentityTests
{
    private const string Name = "不愿具名的人";
    private const string Phone = "13900004444";

    private static Task<RaiseResult.Raised> RaiseAsync(Office office) =>
        office.RaiseAsync(
            words: "后门一直锁着。",
            phone: Phone,
            name: Name,
            change: r => r with { SealIdentity = true, ReadBack = $"我再念一遍：{Name}，{Phone}" }
        );

    private static string PageOf(RaiseResult.Raised raised) =>
        $"/staff/matters/{raised.Reference.Value}/identity?person={raised.Raiser.Value:N}";

    [Theory, OnBothDatabases]
    public async Task Whoever_deals_with_it_answers_without_knowing_who_it_is_and_the_carrier_still_finds_the_way(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await RaiseAsync(office);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);

        var page = await clerk.OpenAsync(raised);
        Assert.Contains("身份已封存", page.Main);
        Assert.DoesNotContain(Name, page.Text);
        Assert.DoesNotContain(Phone, page.Text);

        await using var db = host.OpenDb();
        var person = await db.Set<ParticipantRow>()
            .SingleAsync(p => p.Id == raised.Raiser, TestContext.Current.CancellationToken);
        Assert.Equal((true, null, null), (person.Sealed, person.Name, person.Phone));
        // The matter's own keys open nothing of it: neither the row nor the first fact.
        using var keys = new PersonKeys();
        keys.Add(raised.Raiser, host.Services.GetRequiredService<KeyRing>().Unwrap(person.Key!, person.Id.Value));
        var facts = await db.Set<HistoryRow>()
            .Where(h => h.MatterId == raised.Id)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.All(
            facts,
            f =>
            {
                var plain = FactCodec.Plain(FactCodec.ReadFact(f.Type, f.Body, keys));
                Assert.DoesNotContain(Name, plain);
                Assert.DoesNotContain(Phone, plain);
            }
        );
        var notice = Assert.Single(
            await host.Services.GetRequiredService<NoticeOutbox>().TakeAsync(10, TestContext.Current.CancellationToken)
        );
        Assert.Equal(Phone, notice.Phone);
        Assert.Contains(Name, (await host.NewBrowser().GetAsync($"/m/{raised.Link}/export")).Text);
    }

    [Theory, OnBothDatabases]
    public async Task An_undecided_asking_lapses_and_is_said_to_have_lapsed_wherever_it_is_shown(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await RaiseAsync(office);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var officer = await office.HireAsync(Neighbourhood.Street, StaffRole.DataProtectionOfficer);
        await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync(PageOf(raised)),
            [("Form.Reason", nameof(OpeningReason.Safety)), ("Form.Words", "要派人保护。")]
        );
        var waiting = await officer.Browser.GetAsync("/staff/data-protection/openings");
        var empty = await officer.Browser.SubmitAsync(waiting, []);
        // Both are missing: both are said, beside the fields of this asking.
        Assert.Equal(2, empty.Mistakes.Count);
        Assert.Equal(2, empty.Document.QuerySelectorAll(".app-task .govuk-form-group--error").Length);

        host.Clock.Advance(TimeSpan.FromHours(25));
        officer = await office.HireAsync(Neighbourhood.Street, StaffRole.DataProtectionOfficer);
        clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var lapsed = await officer.Browser.GetAsync("/staff/data-protection/openings");
        Assert.Contains("没有申请", lapsed.Main);
        Assert.Contains("已过期，保持封存", lapsed.Main);
        Assert.DoesNotContain("待批准", lapsed.Main);
        var told = (await host.NewBrowser().GetAsync($"/m/{raised.Link}/access")).Main;
        Assert.Contains("已过期，保持封存", told);
        Assert.DoesNotContain("待批准", told);
    }

    [Theory, OnBothDatabases]
    public async Task It_is_opened_with_a_reason_by_two_people_once_and_the_resident_sees_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await RaiseAsync(office);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var officer = await office.HireAsync(Neighbourhood.Street, StaffRole.DataProtectionOfficer);

        var form = await clerk.Browser.GetAsync(PageOf(raised));
        var unsaid = await clerk.Browser.SubmitAsync(form, [("Form.Reason", nameof(OpeningReason.Safety))]);
        Assert.EndsWith("居民会看到。", unsaid.MistakeBeside("Form.Words"));
        var asked = await clerk.Browser.SubmitAsync(
            unsaid,
            [("Form.Reason", nameof(OpeningReason.Safety)), ("Form.Words", "有人扬言报复，要派人保护。")]
        );
        Assert.Contains("待批准", asked.Main);
        Assert.DoesNotContain("现在查看", asked.Main);

        var waiting = await officer.Browser.GetAsync("/staff/data-protection/openings");
        Assert.Contains("有人扬言报复", waiting.Main);
        Assert.DoesNotContain(Name, waiting.Text);
        await officer.Browser.SubmitAsync(waiting, [("Answer", nameof(OpeningState.Approved)), ("Words", "情况紧急")]);

        var approved = await clerk.Browser.GetAsync(PageOf(raised));
        var other = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.DoesNotContain("现在查看", (await other.Browser.GetAsync(PageOf(raised))).Main);
        var once = await clerk.Browser.SubmitAsync(approved, []);
        Assert.Contains(Name, once.Main);
        Assert.Contains(Phone, once.Main);
        Assert.Contains("no-store", $"{once.Response.Headers.CacheControl}");
        Assert.DoesNotContain(Name, (await clerk.Browser.SubmitAsync(approved, [])).Text);

        var told = (await host.NewBrowser().GetAsync($"/m/{raised.Link}/access")).Main;
        Assert.Contains("查看封存的身份", told);
        Assert.Contains("有人扬言报复，要派人保护。", told);
        Assert.Contains("已查看，不再显示", told);
        var verified = await host
            .Services.GetRequiredService<Verification>()
            .RunAsync(cancel: TestContext.Current.CancellationToken);
        Assert.Null(verified.Broken);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_approved_runs_out_and_nobody_approves_their_own_asking(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await RaiseAsync(office);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var identities = host.Services.GetRequiredService<SealedIdentities>();
        await identities.AskAsync(
            raised.Id,
            new AskOpening(raised.Raiser, OpeningReason.Law, "法院来函。"),
            clerk.Actor,
            TestContext.Current.CancellationToken
        );
        var opening = (await office.NowAsync(raised)).File.Openings[0].Id;
        var own = clerk.Actor with { Roles = [StaffRole.Handler, StaffRole.DataProtectionOfficer] };
        Assert.Equal("opening-own", await WhyAsync(own));
        Assert.Equal("not-your-role", await WhyAsync(clerk.Actor));
        var officer = await office.HireAsync(Neighbourhood.Review, StaffRole.DataProtectionOfficer);
        Assert.Null(await WhyAsync(officer.Actor));

        host.Clock.Advance(IdentityOpening.ShownWithin + TimeSpan.FromSeconds(1));
        var late = await clerk.Browser.GetAsync(PageOf(raised));
        Assert.Contains("已过期，保持封存", late.Main);
        Assert.DoesNotContain("现在查看", late.Main);

        async Task<string?> WhyAsync(Actor.Staff by) =>
            await identities.DecideAsync(
                raised.Id,
                opening,
                OpeningState.Approved,
                "可以",
                by,
                TestContext.Current.CancellationToken
            )
                is ChangeResult.Refused { Why: var why }
                ? why.Code
                : null;
    }

    [Theory, OnBothDatabases]
    public async Task Conduct_and_hazards_at_a_workplace_are_sealed_from_the_start_and_erasing_shreds_the_identity(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var conduct = await office.RaiseAsync(
            Neighbourhood.Conduct,
            phone: Phone,
            name: Name,
            change: r => r with { Kind = Kind.Conduct, UnitConcerned = Neighbourhood.Lamps }
        );
        var ordinary = await office.RaiseAsync(phone: Phone, name: Name);
        Assert.True((await office.NowAsync(conduct)).File.Raiser.Sealed);
        Assert.False((await office.NowAsync(ordinary)).File.Raiser.Sealed);

        var raised = await RaiseAsync(office);
        var me = new Actor.Person(raised.Raiser);
        await office.DoAsync(raised, me, (m, _, now) => WithdrawRule.Decide(m, new Withdraw(null), me, now));
        await office.DoAsync(raised, me, (m, _, _) => EraseRule.Decide(m, me));
        await using var db = host.OpenDb();
        var row = await db.Set<SealedIdentityRow>()
            .SingleAsync(i => i.Person == raised.Raiser, TestContext.Current.CancellationToken);
        Assert.Equal((null, null, null), (row.Key, row.Name, row.Phone));
        Assert.Null(
            (
                await host.Services.GetRequiredService<Verification>().RunAsync(cancel: TestContext.Current.CancellationToken)
            ).Broken
        );
    }

    [Fact]
    public async Task A_resident_may_ask_for_it_on_the_form()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var browser = host.NewBrowser();
        var page = await new Raising.Journey(browser).ToAsync("/raise/contact", "c:" + Neighbourhood.Noise);
        Assert.Contains("不让办理的人知道我是谁", page.Main);
        page = await browser.SubmitAsync(page, [("Contact.Name", Name), ("Contact.Phone", Phone), ("SealIdentity", "true")]);
        Assert.Contains("封存，办理的人看不到", page.Main);
        var receipt = await browser.SubmitAsync(page, []);
        Assert.EndsWith("/receipt", receipt.Path);
        await using var db = host.OpenDb();
        Assert.True((await db.Set<ParticipantRow>().SingleAsync(TestContext.Current.CancellationToken)).Sealed);
    }
}
