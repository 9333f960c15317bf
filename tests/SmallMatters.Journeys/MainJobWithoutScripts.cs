using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys;

/// <summary>From raised to judged on a small phone, in Chinese, with JavaScript off.</summary>
public class MainJobWithoutScripts(RunningSite site)
{
    private static readonly Look Phone = new(Scripts: Scripts.Off);

    [Fact]
    public async Task A_dark_lamp_is_raised_promised_closed_judged_reopened_and_closed_again()
    {
        const string verdict = "灯只亮了一个晚上又灭了。";
        await using var visitor = await site.WelcomeAsync(Phone);
        var resident = new Resident(visitor);

        var receipt = await resident.RaiseAsync(new Small("北门外第二根路灯三天不亮了。", "试灯里"));
        Assert.Matches(@"^\d{4} \d{4} \d{4}$", receipt.Reference);
        Assert.Contains($"{site.Address.GetLeftPart(UriPartial.Authority)}{receipt.Link}", await visitor.ReadAsync());
        await visitor.PictureAsync("receipt");

        await visitor.GoAsync("/areas/qh-heliu");
        Assert.Contains(receipt.Reference, await visitor.ReadAsync());

        await using var desk = await site.SignInAsync(Staff.WorksHandler, Phone);
        var handler = new Officer(desk);
        await handler.TakeAsync(receipt);
        await handler.AskAsync(receipt, "灯杆上的编号是多少？");
        await desk.PictureAsync("matter");

        await resident.AnswerAsync(receipt, "编号是 07-114。");
        await visitor.PictureAsync("follow");
        await handler.OpenAsync(receipt);
        Assert.Contains("编号是 07-114。", await desk.ReadAsync());

        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8)).AddDays(2);
        await handler.PromiseAsync(receipt, "后天以前换灯。", "换好灯头", day);
        await visitor.GoAsync(receipt.Link);
        Assert.Contains($"{day.Year}年{day.Month}月{day.Day}日前", await visitor.ReadAsync());
        await handler.KeepPromiseAsync(receipt, "灯头换了。");
        await handler.CloseAsync(receipt, "换了灯头，当晚看过，亮了。");

        await resident.JudgeAsync(receipt, "No", verdict);

        await using (var panel = (await site.ReviewerOfAsync(receipt, Phone)).Visitor)
        {
            Assert.Contains(verdict, await panel.ReadAsync());
            await panel.PictureAsync("review");
            await panel.ChooseAsync("Form.Decision", "Reopen");
            await panel.FillAsync("Form.Reason", "问题又出现了，应当查清线路。");
            await panel.FillAsync("Form.WhatIsToBeDone", "检查整条线路，连看三晚。");
            await panel.PressAsync("作出决定", "Decide");
            panel.SawNoFault();
        }

        await handler.OpenAsync(receipt);
        Assert.Contains("检查整条线路，连看三晚。", await desk.ReadAsync());
        await handler.CloseAsync(receipt, "线路接头已换，连看三晚，都亮。");
        await resident.JudgeAsync(receipt, "Yes", "这回好了。");

        await visitor.GoAsync("/areas/qh-heliu");
        Assert.Equal(1, await visitor.Page.Locator($"main a[href='/follow?ref={receipt.Number}']").CountAsync());
        Assert.Contains("已解决", await visitor.ReadAsync());
        await visitor.PictureAsync("area");

        // The owner never reads what the resident said of it: not on the page, not by searching for it.
        await handler.OpenAsync(receipt);
        var page = await desk.Page.ContentAsync();
        Assert.DoesNotContain("只亮了一个晚上", page);
        Assert.DoesNotContain("这回好了", page);
        await desk.GoAsync("/staff/search?q=" + Uri.EscapeDataString("一个晚上又灭"));
        Assert.DoesNotContain(receipt.Reference, await desk.ReadAsync());
        visitor.SawNoFault();
        desk.SawNoFault();
    }
}
