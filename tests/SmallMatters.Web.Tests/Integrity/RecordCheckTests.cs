using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Integrity;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Integrity;

public class RecordCheckTests
{
    private static readonly DateOnly March = new(2026, 3, 2);

    private static long _matters;

    private static Task MarkAsync(
        VerdictMarks marks,
        string unit,
        string device,
        string? words,
        long? matter = null,
        DateOnly? day = null
    ) => marks.KeepAsync(new MatterId(matter ?? Interlocked.Increment(ref _matters)), 0, unit, day ?? March, device, words);

    // Closings need a matter to belong to; these are all of one.
    private static async Task CloseManyAsync(Office office, string unit, int closings, int quick, int begged)
    {
        var raised = await office.RaiseAsync();
        await using var db = office.Host.OpenDb();
        for (var i = 0; i < closings; i++)
        {
            var at = MovableClock.Start.AddDays(-20).AddMinutes(i);
            db.Add(
                new ClosingRow
                {
                    MatterId = raised.Id,
                    Nth = i,
                    ClosedAt = at,
                    Unit = unit,
                    Area = Neighbourhood.Willow,
                    Category = Neighbourhood.Noise,
                    Kind = Kind.Complaint,
                    Channel = Channel.Web,
                    Origin = Origin.Resident,
                    Outcome = OutcomeCode.Solved,
                    Stands = ClosingStands.Judged,
                    JudgedAt = i < quick ? at.AddSeconds(20) : at.AddHours(5),
                    Informed = YesPartlyNo.Yes,
                    Fair = YesPartlyNo.Yes,
                    Solved = i % 4 == 0 ? YesPartlyNo.No : YesPartlyNo.Yes,
                    AskedForGoodMark = i < begged,
                }
            );
        }
        await db.SaveChangesAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Many_verdicts_of_one_device_or_in_the_same_words_are_counted_without_keeping_either(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await CloseManyAsync(office, Neighbourhood.Lamps, 8, 3, 1);
        var marks = host.Services.GetRequiredService<VerdictMarks>();
        for (var i = 0; i < 4; i++)
        {
            await MarkAsync(marks, Neighbourhood.Lamps, "10.9.8.7 Browser", $"非常满意， 服务很周到{new string('！', i)}");
        }
        await MarkAsync(marks, Neighbourhood.Lamps, "10.9.8.6 Browser", "谢谢");
        // In February the same device is another one.
        await MarkAsync(marks, Neighbourhood.Lamps, "10.9.8.6 Browser", null, day: March.AddDays(-5));
        await MarkAsync(marks, Neighbourhood.Lamps, "10.9.8.6 Browser", null, day: March.AddDays(-5));

        await using var db = host.OpenDb();
        var auditor = await office.HireAsync(Neighbourhood.Street, StaffRole.Auditor);
        var scope = StaffScope(auditor, await host.JurisdictionAsync());
        var counts = await RecordCounts.OfQuarterAsync(
            db,
            scope,
            (await host.JurisdictionAsync()).Calendar,
            new DateOnly(2026, 1, 1)
        );
        var mine = counts[Neighbourhood.Lamps];
        Assert.Equal((8, 8, 3, 1), (mine.Closings, mine.Answered, mine.Quick, mine.AskedForGoodMark));
        Assert.Equal((7, 4, 4, 4), (mine.Marked, mine.OneDevice, mine.Worded, mine.OneText));
        Assert.Equal([(6, 8)], mine.Year);
    }

    [Theory, OnBothDatabases]
    public async Task The_same_verdict_sent_twice_is_one_mark_and_when_the_month_is_over_its_key_is_gone(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var marks = host.Services.GetRequiredService<VerdictMarks>();
        const long matter = 4711;
        await MarkAsync(marks, Neighbourhood.Lamps, "a", null, matter);
        await MarkAsync(marks, Neighbourhood.Lamps, "a", null, matter);
        var calendar = (await host.JurisdictionAsync()).Calendar;
        await marks.ForgetAsync(calendar);
        await using var db = host.OpenDb();
        Assert.Equal((1, 1), (await db.Set<VerdictMarkRow>().CountAsync(), await db.Set<MarkKeyRow>().CountAsync()));
        host.Clock.Advance(TimeSpan.FromDays(31));
        await marks.ForgetAsync(calendar);
        Assert.Equal((1, 0), (await db.Set<VerdictMarkRow>().CountAsync(), await db.Set<MarkKeyRow>().CountAsync()));
        host.Clock.Advance(TimeSpan.FromDays(480));
        await marks.ForgetAsync(calendar);
        Assert.Equal(0, await db.Set<VerdictMarkRow>().CountAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_resident_who_judges_leaves_one_mark_with_the_unit_that_closed(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已处理。"), clerk.Actor, j, now)
        );
        var resident = host.NewBrowser();
        var form = await resident.GetAsync($"/m/{raised.Link}/verdict");
        Assert.Contains("系统会留下这台设备和这些文字的摘要", form.Main, StringComparison.Ordinal);
        await resident.SubmitAsync(
            form,
            [("Informed", "Yes"), ("Fair", "Yes"), ("SolvedIt", "Yes"), ("Words", "很快就好了，谢谢师傅")]
        );
        await using var db = host.OpenDb();
        var mark = Assert.Single(await db.Set<VerdictMarkRow>().ToListAsync());
        Assert.Equal((Neighbourhood.WillowDesk, true), (mark.Unit, mark.Words is not null));
    }

    [Theory, OnBothDatabases]
    public async Task An_auditor_sees_what_stands_out_with_other_explanations_and_writes_what_looking_came_to(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        foreach (
            var unit in new[] { Neighbourhood.WillowDesk, Neighbourhood.BellDesk, Neighbourhood.Station, Neighbourhood.Review }
        )
        {
            await CloseManyAsync(office, unit, 60, 1, 2);
        }
        await CloseManyAsync(office, Neighbourhood.Lamps, 60, 1, 30);
        host.Clock.Advance(TimeSpan.FromDays(45));
        var auditor = (await office.HireAsync(Neighbourhood.Street, StaffRole.Auditor)).Browser;

        var page = await auditor.GetAsync("/staff/integrity");
        Assert.Contains("2026 年第 1 季度", page.Main, StringComparison.Ordinal);
        Assert.Contains("居民说被要求打好评", page.Main, StringComparison.Ordinal);
        Assert.Contains("60 份中有 30 份（50.0%），其他单位合计是 3.3%", page.Main, StringComparison.Ordinal);
        Assert.Contains("也可能是：这是居民自己说的", page.Main, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll("main section.app-section"));

        var form = await auditor.GetAsync(page.LinkTo("记录看过的结果"));
        var refused = await auditor.SubmitAsync(form);
        Assert.Equal(2, refused.Mistakes.Count);
        var done = await auditor.SubmitAsync(form, [("Result", "Mended"), ("Words", "回访话术已改，不再提“好评”。")]);
        Assert.Contains("回访话术已改", done.Main, StringComparison.Ordinal);
        Assert.Contains("已纠正做法", done.Main, StringComparison.Ordinal);

        var english = await auditor.GetAsync("/staff/integrity?quarter=2025Q3&lang=en");
        Assert.Contains("There are too few records to compare", english.Main, StringComparison.Ordinal);
        var elsewhere = Browser.RequestOf(form, [("Result", "Mended"), ("Words", "没有这一条。")]);
        elsewhere.RequestUri = new Uri("/staff/integrity?quarter=2026Q1&unit=bell-desk&check=Quick", UriKind.Relative);
        var nothing = await auditor.SendAsync(elsewhere);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, nothing.Status);
    }

    private static Storage.Matters.Views.StaffScope StaffScope(Clerk clerk, Jurisdiction jurisdiction) =>
        Storage.Matters.Views.StaffScope.Of(clerk.Id, clerk.Unit, [(clerk.Unit, StaffRole.Auditor, null)], jurisdiction);
}
