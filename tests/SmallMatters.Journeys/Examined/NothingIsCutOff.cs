using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>On the narrowest phone no page moves sideways, and the browser has nothing to complain of with scripts on.</summary>
public class NothingIsCutOff(RunningSite site, Stage stage)
{
    [Theory]
    [InlineData(true, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, true, false)]
    public async Task No_page_scrolls_sideways_or_makes_the_browser_complain(bool chinese, bool staffs, bool elder) =>
        Assert.Empty(
            await Round.WalkAsync(
                site,
                stage,
                staffs,
                new Look(chinese),
                elder,
                async (visitor, _) =>
                {
                    var width = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                    return width > Look.Phone ? [$"{width} pixels wide"] : [];
                }
            )
        );
}
