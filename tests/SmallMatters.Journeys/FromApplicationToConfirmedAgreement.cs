using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmallMatters.Journeys.Examined;
using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys;

/// <summary>
/// Disputes as they happened, from the application to an agreement that a court has confirmed. The words are those of real
/// narratives where these are at hand (<c>SMALLMATTERS_EVALUATION_DATA</c>); else the same trouble in made-up words.
/// </summary>
public partial class FromApplicationToConfirmedAgreement(RunningSite site)
{
    private static readonly Look Phones = new(Width: Look.Phone, Scripts: Scripts.Off);
    private static readonly Look Desk = new(Width: Look.Desk, Scripts: Scripts.Off);
    private static readonly DateOnly Today = DateOnly.FromDateTime(
        TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime
    );

    /// <summary>What two parties quarrel over.</summary>
    /// <param name="Line">The narrative's number.</param>
    /// <param name="Kind">Its kind here.</param>
    /// <param name="Estate">Where.</param>
    /// <param name="Words">The same in made-up words.</param>
    /// <param name="About">What they disagree about, in one sentence.</param>
    /// <param name="Raiser">How to address who raised it.</param>
    /// <param name="Other">How to address the other side.</param>
    /// <param name="IsPerson">Whether the other side is a person.</param>
    /// <param name="Term">What the other side will do.</param>
    public sealed record Quarrel(
        int Line,
        string Kind,
        string Estate,
        string Words,
        string About,
        string Raiser,
        string Other,
        bool IsPerson,
        string Term
    );

    public static TheoryData<string> Told => [.. Quarrels.Keys];

    private static readonly Dictionary<string, Quarrel> Quarrels = new()
    {
        ["neighbours and the rain from a roof"] = new(
            30,
            "Neighbours",
            "檐水里",
            "下雨天隔壁厂房的水流进我家菜地，车库的水溅到东墙上，墙皮都掉了。",
            "厂房和车库的排水往哪里走",
            "谢家",
            "陈家",
            true,
            "在厂房后面挖一条排水沟，车库装上落水管"
        ),
        ["a fall at the door of a shop"] = new(
            86,
            "Damages",
            "菜篮里",
            "买完菜出门，在超市门口的垫子上滑了一跤，手腕骨折，石膏要打两个月。",
            "在超市门口摔伤，医药费由谁承担",
            "张女士",
            "青禾生鲜超市有限责任公司",
            false,
            "支付医药费和误工费六千元，换掉门口的垫子"
        ),
        ["brothers and the old house"] = new(
            63,
            "Housing",
            "老屋里",
            "父亲的平房当年登记在弟弟名下，现在要拆迁，补偿款弟弟说都是他的。",
            "老屋的补偿款怎样分",
            "大骆",
            "小骆",
            true,
            "补偿款到账后十天内，分给哥哥一半"
        ),
    };

    [Theory]
    [MemberData(nameof(Told))]
    public async Task A_dispute_is_raised_mediated_in_separate_rooms_agreed_and_confirmed_by_the_court(string told)
    {
        var quarrel = Quarrels[told];
        var narrative = Narrative(quarrel);
        await using var resident = await site.WelcomeAsync(Phones);
        await using var neighbour = await site.WelcomeAsync(Phones);
        await using var desk = await site.SignInAsync(Staff.HeliuHandler, Desk);
        var receipt = await new Resident(resident).RaiseAsync(new Small(narrative, quarrel.Estate, "dispute"));
        await new Officer(desk).TakeAsync(receipt);

        var dispute = $"/staff/matters/{receipt.Number}/dispute";
        var (mine, theirs) = await BeginAsync(desk, dispute, quarrel);
        await AloneAsync(resident, mine, neighbour, theirs, desk, dispute);
        await AgreeAsync(resident, mine, neighbour, theirs, desk, dispute, quarrel);
        await KeepSignedAsync(resident, mine, desk, dispute);
        await ConfirmAsync(resident, mine, neighbour, theirs, desk, dispute);
        await PapersAsync(desk, dispute, quarrel);
        foreach (var one in new[] { resident, neighbour, desk })
        {
            one.SawNoFault();
        }
    }

