using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Quality;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Performance;
using SmallMatters.Storage.Quality;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Storage.Figures;

/// <summary>What a kept count comes to when it is counted again from the facts as they were then.</summary>
/// <param name="Of">What was kept.</param>
/// <param name="Ways">
/// The counts by area and stretch, in each way in which they may rightly have been counted: with the facts up to that moment; with
/// those up to a minute before, since one that is being written is not counted yet; and without matters of files from other systems,
/// whose facts have days before the one on which the file came.
/// </param>
public sealed record CountedAgain(KeptCount Of, ImmutableArray<ImmutableDictionary<string, ImmutableArray<MeasureCounts>>> Ways);

/// <summary>A matter after one of its facts.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="After">The matter after it.</param>
/// <param name="Closing">The closing that it made or changed, or null.</param>
internal sealed record MatterStep(DateTimeOffset At, Matter After, ClosingRow? Closing);

/// <summary>A quality check of a matter: which closing it is of, and what happened to it.</summary>
/// <param name="ClosedAt">When that was closed, UTC.</param>
/// <param name="Area">Code of its area.</param>
/// <param name="Facts">When what happened, UTC, oldest first.</param>
internal sealed record CheckSteps(
    DateTimeOffset ClosedAt,
    string Area,
    IReadOnlyList<(DateTimeOffset At, QualityFact Fact)> Facts
);

/// <summary>Counts one kept count again, matter by matter, as measures are counted (<see cref="MeasureFigures"/>).</summary>
internal sealed class CountAgain
{
    private static readonly TimeSpan BeingWritten = TimeSpan.FromMinutes(1);

    private readonly KeptCount _kept;
    private readonly (DateTimeOffset At, bool Imported)[] _ways;
    private readonly (DateTimeOffset From, DateTimeOffset To)[] _instants;
    private readonly Dictionary<string, MeasureCounts[]>[] _counts;

    public CountAgain(KeptCount kept, WorkingCalendar calendar)
    {
        _kept = kept;
        _ways = [(kept.At, true), (kept.At - BeingWritten, true), (kept.At, false)];
        _instants = [.. kept.Days.Select(d => (calendar.StartOfDay(d.From), calendar.StartOfDay(d.To)))];
        _counts = [.. _ways.Select(_ => kept.Areas.Distinct().ToDictionary(a => a, _ => new MeasureCounts[_instants.Length]))];
    }

    /// <summary>Adds a matter with all that happened to it and to its quality checks, in order.</summary>
    public void Add(IReadOnlyList<MatterStep> steps, IReadOnlyList<CheckSteps> checks)
    {
        if (_instants.Length == 0 || !steps.Any(s => _counts[0].ContainsKey(s.After.File.Area)))
        {
            return;
        }
        foreach (var ((at, imported), counts) in _ways.Zip(_counts))
        {
            if (steps.LastOrDefault(s => s.At <= at) is not { After.File: { Kind: not Kind.Conduct } file })
            {
                continue;
            }
            if (!imported && file.Channel == Channel.Import)
            {
                continue;
            }
            if (_kept.Compared.Measure == MeasureCode.PromisesKept)
            {
                Add(counts, file);
                continue;
            }
            if (_kept.Compared.Measure == MeasureCode.Cooperation)
            {
                AddAsked(counts, file);
                continue;
            }
            if (_kept.Compared.Measure == MeasureCode.SampledQuality)
            {
                Add(counts, checks, at);
                continue;
            }
            foreach (var closing in steps.Where(s => s.At <= at && s.Closing is not null).GroupBy(s => s.Closing!.Nth))
            {
                var row = closing.Last().Closing!;
                var stretch = StretchOf(row.ClosedAt);
                if (stretch >= 0 && counts.TryGetValue(row.Area, out var of))
                {
                    of[stretch] += MeasureFigures.Of(_kept.Compared.Measure, row, file.Reopenings > row.Nth);
                }
            }
        }
    }

    /// <summary>What it came to.</summary>
    public CountedAgain Result() =>
        new(_kept, [.. _counts.Select(c => c.ToImmutableDictionary(of => of.Key, of => of.Value.ToImmutableArray()))]);

    private int StretchOf(DateTimeOffset closedAt) => Array.FindIndex(_instants, i => closedAt >= i.From && closedAt < i.To);

    private void Add(Dictionary<string, MeasureCounts[]> counts, IReadOnlyList<CheckSteps> checks, DateTimeOffset at)
    {
        foreach (var check in checks)
        {
            var then = check.Facts.Where(f => f.At <= at).Aggregate((QualityCheck?)null, (state, f) => f.Fact.Apply(state));
            var stretch = StretchOf(check.ClosedAt);
            if (then is not null && stretch >= 0 && counts.TryGetValue(check.Area, out var of))
            {
                of[stretch] += QualityFigures.Of(then.Stage, (then as QualityCheck.Read)?.Holds, 1);
            }
        }
    }

    private void AddAsked(Dictionary<string, MeasureCounts[]> counts, MatterFile file)
    {
        foreach (var clock in file.Clocks)
        {
            var due = clock.Clock.Deadline.DueAt;
            // The end of a stretch belongs to it (MeasureFigures).
            var stretch = Array.FindIndex(_instants, i => due > i.From && due <= i.To);
            if (stretch >= 0 && Cooperation.Of(clock, file) is { } stands && counts.TryGetValue(file.Area, out var of))
            {
                of[stretch] += MeasureFigures.Of(stands, 1);
            }
        }
    }

    private void Add(Dictionary<string, MeasureCounts[]> counts, MatterFile file)
    {
        foreach (var promise in file.Promises)
        {
            var stretch = _kept.Days.ToList().FindIndex(d => promise.DueOn >= d.From && promise.DueOn < d.To);
            if (stretch >= 0 && counts.TryGetValue(file.Area, out var of))
            {
                of[stretch] += MeasureFigures.Of(promise.State, 1);
            }
        }
    }
}
