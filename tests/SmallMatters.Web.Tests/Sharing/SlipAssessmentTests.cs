using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Sharing;

/// <summary>From a slip that nobody has weighed to its impact assessment, and back.</summary>
public class SlipAssessmentTests
{
    [Theory, OnBothDatabases]
    public async Task A_slip_that_nobody_weighed_leads_to_its_assessment_and_back_to_its_approval(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var asker = await office.HireAsync(Neighbourhood.Station, StaffRole.Supervisor);
        var giver = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var officer = await office.HireAsync(Neighbourhood.Street, StaffRole.DataProtectionOfficer);
        var slip = await asker.Browser.SubmitAsync(
            await asker.Browser.GetAsync("/staff/slips/new"),
            [
                ("Form.Giver", Neighbourhood.WillowDesk),
                ("Form.Category", Neighbourhood.Noise),
                ("Form.Fields", "Words"),
                ("Form.Purpose", "核对警情"),
                ("Form.Basis", "某条例第十条"),
                ("Form.Until.year", "2026"),
                ("Form.Until.month", "6"),
                ("Form.Until.day", "1"),
            ]
        );

        var page = await giver.Browser.GetAsync(slip.Path);
        Assert.Contains("还没有有效的个人信息保护影响评估", page.Main, StringComparison.Ordinal);
        var form = await giver.Browser.GetAsync(page.LinkTo("写这项共享的影响评估"));
        Assert.Equal(nameof(OutwardFlowKind.SharingSlip), form.ValueOf("Form.Kind"));
        Assert.NotEmpty(form.ValueOf("Form.Code")!);
        var back = await giver.Browser.SubmitAsync(
            form,
            [
                ("Form.Receiver", "派出所"),
                ("Form.Data", "文字"),
                ("Form.Necessity", "核对"),
                ("Form.Risks", "泄露"),
                ("Form.Measures", "加密"),
                ("Form.HoldsUntil.year", "2026"),
                ("Form.HoldsUntil.month", "12"),
                ("Form.HoldsUntil.day", "31"),
            ]
        );
        Assert.Equal(slip.Path, back.Path);
        Assert.Contains("还在等另一个人批准", back.Main, StringComparison.Ordinal);

        var assessments = await officer.Browser.GetAsync("/staff/data-protection");
        var written = await officer.Browser.GetAsync(assessments.LinkTo("派出所"));
        await officer.Browser.SubmitAsync(written, [("What", "Approve"), ("Words", "可以")]);
        page = await giver.Browser.GetAsync(slip.Path);
        Assert.DoesNotContain("影响评估还", page.Main, StringComparison.Ordinal);
        var approved = await giver.Browser.SubmitAsync(page, [], "form[action$='handler=approve']");
        Assert.Contains("已批准", approved.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    public async Task The_way_back_never_leads_out_of_the_product(string back)
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var giver = await new Office(host).HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var form = await giver.Browser.GetAsync($"/staff/data-protection/assessments/new?back={Uri.EscapeDataString(back)}");
        // The switch of the language leads to this page again and keeps its address; nothing else knows where that was.
        Assert.DoesNotContain("elsewhere", form.Main, StringComparison.Ordinal);
        Assert.Equal("/staff/data-protection", form.Document.QuerySelector(".govuk-back-link")!.GetAttribute("href"));
        Assert.Equal("", form.ValueOf("back") ?? "");
        var wrong = await giver.Browser.SubmitAsync(form, []);
        // Everything that is missing is said at once, each beside its field.
        foreach (var field in (string[])["Kind", "Code", "Receiver", "Data", "Necessity", "Risks", "Measures", "HoldsUntil"])
        {
            Assert.Contains(
                wrong.Document.QuerySelectorAll(".govuk-error-summary a"),
                a => a.GetAttribute("href")!.StartsWith($"#Form-{field}", StringComparison.Ordinal)
            );
        }
        Assert.Equal(8, wrong.Mistakes.Count);
    }
}
