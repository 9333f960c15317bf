using SmallMatters.Journeys.Running;

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
        var wrong = new List<string>();
        var left = Pages.Templates.Where(template => Pages.IsStaffs(template) == staffs).ToList();
        foreach (var cookies in staffs ? stage.Staff : stage.Residents)
        {
            await using var visitor = await site.WelcomeAsync(look with { Cookies = cookies });
            await visitor.GoAsync($"{(staffs ? "/sign-out" : "/")}?lang={visitor.Say("zh", "en")}&elder={(elder ? "on" : "off")}");
            foreach (var template in left.ToList())
            {
                var address = Pages.Address(template, stage);
                var status = await visitor.GoAsync(address);
                if ((status == 200 && visitor.Path == address) || template.StartsWith("/errors/", StringComparison.Ordinal))
                {
                    left.Remove(template);
                    wrong.AddRange((await examine(visitor, template)).Select(fault => $"{template}: {fault}"));
                }
            }
            wrong.AddRange(visitor.Look.Scripts is Scripts.On ? visitor.Faults : []);
        }
        return [.. wrong, .. left.Select(template => $"{template}: nobody could open it")];
    }
}
