using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Liaisons;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.SchoolGates;
using SmallMatters.Storage.Services;
using SmallMatters.Storage.Sharing;
using SmallMatters.Storage.Visits;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Cards;
using SmallMatters.Web.Tests.Disputes;
using SmallMatters.Web.Tests.Encounters;
using SmallMatters.Web.Tests.Hazards;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.MinorCases;
using SmallMatters.Web.Tests.Photos;
using SmallMatters.Web.Tests.Quality;
using SmallMatters.Web.Tests.Satisfaction;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>
/// One real thing behind every address that has a key in it, so that a page is opened and not only missed. All of it belongs to
/// the desk of Willow, or is about the planted matter; none of it holds a marker of its own.
/// </summary>
internal sealed partial class Planted
{
    private readonly List<(string Route, string Name, string Value)> _keys = [];

    /// <summary>The name of the planted volunteer.</summary>
    public const string Volunteer = "标记联络员癸";

    private Planted() { }

    /// <summary>The key of a program that reads by a sharing slip, which names the words and nothing else.</summary>
    public string SlipKey { get; private set; } = "";

    /// <summary>The link of a party to another dispute, in which a joint session is set.</summary>
    public string MeetingRoom { get; private set; } = "";

    /// <summary>What stands for a name in braces on a route; null when nothing was planted for it.</summary>
    public string? ValueOf(RouteEndpoint page, string name)
    {
        var route = page.RoutePattern.RawText!.TrimStart('/');
        return _keys.Find(k => k.Name == name && route.StartsWith(k.Route, StringComparison.Ordinal)).Value;
    }

    /// <summary>Plants a card, which takes days of quiet; before anybody else signs in.</summary>
    public static async Task<Planted> QuietAsync(TestHost host, Office office)
    {
        var planted = new Planted();
        await office.RaiseAsync();
        host.Clock.Advance(TimeSpan.FromDays(12));
        await host.Services.GetRequiredService<CardWatch>().LookAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var card = (await clerk.Browser.GetAsync("/staff/cards")).LinkTo("在办诉求没有动静");
        planted.Add("staff/cards/", "id", card.Split('/')[^1]);
        return planted;
    }

