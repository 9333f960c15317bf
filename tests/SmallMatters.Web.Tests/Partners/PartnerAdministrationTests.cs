using System.Net;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Partners;

/// <summary>An administrator keeps the register; a handler asks a partner of it.</summary>
public class PartnerAdministrationTests
{
    [Theory, OnBothDatabases]
    public async Task A_partner_is_added_with_a_reason_and_can_then_be_asked(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var administrator = (await office.HireAsync(Neighbourhood.Street, StaffRole.SystemAdministrator)).Browser;
        var page = await administrator.GetAsync("/administration/partners");
        Assert.Contains("名册还是空的", page.Main);
        (string, string)[] Company(string code, string why) =>
            [
                ("Form.What", "Add"),
                ("Form.Zh", "绿园物业"),
                ("Form.En", "Green Property"),
                ("Form.Code", code),
                ("Form.KeptBy", Neighbourhood.WillowDesk),
                ("Form.Why", why),
            ];
        var without = await administrator.SubmitAsync(page, Company("green-property", ""));
        Assert.EndsWith("请写明为什么这样改，不超过 500 字。", without.MistakeBeside("Form.Why"));
        var taken = await administrator.SubmitAsync(page, Company(Neighbourhood.Station, "合同"));
        Assert.EndsWith("这个代码已经有单位在用。", taken.MistakeBeside("Form.Code"));
        var added = await administrator.SubmitAsync(page, Company("green-property", "合同生效"));
        Assert.Contains("绿园物业 green-property 柳园社区居委会", added.Main);
        Assert.Contains("合同生效", added.Main);

        var owner = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var form = await owner.OpenAsync(raised, "parts/give");
        Assert.Contains("外部：绿园物业", form.Main);
        await owner.Browser.SubmitAsync(
            form,
            [("Form.Unit", "green-property"), ("Form.Title", "修门禁"), ("Form.Task", "请修。")]
        );
        Assert.True((await office.NowAsync(raised)).File.Parts[0].Outside);
        Assert.DoesNotContain("绿园物业", (await owner.OpenAsync(raised, "hand-over")).Main);

        var ended = await administrator.SubmitAsync(
            added,
            [("Form.What", "End"), ("Form.Ended", "green-property"), ("Form.Why", "合同到期")]
        );
        Assert.Contains("停用绿园物业", ended.Main);
        Assert.DoesNotContain("绿园物业", (await owner.OpenAsync(await office.RaiseAsync(), "parts/give")).Main);
    }

    [Fact]
    public async Task A_key_of_a_partner_is_shown_once_and_ends_at_once()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        await PartnerScene.AddPartnerAsync(host);
        var office = new Office(host);
        var security = (await office.HireAsync(Neighbourhood.Street, StaffRole.SecurityAdministrator)).Browser;
        var page = await security.GetAsync("/administration/partner-keys");
        Assert.EndsWith("请选择外部单位。", (await security.SubmitAsync(page)).MistakeBeside("Partner"));
        var issued = await security.SubmitAsync(page, [("Partner", PartnerScene.Company)]);
        var key = issued.Document.QuerySelector("main code")!.TextContent;
        Assert.Equal(43, key.Length);
        var again = await security.GetAsync("/administration/partner-keys");
        Assert.DoesNotContain(key, again.Text);
        var client = host.NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/partner/v1/parts")).StatusCode);
        await security.SubmitAsync(again, form: "main form[action*='End']");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/partner/v1/parts")).StatusCode);
    }
}
