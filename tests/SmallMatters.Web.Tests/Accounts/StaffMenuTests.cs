using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Accounts;

/// <summary>The staff navigation where no script folds it.</summary>
public class StaffMenuTests(TestHosts hosts)
{
    [Fact]
    public async Task Without_scripts_one_link_leads_to_a_page_with_everything_that_the_navigation_has()
    {
        var office = new Office(await hosts.OnAsync(DatabaseKind.Sqlite));
        foreach (var role in new[] { StaffRole.Handler, StaffRole.Supervisor, StaffRole.SystemAdministrator })
        {
            var clerk = await office.HireAsync(Neighbourhood.WillowDesk, role, language: "en");
            var page = await clerk.Browser.GetAsync("/account");
            var navigation = page.Document.QuerySelectorAll("#staff-navigation a").Select(a => a.GetAttribute("href")).ToList();
            Assert.Equal("/staff/menu", page.Document.QuerySelector("nav > a.app-menu-link")!.GetAttribute("href"));
            // Where to skip to stands before both.
            Assert.Equal("#main-content", page.Document.QuerySelector("body a")!.GetAttribute("href"));

            var menu = await clerk.Browser.GetAsync("/staff/menu");

            Assert.Equal("Menu", menu.Heading);
            Assert.Equal(navigation, menu.Document.QuerySelectorAll("main .app-menu a").Select(a => a.GetAttribute("href")));
            Assert.Equal("page", menu.Document.QuerySelector(".app-menu-link")!.GetAttribute("aria-current"));
        }
    }

    [Fact]
    public async Task The_links_stand_under_a_few_words_and_the_word_over_this_page_says_so()
    {
        var office = new Office(await hosts.OnAsync(DatabaseKind.Sqlite));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor, language: "en");

        var page = await clerk.Browser.GetAsync("/staff/visits");

        var words = page.Document.QuerySelectorAll("#staff-navigation > li");
        Assert.InRange(words.Length, 3, 7);
        Assert.All(
            page.Document.QuerySelectorAll("#staff-navigation details"),
            group => Assert.False(group.HasAttribute("open"), "a group lies open over the page")
        );
        var here = Assert.Single(page.Document.QuerySelectorAll("#staff-navigation > .govuk-service-navigation__item--active"));
        Assert.StartsWith("Out of the office", here.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("this page is in it", here.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/staff/visits", here.QuerySelector("a[aria-current='page']")!.GetAttribute("href"));
        Assert.Contains("/staff/rounds", here.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
    }
}
