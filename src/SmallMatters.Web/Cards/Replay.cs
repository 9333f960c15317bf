using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Units;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;
using SmallMatters.Web.Cards.Watching;

namespace SmallMatters.Web.Cards;

/// <summary>
/// Replays the jurisdiction's history forward in time and counts how each rule would have done. The rules are those that
/// look every week and day; at each step they are handed only what had happened by then.
/// </summary>
public sealed class Replay(
    IDbContextFactory<Db> databases,
    CardRuleBook rules,
    JurisdictionSource jurisdictions,
    TimeProvider time
)
{
    /// <summary>So long a rule about places only learns what is usual before its alarms count.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromDays(84);

    // A matter that nothing happens to any more is looked at for so long after its last step.
    private const int DaysAfterTheLastStep = 60;

    /// <summary>Replays everything.</summary>
    /// <param name="progress">Told how many looks are done of those that <see cref="LooksAsync"/> foresees.</param>
    /// <param name="cancel">Cancels; nothing is kept anyway.</param>
    /// <returns>The figures of every rule in force today, in the order of the rules.</returns>
    public async Task<IReadOnlyList<RuleFigures>> RunAsync(IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var now = time.GetUtcNow();
        var (lastWeek, today) = CardWatch.Begun(jurisdiction.Calendar, now);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var log = new EventLog(
            await PatternEvents.EventsAsync(db, DateTimeOffset.MinValue, lastWeek, cancel: cancel),
            [],
            lastWeek
        );
        var tallies = rules.On(jurisdiction.Calendar.DayOf(now)).ToDictionary(r => r, r => new Tally(r));
        var done = 0;
        // Of the texts only those are held at a time that one look needs.
        var textDays = tallies.Keys.Where(r => r.Method == CardMethod.HotIssue).Select(r => r["days"]).DefaultIfEmpty().Max();
        foreach (var week in Weeks(jurisdiction, log, lastWeek))
        {
            var known = log.With(await PatternEvents.TextsAsync(db, week.AddDays(-textDays), week, cancel)).Until(week);
            foreach (var (rule, tally) in tallies.Where(t => t.Key.About == CardAbout.Place))
            {
                cancel.ThrowIfCancellationRequested();
                tally.Look(week);
                foreach (var saw in PlaceWatch.Look(rule, known, week, cancel))
                {
                    tally.Alarm(saw, jurisdiction, lastWeek, () => PlaceWatch.Came(rule, saw, log));
                }
                progress?.Report(++done);
            }
        }
        var aboutMatters = tallies.Where(t => t.Key.About == CardAbout.Matter).ToList();
        await foreach (var life in MatterLives.AllAsync(db, cancel))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var (rule, tally) in aboutMatters)
            {
                ReplayLife(rule, tally, life, jurisdiction, today);
            }
        }
        return [.. tallies.Values.Select(t => t.ToFigures(now))];
    }

    /// <summary>How many looks at places a replay takes.</summary>
    public async Task<int> LooksAsync(CancellationToken cancel = default)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await PatternEvents.FirstAsync(db, cancel) is not { } first)
        {
            return 0;
        }
        var now = time.GetUtcNow();
        var rulesOfPlaces = rules.On(jurisdiction.Calendar.DayOf(now)).Count(r => r.About == CardAbout.Place);
        return Math.Max(0, (int)((now - first - WarmUp).TotalDays / 7)) * rulesOfPlaces;
    }

    private static IEnumerable<DateTimeOffset> Weeks(Jurisdiction jurisdiction, EventLog log, DateTimeOffset last)
    {
        var calendar = jurisdiction.Calendar;
        for (
            var monday = CardWatch.MondayOf(calendar.DayOf(log.First + WarmUp)).AddDays(7);
            calendar.StartOfDay(monday) <= last;
            monday = monday.AddDays(7)
        )
        {
            yield return calendar.StartOfDay(monday);
        }
    }

    private static void ReplayLife(CardRule rule, Tally tally, MatterLife life, Jurisdiction jurisdiction, DateTimeOffset today)
    {
        var calendar = jurisdiction.Calendar;
        var end = life.Steps.IsEmpty ? life.RaisedAt : life.Steps[^1].At;
        // An open matter's silence goes on until today; a closed one has nothing more to show.
        end = life.IsOpen ? today : end.AddDays(DaysAfterTheLastStep);
        end = end < today ? end : today;
        tally.Begin();
        for (var day = calendar.DayOf(life.RaisedAt).AddDays(1); calendar.StartOfDay(day) <= end; day = day.AddDays(1))
        {
            var at = calendar.StartOfDay(day);
            tally.Look(at);
            if (MatterWatch.Look(rule, life, at) is { } saw)
            {
                tally.Alarm(saw, jurisdiction, today, () => MatterWatch.Came(rule, saw, life));
            }
        }
    }

    private sealed class Tally(CardRule rule)
    {
        private readonly List<double> _lead = [];
        private readonly List<CardFile> _raised = [];
        private DateTimeOffset? _from;
        private DateTimeOffset _to;
        private int _looks;
        private int _false;
        private int _pending;

        /// <summary>Cards about one matter never cover another's: the list stays short.</summary>
        public void Begin() => _raised.Clear();

        public void Look(DateTimeOffset at)
        {
            _from = _from < at ? _from : at;
            _to = _to > at ? _to : at;
            _looks++;
        }

        public void Alarm(Sighting saw, Jurisdiction jurisdiction, DateTimeOffset known, Func<DateTimeOffset?> came)
        {
            if (RaiseCardRule.Decide(rule, saw, _raised, jurisdiction, Guid.Empty) is not { } raised)
            {
                return;
            }
            _raised.Add(raised.File);
            _raised.RemoveAll(file => file.ExpiresAt <= saw.To);
            // Counting those that came already, and not yet those that did not, would flatter the rule.
            if (saw.To + rule.Horizon > known)
            {
                _pending++;
            }
            else if (came() is { } at)
            {
                _lead.Add((at - saw.To).TotalDays);
            }
            else
            {
                _false++;
            }
        }

        public RuleFigures ToFigures(DateTimeOffset now)
        {
            _lead.Sort();
            var interval = Wilson.Interval(_lead.Count, _lead.Count + _false);
            return new RuleFigures(
                rule.Code,
                rule.Version,
                _from ?? now,
                _from is null ? now : _to,
                _looks,
                _lead.Count,
                _false,
                _pending,
                _lead.Count == 0 ? null : Math.Round(_lead[_lead.Count / 2], 1),
                interval.Low,
                interval.High,
                now
            );
        }
    }
}
