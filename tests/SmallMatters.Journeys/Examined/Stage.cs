using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using SmallMatters.Journeys.Examined;
using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using SmallMatters.Storage.Seeding;
using Xunit;

[assembly: AssemblyFixture(typeof(Stage))]

namespace SmallMatters.Journeys.Examined;

/// <summary>Matters in every state that a page needs, and people who may open the pages. Set once, by the first who needs it.</summary>
public sealed partial class Stage
{
    /// <summary>Who is asked for a code after the password.</summary>
    internal const string WithCodes = "fangxiaohe";

    private readonly Lock _once = new();
    private Task? _set;

    /// <summary>Open, asked about, with a promise.</summary>
    internal Receipt Raised { get; private set; } = null!;

    /// <summary>Open, and nothing has happened to it.</summary>
    internal Receipt Plain { get; private set; } = null!;

    /// <summary>Closed, to be judged.</summary>
    internal Receipt Closed { get; private set; } = null!;

    /// <summary>Judged with words, so that its resident may be asked whether staff learn from them.</summary>
    internal Receipt Judged { get; private set; } = null!;

    /// <summary>Judged with a no, under review.</summary>
    internal Receipt Reviewed { get; private set; } = null!;

    /// <summary>Open, of a kind whose time limit the head of a unit may extend.</summary>
    internal Receipt Extendable { get; private set; } = null!;

    internal Receipt HandedAway { get; private set; } = null!;

    internal Receipt HandedHere { get; private set; } = null!;

    /// <summary>Refused by two units; the street is to designate its owner.</summary>
    internal Receipt Refused { get; private set; } = null!;

    internal string Promise { get; private set; } = "";

    /// <summary>Key of a part that the works unit was asked for, of <see cref="HandedHere"/>.</summary>
    internal string Part { get; private set; } = "";

    internal string Account { get; private set; } = "";

    /// <summary>Key of a card that the head of the street sees.</summary>
    internal string Card { get; private set; } = "";

    /// <summary>Key of a problem that the works unit leads.</summary>
    internal string Problem { get; private set; } = "";

    /// <summary>Addresses of pages of joint work, data protection and publishing, by their template.</summary>
    internal IReadOnlyDictionary<string, string> Found { get; private set; } = new Dictionary<string, string>();

    /// <summary>Cookies of residents: one at the last question, one with a matter about staff.</summary>
    internal IReadOnlyList<string> Residents { get; private set; } = [];

    /// <summary>Cookies of people of the staff; between them they may open every page.</summary>
    internal List<string> Staff { get; } = [];

    /// <summary>Who opened a page in an earlier round, by the page's template; later rounds ask nobody else.</summary>
    internal ConcurrentDictionary<string, string> Opener { get; } = [];

    internal Task SetAsync(RunningSite site)
    {
        lock (_once)
        {
            return _set ??= FillAsync(site);
        }
    }

