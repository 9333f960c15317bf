using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys;

/// <summary>A matter that nobody wants, that several then deal with, and of which in the end nothing personal is left.</summary>
public partial class FromNoiseToNothingLeft(RunningSite site)
{
    private const string Company = "noise-property";
    private const string Estate = "静巷里";
    private const string Door = "717室";
    private const string Name = "甄不扰";
    private const string Phone = "13700717171";
    private const string Words = "隔壁装修电钻从早响到晚，孩子七点半要睡觉。";
    private static readonly string[] Personal = [Words, Name, Phone, Door];
    private static readonly Look Phones = new(Width: Look.Phone, Scripts: Scripts.Off);
    private static readonly Look Desk = new(Width: Look.Desk, Scripts: Scripts.Off);

    [Fact]
    public async Task Noise_is_argued_over_split_answered_judged_part_by_part_and_the_resident_erases_what_is_theirs()
    {
        await using var visitor = await site.WelcomeAsync(Phones);
        await using var city = await site.SignInAsync(Staff.CityHandler, Desk);
        await using var works = await site.SignInAsync(Staff.WorksHandler, Desk);
        await using var housing = await site.SignInAsync(Staff.HousingSupervisor, Desk);
        await using var street = await site.SignInAsync(Staff.StreetSupervisor, Desk);
        await using var system = await site.SignInAsync(Staff.SystemAdministrator, Desk);
        var (first, second, owner) = (new Officer(city), new Officer(works), new Officer(housing));
        var receipt = await RaiseAsync(visitor);

        await first.ProposeHandOverAsync(receipt, "housing", "装修在小区里，由物业管理部门管。");
        await owner.AnswerHandOverAsync(receipt, accept: false, "噪声归执法队管。");
        await first.ProposeHandOverAsync(receipt, "works", "用的是市政的电。");
        await second.AnswerHandOverAsync(receipt, accept: false, "室内装修不归我们。");
        await DesignateAsync(new Officer(street), receipt);
        await CatalogueHasLearntAsync(receipt, housing);

        var company = await AskPartnerAsync(receipt, owner, system);
        var quiet = await owner.AskForPartAsync(receipt, "city", "到现场宣讲施工时间");
        var meter = await owner.AskForPartAsync(receipt, "works", "查看临时用电");
        await AnswerByLinkAsync(company.Link);
        await WhistleAsync(receipt, housing, city);
        await EndPartAsync(city, "到现场宣讲施工时间", "已书面告知施工时间。");
        await EndPartAsync(works, "查看临时用电", "临时电箱已经贴上封条。");
        await owner.CloseAsync(receipt, "施工时间定了，晚上七点以后不再施工。");

        await JudgeAsync(visitor, receipt, [quiet, meter, company.Part]);
        await SeesWhoLookedAsync(visitor, receipt);
        await visitor.GoAsync($"{receipt.Link}/erase");
        await visitor.ChooseAsync("Sure", "true");
        await visitor.PressAsync("删除", "Erase");
        await visitor.PictureAsync("erased");
        Assert.Equal(410, await visitor.GoAsync(receipt.Link));

        await NothingIsLeftAsync(receipt, [.. Personal, receipt.Secret], housing, city, works);
        foreach (var one in new[] { visitor, city, works, housing, street, system })
        {
            one.SawNoFault();
        }
    }

    private static async Task<Receipt> RaiseAsync(Visitor visitor)
    {
        var resident = new Resident(visitor);
        await resident.ToWhereAsync(new Small(Words, Estate, "c:construction-noise"));
        await visitor.FillAsync("Here.Building", "7");
        await visitor.FillAsync("Here.Door", Door);
        await resident.AnswerWhereAsync(new Small(Words, Estate));
        await resident.NextAsync("/raise/contact");
        await visitor.FillAsync("Contact.Name", Name);
        await visitor.FillAsync("Contact.Phone", Phone);
        await resident.NextAsync("/raise/similar", "/raise/check");
        if (visitor.Path == "/raise/similar")
        {
            await visitor.ChooseAsync("Join", "new");
            await resident.NextAsync("/raise/check");
        }
        return await resident.SendAsync();
    }

