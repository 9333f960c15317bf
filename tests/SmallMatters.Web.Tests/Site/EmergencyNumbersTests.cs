using System.Net;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Site;

public sealed class EmergencyNumbersTests(TestHosts hosts)
{
    [Theory, OnBothDatabases("/errors/404"), OnBothDatabases("/no/such/page")]
    public async Task Every_page_names_the_emergency_numbers_even_one_that_does_not_exist(DatabaseKind kind, string address)
    {
        var page = await (await hosts.OnAsync(kind)).NewBrowser().GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal(
            ["tel:110", "tel:119", "tel:120", "sms:12110"],
            page.Document.QuerySelectorAll(".app-emergency a").Select(a => a.GetAttribute("href"))
        );
    }
}
