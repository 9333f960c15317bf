using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Bench.Harness;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Patterns.Evaluation;
using SmallMatters.Patterns.Integrity;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Web.Integrity;
using SmallMatters.Web.Satisfaction;

namespace SmallMatters.Bench.Planted;

/// <summary>
/// Whether the pages' own figures find what <c>seed --planted</c> put into a jurisdiction, and what else they call out. Reads what the
/// pages of verdicts, of their months and of records read, and the effect of the solved problem by areas.
/// </summary>
internal static class PlantedBench
{
    private const int Months = VerdictMonths.Looked;
    private const int PeriodsBefore = 12;
    private const int PeriodsAfter = 7;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var data =
            arguments.Text("--data")
            ?? throw new InvalidOperationException("--data names the folder (./smallmatters seed --matters N --planted)");
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddStorage(new StorageSettings(data, arguments.Text("--postgres"), null, "https://localhost"))
            .BuildServiceProvider();
        var jurisdiction = await services.GetRequiredService<JurisdictionSource>().CurrentAsync();
        await using var db = await services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        var matters = await db.Set<MatterRow>().CountAsync();
        var last = await db.Set<MatterRow>().MaxAsync(m => m.RaisedAt);
        var planted = Storage.Seeding.Planted.For(arguments.Number("--matters", matters - 1), last.AddYears(-2), last);
        Say(
            $"{matters} matters; better {planted.Better}, worse {planted.Worse}, begging {planted.Begging}, falling {planted.Falling}"
        );
        var all = new StaffScope(new StaffId(Guid.Empty), jurisdiction.Fallback!, [], [.. jurisdiction.Units.Keys], []);
        await VerdictsAsync(db, all, jurisdiction, last, planted);
        await RecordsAsync(db, all, jurisdiction.Calendar, last, planted);
        await ResponseAsync(db, all, jurisdiction.Calendar, last, planted);
        await SolvedAsync(db, jurisdiction, planted);
        return 0;
    }

    private static async Task VerdictsAsync(
        Db db,
        StaffScope all,
        Jurisdiction jurisdiction,
        DateTimeOffset now,
        Storage.Seeding.Planted planted
    )
    {
        foreach (var quarter in VerdictQuery.Quarters(jurisdiction.Calendar.DayOf(now)))
        {
            var clock = Stopwatch.StartNew();
            var table = await VerdictTable.ReadAsync(
                db,
                all,
                jurisdiction.Calendar,
                new VerdictQuery { Quarter = quarter.ToString() },
                now,
                CancellationToken.None
            );
            var compared = table.Lines.Where(l => l.Told == Told.Compared).ToList();
            string Of(string unit) =>
                table.Lines.FirstOrDefault(l => l.Group == unit) is { } line
                    ? $"{line.Against} ({line.Counts.Yes}/{line.Counts.Answered})"
                    : "no closing";
            var others = compared
                .Where(l => l.Against is Against.Above or Against.Below && l.Group != planted.Better && l.Group != planted.Worse)
                .Select(l => $"{l.Group} {l.Against}")
                .ToList();
            Say(
                $"verdicts {quarter}: better {Of(planted.Better)}, worse {Of(planted.Worse)}; others called out {others.Count} of {compared.Count} compared{Named(others)}; {clock.Elapsed.TotalSeconds:F1} s"
            );
        }
    }

    private static async Task RecordsAsync(
        Db db,
        StaffScope all,
        WorkingCalendar calendar,
        DateTimeOffset now,
        Storage.Seeding.Planted planted
    )
    {
        foreach (var quarter in VerdictQuery.Quarters(calendar.DayOf(now)))
        {
            var clock = Stopwatch.StartNew();
            var report = await RecordReading.CheckAsync(db, all, calendar, quarter, CancellationToken.None);
            var begging = report.Findings.FirstOrDefault(f =>
                f.Unit == planted.Begging && f.Check == RecordCheck.AskedForGoodMark
            );
            var others = report.Findings.Where(f => f != begging).Select(f => $"{f.Unit} {f.Check}").ToList();
            Say(
                $"records {quarter}: begging {(begging is null ? "not found" : $"found ({begging.Count}/{begging.Of}, p = {begging.P:G2})")}; others {others.Count} of {report.Tested} tests{Named(others)}; {clock.Elapsed.TotalSeconds:F1} s"
            );
        }
    }

    private static async Task ResponseAsync(
        Db db,
        StaffScope all,
        WorkingCalendar calendar,
        DateTimeOffset now,
        Storage.Seeding.Planted planted
    )
    {
        var clock = Stopwatch.StartNew();
        var today = calendar.DayOf(now);
        // The month before the last: in it the window for a verdict is still open for some.
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-Months);
        var counted = new Dictionary<string, List<(DateOnly First, VerdictCounts Counts, bool Tells)>>();
        for (var month = first; month < first.AddMonths(Months); month = month.AddMonths(1))
        {
            var (from, to) = (calendar.StartOfDay(month), calendar.StartOfDay(month.AddMonths(1)));
            var counts = await VerdictFigures.CountAsync(db, all, from, to, VerdictsBy.Unit, VerdictQuestion.Solved);
            var codes = counts.Keys.Order(StringComparer.Ordinal).ToList();
            var told = Disclosure.Of([.. codes.Select(code => counts[code].Answered)]);
            for (var i = 0; i < codes.Count; i++)
            {
                if (!counted.TryGetValue(codes[i], out var list))
                {
                    counted[codes[i]] = list = [];
                }
                list.Add((month, counts[codes[i]], told[i] is Told.Compared or Told.NotCompared));
            }
        }
        int Apart(List<(DateOnly, VerdictCounts, bool)> months) =>
            VerdictMonths.Of(months).Months.Count(m => MonthsModel.IsApart(m.Response.Against));
        var whole = counted.Where(c => c.Value.Count == Months).ToList();
        var others = whole.Where(c => c.Key != planted.Falling).Select(c => (c.Key, Apart: Apart(c.Value))).ToList();
        var falling = counted.TryGetValue(planted.Falling, out var own) ? VerdictMonths.Of(own).Months : [];
        Say(
            $"response: {planted.Falling} stands out in {falling.Count(m => m.Response.Against is AgainstBefore.Lower or AgainstBefore.LongLower)} of {falling.Length} months as lower; of {others.Count} other units {others.Count(o => o.Apart > 0)} stand out in some month ({others.Sum(o => o.Apart)} of {others.Count * Months} months); {clock.Elapsed.TotalSeconds:F1} s"
        );
    }

    private static async Task SolvedAsync(Db db, Jurisdiction jurisdiction, Storage.Seeding.Planted planted)
    {
        var clock = Stopwatch.StartNew();
        var periods = new List<Dictionary<(string Area, string Category), int>>();
        for (var period = -PeriodsBefore; period < PeriodsAfter; period++)
        {
            var (begin, end) = (planted.SolvedAt.AddDays(30 * period), planted.SolvedAt.AddDays(30 * (period + 1)));
            periods.Add(
                await db.Set<MatterRow>()
                    .Where(m => m.RaisedAt >= begin && m.RaisedAt < end)
                    .GroupBy(m => new { m.Area, m.Category })
                    .Select(g => new
                    {
                        g.Key.Area,
                        g.Key.Category,
                        Count = g.Count(),
                    })
                    .ToDictionaryAsync(g => (g.Area, g.Category), g => g.Count)
            );
        }
        var all = periods.ConvertAll(p => p.GroupBy(c => c.Key.Area).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)));
        ImmutableArray<ShareCount> Shares(string area, string category, Range among) =>
            [
                .. Enumerable
                    .Range(0, periods.Count)
                    .Take(among)
                    .Select(p => new ShareCount(periods[p].GetValueOrDefault((area, category)), all[p].GetValueOrDefault(area))),
            ];
        var clear = 0;
        foreach (var category in jurisdiction.Categories.Keys)
        {
            var effect = DifferenceInDifferences.Estimate([
                .. jurisdiction.Areas.Keys.Select(area => new PlaceCounts(
                    area,
                    planted.Areas.Contains(area),
                    Shares(area, category, ..PeriodsBefore),
                    Shares(area, category, PeriodsBefore..)
                )),
            ]);
            if (category == planted.Solved && effect.Effect is { } change)
            {
                Say(
                    $"solved ({category}): {100 * change.Value:F2} points ({100 * change.Low:F2} to {100 * change.High:F2}), p = {effect.PValue:G2}, {effect.With} areas with, {effect.Without} without; trend before clear: {effect.TrendBefore?.IsClear}"
                );
            }
            else if (category == planted.Solved)
            {
                Say($"solved ({category}): nothing can be said, {effect.WhyNot}");
            }
            else if (effect is { Effect.IsClear: true, PValue: < 0.05 })
            {
                clear++;
            }
        }
        Say(
            $"solved: of {jurisdiction.Categories.Count - 1} other categories in the same areas {clear} seem to have changed at 5 in a hundred; {clock.Elapsed.TotalSeconds:F1} s"
        );
    }

    private static string Named(List<string> others) =>
        others.Count is 0 ? "" : $" ({string.Join(", ", others.Take(6))}{(others.Count > 6 ? ", …" : "")})";

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
