using System.Net;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Reviewing;

public class ReviewPagesTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task The_reviewer_reads_the_verdict_and_the_owner_reads_only_what_is_to_be_done(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var owner = await office.HireAsync(Neighbourhood.WillowDesk);
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var raised = await office.RaiseAsync();
        await office.DissatisfyAsync(raised, owner, "根本没有人来过。");

        var form = await reviewer.Browser.GetAsync($"/staff/reviews/{raised.Reference.Value}");
        Assert.Contains("根本没有人来过。", form.Main);
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.Browser.GetAsync($"/staff/reviews/{raised.Reference.Value}")).Status);
        Assert.DoesNotContain("根本没有人来过。", (await owner.OpenAsync(raised)).Text);

        var incomplete = await reviewer.Browser.SubmitAsync(form, [("Form.Decision", "Reopen"), ("Form.Reason", "需要再查。")]);
        Assert.EndsWith("请写明承办单位要做什么。", incomplete.MistakeBeside("Form.WhatIsToBeDone"));
        Assert.Equal("需要再查。", incomplete.ValueOf("Form.Reason"));

        await reviewer.Browser.SubmitAsync(incomplete, [("Form.WhatIsToBeDone", "晚上十点到现场听一次。")]);

        Assert.IsType<Matter.Open>(await office.NowAsync(raised));
        var after = await owner.OpenAsync(raised);
        Assert.Contains("晚上十点到现场听一次。", after.Main);
        Assert.DoesNotContain("根本没有人来过。", after.Text);
        Assert.DoesNotContain("需要再查。", after.Text);
    }

    [Theory, OnBothDatabases]
    public async Task A_result_that_stands_settles_the_matter(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var owner = await office.HireAsync(Neighbourhood.WillowDesk);
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var raised = await office.RaiseAsync();
        await office.DissatisfyAsync(raised, owner);
        var form = await reviewer.Browser.GetAsync($"/staff/reviews/{raised.Reference.Value}");

        Assert.NotNull((await reviewer.Browser.SubmitAsync(form)).MistakeBeside("Form.Decision"));
        Assert.NotNull((await reviewer.Browser.SubmitAsync(form, [("Form.Decision", "Stands")])).MistakeBeside("Form.Reason"));
        await reviewer.Browser.SubmitAsync(form, [("Form.Decision", "Stands"), ("Form.Reason", "现场已核实。")]);

        Assert.Equal(Settlement.Review, Assert.IsType<Matter.Settled>(await office.NowAsync(raised)).By);
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_reviewers_the_second_learns_that_it_is_decided(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var owner = await office.HireAsync(Neighbourhood.WillowDesk);
        var one = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var two = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var raised = await office.RaiseAsync();
        await office.DissatisfyAsync(raised, owner);
        var address = $"/staff/reviews/{raised.Reference.Value}";
        var slow = await two.Browser.GetAsync(address);
        await one.Browser.SubmitAsync(
            await one.Browser.GetAsync(address),
            [("Form.Decision", "Stands"), ("Form.Reason", "已核实。")]
        );

        var page = await two.Browser.SubmitAsync(slow, [("Form.Decision", "Stands"), ("Form.Reason", "我也核实了。")]);

        Assert.Equal(HttpStatusCode.Forbidden, (await two.Browser.GetAsync(address)).Status);
        Assert.DoesNotContain("我也核实了。", (await two.OpenAsync(raised)).Text);
        Assert.Equal("这件诉求不由您的单位办理", page.Heading);
        Assert.Contains("我也核实了。", page.Main);
    }
}
