using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Performance;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Performance;

public class TargetPagesTests
{
    [Theory, OnBothDatabases]
    public async Task A_target_is_set_broken_down_counted_and_accounted_for_and_a_number_of_cases_is_refused(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var head = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var leader = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor, name: "桂站长");
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var which = await head.Browser.GetAsync("/staff/targets/new");
        var form = await head.Browser.SubmitAsync(which, [("unit", Neighbourhood.WillowDesk)], form: "main form[method=get]");
        Assert.Contains("桂站长", form.Main);

        // Whoever changes what the form offers reads why it is none.
        (string, string)[] asked =
        [
            ("Form.Title", "首次联系一天以内"),
            ("Form.Level", "Unit"),
            ("Form.Area", Neighbourhood.Willow),
            ("Form.Measure", "penalties"),
            ("Form.Percent", "九十"),
            .. Day("From", new DateOnly(2026, 3, 2)),
            .. Day("Until", new DateOnly(2026, 4, 30)),
            ("Form.Leader", $"{leader.Id.Value:N}"),
        ];
        var refused = await head.Browser.SubmitAsync(form, asked);
        Assert.Contains("处罚不能有指标", refused.MistakeBeside("Form.Measure"));
        Assert.NotNull(refused.MistakeBeside("Form.Percent"));
        Assert.Contains("九十", refused.Document.QuerySelector("[name='Form.Percent']")!.GetAttribute("value"));
        var target = await head.Browser.SubmitAsync(
            refused,
            [
                .. asked.Select(a =>
                    a.Item1 == "Form.Measure" ? (a.Item1, "Response")
                    : a.Item1 == "Form.Percent" ? (a.Item1, "90％")
                    : a
                ),
            ]
        );
        Assert.StartsWith("/staff/targets/", target.Path, StringComparison.Ordinal);
        Assert.Contains("响应率不低于 90%", target.Main);
        Assert.Contains("数太少，说不了", target.Main);

        // Broken down by who owns it, into a task.
        var own = await leader.Browser.GetAsync(target.Path);
        var below = await leader.Browser.GetAsync(
            own.Document.QuerySelector("a[href*='parent=']")!.GetAttribute("href")! + $"&unit={Neighbourhood.WillowDesk}"
        );
        var task = await leader.Browser.SubmitAsync(
            below,
            [("Form.Title", "周一例会先看没联系的"), ("Form.Level", "Task"), ("Form.Leader", $"{clerk.Id.Value:N}")]
        );
        Assert.Empty(task.Mistakes);
        Assert.Contains("周一例会先看没联系的", (await head.Browser.GetAsync(target.Path)).Main);

        // Forty matters, each heard from in time; one of another unit is not counted.
        for (var n = 0; n < 40; n++)
        {
            var raised = await office.RaiseAsync();
            await office.DoAsync(
                raised,
                clerk.Actor,
                (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已处理。"), clerk.Actor, j, now)
            );
        }
        Assert.Contains("40 / 40 = 100.0% (91.2%–100.0%)", (await clerk.Browser.GetAsync(target.Path)).Main);

        // Not before its last day, then by its owner; the figure stands beside the words.
        Assert.Equal(HttpStatusCode.Forbidden, (await head.Browser.GetAsync($"{target.Path}/account")).Status);
        (string, string)[] words = [("Form.As", "Reached"), ("Form.Words", "例会先看没联系的，有用。")];
        var early = await leader.Browser.SubmitAsync(await leader.Browser.GetAsync($"{target.Path}/account"), words);
        Assert.NotNull(early.MistakeBeside("Form.As"));
        host.Clock.Set(MovableClock.Start.AddDays(62));
        var later = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var done = await later.Browser.SubmitAsync(await later.Browser.GetAsync($"{target.Path}/account"), words);
        Assert.Empty(done.Mistakes);
        Assert.Contains("已达到", done.Main);
        Assert.Contains("40 / 40", done.Main);
        Assert.Empty(
            (await host.Services.GetRequiredService<JointVerification>().RunAsync(TestContext.Current.CancellationToken)).Broken
        );

        var elsewhere = await office.HireAsync(Neighbourhood.Station);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Browser.GetAsync(target.Path)).Status);
        var english = await office.HireAsync(Neighbourhood.WillowDesk, language: "en");
        Assert.Contains("Response: at least 90%", (await english.Browser.GetAsync(target.Path)).Main);
    }

    [Theory]
    [InlineData(MeasureCode.Solved, 45, 50, 80, TargetStands.Unclear)]
    [InlineData(MeasureCode.Solved, 48, 50, 80, TargetStands.Reached)]
    [InlineData(MeasureCode.Solved, 20, 50, 80, TargetStands.NotReached)]
    [InlineData(MeasureCode.Solved, 29, 29, 80, TargetStands.TooFew)]
    [InlineData(MeasureCode.Reopened, 0, 100, 5, TargetStands.Reached)]
    [InlineData(MeasureCode.Reopened, 20, 100, 5, TargetStands.NotReached)]
    [InlineData(MeasureCode.Reopened, 5, 100, 5, TargetStands.Unclear)]
    public void Reached_is_said_when_the_whole_interval_is_on_the_good_side(
        MeasureCode measure,
        int count,
        int total,
        int percent,
        TargetStands stands
    ) =>
        Assert.Equal(
            stands,
            TargetWords.Stands(
                new TargetFile(
                    Guid.Empty,
                    "",
                    TargetLevel.Unit,
                    "",
                    "",
                    measure,
                    1,
                    percent,
                    default,
                    default,
                    default,
                    null,
                    "",
                    default
                ),
                new MeasureCounts(count, total, 0, 0)
            )
        );

    private static (string, string)[] Day(string field, DateOnly day) =>
        [($"Form.{field}.year", $"{day.Year}"), ($"Form.{field}.month", $"{day.Month}"), ($"Form.{field}.day", $"{day.Day}")];
}
