using SmallMatters.Domain.Calendar;
using SmallMatters.Patterns.Integrity;
using SmallMatters.Storage;
using SmallMatters.Storage.Integrity;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Integrity;

/// <summary>Reads a quarter's records and checks them.</summary>
public static class RecordReading
{
    /// <summary>What the checks say of a quarter.</summary>
    public static async Task<RecordReport> CheckAsync(
        Db db,
        StaffScope scope,
        WorkingCalendar calendar,
        Quarter quarter,
        CancellationToken cancel
    )
    {
        var units = await RecordCounts.OfQuarterAsync(db, scope, calendar, quarter.First, cancel);
        return RecordChecks.Of([.. units.OrderBy(u => u.Key, StringComparer.Ordinal).Select(u => ToRecords(u.Key, u.Value))]);
    }

    private static UnitRecords ToRecords(string unit, UnitCounts c) =>
        new(
            unit,
            c.Closings,
            c.LeftOut,
            c.MonthEnd,
            c.Answered,
            c.Quick,
            c.AskedForGoodMark,
            c.Marked,
            c.OneDevice,
            c.Worded,
            c.OneText
        )
        {
            Year = c.Year,
        };
}
