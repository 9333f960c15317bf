using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Quality;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Quality;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Figures;

/// <summary>A figure that is not what the facts make it.</summary>
/// <param name="Figure">Which figure.</param>
/// <param name="Where">Of which area, category or matter.</param>
/// <param name="Kept">What is kept and shown.</param>
/// <param name="Recomputed">What the facts make it.</param>
public sealed record FigureDifference(string Figure, string Where, string Kept, string Recomputed);

/// <summary>What computing the figures again came to.</summary>
/// <param name="Matters">Matters whose history was gone through.</param>
/// <param name="Figures">Numbers that were compared.</param>
/// <param name="Differences">Those that differ, at most <see cref="FigureVerification.MostTold"/>.</param>
public sealed record FigureReport(int Matters, int Figures, IReadOnlyList<FigureDifference> Differences)
{
    /// <summary>What pilots and practice cards keep, counted again as of then. Their estimates are for whoever has the formula.</summary>
    public IReadOnlyList<CountedAgain> Counted { get; init; } = [];

    /// <summary>Practice cards that say something else than the pilot that they come from.</summary>
    public IReadOnlyList<FigureDifference> NotThePilots { get; init; } = [];
}

/// <summary>
/// Computes the kept figures again from nothing but the facts: the figures of areas as of the hour at which they were counted,
/// and each closing with its verdict, from which all rates of verdicts are made. May run while people work.
/// </summary>
public sealed class FigureVerification(IDbContextFactory<Db> databases, KeyRing ring)
{
    /// <summary>More differences are not listed.</summary>
    public const int MostTold = 100;

    private const int Page = 500;

    private sealed record Kept(
        List<HistoryRow> Facts,
        IEnumerable<ParticipantRow> People,
        List<ClosingRow> Closings,
        MatterRow Matter,
        List<CheckSteps> Checks,
        List<AskedDeadline> Asked
    );

    private sealed record AskedDeadline(
        Guid Clock,
        MatterId Matter,
        string Unit,
        DateTimeOffset DueAt,
        CooperationDeadline Stands
    );

