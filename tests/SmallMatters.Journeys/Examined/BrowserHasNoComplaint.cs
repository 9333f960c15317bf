using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>With scripts on the browser has nothing to complain of, the security policy included, and no page moves sideways.</summary>
public class BrowserHasNoComplaint(RunningSite site, Stage stage)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_page_opens_with_scripts_and_without_a_fault(bool staffs)
    {
        var wrong = await Round.WalkAsync(
            site,
            stage,
            staffs,
            new Look(),
            elder: false,
            async (visitor, _) =>
            {
                var width = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                return width > Look.Phone ? [$"{width} pixels wide"] : [];
            }
        );
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
