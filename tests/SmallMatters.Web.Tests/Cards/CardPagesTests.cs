using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Cards;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Cards;

/// <summary>From a matter that has gone quiet to a card, to somebody who takes it and says what came of it.</summary>
public class CardPagesTests
{
    private static async Task<(TestHost Host, Office Office, RaiseResult.Raised Raised)> QuietAsync(DatabaseKind kind)
    {
        var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        return (host, office, raised);
    }

    private static CardWatch Watch(TestHost host) => host.Services.GetRequiredService<CardWatch>();

    [Theory, OnBothDatabases]
    public async Task A_quiet_matter_makes_one_card_however_often_the_rules_look(DatabaseKind kind)
    {
        var (host, _, _) = await QuietAsync(kind);
        await using var _1 = host;
        host.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Equal(1, await Watch(host).LookAsync());
        Assert.Equal(0, await Watch(host).LookAsync());
        host.Clock.Advance(TimeSpan.FromDays(1));
        await Watch(host).RunAsync();
        await using var db = host.OpenDb();
        Assert.Equal(1, await db.Set<CardRow>().CountAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Two_nodes_that_look_at_the_same_time_make_one_card(DatabaseKind kind)
    {
        var (host, _, _) = await QuietAsync(kind);
        await using var _1 = host;
        host.Clock.Advance(TimeSpan.FromDays(12));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Watch(host).LookAsync()));
        await using var db = host.OpenDb();
        Assert.Equal(1, await db.Set<CardRow>().CountAsync());
    }

    [Theory, OnBothDatabases]
    public async Task The_unit_takes_its_card_and_says_what_came_of_it(DatabaseKind kind)
    {
        var (host, office, raised) = await QuietAsync(kind);
        await using var _1 = host;
        host.Clock.Advance(TimeSpan.FromDays(12));
        await Watch(host).LookAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);

        var list = await clerk.Browser.GetAsync("/staff/cards");
        var card = await clerk.Browser.GetAsync(list.LinkTo("在办诉求没有动静"));
        Assert.Equal($"在办诉求没有动静：噪声扰民（{raised.Reference}）", card.Heading);
        Assert.Contains(card.Heading!, list.Main, StringComparison.Ordinal);
        Assert.Contains("已经 10 天没有任何工作人员做过任何事", card.Main, StringComparison.Ordinal);
        Assert.Contains("只是没有记录", card.Main, StringComparison.Ordinal);
        Assert.Contains("还没有检验过", card.Main, StringComparison.Ordinal);

