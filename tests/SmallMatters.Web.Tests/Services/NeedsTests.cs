using System.Net;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Services;
using SmallMatters.Storage.Visits;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Confidentiality;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Services;

/// <summary>What residents say they need: written by them, seen by who serves them, gone when they say so.</summary>
public class NeedsTests(TestHosts hosts)
{
    private const string Dialect = "温州话";

    private static async Task<(Office Office, RaiseResult.Raised Raised, Browser Resident)> DeclaredAsync(TestHost host)
    {
        var office = new Office(host);
        var raised = await office.RaiseAsync(phone: "13900004321");
        var resident = host.NewBrowser();
        var saved = await resident.SubmitAsync(
            await resident.GetAsync($"/m/{raised.Link}/needs"),
            [
                ("Form.Which", "Hearing"),
                ("Form.Which", "SameOfficer"),
                ("Form.Dialect", Dialect),
                ("Form.FromHour", "9"),
                ("Form.UntilHour", "11"),
            ],
            "form.app-main-form"
        );
        Assert.Empty(saved.Mistakes);
        Assert.Contains(Dialect, saved.Main, StringComparison.Ordinal);
        return (office, raised, resident);
    }

    [Theory, OnBothDatabases]
    public async Task Who_deals_with_the_matter_sees_them_while_it_is_open_and_the_resident_reads_that_they_looked(
        DatabaseKind kind
    )
    {
        var (office, raised, resident) = await DeclaredAsync(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var page = await clerk.OpenAsync(raised);
        Assert.Contains(Dialect, page.Document.QuerySelector("[data-needs]")!.TextContent, StringComparison.Ordinal);
        var assigns = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var assigning = await assigns.OpenAsync(raised, "assign");
        Assert.Contains("这是愿望", assigning.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Dialect, assigning.Text, StringComparison.Ordinal);
        Assert.Contains("柳园社区居委会", (await resident.GetAsync($"/m/{raised.Link}/access")).Main, StringComparison.Ordinal);
        var leader = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        Assert.DoesNotContain(Dialect, (await leader.OpenAsync(raised)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Dialect, (await clerk.Browser.GetAsync("/staff")).Text, StringComparison.Ordinal);
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "好了。"), clerk.Actor, j, now)
        );
        Assert.DoesNotContain(Dialect, (await clerk.OpenAsync(raised)).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task They_are_changed_and_withdrawn_at_any_time_and_nothing_of_them_stays(DatabaseKind kind)
    {
        var (office, raised, resident) = await DeclaredAsync(await hosts.OnAsync(kind));
        var page = await resident.GetAsync($"/m/{raised.Link}/needs");
        var changed = await resident.SubmitAsync(page, [("Form.Dialect", "客家话")], "form.app-main-form");
        Assert.Contains("客家话", changed.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Dialect, changed.Main, StringComparison.Ordinal);
        var gone = await resident.SubmitAsync(changed, form: "form[action$='handler=withdraw']");
        Assert.DoesNotContain("客家话", gone.Main, StringComparison.Ordinal);
        await using var db = office.Host.OpenDb();
        Assert.Equal(0, await db.Set<DeclaredNeedRow>().CountAsync(n => n.MatterId == raised.Id));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.Null((await clerk.OpenAsync(raised)).Document.QuerySelector("[data-needs]"));
    }

    [Theory, OnBothDatabases]
    public async Task The_visitor_sees_them_on_the_day_of_the_visit_and_not_before(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (office, raised, resident) = await DeclaredAsync(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var (_, visit) = await host
            .Services.GetRequiredService<VisitBook>()
            .PlanAsync(raised.Id, clerk.Actor, today => VisitRule.Plan(VisitSource.Matter, "", today.AddDays(1), 9, 11, today));
        Assert.DoesNotContain(Dialect, (await clerk.Browser.GetAsync($"/staff/visits/{visit:N}")).Text, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromDays(1));
        clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.Contains(Dialect, (await clerk.Browser.GetAsync($"/staff/visits/{visit:N}")).Main, StringComparison.Ordinal);
        Assert.Contains("接待您", (await resident.GetAsync($"/m/{raised.Link}/access")).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_residents_own_copy_has_them_with_the_visit_and_nobody_who_only_joined_reads_them(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var (office, raised, resident) = await DeclaredAsync(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        await host
            .Services.GetRequiredService<VisitBook>()
            .PlanAsync(raised.Id, clerk.Actor, today => VisitRule.Plan(VisitSource.Matter, "", today.AddDays(1), 9, 11, today));
        var copy = await resident.GetAsync($"/m/{raised.Link}/copy");
        Assert.Contains(Dialect, copy.Main, StringComparison.Ordinal);
        Assert.Contains("9:00–11:00", copy.Main, StringComparison.Ordinal);
        using var file = JsonDocument.Parse((await resident.GetAsync($"/m/{raised.Link}/export")).Body);
        Assert.Equal(Dialect, file.RootElement.GetProperty("needs").GetProperty("dialect").GetString());
        Assert.Equal(9, file.RootElement.GetProperty("visit").GetProperty("fromHour").GetInt32());
        Assert.Equal(JsonValueKind.Null, file.RootElement.GetProperty("booking").ValueKind);
        var joiner = new ParticipantId(Guid.CreateVersion7(host.Clock.GetUtcNow()));
        await office.DoAsync(
            raised,
            new Actor.Person(joiner),
            (m, _, _) => JoinRule.Decide(m, new Join(joiner, new Contact(null, null, null), default, "我家也吵"))
        );
        var joined = host.Services.GetRequiredService<KeyRing>().LinkFor(joiner.Value, 1);
        foreach (var page in (string[])["copy", "export"])
        {
            var text = (await host.NewBrowser().GetAsync($"/m/{joined}/{page}")).Text;
            Assert.DoesNotContain(Dialect, text, StringComparison.Ordinal);
            Assert.DoesNotContain("9:00–11:00", text, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task After_their_last_day_and_after_erasing_the_row_is_gone(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (office, raised, _) = await DeclaredAsync(host);
        var (_, erased, resident) = await DeclaredAsync(host);
        await office.DoAsync(
            erased,
            new Actor.Person(erased.Raiser),
            (m, _, now) => WithdrawRule.Decide(m, new Withdraw(null), new Actor.Person(erased.Raiser), now)
        );
        await office.DoAsync(
            erased,
            new Actor.Person(erased.Raiser),
            (m, _, _) => EraseRule.Decide(m, new Actor.Person(erased.Raiser))
        );
        await using var db = host.OpenDb();
        Assert.Equal(
            [raised.Id],
            await db.Set<DeclaredNeedRow>().Select(n => n.MatterId).ToListAsync(TestContext.Current.CancellationToken)
        );
        var needs = host.Services.GetRequiredService<NeedsBook>();
        Assert.Equal(0, await needs.ForgetAsync(TestContext.Current.CancellationToken));
        host.Clock.Advance(TimeSpan.FromDays(200));
        Assert.Equal(1, await needs.ForgetAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Gone, (await resident.GetAsync($"/m/{erased.Link}/needs")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_only_joined_or_left_no_contact_declares_nothing_and_all_mistakes_are_told_at_once(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var office = new Office(host);
        var unreachable = await office.RaiseAsync();
        var browser = host.NewBrowser();
        var page = await browser.GetAsync($"/m/{unreachable.Link}/needs");
        var refused = await browser.SubmitAsync(page, [("Form.Which", "Hearing")], "form.app-main-form");
        Assert.Contains("没有留联系方式", string.Join(' ', refused.Mistakes), StringComparison.Ordinal);
        var raised = await office.RaiseAsync(phone: "13900004322");
        page = await browser.GetAsync($"/m/{raised.Link}/needs");
        refused = await browser.SubmitAsync(
            page,
            [("Form.FromHour", "11"), ("Form.UntilHour", "9"), ("Form.Months", "30")],
            "form.app-main-form"
        );
        Assert.Equal(2, refused.Mistakes.Count);
    }

    [Fact]
    public void One_place_alone_reads_what_was_declared()
    {
        string[] readers =
        [
            .. CallSites
                .Of(
                    [.. CallSites.Named(typeof(DeclaredNeedRow), "get_Body")],
                    typeof(NeedsBook).Assembly,
                    typeof(Program).Assembly
                )
                .Select(site => site.Split('#')[0]),
        ];
        Assert.Equal([$"{nameof(NeedsBook)}.ReadAsync"], readers.Distinct());
        // Nothing of a person's character, and nothing that others write.
        Assert.Equal(
            ["Dialect", "FromHour", "Hearing", "SameOfficer", "Until", "UntilHour"],
            typeof(Needs)
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(p => p.Name)
                .Order(StringComparer.Ordinal)
        );
    }
}
