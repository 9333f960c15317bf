using System.Text.Json;
using SmallMatters.Domain.Calendar;
using Xunit;
using static SmallMatters.Domain.Tests.Calendar.LocalTime;

namespace SmallMatters.Domain.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar China = WorkingCalendar.China;

    [Theory]
    [InlineData(2019, 250)]
    [InlineData(2020, 249)] // 251 as first announced; the festival was then extended by two
    [InlineData(2021, 250)]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_so_many_workdays(int year, int workdays) =>
        Assert.Equal(workdays, China.WorkdaysIn(new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1)));

    [Theory]
    [InlineData("Sat 2026-02-14", true)] // made up for the Spring Festival
    [InlineData("Sun 2026-02-15", false)]
    [InlineData("Mon 2026-02-23", false)]
    [InlineData("Tue 2026-02-24", true)]
    [InlineData("Sat 2026-02-28", true)]
    [InlineData("Sat 2026-03-07", false)]
    [InlineData("Sat 2018-12-29", true)] // the notice for 2019 reaches back
    [InlineData("Mon 2018-12-31", false)]
    [InlineData("Sat 2020-02-01", false)] // a make-up workday until the festival was extended
    [InlineData("Sun 2020-02-02", false)]
    [InlineData("Mon 2020-02-03", true)]
    [InlineData("Fri 2024-02-09", true)] // that New Year's Eve was not a day off
    [InlineData("Sat 2025-01-04", false)]
    [InlineData("Tue 2030-10-01", true)] // no notice speaks of it
    public void A_day_is_worked_or_not(string day, bool worked) => Assert.Equal(worked, China.IsWorkday(Day(day)));

    [Fact]
    public void A_day_off_knows_its_holiday_and_an_ordinary_weekend_has_none()
    {
        Assert.Equal("春节", China.HolidayOn(Day("Mon 2026-02-16"))!.Value.Zh);
        Assert.Equal("Spring Festival", China.HolidayOn(Day("Sat 2026-02-21"))!.Value.En);
        Assert.Null(China.HolidayOn(Day("Sat 2026-03-07")));
        Assert.Null(China.HolidayOn(Day("Sat 2026-02-28")));
    }

    [Fact]
    public void Every_year_from_2019_to_2026_is_official_with_its_notice_and_2027_is_only_expected()
    {
        Assert.Equal(Enumerable.Range(2019, 9), China.Years.Keys);
        Assert.All(
            China.Years.Values,
            year =>
            {
                Assert.Equal(year.Year <= 2026, year.Confirmed);
                Assert.All(
                    year.Sources,
                    source =>
                        Assert.Equal(year.Confirmed, source.Number?.StartsWith("国办发明电〔", StringComparison.Ordinal) ?? false)
                );
            }
        );
    }

    [Theory]
    [InlineData("Mon 2018-12-31", true)]
    [InlineData("Tue 2019-01-01", false)]
    [InlineData("Mon 2026-12-28", false)]
    [InlineData("Tue 2026-12-29", true)] // the next notice may still move the days around New Year
    [InlineData("Fri 2027-01-01", true)]
    public void A_day_that_no_published_notice_settles_is_provisional(string day, bool provisional) =>
        Assert.Equal(provisional, China.IsProvisional(Day(day)));

    [Fact]
    public void Adding_workdays_lands_on_a_workday_keeps_the_order_and_can_be_done_in_two_parts()
    {
        for (var day = new DateOnly(2018, 6, 1); day < new DateOnly(2030, 1, 1); day = day.AddDays(1))
        {
            Assert.Equal(day, China.AddWorkdays(day, 0));
            foreach (var n in new[] { 1, 2, 5, 15, 60 })
            {
                var end = China.AddWorkdays(day, n);
                Assert.True(China.IsWorkday(end));
                Assert.Equal(n, China.WorkdaysIn(day.AddDays(1), end.AddDays(1)));
                Assert.True(end <= China.AddWorkdays(day.AddDays(1), n));
                Assert.True(end < China.AddWorkdays(day, n + 1));
                Assert.Equal(end, China.AddWorkdays(China.AddWorkdays(day, n / 2), n - (n / 2)));
            }
        }
    }

    [Fact]
    public void Far_outside_the_known_years_only_weekends_are_off()
    {
        Assert.Equal(Day("Mon 1990-01-08"), China.AddWorkdays(Day("Mon 1990-01-01"), 5));
        Assert.Equal(Day("Mon 2099-01-12"), China.AddWorkdays(Day("Mon 2099-01-05"), 5));
        Assert.Equal(Day("Fri 2016-12-30"), WorkingCalendar.Weekends(China.Zone).AddWorkdays(Day("Fri 2016-12-23"), 5));

        // A count that begins before the years known to the files and ends within them.
        var end = China.AddWorkdays(Day("Mon 2016-12-26"), 600);
        Assert.Equal(600, China.WorkdaysIn(Day("Tue 2016-12-27"), end.AddDays(1)));
    }

    [Theory]
    [InlineData("Sat 2026-02-14", "Sat 2026-02-14")]
    [InlineData("Sun 2026-02-15", "Tue 2026-02-24")]
    [InlineData("Fri 2025-10-03", "Thu 2025-10-09")]
    [InlineData("Thu 2026-01-01", "Sun 2026-01-04")]
    public void The_first_workday_on_or_after_a_day(string day, string workday) =>
        Assert.Equal(workday, Text(China.FirstWorkdayOnOrAfter(Day(day))));

    [Fact]
    public void A_day_runs_from_its_midnight_in_Shanghai_to_the_next()
    {
        var day = Day("Thu 2026-12-31");
        Assert.Equal(new DateTimeOffset(2026, 12, 30, 16, 0, 0, TimeSpan.Zero), China.StartOfDay(day));
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero), China.EndOfDay(day));
        Assert.Equal(TimeSpan.Zero, China.EndOfDay(day).Offset);
        Assert.Equal(day, China.DayOf(China.StartOfDay(day)));
        Assert.Equal(day.AddDays(1), China.DayOf(China.EndOfDay(day)));
        Assert.Equal(day, China.DayOf(China.EndOfDay(day).AddTicks(-1)));
    }

    [Theory]
    [InlineData("America/New_York", 2015)] // 23 and 25 hours, at 2 o'clock
    [InlineData("America/Sao_Paulo", 2018)] // summer time began by skipping midnight
    [InlineData("Asia/Shanghai", 2026)]
    public void Days_join_without_gap_or_overlap_where_clocks_change(string zone, int year)
    {
        var calendar = WorkingCalendar.Weekends(TimeZoneInfo.FindSystemTimeZoneById(zone));
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            Assert.Equal(day, calendar.DayOf(calendar.StartOfDay(day)));
            Assert.Equal(day.AddDays(-1), calendar.DayOf(calendar.StartOfDay(day).AddTicks(-1)));
        }
    }

    [Fact]
    public void An_official_year_takes_the_place_of_the_expected_one()
    {
        var year = CalendarYear.TryRead(Official2027, out var refusal);
        Assert.Null(refusal);

        var calendar = China.TryWith(year!, out refusal)!;

        Assert.Null(refusal);
        Assert.False(China.IsWorkday(Day("Fri 2027-02-12")));
        Assert.True(calendar.IsWorkday(Day("Fri 2027-02-12")));
        Assert.True(calendar.IsWorkday(Day("Sat 2027-02-20")));
        Assert.True(China.IsProvisional(Day("Wed 2027-06-09")));
        Assert.False(calendar.IsProvisional(Day("Wed 2027-06-09")));
        Assert.True(calendar.IsProvisional(Day("Wed 2027-12-29")));
    }

    [Fact]
    public void An_expected_year_never_takes_the_place_of_an_official_one()
    {
        var expected = CalendarYear.TryRead(
            Official2027.Replace("2027", "2026").Replace("confirmed", "provisional").Replace("2026-02-20", "2026-02-28"),
            out _
        );

        Assert.Null(China.TryWith(expected!, out var refusal));
        Assert.Equal("calendar-year-confirmed", refusal!.Code);
    }

    [Fact]
    public void A_year_after_a_gap_settles_nothing()
    {
        var year = CalendarYear.TryRead(
            Official2027.Replace("2027-02-20", "2028-02-26").Replace("2027", "2028"),
            out var refusal
        );
        Assert.Null(refusal);

        Assert.True(China.TryWith(year!, out _)!.IsProvisional(new DateOnly(2028, 6, 1)));
    }

    [Theory]
    [InlineData("no json at all", "calendar-unreadable")]
    [InlineData("{}", "calendar-unreadable")]
    [InlineData("[]", "calendar-unreadable")]
    [InlineData("""{ "year": 2027, "status": "perhaps", "sources": [], "off": [], "work": [] }""", "calendar-unreadable")]
    [InlineData("""{ "year": 27, "status": "confirmed", "sources": [], "off": [], "work": [] }""", "calendar-unreadable")]
    [InlineData("""{ "year": 2027, "status": "confirmed", "sources": [], "off": [], "work": [] }""", "calendar-without-source")]
    public void A_calendar_file_that_cannot_be_read_is_refused_in_words(string json, string code)
    {
        Assert.Null(CalendarYear.TryRead(json, out var refusal));
        Assert.Equal(code, refusal!.Code);
    }

    [Theory]
    [InlineData("2027-02-05/2027-02-11", "2027-02-05")] // one date alone
    [InlineData("2027-02-05/2027-02-11", "2027-02-11/2027-02-05")] // backwards
    [InlineData("2027-02-05/2027-02-11", "2027-02-05/2027-03-11")] // five weeks
    [InlineData("2027-02-05/2027-02-11", "2028-02-05/2028-02-11")] // another year
    [InlineData("2027-02-05/2027-02-11", "2027-02-30/2027-03-01")] // no such day
    [InlineData("2027-02-05/2027-02-11", "2027-01-01/2027-01-02")] // overlaps New Year
    [InlineData("2027-02-20", "2027-02-19")] // a Friday needs no making up
    [InlineData("2027-02-20", "2027-02-06")] // inside the days off
    public void A_calendar_file_with_an_impossible_day_is_refused(string right, string wrong)
    {
        Assert.Null(CalendarYear.TryRead(Official2027.Replace(right, wrong), out var refusal));
        Assert.StartsWith("calendar-", refusal!.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_agree_day_by_day_with_another_peoples_reading_of_the_notices()
    {
        var folder =
            Environment.GetEnvironmentVariable("SMALLMATTERS_EVALUATION_DATA")
            ?? Path.Combine(Repository.Root, "..", "shared", "data");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(folder, "holidays")),
            "The holiday data to compare with is not here; set SMALLMATTERS_EVALUATION_DATA to its folder."
        );

        var said = new Dictionary<DateOnly, bool>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "holidays"), "*.json").Order())
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var day in document.RootElement.GetProperty("days").EnumerateArray())
            {
                said[DateOnly.Parse(day.GetProperty("date").GetString()!)] = !day.GetProperty("isOffDay").GetBoolean();
            }
        }

        Assert.True(said.Count > 200);
        for (var day = new DateOnly(2018, 12, 29); day < new DateOnly(2027, 1, 1); day = day.AddDays(1))
        {
            var expected = said.TryGetValue(day, out var worked)
                ? worked
                : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            Assert.True(expected == China.IsWorkday(day), Text(day));
        }
    }

    /// <summary>A made-up notice for 2027 that differs from the expectation.</summary>
    internal const string Official2027 = """
        {
          "year": 2027,
          "status": "confirmed",
          "sources": [{ "title": "2027", "number": "国办发明电", "published": "2026-11-25" }],
          "off": [
            { "days": "2027-01-01/2027-01-03", "zh": "元旦", "en": "New Year's Day" },
            { "days": "2027-02-05/2027-02-11", "zh": "春节", "en": "Spring Festival" }
          ],
          "work": ["2027-02-20"]
        }
        """;
}
