using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>A dispute between the raiser of a matter and a neighbour, each with a browser and a link of their own.</summary>
internal sealed class DisputeScene
{
    private DisputeScene(Office office, Clerk clerk, RaiseResult.Raised raised, string first, string second) =>
        (Office, Clerk, Raised, First, Second, Mine, Theirs) = (
            office,
            clerk,
            raised,
            first,
            second,
            office.Host.NewBrowser(),
            office.Host.NewBrowser()
        );

    public Office Office { get; }

    /// <summary>Who deals with it now.</summary>
    public Clerk Clerk { get; set; }

    public RaiseResult.Raised Raised { get; }

    /// <summary>The address of the raiser's room, and of the other's.</summary>
    public string First { get; }

    public string Second { get; }

    public Browser Mine { get; }

    public Browser Theirs { get; }

    public string Address => $"/staff/matters/{Raised.Reference.Value}/dispute";

    /// <summary>Opened from a matter, with both parties named and a link given to each.</summary>
    public static async Task<DisputeScene> MakeAsync(
        TestHost host,
        RaiseResult.Raised? raised = null,
        string about = "楼上夜里的脚步声",
        (string Name, string Phone)? first = null,
        (string Name, string Phone)? second = null
    )
    {
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        raised ??= await office.RaiseAsync();
        var page = await clerk.OpenAsync(raised, "dispute");
        page = await clerk.Browser.SubmitAsync(page, [("Form.Kind", nameof(DisputeKind.Noise)), ("Form.About", about)]);
        Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
        var links = new List<string>();
        foreach (var (party, isRaiser) in new[] { (first ?? ("老张", "13900001234"), true), (second ?? ("小李", ""), false) })
        {
            var form = await clerk.OpenAsync(raised, "dispute/party");
            page = await clerk.Browser.SubmitAsync(
                form,
                [
                    ("Form.PartyKind", nameof(PartyKind.Person)),
                    ("Form.Name", party.Item1),
                    ("Form.Phone", party.Item2),
                    .. isRaiser ? [("Form.IsRaiser", "yes")] : Array.Empty<(string, string)>(),
                ]
            );
            Assert.Empty(page.Mistakes);
            links.Add(await LinkAsync(clerk, page, links.Count));
        }
        return new DisputeScene(office, clerk, raised, links[0], links[1]);
    }

