using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Liaisons;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Hazards;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Photos;
using Xunit;

namespace SmallMatters.Web.Tests.Liaisons;

/// <summary>A volunteer from the appointment to the day on which they leave.</summary>
public class LiaisonPagesTests
{
    private const string Name = "安平";
    private const string Phone = "13800001234";

    [Theory, OnBothDatabases]
    public async Task A_report_is_a_matter_whose_answer_and_verdict_the_volunteer_finds_on_their_own_page(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var mine = await ServingAsync(host, office);
        var volunteer = host.NewBrowser("zh");
        var form = await volunteer.GetAsync($"{mine}/report");
        Assert.Equal(
            ["Form.Category", "Form.Files", "Form.Where", "Form.Words"],
            form.Document.QuerySelectorAll("main [name^='Form.']")
                .Select(e => e.GetAttribute("name")!)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(3, (await volunteer.SubmitAsync(form)).Mistakes.Count);
        var named = await volunteer.SubmitAsync(form, Said("王阿姨家门口堆着纸箱"));
        Assert.NotNull(named.MistakeBeside("Form.Words"));
        Assert.NotNull((await volunteer.SubmitAsync(form, Said("车牌沪A12345"))).MistakeBeside("Form.Words"));
        await using (var db = host.OpenDb())
        {
            Assert.Equal(0, await db.Set<MatterRow>().CountAsync());
        }
        var photo = new ChosenFile("Form.Files", "a.jpg", "image/jpeg", MadePhotos.JpegFromAPhone());
        var sent = await volunteer.SubmitAsync(form, Said("楼道堆着纸箱，挡住门"), files: [photo]);
        Assert.Equal(mine, sent.Path);
        await volunteer.SubmitAsync(form, Said("楼道堆着纸箱，挡住门"));
        await using (var db = host.OpenDb())
        {
            Assert.Equal(1, await db.Set<MatterRow>().CountAsync());
            Assert.Equal(1, await db.Set<PhotoRow>().CountAsync());
        }
        var link = (await volunteer.GetAsync(mine)).Document.QuerySelector("main a[href^='/m/']")!.GetAttribute("href")!;
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var matter = await volunteer.GetAsync(link);
        Assert.Contains("楼道堆着纸箱", matter.Main, StringComparison.Ordinal);
        var number = matter.Document.QuerySelector(".app-reference")!.TextContent;
        var handled = await clerk.Browser.GetAsync($"/staff/matters/{number}");
        Assert.Contains("楼道堆着纸箱", handled.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, (await host.NewBrowser("zh").GetAsync(mine)).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Before_the_code_is_accepted_and_after_leaving_nothing_can_be_reported_and_the_name_is_gone(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (leader, mine) = await AppointedAsync(host, office);
        var volunteer = host.NewBrowser("zh");
        var page = await volunteer.GetAsync(mine);
        Assert.Contains("报情况，不报人", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, page.Text, StringComparison.Ordinal);
        Assert.Equal(mine, (await volunteer.GetAsync($"{mine}/report")).Path);
        Assert.Equal(2, (await volunteer.SubmitAsync(page, form: "form[action$='handler=accept']")).Mistakes.Count);
        var area = host.NewBrowser("zh");
        Assert.Contains("还没有联络员", (await area.GetAsync($"/areas/{Neighbourhood.Willow}")).Main, StringComparison.Ordinal);
        await AcceptAsync(volunteer, mine, named: false);
        var counted = await area.GetAsync($"/areas/{Neighbourhood.Willow}");
        Assert.Contains("有 1 名联络员", counted.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, counted.Text, StringComparison.Ordinal);
        await volunteer.SubmitAsync(await volunteer.GetAsync(mine), form: "form[action$='handler=name']");
        Assert.Contains(Name, (await area.GetAsync($"/areas/{Neighbourhood.Willow}")).Main, StringComparison.Ordinal);

        var paused = await volunteer.SubmitAsync(await volunteer.GetAsync(mine), form: "form[action$='handler=pause']");
        Assert.Contains("暂停", paused.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, (await area.GetAsync($"/areas/{Neighbourhood.Willow}")).Main, StringComparison.Ordinal);
        await volunteer.SubmitAsync(await volunteer.GetAsync(mine), form: "form[action$='handler=leave']");
        Assert.Equal(HttpStatusCode.NotFound, (await volunteer.GetAsync(mine)).Status);
        Assert.DoesNotContain(Name, (await leader.Browser.GetAsync("/staff/liaisons")).Text, StringComparison.Ordinal);
        await using var db = host.OpenDb();
        var row = Assert.Single(await db.Set<LiaisonRow>().AsNoTracking().ToListAsync());
        Assert.Equal((null, null, null), ((object?)row.Key, (object?)row.Words, (object?)row.LinkHash));
    }

    [Theory, OnBothDatabases]
    public async Task The_unit_is_reminded_before_a_term_ends_and_a_term_that_nobody_lengthened_ends_with_the_name(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var mine = await ServingAsync(host, office);
        var book = host.Services.GetRequiredService<LiaisonBook>();
        host.Clock.Advance(TimeSpan.FromDays(75));
        var leader = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        Assert.Contains("任期快到或者已到", (await leader.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        var list = await leader.Browser.GetAsync("/staff/liaisons");
        var one = await leader.Browser.GetAsync(list.LinkTo(Name));
        var trained = await leader.Browser.SubmitAsync(
            one,
            [("Form.Item", nameof(LiaisonTraining.Privacy)), .. Inspecting.Day("On", await TodayAsync(host))],
            "form[action$='handler=train']"
        );
        Assert.Contains("保密和个人信息", trained.Main, StringComparison.Ordinal);
        Assert.Equal(0, await book.EndTermsAsync());
        host.Clock.Advance(TimeSpan.FromDays(90));
        Assert.Equal(1, await book.EndTermsAsync());
        Assert.Equal(0, await book.EndTermsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser("zh").GetAsync(mine)).Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_lost_link_is_replaced_and_another_unit_and_a_handler_find_no_volunteer(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (leader, mine) = await AppointedAsync(host, office);
        var one = (await leader.Browser.GetAsync("/staff/liaisons")).LinkTo(Name);
        var given = await leader.Browser.SubmitAsync(await leader.Browser.GetAsync(one), form: "form[action$='handler=link']");
        var link = new Uri(given.Document.QuerySelector("#link")!.TextContent.Trim()).AbsolutePath;
        var volunteer = host.NewBrowser("zh");
        Assert.Equal(HttpStatusCode.NotFound, (await volunteer.GetAsync(mine)).Status);
        Assert.Equal(HttpStatusCode.OK, (await volunteer.GetAsync(link)).Status);
        var other = await office.HireAsync(Neighbourhood.BellDesk, StaffRole.Supervisor);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync(one)).Status);
        var handler = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.Browser.GetAsync(one)).Status);
    }

    /// <summary>No quota and no ranking: nothing that is kept of a volunteer is a figure of what they reported, and no page says one.</summary>
    [Fact]
    public void Nothing_counts_what_a_volunteer_reported()
    {
        Assert.Equal(
            ["Area", "HeadSeq", "Id", "Key", "LinkHash", "Named", "Since", "Stage", "Unit", "Until", "Words"],
            typeof(LiaisonRow).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["LiaisonId", "MatterId"],
            typeof(LiaisonReportRow).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(
            typeof(Liaison).GetProperties().Concat(typeof(LiaisonPage).GetProperties()),
            p => p.PropertyType == typeof(int) || p.Name.Contains("Report", StringComparison.Ordinal)
        );
    }

    private static (string, string)[] Said(string words) =>
        [("Form.Category", Neighbourhood.Noise), ("Form.Where", "柳园路口"), ("Form.Words", words)];

    private static async Task<DateOnly> TodayAsync(TestHost host) =>
        (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());

    /// <summary>A volunteer of the area of Willow for a hundred days, who has not accepted yet.</summary>
    private static async Task<(Clerk Leader, string Mine)> AppointedAsync(TestHost host, Office office)
    {
        var leader = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var form = await leader.Browser.GetAsync("/staff/liaisons/new");
        Assert.Equal(4, (await leader.Browser.SubmitAsync(form)).Mistakes.Count);
        var made = await leader.Browser.SubmitAsync(
            form,
            [
                ("Form.Name", Name),
                ("Form.Phone", Phone),
                ("Form.Area", Neighbourhood.Willow),
                .. Inspecting.Day("Until", (await TodayAsync(host)).AddDays(100)),
            ]
        );
        return (leader, new Uri(made.Document.QuerySelector("#link")!.TextContent.Trim()).AbsolutePath);
    }

    /// <summary>The page of a volunteer who serves in the area of Willow.</summary>
    internal static async Task<string> ServingAsync(TestHost host, Office office)
    {
        var (_, mine) = await AppointedAsync(host, office);
        await AcceptAsync(host.NewBrowser("zh"), mine, named: false);
        return mine;
    }

    private static async Task AcceptAsync(Browser volunteer, string mine, bool named)
    {
        var accepted = await volunteer.SubmitAsync(
            await volunteer.GetAsync(mine),
            [("Form.Read", "true"), ("Form.Named", named ? "true" : "false")],
            "form[action$='handler=accept']"
        );
        Assert.Empty(accepted.Mistakes);
    }
}
