using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Confidentiality;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Learning;

public class AfterActionPagesTests
{
    [Theory, OnBothDatabases]
    public async Task A_closed_matter_leads_to_a_note_that_only_units_with_a_part_read_and_whose_change_is_answered_for(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var leader = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var stranger = await office.HireAsync(Neighbourhood.Lamps, StaffRole.Supervisor);
        var raised = await PlantedAfterAction.ClosedAsync(office, clerk, "楼下烧烤摊每天半夜两点还在放音响喝酒吵闹。");
        var address = $"/staff/afteraction/new?matter={raised.Reference.Value}";
        Assert.Equal(address, (await clerk.OpenAsync(raised)).LinkTo("写复盘"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.GetAsync(address)).Status);

        var form = await clerk.Browser.GetAsync(address);
        var refused = await clerk.Browser.SubmitAsync(
            form,
            [
                .. PlantedAfterAction.Whole.Where(v => v.Item1 is not ("Form.Happened" or "Form.Why" or "Form.Keep")),
                ("Form.Happened", "居民说烧烤摊每天半夜两点还在放音响。"),
                ("Form.Why", "王老板不知道几点算晚。"),
                ("Form.Keep", "打 13912345678 问。"),
            ]
        );
        Assert.Contains("居民的原话", refused.MistakeBeside("Form.Happened"));
        Assert.Contains("王老板", refused.MistakeBeside("Form.Why"));
        Assert.Contains("电话号码", refused.MistakeBeside("Form.Keep"));

        var page = await clerk.Browser.SubmitAsync(refused, PlantedAfterAction.Whole);
        Assert.Empty(page.Mistakes);
        Assert.Contains("没有问清楚是几点", page.Main);
        Assert.Contains("值班负责人", page.Main);
        // Who comes again is led to the note that their unit has written.
        Assert.Equal(page.Path, (await clerk.Browser.GetAsync(address)).Path);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.GetAsync(page.Path)).Status);
        Assert.DoesNotContain("去了两趟", (await stranger.Browser.GetAsync("/staff/afteraction")).Main);
        Assert.Contains("去了两趟", (await leader.Browser.GetAsync("/staff/afteraction")).Main);
        Assert.Contains("/sign-in", (await host.NewBrowser().GetAsync(page.Path)).Path);
        Assert.Contains("去了两趟", (await clerk.OpenAsync(raised)).Main);
        Assert.Contains("落实复盘的改进", (await leader.Browser.GetAsync("/staff/joint")).Main);

        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Browser.GetAsync($"{page.Path}/settle")).Status);
        host.Clock.Advance(TimeSpan.FromDays(80));
        Assert.True(await host.Services.GetRequiredService<JointBook>().SweepAsync() > 0);
        leader = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        Assert.Contains("超期", (await leader.Browser.GetAsync(page.Path)).Main);
        var settled = await leader.Browser.SubmitAsync(
            await leader.Browser.GetAsync($"{page.Path}/settle"),
            [("Form.Changed", "false"), ("Form.Because", "试了两周，电话打不通的多，改成先去看。")]
        );
        Assert.Empty(settled.Mistakes);
        Assert.Contains("没有改", settled.Main);
        Assert.Contains("改成先去看", settled.Main);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.Browser.GetAsync($"{page.Path}/settle")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task An_open_matter_says_that_it_is_too_early_and_a_matter_of_conduct_is_not_there(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, language: "en");
        var open = await office.RaiseAsync();
        var early = await clerk.Browser.GetAsync($"/staff/afteraction/new?matter={open.Reference.Value}");
        Assert.Equal(HttpStatusCode.Conflict, early.Status);
        Assert.Contains("written after its end", early.Main);
        Assert.DoesNotContain("Form.Meant", early.Main);
        Assert.DoesNotContain("after-action note", (await clerk.OpenAsync(open)).Main);
        foreach (var typed in new[] { "", "1", "abc", "99999999999" })
        {
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await clerk.Browser.GetAsync($"/staff/afteraction/new?matter={typed}")).Status
            );
            // Whoever types it into the form is told at the field.
            var asked = await clerk.Browser.GetAsync($"/staff/afteraction?handler=write&matter={typed}");
            Assert.Contains("12 digits", asked.MistakeBeside("matter"));
            Assert.Equal(typed, asked.ValueOf("matter") ?? "");
        }
    }
}