    private static async Task DesignateAsync(Officer arbiter, Receipt receipt)
    {
        await arbiter.OpenAsync(receipt);
        await arbiter.Visitor.FollowAsync("指定承办", "Designate the owner");
        await arbiter.Visitor.PictureAsync("designate");
        await arbiter.Visitor.ChooseAsync("Form.To", "housing");
        await arbiter.Visitor.FillAsync("Form.Reason", "小区室内装修的施工时间由物业管理部门牵头。");
        await arbiter.Visitor.PressAsync("指定承办", "Designate");
    }

    private async Task CatalogueHasLearntAsync(Receipt ruled, Visitor owner)
    {
        await using var neighbour = await site.WelcomeAsync(Phones);
        var equal = await new Resident(neighbour).RaiseAsync(new Small("楼上天天敲墙。", "响巷里", "c:construction-noise"));
        await new Officer(owner).OpenAsync(equal);
        Assert.Contains("派单目录", await owner.ReadAsync());
        await owner.GoAsync("/staff/catalogue");
        Assert.Contains($"{ruled.Reference} 的指定承办", await owner.ReadAsync());
        await owner.PictureAsync("catalogue");
    }

    private static async Task<(string Link, string Part)> AskPartnerAsync(Receipt receipt, Officer owner, Visitor system)
    {
        await system.GoAsync("/administration/partners");
        await system.ChooseAsync("Form.What", "Add");
        await system.FillAsync("Form.Zh", "静巷物业公司");
        await system.FillAsync("Form.En", "Quiet Lane Property Company");
        await system.FillAsync("Form.Code", Company);
        await system.SelectAsync("Form.KeptBy", "housing");
        await system.FillAsync("Form.Why", "小区的装修由它登记。");
        await system.PressAsync("写入名册", "Put it into the register");
        var part = await owner.AskForPartAsync(receipt, Company, "与装修户约定施工时间");
        var housing = owner.Visitor;
        await housing.GoAsync($"/staff/matters/{receipt.Number}/parts/{part}/partner-link");
        await housing.FillAsync("Form.Purpose", "请物业与装修户约定时间");
        await housing.FillAsync("Form.Days", "7");
        await housing.PressAsync("生成链接", "Make the link");
        return (new Uri(await housing.Page.Locator("main code").InnerTextAsync()).AbsolutePath, part);
    }

    private async Task AnswerByLinkAsync(string link)
    {
        await using var partner = await site.WelcomeAsync(Phones);
        Assert.Equal(200, await partner.GoAsync(link));
        var page = await partner.ReadAsync();
        Assert.All(Personal, word => Assert.DoesNotContain(word, page, StringComparison.Ordinal));
        await partner.PictureAsync("partner");
        await partner.ChooseAsync("Form.What", "Result");
        await partner.SelectAsync("Form.As", "Done");
        await partner.FillAsync("Form.Words", "装修户签了时间约定，晚上七点以后不施工。");
        await partner.PressAsync("送出答复", "Send the answer");
        partner.SawNoFault();
    }

