using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.MinorCases;

/// <summary>The little that crosses the case wall: a link on the case's side, and a count for the units above.</summary>
public class CaseLinkTests
{
    [Theory, OnBothDatabases]
    public async Task A_case_names_the_mediation_of_the_same_quarrel_and_that_page_knows_nothing_of_the_case(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await CaseScene.MakeAsync(host);
        var raised = await scene.Office.RaiseAsync();
        var wrong = await scene.ActAsync("link", ("Form.Words", "不是编号"));
        Assert.NotNull(wrong.MistakeBeside("Form.Words"));
        await scene.DoneAsync("link", ("Form.Words", $"{raised.Reference}"));
        var page = await scene.Head.Browser.GetAsync(scene.Address);
        Assert.Equal($"/staff/matters/{raised.Reference.Value}/dispute", page.LinkTo($"{raised.Reference}"));
        var clerk = await scene.Office.HireAsync(Neighbourhood.WillowDesk);
        Assert.DoesNotContain(scene.Number, (await clerk.OpenAsync(raised)).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Supervisors_above_a_station_read_how_many_cases_are_overdue_and_nobody_else_does(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await CaseScene.MakeAsync(host);
        var jurisdiction = await host.JurisdictionAsync();
        jurisdiction = jurisdiction.With(
            jurisdiction.Areas.Values,
            jurisdiction.Units.Values.Select(u => u.Code == Neighbourhood.Station ? u with { Parent = Neighbourhood.Street } : u)
        );
        host.Clock.Advance(TimeSpan.FromDays(70));
        var cases = host.Services.GetRequiredService<CaseReader>();
        var above = new StaffScope(
            scene.Head.Id,
            Neighbourhood.Street,
            [Neighbourhood.Street],
            [Neighbourhood.Street],
            [StaffRole.Supervisor]
        );
        var late = Assert.Single(await cases.OverdueBelowAsync(above, jurisdiction));
        Assert.Equal((Neighbourhood.Station, 1), (late.Station, late.Cases));
        Assert.Empty(await cases.OverdueBelowAsync(above with { Roles = [StaffRole.Handler] }, jurisdiction));
        Assert.Empty(await cases.OverdueBelowAsync(above with { Unit = Neighbourhood.WillowDesk }, jurisdiction));
    }
}
