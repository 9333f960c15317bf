using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys;

/// <summary>One matter, several units, one voice.</summary>
public class OneOwnerManyHelpers(RunningSite site)
{
    [Fact]
    public async Task A_matter_is_split_and_the_resident_judges_part_by_part_without_scripts()
    {
        var look = new Look(Width: Look.Phone, Scripts: Scripts.Off);
        await using var visitor = await site.WelcomeAsync(look);
        var resident = new Resident(visitor);
        var receipt = await resident.RaiseAsync(new Small("路灯被广告牌挡住，灯也不亮。", "协办里"));
        await using var works = await site.SignInAsync(Staff.WorksHandler, look);
        await using var city = await site.SignInAsync(Staff.CityHandler, look);
        var owner = new Officer(works);
        const string title = "移走挡住路灯的广告牌";

        var part = await owner.AskForPartAsync(receipt, "city", title);
        await city.GoAsync("/staff/parts");
        await city.FollowAsync(title, title);
        Assert.DoesNotContain("灯也不亮", await city.ReadAsync());
        await city.PressAsync("接收，由本单位协办", "Accept it");
        await visitor.GoAsync(receipt.Link);
        Assert.Contains("正在办", await visitor.ReadAsync());

        await city.FollowAsync("办结协办任务", "End the part");
        await city.ChooseAsync("Form.As", "Done");
        await city.FillAsync("Form.Words", "广告牌已经拆除。");
        await city.PressAsync("办结协办任务", "End the part");
        await owner.CloseAsync(receipt, "灯修好了。");

        await visitor.GoAsync(receipt.Link);
        Assert.Contains("广告牌已经拆除。", await visitor.ReadAsync());
        await visitor.PictureAsync("parts-of-a-matter");
        await visitor.FollowAsync("评价", "Judge");
        foreach (var question in new[] { "Informed", "Fair", "SolvedIt" })
        {
            await visitor.ChooseAsync(question, "Yes");
        }
        await visitor.ChooseAsync($"PartAnswers[{Guid.Parse(part)}]", "No");
        await visitor.PressAsync("提交评价", "Send");
        Assert.Contains("复查中", await visitor.ReadAsync());
        visitor.SawNoFault();
        works.SawNoFault();
        city.SawNoFault();
    }
}
