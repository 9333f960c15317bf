using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.DataProtection;

public class IncidentPagesTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task An_incident_ends_only_after_the_authority_and_the_people_were_told_and_by_a_second_person(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var office = new Office(host);
        var leader = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var list = await leader.Browser.GetAsync("/staff/data-protection/incidents");
        var half = await leader.Browser.SubmitAsync(list, [("Form.What", "一份名单误发到群里")]);
        Assert.EndsWith("大约多少人。", half.MistakeBeside("Form.Touches"));
        var page = await leader.Browser.SubmitAsync(
            half,
            [("Form.What", "一份名单误发到群里"), ("Form.Touches", "楼栋和电话，约十二人"), ("Form.Harm", "可能被骚扰")]
        );
        Assert.Contains("待报告", page.Main);
        var early = await leader.Browser.SubmitAsync(page, [("What", "Propose"), ("Words", "处理完了")]);
        Assert.Contains("还没有报告主管部门", early.Text);
        page = await leader.Browser.SubmitAsync(page, [("What", nameof(IncidentNoticeTo.Authority)), ("Words", "已书面报告")]);
        page = await leader.Browser.SubmitAsync(page, [("What", nameof(IncidentNoticeTo.People)), ("Words", "逐户电话通知")]);
        page = await leader.Browser.SubmitAsync(page, [("What", "Propose"), ("Words", "名单已撤回并删除")]);
        Assert.Contains("待另一人确认", page.Main);
        Assert.DoesNotContain("确认结束（另一个人）", page.Main);

        var officer = await office.HireAsync(Neighbourhood.Review, StaffRole.DataProtectionOfficer);
        var closed = await officer.Browser.SubmitAsync(
            await officer.Browser.GetAsync(page.Path),
            [("What", "Close"), ("Words", "核实无误")]
        );
        Assert.Contains("已结束", closed.Main);
    }
}