    private static async Task<(string Mine, string Theirs)> BeginAsync(Visitor desk, string dispute, Quarrel quarrel)
    {
        Assert.Equal(200, await desk.GoAsync(dispute));
        await desk.ChooseAsync("Form.Kind", quarrel.Kind);
        await desk.FillAsync("Form.About", quarrel.About);
        await desk.PressAsync("保存", "Save");
        var rooms = new List<string>();
        foreach (var name in new[] { quarrel.Raiser, quarrel.Other })
        {
            await desk.GoAsync($"{dispute}/party");
            await desk.Page.Locator("[name='Form.IsRaiser']").SetCheckedAsync(rooms.Count == 0);
            await desk.ChooseAsync("Form.PartyKind", rooms.Count == 0 || quarrel.IsPerson ? "Person" : "Organisation");
            await desk.FillAsync("Form.Name", name);
            await desk.PressAsync("保存", "Save");
            await desk.Page.Locator("main a[href*='/dispute/link?party=']").Nth(rooms.Count).ClickAsync();
            await desk.PressAsync("生成链接", "Make the link");
            rooms.Add(new Uri(await desk.Page.Locator("main code").First.InnerTextAsync()).AbsolutePath);
        }
        return (rooms[0], rooms[1]);
    }

    // Each is asked alone whether it is safe and willing, and what one writes the other's room does not show.
    private static async Task AloneAsync(
        Visitor resident,
        string mine,
        Visitor neighbour,
        string theirs,
        Visitor desk,
        string dispute
    )
    {
        foreach (var (who, room) in new[] { (resident, mine), (neighbour, theirs) })
        {
            Assert.Equal(200, await who.GoAsync(room));
            await who.PictureAsync("room");
            await who.GoAsync($"{room}/safety");
            foreach (var question in new[] { "Violence", "Threat", "Dependency", "Children", "Fear" })
            {
                await who.ChooseAsync($"Safety.{question}", "No");
            }
            await who.PressAsync("提交", "Send");
        }
        await SayAsync(resident, mine, "只要修好，钱少一点也行。");
        await SayAsync(neighbour, theirs, "其实我们也想早点了结。");
        await NotSeenAsync(neighbour, theirs, "钱少一点也行");
        await NotSeenAsync(resident, mine, "早点了结");
        await desk.GoAsync($"{dispute}/venue?venue=peoples");
        await desk.PressAsync("保存", "Save");
        foreach (var (who, room) in new[] { (resident, mine), (neighbour, theirs) })
        {
            await who.GoAsync($"{room}/consent");
            await who.ChooseAsync("Answer", "Given");
            await who.PressAsync("提交", "Send");
        }
        await desk.GoAsync($"{dispute}/start");
        await desk.DateAsync("Form.Day", Today);
        await desk.PressAsync("保存", "Save");
    }

    private static async Task AgreeAsync(
        Visitor resident,
        string mine,
        Visitor neighbour,
        string theirs,
        Visitor desk,
        string dispute,
        Quarrel quarrel
    )
    {
        await desk.GoAsync($"{dispute}/terms");
        await desk.Page.Locator("select[name='Form.By']").SelectOptionAsync(new SelectOptionValue { Label = quarrel.Other });
        await desk.FillAsync("Form.What", quarrel.Term);
        await desk.DateAsync("Form.Day", Today.AddDays(30));
        await desk.PressAsync("保存", "Save");
        foreach (var (who, room) in new[] { (resident, mine), (neighbour, theirs) })
        {
            await who.GoAsync($"{room}/agreement");
            Assert.Contains(quarrel.Term, await who.ReadAsync());
            await who.PictureAsync("terms");
            await who.FillAsync("Words", $"就是说：{quarrel.Term}。");
            await who.ChooseAsync("Answer", "Given");
            await who.PressAsync("提交", "Send");
        }
        await desk.GoAsync($"{dispute}/effect");
        await desk.ChooseAsync("Form.AgreementForm", "Written");
        foreach (var condition in await desk.Page.Locator("[name='Form.Conditions']").AllAsync())
        {
            await condition.CheckAsync();
        }
        await desk.PressAsync("保存", "Save");
        await resident.GoAsync(mine);
        Assert.Contains("司法确认", await resident.ReadAsync());
    }

