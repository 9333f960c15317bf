using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>The pages without a mouse.</summary>
public class Keyboard(RunningSite site)
{
    [Fact]
    public async Task The_first_tab_shows_the_skip_link_and_Enter_leads_to_the_main_part()
    {
        await using var visitor = await site.WelcomeAsync(new Look(Width: Look.Desk));
        await visitor.GoAsync("/");

        await visitor.Page.Keyboard.PressAsync("Tab");

        Assert.Equal("跳到正文", await FocusedAsync(visitor));
        Assert.True(await IsSeenAsync(visitor));
        await visitor.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main-content", await visitor.Page.EvaluateAsync<string>("document.activeElement.id"));
        await visitor.Page.Keyboard.PressAsync("Tab");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.activeElement.closest('main') !== null"));
    }

    /// <summary>What the focused control says: its words, else its value, else its name.</summary>
    private static Task<string> FocusedAsync(Visitor visitor) =>
        visitor.Page.EvaluateAsync<string>(
            "(() => { const e = document.activeElement; return e.innerText?.trim() || (e.type === 'radio' ? e.value : '') || e.name || e.tagName; })()"
        );

    /// <summary>Whether the focus shows: an outline, a shadow or another ground; that of a radio shows on the drawn circle beside it.</summary>
    private static Task<bool> IsSeenAsync(Visitor visitor) =>
        visitor.Page.EvaluateAsync<bool>(
            """
            (() => {
              const e = document.activeElement;
              if (!e || e === document.body) return false;
              const shows = (s) => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
              const beside = e.nextElementSibling;
              return shows(getComputedStyle(e)) || (beside !== null && ['::before', '::after'].some((part) => shows(getComputedStyle(beside, part))));
            })()
            """
        );
}
