using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Patterns;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Cards;

/// <summary>What feeds the patterns, and what never does.</summary>
public class PatternEventsTests
{
    [Theory, OnBothDatabases]
    public async Task Of_all_origins_only_what_staff_found_by_themselves_is_kept_from_the_patterns(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var origins = Enum.GetValues<Origin>();
        foreach (var origin in origins)
        {
            // As many as its number says, so that the counts below tell them apart.
            for (var n = 0; n <= (int)origin; n++)
            {
                await office.RaiseAsync(words: $"来源 {origin} 第 {n} 件", change: r => r with { Origin = origin });
            }
        }
        await using var db = host.OpenDb();
        var (from, to) = (MovableClock.Start.AddDays(-1), MovableClock.Start.AddDays(1));
        var texts = await PatternEvents.TextsAsync(db, from, to);
        foreach (var origin in origins)
        {
            Assert.Equal(
                origin == Origin.Staff ? 0 : (int)origin + 1,
                texts.Count(t => t.Text.Contains($"来源 {origin} ", StringComparison.Ordinal))
            );
        }
        var events = await PatternEvents.EventsAsync(db, from, to);
        Assert.Equal(origins.Where(o => o != Origin.Staff).Sum(o => (int)o + 1), events.Count);
    }

    [Theory, OnBothDatabases]
    public async Task An_event_knows_the_building_and_the_hour_and_nothing_finer(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        Assert.True(Place.TryCreate("柳园新村", "3号楼", "2单元", out var place, out _));
        await new Office(host).RaiseAsync(change: r =>
            r with
            {
                Where = new Where(place, "501室", PositionGiven.From(31.230512, 121.470589, CoordinateSystem.Wgs84), "门口"),
            }
        );
        await using var db = host.OpenDb();
        var found = Assert.Single(
            await PatternEvents.EventsAsync(db, MovableClock.Start.AddHours(-1), MovableClock.Start.AddHours(1))
        );
        Assert.Equal(place.BuildingKey, found.Building);
        Assert.DoesNotContain("单元", found.Building, StringComparison.Ordinal);
        Assert.Equal((31.2305, 121.4705), (found.Latitude, found.Longitude));
        Assert.Equal(MovableClock.Start, found.Hour);
        host.Clock.Advance(TimeSpan.FromMinutes(59));
        await new Office(host).RaiseAsync();
        Assert.All(
            await PatternEvents.EventsAsync(db, MovableClock.Start.AddHours(-1), MovableClock.Start.AddHours(2)),
            e => Assert.Equal(MovableClock.Start, e.Hour)
        );
    }

    [Fact]
    public void An_event_has_no_reference_no_person_and_no_words() =>
        Assert.Equal(
            ["Area", "Building", "Category", "End", "First", "Hour", "Hours", "Kind", "Latitude", "Longitude"],
            typeof(PatternEvent).GetProperties().Where(p => p.Name != "EqualityContract").Select(p => p.Name).Order()
        );

    [Theory, OnBothDatabases]
    public async Task Conduct_never_comes_through_and_a_minor_case_comes_without_its_words(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await office.RaiseAsync(
            category: Neighbourhood.Conduct,
            words: "态度不好",
            change: r => r with { Kind = Kind.Conduct, UnitConcerned = Neighbourhood.Lamps }
        );
        var raised = await office.RaiseAsync(words: "电瓶车被偷");
        await using var db = host.OpenDb();
        // No page takes minor cases in yet; a transfer will.
        await db.Set<MatterRow>()
            .Where(m => m.Id == raised.Id)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Kind, Kind.MinorCase));
        var (from, to) = (MovableClock.Start.AddDays(-1), MovableClock.Start.AddDays(1));
        Assert.Equal(Kind.MinorCase, Assert.Single(await PatternEvents.EventsAsync(db, from, to)).Kind);
        Assert.Empty(await PatternEvents.TextsAsync(db, from, to));
    }

    [Theory, OnBothDatabases]
    public async Task A_life_tells_what_happened_and_not_who_it_was(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        host.Clock.Advance(TimeSpan.FromDays(1));
        await office.DissatisfyAsync(raised, clerk);
        await using var db = host.OpenDb();
        var lives = new List<MatterLife>();
        await foreach (var life in MatterLives.SinceAsync(db, MovableClock.Start))
        {
            lives.Add(life);
        }
        var only = Assert.Single(lives);
        Assert.Equal([LifeStep.Staff, LifeStep.Closed, LifeStep.Unsatisfied], only.Steps.Select(s => s.What));
        Assert.False(only.IsOpen);
        Assert.True(only.Until(MovableClock.Start).IsOpen);
    }
}