    // The page with its form stands only once an agreement is in effect, so that it is examined here.
    private async Task KeepSignedAsync(Visitor resident, string mine, Visitor desk, string dispute)
    {
        // What examines a page is a script itself.
        var look = new Look();
        await using var eyes = await site.SignInAsync(Staff.HeliuHandler, look);
        await eyes.GoAsync($"{dispute}/signed");
        Assert.Empty(await Accessible.FaultsAsync(eyes, look));
        await desk.GoAsync($"{dispute}/signed");
        await desk.PictureAsync("signed");
        var paper = await eyes.Page.ScreenshotAsync(new PageScreenshotOptions { Type = ScreenshotType.Jpeg });
        await desk
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "page-1.jpg",
                    MimeType = "image/jpeg",
                    Buffer = paper,
                }
            );
        await desk.PressAsync("放入", "Put it in");
        await eyes.GoAsync($"{dispute}/signed");
        Assert.Contains("SHA-256", await eyes.ReadAsync());
        Assert.Empty(await Accessible.FaultsAsync(eyes, look));
        await eyes.PictureAsync("signed-kept");
        await resident.GoAsync(mine);
        Assert.Contains("大家签好的那一份", await resident.ReadAsync());
    }

    private static async Task ConfirmAsync(
        Visitor resident,
        string mine,
        Visitor neighbour,
        string theirs,
        Visitor desk,
        string dispute
    )
    {
        await desk.GoAsync($"{dispute}/confirmation");
        foreach (var met in await desk.Page.Locator("[name='Form.Met']").AllAsync())
        {
            await met.CheckAsync();
        }
        await desk.FillAsync("Form.Where", "青禾区人民法院");
        await desk.PictureAsync("confirmation");
        await desk.PressAsync("保存", "Save");
        foreach (var (who, room) in new[] { (resident, mine), (neighbour, theirs) })
        {
            await who.GoAsync($"{room}/consent?about=confirmation");
            await who.ChooseAsync("Answer", "Given");
            await who.PressAsync("提交", "Send");
        }
        await desk.GoAsync($"{dispute}/filed");
        await desk.DateAsync("Form.Day", Today);
        await desk.Page.Locator("select[name='Form.By']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await desk.PressAsync("保存", "Save");
        await desk.GoAsync($"{dispute}/decided");
        await desk.ChooseAsync("Form.Code", "Confirmed");
        await desk.DateAsync("Form.Day", Today);
        await desk.PressAsync("保存", "Save");
        await desk.PictureAsync("confirmed");
        foreach (var (who, room) in new[] { (resident, mine), (neighbour, theirs) })
        {
            await who.GoAsync(room);
            Assert.Contains("申请执行", await who.ReadAsync());
            await who.PictureAsync("confirmed-room");
        }
    }

    // Every paper of the file opens as a page and as a document with the parties in it, and nothing that was said alone.
    private static async Task PapersAsync(Visitor desk, string dispute, Quarrel quarrel)
    {
        Assert.Equal(200, await desk.GoAsync($"{dispute}/file"));
        var papers = await desk
            .Page.Locator("main a[href$='/docx']")
            .EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.True(papers.Length >= 14, $"{papers.Length} papers");
        var all = new StringBuilder();
        foreach (var paper in papers)
        {
            var answer = await desk.Context.APIRequest.GetAsync(new Uri(new Uri(desk.Page.Url), paper).ToString());
            Assert.Equal(200, answer.Status);
            using var zip = new ZipArchive(new MemoryStream(await answer.BodyAsync()));
            using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
            all.Append(await reader.ReadToEndAsync());
        }
        Assert.Contains(quarrel.Term, all.ToString(), StringComparison.Ordinal);
        Assert.Contains(quarrel.Other, all.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("钱少一点也行", all.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("早点了结", all.ToString(), StringComparison.Ordinal);
        Assert.Equal(200, await desk.GoAsync(papers[0][..^"docx".Length] + "print"));
        await desk.PictureAsync($"papers-{quarrel.Kind}");
    }

    private static async Task SayAsync(Visitor who, string room, string words)
    {
        await who.GoAsync(room);
        await who.FillAsync("Words", words);
        await who.PressAsync("提交", "Send");
    }

    private static async Task NotSeenAsync(Visitor who, string room, string words)
    {
        await who.GoAsync(room);
        Assert.DoesNotContain(words, await who.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private static string Narrative(Quarrel quarrel)
    {
        var folder = Environment.GetEnvironmentVariable("SMALLMATTERS_EVALUATION_DATA");
        var file = folder is null ? null : Path.Combine(folder, "mediation-cases", "cases.csv");
        if (file is null || !File.Exists(file))
        {
            return quarrel.Words;
        }
        var row = File.ReadLines(file).First(line => line.StartsWith($"{quarrel.Line},", StringComparison.Ordinal));
        return ThirdField().Match(row).Groups[1].Value.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal);
    }

    [GeneratedRegex("""^\d+,[^,]*,("(?:[^"]|"")*"|[^,]*)""")]
    private static partial Regex ThirdField();
}