    /// <summary>Plants the rest.</summary>
    /// <param name="host">The host.</param>
    /// <param name="office">Whoever acts.</param>
    /// <param name="raised">The matter with the markers.</param>
    /// <param name="photo">Key of its photo.</param>
    public async Task RestAsync(TestHost host, Office office, RaiseResult.Raised raised, Guid photo)
    {
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var leader = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var reference = $"{raised.Reference.Value}";

        var promised = await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) =>
                ReplyRule.Decide(
                    m,
                    new Reply("我们去看看。", [("和店家谈一次", j.Calendar.DayOf(now).AddDays(3))]),
                    clerk.Actor,
                    j.Calendar.DayOf(now),
                    now
                )
        );
        Add("staff/matters/", "promise", promised.File.OpenPromises.First(p => p.Unit == clerk.Unit).Id.ToString());
        foreach (var route in (string[])["staff/matters/", "m/", "partner/", "api/partner/"])
        {
            Add(route, "photo", photo.ToString());
        }
        Add("staff/matters/", "step", "tell");
        Add("neighbour-note/", "note", "noise");
        Add("join/", "reference", reference);
        Add("administration/accounts", "id", clerk.Id.Value.ToString());

        var order = await FilledAsync(
            leader,
            $"/staff/matters/{reference}/order",
            ("Form.What", "本周见效"),
            ("Form.Asked", "谈妥并报告"),
            ("Form.Pace", "Ordinary")
        );
        Add("staff/orders/", "id", order);
        Add("staff/orders/", "step", "reply");
        var hard = await FilledAsync(
            leader,
            $"/staff/hard-list/new?matter={reference}",
            ("Form.Title", "夜市多年"),
            ("Form.Why", "没有约定"),
            ("Form.Leader", leader.Id.Value.ToString("N")),
            ("Form.Post", "Deputy")
        );
        Add("staff/hard-list/", "id", hard);
        Add("staff/hard-list/", "step", "plan");
        var target = await FilledAsync(
            leader,
            $"/staff/targets/new?unit={leader.Unit}",
            ("Form.Title", "首次联系一天以内"),
            ("Form.Level", "Unit"),
            ("Form.Area", Neighbourhood.Willow),
            ("Form.Measure", "Response"),
            ("Form.Percent", "90"),
            ("Form.From.year", "2026"),
            ("Form.From.month", "3"),
            ("Form.From.day", "1"),
            ("Form.Until.year", "2026"),
            ("Form.Until.month", "12"),
            ("Form.Until.day", "31"),
            ("Form.Leader", leader.Id.Value.ToString("N"))
        );
        Add("staff/targets/", "id", target);
        var lamps = await office.HireAsync(Neighbourhood.Lamps, StaffRole.Supervisor);
        var reckoning = await FilledAsync(
            lamps,
            $"/staff/reckonings/new?unit={leader.Unit}",
            ("Form.Title", "夜里的事当夜有人答应"),
            ("Form.Ground", "OthersHelped"),
            ("Form.Area", Neighbourhood.Willow),
            ("Form.Leader", leader.Id.Value.ToString("N")),
            ("Form.Account", "两次都是他们先到"),
            ("Form.Document", "督字7号")
        );
        Add("staff/reckonings/", "id", reckoning);
        Add("staff/reckonings/", "step", "reply");
        Add("staff/conduct/", "id", await PlantedConduct.ReviewAsync(office));
        var pilot = await FilledAsync(
            leader,
            "/staff/pilots/new",
            ("Form.Goal", "夜里的灯当夜修"),
            ("Form.How", "值班的人带配件上门"),
            ("Form.Areas", Neighbourhood.Willow),
            ("Form.Against", Neighbourhood.Bell),
            ("Form.Measure", "Solved"),
            ("Form.From.year", "2026"),
            ("Form.From.month", "4"),
            ("Form.From.day", "1"),
            ("Form.Until.year", "2026"),
            ("Form.Until.month", "9"),
            ("Form.Until.day", "30"),
            ("Form.StopPercent", "50"),
            ("Form.LookOn.year", "2026"),
            ("Form.LookOn.month", "6"),
            ("Form.LookOn.day", "30"),
            ("Form.Cost", "每晚两个人")
        );
        Add("staff/pilots/", "id", pilot);
        Add("staff/pilots/", "step", "approve");
        var practice = await PlantedPractice.ReleasedAsync(office);
        Add("staff/practice/", "id", practice);
        Add("staff/practice/", "step", "copy");
        Add("practice/", "practice", practice);
        Add("staff/afteraction/", "id", await PlantedAfterAction.WrittenAsync(office, clerk));
        await PlantedLesson.AgreeAsync(host, (await PlantedLesson.JudgedAsync(office, clerk)).Link);
        Add(
            "staff/lessons/",
            "id",
            await PlantedLesson.WrittenAsync(await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer))
        );
        Add("staff/lessons/", "step", "release");
        var problem = await FilledAsync(
            clerk,
            "/staff/problems/new",
            ("Form.Title", "半夜总是吵"),
            ("Form.Area", Neighbourhood.Willow),
            ("Form.Category", Neighbourhood.Noise),
            ("Form.Why", "都在一条街")
        );
        Add("staff/problems/", "id", problem);
        Add("staff/problems/", "step", "analyse");
        var incident = await FilledAsync(
            leader,
            "/staff/data-protection/incidents",
            ("Form.What", "名单误发"),
            ("Form.Touches", "十二人"),
            ("Form.Harm", "骚扰")
        );
        Add("staff/data-protection/incidents/", "id", incident);
        var assessment = await FilledAsync(
            leader,
            $"/staff/data-protection/assessments/new?kind={nameof(OutwardFlowKind.OpenData)}&code=x",
            ("Form.Receiver", "所有人"),
            ("Form.Data", "件数"),
            ("Form.Necessity", "公开"),
            ("Form.Risks", "没有"),
            ("Form.Measures", "不少于五"),
            ("Form.HoldsUntil.year", "2026"),
            ("Form.HoldsUntil.month", "12"),
            ("Form.HoldsUntil.day", "31")
        );
        Add("staff/data-protection/assessments/", "id", assessment);
        (var slip, SlipKey) = await SlipAsync(host, office, leader, "Words");
        Add("staff/slips/", "slip", slip);
        Add("api/v1/shared/", "slip", slip);
        await MeetAsync(host);

        await NewsAsync(host, office);
        await FilesAsync(host, office);
        var entry = await FilledAsync(
            clerk,
            "/staff/knowledge/new",
            ("Form.QuestionZh", "路灯多久修好？"),
            ("Form.AnswerZh", "一般三天。"),
            ("Form.Source", "单位公开的时限"),
            ("Form.Until.year", "2026"),
            ("Form.Until.month", "12"),
            ("Form.Until.day", "31")
        );
        Add("staff/knowledge/", "entry", entry);
        Add("answers/", "answer", entry);
        await ServicesAsync(host, clerk, raised);
        var visits = host.Services.GetRequiredService<VisitBook>();
        var (_, visit) = await visits.PlanAsync(
            raised.Id,
            clerk.Actor,
            today => VisitRule.Plan(VisitSource.Matter, "", today, 9, 11, today)
        );
        Assert.IsType<Acted.Written>(await visits.DecideAsync(visit, clerk.Actor, VisitRule.Make));
        Assert.IsType<Acted.Written>(
            await visits.DecideAsync(
                visit,
                clerk.Actor,
                (v, _) => VisitRule.Answer(v, new VisitAnswer(VisitAnswerKind.Did, null, 2))
            )
        );
        Add("staff/visits/", "visit", $"{visit:N}");
        Add("staff/satisfaction-calls/", "number", $"{await CallScene.PlantAsync(host, raised)}");
        var drawn = await office.RaiseAsync(words: MarkerTests.Words, name: MarkerTests.Name, phone: MarkerTests.Phone);
        Add("staff/quality/checks/", "number", $"{await QualityScene.PlantAsync(host, office, drawn)}");
        Add("staff/roster/", "day", "2026-03-03");
        Add("staff/encounters/", "theme", $"{await EncounterScene.ThemeAsync(host):N}");
        Add("rate/", "secret", await EncounterScene.LinkAsync(host, new string('d', 32)));
        Add("data/", "set", "areas");
        Add("ogc/collections/", "collection", "areas");
        Add("ogc/collections/", "item", Neighbourhood.Willow);
        Add("raise/door/", "subject", "offence");
        Add("errors/", "status", "500");
        Add("openapi/", "documentName", "v1");
        Add("open311/", "format", "json");
        Add("open311/", "code", Neighbourhood.Noise);
        Add("open311/", "token", reference);
    }

    // A service under the matter's own category, a bundle of it, and a time of it that the matter booked.
    private async Task ServicesAsync(TestHost host, Clerk clerk, RaiseResult.Raised raised)
    {
        var service = await FilledAsync(
            clerk,
            "/staff/services/new",
            ("Form.NameZh", "调解预约"),
            ("Form.Category", Neighbourhood.Noise),
            ("Form.Ways", nameof(ServiceWay.Door)),
            ("Form.ConditionsZh", "都可以"),
            ("Form.PapersZh", "不用"),
            ("Form.PlaceZh", "居委会"),
            ("Form.FeeZh", "免费")
        );
        Add("staff/services/", "service", service);
        Add("services/", "service", service);
        var id = Guid.ParseExact(service, "N");
        Add("services/", "bundle", await BundleAsync(clerk, service));
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        await host
            .Services.GetRequiredService<ServiceBook>()
            .OpenSlotsAsync(id, clerk.Actor, new OpenSlots(today.AddDays(3), 9, 10, 30, 2, ServiceWay.Door));
        await using var db = host.OpenDb();
        var slot = (await ServiceBook.SlotsAsync(db, id, host.Clock.GetUtcNow()))[0].Slot.Id;
        Assert.IsType<Acted.Written>(
            await host.Services.GetRequiredService<BookingBook>().BookAsync(slot, raised.Id, raised.Raiser)
        );
        Add("staff/bookings/", "booking", $"{(await BookingBook.OfMatterAsync(db, raised.Id))!.Id:N}");
    }

    private static async Task<string> BundleAsync(Clerk clerk, string service)
    {
        (string, string)[] sheet =
        [
            ("Form.Category", Neighbourhood.Noise),
            ("Form.Ways", nameof(ServiceWay.Window)),
            ("Form.ConditionsZh", "都可以"),
            ("Form.PapersZh", "不用"),
            ("Form.PlaceZh", "居委会"),
            ("Form.FeeZh", "免费"),
        ];
        var other = await FilledAsync(clerk, "/staff/services/new", [("Form.NameZh", "上门登记"), .. sheet]);
        return await FilledAsync(
            clerk,
            "/staff/services/new",
            [("Form.NameZh", "搬家一件事"), ("Form.Parts", service), ("Form.Parts", other), .. sheet]
        );
    }

    /// <summary>A sharing slip of the desk of Willow for the desk of Bell, in force, and the key of the program that reads by it.</summary>
    public static async Task<(string Slip, string Key)> SlipAsync(
        TestHost host,
        Office office,
        Clerk giver,
        params string[] fields
    )
    {
        var asker = await office.HireAsync(Neighbourhood.BellDesk, StaffRole.Supervisor);
        var slip = await FilledAsync(
            asker,
            "/staff/slips/new",
            [
                ("Form.Giver", Neighbourhood.WillowDesk),
                ("Form.Category", Neighbourhood.Noise),
                .. fields.Select(f => ("Form.Fields", f)),
                ("Form.Purpose", "核对"),
                ("Form.Basis", "某条例第十条"),
                ("Form.Until.year", "2026"),
                ("Form.Until.month", "6"),
                ("Form.Until.day", "1"),
            ]
        );
        return (slip, await InForceAsync(host, asker, giver, Guid.ParseExact(slip, "N")));
    }

    // Two people weigh what goes out, the giver approves, and the asker makes the key.
    private static async Task<string> InForceAsync(TestHost host, Clerk asker, Clerk giver, Guid slip)
    {
        await using (var db = host.OpenDb())
        {
            var flow = SlipBook.FlowOf((await SlipBook.FindAsync(db, asker.Unit, slip))!.Slip.File);
            var book = host.Services.GetRequiredService<AssessmentBook>();
            var officer = new Actor.Staff(asker.Id, Neighbourhood.Street, [StaffRole.DataProtectionOfficer]);
            var (_, id) = await book.WriteAsync(
                giver.Actor,
                new WriteAssessment(flow.Kind, flow.Code, "居委会", "文字", "核对", "泄露", "加密", new DateOnly(2027, 1, 1))
            );
            Assert.IsType<Acted.Written>(
                await book.DecideAsync(id, officer, a => DecideAssessmentRule.Approve(a, "可以", officer), 1)
            );
        }
        async Task<WebPage> PressAsync(Clerk clerk, string handler) =>
            await clerk.Browser.SubmitAsync(
                await clerk.Browser.GetAsync($"/staff/slips/{slip:N}"),
                [],
                $"form[action$='handler={handler}']"
            );
        await PressAsync(giver, "approve");
        return (await PressAsync(asker, "key")).Document.QuerySelector(".govuk-inset-text code")!.TextContent;
    }

    /// <summary>Plants a minor case at the station, with evidence.</summary>
    /// <returns>The victim's link, and the address of the receipt.</returns>
    public async Task<(string Link, string Receipt)> CaseAsync(
        TestHost host,
        string name,
        string phone,
        string words,
        string document
    )
    {
        var scene = await CaseScene.MakeAsync(
            host,
            ("Form.Name", name),
            ("Form.Phone", phone),
            ("Form.Account", words),
            ("Form.Kind", nameof(CaseKind.Theft))
        );
        await scene.DoneAsync("take", ("Form.Words", document), ("Form.Document", "1"));
        var mine = await scene.AsVictimAsync();
        var given = await scene.Victim.SubmitAsync(
            mine,
            [],
            "form[action$='handler=evidence']",
            [new ChosenFile("Files", "a.jpg", "image/jpeg", MadePhotos.JpegFromAPhone())]
        );
        foreach (var route in (string[])["staff/cases/", "case/"])
        {
            Add(route, "sha", given.Document.QuerySelector("a[href*='/evidence/']")!.GetAttribute("href")!.Split('/')[^1]);
        }
        Add("staff/cases/", "reference", scene.Number);
        Add("staff/cases/", "act", "step");
        return (mine.Path.Split('/')[^1], $"{scene.Address}/{await scene.AboutPersonAsync("receipt")}");
    }

    /// <summary>Plants premises whose liaison is called by a marker, out of a file.</summary>
    public async Task PremisesAsync(TestHost host, string liaison)
    {
        var (id, number) = await Places.ImportAsync(
            host,
            $"w-1,柳园小学,学校,柳园路1号,{Neighbourhood.Willow},{Neighbourhood.WillowDesk},,,{liaison},"
        );
        Add("staff/premises/", "id", $"{id:N}");
        Add("staff/premises/imports/", "number", $"{number}");
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        var items = ChecklistBook.BuiltIn.Version(PremisesKind.School, 1).Items.Length;
        var address = await Inspecting.FindAsync(clerk, id, MadePhotos.Jpeg(), Inspecting.Form(items: items));
        await Inspecting.OrderAsync(host, clerk, address);
        var link = (await Inspecting.StepAsync(clerk, address, "link")).Document.QuerySelector("#link")!.TextContent;
        var finding = (await clerk.Browser.GetAsync(address)).Document;
        var inspection = finding.QuerySelector("a[href^='/staff/inspections/']")!;
        Add("staff/inspections/", "id", inspection.GetAttribute("href")!.Split('/')[^1]);
        Add("staff/findings/", "id", address.Split('/')[^1]);
        Add("staff/findings/", "step", "note");
        Add("staff/findings/", "paper", "notice");
        Add("staff/report/papers/", "paper", "ledger");
        Add("staff/report/papers/", "format", "print");
        Add("staff/findings/", "hash", finding.QuerySelector(".app-photos img")!.GetAttribute("src")!.Split('/')[^1]);
        Add("rectify/", "secret", link.Trim().Split('/')[^1]);
        Add("staff/gates/school/", "id", $"{id:N}");
        await GatesAsync(host, clerk, id);
        await LiaisonAsync(host);
        await PrioritiesAsync(host);
        await TakingPartAsync(host);
    }

    // A volunteer who serves, with the link.
    private async Task LiaisonAsync(TestHost host)
    {
        var leader = new Actor.Staff(
            (await new Office(host).HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor)).Id,
            Neighbourhood.WillowDesk,
            [StaffRole.Supervisor]
        );
        var book = host.Services.GetRequiredService<LiaisonBook>();
        var today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        var (_, id, secret) = await book.OfferAsync(
            new OfferLiaison(Volunteer, "13900008888", Neighbourhood.Willow, today.AddDays(300)),
            leader
        );
        await book.DecideAsync(id, null, (role, _) => LiaisonRule.Accept(role, true, false));
        Add("staff/liaisons/", "liaison", $"{id:N}");
        Add("liaison/", "secret", secret);
    }

    // The school's campus police room with a shift of today, and the school's link.
    private async Task GatesAsync(TestHost host, Clerk clerk, Guid school)
    {
        var begun = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync($"/staff/gates/school/{school:N}"));
        Assert.StartsWith("/staff/campus/", begun.Path, StringComparison.Ordinal);
        Add("staff/campus/", "id", begun.Path.Split('/')[^1]);
        Add("staff/campus/", "step", "lesson");
        var today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        var set = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync($"{begun.Path}/roster"),
            [
                ("Form.Peaks[0].Gate", "主门"),
                ("Form.Peaks[0].From", "23:00"),
                ("Form.Peaks[0].Until", "23:40"),
                .. Inspecting.Day("TermFrom", today),
                .. Inspecting.Day("TermUntil", today.AddDays(60)),
                ("Form.MakeUpDays", "True"),
                ("Form.MinutesBefore", "0"),
            ]
        );
        Assert.Empty(set.Mistakes);
        while (await host.Services.GetRequiredService<GateBook>().PlanAsync() == 0)
        {
            host.Clock.Advance(TimeSpan.FromDays(1));
        }
        await using (var db = host.OpenDb())
        {
            var shift = await db.Set<GateShiftRow>().OrderByDescending(s => s.Day).Select(s => s.FileId).FirstAsync();
            Add("staff/gate-shifts/", "id", $"{shift:N}");
        }
        var link = (await Inspecting.StepAsync(clerk, begun.Path, "link")).Document.QuerySelector("#link")!.TextContent;
        Add("school/", "secret", link.Trim().Split('/')[^1]);
    }

    private async Task MeetAsync(TestHost host)
    {
        var scene = await DisputeScene.MakeAsync(host);
        Assert.Empty((await scene.MediateAsync()).Mistakes);
        var day = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow()).AddDays(2);
        var set = await scene.StepAsync(
            "session",
            ("Form.Day.year", $"{day.Year}"),
            ("Form.Day.month", $"{day.Month}"),
            ("Form.Day.day", $"{day.Day}"),
            ("Form.StartsAt", "14:30"),
            ("Form.Where", "居委会调解室")
        );
        Assert.Empty(set.Mistakes);
        var calendar = (await scene.Mine.GetAsync(scene.First)).LinkTo("放进手机日历");
        Add("d/", "session", calendar.Split('/')[^1].Split('.')[0]);
        MeetingRoom = scene.First[3..];
        await scene.AgreeAsync(20, AgreementForm.Written);
        var signed = await scene.Clerk.Browser.SubmitAsync(
            await scene.Clerk.Browser.GetAsync($"{scene.Address}/signed"),
            [],
            files: [new ChosenFile("Form.Files", "a.jpg", "image/jpeg", MadePhotos.JpegFromAPhone())]
        );
        foreach (var route in (string[])["staff/matters/", "d/"])
        {
            Add(route, "sha", signed.Document.QuerySelector("a[href*='/signed/']")!.GetAttribute("href")!.Split('/')[^1]);
        }
        var sent = await DisputeScene.MakeAsync(host);
        await sent.HandOverAsync(Neighbourhood.Station, "移字1号");
        Add("staff/disputes/sent/", "reference", $"{sent.Raised.Reference.Value}");
    }

    // The key is the last part of the address to which the form leads when it is taken.
    private static async Task<string> FilledAsync(Clerk clerk, string form, params (string, string)[] values)
    {
        var done = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync(form), values);
        Assert.True(done.Mistakes.Count == 0, $"{form}: {string.Join("; ", done.Mistakes)}");
        return done.Path.Split('/')[^1];
    }

    private void Add(string route, string name, string value) => _keys.Add((route, name, value));
}
