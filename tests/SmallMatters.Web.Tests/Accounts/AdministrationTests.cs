using System.Net;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Accounts;

public class AdministrationTests(TestHosts hosts)
{
    private const string AppointForm = "form[action*='Appoint']";
    private const string AccountForm = "form[action*='Password']";

    [Theory, OnBothDatabases]
    public async Task An_account_is_made_appointed_used_and_closed_and_each_step_is_in_the_audit_trail(DatabaseKind kind)
    {
        // A host of its own: the page shows the latest lines only, and other tests write theirs.
        await using var host = await TestHost.StartAsync(kind);
        var administrator = await StaffMade.BrowserOfAsync(host, StaffRole.SecurityAdministrator);
        var name = $"wang-{Guid.CreateVersion7():N}";
        var made = await administrator.SubmitAsync(
            await administrator.GetAsync("/administration/accounts/new"),
            [("UserName", name), ("DisplayName", "王小民")]
        );
        var password = made.Document.QuerySelector("main code")!.TextContent;

        var one = await administrator.GetAsync(
            made.Document.QuerySelector("main a[href*='/administration/accounts/']")!.GetAttribute("href")!
        );
        var appointed = await AppointAsync(administrator, one, Neighbourhood.Lamps, nameof(StaffRole.Handler));
        Assert.Equal("路灯管理所", appointed.Document.QuerySelector("tbody td")?.TextContent.Trim());

        var browser = host.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, (await StaffMade.SignInAsync(browser, name, password, "/sign-in?to=/account")).Status);

        var closed = await administrator.SendAsync(Pressed(appointed, "close"));
        Assert.Contains("已停用", closed.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/account")).Status);
        Assert.NotEmpty((await StaffMade.SignInAsync(host.NewBrowser(), name, password)).Mistakes);

        await using var db = host.OpenDb();
        var trail = await db
            .AuditEntries.Where(e => e.AboutName == name)
            .Select(e => e.What)
            .ToListAsync(TestContext.Current.CancellationToken);
        // The clock of the test stands still, so the four lines have one instant.
        Assert.Equal(
            [Audited.AccountClosed, Audited.AccountCreated, Audited.AppointmentMade, Audited.SignedIn],
            trail.Order(StringComparer.Ordinal)
        );
        var auditor = await StaffMade.BrowserOfAsync(host, StaffRole.Auditor);
        Assert.Contains(name, (await auditor.GetAsync("/administration/audit")).Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StaffRole.SystemAdministrator, StaffRole.SecurityAdministrator, true)]
    [InlineData(StaffRole.SystemAdministrator, StaffRole.Auditor, true)]
    [InlineData(StaffRole.SecurityAdministrator, StaffRole.Auditor, true)]
    [InlineData(StaffRole.Auditor, StaffRole.SystemAdministrator, true)]
    [InlineData(StaffRole.Handler, StaffRole.Supervisor, false)]
    public async Task System_security_and_audit_administration_are_never_in_one_hand(StaffRole has, StaffRole gets, bool refused)
    {
        var host = await hosts.OnAsync(DatabaseKind.Sqlite);
        var administrator = await StaffMade.BrowserOfAsync(host, StaffRole.SecurityAdministrator);
        var one = await OneAsync(host, administrator, await StaffMade.MakeAsync(host, has));

        // Another unit does not help.
        var answer = await AppointAsync(administrator, one, Neighbourhood.Street, gets.ToString());

        Assert.Equal(refused, answer.MistakeBeside("Role")?.Contains("三权分立", StringComparison.Ordinal) == true);
        Assert.Equal(refused, answer.Mistakes.Count > 0);
    }

