using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Timing;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.History;
using Xunit;

namespace SmallMatters.Web.Tests.Timing;

public class CalendarPublicationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task When_a_years_holidays_are_published_provisional_dates_move_once_and_people_are_told(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var publication = host.Services.GetRequiredService<CalendarPublication>();
        var last = (await host.JurisdictionAsync()).Calendar.Years.Keys.Last();
        host.Clock.Set(new DateTimeOffset(last + 1, 9, 28, 2, 0, 0, TimeSpan.Zero));
        var raised = await Lives.RaiseAsync(host, category: Neighbourhood.Noise);
        var before = await HandleAsync(host, raised.Id);
        Assert.True(before.Clock.Deadline.Provisional);
        Assert.Null(await publication.ApplyAsync(Stop));

        Publish(host, last + 1, "confirmed");
        Assert.True(await publication.ApplyAsync(Stop) >= 1);
        Assert.Null(await publication.ApplyAsync(Stop));
        var after = await HandleAsync(host, raised.Id);
        Assert.True(
            after.Clock.Deadline.DueOn > before.Clock.Deadline.DueOn,
            $"{before.Clock.Deadline.DueOn} → {after.Clock.Deadline.DueOn}"
        );
        await using var thief = await Thief.BreakInAsync(host);
        Assert.True(
            await thief.NumberAsync(
                $"SELECT count(*) FROM history WHERE matter_id = {raised.Id.Value} AND type = 'DeadlineRecomputed'"
            ) >= 1
        );
        Assert.True(
            await thief.NumberAsync(
                $"SELECT count(*) FROM notice WHERE matter_id = {raised.Id.Value} AND template = 'DeadlineRecomputed'"
            ) >= 1
        );
        Assert.Null((await Lives.VerifyAsync(host)).Broken);
    }

    [Theory, OnBothDatabases]
    public async Task Nodes_whose_calendars_differ_do_not_undo_each_others_work_in_turns(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var publication = host.Services.GetRequiredService<CalendarPublication>();
        var last = (await host.JurisdictionAsync()).Calendar.Years.Keys.Last();
        Publish(host, last + 1, "provisional");
        Assert.NotNull(await publication.ApplyAsync(Stop));
        Publish(host, last + 1, "confirmed");
        Assert.NotNull(await publication.ApplyAsync(Stop));

        Publish(host, last + 1, "provisional");

        Assert.Null(await publication.ApplyAsync(Stop));
    }

    [Theory, OnBothDatabases]
    public async Task A_day_that_a_new_calendar_leaves_as_it_was_is_no_news_for_the_public(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var last = (await host.JurisdictionAsync()).Calendar.Years.Keys.Last();
        host.Clock.Set(new DateTimeOffset(last, 3, 2, 2, 0, 0, TimeSpan.Zero));
        var stays = await Lives.RaiseAsync(host, category: Neighbourhood.Noise);
        host.Clock.Set(new DateTimeOffset(last, 9, 28, 2, 0, 0, TimeSpan.Zero));
        var moves = await Lives.RaiseAsync(host, category: Neighbourhood.Noise);
        Publish(host, last, "confirmed");
        Assert.True(await host.Services.GetRequiredService<CalendarPublication>().ApplyAsync(Stop) >= 2);

        await using var db = host.OpenDb();
        var steps = await PublicUpdates.BetweenAsync(db, DateTimeOffset.MinValue, host.Clock.GetUtcNow(), 100, Stop);

        var moved = steps.Where(s => s.Step == PublicStep.DeadlineMoved).Select(s => s.Number).ToList();
        Assert.Contains(moves.Reference.Value, moved);
        await using var thief = await Thief.BreakInAsync(host);
        var computed = $"SELECT count(*) FROM history WHERE matter_id = {stays.Id.Value} AND type = 'DeadlineRecomputed'";
        Assert.True(await thief.NumberAsync(computed) >= 1, "it was computed anew, or this test shows nothing");
        Assert.DoesNotContain(stays.Reference.Value, moved);
    }

    [Fact]
    public async Task A_calendar_file_that_cannot_be_right_is_left_out_and_named()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var calendars = host.Services.GetRequiredService<CalendarFolder>();
        var before = calendars.Current();
        Directory.CreateDirectory(Path.Combine(host.DataFolder, "calendar"));
        await File.WriteAllTextAsync(Path.Combine(host.DataFolder, "calendar", "2028.json"), "{ half", Stop);
        Assert.Equal(before.Years.Keys, calendars.Current().Years.Keys);
        Assert.Equal(("2028.json", "calendar-unreadable"), (Assert.Single(calendars.Faults).File, calendars.Faults[0].Why.Code));
        Assert.Equal("", calendars.Version);
    }

    private static void Publish(TestHost host, int year, string status)
    {
        var folder = Directory.CreateDirectory(Path.Combine(host.DataFolder, "calendar"));
        File.WriteAllText(
            Path.Combine(folder.FullName, $"{year}.json"),
            $$"""
            {
              "year": {{year}}, "status": "{{status}}",
              "sources": [{ "title": "a notice made for this test", "published": "{{year
                - 1}}-11-20" }],
              "off": [{ "days": "{{year}}-10-01/{{year}}-10-08", "zh": "国庆节", "en": "National Day" }],
              "work": []
            }
            """
        );
    }

    private static async Task<MatterClock> HandleAsync(TestHost host, MatterId id) =>
        (await host.Book.FindAsync(id, Stop))!.File.Running(ClockFor.Handle)!;
}
