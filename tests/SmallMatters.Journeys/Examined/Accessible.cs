using Deque.AxeCore.Commons;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>
/// Every page, on the narrowest phone: no violation of WCAG 2.2 AA as far as axe can see it, nothing that makes the page move
/// sideways, no figure that does not lead to how it is counted, and a browser that has nothing to complain of, the security policy
/// included. A class for each audience, so that they run side by side.
/// </summary>
public abstract class Accessible(RunningSite site, Stage stage, bool staffs)
{
    private const string Violations = """
        async () => {
          const found = await axe.run({
            runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
            resultTypes: ['violations'],
          });
          if (found.passes.length === 0) throw new Error('axe has examined nothing');
          return found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html).join(' | ')}`);
        }
        """;

    // Run by itself instead of the package's RunAxe, which opens a second page for each page that it examines.
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    protected async Task NothingIsWrongAsync(Look look, bool elder = false)
    {
        var wrong = await Round.WalkAsync(
            site,
            stage,
            staffs,
            look,
            elder,
            async (visitor, template) =>
            {
                await visitor.PictureAsync((elder ? "elder" : "page") + template.Replace('/', '-').Replace(':', '.'));
                return await FaultsAsync(visitor, look);
            }
        );
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>What is wrong with the page that the visitor looks at.</summary>
    internal static async Task<string[]> FaultsAsync(Visitor visitor, Look look)
    {
        var width = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        await visitor.Page.EvaluateAsync(Axe);
        string[] found = [.. await visitor.Page.EvaluateAsync<string[]>(Violations), .. await Explained.FaultsAsync(visitor)];
        return width > look.Width ? [.. found, $"{width} pixels wide"] : found;
    }
}

/// <summary>What residents and everybody see.</summary>
public class ResidentsPagesAreAccessible(RunningSite site, Stage stage) : Accessible(site, stage, staffs: false)
{
    [Fact]
    public Task No_page_has_a_fault_in_Chinese() => NothingIsWrongAsync(new Look());

    [Fact]
    public Task No_page_has_a_fault_in_English() => NothingIsWrongAsync(new Look(Chinese: false));

    [Fact]
    public Task No_page_has_a_fault_in_elder_mode() => NothingIsWrongAsync(new Look(), elder: true);

    [Fact]
    public Task No_page_has_a_fault_in_elder_mode_in_English() => NothingIsWrongAsync(new Look(Chinese: false), elder: true);

    [Fact]
    public Task No_page_has_a_fault_without_scripts() => NothingIsWrongAsync(new Look(Scripts: Scripts.Blocked));
}

/// <summary>What staff and administrators see.</summary>
public class StaffsPagesAreAccessible(RunningSite site, Stage stage) : Accessible(site, stage, staffs: true)
{
    [Fact]
    public Task No_page_has_a_fault_in_Chinese() => NothingIsWrongAsync(new Look());

    [Fact]
    public Task No_page_has_a_fault_in_English() => NothingIsWrongAsync(new Look(Chinese: false));
}