        card = await clerk.Browser.SubmitAsync(card, form: "form[data-form=take]");
        Assert.Contains("处理中", card.Main, StringComparison.Ordinal);
        var missing = await clerk.Browser.SubmitAsync(card, form: "form[data-form=close]");
        Assert.Contains("请选择结果。", missing.Mistakes);
        missing = await clerk.Browser.SubmitAsync(
            card,
            [("Form.Outcome", "NothingNeeded"), ("Form.Words", " ")],
            "form[data-form=close]"
        );
        Assert.Contains("请写明", missing.MistakeBeside("Form.Words"), StringComparison.Ordinal);
        var done = await clerk.Browser.SubmitAsync(
            missing,
            [("Form.Outcome", "NothingNeeded"), ("Form.Words", "正在线下办理")],
            "form[data-form=close]"
        );
        Assert.Contains("不需要行动", done.Main, StringComparison.Ordinal);
        Assert.Contains("正在线下办理", done.Main, StringComparison.Ordinal);
        Assert.Contains(clerk.Name, done.Main, StringComparison.Ordinal);
        Assert.Null(done.Document.QuerySelector("form[data-form=close]"));
        Assert.Contains(
            "在办诉求没有动静",
            (await clerk.Browser.GetAsync("/staff/cards?done=true")).Main,
            StringComparison.Ordinal
        );
    }

    [Theory, OnBothDatabases]
    public async Task Another_unit_neither_finds_the_card_nor_acts_on_it(DatabaseKind kind)
    {
        var (host, office, _) = await QuietAsync(kind);
        await using var _1 = host;
        host.Clock.Advance(TimeSpan.FromDays(12));
        await Watch(host).LookAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var other = await office.HireAsync(Neighbourhood.BellDesk);
        var above = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var address = (await clerk.Browser.GetAsync("/staff/cards")).LinkTo("在办诉求没有动静");

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await other.Browser.GetAsync(address)).Status);
        Assert.DoesNotContain("没有动静", (await other.Browser.GetAsync("/staff/cards?all=true")).Main, StringComparison.Ordinal);
        var seen = await above.Browser.GetAsync((await above.Browser.GetAsync("/staff/cards?all=true")).LinkTo("没有动静"));
        Assert.Equal(System.Net.HttpStatusCode.OK, seen.Status);
        Assert.Null(seen.Document.QuerySelector("form[data-form=close]"));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_who_was_slower_is_told_and_nothing_is_lost(DatabaseKind kind)
    {
        var (host, office, _) = await QuietAsync(kind);
        await using var _1 = host;
        host.Clock.Advance(TimeSpan.FromDays(12));
        await Watch(host).LookAsync();
        var colleague = await office.HireAsync(Neighbourhood.WillowDesk);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var address = (await clerk.Browser.GetAsync("/staff/cards")).LinkTo("在办诉求没有动静");
        var mine = await clerk.Browser.GetAsync(address);
        await colleague.Browser.SubmitAsync(await colleague.Browser.GetAsync(address), form: "form[data-form=take]");

        var late = await clerk.Browser.SubmitAsync(
            mine,
            [("Form.Outcome", "Done"), ("Form.Words", "去看过了")],
            "form[data-form=close]"
        );
        Assert.Equal(System.Net.HttpStatusCode.Conflict, late.Status);
        Assert.Equal("去看过了", late.ValueOf("Form.Words"));
    }

    [Theory, OnBothDatabases]
    public async Task What_was_typed_about_a_card_that_expired_meanwhile_is_shown_with_the_true_reason(DatabaseKind kind)
    {
        var (host, office, _) = await QuietAsync(kind);
        await using var _1 = host;
        host.Clock.Advance(TimeSpan.FromDays(12));
        await Watch(host).LookAsync();
        host.Clock.Advance(TimeSpan.FromDays(13) + TimeSpan.FromHours(12));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var address = (await clerk.Browser.GetAsync("/staff/cards")).LinkTo("在办诉求没有动静");
        var mine = await clerk.Browser.GetAsync(address);
        host.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal(1, await host.Services.GetRequiredService<CardBook>().ExpireAsync());

        var late = await clerk.Browser.SubmitAsync(
            mine,
            [("Form.Outcome", "Done"), ("Form.Words", "去看过了")],
            "form[data-form=close]"
        );
        Assert.Equal(System.Net.HttpStatusCode.Conflict, late.Status);
        Assert.Contains("去看过了", late.Main, StringComparison.Ordinal);
        Assert.Contains("刚刚到期", late.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("别人刚刚处理了", late.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_card_says_who_looks_after_it_and_offers_that_to_others_only(DatabaseKind kind)
    {
        var (host, office, _) = await QuietAsync(kind);
        await using var _1 = host;
        host.Clock.Advance(TimeSpan.FromDays(12));
        await Watch(host).LookAsync();
        var colleague = await office.HireAsync(Neighbourhood.WillowDesk);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var address = (await clerk.Browser.GetAsync("/staff/cards")).LinkTo("在办诉求没有动静");
        var taken = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync(address), form: "form[data-form=take]");
        Assert.Null(taken.Document.QuerySelector("form[data-form=take]"));
        var seen = await colleague.Browser.GetAsync(address);
        Assert.NotNull(seen.Document.QuerySelector("form[data-form=take]"));
        Assert.Matches("由.+处理，", seen.Main);
    }

    [Theory, OnBothDatabases]
    public async Task The_handling_unit_does_not_learn_of_a_verdict_through_a_card(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        await office.DissatisfyAsync(raised, clerk);
        host.Clock.Advance(TimeSpan.FromDays(1));
        clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        Assert.Equal(1, await Watch(host).LookAsync());
        Assert.DoesNotContain("没有解决", (await clerk.Browser.GetAsync("/staff/cards?all=true")).Main, StringComparison.Ordinal);
        Assert.Contains("居民说没有解决", (await reviewer.Browser.GetAsync("/staff/cards")).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_card_that_nobody_closes_expires(DatabaseKind kind)
    {
        var (host, office, _) = await QuietAsync(kind);
        await using var _1 = host;
        host.Clock.Advance(TimeSpan.FromDays(12));
        await Watch(host).LookAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        host.Clock.Advance(TimeSpan.FromDays(14));
        clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.Equal(1, await host.Services.GetRequiredService<CardBook>().ExpireAsync());
        Assert.Equal(0, await host.Services.GetRequiredService<CardBook>().ExpireAsync());
        var list = await clerk.Browser.GetAsync("/staff/cards?done=true");
        Assert.Contains("已过期", list.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_card_shows_how_its_rule_did_on_the_jurisdictions_own_history(DatabaseKind kind)
    {
        var (host, office, _) = await QuietAsync(kind);
        await using var _1 = host;
        host.Clock.Advance(TimeSpan.FromDays(12));
        await Watch(host).LookAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        await using (var db = host.OpenDb())
        {
            await RuleFigureBook.KeepAsync(
                db,
                [
                    new RuleFigures(
                        "silence",
                        1,
                        MovableClock.Start.AddDays(-365),
                        MovableClock.Start,
                        900,
                        30,
                        10,
                        2,
                        6.1,
                        0.6,
                        0.86,
                        MovableClock.Start
                    ),
                ]
            );
        }
        var card = await clerk.Browser.GetAsync((await clerk.Browser.GetAsync("/staff/cards")).LinkTo("没有动静"));
        Assert.Contains("提示 42 次，其中对 30 次、错 10 次、还没到期 2 次", card.Main, StringComparison.Ordinal);
        Assert.Contains("准确率 75%（95% 区间 60%–86%）", card.Main, StringComparison.Ordinal);
        var english = await clerk.Browser.GetAsync("/staff/cards/rules?lang=en");
        Assert.Contains("Right in 75% (95% interval 60%–86%)", english.Main, StringComparison.Ordinal);
        Assert.DoesNotMatch("[\u4e00-\u9fff]", english.Document.QuerySelector("main h2")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task An_appointment_for_one_area_shows_that_areas_cards_only(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await office.RaiseAsync(category: Neighbourhood.Lamp, area: Neighbourhood.Willow);
        await office.RaiseAsync(category: Neighbourhood.Lamp, area: Neighbourhood.Bell);
        host.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Equal(2, await Watch(host).LookAsync());

        await using var db = host.OpenDb();
        var whole = new StaffScope(
            new StaffId(Guid.CreateVersion7(MovableClock.Start)),
            Neighbourhood.Lamps,
            [Neighbourhood.Lamps],
            [Neighbourhood.Lamps],
            [StaffRole.Handler]
        );
        var limited = whole with
        {
            Areas = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add(Neighbourhood.Lamps, [Neighbourhood.Bell]),
        };
        var all = await CardBook.ListAsync(db, whole, null, true, null, 0, 10);
        Assert.Equal([Neighbourhood.Bell, Neighbourhood.Willow], all.Select(c => c.Area).Order());
        Assert.Equal(Neighbourhood.Bell, Assert.Single(await CardBook.ListAsync(db, limited, null, true, null, 0, 10)).Area);
        var elsewhere = all.Single(c => c.Area == Neighbourhood.Willow).Id;
        Assert.Null(await CardBook.FindAsync(db, limited, elsewhere));
        Assert.IsType<Acted.NotFound>(
            await host
                .Services.GetRequiredService<CardBook>()
                .DecideAsync(elsewhere, limited, card => TakeCardRule.Decide(card, limited.Actor, MovableClock.Start), 1)
        );
    }
}
