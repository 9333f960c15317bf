using System.Text.RegularExpressions;
using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>What the pages of joint work, data protection and publishing need: things that exist, found or made as people do.</summary>
internal static class JointStage
{
    private static DateOnly InDays(int days) =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime).AddDays(days);

    /// <summary>The addresses to open, by page template.</summary>
    /// <param name="site">The site.</param>
    /// <param name="works">The head of the works unit.</param>
    /// <param name="desk">Of the intake desk, which has whistled.</param>
    /// <param name="street">The head of the street, who leads a hard problem.</param>
    /// <param name="protection">A data-protection officer.</param>
    /// <param name="station">The head of the station, whose window a matter of conduct is about.</param>
    /// <param name="reviewer">Who reviews it.</param>
    public static async Task<IReadOnlyDictionary<string, string>> AddressesAsync(
        RunningSite site,
        Visitor works,
        Visitor desk,
        Visitor street,
        Visitor protection,
        Visitor station,
        Visitor reviewer
    )
    {
        var found = new Dictionary<string, string>();
        foreach (
            var (who, list, step) in new[]
            {
                (desk, "/staff/convenings", "off"),
                (works, "/staff/orders", "back"),
                (street, "/staff/hard-list", "plan"),
            }
        )
        {
            found[$"{list}/{{id}}"] = await FirstAsync(who, list);
            found[$"{list}/{{id}}/{{step}}"] = $"{found[$"{list}/{{id}}"]}/{step}";
        }
        found["/staff/targets/{id}"] = await FirstAsync(street, "/staff/targets");
        found["/staff/targets/{id}/account"] = $"{found["/staff/targets/{id}"]}/account";
        found["/staff/reckonings/{id}"] = await FirstAsync(street, "/staff/reckonings");
        found["/staff/reckonings/{id}/{step}"] = $"{found["/staff/reckonings/{id}"]}/decide";
        found["/staff/reckonings/new"] = "/staff/reckonings/new?unit=works";
        found["/staff/conduct/{id}"] = await FirstAsync(station, "/staff/conduct");
        found["/staff/conduct/{id}/reply"] = $"{found["/staff/conduct/{id}"]}/reply";
        found["/staff/matters/{reference}/conduct"] = await OfKindAsync(reviewer, "conduct");
        found["/staff/pilots/{id}"] = await PilotAsync(works);
        found["/staff/pilots/{id}/{step}"] = $"{found["/staff/pilots/{id}"]}/approve";
        found["/staff/practice/{id}"] = await FirstAsync(street, "/staff/practice");
        found["/staff/practice/{id}/{step}"] = $"{found["/staff/practice/{id}"]}/withdraw";
        found["/staff/afteraction/{id}"] = await FirstAsync(works, "/staff/afteraction");
        found["/staff/afteraction/{id}/settle"] = $"{found["/staff/afteraction/{id}"]}/settle";
        found["/staff/afteraction/new"] = await LookBackAsync(works);
        found["/staff/roster/{day}"] = await LinkAsync(street, "/staff/roster", "/staff/roster/[-0-9]+");
        found["/staff/lessons/{id}"] = await FirstAsync(reviewer, "/staff/lessons");
        found["/staff/lessons/{id}/{step}"] = $"{found["/staff/lessons/{id}"]}/withdraw";
        found["/staff/lessons/new"] = await LinkAsync(
            reviewer,
            "/staff/lessons/from",
            "/staff/lessons/new[?]verdict=[0-9a-f]{32}"
        );
        found["/practice/{practice}"] = found["/staff/practice/{id}"]["/staff".Length..];
        found["/staff/targets/new"] = "/staff/targets/new?unit=street";
        await using var anybody = await site.WelcomeAsync(new Look(Width: Look.Desk, Scripts: Scripts.Off));
        found["/news/{news}"] = await NewsAsync(anybody);
        found["/news/{news}/print"] = $"{found["/news/{news}"]}/print";

        var draft = await DraftAsync(works);
        found["/staff/publications/{publication}"] = draft;
        foreach (var page in new[] { "edit", "picture", "preview" })
        {
            found[$"/staff/publications/{{publication}}/{page}"] = $"{draft}/{page}";
        }
        found["/staff/slips/{slip}"] = await SlipAsync(works);
        found["/administration/registers/{number:int}"] = "/administration/registers/1";
        found["/staff/transfers/{counterpart}/{way}/{sequence:int}"] = "/staff/transfers/city-12345/in/1";
        found["/staff/data-protection/assessments/{id}"] = await AssessmentAsync(protection);
        found["/staff/data-protection/incidents/{id}"] = await IncidentAsync(protection);
        return found;
    }

    /// <summary>A resident asks for something about their own data, which their unit has to answer.</summary>
    public static async Task AskForARightAsync(Visitor resident, Receipt receipt)
    {
        Assert.Equal(200, await resident.GoAsync($"/m/{receipt.Secret}/rights"));
        await resident.ChooseAsync("Kind", "Explain");
        await resident.FillAsync("Words", "为什么要留电话？");
        await resident.PressAsync("提出请求", "Send the request");
    }

    // One in the list was recalled, which its page answers with "gone".
    private static async Task<string> NewsAsync(Visitor who)
    {
        Assert.Equal(200, await who.GoAsync("/news"));
        foreach (Match link in Regex.Matches(await who.Page.ContentAsync(), "href=\"(/news/[0-9a-f]{32})\""))
        {
            if (await who.GoAsync(link.Groups[1].Value) == 200)
            {
                return link.Groups[1].Value;
            }
        }
        throw new InvalidOperationException("/news shows nothing to open");
    }

    // The way leads from the matter to its review alone.
    /// <summary>The address of a page that matters of one kind have, on the first such matter of the visitor's unit.</summary>
    public static async Task<string> OfKindAsync(Visitor who, string page)
    {
        foreach (var tab in new[] { "unit", "nottaken" })
        {
            Assert.Equal(200, await who.GoAsync($"/staff?tab={tab}"));
            foreach (Match link in Regex.Matches(await who.Page.ContentAsync(), "href=\"(/staff/matters/[0-9]+)[\"?]"))
            {
                if ((await who.Context.APIRequest.GetAsync($"{link.Groups[1].Value}/{page}")).Ok)
                {
                    return $"{link.Groups[1].Value}/{page}";
                }
            }
        }
        throw new InvalidOperationException($"there is no matter with a page {page}");
    }

    private static Task<string> FirstAsync(Visitor who, string list) =>
        LinkAsync(who, list, $"{Regex.Escape(list)}/[0-9a-f]{{32}}");

    private static async Task<string> LinkAsync(Visitor who, string list, string address)
    {
        Assert.Equal(200, await who.GoAsync(list));
        var link = Regex.Match(await who.Page.ContentAsync(), $"href=\"({address})\"");
        Assert.True(link.Success, $"{list} shows nothing to open");
        return link.Groups[1].Value;
    }

    private static async Task<string> DraftAsync(Visitor who)
    {
        await who.GoAsync("/staff/publications/new");
        await who.ChooseAsync("Form.Kind", "Tip");
        await who.FillAsync("Form.Title", "雨天看好井盖");
        await who.FillAsync("Form.Words", "看见井盖松动，请拨 13800138000，或者告诉三号楼二单元101室的居民组长。");
        await who.PressAsync("存为草稿", "Keep as a draft");
        return Arrived(who, "/staff/publications/");
    }

    // Where something was written already, the address leads to it instead.
    private static async Task<string> LookBackAsync(Visitor who)
    {
        Assert.Equal(200, await who.GoAsync("/staff/afteraction"));
        foreach (Match link in Regex.Matches(await who.Page.ContentAsync(), "href=\"(/staff/afteraction/new[?]matter=[0-9]+)\""))
        {
            if (
                (await who.Context.APIRequest.GetAsync(link.Groups[1].Value)).Url.EndsWith(
                    link.Groups[1].Value,
                    StringComparison.Ordinal
                )
            )
            {
                return link.Groups[1].Value;
            }
        }
        throw new InvalidOperationException("the unit has no closed matter to write a note on");
    }

    // Proposed by a unit below the street, whose head approves it.
    private static async Task<string> PilotAsync(Visitor who)
    {
        await who.GoAsync("/staff/pilots/new");
        await who.FillAsync("Form.Goal", "井盖坏了当天围好");
        await who.FillAsync("Form.How", "巡查的人车上带围挡。");
        await who.Page.Locator("[name='Form.Areas']").First.CheckAsync();
        await who.Page.Locator("[name='Form.Against']").Last.CheckAsync();
        await who.SelectAsync("Form.Measure", "Solved");
        await who.DateAsync("Form.From", InDays(10));
        await who.DateAsync("Form.Until", InDays(100));
        await who.FillAsync("Form.StopPercent", "50");
        await who.DateAsync("Form.LookOn", InDays(60));
        await who.FillAsync("Form.Cost", "围挡二十副。");
        await who.PressAsync("提出", "Propose");
        return Arrived(who, "/staff/pilots/");
    }

    private static async Task<string> SlipAsync(Visitor who)
    {
        await who.GoAsync("/staff/slips/new");
        await who.SelectAsync("Form.Giver", "city");
        await who.ChooseAsync("Form.Fields", "Dates");
        await who.FillAsync("Form.Purpose", "安排同一条街的抢修");
        await who.FillAsync("Form.Basis", "城市道路管理条例第二十条");
        await who.DateAsync("Form.Until", InDays(60));
        await who.PressAsync("提出申请", "Ask");
        return Arrived(who, "/staff/slips/");
    }

    private static async Task<string> AssessmentAsync(Visitor who)
    {
        await who.GoAsync("/staff/data-protection/assessments/new");
        await who.ChooseAsync("Form.Kind", "OpenData");
        await who.FillAsync("Form.Code", "stage");
        foreach (var field in new[] { "Receiver", "Data", "Necessity", "Risks", "Measures" })
        {
            await who.FillAsync($"Form.{field}", "只有件数，没有任何人的信息。");
        }
        await who.DateAsync("Form.HoldsUntil", InDays(200));
        await who.PressAsync("交另一个人批准", "Send to a second person");
        return Arrived(who, "/staff/data-protection/assessments/");
    }

    private static async Task<string> IncidentAsync(Visitor who)
    {
        await who.GoAsync("/staff/data-protection/incidents");
        await who.FillAsync("Form.What", "一张打印的回执落在窗口。");
        await who.FillAsync("Form.Touches", "一位居民的编号。");
        await who.FillAsync("Form.Harm", "别人可能看到进展。");
        await who.PressAsync("登记，时限开始计算", "Write it down; the clock starts");
        return Arrived(who, "/staff/data-protection/incidents/");
    }

    private static string Arrived(Visitor who, string under)
    {
        Assert.Matches($"^{Regex.Escape(under)}[0-9a-f]{{32}}$", who.Path);
        return who.Path;
    }
}
