using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>An after-action note on a matter that was closed.</summary>
internal static class PlantedAfterAction
{
    /// <summary>What a whole form says.</summary>
    public static readonly (string, string)[] Whole =
    [
        ("Form.Title", "夜里的噪声，去了两趟"),
        ("Form.Meant", "当夜去看，当夜安静。"),
        ("Form.Happened", "第一趟到的时候已经安静，第二天又响。"),
        ("Form.Why", "没有问清楚是几点。"),
        ("Form.Keep", "当夜去看。"),
        ("Form.Change", "接到先打电话问清楚时间。"),
        ("Form.ChangeBy.year", "2026"),
        ("Form.ChangeBy.month", "4"),
        ("Form.ChangeBy.day", "30"),
        ("Form.Post", "HeadOfShift"),
    ];

    /// <summary>A matter of the clerk's unit that is closed.</summary>
    public static async Task<RaiseResult.Raised> ClosedAsync(Office office, Clerk clerk, string words = "楼下半夜很吵。")
    {
        var raised = await office.RaiseAsync(words: words);
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已经安静。"), clerk.Actor, j, now)
        );
        return raised;
    }

    /// <summary>The key of a note, as an address has it.</summary>
    public static async Task<string> WrittenAsync(Office office, Clerk clerk)
    {
        var raised = await ClosedAsync(office, clerk);
        var page = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync($"/staff/afteraction/new?matter={raised.Reference.Value}"),
            Whole
        );
        Assert.Empty(page.Mistakes);
        return page.Path.Split('/')[^1];
    }
}
