using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;
using SmallMatters.Web.Cards.Watching;

namespace SmallMatters.Web.Cards;

/// <summary>
/// Lets the rules look and makes cards of what they see: rules about places at what was known when the week began, rules
/// about matters at what was known when the day began. Looking twice makes no card twice.
/// </summary>
public sealed class CardWatch(
    IDbContextFactory<Db> databases,
    CardBook book,
    CardRuleBook rules,
    JurisdictionSource jurisdictions,
    TimeProvider time
)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);
    private DateTimeOffset _lookedAtPlaces = DateTimeOffset.MinValue;
    private DateTimeOffset _lookedAtMatters = DateTimeOffset.MinValue;

    /// <summary>Lets cards expire and looks once for each week and day that this process has not looked at yet.</summary>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        await book.ExpireAsync(cancel);
        var calendar = (await jurisdictions.CurrentAsync(cancel)).Calendar;
        var (week, day) = Begun(calendar, time.GetUtcNow());
        if (day > _lookedAtMatters)
        {
            await LookAtMattersAsync(day, cancel);
            _lookedAtMatters = day;
        }
        if (week > _lookedAtPlaces)
        {
            await LookAtPlacesAsync(week, cancel);
            _lookedAtPlaces = week;
        }
    }

    /// <summary>Looks now, whether or not this process has looked before.</summary>
    /// <returns>How many cards were made.</returns>
    public Task<int> LookAsync(CancellationToken cancel = default) => LookAsync(time.GetUtcNow(), cancel);

    /// <summary>Looks as it would have looked at an instant, with what was known then.</summary>
    /// <returns>How many cards were made.</returns>
    public async Task<int> LookAsync(DateTimeOffset instant, CancellationToken cancel = default)
    {
        var calendar = (await jurisdictions.CurrentAsync(cancel)).Calendar;
        var (week, day) = Begun(calendar, instant);
        return await LookAtMattersAsync(day, cancel) + await LookAtPlacesAsync(week, cancel);
    }

    /// <summary>
    /// Looks at the threats recorded in one matter as of now, since nobody should wait for the next morning to hear of one.
    /// </summary>
    /// <returns>How many cards were made.</returns>
    public async Task<int> LookAtThreatsAsync(Reference reference, CancellationToken cancel = default)
    {
        var (now, jurisdiction) = (time.GetUtcNow(), await jurisdictions.CurrentAsync(cancel));
        await using var db = await databases.CreateDbContextAsync(cancel);
        var made = 0;
        foreach (var rule in rules.On(jurisdiction.Calendar.DayOf(now)).Where(r => r.Method == CardMethod.RecordedThreat))
        {
            var standing = await book.StandingAsync(rule.Code, now, cancel);
            await foreach (var life in MatterLives.OfAsync(db, reference, cancel))
            {
                if (MatterWatch.Look(rule, life, now) is { } saw)
                {
                    made += await RaiseAsync(rule, saw, standing, jurisdiction, cancel);
                }
            }
        }
        return made;
    }

    /// <summary>The beginning of the week (Monday) and of the day in which an instant lies, as instants.</summary>
    internal static (DateTimeOffset Week, DateTimeOffset Day) Begun(WorkingCalendar calendar, DateTimeOffset instant)
    {
        var day = calendar.DayOf(instant);
        return (calendar.StartOfDay(MondayOf(day)), calendar.StartOfDay(day));
    }

    /// <summary>The Monday on or before a day.</summary>
    internal static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private async Task<int> LookAtPlacesAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var log = new EventLog(
            await PatternEvents.EventsAsync(db, at - Longest, at, cancel: cancel),
            await PatternEvents.TextsAsync(db, at - Longest, at, cancel),
            at
        );
        var made = 0;
        foreach (var rule in rules.On(jurisdiction.Calendar.DayOf(at)).Where(r => r.About == CardAbout.Place))
        {
            var standing = await book.StandingAsync(rule.Code, at, cancel);
            foreach (var saw in PlaceWatch.Look(rule, log, at, cancel))
            {
                made += await RaiseAsync(rule, saw, standing, jurisdiction, cancel);
            }
        }
        return made;
    }

    private async Task<int> LookAtMattersAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var looking = rules.On(jurisdiction.Calendar.DayOf(at)).Where(r => r.About == CardAbout.Matter).ToList();
        if (looking.Count == 0)
        {
            return 0;
        }
        var standing = new Dictionary<string, List<CardFile>>();
        foreach (var rule in looking)
        {
            standing[rule.Code] = await book.StandingAsync(rule.Code, at, cancel);
        }
        var made = 0;
        await using var db = await databases.CreateDbContextAsync(cancel);
        await foreach (var life in MatterLives.SinceAsync(db, at.AddDays(-looking.Max(r => r["days"])), cancel))
        {
            foreach (var rule in looking)
            {
                if (MatterWatch.Look(rule, life, at) is { } saw)
                {
                    made += await RaiseAsync(rule, saw, standing[rule.Code], jurisdiction, cancel);
                }
            }
        }
        return made;
    }

    private async Task<int> RaiseAsync(
        CardRule rule,
        Sighting saw,
        List<CardFile> standing,
        Domain.Units.Jurisdiction jurisdiction,
        CancellationToken cancel
    )
    {
        var raised = RaiseCardRule.Decide(rule, saw, standing, jurisdiction, Guid.CreateVersion7(time.GetUtcNow()));
        if (raised is null || !await book.RaiseAsync(raised, cancel))
        {
            return 0;
        }
        standing.Add(raised.File);
        return 1;
    }
}
