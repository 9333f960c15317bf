using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Accounts;
using Xunit;

namespace SmallMatters.Web.Tests.Accounts;

/// <summary>What a sign-in opens, from its first password to its end.</summary>
public class SessionTests(TestHosts hosts)
{
    private const string NewPassword = "four-plain-words-here";

    [Theory, OnBothDatabases]
    public async Task A_copy_of_the_cookie_opens_nothing_after_signing_out_and_another_browser_stays_signed_in(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var name = await StaffMade.MakeAsync(host, StaffRole.Handler);
        var (browser, copy) = await SignedInAsync(host, name);
        var elsewhere = host.NewBrowser();
        await StaffMade.SignInAsync(elsewhere, name, at: "/sign-in?to=/account");
        Assert.Equal(HttpStatusCode.OK, (await OpenAsync(host, copy)).StatusCode);

        await browser.SubmitAsync(await browser.GetAsync("/account"), form: "header form[method=post]");

        var refused = await OpenAsync(host, copy);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Equal("/sign-in?to=%2Faccount", refused.Headers.Location?.ToString());
        Assert.Equal("/account", (await elsewhere.GetAsync("/account")).Path);
    }

    [Theory, OnBothDatabases]
    public async Task A_copy_made_before_the_password_was_changed_ends_with_the_session_too(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var (browser, copy) = await SignedInAsync(host, await StaffMade.MakeAsync(host, StaffRole.Handler));
        await browser.SubmitAsync(
            await browser.GetAsync("/account/password"),
            [("Present", DemoStaff.Password), ("Password", NewPassword)]
        );
        await browser.SubmitAsync(await browser.GetAsync("/account"), form: "header form[method=post]");

        Assert.Equal(HttpStatusCode.Redirect, (await OpenAsync(host, copy)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_is_signed_in_when_their_password_is_reset_is_out_within_two_minutes(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var name = await StaffMade.MakeAsync(host, StaffRole.Handler);
        var (browser, _) = await SignedInAsync(host, name);
        await using var db = host.OpenDb();
        var id = await db
            .Users.Where(u => u.UserName == name)
            .Select(u => u.Id)
            .SingleAsync(TestContext.Current.CancellationToken);
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await scope
                .ServiceProvider.GetRequiredService<AccountBook>()
                .ResetPasswordAsync(new Doer(null, "test"), id, TestContext.Current.CancellationToken);
        }

        host.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("/sign-in", (await browser.GetAsync("/account")).Path);
    }

    [Theory, OnBothDatabases]
    public async Task Ended_sessions_are_forgotten_once_no_cookie_of_theirs_can_live(DatabaseKind kind)
    {
        Assert.True(EndedSessions.Kept > AccountsModule.SignedInFor);
        var host = await hosts.OnAsync(kind);
        var sessions = host.Services.GetRequiredService<EndedSessions>();
        var session = Guid.CreateVersion7();
        await sessions.EndAsync(session, TestContext.Current.CancellationToken);
        await sessions.EndAsync(session, TestContext.Current.CancellationToken);
        await sessions.PurgeAsync(TestContext.Current.CancellationToken);
        Assert.True(await sessions.HasEndedAsync(session, TestContext.Current.CancellationToken));
        host.Clock.Set(host.Clock.GetUtcNow() + EndedSessions.Kept + TimeSpan.FromMinutes(1));
        await sessions.PurgeAsync(TestContext.Current.CancellationToken);
        Assert.False(await sessions.HasEndedAsync(session, TestContext.Current.CancellationToken));
    }

    [Theory, OnBothDatabases]
    public async Task A_password_that_an_administrator_gave_opens_nothing_but_its_own_change(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var (name, given) = await GivenAsync(host);
        var browser = host.NewBrowser();

        var first = await StaffMade.SignInAsync(browser, name, given, "/sign-in?to=/staff");
        Assert.Equal("/account/password", first.Path);
        foreach (var address in (string[])["/staff", "/account", "/account/codes", "/account/passkeys", "/staff/raise"])
        {
            Assert.Equal("/account/password", (await browser.GetAsync(address)).Path);
        }
        var same = await browser.SubmitAsync(first, [("Present", given), ("Password", given)]);
        Assert.NotNull(same.MistakeBeside("Password"));
        Assert.Equal("/account/password", (await browser.GetAsync("/staff")).Path);

        var changed = await browser.SubmitAsync(same, [("Present", given), ("Password", NewPassword)]);
        Assert.Equal("/account", changed.Path);
        Assert.Equal("/staff", (await browser.GetAsync("/staff")).Path);
        Assert.Equal("/staff", (await StaffMade.SignInAsync(host.NewBrowser(), name, NewPassword, "/sign-in?to=/staff")).Path);
    }

    [Theory, OnBothDatabases]
    public async Task A_password_that_was_reset_is_changed_before_anything_is_done_with_it(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var name = await StaffMade.MakeAsync(host, StaffRole.Handler);
        await using var db = host.OpenDb();
        var id = await db
            .Users.Where(u => u.UserName == name)
            .Select(u => u.Id)
            .SingleAsync(TestContext.Current.CancellationToken);
        await using var scope = host.Services.CreateAsyncScope();
        var (given, _) = await scope
            .ServiceProvider.GetRequiredService<AccountBook>()
            .ResetPasswordAsync(new Doer(null, "test"), id, TestContext.Current.CancellationToken);

        var page = await StaffMade.SignInAsync(host.NewBrowser(), name, given!, "/sign-in?to=/staff");

        Assert.Equal("/account/password", page.Path);
    }

    [Theory, OnBothDatabases]
    public async Task Looking_at_the_page_for_codes_changes_nothing(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var name = await StaffMade.MakeAsync(host, StaffRole.Handler);
        var browser = host.NewBrowser();
        await StaffMade.SignInAsync(browser, name, at: "/sign-in?to=/account");
        var before = await KeptAsync(host, name);

        var page = await browser.GetAsync("/account/codes");
        Assert.Equal(before, await KeptAsync(host, name));
        Assert.Empty(page.Document.QuerySelectorAll("main code"));

        var begun = await browser.SubmitAsync(page);
        var secret = begun.Document.QuerySelector("main code")!.TextContent;
        var after = await KeptAsync(host, name);
        Assert.NotEqual(before, after);
        Assert.Equal(secret, (await browser.GetAsync("/account/codes")).Document.QuerySelector("main code")!.TextContent);
        Assert.Equal(secret, (await browser.SubmitAsync(page)).Document.QuerySelector("main code")!.TextContent);
        Assert.Equal(after, await KeptAsync(host, name));
    }

    private static async Task<(string? Stamp, string? Concurrency, int Tokens)> KeptAsync(TestHost host, string name)
    {
        await using var db = host.OpenDb();
        var account = await db.Users.SingleAsync(u => u.UserName == name);
        return (account.SecurityStamp, account.ConcurrencyStamp, await db.UserTokens.CountAsync(t => t.UserId == account.Id));
    }

    private static async Task<(string Name, string Password)> GivenAsync(TestHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var book = scope.ServiceProvider.GetRequiredService<AccountBook>();
        var name = $"new-{Guid.CreateVersion7():N}";
        var made = Assert.IsType<AccountMade.Made>(await book.CreateAsync(new Doer(null, "test"), name, "李 四"));
        var refusal = await book.AppointAsync(
            new Doer(null, "test"),
            made.Id,
            Neighbourhood.WillowDesk,
            StaffRole.Handler,
            null,
            new DateOnly(2020, 1, 1),
            null
        );
        Assert.Null(refusal);
        return (name, made.Password);
    }

    /// <summary>A browser that is signed in, and what a thief would have copied from it.</summary>
    private static async Task<(Browser Browser, string Copy)> SignedInAsync(TestHost host, string name)
    {
        var jar = new CookieJar();
        var browser = host.NewBrowser(jar);
        await StaffMade.SignInAsync(browser, name, at: "/sign-in?to=/account");
        return (browser, jar.Value("staff"));
    }

    private static async Task<HttpResponseMessage> OpenAsync(TestHost host, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        request.Headers.Add("Cookie", $"staff={cookie}");
        return await host.NewClient().SendAsync(request);
    }
}
