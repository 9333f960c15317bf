using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys;

/// <summary>Raising for somebody, handing over, joining.</summary>
public class BetweenPeople(RunningSite site)
{
    private static readonly Look Desk = new(Width: Look.Desk);

    [Fact]
    public async Task A_call_is_one_page_and_is_read_back_before_it_is_sent()
    {
        await using var desk = await site.SignInAsync(Staff.HeliuHandler, Desk);
        await desk.GoAsync("/staff/raise");
        await desk.ChooseAsync("Form.Way", "Phone");
        await desk.FillAsync("Form.Description", "三单元门口的路灯坏了，老人晚上看不见台阶。");
        await desk.SelectAsync("Form.Category", "street-lamp");
        await desk.SelectAsync("Form.Area", "qh-heliu");
        await desk.FillAsync("Form.Estate", "来电里");
        await desk.FillAsync("Form.Phone", "13800001234");
        await desk.PressAsync("下一步：念给对方听", "Next: read it back");
        await desk.FillAsync("more-lamps", "2");
        await desk.PressAsync("下一步：念给对方听", "Next: read it back");
        Assert.Contains("老人晚上看不见台阶", await desk.Page.Locator("#read-back").InnerTextAsync());
        await desk.PictureAsync("read-back");

        await desk.ChooseAsync("Form.Confirmed", "true");
        await desk.PressAsync("提交", "Submit");

        Assert.Matches(@"^/staff/raise/\d{12}$", desk.Path);
        Assert.Contains("青禾市政维护站", await desk.ReadAsync());
        var reference = await desk.Page.Locator(".govuk-panel .app-reference").InnerTextAsync();
        await using var works = await site.SignInAsync(Staff.WorksHandler, Desk);
        await new Officer(works).OpenAsync(new Receipt(reference, ""));
        var page = await works.ReadAsync();
        Assert.Contains("13800001234", page);
        Assert.Contains("电话", page);
        desk.SawNoFault();
        works.SawNoFault();
    }

    [Fact]
    public async Task A_hand_over_is_refused_proposed_again_and_accepted_and_the_sender_owns_it_until_then()
    {
        await using var visitor = await site.WelcomeAsync(Desk);
        var receipt = await new Resident(visitor).RaiseAsync(new Small("广告牌的灯箱掉下来一角，旁边路灯也不亮。", "移交里"));
        await using var works = await site.SignInAsync(Staff.WorksHandler, Desk);
        await using var city = await site.SignInAsync(Staff.CityHandler, Desk);
        var (from, to) = (new Officer(works), new Officer(city));

        await from.ProposeHandOverAsync(receipt, "city", "灯箱是沿街商铺的。");
        await visitor.GoAsync(receipt.Link);
        Assert.Contains("青禾市政维护站", await visitor.Page.Locator(".govuk-summary-list").First.InnerTextAsync());
        await to.AnswerHandOverAsync(receipt, accept: false, "路灯不由我们管，请分开说明。");
        await from.OpenAsync(receipt);
        Assert.Contains("路灯不由我们管，请分开说明。", await works.ReadAsync());

        await from.ProposeHandOverAsync(receipt, "city", "路灯已修好，只剩灯箱。");
        await to.AnswerHandOverAsync(receipt, accept: true);

        await visitor.GoAsync(receipt.Link);
        Assert.Contains("青禾街道综合行政执法队", await visitor.Page.Locator(".govuk-summary-list").First.InnerTextAsync());
        await from.OpenAsync(receipt);
        Assert.Contains("其他单位的诉求", await works.ReadAsync());
        Assert.DoesNotContain("灯箱掉下来", await works.ReadAsync());
        visitor.SawNoFault();
        works.SawNoFault();
        city.SawNoFault();
    }

    [Fact]
    public async Task A_neighbour_joins_a_similar_matter_and_reads_no_words_but_their_own()
    {
        await using var first = await site.WelcomeAsync(Desk);
        await using var second = await site.WelcomeAsync(Desk);
        var receipt = await new Resident(first).RaiseAsync(new Small("院里的灯全黑了，我家住一楼最怕黑。", "同灯里"));
        var neighbour = new Resident(second);
        var small = new Small("灯黑了两天。", "同灯里");
        await neighbour.ToWhereAsync(small);
        await neighbour.AnswerWhereAsync(small);
        await neighbour.NextAsync("/raise/contact");
        await neighbour.NextAsync("/raise/similar");
        await second.PictureAsync("similar");

        await second.ChooseAsync("Join", receipt.Number);
        await second.PressAsync("继续", "Continue");

        var joined = await neighbour.ReadReceiptAsync();
        Assert.Equal(receipt.Reference, joined.Reference);
        Assert.NotEqual(receipt.Link, joined.Link);
        await second.GoAsync(joined.Link);
        Assert.DoesNotContain("最怕黑", await second.Page.ContentAsync());
        await first.GoAsync(receipt.Link);
        Assert.Contains("最怕黑", await first.ReadAsync());
        Assert.DoesNotContain("灯黑了两天", await first.Page.ContentAsync());
        first.SawNoFault();
        second.SawNoFault();
    }
}