    private async Task FillAsync(RunningSite site)
    {
        var look = new Look(Width: Look.Desk, Scripts: Scripts.Off);
        await using var works = await site.SignInAsync(People.Staff.WorksSupervisor, look);
        await using var city = await site.SignInAsync(People.Staff.CitySupervisor, look);
        var (supervisor, other) = (new Officer(works), new Officer(city));
        await using var visitor = await site.WelcomeAsync(look);
        var resident = new Resident(visitor);

        Raised = await resident.RaiseAsync(new Small("路灯一闪一闪，晚上看不清路。", "样板里"));
        Plain = await resident.RaiseAsync(new Small("灯不亮。", "样板中里"));
        Closed = await resident.RaiseAsync(new Small("灯罩碎了。", "样板东里"));
        Judged = await resident.RaiseAsync(new Small("灯罩松了。", "样板后里"));
        Reviewed = await resident.RaiseAsync(new Small("灯杆歪了。", "样板西里"));
        HandedAway = await resident.RaiseAsync(new Small("灯箱不亮。", "样板南里"));
        Extendable = await resident.RaiseAsync(new Small("摊位占了人行道。", "样板坊", "c:street-stall"));
        HandedHere = await resident.RaiseAsync(new Small("摊位挡住灯杆。", "样板北里", "c:street-stall"));

        await supervisor.PromiseAsync(
            Raised,
            "周末以前修。",
            "换镇流器",
            DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime).AddDays(3)
        );
        await supervisor.AskAsync(Raised, "是整条路都闪吗？");
        await supervisor.OpenAsync(Raised);
        Promise = PromiseAddress().Match(await works.Page.ContentAsync()).Groups[1].Value;
        await supervisor.CloseAsync(Closed, "换了灯罩。");
        await supervisor.CloseAsync(Judged, "拧紧了。");
        await resident.JudgeAsync(Judged, "Yes", "先打电话问清楚，来了一趟就好。", promise: false);
        await supervisor.CloseAsync(Reviewed, "扶正了。");
        await resident.JudgeAsync(Reviewed, "No", "还是歪的。", promise: false);
        await supervisor.ProposeHandOverAsync(HandedAway, "city", "灯箱是商铺的。");
        await other.ProposeHandOverAsync(HandedHere, "works", "灯杆归市政。");
        Refused = await resident.RaiseAsync(new Small("灯座有水。", "样板外里"));
        await using var housing = await site.SignInAsync(People.Staff.HousingSupervisor, look);
        foreach (var (unit, officer) in new[] { ("city", other), ("housing", new Officer(housing)) })
        {
            await supervisor.ProposeHandOverAsync(Refused, unit, "灯座不归市政。");
            await officer.AnswerHandOverAsync(Refused, accept: false, "也不归我们。");
        }
        await JointStage.AskForARightAsync(visitor, Raised);
        Part = await other.AskForPartAsync(HandedHere, "works", "移走挡住灯杆的摊位");

        await resident.ToCheckAsync(new Small("灯也不亮。", "样板里"));
        await using var second = await site.WelcomeAsync(look);
        await new Resident(second).ToAboutAsync();
        await second.ChooseAsync("Subject", "conduct");
        await new Resident(second).NextAsync("/raise/unit");
        await using var third = await site.WelcomeAsync(look);
        await new Resident(third).ToWordsAsync("unsure");
        await third.FillAsync("Words", "想问问养犬登记怎么办理。");
        await new Resident(third).NextAsync("/raise/answers");
        Residents =
        [
            await visitor.Context.StorageStateAsync(),
            await second.Context.StorageStateAsync(),
            await third.Context.StorageStateAsync(),
        ];

