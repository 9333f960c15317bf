using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.People;

/// <summary>Somebody of the staff at the page of a matter.</summary>
internal sealed class Officer(Visitor visitor)
{
    public Visitor Visitor => visitor;

    public async Task OpenAsync(Receipt receipt)
    {
        var status = await visitor.GoAsync($"/staff/matters/{receipt.Number}");
        Assert.Equal(200, status);
    }

    public async Task TakeAsync(Receipt receipt)
    {
        await OpenAsync(receipt);
        await visitor.PressAsync("由我承办", "Take it");
    }

    public async Task AskAsync(Receipt receipt, string question)
    {
        await OpenAsync(receipt);
        await visitor.FollowAsync("请居民补充", "Ask the resident");
        await visitor.FillAsync("Form.Text", question);
        await visitor.PressAsync("发给居民", "Send it");
    }

    public async Task PromiseAsync(Receipt receipt, string words, string what, DateOnly day)
    {
        await OpenAsync(receipt);
        await visitor.FollowAsync("写给居民", "Write to the resident");
        await visitor.FillAsync("Form.Text", words);
        await visitor.FillAsync("Form.Promises[0].What", what);
        await visitor.DateAsync("Form.Promises[0].DueOn", day);
        await visitor.PressAsync("发给居民", "Send it");
    }

    public async Task KeepPromiseAsync(Receipt receipt, string how)
    {
        await OpenAsync(receipt);
        await visitor.FollowAsync("已兑现", "It was kept");
        await visitor.FillAsync("Form.How", how);
        await visitor.PressAsync("已兑现", "It was kept");
    }

    public async Task CloseAsync(Receipt receipt, string words)
    {
        await OpenAsync(receipt);
        await visitor.FollowAsync("办结", "Close");
        await visitor.ChooseAsync("Form.As", "Solved");
        await visitor.FillAsync("Form.Words", words);
        await visitor.PressAsync("办结", "Close");
    }

    public async Task ProposeHandOverAsync(Receipt receipt, string unit, string reason)
    {
        await OpenAsync(receipt);
        await visitor.FollowAsync("移交", "Hand over");
        await visitor.SelectAsync("Form.To", unit);
        await visitor.ChooseAsync("Form.Ground", "owner");
        await visitor.FillAsync("Form.Reason", reason);
        await visitor.PressAsync("提议移交", "Propose it");
    }

    /// <returns>The part's key, as addresses have it.</returns>
    public async Task<string> AskForPartAsync(Receipt receipt, string unit, string title)
    {
        await OpenAsync(receipt);
        await visitor.FollowAsync("请其他单位协办", "Ask another unit for a part");
        await visitor.SelectAsync("Form.Unit", unit);
        await visitor.FillAsync("Form.Title", title);
        await visitor.FillAsync("Form.Task", title + "，办好后写明情况。");
        await visitor.PressAsync("派出协办任务", "Ask the unit");
        await visitor.FollowAsync(title, title);
        return new Uri(visitor.Page.Url).AbsolutePath.Split('/')[^1];
    }

    public async Task AnswerHandOverAsync(Receipt receipt, bool accept, string reason = "")
    {
        await OpenAsync(receipt);
        await visitor.FollowAsync("答复移交", "Answer the hand-over");
        await visitor.ChooseAsync("Form.Answer", accept ? "Accept" : "Refuse");
        await visitor.FillAsync("Form.Reason", reason);
        await visitor.PressAsync("答复", "Answer");
    }
}

/// <summary>Who of the demonstration's staff is who.</summary>
internal static class Staff
{
    public const string WorksHandler = "weianlan";
    public const string WorksSupervisor = "duanqing";
    public const string StreetSupervisor = "chenlixia";
    public const string CityHandler = "gaochangfeng";
    public const string CitySupervisor = "pengshi";
    public const string HousingSupervisor = "taolehe";
    public const string HeliuHandler = "linzhiqiu";
    public const string ServiceHandler = "heqiubai";
    public const string StationSupervisor = "qinshoucheng";
    public const string SystemAdministrator = "kongshu";
    public const string SecurityAdministrator = "jinwen";
    public const string Auditor = "shenjian";
    public const string DataProtectionOfficer = "huanmo";
    public static readonly string[] Reviewers = ["baimingjian", "yanzhengyi"];

    /// <summary>The reviewer whom the rules gave this matter.</summary>
    public static async Task<Officer> ReviewerOfAsync(this RunningSite site, Receipt receipt, Look look)
    {
        foreach (var name in Reviewers)
        {
            var visitor = await site.SignInAsync(name, look);
            if (await visitor.GoAsync($"/staff/reviews/{receipt.Number}") == 200)
            {
                return new Officer(visitor);
            }
            await visitor.DisposeAsync();
        }
        throw new InvalidOperationException($"{receipt.Reference} is with no reviewer");
    }
}
