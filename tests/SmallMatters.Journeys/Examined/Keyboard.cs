using System.Text.RegularExpressions;
using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>The pages without a mouse.</summary>
public class Keyboard(RunningSite site)
{
    private const int MostSteps = 80;
    private static readonly Look Desk = new(Width: Look.Desk);

    [Fact]
    public async Task The_first_tab_shows_the_skip_link_and_Enter_leads_to_the_main_part()
    {
        await using var visitor = await site.WelcomeAsync(Desk);
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
    public async Task A_resident_raises_a_matter_with_keys_alone()
    {
        await using var visitor = await site.WelcomeAsync(Desk);
        await visitor.GoAsync("/");
        await EnterAsync(visitor, "提出诉求", "/raise");

        await ArrowToAsync(visitor, "Danger", "no");
        await EnterAsync(visitor, "继续", "/raise/about");
        await TabToAsync(visitor, "公共设施");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await ArrowToAsync(visitor, "Subject", "c:street-lamp");
        await EnterAsync(visitor, "继续", "/raise/words");
        await TypeAsync(visitor, "Words", "楼下的灯不亮，只用按键也要说得清。");
        await EnterAsync(visitor, "继续", "/raise/where");
        await ArrowToAsync(visitor, "Here.Area", "qh-heliu");
        await TypeAsync(visitor, "Here.Estate", "按键里");
        await EnterAsync(visitor, "继续", "/raise/photos");
        await EnterAsync(visitor, "继续", "/raise/contact");
        await EnterAsync(visitor, "继续", "/raise/(similar|check)");
        if (visitor.Path == "/raise/similar")
        {
            await ArrowToAsync(visitor, "Join", "new");
            await EnterAsync(visitor, "继续", "/raise/check");
        }
        await EnterAsync(visitor, "提交", "/m/[^/]+/receipt");

        var receipt = await new Resident(visitor).ReadReceiptAsync();
        Assert.Equal(12, receipt.Number.Length);
        visitor.SawNoFault();
    }

    [Fact]
    public async Task Staff_open_a_matter_from_the_inbox_and_write_to_the_resident_with_keys_alone()
    {
        await using var resident = await site.WelcomeAsync(Desk);
        // Of a kind that nobody else raises meanwhile: what others take would leave the list under the keys.
        const string subject = "traffic-sign";
        await new Resident(resident).RaiseAsync(new Small("先说的一块牌子。", "键盘东里", $"c:{subject}"));
        var receipt = await new Resident(resident).RaiseAsync(new Small("按键也要能办的牌子。", "键盘里", $"c:{subject}"));
        await using var desk = await site.SignInAsync(Staff.WorksHandler, Desk);
        await desk.GoAsync($"/staff?tab=nottaken&category={subject}");
        // The keys answer once their script has run; it shows its button then.
        await desk.Page.Locator(".app-keys__opener").WaitForAsync();

        await desk.Page.Keyboard.PressAsync("j");
        var first = await desk.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')");
        Assert.True(await IsSeenAsync(desk));
        await desk.Page.Keyboard.PressAsync("j");
        Assert.NotEqual(first, await desk.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await desk.Page.Keyboard.PressAsync("k");
        Assert.Equal(first, await desk.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        // Waited for from before the key: the page may be there sooner than the waiting.
        var arrives = desk.Page.WaitForURLAsync("**" + first);
        await desk.Page.Keyboard.PressAsync("Enter");
        await arrives;

        await new Officer(desk).OpenAsync(receipt);
        await EnterAsync(desk, "写给居民", $"/staff/matters/{receipt.Number}/reply");
        await TypeAsync(desk, "Form.Text", "今晚去修。");
        await EnterAsync(desk, "发给居民", $"/staff/matters/{receipt.Number}");
        Assert.Contains("今晚去修。", await desk.ReadAsync());
        desk.SawNoFault();
    }

    private static async Task TypeAsync(Visitor visitor, string field, string text)
    {
        await TabToAsync(visitor, field);
        await visitor.Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes to a group of radios with Tab and inside it with the arrows.</summary>
    private static async Task ArrowToAsync(Visitor visitor, string group, string value)
    {
        await TabToAsync(visitor, group);
        for (var step = 0; !await IsAtAsync(visitor, value); step++)
        {
            Assert.True(step < MostSteps, $"{visitor.Path}: {value} is not reached within {MostSteps} steps");
            await visitor.Page.Keyboard.PressAsync("ArrowDown");
        }
        await visitor.Page.Keyboard.PressAsync("Space");
    }

    /// <summary>Goes to a link or a button with Tab, presses Enter, and arrives where <paramref name="path"/> says.</summary>
    private static async Task EnterAsync(Visitor visitor, string words, string path)
    {
        await TabToAsync(visitor, words);
        var arrives = visitor.Page.WaitForURLAsync(new Regex($"^http://[^/]+{path}$"));
        await visitor.Page.Keyboard.PressAsync("Enter");
        try
        {
            await arrives;
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Enter on “{words}” led to {visitor.Path} instead of {path}: {await visitor.ReadAsync()}");
        }
    }

    /// <summary>Tabs until the focus is on what says so or is named so, and sees the focus at each step of the way.</summary>
    private static async Task TabToAsync(Visitor visitor, string wanted)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            Assert.True(
                await IsSeenAsync(visitor),
                $"{visitor.Path}: the focus on “{await FocusedAsync(visitor)}” cannot be seen"
            );
            if (await IsAtAsync(visitor, wanted))
            {
                return;
            }
        }
        Assert.Fail($"{visitor.Path}: “{wanted}” is not reached within {MostSteps} steps");
    }

    private static Task<bool> IsAtAsync(Visitor visitor, string wanted) =>
        visitor.Page.EvaluateAsync<bool>(
            "w => { const e = document.activeElement; return [e.innerText?.trim().split('\\n')[0], e.value, e.name].includes(w); }",
            wanted
        );

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
