using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>The pages without a mouse.</summary>
public class Keyboard(RunningSite site)
{
    private const int MostSteps = 60;

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

    [Fact]
    public async Task A_resident_goes_from_the_front_page_into_the_questions_with_keys_alone()
    {
        await using var visitor = await site.WelcomeAsync(new Look(Width: Look.Desk));
        await visitor.GoAsync("/");
        await TabToAsync(visitor, "提出诉求");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.WaitForURLAsync("**/raise");

        await TabToAsync(visitor, "yes");
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await TabToAsync(visitor, "继续");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await visitor.Page.WaitForURLAsync("**/raise/about");
        visitor.SawNoFault();
    }

    [Fact]
    public async Task Staff_open_a_matter_from_the_inbox_and_start_to_write_with_keys_alone()
    {
        await using var resident = await site.WelcomeAsync(new Look(Width: Look.Desk));
        var receipt = await new Resident(resident).RaiseAsync(new Small("按键也要能办的灯。", "键盘里"));
        await using var desk = await site.SignInAsync(Staff.WorksHandler, new Look(Width: Look.Desk));
        await desk.GoAsync("/staff?tab=nottaken");

        await desk.Page.Keyboard.PressAsync("j");
        Assert.True(await IsSeenAsync(desk));
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.WaitForURLAsync("**/staff/matters/*");

        await new Officer(desk).OpenAsync(receipt);
        await TabToAsync(desk, "写给居民");
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.WaitForURLAsync("**/reply");
        await TabToAsync(desk, "Form.Text");
        await desk.Page.Keyboard.TypeAsync("ok");
        Assert.Equal("ok", await desk.Field("Form.Text").InputValueAsync());
        desk.SawNoFault();
    }

    /// <summary>Tabs until what is focused says so, and sees each step of the way.</summary>
    private static async Task TabToAsync(Visitor visitor, string wanted)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            Assert.True(await IsSeenAsync(visitor), $"{visitor.Path}: the focus on “{await FocusedAsync(visitor)}” cannot be seen");
            if (await FocusedAsync(visitor) == wanted)
            {
                return;
            }
        }
        Assert.Fail($"{visitor.Path}: “{wanted}” is not reached within {MostSteps} steps");
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
