using System.Net;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.JointHandling;

/// <summary>Orders and the hard list, as leaders, units and the public see them.</summary>
public class SupervisionPagesTests
{
    private static async Task<WebPage> StepAsync(Clerk clerk, string address, params (string, string)[] values) =>
        await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync(address), values);

    [Theory, OnBothDatabases]
    public async Task An_order_is_given_on_the_matter_found_in_the_inbox_replied_to_and_judged(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        var head = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);

        var form = await head.Browser.GetAsync((await head.OpenAsync(raised)).LinkTo("督办这件诉求"));
        var missing = await head.Browser.SubmitAsync(form, [("Form.What", "本周必须见效")]);
        Assert.NotNull(missing.MistakeBeside("Form.Asked"));
        Assert.Equal("本周必须见效", missing.ValueOf("Form.What"));
        var order = await head.Browser.SubmitAsync(
            form,
            [("Form.What", "本周必须见效"), ("Form.Asked", "和店家谈，报告结果"), ("Form.Pace", "Urgent")]
        );
        Assert.Equal("本周必须见效", order.Heading);
        Assert.Contains("本周必须见效", (await clerk.OpenAsync(raised)).Main, StringComparison.Ordinal);
        Assert.Contains("答复督办", (await clerk.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Browser.GetAsync($"{order.Path}/judge")).Status);
        var replied = await StepAsync(clerk, $"{order.Path}/reply", ("Form.Words", "已经谈妥"));
        Assert.Contains("已答复，待认定", replied.Main, StringComparison.Ordinal);
        Assert.Contains("认定督办答复", (await head.Browser.GetAsync("/staff/joint")).Main, StringComparison.Ordinal);
        var again = await StepAsync(head, $"{order.Path}/judge", ("Form.As", "AskAgain"), ("Form.Words", "昨晚还在吵"));
        Assert.Contains("第 2 次督办", again.Main, StringComparison.Ordinal);
        await StepAsync(clerk, $"{order.Path}/reply", ("Form.Words", "店家签了承诺"));
        var over = await StepAsync(head, $"{order.Path}/judge", ("Form.As", "Accept"));
        Assert.Contains("已认定", over.Main, StringComparison.Ordinal);
        Assert.Contains("本周必须见效", (await clerk.Browser.GetAsync("/staff/orders?over=true")).Main, StringComparison.Ordinal);

        var other = await office.HireAsync(Neighbourhood.BellDesk);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync(order.Path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.OpenAsync(raised, "order")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_hard_problem_stays_in_public_until_somebody_else_confirmed_that_it_is_solved(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        var desk = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor, name: "牵头人甲");
        var head = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var form = await desk.Browser.GetAsync($"/staff/hard-list/new?matter={raised.Reference.Value}");
        var listed = await desk.Browser.SubmitAsync(
            form,
            [
                ("Form.Title", "夜市噪声多年"),
                ("Form.Why", "没有约定"),
                ("Form.Leader", desk.Id.Value.ToString("N")),
                ("Form.Post", nameof(LeaderPost.Deputy)),
            ]
        );
        Assert.Equal("夜市噪声多年", listed.Heading);
        Assert.Contains(raised.Reference.ToString(), listed.Main, StringComparison.Ordinal);
        var people = host.NewBrowser();
        var area = await people.GetAsync($"/areas/{Neighbourhood.Willow}");
        Assert.Contains("分管负责人", area.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("夜市噪声多年", area.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("牵头人甲", area.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "分管负责人",
            (await people.GetAsync($"/areas/{Neighbourhood.Bell}")).Main,
            StringComparison.Ordinal
        );

        await StepAsync(desk, $"{listed.Path}/plan", ("Form.Plan", "先约定，再巡查"));
        var same = await StepAsync(desk, $"{listed.Path}/plan");
        Assert.Contains("没有改动", same.MistakeBeside("Form.Plan"), StringComparison.Ordinal);
        var reviewed = await StepAsync(desk, $"{listed.Path}/review", ("Form.Words", "少了一半"));
        Assert.Contains("少了一半", reviewed.Main, StringComparison.Ordinal);
        await StepAsync(desk, $"{listed.Path}/claim", ("Form.Evidence", "两个月没有新诉求"));
        Assert.Contains("分管负责人", (await people.GetAsync($"/areas/{Neighbourhood.Willow}")).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.Browser.GetAsync($"{listed.Path}/confirm")).Status);
        Assert.Contains("确认是否解决", (await head.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        var solved = await StepAsync(head, $"{listed.Path}/confirm", ("Form.As", "Confirmed"), ("Form.Words", "夜里去过三次"));
        Assert.Contains("已解决", solved.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "分管负责人",
            (await people.GetAsync($"/areas/{Neighbourhood.Willow}")).Main,
            StringComparison.Ordinal
        );
    }
}
