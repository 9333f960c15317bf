using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Cards;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Cards;

/// <summary>From a threat that an officer hears of to a card of the unit above.</summary>
public class RecordedThreatTests
{
    private const string Said = "昨晚电话里说再投诉就砸门。";

    private static (string, string)[] Form(string words = Said, string told = "true", string to = "Property") =>
        [("Form.To", to), ("Form.Text", words), ("Form.Told110", told)];

    [Theory, OnBothDatabases]
    public async Task The_unit_above_has_a_card_as_soon_as_a_threat_is_recorded_and_one_for_each_threat(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var above = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);

        var done = await clerk.Browser.SubmitAsync(await clerk.OpenAsync(raised, "threat"), Form(told: "false"));
        Assert.Contains("请立刻打 110", done.Main, StringComparison.Ordinal);
        Assert.Contains(Said, done.Main, StringComparison.Ordinal);
        Assert.Contains("财物、住处；没有报 110", done.Main, StringComparison.Ordinal);

        var cards = await above.Browser.GetAsync("/staff/cards");
        var card = await above.Browser.GetAsync(cards.LinkTo("办理中出现威胁"));
        Assert.Contains(raised.Reference.ToString(), card.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("砸门", card.Main, StringComparison.Ordinal);

        var watch = host.Services.GetRequiredService<CardWatch>();
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await watch.LookAsync());
        var colleague = await office.HireAsync(Neighbourhood.WillowDesk);
        await colleague.Browser.SubmitAsync(await colleague.OpenAsync(raised, "threat"), Form("今天又说了一次。"));
        await using var db = host.OpenDb();
        Assert.Equal(2, await db.Set<CardRow>().CountAsync(c => c.Rule == "recorded-threat"));
    }

    [Theory, OnBothDatabases]
    public async Task A_threat_whose_card_was_not_made_at_once_is_found_the_next_day(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, _, _) => RecordThreatRule.Decide(m, new RecordThreat(ThreatTo.Person, Said, true), clerk.Actor)
        );
        var watch = host.Services.GetRequiredService<CardWatch>();
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await watch.LookAsync());
        Assert.Equal(0, await watch.LookAtThreatsAsync(raised.Reference));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_missing_is_said_beside_its_field_and_what_was_typed_stays(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var page = await clerk.OpenAsync(raised, "threat");

        page = await clerk.Browser.SubmitAsync(page, [("Form.Text", Said)]);
        Assert.Contains("请选择受到威胁的是什么", page.MistakeBeside("Form.To"), StringComparison.Ordinal);
        Assert.Equal(Said, page.ValueOf("Form.Text"));
        page = await clerk.Browser.SubmitAsync(page, [("Form.To", "Person"), ("Form.Text", " "), ("Form.Told110", "true")]);
        Assert.Contains("请写下说了什么", page.MistakeBeside("Form.Text"), StringComparison.Ordinal);
        page = await clerk.OpenAsync(raised, "threat");
        page = await clerk.Browser.SubmitAsync(page, [("Form.To", "Person"), ("Form.Text", Said)]);
        Assert.Contains("是否已经报 110", page.MistakeBeside("Form.Told110"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Neither_who_raised_it_nor_a_unit_that_is_only_asked_reads_of_the_threat(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        await clerk.Browser.SubmitAsync(await clerk.OpenAsync(raised, "threat"), Form());

        var resident = await host.NewBrowser().GetAsync($"/m/{raised.Link}");
        Assert.Equal(System.Net.HttpStatusCode.OK, resident.Status);
        Assert.DoesNotContain("砸门", resident.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("威胁", resident.Main, StringComparison.Ordinal);
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) =>
                ProposeHandOverRule.Decide(
                    m,
                    new ProposeHandOver(Neighbourhood.BellDesk, "place", "声源在你们那边。"),
                    clerk.Actor,
                    j,
                    now
                )
        );
        var asked = await (await office.HireAsync(Neighbourhood.BellDesk)).OpenAsync(raised);
        Assert.Contains("声源在你们那边。", asked.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("砸门", asked.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("威胁", asked.Main, StringComparison.Ordinal);
    }
}
