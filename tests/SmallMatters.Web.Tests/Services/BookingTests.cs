using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Services;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Services;

/// <summary>A service from the catalogue to the hour that somebody booked of it.</summary>
public class BookingTests
{
    private const string Phone = "13900008888";

    private sealed record Scene(TestHost Host, Office Office, Clerk Clerk, Guid Service)
    {
        public ServiceBook Services => Host.Services.GetRequiredService<ServiceBook>();

        public BookingBook Bookings => Host.Services.GetRequiredService<BookingBook>();

        public DateOnly Today => DateOnly.FromDateTime(Host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

        public async Task<IReadOnlyList<SlotLine>> SlotsAsync()
        {
            await using var db = Host.OpenDb();
            return await ServiceBook.SlotsAsync(db, Service, Host.Clock.GetUtcNow());
        }
    }

    private static async Task<Scene> SceneAsync(DatabaseKind kind, int places = 1, ServiceWay way = ServiceWay.Window)
    {
        var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.Lamps);
        var (done, id) = await host
            .Services.GetRequiredService<ServiceBook>()
            .OpenAsync(
                clerk.Actor,
                new KeepService(
                    "换灯预约",
                    "Lamp booking",
                    "居民",
                    null,
                    "不用",
                    null,
                    "一楼",
                    null,
                    "免费",
                    null,
                    Neighbourhood.Lamp,
                    true,
                    true
                )
            );
        Assert.IsType<Acted.Written>(done);
        var scene = new Scene(host, office, clerk, id);
        Assert.IsType<Acted.Written>(
            await scene.Services.OpenSlotsAsync(id, clerk.Actor, new OpenSlots(scene.Today.AddDays(2), 9, 11, 60, places, way))
        );
        return scene;
    }

