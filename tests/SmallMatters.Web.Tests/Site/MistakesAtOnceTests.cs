using System.Text;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Partners;
using Xunit;

namespace SmallMatters.Web.Tests.Site;

/// <summary>Whoever sends a form back and forth to learn of one mistake at a time gives up.</summary>
public class MistakesAtOnceTests
{
    private const string Words = "请写明办理结果，居民会看到。";
    private const string Outcome = "请选择一个办理结果。";
    private const string NoDay = "请填写日历上有的日期，例如 2026年11月21日";

    private static void Told(WebPage page, params (string Field, string Sentence)[] told)
    {
        Assert.Equal(told.Select(t => t.Sentence), page.Mistakes);
        foreach (var (field, sentence) in told)
        {
            Assert.EndsWith(sentence, page.MistakeBeside(field) ?? "nothing", StringComparison.Ordinal);
        }
        var links = page.Document.QuerySelectorAll(".govuk-error-summary a").Select(a => a.GetAttribute("href")![1..]).ToList();
        var controls = page.Document.QuerySelectorAll("main [id]").Select(e => e.Id!).ToList();
        var places = links.ConvertAll(controls.IndexOf);
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Equal(told.Length, links.Count);
    }

    private static async Task<(Office Office, Clerk Clerk, RaiseResult.Raised Raised)> SceneAsync(TestHost host)
    {
        var office = new Office(host);
        return (office, await office.HireAsync(Neighbourhood.WillowDesk), await office.RaiseAsync());
    }

