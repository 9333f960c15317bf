using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.SchoolGates;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Hazards;
using SmallMatters.Web.Tests.Liaisons;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Photos;
using Xunit;

namespace SmallMatters.Web.Tests.SchoolGates;

/// <summary>The gates of a school from the roster to the alarm that somebody answers, and what the school itself reads.</summary>
public class SchoolGatePagesTests
{
    [Theory, OnBothDatabases]
    public async Task A_gate_where_nobody_stands_alarms_the_duty_desk_then_the_level_above_until_a_stand_in_comes(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (clerk, room) = await BegunAsync(host, office);
        var gates = host.Services.GetRequiredService<GateBook>();
        var book = host.Services.GetRequiredService<JointBook>();
        var starts = await StartsAsync(host);
        Assert.Equal(1, await gates.PlanAsync());
        Assert.Equal(0, await gates.PlanAsync());
        Assert.DoesNotContain("data-empty-gates", (await clerk.Browser.GetAsync("/staff")).Text, StringComparison.Ordinal);

        host.Clock.Advance(starts - host.Clock.GetUtcNow());
        await book.SweepAsync();
        Assert.Equal(0, await AlarmsAsync(host));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await book.SweepAsync();
        await book.SweepAsync();
        Assert.Equal(1, await AlarmsAsync(host));
        var inbox = await clerk.Browser.GetAsync("/staff");
        Assert.Contains("1 个护学岗没有人到岗", inbox.Main, StringComparison.Ordinal);
        var board = await clerk.Browser.GetAsync("/staff/morning-board");
        Assert.Contains("1 个护学岗没有人到岗", board.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("柳园小学", board.Main, StringComparison.Ordinal);
        var above = await office.HireAsync(Neighbourhood.Street);
        Assert.DoesNotContain("护学岗没有人到岗", (await above.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);

        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await book.SweepAsync();
        Assert.Contains("1 个护学岗没有人到岗", (await above.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        var list = await clerk.Browser.GetAsync("/staff/gates");
        var shift = await clerk.Browser.GetAsync(list.LinkTo("柳园小学 主门"));
        Assert.Contains("警报：没有人到岗", shift.Main, StringComparison.Ordinal);
        var stood = await clerk.Browser.SubmitAsync(shift, form: "form[action$='handler=stand']");
        Assert.Contains("顶岗", stood.Main, StringComparison.Ordinal);
        Assert.Contains(clerk.Name, stood.Main, StringComparison.Ordinal);
        Assert.Equal(0, await AlarmsAsync(host));
        Assert.DoesNotContain("护学岗没有人到岗", (await above.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "data-empty-gates",
            (await clerk.Browser.GetAsync("/staff/morning-board")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("柳园小学", (await clerk.Browser.GetAsync(room)).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Days_missed_in_a_standstill_are_planned_once_and_have_their_alarms_on_record_and_weekends_have_none(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        await BegunAsync(host, new Office(host));
        var gates = host.Services.GetRequiredService<GateBook>();
        var calendar = (await host.JurisdictionAsync()).Calendar;
        var from = calendar.DayOf(host.Clock.GetUtcNow());
        host.Clock.Advance(TimeSpan.FromDays(9));
        var until = calendar.DayOf(host.Clock.GetUtcNow());
        var days = Enumerable
            .Range(0, until.DayNumber - from.DayNumber + 1)
            .Select(from.AddDays)
            .Count(d => calendar.IsWorkday(d) && d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        var planned = await Task.WhenAll(gates.PlanAsync(), gates.PlanAsync());
        Assert.Equal(days, planned.Sum());
        Assert.True(days < until.DayNumber - from.DayNumber + 1);
        await host.Services.GetRequiredService<JointBook>().SweepAsync();
        Assert.InRange(await AlarmsAsync(host), days - 1, days);
    }

    [Theory, OnBothDatabases]
    public async Task What_happened_at_a_gate_is_told_without_people_and_a_photo_is_refused_by_the_server(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (clerk, _) = await BegunAsync(host, office);
        var starts = await StartsAsync(host);
        await host.Services.GetRequiredService<GateBook>().PlanAsync();
        host.Clock.Advance(starts - host.Clock.GetUtcNow() - TimeSpan.FromMinutes(5));
        var address = (await clerk.Browser.GetAsync("/staff/gates")).LinkTo("柳园小学 主门");
        var shift = await clerk.Browser.GetAsync(address);
        Assert.Empty(shift.Document.QuerySelectorAll("main input[type=file]"));
        const string note = "form.app-column";
        (string, string)[] Said(string words, string sure = "") =>
            [("Form.Kind", nameof(GateSituation.Traffic)), ("Form.Words", words), ("Form.Sure", sure)];
        var photo = new ChosenFile("Form.Photo", "child.jpg", "image/jpeg", MadePhotos.Jpeg(width: 32));
        shift.Document.QuerySelector(note)!.SetAttribute("enctype", "multipart/form-data");
        var refused = await clerk.Browser.SubmitAsync(shift, Said("门口拥堵"), note, files: [photo], button: ("act", "note"));
        Assert.Contains("不收照片", refused.Main, StringComparison.Ordinal);
        var asked = await clerk.Browser.SubmitAsync(shift, Said("三年级2班的小明摔倒"), note, button: ("act", "note"));
        Assert.NotNull(asked.MistakeBeside("Form.Words"));
        var noted = await clerk.Browser.SubmitAsync(shift, Said("校门口积水，已绕行"), note, button: ("act", "note"));
        Assert.Contains("校门口积水", noted.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("小明", noted.Main, StringComparison.Ordinal);
        var answered = await clerk.Browser.SubmitAsync(noted, [("Form.Words", "派人去了")], note, button: ("act", "answer"));
        Assert.Contains("现在不能做这一步", answered.Main, StringComparison.Ordinal);
        await using var db = host.OpenDb();
        Assert.False(await db.Set<JointFactRow>().AnyAsync(f => f.Body.Contains("小明") || f.Body.Contains("门口拥堵")));
    }

    [Theory, OnBothDatabases]
    public async Task The_school_reads_the_open_findings_of_its_own_premises_by_its_link_and_drills_lead_to_findings_and_promises(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (clerk, room) = await BegunAsync(host, office);
        var (shop, _) = await Places.ImportAsync(host, Inspecting.Shop);
        await Inspecting.FindAsync(clerk, shop);
        var today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        await StepAsync(clerk, room, "drill", [("Form.Drill", nameof(DrillKind.Fire)), .. Inspecting.Day("Day", today)]);
        var held = (await clerk.Browser.GetAsync(room)).LinkTo("记录结果");
        var outcome = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync(held),
            [
                .. Inspecting.Day("On", today),
                ("Form.Outcome", nameof(DrillOutcome.Promise)),
                ("Form.Words", "东侧楼梯太慢"),
                .. Inspecting.Day("By", today.AddDays(3)),
            ]
        );
        Assert.Contains("承诺改进", outcome.Main, StringComparison.Ordinal);
        Assert.Contains("兑现演练后的承诺", (await clerk.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        await StepAsync(
            clerk,
            room,
            "lesson",
            [
                ("Form.Topic", "过马路"),
                .. Inspecting.Day("On", today),
                ("Form.Level", nameof(SchoolLevel.LowerPrimary)),
                ("Form.Lessons", "3"),
            ]
        );
        await StepAsync(clerk, room, "hours", [("Form.Hours[0].From", "14:00"), ("Form.Hours[0].Until", "16:00")]);

        var made = await StepAsync(clerk, room, "link", []);
        var link = new Uri(made.Document.QuerySelector("#link")!.TextContent.Trim()).AbsolutePath;
        var school = await host.NewBrowser("zh").GetAsync(link);
        foreach (var words in new[] { "柳园小学", "过马路", "周一 14:00–16:00", "消防疏散" })
        {
            Assert.Contains(words, school.Main, StringComparison.Ordinal);
        }
        Assert.Empty(school.Document.QuerySelectorAll("[data-finding]"));
        foreach (var secret in new[] { "柳园旅社", "谷校长", clerk.Name })
        {
            Assert.DoesNotContain(secret, school.Text, StringComparison.Ordinal);
        }
        var premises = await Places.IdAsync(host, "w-1");
        await Inspecting.FindAsync(
            clerk,
            premises,
            Inspecting.Form(level: "GB-2/general", items: await ItemsAsync(clerk, premises))
        );
        Assert.Single((await host.NewBrowser("zh").GetAsync(link)).Document.QuerySelectorAll("[data-finding]"));
        await StepAsync(clerk, room, "link", []);
        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser("zh").GetAsync(link)).Status);

        var stranger = await office.HireAsync(Neighbourhood.BellDesk);
        foreach (var path in new[] { room, $"{room}/roster", $"/staff/gates/school/{premises:N}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.GetAsync(path)).Status);
        }
    }

    private static async Task<int> ItemsAsync(Clerk clerk, Guid premises) =>
        (await clerk.Browser.GetAsync($"/staff/premises/{premises:N}/inspect"))
            .Document.QuerySelectorAll("[name$='.What']")
            .Length;

    private static async Task<WebPage> StepAsync(Clerk clerk, string room, string step, (string, string)[] values) =>
        await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync($"{room}/{step}"), values);

    /// <summary>A school with a shift of one gate, half past the next full hour on, on each school day of a long term.</summary>
    [Theory, OnBothDatabases]
    public async Task A_volunteer_takes_a_shift_gives_it_back_and_stands_at_the_gate_from_their_own_page(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (clerk, _) = await BegunAsync(host, office);
        var starts = await StartsAsync(host);
        await host.Services.GetRequiredService<GateBook>().PlanAsync();
        var mine = await LiaisonPagesTests.ServingAsync(host, office);
        var volunteer = host.NewBrowser("zh");
        const string shift = "form[action*='handler=shift']";
        var page = await volunteer.GetAsync(mine);
        Assert.Contains("柳园小学 主门", page.Main, StringComparison.Ordinal);
        var taken = await volunteer.SubmitAsync(page, form: shift, button: ("act", "take"));
        Assert.Contains("退出这一班", taken.Main, StringComparison.Ordinal);
        var left = await volunteer.SubmitAsync(taken, form: shift, button: ("act", "leave"));
        Assert.Contains("这一班我来", left.Main, StringComparison.Ordinal);
        await volunteer.SubmitAsync(left, form: shift, button: ("act", "take"));

        host.Clock.Advance(starts - host.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        await host.Services.GetRequiredService<JointBook>().SweepAsync();
        Assert.Equal(1, await AlarmsAsync(host));
        await volunteer.SubmitAsync(await volunteer.GetAsync(mine), form: shift, button: ("act", "stand"));
        Assert.Equal(0, await AlarmsAsync(host));
        var list = await clerk.Browser.GetAsync("/staff/gates");
        var seen = await clerk.Browser.GetAsync(list.LinkTo("柳园小学 主门"));
        Assert.Contains("经办：志愿者", seen.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("没有人确认到岗", seen.Main, StringComparison.Ordinal);
    }

    private static async Task<(Clerk Clerk, string Room)> BegunAsync(TestHost host, Office office)
    {
        var (school, _) = await Places.ImportAsync(host, Places.School);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var begin = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync($"/staff/gates/school/{school:N}"));
        var room = begin.Path;
        var today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        var from = TimeOnly.FromDateTime((await StartsAsync(host)).ToOffset(TimeSpan.FromHours(8)).DateTime);
        var done = await StepAsync(
            clerk,
            room,
            "roster",
            [
                ("Form.Peaks[0].Gate", "主门"),
                ("Form.Peaks[0].From", $"{from:HH:mm}"),
                ("Form.Peaks[0].Until", $"{from.AddMinutes(40):HH:mm}"),
                .. Inspecting.Day("TermFrom", today.AddDays(-7)),
                .. Inspecting.Day("TermUntil", today.AddDays(90)),
                ("Form.MakeUpDays", "False"),
                ("Form.MinutesBefore", "0"),
            ]
        );
        Assert.Empty(done.Mistakes);
        return (clerk, room);
    }

    // The clock of the kit stands in the morning of a working day.
    private static async Task<DateTimeOffset> StartsAsync(TestHost host)
    {
        var calendar = (await host.JurisdictionAsync()).Calendar;
        var now = host.Clock.GetUtcNow();
        Assert.True(calendar.IsWorkday(calendar.DayOf(now)));
        return new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 30, 0, TimeSpan.Zero).AddHours(1);
    }

    private static async Task<int> AlarmsAsync(TestHost host)
    {
        await using var db = host.OpenDb();
        return await db.Set<GateShiftRow>().CountAsync(s => s.AlarmOpen);
    }
}
