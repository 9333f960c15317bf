using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Bench.Harness;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Satisfaction;

namespace SmallMatters.Bench.Planted;

/// <summary>
/// Tells whether the pages' own figures find what <c>seed --planted</c> put into a jurisdiction, what else they call out, and in what time.
/// </summary>
internal static class PlantedBench
{
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
        await VerdictsAsync(db, all, jurisdiction.Calendar, last, planted);
        await RecordsAsync(db, all, jurisdiction.Calendar, last, planted);
        await ResponseAsync(db, all, jurisdiction.Calendar, last, planted);
        await SolvedAsync(db, jurisdiction, planted);
        return 0;
    }

    private static async Task VerdictsAsync(
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
            var found = await PlantedFindings.VerdictsAsync(db, all, calendar, quarter, now, planted);
            Say(
                $"verdicts {quarter}: better {Of(found.Better)}, worse {Of(found.Worse)}; others called out {found.Others.Count} of {found.Compared} compared{Named(found.Others)}; {clock.Elapsed.TotalSeconds:F1} s"
            );
        }

        static string Of(VerdictLine? line) =>
            line is null ? "no closing" : $"{line.Against} ({line.Counts.Yes}/{line.Counts.Answered})";
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
            var found = await PlantedFindings.RecordsAsync(db, all, calendar, quarter, planted);
            var begging = found.Begging is { } it ? $"found ({it.Count}/{it.Of}, p = {it.P:G2})" : "not found";
            Say(
                $"records {quarter}: begging {begging}; others {found.Others.Count} of {found.Tested} tests{Named(found.Others)}; {clock.Elapsed.TotalSeconds:F1} s"
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
        var found = await PlantedFindings.ResponseAsync(db, all, calendar, now, planted);
        Say(
            $"response: {planted.Falling} stands out in {found.Lower} of {found.Months} months as lower; of {found.OtherUnits} other units {found.OtherUnitsApart} stand out in some month ({found.OtherMonthsApart} of {found.OtherUnits * VerdictMonths.Looked} months); {clock.Elapsed.TotalSeconds:F1} s"
        );
    }

    private static async Task SolvedAsync(Db db, Jurisdiction jurisdiction, Storage.Seeding.Planted planted)
    {
        var clock = Stopwatch.StartNew();
        var (effect, others, clear) = await PlantedFindings.SolvedAsync(db, jurisdiction, planted);
        if (effect.Effect is { } change)
        {
            Say(
                $"solved ({planted.Solved}): {100 * change.Value:F2} points ({100 * change.Low:F2} to {100 * change.High:F2}), p = {effect.PValue:G2}, {effect.With} areas with, {effect.Without} without; trend before clear: {effect.TrendBefore?.IsClear}"
            );
        }
        else
        {
            Say($"solved ({planted.Solved}): nothing can be said, {effect.WhyNot}");
        }
        Say(
            $"solved: of {others} other categories in the same areas {clear} seem to have changed at 5 in a hundred; {clock.Elapsed.TotalSeconds:F1} s"
        );
    }

    private static string Named(IReadOnlyList<string> others) =>
        others.Count is 0 ? "" : $" ({string.Join(", ", others.Take(6))}{(others.Count > 6 ? ", …" : "")})";

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