        await using var reviewer = (await site.ReviewerOfAsync(Reviewed, look)).Visitor;
        await using var street = await site.SignInAsync(People.Staff.StreetSupervisor, look);
        await using var system = await site.SignInAsync(People.Staff.SystemAdministrator, look);
        await using var security = await site.SignInAsync(People.Staff.SecurityAdministrator, look);
        await using var auditor = await site.SignInAsync(People.Staff.Auditor, look);
        await using var protection = await site.SignInAsync(People.Staff.DataProtectionOfficer, look);
        Assert.Equal(200, await security.GoAsync("/administration/accounts"));
        Account = AccountAddress().Match(await security.Page.ContentAsync()).Groups[1].Value;
        foreach (var done in new[] { "true", "false" })
        {
            Assert.Equal(200, await street.GoAsync($"/staff/cards?all=true&done={done}"));
            Card = CardAddress().Match(await street.Page.ContentAsync()) is { Success: true } found
                ? found.Groups[1].Value
                : Card;
        }
        Assert.NotEmpty(Card);
        Problem = await NameProblemAsync(works);
        await AskForCodesAsync(site, look);
        await BeginCodesAsync(works);
        await using var desk = await site.SignInAsync(People.Staff.HeliuHandler, look);
        await using var station = await site.SignInAsync(People.Staff.StationSupervisor, look);
        await using var outside = await site.WelcomeAsync(look);
        await using var service = await site.SignInAsync(People.Staff.ServiceHandler, look);
        Found = (await JointStage.AddressesAsync(site, works, desk, street, protection, station, reviewer))
            .Append(new("/staff/matters/{reference}/praise", await JointStage.OfKindAsync(service, "praise")))
            .Concat(await OutsideStage.AddressesAsync(site, new Resident(outside), works, system))
            .Concat(await DisputeStage.AddressesAsync(works, visitor, Raised, station))
            .Concat(await CaseStage.AddressesAsync(station, outside))
            .Concat(await PremisesStage.AddressesAsync(station))
            .Concat(await ServiceStage.AddressesAsync(station, outside, works, visitor, Raised))
            .Concat(await ParticipationStage.AddressesAsync(site, desk))
            .Append(await CallAsync(reviewer))
            .Append(await AnswerAsync(reviewer))
            .Append(await ThemeAsync(reviewer))
            .Append(new("/rate/{secret}", $"/rate/{DemoEncounters.Link}"))
            .Append(new("/survey", $"/survey?code={DemoSurveys.Code}"))
            .ToDictionary();
        foreach (
            var one in new[] { station, works, city, reviewer, street, system, security, auditor, protection, desk, service }
        )
        {
            Staff.Add(await one.Context.StorageStateAsync());
        }
    }

    // The demonstration has one that waits for the unit's promise, and one that was promised.
    private static async Task<KeyValuePair<string, string>> ThemeAsync(Visitor reviewer)
    {
        Assert.Equal(200, await reviewer.GoAsync("/staff/encounters"));
        var link = reviewer.Page.Locator("main a[href^='/staff/encounters/themes/']").First;
        return new("/staff/encounters/themes/{theme}", (await link.GetAttributeAsync("href"))!);
    }

    // The program draws when it starts: the demonstration has closings of the month before with telephones.
    private static async Task<KeyValuePair<string, string>> CallAsync(Visitor reviewer)
    {
        var link = reviewer.Page.Locator("main a[href^='/staff/satisfaction-calls/']").First;
        for (var wait = 0; wait < 30; wait++)
        {
            Assert.Equal(200, await reviewer.GoAsync("/staff/satisfaction-calls"));
            if (await link.CountAsync() > 0)
            {
                break;
            }
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
        return new("/staff/satisfaction-calls/{number:long}", (await link.GetAttributeAsync("href"))!);
    }

    // The demonstration leaves two answers of the latest month to be read.
    private static async Task<KeyValuePair<string, string>> AnswerAsync(Visitor reviewer)
    {
        Assert.Equal(200, await reviewer.GoAsync("/staff/quality/checks"));
        var link = reviewer.Page.Locator("main a[href^='/staff/quality/checks/']").First;
        return new("/staff/quality/checks/{number:long}", (await link.GetAttributeAsync("href"))!);
    }

    private static async Task<string> NameProblemAsync(Visitor visitor)
    {
        await visitor.GoAsync("/staff/problems/new");
        await visitor.FillAsync("Form.Title", "样板里的路灯总坏");
        await visitor.Page.Locator("select[name='Form.Area']").SelectOptionAsync("qh-heliu");
        await visitor.Page.Locator("select[name='Form.Category']").SelectOptionAsync("street-lamp");
        await visitor.FillAsync("Form.Why", "都是同一条线路。");
        await visitor.PressAsync("提出，由本单位牵头", "Name it; my unit leads");
        return new Uri(visitor.Page.Url).AbsolutePath.Split('/')[^1];
    }

    private static async Task AskForCodesAsync(RunningSite site, Look look)
    {
        await using var careful = await site.SignInAsync(WithCodes, look);
        await BeginCodesAsync(careful);
        var key = await careful.Page.Locator("main code").First.InnerTextAsync();
        await careful.FillAsync("Code", Authenticator.CodeNow(key));
        await careful.PressAsync("启用", "Turn on");
        Assert.Contains("验证码已启用", await careful.ReadAsync());
    }

    private static async Task BeginCodesAsync(Visitor visitor)
    {
        await visitor.GoAsync("/account/codes");
        await visitor.PressAsync("开始设置", "Set up");
    }

    [GeneratedRegex("/promises/([0-9a-f]{32})/keep")]
    private static partial Regex PromiseAddress();

    [GeneratedRegex("/staff/cards/([0-9a-f]{32})")]
    private static partial Regex CardAddress();

    [GeneratedRegex("/administration/accounts/([0-9a-f-]{32,36})")]
    private static partial Regex AccountAddress();
}