    [Fact]
    public async Task Giving_a_part_handing_over_a_route_and_a_threat_tell_all_that_is_missing()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var (_, clerk, raised) = await SceneAsync(host);
        Told(
            await clerk.Browser.SubmitAsync(await clerk.OpenAsync(raised, "parts/give"), [("Form.Fields", "Contact")]),
            ("Form.Unit", "请选择协办单位。"),
            ("Form.Title", "请用一句话写明这项任务。"),
            ("Form.Task", "请写明请对方做什么。"),
            ("Form.Purpose", "请写明转给对方的用途，居民可以查到。")
        );
        Told(
            await clerk.Browser.SubmitAsync(await clerk.OpenAsync(raised, "hand-over")),
            ("Form.To", "请选择要移交的单位。"),
            ("Form.Ground", "请从派单目录中选择一条理由。"),
            ("Form.Reason", "请写明为什么应由对方主办。")
        );
        Told(
            await clerk.Browser.SubmitAsync(await clerk.OpenAsync(raised, "route"), [("Form.RemedyBy.year", "2026")]),
            ("Form.Code", "请选择一条法定途径。"),
            ("Form.Where", "请写明到哪个机关、单位办理。"),
            ("Form.RemedyBy.year", NoDay),
            ("Form.Words", "请写明为什么走这条途径、居民要做什么，居民会看到。")
        );
        Assert.Equal(3, (await clerk.Browser.SubmitAsync(await clerk.OpenAsync(raised, "threat"))).Mistakes.Count);
    }

    [Fact]
    public async Task Closing_tells_all_that_its_outcome_lacks_half_a_day_too()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var (office, clerk, raised) = await SceneAsync(host);
        var form = await clerk.OpenAsync(raised, "close");
        Told(await clerk.Browser.SubmitAsync(form), ("Form.As", Outcome), ("Form.Words", Words));
        Told(
            await clerk.Browser.SubmitAsync(form, [("Form.As", "PartlySolved")]),
            ("Form.Remains", "请写明还剩什么。"),
            ("Form.RemainsBy.year", "请写明剩余部分何时完成。"),
            ("Form.Words", Words)
        );
        Told(
            await clerk.Browser.SubmitAsync(form, [("Form.As", "PartlySolved"), ("Form.RemainsBy.year", "2026")]),
            ("Form.Remains", "请写明还剩什么。"),
            ("Form.RemainsBy.year", NoDay),
            ("Form.Words", Words)
        );
        Told(
            await clerk.Browser.SubmitAsync(form, [("Form.As", "AnotherDoor")]),
            ("Form.Door", "请选择应走的途径。"),
            ("Form.DoorWhere", "请写明到哪里办理。"),
            ("Form.Words", Words)
        );
        // With nothing else wrong, half a day alone keeps it open as well.
        Told(
            await clerk.Browser.SubmitAsync(
                form,
                [
                    ("Form.As", "PartlySolved"),
                    ("Form.Remains", "另一半"),
                    ("Form.RemainsBy.month", "2"),
                    ("Form.RemainsBy.day", "30"),
                    ("Form.Words", "修了一半"),
                ]
            ),
            ("Form.RemainsBy.year", NoDay)
        );
        Assert.IsType<Matter.Open>(await office.NowAsync(raised));
    }

    [Fact]
    public async Task The_steps_of_a_part_tell_all_that_is_missing()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var (office, owner, raised) = await SceneAsync(host);
        var helper = await office.HireAsync(Neighbourhood.Station);
        await owner.Browser.SubmitAsync(
            await owner.OpenAsync(raised, "parts/give"),
            [("Form.Unit", Neighbourhood.Station), ("Form.Title", "到场劝阻"), ("Form.Task", "请劝阻。")]
        );
        var part = $"/staff/matters/{raised.Reference.Value}/parts/{(await office.NowAsync(raised)).File.Parts[0].Id:N}";
        await helper.Browser.SubmitAsync(await helper.Browser.GetAsync(part), form: "main form[action$='/accept']");
        async Task<WebPage> StepAsync(Clerk clerk, string step, params (string, string)[] values) =>
            await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync($"{part}/{step}"), values);

        Told(await StepAsync(helper, "end"), ("Form.As", Outcome), ("Form.Words", Words));
        Told(
            await StepAsync(helper, "promise"),
            ("Form.Words", "请写明承诺什么，居民会看到。"),
            ("Form.Day.year", "请写明哪一天之前。")
        );
        Told(
            await StepAsync(helper, "promise", ("Form.Day.month", "13")),
            ("Form.Words", "请写明承诺什么，居民会看到。"),
            ("Form.Day.month", NoDay)
        );
        Told(
            await StepAsync(owner, "pass-on"),
            ("Form.Fields", "请选择还没有转给对方的内容。"),
            ("Form.Purpose", "请写明转给对方的用途，居民可以查到。")
        );
    }

    [Fact]
    public async Task A_link_for_a_partner_and_the_partners_answer_tell_all_that_is_missing()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var scene = await PartnerScene.MakeAsync(host);
        var owner = scene.Owner.Browser;
        Told(
            await owner.SubmitAsync(await owner.GetAsync($"{await scene.AddressAsync()}/partner-link"), [("Form.Days", "99")]),
            ("Form.Purpose", "请写明转给对方的用途，居民可以查到。"),
            ("Form.Days", "有效期为 1 到 30 天。")
        );
        var partner = host.NewBrowser();
        var page = await partner.GetAsync(await scene.LinkAsync());
        Told(await partner.SubmitAsync(page, [("Form.What", "Result")]), ("Form.As", Outcome), ("Form.Words", Words));
        Told(
            await partner.SubmitAsync(page, [("Form.What", "Promise"), ("Form.Day.year", "2026")]),
            ("Form.Promise", "请写明承诺什么，居民会看到。"),
            ("Form.Day.year", NoDay)
        );
    }

    [Fact]
    public async Task A_counterpart_and_a_publication_tell_all_that_is_missing()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var (office, clerk, _) = await SceneAsync(host);
        var security = (await office.HireAsync(Neighbourhood.Street, StaffRole.SecurityAdministrator)).Browser;
        Told(
            await security.SubmitAsync(await security.GetAsync("/administration/counterparts"), form: "#add"),
            ("Name", "请填写名称，最多 60 个字。"),
            ("Code", "代码用 2 到 40 位小写字母、数字和横线。"),
            ("Unit", "请选择负责的单位。")
        );
        Told(
            await clerk.Browser.SubmitAsync(
                await clerk.Browser.GetAsync("/staff/publications/new"),
                [("Form.Until.year", "2026")]
            ),
            ("Form.Kind", "请选择是什么。"),
            ("Form.Title", "请写标题。"),
            ("Form.Words", "请写正文。"),
            ("Form.Until.year", NoDay)
        );
    }

    [Fact]
    public async Task The_check_of_a_register_tells_all_that_is_wrong_with_it()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var browser = (await new Office(host).HireAsync(Neighbourhood.Street, StaffRole.SystemAdministrator)).Browser;
        var page = await browser.GetAsync("/administration/registers");
        Told(
            await browser.SubmitAsync(page, form: "#choose"),
            ("Form.File", "请选择一个不超过 2 MB 的文件。"),
            ("Form.Kind", "请选择单位或片区。")
        );
        const string There = "文件的列：代码、名称。";
        Told(
            await browser.SubmitAsync(
                page,
                [("Form.Kind", "Areas"), ("Form.Intake", ""), ("Form.Outline", "")],
                "#choose",
                [new ChosenFile("Form.File", "areas.csv", "text/csv", Encoding.UTF8.GetBytes("代码,名称\na,甲\n"))]
            ),
            ("Form.Zh", $"文件里没有“中文名称”这一列。{There}"),
            ("Form.En", $"文件里没有“英文名称”这一列。{There}"),
            ("Form.Intake", "片区要说明哪一列是受理单位。")
        );
    }
}
