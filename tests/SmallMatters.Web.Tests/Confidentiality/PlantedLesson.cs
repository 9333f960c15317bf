using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>A lesson made of a verdict whose resident agreed.</summary>
internal static class PlantedLesson
{
    /// <summary>What the resident wrote.</summary>
    public const string Said = "李师傅先打电话问清楚，3月8日来了一趟就好了，比上回强多了。";

    /// <summary>A whole form beside the words that are proposed.</summary>
    public static readonly (string, string)[] Whole =
    [
        ("Form.Title", "出门以前先问"),
        ("Form.Expected", "有人当天到。"),
        ("Form.Met", "一趟办好。"),
        ("Form.Learn", "带对工具再出门。"),
        ("Form.Question", "您会先问哪三句？"),
    ];

    /// <summary>A matter that was closed and judged.</summary>
    public static async Task<RaiseResult.Raised> JudgedAsync(
        Office office,
        Clerk clerk,
        string words = Said,
        Func<Raise, Raise>? change = null,
        Func<Matter, Jurisdiction, DateTimeOffset, Decision?>? before = null
    )
    {
        var raised = await office.RaiseAsync(change: change);
        if (before is not null)
        {
            await office.DoAsync(raised, clerk.Actor, before);
        }
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已经安静。"), clerk.Actor, j, now)
        );
        var me = new Actor.Person(raised.Raiser);
        var yes = new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, YesPartlyNo.Yes, false, words);
        await office.DoAsync(raised, me, (m, j, now) => GiveVerdictRule.Decide(m, yes, me, j, now));
        return raised;
    }

    /// <summary>Its resident agrees by their page.</summary>
    public static async Task<WebPage> AgreeAsync(TestHost host, string link, string language = "zh")
    {
        var resident = host.NewBrowser(language);
        return await resident.SubmitAsync(await resident.GetAsync($"/m/{link}/lesson"), []);
    }

    /// <summary>A reviewer makes a lesson of the first verdict in the list; the key of the lesson, as an address has it.</summary>
    public static async Task<string> WrittenAsync(Clerk reviewer)
    {
        var page = await reviewer.Browser.SubmitAsync(await reviewer.Browser.GetAsync(await FirstAsync(reviewer)), Whole);
        Assert.Empty(page.Mistakes);
        return page.Path.Split('/')[^1];
    }

    /// <summary>The address by which the first verdict of the list is made a lesson of.</summary>
    public static async Task<string> FirstAsync(Clerk reviewer) =>
        (await reviewer.Browser.GetAsync("/staff/lessons/from")).LinkTo("噪声");
}
