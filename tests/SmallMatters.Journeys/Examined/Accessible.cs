using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>
/// Every page, on the narrowest phone, against WCAG 2.2 AA as far as axe can see it, and without moving sideways. A class for
/// each audience, so that they run side by side.
/// </summary>
public abstract class Accessible(RunningSite site, Stage stage, bool staffs)
{
    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    protected async Task HasNoViolationsAsync(Look look, bool elder = false) =>
        NothingWrong(
            await Round.WalkAsync(
                site,
                stage,
                staffs,
                look with { Scripts = Scripts.Blocked },
                elder,
                async (visitor, template) =>
                {
                    await visitor.PictureAsync((elder ? "elder" : "page") + template.Replace('/', '-').Replace(':', '.'));
                    var width = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                    var found = await visitor.Page.RunAxe(Wcag);
                    return found
                        .Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")
                        .Concat(width > Look.Phone ? [$"{width} pixels wide"] : []);
                }
            )
        );

    private static void NothingWrong(IReadOnlyList<string> wrong) => Assert.True(wrong.Count == 0, string.Join('\n', wrong));
}

public class ResidentsPagesAreAccessible(RunningSite site, Stage stage) : Accessible(site, stage, staffs: false)
{
    [Fact]
    public Task In_Chinese() => HasNoViolationsAsync(new Look());

    [Fact]
    public Task In_English() => HasNoViolationsAsync(new Look(Chinese: false));

    [Fact]
    public Task In_elder_mode() => HasNoViolationsAsync(new Look(), elder: true);
}

public class StaffsPagesAreAccessible(RunningSite site, Stage stage) : Accessible(site, stage, staffs: true)
{
    [Fact]
    public Task In_Chinese() => HasNoViolationsAsync(new Look());

    [Fact]
    public Task In_English() => HasNoViolationsAsync(new Look(Chinese: false));
}
