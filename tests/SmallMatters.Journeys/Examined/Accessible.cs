using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>Every page against WCAG 2.2 AA as far as axe can see it. Its own class for each audience, so that they run side by side.</summary>
public abstract class Accessible(RunningSite site, Stage stage, bool staffs)
{
    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    protected async Task HasNoViolationsAsync(Look look, bool elder = false) =>
        Assert.Empty(
            await Round.WalkAsync(
                site,
                stage,
                staffs,
                look with { Scripts = Scripts.Blocked },
                elder,
                async (visitor, template) =>
                {
                    await visitor.PictureAsync((elder ? "elder" : "page") + template.Replace('/', '-').Replace(':', '.'));
                    var found = await visitor.Page.RunAxe(Wcag);
                    return found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}");
                }
            )
        );
}

public class ResidentsPagesAreAccessible(RunningSite site, Stage stage) : Accessible(site, stage, staffs: false)
{
    [Fact]
    public Task In_Chinese_on_a_phone() => HasNoViolationsAsync(new Look());

    [Fact]
    public Task In_English_at_a_desk() => HasNoViolationsAsync(new Look(Chinese: false, Width: Look.Desk));

    [Fact]
    public Task In_elder_mode() => HasNoViolationsAsync(new Look(), elder: true);
}

public class StaffsPagesAreAccessible(RunningSite site, Stage stage) : Accessible(site, stage, staffs: true)
{
    [Fact]
    public Task In_Chinese_at_a_desk() => HasNoViolationsAsync(new Look(Width: Look.Desk));

    [Fact]
    public Task In_English_on_a_phone() => HasNoViolationsAsync(new Look(Chinese: false));
}