    /// <summary>A new link for a party, by its place on the page.</summary>
    public static async Task<string> LinkAsync(Clerk clerk, WebPage page, int number)
    {
        var to = page
            .Document.QuerySelectorAll("main a")
            .Where(a => a.TextContent.StartsWith("给一个新链接", StringComparison.Ordinal))
            .ElementAt(number)
            .GetAttribute("href")!;
        var given = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync(to));
        var whole = given.Document.QuerySelector("main code")!.TextContent;
        return whole[whole.IndexOf("/d/", StringComparison.Ordinal)..];
    }

    public Task<WebPage> PageAsync() => Clerk.Browser.GetAsync(Address);

    public async Task<WebPage> StepAsync(string step, params (string, string)[] values) =>
        await Clerk.Browser.SubmitAsync(await Clerk.Browser.GetAsync($"{Address}/{step}"), values);

    public static (string, string)[] Answers(string fear = nameof(SafetyAnswer.No), string? words = null) =>
        [
            ("Safety.Violence", nameof(SafetyAnswer.No)),
            ("Safety.Threat", nameof(SafetyAnswer.No)),
            ("Safety.Dependency", nameof(SafetyAnswer.No)),
            ("Safety.Children", nameof(SafetyAnswer.No)),
            ("Safety.Fear", fear),
            .. words is null ? [] : new[] { ("Words", words) },
        ];

    public static async Task<WebPage> InRoomAsync(Browser browser, string room, string page, params (string, string)[] values) =>
        await browser.SubmitAsync(await browser.GetAsync(room + page), values);

    /// <summary>Both are safe, the venue is proposed, both consent, and mediation starts.</summary>
    public async Task<WebPage> MediateAsync()
    {
        await InRoomAsync(Mine, First, "/safety", Answers());
        await InRoomAsync(Theirs, Second, "/safety", Answers());
        Assert.Empty((await StepAsync("venue?venue=peoples")).Mistakes);
        await InRoomAsync(Mine, First, "/consent", ("Answer", nameof(ConsentAnswer.Given)));
        await InRoomAsync(Theirs, Second, "/consent", ("Answer", nameof(ConsentAnswer.Given)));
        return await StepAsync("start", await TodayAsync("Form.Day"));
    }

    /// <summary>
    /// Handed over to another unit: proposed, consented to by both, sent with a letter; the matter goes along and is accepted. The receipt
    /// is still to be given.
    /// </summary>
    public async Task<Clerk> HandOverAsync(string unit, string letter)
    {
        Assert.Empty((await StepAsync("handover", ("Form.Code", nameof(Linkage.Police)), ("Form.Unit", unit))).Mistakes);
        foreach (var (browser, room) in new[] { (Mine, First), (Theirs, Second) })
        {
            var done = await InRoomAsync(browser, room, "/consent?about=handover", ("Answer", nameof(ConsentAnswer.Given)));
            Assert.Empty(done.Mistakes);
        }
        Assert.Empty((await StepAsync("handedover", [("Form.Words", letter), .. await TodayAsync("Form.Day")])).Mistakes);
        var taker = await Office.HireAsync(unit);
        await Office.DoAsync(
            Raised,
            Clerk.Actor,
            (m, j, now) => ProposeHandOverRule.Decide(m, new ProposeHandOver(unit, "duty", "由派出所主持"), Clerk.Actor, j, now)
        );
        await Office.DoAsync(
            Raised,
            taker.Actor,
            (m, j, now) =>
                AnswerHandOverRule.Decide(
                    m,
                    new AnswerHandOver(m.File.HandOver!.Id, HandOverAnswer.Accept, null),
                    taker.Actor,
                    j,
                    now
                )
        );
        return taker;
    }

    /// <summary>In mediation one term of the second party is written down, said back by both, and in effect.</summary>
    /// <param name="days">In how many days it is due.</param>
    /// <param name="form">By word of mouth, or in writing with every signature and the seal.</param>
    public async Task AgreeAsync(int days, AgreementForm form = AgreementForm.Oral)
    {
        var terms = await Clerk.Browser.GetAsync($"{Address}/terms");
        var party = terms.Document.QuerySelectorAll("select[name='Form.By'] option")[2].GetAttribute("value")!;
        var page = await Clerk.Browser.SubmitAsync(
            terms,
            [("Form.By", party), ("Form.What", "月底前铺地垫"), .. await TodayAsync("Form.Day", days)]
        );
        Assert.Empty(page.Mistakes);
        foreach (var (browser, room) in new[] { (Mine, First), (Theirs, Second) })
        {
            await InRoomAsync(browser, room, "/agreement", ("Answer", nameof(ConsentAnswer.Given)), ("Words", "月底前铺好"));
        }
        page = await StepAsync(
            "effect",
            [
                ("Form.AgreementForm", form.ToString()),
                .. form == AgreementForm.Oral
                    ? Array.Empty<(string, string)>()
                    : Enum.GetNames<AgreementCondition>().Select(c => ("Form.Conditions", c)),
            ]
        );
        Assert.Empty(page.Mistakes);
    }

    /// <summary>Today as a form sends it.</summary>
    public async Task<(string, string)[]> TodayAsync(string field, int days = 0)
    {
        var day = (await Office.Host.JurisdictionAsync()).Calendar.DayOf(Office.Host.Clock.GetUtcNow()).AddDays(days);
        return [($"{field}.year", $"{day.Year}"), ($"{field}.month", $"{day.Month}"), ($"{field}.day", $"{day.Day}")];
    }

    /// <summary>Number of the first fact of the matter's dispute that does not hold, or null.</summary>
    public async Task<int?> FirstBrokenAsync()
    {
        await using var db = Office.Host.OpenDb();
        var id = await db.Set<DisputeRow>().Where(d => d.MatterId == Raised.Id).Select(d => d.Id).SingleAsync();
        return DisputeFacts.FirstBroken(
            await db.Set<DisputeFactRow>().AsNoTracking().Where(f => f.DisputeId == id).OrderBy(f => f.Seq).ToListAsync()
        );
    }
}
