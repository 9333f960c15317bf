using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Accounts;
using Xunit;

namespace SmallMatters.Web.Tests.Accounts;

public class SignInTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task A_member_of_staff_signs_in_with_a_password_and_sees_their_account(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var name = await StaffMade.MakeAsync(host, StaffRole.Handler);
        var browser = host.NewBrowser();

        var page = await StaffMade.SignInAsync(browser, name, at: "/sign-in?to=/account");

        Assert.Equal("/account", page.Path);
        Assert.Contains("柳园社区居委会 · 承办人", page.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_does_not_exist_hears_the_same_words_as_whoever_mistypes_a_password(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var name = await StaffMade.MakeAsync(host, StaffRole.Handler);

        var nobody = await StaffMade.SignInAsync(host.NewBrowser(), "no-such-person", "whatever-it-is");
        var mistyped = await StaffMade.SignInAsync(host.NewBrowser(), name, "whatever-it-is");

        Assert.Equal(HttpStatusCode.OK, nobody.Status);
        Assert.NotEmpty(nobody.Mistakes);
        Assert.Equal(nobody.Mistakes, mistyped.Mistakes);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_does_not_help_and_the_words_stay_the_same()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var name = await StaffMade.MakeAsync(host, StaffRole.Handler);
        var browser = host.NewBrowser();
        WebPage? page = null;
        for (var i = 0; i < AccountsModule.WrongPasswords; i++)
        {
            page = await StaffMade.SignInAsync(browser, name, "whatever-it-is");
        }

        var locked = await StaffMade.SignInAsync(browser, name);

        Assert.Equal("/sign-in", locked.Path);
        Assert.Equal(page!.Mistakes, locked.Mistakes);
        await using var db = host.OpenDb();
        Assert.True(
            await db.AuditEntries.AnyAsync(
                e => e.What == Audited.LockedOut && e.AboutName == name,
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task An_address_that_keeps_failing_has_to_wait()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var browser = host.NewBrowser();
        for (var i = 0; i < FailureBrake.Allowed; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await StaffMade.SignInAsync(browser, $"nobody-{i}", "whatever-it-is")).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await StaffMade.SignInAsync(browser, "nobody", "whatever-it-is")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task Codes_are_set_up_asked_for_and_kept_sealed(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var name = await StaffMade.MakeAsync(host, StaffRole.Handler);
        var browser = host.NewBrowser();
        await StaffMade.SignInAsync(browser, name, at: "/sign-in?to=/account");
        var setUp = await browser.SubmitAsync(await browser.GetAsync("/account/codes"));
        var key = setUp.Document.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

        var wrong = await browser.SubmitAsync(setUp, [("Code", "000000")]);
        Assert.NotNull(wrong.MistakeBeside("Code"));
        var on = await browser.SubmitAsync(setUp, [("Code", CodeOf(key))]);
        var recovery = on.Document.QuerySelectorAll("main li code").Select(c => c.TextContent).ToList();
        Assert.Equal(10, recovery.Count);

        await using (var db = host.OpenDb())
        {
            var kept = await db.UserTokens.Select(t => t.Value).ToListAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain(
                kept,
                value => value!.Contains(key, StringComparison.Ordinal) || recovery.Exists(value.Contains)
            );
        }

        var second = host.NewBrowser();
        var asked = await StaffMade.SignInAsync(second, name, at: "/sign-in?to=/account");
        Assert.Equal("/sign-in/code", asked.Path);
        Assert.Equal("/sign-in", (await second.GetAsync("/account")).Path);
        asked = await StaffMade.SignInAsync(second, name, at: "/sign-in?to=/account");
        Assert.Equal("/account", (await second.SubmitAsync(asked, [("Code", CodeOf(key))])).Path);

        var third = host.NewBrowser();
        asked = await StaffMade.SignInAsync(third, name, at: "/sign-in?to=/account");
        const string RecoveryForm = "form[action*='Recovery']";
        Assert.Equal("/account", (await third.SubmitAsync(asked, [("Recovery", recovery[0])], RecoveryForm)).Path);

        var fourth = host.NewBrowser();
        asked = await StaffMade.SignInAsync(fourth, name, at: "/sign-in?to=/account");
        var used = await fourth.SubmitAsync(asked, [("Recovery", recovery[0])], RecoveryForm);
        Assert.NotNull(used.MistakeBeside("Recovery"));
    }

    [Fact]
    public async Task A_password_is_changed_by_whoever_knows_the_old_one_and_the_demo_list_forgets_them()
    {
        var host = await hosts.OnAsync(DatabaseKind.Sqlite);
        var name = await StaffMade.MakeAsync(host, StaffRole.Handler);
        var browser = host.NewBrowser();
        await StaffMade.SignInAsync(browser, name, at: "/sign-in?to=/account");
        var page = await browser.GetAsync("/account/password");

        var wrong = await browser.SubmitAsync(page, [("Present", "not-this-one"), ("Password", "four-plain-words-here")]);
        Assert.NotNull(wrong.MistakeBeside("Present"));
        var tooShort = await browser.SubmitAsync(page, [("Present", DemoStaff.Password), ("Password", "short")]);
        Assert.NotNull(tooShort.MistakeBeside("Password"));
        var done = await browser.SubmitAsync(page, [("Present", DemoStaff.Password), ("Password", "four-plain-words-here")]);

        Assert.Equal("/account", done.Path);
        Assert.NotEmpty((await StaffMade.SignInAsync(host.NewBrowser(), name)).Mistakes);
        Assert.Equal(
            "/account",
            (await StaffMade.SignInAsync(host.NewBrowser(), name, "four-plain-words-here", "/sign-in?to=/account")).Path
        );
        await using var db = host.OpenDb();
        Assert.False(
            await db.UserClaims.AnyAsync(
                c => db.Users.Any(u => u.Id == c.UserId && u.UserName == name),
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task Signing_in_never_leads_to_another_site()
    {
        var host = await hosts.OnAsync(DatabaseKind.Sqlite);
        var name = await StaffMade.MakeAsync(host, StaffRole.Auditor);

        var page = await StaffMade.SignInAsync(host.NewBrowser(), name, at: "/sign-in?to=https%3A%2F%2Fexample.org%2F");

        Assert.Equal("localhost", page.Address.Host);
        Assert.Equal("/administration/audit", page.Path);
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        var host = await hosts.OnAsync(DatabaseKind.Sqlite);
        var browser = await StaffMade.BrowserOfAsync(host, StaffRole.Handler);

        var account = await browser.GetAsync("/account");
        Assert.Equal("/account", account.Path);
        await browser.SubmitAsync(account, form: "header form[method=post]");

        Assert.Equal("/sign-in", (await browser.GetAsync("/account")).Path);
    }

    [Theory]
    [InlineData("https://desk.example.cn", true)]
    [InlineData("http://desk.example.cn", true)]
    [InlineData("http://localhost", false)]
    public async Task The_cookie_is_for_this_site_and_not_for_scripts_and_goes_unencrypted_to_this_machine_only(
        string site,
        bool secure
    )
    {
        var host = await hosts.OnAsync(DatabaseKind.Sqlite);
        var name = await StaffMade.MakeAsync(host, StaffRole.Handler);
        var client = host.NewClient();
        client.BaseAddress = new Uri(site);
        using var shown = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        var html = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(
            await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );
        using var post = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["UserName"] = name,
                    ["Password"] = DemoStaff.Password,
                    ["__RequestVerificationToken"] = html.QuerySelector("input[name=__RequestVerificationToken]")!
                        .GetAttribute("value")!,
                }
            ),
        };
        post.Headers.Add("Cookie", string.Join("; ", shown.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])));

        using var answer = await client.SendAsync(post, TestContext.Current.CancellationToken);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("staff=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(secure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_demonstration_is_on_the_sign_in_page_in_development_alone()
    {
        var developers = await hosts.OnAsync(DatabaseKind.Sqlite);
        var name = await StaffMade.MakeAsync(developers, StaffRole.Handler);
        Assert.Contains(DemoStaff.Password, (await developers.NewBrowser().GetAsync("/sign-in")).Text, StringComparison.Ordinal);

        await using var production = await TestHost.StartAsync(DatabaseKind.Sqlite, "Production");
        var page = await production.NewBrowser().GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain(DemoStaff.Password, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("演示", page.Main, StringComparison.Ordinal);

        await using var scope = production.Services.CreateAsyncScope();
        var (made, refusal) = await scope
            .ServiceProvider.GetRequiredService<DemoStaff>()
            .SeedAsync(
                [new DemoPerson(name, "张三", [new StaffPost(Neighbourhood.Street, StaffRole.Supervisor, null)])],
                new DateOnly(2020, 1, 1),
                TestContext.Current.CancellationToken
            );
        Assert.Equal(0, made);
        Assert.Equal("demo-accounts-refused", refusal?.Code);

        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var chosen = await users.CreateAsync(
            new Account
            {
                Id = Guid.CreateVersion7(),
                UserName = "li",
                DisplayName = "李",
            },
            DemoStaff.Password
        );
        Assert.False(chosen.Succeeded);
        Assert.Empty(
            await scope.ServiceProvider.GetRequiredService<Db>().Users.ToListAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task The_demonstrations_api_key_opens_nothing_outside_development()
    {
        await using var production = await TestHost.StartAsync(DatabaseKind.Sqlite, "Production");
        var clients = production.Services.GetRequiredService<ApiClients>();
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = production.Services };
        http.Request.QueryString = new Microsoft.AspNetCore.Http.QueryString("?api_key=demo");
        Assert.Null(await clients.OfAsync(http));

        var keys = production.Services.GetRequiredService<ApiKeys>();
        var issued = await keys.IssueAsync("区城管平台", new Doer(null, "test"), TestContext.Current.CancellationToken);
        var known = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = production.Services };
        known.Request.Headers["X-Api-Key"] = issued;
        Assert.Equal("区城管平台", await clients.OfAsync(known));
    }

    [Theory, OnBothDatabases]
    public async Task The_keys_of_cookies_are_in_the_database_and_wrapped(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        await host.NewBrowser().GetAsync("/sign-in");
        await using var db = host.OpenDb();
        var kept = await db
            .Database.SqlQueryRaw<string>("SELECT xml AS \"Value\" FROM site_key")
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(kept);
        Assert.All(
            kept,
            xml =>
            {
                Assert.Contains("sealedUnderMasterKey", xml, StringComparison.Ordinal);
                Assert.DoesNotContain("<masterKey", xml, StringComparison.Ordinal);
            }
        );
    }

    /// <summary>The six digits of an authenticator app now (RFC 6238: HMAC-SHA-1, 30 seconds), computed apart from the product.</summary>
    private static string CodeOf(string base32)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(
            base32.Select(c => Convert.ToString(Letters.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0'))
        );
        var key = bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
        var step = BitConverter.GetBytes(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
        Array.Reverse(step);
#pragma warning disable CA5350 // The standard of authenticator apps.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = ((hash[at] & 127) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
