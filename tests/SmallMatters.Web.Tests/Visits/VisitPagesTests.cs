using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Visits;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Visits;

/// <summary>A visit from the question to the slip that is left, and what is not kept of it.</summary>
public class VisitPagesTests
{
    private const string Phone = "13900006666";

    private sealed record Scene(TestHost Host, Office Office, Clerk Clerk, RaiseResult.Raised Raised)
    {
        public VisitBook Book => Host.Services.GetRequiredService<VisitBook>();

        public DateOnly Today => DateOnly.FromDateTime(Host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

        public Browser Resident { get; } = Host.NewBrowser();

        public string Mine => $"/m/{Raised.Link}/visit";
    }

    private static async Task<Scene> SceneAsync(DatabaseKind kind)
    {
        var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        return new Scene(host, office, clerk, await office.RaiseAsync(phone: Phone));
    }

    private static IEnumerable<(string, string)> Day(string field, DateOnly day) =>
        [($"{field}.year", $"{day.Year}"), ($"{field}.month", $"{day.Month}"), ($"{field}.day", $"{day.Day}")];

    private static async Task<WebPage> PlanAsync(Scene scene, int days = 0, string source = "Matter:")
    {
        var form = await scene.Clerk.Browser.GetAsync($"/staff/matters/{scene.Raised.Reference.Value}/visit");
        return await scene.Clerk.Browser.SubmitAsync(
            form,
            [
                ("Form.Source", source),
                .. Day("Form.Day", scene.Today.AddDays(days)),
                ("Form.FromHour", "9"),
                ("Form.UntilHour", "11"),
            ]
        );
    }

    private static Task<WebPage> AnswerAsync(Scene scene, WebPage visit, string kind, params (string, string)[] more) =>
        scene.Clerk.Browser.SubmitAsync(
            visit,
            [("Form.Said", "半夜音响很吵"), ("Form.Kind", kind), ("Form.Words", "请店家十点关音响"), .. more],
            "form[action$='handler=answer']"
        );

