using Microsoft.Extensions.Logging;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Tests.Accounts;
using SmallMatters.Web.Tests.Raising;
using Xunit;

namespace SmallMatters.Web.Tests.Site;

public class LogTests
{
    [Theory, OnBothDatabases]
    public async Task The_log_of_a_day_holds_no_link_number_name_password_or_search_word(DatabaseKind kind)
    {
        const string Phone = "13844445555";
        const string Words = "井盖碎了";
        const string Wrong = "wrong-but-nearly-right";
        using var log = new WrittenLog();
        await using var host = await TestHost.StartAsync(kind, log: log);
        var resident = host.NewBrowser();
        var journey = new Journey(resident);
        var check = await journey.ToAsync("/raise/contact", words: Words);
        check = await resident.SubmitAsync(check, [("Contact.Name", "赵钱孙"), ("Contact.Phone", Phone)]);
        var receipt = await resident.SubmitAsync(check);
        var link = Journey.LinkOf(receipt);
        await resident.GetAsync(link);
        await resident.SubmitAsync(await resident.GetAsync($"{link}/add"), [("Text", "还漏水")]);
        await resident.GetAsync($"{link}/photo/{Guid.Empty}");
        await resident.GetAsync($"/follow?ref={Uri.EscapeDataString("http://localhost" + link)}");
        await resident.GetAsync(link[..^1] + "x");

        var name = await StaffMade.MakeAsync(host, StaffRole.Handler, Neighbourhood.Lamps);
        var clerk = host.NewBrowser();
        await StaffMade.SignInAsync(clerk, name, Wrong);
        var inbox = await StaffMade.SignInAsync(clerk, name, at: "/sign-in?to=/staff");
        Assert.Equal("/staff", inbox.Path);
        await clerk.GetAsync($"/staff/search?q={Uri.EscapeDataString(Words)}");
        await clerk.GetAsync($"/staff/search?q={Phone}");

        Assert.Contains(log.Lines, l => l.Level == LogLevel.Information);
        string[] secrets =
        [
            link["/m/".Length..],
            link["/m/".Length..^1],
            Phone,
            "赵钱孙",
            Words,
            Uri.EscapeDataString(Words),
            "还漏水",
            Wrong,
            DemoStaff.Password,
        ];
        Assert.All(
            secrets,
            secret => Assert.DoesNotContain(log.Lines, l => l.Line.Contains(secret, StringComparison.OrdinalIgnoreCase))
        );
    }
}
