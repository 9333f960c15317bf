using SmallMatters.Journeys.Running;
using SmallMatters.Web.Accounts;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>Opens every page once as somebody who may, and has it examined.</summary>
internal static class Round
{
    /// <summary>What was wrong, a line for each; empty when nothing was.</summary>
    public static async Task<IReadOnlyList<string>> WalkAsync(
        RunningSite site,
        Stage stage,
        bool staffs,
        Look look,
        bool elder,
        Func<Visitor, string, Task<IEnumerable<string>>> examine
    )
    {
        await stage.SetAsync(site);
        Assert.Empty(Pages.LeftOutInVain);
        var wrong = new List<string>();
        var left = Pages.Of(staffs).ToList();
        foreach (var cookies in staffs ? stage.Staff : stage.Residents)
        {
            await using var visitor = await site.WelcomeAsync(look with { Cookies = cookies });
            await visitor.GoAsync($"/accessibility?lang={visitor.Say("zh", "en")}&elder={(elder ? "on" : "off")}");
            foreach (var template in left.Where(t => stage.Opener.GetValueOrDefault(t, cookies) == cookies).ToList())
            {
                if (await OpensAsync(visitor, template, stage))
                {
                    stage.Opener[template] = cookies;
                    left.Remove(template);
                    wrong.AddRange((await examine(visitor, template)).Select(fault => $"{template}: {fault}"));
                }
            }
            // A page without its scripts complains that they did not come.
            wrong.AddRange(look.Scripts is Scripts.On ? visitor.Faults : []);
        }
        return [.. wrong, .. left.Select(template => $"{template}: nobody could open it")];
    }

    private static async Task<bool> OpensAsync(Visitor visitor, string template, Stage stage)
    {
        if (template == Pages.SecondStep)
        {
            await visitor.GoAsync("/sign-in");
            await visitor.FillAsync("UserName", Stage.WithCodes);
            await visitor.FillAsync("Password", DemoStaff.Password);
            await visitor.PressAsync("登录", "Sign in");
            return visitor.Path == template;
        }
        var address = Pages.Address(template, stage);
        if (!stage.Opener.ContainsKey(template) && !await AnsweredAsync(visitor, address))
        {
            return false;
        }
        var status = await visitor.GoAsync(address);
        return (status == 200 && visitor.Path == address.Split('?')[0]) || template == "/errors/{status:int}";
    }

    /// <summary>Whether this visitor may open it, asked without the browser drawing anything: most of the staff may not open most pages.</summary>
    private static async Task<bool> AnsweredAsync(Visitor visitor, string address)
    {
        var answer = await visitor.Context.APIRequest.GetAsync(address, new() { MaxRedirects = 0 });
        return answer.Ok || address.StartsWith("/errors/", StringComparison.Ordinal);
    }
}