    private static async Task<WebPage> BookAsync(Scene scene, Browser browser, int slot = 0, string where = "")
    {
        var form = await browser.GetAsync($"/services/{scene.Service:N}/book");
        var slots = await scene.SlotsAsync();
        return await browser.SubmitAsync(
            form,
            [("Slot", $"{slots[slot].Slot.Id:N}"), ("Area", Neighbourhood.Willow), ("Where", where), ("Contact.Phone", Phone)]
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_resident_books_by_link_changes_the_time_calls_it_off_and_books_again(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var browser = host.NewBrowser();
        Assert.Contains("换灯预约", (await browser.GetAsync("/services")).Main, StringComparison.Ordinal);
        Assert.Contains("免费", (await browser.GetAsync($"/services/{scene.Service:N}")).Main, StringComparison.Ordinal);

        var mine = await BookAsync(scene, browser);
        Assert.EndsWith("/booking", mine.Path, StringComparison.Ordinal);
        Assert.Contains("已预约", mine.Main, StringComparison.Ordinal);
        Assert.Equal([1, 0], (await scene.SlotsAsync()).Select(s => s.Taken));

        var moved = await browser.SubmitAsync(
            mine,
            [("Slot", $"{(await scene.SlotsAsync())[1].Slot.Id:N}")],
            "form.app-main-form"
        );
        Assert.Empty(moved.Mistakes);
        Assert.Equal([0, 1], (await scene.SlotsAsync()).Select(s => s.Taken));

        var off = await browser.SubmitAsync(moved, form: "form[action$='handler=cancel']");
        Assert.Contains("已取消", off.Main, StringComparison.Ordinal);
        Assert.Equal([0, 0], (await scene.SlotsAsync()).Select(s => s.Taken));

        var again = await browser.SubmitAsync(
            off,
            [("Slot", $"{(await scene.SlotsAsync())[0].Slot.Id:N}")],
            "form.app-main-form"
        );
        Assert.Contains("已预约", again.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task However_many_ask_at_once_no_time_is_booked_more_often_than_it_has_places(DatabaseKind kind)
    {
        const int Places = 3;
        var scene = await SceneAsync(kind, Places);
        await using var host = scene.Host;
        var slot = (await scene.SlotsAsync())[0].Slot.Id;
        var raised = new List<Storage.Matters.RaiseResult.Raised>();
        for (var i = 0; i < 16; i++)
        {
            raised.Add(await scene.Office.RaiseAsync(Neighbourhood.Lamp));
        }
        var done = await Task.WhenAll(raised.Select(r => Task.Run(() => scene.Bookings.BookAsync(slot, r.Id, r.Raiser))));
        Assert.Equal(Places, done.Count(d => d is Acted.Written));
        Assert.All(done.OfType<Acted.Refused>(), d => Assert.Equal("slot-full", d.Why.Code));
        Assert.Equal(Places, (await scene.SlotsAsync())[0].Taken);
        await using var db = host.OpenDb();
        Assert.Equal(Places, await db.Set<BookingRow>().CountAsync(b => b.SlotId == slot));
    }

    [Theory, OnBothDatabases]
    public async Task One_matter_books_one_time_however_often_it_is_pressed_at_once(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind, places: 10);
        await using var host = scene.Host;
        var slots = await scene.SlotsAsync();
        var raised = await scene.Office.RaiseAsync(Neighbourhood.Lamp);
        var done = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => Task.Run(() => scene.Bookings.BookAsync(slots[i % 2].Slot.Id, raised.Id, raised.Raiser)))
        );
        Assert.Single(done, d => d is Acted.Written);
        Assert.Equal(1, (await scene.SlotsAsync()).Sum(s => s.Taken));
    }

    [Theory, OnBothDatabases]
    public async Task Parallel_moves_and_cancellations_leave_as_many_places_taken_as_there_are_bookings(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind, places: 2);
        await using var host = scene.Host;
        var slots = await scene.SlotsAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            var raised = await scene.Office.RaiseAsync(Neighbourhood.Lamp);
            await scene.Bookings.BookAsync(slots[i / 2].Slot.Id, raised.Id, raised.Raiser);
            await using var read = host.OpenDb();
            ids.Add((await BookingBook.OfMatterAsync(read, raised.Id))!.Id);
        }
        await Task.WhenAll(
            ids.SelectMany(
                (id, i) =>
                    new[]
                    {
                        Task.Run(() =>
                            scene.Bookings.DecideAsync(
                                id,
                                null,
                                (b, to, now) => BookingRule.Move(b, to!, now),
                                slots[i / 2 == 0 ? 1 : 0].Slot.Id
                            )
                        ),
                        Task.Run(() =>
                            i % 2 == 0
                                ? scene.Bookings.DecideAsync(id, null, (b, _, now) => BookingRule.Cancel(b, now))
                                : Task.FromResult<Acted>(new Acted.Written())
                        ),
                    }
            )
        );
        await using var db = host.OpenDb();
        foreach (var slot in await scene.SlotsAsync())
        {
            Assert.Equal(
                await db.Set<BookingRow>().CountAsync(b => b.SlotId == slot.Slot.Id && b.Stage == BookingStage.Made),
                slot.Taken
            );
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_call_at_home_needs_an_address_which_only_the_matter_shows(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind, way: ServiceWay.Door);
        await using var host = scene.Host;
        var refused = await BookAsync(scene, host.NewBrowser());
        Assert.NotNull(refused.MistakeBeside("Where"));
        var mine = await BookAsync(scene, host.NewBrowser(), where: "三号楼二单元");
        Assert.Contains("已预约", mine.Main, StringComparison.Ordinal);

        var list = await scene.Clerk.Browser.GetAsync("/staff/bookings");
        Assert.DoesNotContain("三号楼二单元", list.Text, StringComparison.Ordinal);
        var one = await scene.Clerk.Browser.GetAsync(list.LinkTo("换灯预约"));
        Assert.DoesNotContain("三号楼二单元", one.Text, StringComparison.Ordinal);
        var matter = await scene.Clerk.Browser.GetAsync(
            one.Document.QuerySelector("main a[href^='/staff/matters/']")!.GetAttribute("href")!
        );
        Assert.Contains("三号楼二单元", matter.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "换灯预约",
            (await (await scene.Office.HireAsync(Neighbourhood.BellDesk)).Browser.GetAsync("/staff/bookings")).Main,
            StringComparison.Ordinal
        );
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_booked_is_reminded_once_and_told_when_the_unit_calls_off(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var mine = await BookAsync(scene, host.NewBrowser());
        Assert.Equal(0, await scene.Bookings.RemindAsync());
        host.Clock.Advance((await scene.SlotsAsync())[0].Slot.From - host.Clock.GetUtcNow() - TimeSpan.FromHours(20));
        Assert.Equal(1, await scene.Bookings.RemindAsync());
        Assert.Equal(0, await scene.Bookings.RemindAsync());

        var clerk = await scene.Office.HireAsync(Neighbourhood.Lamps);
        var page = await clerk.Browser.GetAsync((await clerk.Browser.GetAsync("/staff/bookings")).LinkTo("换灯预约"));
        Assert.NotEmpty((await clerk.Browser.SubmitAsync(page, form: "form[action$='handler=off']")).Mistakes);
        await clerk.Browser.SubmitAsync(page, [("Words", "停电检修")], "form[action$='handler=off']");
        Assert.Contains("停电检修", (await host.NewBrowser().GetAsync(mine.Path)).Main, StringComparison.Ordinal);
        await using var db = host.OpenDb();
        Assert.Equal(
            ["BookingCancelled", "BookingMade", "BookingReminder"],
            await db.Set<NoticeRow>()
                .Where(n => n.Template.StartsWith("Booking"))
                .Select(n => n.Template)
                .OrderBy(t => t)
                .ToListAsync(TestContext.Current.CancellationToken)
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_unit_closes_a_time_that_it_opened_and_whoever_booked_it_is_told_and_takes_another(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var browser = host.NewBrowser();
        var mine = await BookAsync(scene, browser);
        var closed = (await scene.SlotsAsync())[0].Slot.Id;
        var keep = await scene.Clerk.Browser.GetAsync($"/staff/services/{scene.Service:N}");
        Assert.NotEmpty((await scene.Clerk.Browser.SubmitAsync(keep, form: "form[action$='handler=close']")).Mistakes);
        Assert.NotNull(
            (
                await scene.Clerk.Browser.SubmitAsync(keep, [("Slot", $"{closed:N}")], "form[action$='handler=close']")
            ).MistakeBeside("CloseWords")
        );
        var done = await scene.Clerk.Browser.SubmitAsync(
            keep,
            [("Slot", $"{closed:N}"), ("CloseWords", "当天停电")],
            "form[action$='handler=close']"
        );
        Assert.Contains("已关闭", done.Main, StringComparison.Ordinal);
        var told = await browser.GetAsync(mine.Path);
        Assert.Contains("当天停电", told.Main, StringComparison.Ordinal);
        Assert.DoesNotContain($"{closed:N}", told.Text, StringComparison.Ordinal);
        await using (var db = host.OpenDb())
        {
            Assert.Equal(
                1,
                await db.Set<NoticeRow>()
                    .CountAsync(n => n.Template == nameof(BookingCancelled), TestContext.Current.CancellationToken)
            );
        }
        var another = await browser.SubmitAsync(
            told,
            [("Slot", $"{(await scene.SlotsAsync())[1].Slot.Id:N}")],
            "form.app-main-form"
        );
        Assert.Contains("已预约", another.Main, StringComparison.Ordinal);
        var raised = await scene.Office.RaiseAsync(Neighbourhood.Lamp);
        Assert.IsType<Acted.Refused>(await scene.Bookings.BookAsync(closed, raised.Id, raised.Raiser));
        var other = await scene.Office.HireAsync(Neighbourhood.BellDesk);
        Assert.IsType<Acted.Refused>(
            await scene.Bookings.CloseSlotAsync((await scene.SlotsAsync())[1].Slot.Id, other.Actor, "不归我们")
        );
    }

    [Theory, OnBothDatabases]
    public async Task That_nobody_came_ends_the_booking_and_the_next_is_booked_as_ever(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var browser = host.NewBrowser();
        var mine = await BookAsync(scene, browser);
        host.Clock.Advance((await scene.SlotsAsync())[0].Slot.From - host.Clock.GetUtcNow() + TimeSpan.FromMinutes(40));
        var clerk = await scene.Office.HireAsync(Neighbourhood.Lamps);
        var page = await clerk.Browser.GetAsync((await clerk.Browser.GetAsync("/staff/bookings")).LinkTo("换灯预约"));
        await clerk.Browser.SubmitAsync(page, form: "form[action$='handler=missed']");
        var again = await browser.SubmitAsync(
            await browser.GetAsync(mine.Path),
            [("Slot", $"{(await scene.SlotsAsync())[0].Slot.Id:N}")],
            "form.app-main-form"
        );
        Assert.Contains("已预约", again.Main, StringComparison.Ordinal);
    }

    [Fact]
    public void No_table_counts_what_somebody_missed()
    {
        string[] columns =
        [
            .. new[] { typeof(ServiceSlotRow), typeof(BookingRow), typeof(BookingFactRow) }.SelectMany(t =>
                t.GetProperties().Select(p => $"{p.DeclaringType!.Name}.{p.Name}")
            ),
        ];
        Assert.Equal(
            [
                "ServiceSlotRow.Id ServiceSlotRow.ServiceId ServiceSlotRow.Unit ServiceSlotRow.Way ServiceSlotRow.From",
                "ServiceSlotRow.Until ServiceSlotRow.Places ServiceSlotRow.Taken",
                "BookingRow.Id BookingRow.SlotId BookingRow.ServiceId BookingRow.MatterId BookingRow.Person BookingRow.Unit",
                "BookingRow.From BookingRow.Stage BookingRow.Reminded BookingRow.HeadSeq",
                "BookingFactRow.BookingId BookingFactRow.Seq BookingFactRow.At BookingFactRow.Staff BookingFactRow.Unit",
                "BookingFactRow.Type BookingFactRow.Body",
            ],
            [
                string.Join(' ', columns[..5]),
                string.Join(' ', columns[5..8]),
                string.Join(' ', columns[8..14]),
                string.Join(' ', columns[14..18]),
                string.Join(' ', columns[18..23]),
                string.Join(' ', columns[23..]),
            ]
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_service_is_edited_by_its_unit_alone_and_an_old_version_of_the_form_does_not_win(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var form = await scene.Clerk.Browser.GetAsync($"/staff/services/{scene.Service:N}/change");
        var changed = await scene.Clerk.Browser.SubmitAsync(form, [("Form.FeeZh", "十元")]);
        Assert.Contains("第 2 版", changed.Main, StringComparison.Ordinal);
        Assert.Contains(
            "十元",
            (await host.NewBrowser().GetAsync($"/services/{scene.Service:N}")).Main,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Conflict, (await scene.Clerk.Browser.SubmitAsync(form, [("Form.FeeZh", "二十元")])).Status);
        var other = await scene.Office.HireAsync(Neighbourhood.BellDesk);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync($"/staff/services/{scene.Service:N}/change")).Status);
        var page = await scene.Clerk.Browser.GetAsync($"/staff/services/{scene.Service:N}");
        await scene.Clerk.Browser.SubmitAsync(page, [("Words", "并入一窗")], "form[action$='handler=withdraw']");
        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().GetAsync($"/services/{scene.Service:N}")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task How_long_it_really_takes_is_said_only_when_enough_are_known(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        async Task<WebPage> ShownAsync() => await host.NewBrowser().GetAsync($"/services/{scene.Service:N}");
        Assert.Null((await ShownAsync()).Document.QuerySelector("[data-times]"));
        for (var i = 0; i < Storage.Figures.AreaFigures.Fewest; i++)
        {
            var raised = await scene.Office.RaiseAsync(Neighbourhood.Lamp);
            await scene.Office.DoAsync(
                raised,
                scene.Clerk.Actor,
                (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已换。"), scene.Clerk.Actor, j, now)
            );
        }
        host.Clock.Advance(TimeSpan.FromHours(1));
        await using (var db = host.OpenDb())
        {
            await Storage.Figures.AreaFigures.RefreshAsync(
                db,
                host.Clock.GetUtcNow(),
                at => DateOnly.FromDateTime(at.ToOffset(TimeSpan.FromHours(8)).DateTime),
                TestContext.Current.CancellationToken
            );
        }
        Assert.Contains(
            "10 件",
            (await ShownAsync()).Document.QuerySelector("[data-times]")!.TextContent,
            StringComparison.Ordinal
        );
    }
}