    [Theory, OnBothDatabases]
    public async Task A_visit_ends_with_an_answer_that_reaches_the_resident_and_a_slip_to_leave(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var visit = await PlanAsync(scene);
        Assert.Contains("已约", visit.Main, StringComparison.Ordinal);
        var mine = await scene.Resident.GetAsync(scene.Mine);
        var agreed = await scene.Resident.SubmitAsync(mine, form: "form[action$='handler=accept']");
        Assert.Null(agreed.Document.QuerySelector("form[action$='handler=accept']"));

        var due = scene.Today.AddDays(5);
        var answered = await AnswerAsync(
            scene,
            await scene.Clerk.Browser.GetAsync(visit.Path),
            nameof(VisitAnswerKind.ByWhen),
            [.. Day("Form.DueOn", due)]
        );
        Assert.Empty(answered.Mistakes);
        Assert.Contains("已答复", answered.Main, StringComparison.Ordinal);

        var matter = await scene.Resident.GetAsync($"/m/{scene.Raised.Link}");
        Assert.Contains("您反映：半夜音响很吵", matter.Main, StringComparison.Ordinal);
        Assert.Contains("请店家十点关音响", matter.Main, StringComparison.Ordinal);
        Assert.Equal(due, Assert.Single((await scene.Office.NowAsync(scene.Raised)).File.OpenPromises).DueOn);
        await using (var db = host.OpenDb())
        {
            var told = await db.Set<NoticeRow>().Select(n => n.Template).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Contains(nameof(VisitPlanned), told);
            Assert.Contains(nameof(Replied), told);
        }
        foreach (var paper in (string[])["", "?paper=58"])
        {
            var slip = await scene.Clerk.Browser.GetAsync($"{visit.Path}/slip{paper}");
            Assert.Contains("您反映：半夜音响很吵", slip.Main, StringComparison.Ordinal);
            Assert.NotNull(slip.Document.QuerySelector("img[src^='data:image/png']"));
            Assert.Equal(paper.Length > 0, slip.Document.QuerySelector(".app-slip--58") is not null);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_resident_declines_by_link_and_nobody_comes_or_asks_why(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var visit = await PlanAsync(scene);
        var mine = await scene.Resident.GetAsync(scene.Mine);
        Assert.Empty(mine.Document.QuerySelectorAll("main textarea"));
        Assert.Contains(
            "居民谢绝",
            (await scene.Resident.SubmitAsync(mine, form: "form[action$='handler=decline']")).Main,
            StringComparison.Ordinal
        );
        var after = await scene.Clerk.Browser.GetAsync(visit.Path);
        Assert.Empty(after.Document.QuerySelectorAll("main form"));
    }

    [Theory, OnBothDatabases]
    public async Task A_visit_without_an_answer_grows_older_in_the_list_the_inbox_and_on_the_morning_board(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var visit = await PlanAsync(scene);
        await scene.Clerk.Browser.SubmitAsync(visit, form: "form[action$='handler=made']");
        host.Clock.Advance(TimeSpan.FromDays(3));
        var clerk = await scene.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var list = await clerk.Browser.GetAsync("/staff/visits");
        Assert.Equal("3", list.Document.QuerySelector("[data-waiting]")!.GetAttribute("data-waiting"));
        Assert.Contains("1 次走访还没有答复", (await clerk.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        Assert.Contains("最早的从", (await clerk.Browser.GetAsync("/staff/morning-board")).Main, StringComparison.Ordinal);

        await AnswerAsync(scene with { Clerk = clerk }, await clerk.Browser.GetAsync(visit.Path), nameof(VisitAnswerKind.Cannot));
        Assert.DoesNotContain("走访还没有答复", (await clerk.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task All_mistakes_at_the_door_are_told_at_once_and_what_was_typed_stays(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var visit = await PlanAsync(scene);
        var again = await scene.Clerk.Browser.SubmitAsync(
            visit,
            [("Form.Said", "半夜音响很吵")],
            "form[action$='handler=answer']"
        );
        Assert.Equal(2, again.Mistakes.Count);
        Assert.Equal("半夜音响很吵", again.ValueOf("Form.Said")!.Trim());
        Assert.NotNull((await AnswerAsync(scene, visit, nameof(VisitAnswerKind.ByWhen))).MistakeBeside("Form.DueOn.day"));
        var bad = await scene.Clerk.Browser.SubmitAsync(
            await scene.Clerk.Browser.GetAsync($"/staff/matters/{scene.Raised.Reference.Value}/visit"),
            [("Form.Source", "Card:爱打牌")]
        );
        Assert.Equal(3, bad.Mistakes.Count);
    }

    [Theory, OnBothDatabases]
    public async Task The_source_of_a_visit_is_kept(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        await scene.Office.DoAsync(
            scene.Raised,
            scene.Clerk.Actor,
            (m, j, now) =>
                ReplyRule.Decide(
                    m,
                    new Reply("我们去看看。", [("和店家谈", j.Calendar.DayOf(now).AddDays(3))]),
                    scene.Clerk.Actor,
                    j.Calendar.DayOf(now),
                    now
                )
        );
        var promise = (await scene.Office.NowAsync(scene.Raised)).File.OpenPromises.First().Id;
        var visit = await PlanAsync(scene, source: $"Promise:{promise:N}");
        Assert.Contains("一项承诺", visit.Main, StringComparison.Ordinal);
        await using var db = host.OpenDb();
        var kept = (await VisitBook.OfMatterAsync(db, scene.Raised.Id))!;
        Assert.Equal((VisitSource.Promise, $"{promise:N}"), (kept.Visit.Plan.Source, kept.Visit.Plan.SourceCode));
    }

    [Theory, OnBothDatabases]
    public async Task Another_unit_finds_no_visit_and_no_slip(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var visit = await PlanAsync(scene);
        await AnswerAsync(scene, visit, nameof(VisitAnswerKind.Did));
        var other = await scene.Office.HireAsync(Neighbourhood.BellDesk);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync(visit.Path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync($"{visit.Path}/slip")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task Call_backs_are_drawn_by_a_seed_that_anybody_can_check_and_answered_to_a_neutral_unit(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var ids = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            var raised = i == 0 ? scene.Raised : await scene.Office.RaiseAsync();
            var (_, id) = await scene.Book.PlanAsync(
                raised.Id,
                scene.Clerk.Actor,
                today => VisitRule.Plan(VisitSource.Matter, "", today, 9, 11, today)
            );
            await scene.Book.DecideAsync(id, scene.Clerk.Actor, VisitRule.Make);
            Assert.IsType<Acted.Written>(
                await scene.Book.DecideAsync(
                    id,
                    scene.Clerk.Actor,
                    (v, _) => VisitRule.Answer(v, new VisitAnswer(VisitAnswerKind.Did, null, 2))
                )
            );
            ids.Add(id);
        }
        Assert.Equal(0, await scene.Book.DrawAsync());
        host.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(2, await scene.Book.DrawAsync());
        Assert.Equal(0, await scene.Book.DrawAsync());

        await using var db = host.OpenDb();
        var drawn = await VisitBook.DrawnAsync(db, Neighbourhood.Review);
        Assert.Empty(await VisitBook.DrawnAsync(db, Neighbourhood.WillowDesk));
        var first = (await VisitBook.FindAsync(db, Neighbourhood.WillowDesk, drawn[0].Id))!;
        var draw = first.Facts.Select(f => f.Fact).OfType<VisitDrawn>().Single();
        Assert.Equal(
            ids.OrderBy(id => VisitBook.Lot(draw.Seed, id), StringComparer.Ordinal).Take(2).ToHashSet(),
            drawn.Select(d => d.Id).ToHashSet()
        );
        Assert.IsType<Acted.Written>(await scene.Book.DecideAsync(drawn[0].Id, null, (v, _) => VisitRule.Echo(v, true, false)));
        var reviewer = await scene.Office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var page = await reviewer.Browser.GetAsync("/staff/call-backs");
        Assert.Equal(2, page.Document.QuerySelectorAll("main tbody tr").Length);
        Assert.Contains("没有回答", page.Main, StringComparison.Ordinal);
        var clerk = await scene.Office.HireAsync(Neighbourhood.WillowDesk);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Browser.GetAsync("/staff/call-backs")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_unit_is_never_asked_to_look_at_visits_of_its_own(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var (_, id) = await scene.Book.PlanAsync(
            scene.Raised.Id,
            new Actor.Staff(scene.Clerk.Id, Neighbourhood.Review, [StaffRole.Handler]),
            today => VisitRule.Plan(VisitSource.Matter, "", today, 9, 11, today)
        );
        var by = new Actor.Staff(scene.Clerk.Id, Neighbourhood.Review, [StaffRole.Handler]);
        await scene.Book.DecideAsync(id, by, VisitRule.Make);
        var answered = await scene.Book.DecideAsync(
            id,
            by,
            (v, _) => VisitRule.Answer(v, new VisitAnswer(VisitAnswerKind.Did, null, 2))
        );
        Assert.IsType<Acted.Written>(answered);
        host.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(0, await scene.Book.DrawAsync());
    }

    /// <summary>The record has no field for a person's character, beliefs, relations or possessions, and none for words at all.</summary>
    [Fact]
    public void The_record_of_a_visit_holds_keys_days_and_codes_and_no_words_about_anybody()
    {
        static string Of(Type type) =>
            string.Join(
                ' ',
                type.GetProperties()
                    .Where(p => p.Name != "EqualityContract")
                    .Select(p => $"{p.Name}:{(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType).Name}")
            );
        Assert.Equal(
            "Id:Guid MatterId:MatterId Unit:String Stage:VisitStage Day:DateOnly AnsweredAt:DateTimeOffset Considered:Boolean CallBackUnit:String HeadSeq:Int32",
            Of(typeof(VisitRow))
        );
        Assert.Equal(
            "VisitId:Guid Seq:Int32 At:DateTimeOffset Staff:Guid Unit:String Type:String Body:String",
            Of(typeof(VisitFactRow))
        );
        var facts = typeof(VisitFact)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(VisitFact)))
            .ToDictionary(t => t.Name, Of);
        Assert.Equal(
            new Dictionary<string, string>
            {
                [nameof(VisitPlanned)] = "Plan:VisitPlan",
                [nameof(VisitAccepted)] = "",
                [nameof(VisitDeclined)] = "",
                [nameof(VisitCalledOff)] = "",
                [nameof(VisitNotMet)] = "",
                [nameof(VisitMade)] = "On:DateOnly",
                [nameof(VisitAnswered)] = "Answer:VisitAnswer",
                [nameof(VisitDrawn)] = "Seed:String Among:Int32 Drawn:Int32 Unit:String",
                [nameof(VisitEchoed)] = "Happened:Boolean Helped:Boolean",
            },
            facts
        );
        Assert.Equal("Source:VisitSource SourceCode:String Day:DateOnly FromHour:Int32 UntilHour:Int32", Of(typeof(VisitPlan)));
        Assert.Equal("Kind:VisitAnswerKind DueOn:DateOnly ReplySeq:Int32", Of(typeof(VisitAnswer)));
        foreach (var type in new[] { typeof(VisitRow), typeof(VisitFactRow) })
        {
            Assert.DoesNotContain(
                type.GetProperties(),
                p => p.GetCustomAttributes(typeof(PersonalFieldAttribute), inherit: true).Length > 0
            );
        }
    }
}