    [Fact]
    public async Task Nobody_appoints_themselves()
    {
        var host = await hosts.OnAsync(DatabaseKind.Sqlite);
        var name = await StaffMade.MakeAsync(host, StaffRole.SecurityAdministrator);
        var browser = host.NewBrowser();
        await StaffMade.SignInAsync(browser, name);

        var answer = await AppointAsync(
            browser,
            await OneAsync(host, browser, name),
            Neighbourhood.Street,
            nameof(StaffRole.Supervisor)
        );

        Assert.Contains(answer.Mistakes, m => m.Contains("不能改动自己的账号", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_appointment_holds_from_its_first_to_its_last_day()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var name = await StaffMade.MakeAsync(host, StaffRole.Auditor);
        await using (var db = host.OpenDb())
        {
            await db.Appointments.ExecuteUpdateAsync(
                s => s.SetProperty(a => a.ValidTo, new DateOnly(2026, 3, 1)),
                TestContext.Current.CancellationToken
            );
        }
        var browser = host.NewBrowser();
        // The second of March in Shanghai, although it is still the first in London.
        host.Clock.Set(new DateTimeOffset(2026, 3, 1, 16, 0, 0, TimeSpan.Zero));
        var tooLate = await StaffMade.SignInAsync(browser, name, at: "/sign-in?to=/administration/audit");
        Assert.Equal(HttpStatusCode.Forbidden, tooLate.Status);

        await using var other = await TestHost.StartAsync(DatabaseKind.Sqlite);
        name = await StaffMade.MakeAsync(other, StaffRole.Auditor);
        await using (var db = other.OpenDb())
        {
            await db.Appointments.ExecuteUpdateAsync(
                s => s.SetProperty(a => a.ValidTo, new DateOnly(2026, 3, 1)),
                TestContext.Current.CancellationToken
            );
        }
        other.Clock.Set(new DateTimeOffset(2026, 3, 1, 15, 59, 59, TimeSpan.Zero));
        var inTime = await StaffMade.SignInAsync(other.NewBrowser(), name, at: "/sign-in?to=/administration/audit");
        Assert.Equal(HttpStatusCode.OK, inTime.Status);
    }

    [Fact]
    public async Task Whoever_works_for_two_units_chooses_which_they_act_for_and_never_another()
    {
        var host = await hosts.OnAsync(DatabaseKind.Sqlite);
        var name = await StaffMade.MakeAsync(
            host,
            new StaffPost(Neighbourhood.BellDesk, StaffRole.Handler, null),
            new StaffPost(Neighbourhood.Street, StaffRole.Auditor, null)
        );
        var browser = host.NewBrowser();
        var account = await StaffMade.SignInAsync(browser, name, at: "/sign-in?to=/account");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/administration/audit")).Status);
        const string UnitForm = "form[action='/account/unit']";

        await browser.SubmitAsync(account, [("Unit", Neighbourhood.Street)], UnitForm);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/administration/audit")).Status);

        var foreign = await browser.SubmitAsync(account, [("Unit", Neighbourhood.Station)], UnitForm);
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
    }

    [Theory, OnBothDatabases]
    public async Task The_last_security_administrator_cannot_be_closed(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var name = await StaffMade.MakeAsync(host, StaffRole.SecurityAdministrator);
        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(
            host.Services
        );
        var book = (AccountBook)scope.ServiceProvider.GetService(typeof(AccountBook))!;
        await using var db = host.OpenDb();
        var id = await db
            .Users.Where(u => u.UserName == name)
            .Select(u => u.Id)
            .SingleAsync(TestContext.Current.CancellationToken);
        var line = new Doer(null, "test");

        var alone = await book.CloseAsync(line, id, TestContext.Current.CancellationToken);
        Assert.Equal("last-security-administrator", alone?.Code);

        await StaffMade.MakeAsync(host, StaffRole.SecurityAdministrator);
        Assert.Null(await book.CloseAsync(line, id, TestContext.Current.CancellationToken));
    }

    [Theory]
    [OnBothDatabases("UPDATE audit_entry SET what = 'nothing'")]
    [OnBothDatabases("DELETE FROM audit_entry")]
    public async Task The_database_itself_refuses_to_change_the_audit_trail(DatabaseKind kind, string sql)
    {
        var host = await hosts.OnAsync(kind);
        await StaffMade.BrowserOfAsync(host, StaffRole.Handler);
        await using var db = host.OpenDb();

        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken)
        );

        Assert.Contains("only ever added to", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_deals_with_no_matters_is_offered_no_search_for_them()
    {
        var host = await hosts.OnAsync(DatabaseKind.Sqlite);
        var auditor = await (await StaffMade.BrowserOfAsync(host, StaffRole.Auditor)).GetAsync("/account");
        var handler = await (await StaffMade.BrowserOfAsync(host, StaffRole.Handler)).GetAsync("/account");

        Assert.Null(auditor.Document.QuerySelector("form[role=search]"));
        Assert.NotNull(handler.Document.QuerySelector("form[role=search]"));
    }

    private static async Task<WebPage> OneAsync(TestHost host, Browser browser, string name)
    {
        await using var db = host.OpenDb();
        var id = await db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync();
        return await browser.GetAsync($"/administration/accounts/{id}");
    }

    private static Task<WebPage> AppointAsync(Browser browser, WebPage page, string unit, string role) =>
        browser.SubmitAsync(page, [("Unit", unit), ("Role", role)], AppointForm);

    /// <summary>The form of the account with one of its buttons, which name what they do in their address.</summary>
    private static HttpRequestMessage Pressed(WebPage page, string handler)
    {
        var request = Browser.RequestOf(page, form: AccountForm);
        request.RequestUri = new Uri(page.Address, $"{page.Path}?handler={handler}");
        return request;
    }
}
