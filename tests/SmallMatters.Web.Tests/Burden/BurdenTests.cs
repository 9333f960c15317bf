using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Storage.Burden;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Burden;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Burden;

public class BurdenTests
{
    [Theory, OnBothDatabases]
    public async Task The_page_says_what_a_months_forms_took_and_not_who_filled_them_in(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var writer = host.Services.GetServices<IHostedService>().OfType<BurdenWriter>().Single();

        // Twelve replies of two minutes each; the same words stand in the note of the same matter, and one form came back.
        for (var n = 0; n < 12; n++)
        {
            var raised = await office.RaiseAsync();
            var words = $"已经派人到现场看过第 {n} 处";
            await SendAsync(clerk, $"/staff/matters/{raised.Reference.Value}/reply", words);
            if (n < 10)
            {
                await SendAsync(clerk, $"/staff/matters/{raised.Reference.Value}/note", words);
            }
        }
        var last = await office.RaiseAsync();
        var empty = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync($"/staff/matters/{last.Reference.Value}/note"),
            [("Form.Text", "")]
        );
        Assert.NotEmpty(empty.Mistakes);
        await writer.WriteAsync(TestContext.Current.CancellationToken);
        await writer.WriteAsync(TestContext.Current.CancellationToken);

        var page = await clerk.Browser.GetAsync("/staff/burden");
        Assert.Equal(["12", "0", "1.0", "2.0", "0"], Row(page, "答复居民"));
        Assert.Equal(["10", "1", "1.0", "2.0", "10"], Row(page, "内部备注"));
        var english = await office.HireAsync(Neighbourhood.Station, language: "en");
        Assert.Contains("came back with a mistake", (await english.Browser.GetAsync("/staff/burden")).Main);

        // Forms and months, and nothing by which anybody could be followed.
        await using var db = host.OpenDb();
        Assert.Equal(
            ["Fields", "Form", "Month", "Seconds", "SentBack", "Taken", "Timed", "TypedAgain"],
            db.Model.FindEntityType(typeof(FormBurdenRow))!.GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal)
        );

        async Task SendAsync(Clerk who, string address, string words)
        {
            var form = await who.Browser.GetAsync(address);
            host.Clock.Advance(TimeSpan.FromMinutes(2));
            Assert.Empty((await who.Browser.SubmitAsync(form, [("Form.Text", words)])).Mistakes);
        }
    }

    [Fact]
    public async Task Every_form_of_staff_stands_in_the_register_of_forms()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var loader = host.Services.GetRequiredService<PageLoader>();
        var forms = new List<string>();
        foreach (
            var page in host
                .Services.GetRequiredService<IActionDescriptorCollectionProvider>()
                .ActionDescriptors.Items.OfType<PageActionDescriptor>()
        )
        {
            var loaded = await loader.LoadAsync(page, Microsoft.AspNetCore.Http.EndpointMetadataCollection.Empty);
            if (
                BurdenFilter.Template(loaded) is { } template
                && (
                    template.StartsWith("/staff", StringComparison.Ordinal)
                    || template.StartsWith("/administration", StringComparison.Ordinal)
                )
                && loaded.HandlerMethods.Any(h => h.HttpMethod == "Post")
            )
            {
                forms.Add(template);
            }
        }
        var registered = StaffFormBook.BuiltIn.All.Select(f => f.Form).ToList();
        Assert.True(
            forms.ToHashSet().SetEquals(registered),
            $"not in data/rules/forms.json: {string.Join(" ", forms.Except(registered))}; there is no such form: {string.Join(" ", registered.Except(forms))}"
        );
        Assert.All(
            StaffFormBook.BuiltIn.All,
            f => Assert.False(string.IsNullOrWhiteSpace(f.Name.Zh) || string.IsNullOrWhiteSpace(f.Name.En))
        );
    }

    [Fact]
    public void A_new_form_that_names_none_that_it_replaces_is_not_taken_in()
    {
        var name = new Bilingual("走访登记表", "Record of visits");
        Assert.Throws<InvalidDataException>(() => new StaffFormBook([new StaffForm("/staff/x", "2027-01", name)]));
        Assert.Throws<InvalidDataException>(() =>
            new StaffFormBook([
                new StaffForm("/staff/x", StaffFormBook.First, name),
                new StaffForm("/staff/x", StaffFormBook.First, name),
            ])
        );
        var book = new StaffFormBook([
            new StaffForm("/staff/x", "2027-01", name, new Bilingual("纸质走访本", "The paper book of visits")),
        ]);
        Assert.Equal(name, book.Find("/staff/x")!.Name);
    }

    private static string[] Row(WebPage page, string form) =>
        [
            .. page
                .Document.QuerySelectorAll("table tbody tr")
                .Single(r => r.QuerySelector("th")!.TextContent.Trim() == form)
                .QuerySelectorAll("td")
                .Select(c => c.TextContent.Trim()),
        ];
}
