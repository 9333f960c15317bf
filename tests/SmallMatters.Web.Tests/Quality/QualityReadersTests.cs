using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Quality;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Quality;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Satisfaction;
using Xunit;

namespace SmallMatters.Web.Tests.Quality;

/// <summary>Who is offered which answer, and who may say something of it, on both databases.</summary>
public class QualityReadersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static CheckQuality Fine =>
        new(1, QualityRules.BuiltIn.Sheets[0].Questions.ToDictionary(q => q.Code, _ => (QualityMark?)QualityMark.Yes));

    [Theory, OnBothDatabases]
    public async Task Whoever_also_works_for_the_unit_that_dealt_with_it_finds_no_check_and_leaves_no_receipt(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        await QualityScene.DrawnAsync(host, office, raised);
        host.Clock.Advance(TimeSpan.FromDays(CallScene.Days));
        var (first, _) = await QualityScene.OfAsync(host, raised);
        var both = CallScene.Reviewing(also: Neighbourhood.WillowDesk);
        await using var db = host.OpenDb();
        Assert.Empty((await QualityDesk.ListAsync(db, both, false, 0, 50, Cancel)).Lines);
        var desk = host.Services.GetRequiredService<QualityDesk>();
        Assert.Null(await desk.OpenAsync(db, both, first, Cancel));
        Assert.IsType<Storage.Cards.Acted.NotFound>(await desk.ReadAsync(both, first, Fine, Cancel));
        Assert.False(await db.Set<AccessReceiptRow>().AnyAsync(r => r.Purpose == AccessPurpose.CheckingQuality, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Who_dealt_with_it_and_then_came_to_the_reviewers_is_offered_none_of_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (theirs, others) = (await office.RaiseAsync(), await office.RaiseAsync());
        var before = await office.HireAsync(Neighbourhood.WillowDesk);
        await office.DoAsync(
            theirs,
            before.Actor,
            (m, j, now) => ReplyRule.Decide(m, new Reply("这就去看。", []), before.Actor, j.Calendar.DayOf(now), now)
        );
        await QualityScene.DrawnAsync(host, office, theirs, others);
        var now = CallScene.Reviewing(before.Actor.Id);
        await using var db = host.OpenDb();
        var desk = host.Services.GetRequiredService<QualityDesk>();
        var (own, _) = await QualityScene.OfAsync(host, theirs);
        var (other, _) = await QualityScene.OfAsync(host, others);
        Assert.Equal([other], (await QualityDesk.ListAsync(db, now, false, 0, 50, Cancel)).Lines.Select(l => l.Number));
        Assert.Null(await desk.OpenAsync(db, now, own, Cancel));
        Assert.NotNull(await desk.OpenAsync(db, now, other, Cancel));
        Assert.IsType<Storage.Cards.Acted.NotFound>(await desk.ReadAsync(now, own, Fine, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_said_of_an_answer_that_was_not_opened_or_may_not_be_read_any_more(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        await QualityScene.DrawnAsync(host, office, raised);
        var (first, _) = await QualityScene.OfAsync(host, raised);
        var reader = CallScene.Reviewing();
        var desk = host.Services.GetRequiredService<QualityDesk>();
        Assert.Equal("quality-not-opened", await RefusedAsync(reader));
        await using (var db = host.OpenDb())
        {
            Assert.NotNull(await desk.OpenAsync(db, reader, first, Cancel));
        }
        // What one opened does not let another say something.
        Assert.Equal("quality-not-opened", await RefusedAsync(CallScene.Reviewing()));
        await using (var db = host.OpenDb())
        {
            await db.Set<Storage.Matters.Rows.ParticipantRow>()
                .Where(p => p.MatterId == raised.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Sealed, true), Cancel);
        }
        Assert.IsType<Storage.Cards.Acted.NotFound>(await desk.ReadAsync(reader, first, Fine, Cancel));

        async Task<string> RefusedAsync(StaffScope by) =>
            Assert.IsType<Storage.Cards.Acted.Refused>(await desk.ReadAsync(by, first, Fine, Cancel)).Why.Code;
    }

    [Theory, OnBothDatabases]
    public async Task The_database_itself_lets_nobody_read_one_closing_twice(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        await QualityScene.DrawnAsync(host, office, raised);
        await using var db = host.OpenDb();
        var rows = await db.Set<QualityCheckRow>().ToListAsync(Cancel);
        Assert.Equal(2, rows.Count);
        var reader = Guid.CreateVersion7();
        rows.ForEach(r => r.Reader = reader);
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_page_of_the_list_is_full_although_some_between_are_not_for_the_reader(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var matters = new List<RaiseResult.Raised>();
        for (var i = 0; i < 9; i++)
        {
            matters.Add(await office.RaiseAsync(area: i < 3 ? Neighbourhood.Willow : Neighbourhood.Bell));
        }
        await QualityScene.DrawnAsync(host, office, [.. matters]);
        await using var db = host.OpenDb();
        var reader = CallScene.Reviewing(also: Neighbourhood.BellDesk);
        var (lines, next) = await QualityDesk.ListAsync(db, reader, false, 0, 2, Cancel);
        Assert.Equal(2, lines.Count);
        var (rest, end) = await QualityDesk.ListAsync(db, reader, false, next!.Value, 2, Cancel);
        Assert.Single(rest);
        Assert.Null(end);
        Assert.Equal(3, lines.Concat(rest).Select(l => l.Number).Distinct().Count());
    }
}