    private static async Task WhistleAsync(Receipt receipt, Visitor caller, Visitor called)
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime).AddDays(3);
        await caller.GoAsync("/staff/convenings/new");
        await caller.FillAsync("Form.Title", "静巷里装修噪声碰头");
        await caller.FillAsync("Form.Agenda", "定下施工时间由谁看。");
        await caller.FillAsync("Form.Matters", receipt.Number);
        await caller.SelectAsync("Form.Area", "qh-heliu");
        await caller.FillAsync("Form.Where", "居委会活动室");
        await caller.DateAsync("Form.Day", day);
        await caller.FillAsync("Form.Meets", "14:30");
        await caller.SelectAsync("Form.Wanted[0].Unit", "city");
        await caller.FillAsync("Form.Wanted[0].Asked", "带上施工时间的规定。");
        await caller.PressAsync("吹哨", "Call them");
        var convening = caller.Path;
        Assert.Equal(200, await called.GoAsync(convening));
        await called.FollowAsync("答复", "Answer");
        await called.ChooseAsync("Form.As", "Comes");
        await called.FillAsync("Form.Words", "两名队员到场。");
        await called.PressAsync("保存", "Save");
        await caller.GoAsync(convening);
        Assert.Contains("两名队员到场。", await caller.ReadAsync());
        await caller.PictureAsync("convening");
    }

    private static async Task EndPartAsync(Visitor helper, string title, string words)
    {
        await helper.GoAsync("/staff/parts");
        await helper.FollowAsync(title, title);
        await helper.PressAsync("接收，由本单位协办", "Accept it");
        await helper.FollowAsync("办结协办任务", "End the part");
        await helper.ChooseAsync("Form.As", "Done");
        await helper.FillAsync("Form.Words", words);
        await helper.PressAsync("办结协办任务", "End the part");
    }

    private static async Task JudgeAsync(Visitor visitor, Receipt receipt, IReadOnlyCollection<string> parts)
    {
        await visitor.GoAsync(receipt.Link);
        var page = await visitor.ReadAsync();
        Assert.Contains("静巷物业公司", page);
        Assert.Contains("已书面告知施工时间。", page);
        await visitor.FollowAsync("评价", "Judge");
        foreach (var question in new[] { "Informed", "Fair", "SolvedIt" })
        {
            await visitor.ChooseAsync(question, "Yes");
        }
        foreach (var part in parts)
        {
            await visitor.ChooseAsync($"PartAnswers[{Guid.Parse(part)}]", "Yes");
        }
        await visitor.PictureAsync("judge-parts");
        await visitor.PressAsync("提交评价", "Send");
    }

    private static async Task SeesWhoLookedAsync(Visitor visitor, Receipt receipt)
    {
        await visitor.GoAsync($"{receipt.Link}/access");
        var page = await visitor.ReadAsync();
        foreach (
            var unit in new[]
            {
                "青禾街道综合行政执法队",
                "青禾街道物业管理办公室",
                "青禾市政维护站",
                "青禾街道办事处",
                "静巷物业公司",
            }
        )
        {
            Assert.Contains(unit, page);
        }
        Assert.Contains("请物业与装修户约定时间", page);
        await visitor.PictureAsync("who-looked");
    }

    private async Task NothingIsLeftAsync(Receipt receipt, IReadOnlyCollection<string> gone, params Visitor[] staff)
    {
        await using var anybody = await site.WelcomeAsync(Desk);
        var ask = new Queue<string>([
            $"/follow?ref={receipt.Number}",
            "/areas/qh-heliu",
            "/areas.geojson",
            "/news",
            "/data",
            "/data/catalogue.jsonld",
            "/ogc/collections",
            $"/api/v1/matters/{receipt.Number}",
            "/api/v1/matters?area=qh-heliu",
            "/api/v1/figures",
            $"/open311/v2/requests/{receipt.Number}.json",
            "/open311/v2/requests.json",
        ]);
        var asked = new HashSet<string>(ask);
        while (ask.TryDequeue(out var address))
        {
            var answer = await anybody.Context.APIRequest.GetAsync(new Uri(site.Address, address).ToString());
            var text = await answer.TextAsync();
            Assert.True(answer.Ok, $"{address} answers {answer.Status}: {text}");
            Without(gone, address, text);
            foreach (var more in OpenDataLink().Matches(text).Select(m => m.Value).Where(asked.Add))
            {
                ask.Enqueue(more);
            }
        }
        Assert.True(asked.Count > 18, $"only {asked.Count} public answers were read");
        foreach (var one in staff)
        {
            await one.GoAsync($"/staff/matters/{receipt.Number}");
            Without(gone, "the page of the matter", await one.ReadAsync());
            await one.GoAsync($"/staff/search?q={Uri.EscapeDataString("电钻")}");
            Without(gone, "the search", await one.ReadAsync());
        }
        Without(gone, "the program's log", site.Log);
        // The log of the database is emptied within a quarter of a minute; no reader is in the way of this test for long.
        var patience = Stopwatch.StartNew();
        while (FilesWith(gone).ToList() is { Count: > 0 } files)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(90), $"{string.Join(", ", files)} still has what was erased");
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }
    }

    private IEnumerable<string> FilesWith(IReadOnlyCollection<string> words)
    {
        foreach (var file in Directory.EnumerateFiles(site.Folder, "*", SearchOption.AllDirectories))
        {
            using var stored = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stored.Length];
            var read = stored.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (words.Any(word => bytes.AsSpan(0, read).IndexOf(Encoding.UTF8.GetBytes(word)) >= 0))
            {
                yield return file;
            }
        }
    }

    [GeneratedRegex(@"/data/[a-z0-9-]+\.(csv|json)\b|/ogc/collections/[a-z0-9-]+/items")]
    private static partial Regex OpenDataLink();

    private static void Without(IEnumerable<string> gone, string where, string text) =>
        Assert.All(gone, word => Assert.False(text.Contains(word, StringComparison.Ordinal), $"{where} has “{word}”"));
}
