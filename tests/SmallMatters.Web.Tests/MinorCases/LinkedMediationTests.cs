using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Disputes;
using Xunit;

namespace SmallMatters.Web.Tests.MinorCases;

/// <summary>A case and the police mediation of the same quarrel that its station holds: how it ended cannot be forgotten.</summary>
public class LinkedMediationTests
{
    [Theory, OnBothDatabases]
    public async Task When_the_linked_mediation_fails_the_case_owes_the_entry_and_its_time_begins_anew_from_that_day(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await CaseScene.MakeAsync(host);
        var quarrel = await AtTheStationAsync(host);
        await scene.DoneAsync("link", ("Form.Words", $"{quarrel.Raised.Reference}"));
        Assert.DoesNotContain(
            "对接的治安调解",
            (await scene.Head.Browser.GetAsync(scene.Address)).Main,
            StringComparison.Ordinal
        );

        await PoliceMediationAsync(quarrel);
        var page = await scene.Head.Browser.GetAsync(scene.Address);
        Assert.Contains("对接的治安调解已经开始", page.Main, StringComparison.Ordinal);
        Assert.Contains("登记对接的调解有了什么结果", page.Main, StringComparison.Ordinal);
        await scene.DoneAsync("mediate", [.. CaseBook.BuiltIn.Conditions.Select(c => ("Form.Met", c.Code))]);
        Assert.DoesNotContain(
            "对接的治安调解",
            (await scene.Head.Browser.GetAsync(scene.Address)).Main,
            StringComparison.Ordinal
        );

        host.Clock.Advance(TimeSpan.FromDays(2));
        var ended = host.Clock.GetUtcNow();
        var officer = await scene.Office.HireAsync(Neighbourhood.Station, Domain.Matters.StaffRole.Supervisor);
        quarrel.Clerk = officer;
        var over = await quarrel.StepAsync("end", ("Form.As", nameof(EndedAs.NotReached)), ("Form.Words", "谈不拢"));
        Assert.Empty(over.Mistakes);

        host.Clock.Advance(TimeSpan.FromDays(3));
        var facts = await OutsideAsync(host);
        var jobs = host.Services.GetRequiredService<CaseJobs>();
        Assert.Equal(1, await jobs.LookAtLinkedAsync());
        await jobs.LookAtLinkedAsync();
        Assert.Equal(facts, await OutsideAsync(host));
        var head = await scene.Office.HireAsync(Neighbourhood.Station, Domain.Matters.StaffRole.Supervisor);
        page = await head.Browser.GetAsync(scene.Address);
        Assert.Contains("对接的治安调解没有成", page.Main, StringComparison.Ordinal);
        Assert.Contains("程序规定第185条", page.Main, StringComparison.Ordinal);

        var form = await head.Browser.GetAsync(page.LinkTo("调解未成"));
        var calendar = (await host.JurisdictionAsync()).Calendar;
        var day = calendar.DayOf(ended);
        Assert.Equal($"{day.Day}", form.Document.QuerySelector("[name='Form.OnDay.day']")!.GetAttribute("value"));
        Assert.NotNull(form.Document.QuerySelector($"[name='Form.How'][value='{MediationFailure.NotReached}'][checked]"));
        page = await head.Browser.SubmitAsync(form);
        Assert.Empty(page.Mistakes);
        Assert.DoesNotContain("对接的治安调解没有成", page.Main, StringComparison.Ordinal);
        var due = day.AddDays(30);
        while (!calendar.IsWorkday(due))
        {
            due = due.AddDays(1);
        }
        Assert.Contains($"{due.Year}年{due.Month}月{due.Day}日", page.Main, StringComparison.Ordinal);
        Assert.Empty(await jobs.VerifyAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_mediation_that_another_unit_holds_is_not_looked_at(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await CaseScene.MakeAsync(host);
        var quarrel = await DisputeScene.MakeAsync(host);
        await quarrel.MediateAsync();
        await scene.DoneAsync("link", ("Form.Words", $"{quarrel.Raised.Reference}"));
        await host.Services.GetRequiredService<CaseJobs>().LookAtLinkedAsync();
        Assert.DoesNotContain(
            "对接的治安调解",
            (await scene.Head.Browser.GetAsync(scene.Address)).Main,
            StringComparison.Ordinal
        );
    }

    // What stands of disputes outside the wall: how many facts, and the last changes.
    private static async Task<(int, DateTimeOffset, int)> OutsideAsync(TestHost host)
    {
        await using var db = host.OpenDb();
        return (
            await db.Set<DisputeFactRow>().CountAsync(),
            (await db.Set<DisputeRow>().Select(d => d.ChangedAt).ToListAsync()).Max(),
            await db.Set<Storage.Confidentiality.AccessReceiptRow>().CountAsync()
        );
    }

    private static async Task<DisputeScene> AtTheStationAsync(TestHost host)
    {
        var scene = await DisputeScene.MakeAsync(host);
        scene.Clerk = await scene.HandOverAsync(Neighbourhood.Station, "移字21号");
        Assert.Empty(
            (await scene.StepAsync("receipt", [("Form.Words", "回字21号"), .. await scene.TodayAsync("Form.Day")])).Mistakes
        );
        return scene;
    }

    private static async Task PoliceMediationAsync(DisputeScene scene)
    {
        foreach (var (browser, room) in new[] { (scene.Mine, scene.First), (scene.Theirs, scene.Second) })
        {
            await DisputeScene.InRoomAsync(browser, room, "/safety", DisputeScene.Answers());
        }
        var today = string.Join('&', (await scene.TodayAsync("AcceptedOn")).Select(t => $"{t.Item1}={t.Item2}"));
        var venue = VenueBook.BuiltIn.Venues.Last(v => v.Code == "police");
        var page = await scene.StepAsync($"venue?venue=police&{today}", [.. venue.Requires.Select(r => ("Form.Met", r.Code))]);
        Assert.Empty(page.Mistakes);
        foreach (var (browser, room) in new[] { (scene.Mine, scene.First), (scene.Theirs, scene.Second) })
        {
            await DisputeScene.InRoomAsync(browser, room, "/consent", ("Answer", nameof(ConsentAnswer.Given)));
        }
        Assert.Empty((await scene.StepAsync("start")).Mistakes);
    }
}
