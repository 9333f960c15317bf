using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Absences;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Absences;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Timing;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.JointHandling;

/// <summary>Absences, reminders of untouched matters, and the weekly digest.</summary>
public class AbsencePagesTests
{
    private static (string, string)[] Form(TestHost host, Clerk away, Clerk standIn, int days)
    {
        var (from, to) = (host.Clock.GetUtcNow().AddHours(8), host.Clock.GetUtcNow().AddHours(8).AddDays(days));
        return
        [
            ("Form.Away", away.Id.Value.ToString("N")),
            ("Form.From.year", $"{from.Year}"),
            ("Form.From.month", $"{from.Month}"),
            ("Form.From.day", $"{from.Day}"),
            ("Form.To.year", $"{to.Year}"),
            ("Form.To.month", $"{to.Month}"),
            ("Form.To.day", $"{to.Day}"),
            ("Form.StandIn", standIn.Id.Value.ToString("N")),
        ];
    }

    [Theory, OnBothDatabases]
    public async Task What_is_a_colleagues_is_shown_to_the_stand_in_and_comes_back_and_no_clock_moves(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var away = await office.HireAsync(Neighbourhood.WillowDesk);
        var standIn = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var taken = await office.DoAsync(
            raised,
            away.Actor,
            (m, _, _) => AssignRule.Decide(m, new Assign(away.Id), [away.Unit], away.Actor)
        );
        var form = await away.Browser.GetAsync("/staff/absences/new");
        var nobody = await away.Browser.SubmitAsync(form, [.. Form(host, away, standIn, 3)[..^1], ("Form.StandIn", "")]);
        Assert.NotNull(nobody.MistakeBeside("Form.StandIn"));
        await away.Browser.SubmitAsync(form, Form(host, away, standIn, 3));

        var theirs = await standIn.Browser.GetAsync("/staff/absences");
        Assert.Contains(raised.Reference.ToString(), theirs.Main, StringComparison.Ordinal);
        Assert.Contains("代班", (await standIn.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        Assert.Contains("写给居民", (await standIn.OpenAsync(raised)).Main, StringComparison.Ordinal);
        var other = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.DoesNotContain(
            raised.Reference.ToString(),
            (await other.Browser.GetAsync("/staff/absences")).Main,
            StringComparison.Ordinal
        );

        host.Clock.Advance(TimeSpan.FromDays(4));
        standIn = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.DoesNotContain(
            raised.Reference.ToString(),
            (await standIn.Browser.GetAsync("/staff/absences")).Main,
            StringComparison.Ordinal
        );
        var now = await office.NowAsync(raised);
        Assert.Equal(away.Id, now.File.Handler);
        Assert.Equal(
            taken.File.Clocks.Select(c => (c.Id, c.Unit, c.Clock.Deadline)),
            now.File.Clocks.Select(c => (c.Id, c.Unit, c.Clock.Deadline))
        );
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_absences_that_are_written_down_at_once_and_contradict_each_other_one_is_refused(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var book = host.Services.GetRequiredService<AbsenceBook>();
        var jurisdiction = await host.JurisdictionAsync();
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (
                await office.HireAsync(Neighbourhood.WillowDesk),
                await office.HireAsync(Neighbourhood.WillowDesk)
            );
            StaffScope Of(Clerk clerk) =>
                StaffScope.Of(clerk.Id, clerk.Unit, [(clerk.Unit, StaffRole.Handler, null)], jurisdiction);
            var today = jurisdiction.Calendar.DayOf(host.Clock.GetUtcNow());
            var done = await Task.WhenAll(
                book.RecordAsync(Of(one), new RecordAbsence(one.Id, other.Id, today, today.AddDays(3))),
                book.RecordAsync(Of(other), new RecordAbsence(other.Id, one.Id, today.AddDays(1), today.AddDays(2)))
            );
            Assert.Single(done.OfType<Acted.Written>());
            Assert.Contains(
                Assert.Single(done.OfType<Acted.Refused>()).Why.Code,
                (string[])["stand-in-away", "stands-in-for-another"]
            );
        }
    }

    [Theory, OnBothDatabases]
    public async Task Who_is_back_early_says_so_and_only_they_or_a_supervisor(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var away = await office.HireAsync(Neighbourhood.WillowDesk);
        var standIn = await office.HireAsync(Neighbourhood.WillowDesk);
        await away.Browser.SubmitAsync(await away.Browser.GetAsync("/staff/absences/new"), Form(host, away, standIn, 30));
        Assert.DoesNotContain("已回来", (await standIn.Browser.GetAsync("/staff/absences")).Main, StringComparison.Ordinal);
        var back = await away.Browser.SubmitAsync(await away.Browser.GetAsync("/staff/absences"));
        Assert.Contains("没有登记离岗", back.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("您替", (await standIn.Browser.GetAsync("/staff/absences")).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_untouched_matter_is_told_once_to_its_unit_and_once_above_and_leaves_the_list_with_the_next_step(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var tickler = host.Services.GetRequiredService<DormantTickler>();
        var sweep = host.Services.GetRequiredService<ClockSweep>();
        var raised = await office.RaiseAsync();
        var told = new List<int>();
        for (var day = 0; day < 20; day++)
        {
            // What the sweep writes into the history is nobody's step.
            await sweep.RunAsync(cancel: TestContext.Current.CancellationToken);
            told.Add(await tickler.RunAsync(TestContext.Current.CancellationToken));
            host.Clock.Advance(TimeSpan.FromDays(1));
        }
        Assert.Equal(2, told.Sum());
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var head = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var reference = raised.Reference.ToString();
        Assert.Contains(reference, (await clerk.Browser.GetAsync("/staff/joint/dormant")).Main, StringComparison.Ordinal);
        Assert.Contains(reference, (await head.Browser.GetAsync("/staff/joint/dormant")).Main, StringComparison.Ordinal);
        var other = await office.HireAsync(Neighbourhood.BellDesk);
        Assert.DoesNotContain(reference, (await other.Browser.GetAsync("/staff/joint/dormant")).Main, StringComparison.Ordinal);
        await office.DoAsync(raised, clerk.Actor, (m, _, _) => NoteRule.Decide(m, new Note("去看过"), clerk.Actor));
        Assert.DoesNotContain(reference, (await clerk.Browser.GetAsync("/staff/joint/dormant")).Main, StringComparison.Ordinal);
        Assert.Equal(0, await tickler.RunAsync(TestContext.Current.CancellationToken));
    }

    [Theory, OnBothDatabases]
    public async Task An_imported_matter_that_nobody_has_touched_is_reminded_of_too(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (id, reference, raiser) = host.Book.NewKeys();
        var raise = new Raise(
            id,
            reference,
            raiser,
            Kind.Complaint,
            Origin.Transferred,
            Channel.Import,
            Neighbourhood.Noise,
            Neighbourhood.Willow,
            "转来的"
        );
        Assert.IsType<RaiseResult.Raised>(await host.Book.RaiseAsync(raise, Storage.Importing.ImportedLife.By));
        host.Clock.Advance(TimeSpan.FromDays(20));
        var tickler = host.Services.GetRequiredService<DormantTickler>();
        Assert.InRange(await tickler.RunAsync(TestContext.Current.CancellationToken), 1, 2);
    }

    [Theory, OnBothDatabases]
    public async Task Each_unit_is_sent_its_week_once_and_it_stays_as_it_was_sent(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        await office.RaiseAsync();
        var closed = await office.RaiseAsync();
        await office.DissatisfyAsync(closed, clerk);
        var promised = await office.RaiseAsync();
        await office.DoAsync(
            promised,
            clerk.Actor,
            (m, j, now) =>
                ReplyRule.Decide(
                    m,
                    new Reply("我们来看", [("看一看", j.Calendar.DayOf(now).AddDays(6))]),
                    clerk.Actor,
                    j.Calendar.DayOf(now),
                    now
                )
        );
        await office.DoAsync(
            promised,
            clerk.Actor,
            (m, j, now) => GivePartRule.Decide(m, new GivePart(Neighbourhood.Lamps, "修灯", "请修"), clerk.Actor, j, now)
        );
        host.Clock.Advance(TimeSpan.FromDays(7));
        var digests = host.Services.GetRequiredService<WeeklyDigests>();
        Assert.Equal(6, await digests.SendAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await digests.SendAsync(TestContext.Current.CancellationToken));
        clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var lamps = await office.HireAsync(Neighbourhood.Lamps);
        // The matter that nobody answered is past its first contact.
        Assert.Equal(["3", "1", "1", "1", "0", "0", "1"], await RowAsync(clerk));
        Assert.Equal(["0", "0", "0", "0", "1", "0", "0"], await RowAsync(lamps));
        await office.DoAsync(
            promised,
            lamps.Actor,
            (m, _, now) => AnswerPartRule.Return(m, new ReturnPart(m.File.Parts[0].Id, "不归我们"), lamps.Actor, now)
        );
        Assert.Equal(["0", "0", "0", "0", "1", "0", "0"], await RowAsync(lamps));
    }

    private static async Task<IReadOnlyList<string>> RowAsync(Clerk clerk)
    {
        var page = await clerk.Browser.GetAsync("/staff/joint/digest");
        var rows = page.Document.QuerySelectorAll("main tbody tr");
        return
        [
            .. rows.Select(row =>
            {
                var weeks = row.QuerySelectorAll("td");
                Assert.Equal(2, weeks.Length);
                return weeks[1].TextContent.Trim();
            }),
        ];
    }
}
