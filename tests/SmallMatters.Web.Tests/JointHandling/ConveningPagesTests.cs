using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.JointHandling;

/// <summary>A convening from the whistle to the ratings, as the units' browsers see it.</summary>
public class ConveningPagesTests
{
    private static (string, string)[] Form(TestHost host, RaiseResult.Raised raised, params (string Unit, string Asked)[] wanted)
    {
        var day = host.Clock.GetUtcNow().AddDays(2).AddHours(8);
        return
        [
            ("Form.Title", "三号楼下污水"),
            ("Form.Agenda", "谁疏通、谁盖井盖"),
            ("Form.Matters", raised.Reference.ToString()),
            ("Form.Area", Neighbourhood.Willow),
            ("Form.Where", "三号楼下"),
            ("Form.Day.year", $"{day.Year}"),
            ("Form.Day.month", $"{day.Month}"),
            ("Form.Day.day", $"{day.Day}"),
            ("Form.Meets", "14:30"),
            .. wanted.SelectMany((w, i) => new[] { ($"Form.Wanted[{i}].Unit", w.Unit), ($"Form.Wanted[{i}].Asked", w.Asked) }),
        ];
    }

    private static async Task<WebPage> WhistleAsync(TestHost host, Clerk clerk, RaiseResult.Raised raised) =>
        await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync($"/staff/convenings/new?matter={raised.Reference.Value}"),
            Form(host, raised, (Neighbourhood.Lamps, "看看路灯的线"), (Neighbourhood.Station, "管一下停车"))
        );

    private static async Task<WebPage> StepAsync(Clerk clerk, string address, params (string, string)[] values) =>
        await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync(address), values);

    [Theory, OnBothDatabases]
    public async Task Two_units_that_answer_in_the_same_moment_are_both_heard(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var lamps = await office.HireAsync(Neighbourhood.Lamps);
        var police = await office.HireAsync(Neighbourhood.Station);
        var page = await WhistleAsync(host, clerk, raised);
        var forms = new List<(Clerk Clerk, WebPage Form)>();
        foreach (var called in (Clerk[])[lamps, police])
        {
            forms.Add((called, await called.Browser.GetAsync($"{page.Path}/answer")));
        }
        var answers = await Task.WhenAll(forms.Select(f => f.Clerk.Browser.SubmitAsync(f.Form, [("Form.As", "Comes")])));
        // Whoever was a moment slower is told and answers again; nobody meets a fault, and nothing is lost.
        foreach (var ((called, _), answer) in forms.Zip(answers))
        {
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{answer.Status}");
            if (answer.Status == HttpStatusCode.Conflict)
            {
                Assert.Equal(HttpStatusCode.OK, (await StepAsync(called, $"{page.Path}/answer", ("Form.As", "Comes"))).Status);
            }
        }
        var both = await clerk.Browser.GetAsync(page.Path);
        // Each stands beside its unit, and in what happened.
        Assert.Equal(4, System.Text.RegularExpressions.Regex.Count(both.Main, "会到"));
    }

    [Theory, OnBothDatabases]
    public async Task Units_are_called_answer_meet_owe_and_rate_each_other(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var lamps = await office.HireAsync(Neighbourhood.Lamps);
        var police = await office.HireAsync(Neighbourhood.Station);
        var street = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);

        var page = await WhistleAsync(host, clerk, raised);
        Assert.Equal("三号楼下污水", page.Heading);
        Assert.Contains("为它吹哨", (await clerk.OpenAsync(raised)).Main, StringComparison.Ordinal);
        Assert.Contains("三号楼下污水", (await clerk.OpenAsync(raised)).Main, StringComparison.Ordinal);

        // Both find it in their inbox; one comes, the other declines and is told to come by the unit above.
        var inbox = await lamps.Browser.GetAsync("/staff");
        Assert.Contains("答复吹哨", inbox.Main, StringComparison.Ordinal);
        var theirs = await StepAsync(lamps, $"{page.Path}/answer", ("Form.As", "Comes"));
        Assert.Contains("会到", theirs.Main, StringComparison.Ordinal);
        await StepAsync(police, $"{page.Path}/answer", ("Form.As", "Declines"), ("Form.Words", "不是治安问题"));
        var ruling = await street.Browser.GetAsync(page.Path);
        page = await street.Browser.SubmitAsync(
            await street.Browser.GetAsync(ruling.LinkTo("裁定")),
            [("Form.As", "MustCome"), ("Form.Reason", "停车归派出所管")]
        );
        Assert.Contains("裁定应当到场", page.Main, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Browser.GetAsync($"{page.Path}/hold")).Status);
        host.Clock.Advance(TimeSpan.FromDays(3));
        clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        lamps = await office.HireAsync(Neighbourhood.Lamps);
        var hold = await clerk.Browser.GetAsync($"{page.Path}/hold");
        var came = hold.Document.QuerySelectorAll("input[name='Form.Came']")[0].GetAttribute("value")!;
        page = await clerk.Browser.SubmitAsync(hold, [("Form.Came", came), ("Form.Record", "路灯所明天换线")]);
        Assert.Contains("路灯所明天换线", page.Main, StringComparison.Ordinal);
        Assert.Contains("没有到场", page.Main, StringComparison.Ordinal);

        // What was promised is owed on the matter, as a part of the other unit and a promise of one's own.
        page = await StepAsync(
            clerk,
            $"{page.Path}/owe",
            ("Form.Matter", $"{raised.Reference.Value}"),
            ("Form.Unit", Neighbourhood.Lamps),
            ("Form.Title", "换三号楼下的线"),
            ("Form.Task", "明天换")
        );
        Assert.Contains("协办任务 · 待答复", page.Main, StringComparison.Ordinal);
        var due = host.Clock.GetUtcNow().AddDays(3);
        page = await StepAsync(
            clerk,
            $"{page.Path}/owe",
            ("Form.Matter", $"{raised.Reference.Value}"),
            ("Form.Unit", Neighbourhood.WillowDesk),
            ("Form.Title", "贴告示"),
            ("Form.Task", "我们会在楼下贴告示。"),
            ("Form.DueOn.year", $"{due.Year}"),
            ("Form.DueOn.month", $"{due.Month}"),
            ("Form.DueOn.day", $"{due.Day}")
        );
        Assert.Contains("承诺 · 待兑现", page.Main, StringComparison.Ordinal);
        var matter = await office.NowAsync(raised);
        Assert.Equal(Neighbourhood.Lamps, Assert.Single(matter.File.Parts).Unit);
        Assert.Equal(Neighbourhood.WillowDesk, Assert.Single(matter.File.Promises).Unit);

        var mine = await StepAsync(
            clerk,
            $"{page.Path}/rate?about={Neighbourhood.Lamps}",
            ("Form.Contribution", "Decisive"),
            ("Form.Reason", "当场定了办法")
        );
        Assert.Contains("当场定了办法", mine.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("当场定了办法", (await lamps.Browser.GetAsync(page.Path)).Main, StringComparison.Ordinal);
        var both = await StepAsync(
            lamps,
            $"{page.Path}/rate?about={Neighbourhood.WillowDesk}",
            ("Form.Contribution", "DidItsShare"),
            ("Form.Reason", "材料齐全")
        );
        Assert.Contains("当场定了办法", both.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "材料齐全",
            (await (await office.HireAsync(Neighbourhood.Station)).Browser.GetAsync(page.Path)).Main,
            StringComparison.Ordinal
        );
    }

    [Theory, OnBothDatabases]
    public async Task An_unanswered_whistle_goes_up_and_the_unit_above_finds_it_in_its_inbox(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var page = await WhistleAsync(host, await office.HireAsync(Neighbourhood.WillowDesk), await office.RaiseAsync());
        var book = host.Services.GetRequiredService<JointBook>();
        for (var day = 0; day < 6; day++)
        {
            host.Clock.Advance(TimeSpan.FromDays(1));
            await book.SweepAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(0, await book.SweepAsync(TestContext.Current.CancellationToken));
        var street = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        Assert.Contains("已上报到本单位", (await street.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        Assert.Contains("已上报", (await street.Browser.GetAsync(page.Path)).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_but_the_units_concerned_sees_a_convening(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var page = await WhistleAsync(host, await office.HireAsync(Neighbourhood.WillowDesk), await office.RaiseAsync());
        var bell = await office.HireAsync(Neighbourhood.BellDesk);
        Assert.Equal(HttpStatusCode.NotFound, (await bell.Browser.GetAsync(page.Path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bell.Browser.GetAsync($"{page.Path}/answer")).Status);
        Assert.DoesNotContain("三号楼下污水", (await bell.Browser.GetAsync("/staff/convenings")).Main, StringComparison.Ordinal);
        var lamps = await office.HireAsync(Neighbourhood.Lamps);
        var list = await lamps.Browser.GetAsync($"/staff/convenings?area={Neighbourhood.Willow}&unit={Neighbourhood.Lamps}");
        Assert.Contains("三号楼下污水", list.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "三号楼下污水",
            (await lamps.Browser.GetAsync($"/staff/convenings?area={Neighbourhood.Bell}")).Main,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await lamps.Browser.GetAsync($"{page.Path}/off")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var form = await clerk.Browser.GetAsync("/staff/convenings/new");
        var empty = await clerk.Browser.SubmitAsync(form, [("Form.Agenda", "谁疏通")]);
        Assert.NotNull(empty.MistakeBeside("Form.Title"));
        Assert.Equal("谁疏通", empty.ValueOf("Form.Agenda"));
        // The second row was left empty: the refusal stands beside the third.
        var asked = await clerk.Browser.SubmitAsync(
            form,
            Form(host, raised, (Neighbourhood.Lamps, "看线"), ("", ""), (Neighbourhood.Station, ""))
        );
        Assert.NotNull(asked.MistakeBeside("Form.Wanted[2].Asked"));
        var unknown = await clerk.Browser.SubmitAsync(form, [("Form.Matters", "12345")]);
        Assert.NotNull(unknown.MistakeBeside("Form.Matters"));
        var time = await clerk.Browser.SubmitAsync(
            form,
            Form(host, raised, (Neighbourhood.Lamps, "看线")).Select(f => f.Item1 == "Form.Meets" ? (f.Item1, "下午") : f)
        );
        Assert.NotNull(time.MistakeBeside("Form.Meets"));
        var page = await WhistleAsync(host, clerk, raised);
        var lamps = await office.HireAsync(Neighbourhood.Lamps);
        var noReason = await StepAsync(lamps, $"{page.Path}/answer", ("Form.As", "Declines"), ("Form.Words", ""));
        Assert.NotNull(noReason.MistakeBeside("Form.Words"));
    }
}