    /// <summary>Computes everything again.</summary>
    /// <param name="calendar">The jurisdiction's, for local days.</param>
    /// <param name="progress">Told how many matters have been gone through.</param>
    /// <param name="cancel">Cancels between two pages.</param>
    public async Task<FigureReport> RunAsync(
        WorkingCalendar calendar,
        IProgress<int>? progress = null,
        CancellationToken cancel = default
    )
    {
        var differences = new List<FigureDifference>();
        List<AreaFigureRow> areas;
        List<CountAgain> again;
        List<FigureDifference> notThePilots;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            areas = await db.Set<AreaFigureRow>().AsNoTracking().ToListAsync(cancel);
            (var counts, notThePilots) = await KeptCounts.ReadAsync(db, calendar, cancel);
            again = counts.ConvertAll(c => new CountAgain(c, calendar));
        }
        var at = areas.Count == 0 ? (DateTimeOffset?)null : areas[0].At;
        var tallies = new AreaTallies(calendar.DayOf);
        var (matters, figures) = (0, 0);
        var after = default(MatterId);
        while (true)
        {
            var page = await ReadAsync(after, cancel);
            if (page.Count == 0)
            {
                break;
            }
            foreach (var kept in page)
            {
                matters++;
                var steps = Replayed(kept);
                if (Then(kept, steps, at) is { } counted && Counts(counted, at!.Value))
                {
                    tallies.Add(counted);
                }
                again.ForEach(a => a.Add(steps, kept.Checks));
                figures += Compare(kept, steps, differences);
            }
            after = page[^1].Matter.Id;
            progress?.Report(matters);
        }
        figures += Compare(areas, at is { } counted_ ? tallies.ToRows(counted_) : [], differences);
        return new FigureReport(matters, figures, [.. differences.Take(MostTold)])
        {
            Counted = again.ConvertAll(a => a.Result()),
            NotThePilots = notThePilots,
        };
    }

    private async Task<List<Kept>> ReadAsync(MatterId after, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var instant = await Verification.SnapshotAsync(db, cancel);
        var matters = await db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => m.Id > after)
            .OrderBy(m => m.Id)
            .Take(Page)
            .ToListAsync(cancel);
        if (matters.Count == 0)
        {
            return [];
        }
        var (first, last) = (matters[0].Id, matters[^1].Id);
        var facts = (
            await db.Set<HistoryRow>()
                .AsNoTracking()
                .Where(h => h.MatterId >= first && h.MatterId <= last)
                .OrderBy(h => h.MatterId)
                .ThenBy(h => h.Seq)
                .ToListAsync(cancel)
        ).ToLookup(h => h.MatterId);
        var people = (
            await db.Set<ParticipantRow>()
                .AsNoTracking()
                .Where(p => p.MatterId >= first && p.MatterId <= last)
                .ToListAsync(cancel)
        ).ToLookup(p => p.MatterId);
        var closings = (
            await db.Set<ClosingRow>().AsNoTracking().Where(c => c.MatterId >= first && c.MatterId <= last).ToListAsync(cancel)
        ).ToLookup(c => c.MatterId);
        var checks = await ChecksAsync(db, first, last, cancel);
        var asked = (
            await db.Set<ClockRow>()
                .AsNoTracking()
                .Where(c => c.Cooperation != null && c.MatterId >= first && c.MatterId <= last)
                .Select(c => new AskedDeadline(c.Id, c.MatterId, c.Unit, c.DueAt, c.Cooperation!.Value))
                .ToListAsync(cancel)
        ).ToLookup(c => c.Matter);
        return matters.ConvertAll(m => new Kept(
            [.. facts[m.Id]],
            people[m.Id],
            [.. closings[m.Id]],
            m,
            [.. checks[m.Id]],
            [.. asked[m.Id]]
        ));
    }

    private static async Task<ILookup<MatterId, CheckSteps>> ChecksAsync(
        Db db,
        MatterId first,
        MatterId last,
        CancellationToken cancel
    )
    {
        var rows = await (
            from c in db.Set<QualityCheckRow>().AsNoTracking()
            join f in db.Set<QualityCheckFactRow>() on c.Number equals f.Number
            where c.MatterId >= first && c.MatterId <= last && !c.Second
            orderby f.Number, f.Seq
            select new { Check = c, Fact = f }
        ).ToListAsync(cancel);
        return rows.GroupBy(r => r.Check.Number)
            .ToLookup(
                g => g.First().Check.MatterId,
                g => new CheckSteps(
                    g.First().Check.ClosedAt,
                    g.First().Check.Area,
                    [.. g.Select(r => (r.Fact.At, PlainFacts<QualityFact>.Read(r.Fact.Type, r.Fact.Body)))]
                )
            );
    }

    private List<MatterStep> Replayed(Kept kept)
    {
        using var keys = MatterMapping.KeysOf(kept.People, ring);
        var steps = new List<MatterStep>(kept.Facts.Count);
        Matter? matter = null;
        try
        {
            foreach (var row in kept.Facts)
            {
                var fact = FactCodec.ReadFact(row.Type, row.Body, keys);
                var before = matter;
                matter = before is null ? ((Raised)fact).Begin() : fact.Apply(before);
                var change = new WriteSet();
                if (before is not null)
                {
                    ClosingRow.Add(change, before, matter, row.At);
                }
                var closing = change.Inserts.Concat(change.Updates.Select(u => u.Row)).Cast<ClosingRow>().SingleOrDefault();
                steps.Add(new MatterStep(row.At, matter, closing));
            }
        }
        catch (Exception damage)
            when (damage is CryptographicException or JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidOperationException(
                $"the history of {Reference.FromValue(kept.Matter.Number)} cannot be read back; run verify first",
                damage
            );
        }
        return steps;
    }

    private CountedMatter? Then(Kept kept, List<MatterStep> steps, DateTimeOffset? at)
    {
        if (steps.FindLast(s => s.At <= at)?.After is not { } then)
        {
            return null;
        }
        using var keys = MatterMapping.KeysOf(kept.People, ring);
        return Counted(then, keys);
    }

    private static CountedMatter Counted(Matter state, PersonKeys keys)
    {
        var row = new MatterRow
        {
            Category = state.File.Category,
            Area = state.File.Area,
            OwnerUnit = "",
            AccountableUnit = "",
            AssignedBy = "",
            Kind = state.File.Kind,
        };
        MatterMapping.Put(state, row, keys);
        return new CountedMatter(
            state.File.Area,
            row.Category,
            row.Stage,
            state.File.RaisedAt,
            row.ClosedAt,
            row.PromisedOn,
            row.OutcomeCode,
            row.SettledBy,
            row.VerdictSolved
        )
        {
            Kind = row.Kind,
        };
    }

    // The same matters as AreaFigures counts, as of the instant at which it did.
    private static bool Counts(CountedMatter matter, DateTimeOffset at) =>
        matter.Kind != Domain.Units.Kind.Conduct && (matter.Stage == Stage.Open || matter.ClosedAt >= at - AreaFigures.Window);

    private static int Compare(Kept kept, List<MatterStep> steps, List<FigureDifference> differences)
    {
        var closings = steps.Where(s => s.Closing is not null).GroupBy(s => s.Closing!.Nth).Select(g => g.Last().Closing!);
        var where = Reference.FromValue(kept.Matter.Number).ToString();
        var (is_, should) = (kept.Closings.ToDictionary(c => c.Nth, Said), closings.ToDictionary(c => c.Nth, Said));
        foreach (var nth in is_.Keys.Union(should.Keys).Order())
        {
            var (shown, made) = (is_.GetValueOrDefault(nth, "-"), should.GetValueOrDefault(nth, "-"));
            if (shown != made)
            {
                differences.Add(new FigureDifference($"closing {nth}", where, shown, made));
            }
        }
        return should.Count + CompareAsked(kept, steps, where, differences);
    }

    private static int CompareAsked(Kept kept, List<MatterStep> steps, string where, List<FigureDifference> differences)
    {
        if (steps.Count == 0 || steps[^1].After.File is not { } file)
        {
            return 0;
        }
        var (is_, should) = (
            kept.Asked.ToDictionary(a => a.Clock, a => Said(a.Unit, a.DueAt, a.Stands)),
            file.Clocks.Select(c => (c.Id, c.Unit, c.Clock.Deadline.DueAt, Stands: Cooperation.Of(c, file)))
                .Where(c => c.Stands is not null)
                .ToDictionary(c => c.Id, c => Said(c.Unit, c.DueAt, c.Stands!.Value))
        );
        foreach (var clock in is_.Keys.Union(should.Keys).Order())
        {
            var (shown, made) = (is_.GetValueOrDefault(clock, "-"), should.GetValueOrDefault(clock, "-"));
            if (shown != made)
            {
                differences.Add(new FigureDifference("deadline of a part", where, shown, made));
            }
        }
        return should.Count;

        static string Said(string unit, DateTimeOffset dueAt, CooperationDeadline stands) =>
            $"{unit} {dueAt.ToUnixTimeSeconds()} {stands}";
    }

    // A column holds an instant more coarsely than the fact; to the second they must be equal.
    private static string Said(ClosingRow c) =>
        string.Join(
            ' ',
            c.ClosedAt.ToUnixTimeSeconds(),
            c.Unit,
            c.Area,
            c.Category,
            c.Kind,
            c.Channel,
            c.Origin,
            c.Outcome,
            c.Stands,
            c.ContactInTime,
            c.AnsweredInTime,
            c.JudgedAt?.ToUnixTimeSeconds(),
            c.Informed,
            c.Fair,
            c.PromiseKept,
            c.Solved,
            c.AskedForGoodMark
        );

    private static int Compare(List<AreaFigureRow> kept, List<AreaFigureRow> made, List<FigureDifference> differences)
    {
        var should = made.ToDictionary(r => (r.Area, r.Category));
        var compared = 0;
        foreach (var row in kept)
        {
            should.Remove((row.Area, row.Category), out var again);
            foreach (var number in typeof(AreaFigureRow).GetProperties().Where(p => p.PropertyType != typeof(DateTimeOffset)))
            {
                compared++;
                var (shown, is_) = ($"{number.GetValue(row)}", again is null ? "-" : $"{number.GetValue(again)}");
                if (shown != is_)
                {
                    differences.Add(new FigureDifference(number.Name, $"{row.Area}/{row.Category}", shown, is_));
                }
            }
        }
        differences.AddRange(should.Keys.Select(k => new FigureDifference("all", $"{k.Area}/{k.Category}", "-", "not 0")));
        return compared;
    }
}
