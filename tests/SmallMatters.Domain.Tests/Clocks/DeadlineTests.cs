using System.Text.RegularExpressions;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using Xunit;
using static SmallMatters.Domain.Tests.Calendar.LocalTime;

namespace SmallMatters.Domain.Tests.Clocks;

public sealed partial class DeadlineTests
{
    private static readonly ClockRuleBook Book = ClockRuleBook.BuiltIn;
    private static readonly WorkingCalendar China = WorkingCalendar.China;

    [Theory]
    // Working days: weekends, make-up workdays, long holidays, the turn of the year.
    [InlineData("first-contact", "Mon 2026-03-02 09:00", "Tue 2026-03-03 24:00")]
    [InlineData("first-contact", "Fri 2026-03-06 17:59", "Mon 2026-03-09 24:00")]
    [InlineData("first-contact", "Sun 2026-03-08 08:00", "Mon 2026-03-09 24:00")]
    [InlineData("first-contact", "Wed 2025-12-31 10:00", "Sun 2026-01-04 24:00")]
    [InlineData("first-contact", "Fri 2018-12-28 23:59", "Sat 2018-12-29 24:00")]
    [InlineData("first-contact", "Thu 2020-01-23 12:00", "Mon 2020-02-03 24:00")]
    [InlineData("handle-enquiry", "Sat 2026-02-14 10:00", "Tue 2026-02-24 24:00")]
    [InlineData("handle-general", "Thu 2026-04-30 10:00", "Mon 2026-05-11 24:00")]
    [InlineData("handle-general", "Fri 2026-02-13 09:00", "Fri 2026-02-27 24:00")]
    [InlineData("handle-complex", "Mon 2025-12-22 00:00", "Tue 2026-01-13 24:00")]
    [InlineData("hand-over-answer", "Wed 2026-09-30 16:00", "Thu 2026-10-08 24:00")]
    [InlineData("petition-objection", "Fri 2026-09-18 11:00", "Thu 2026-09-24 24:00")]
    [InlineData("fire-recheck", "Thu 2023-09-28 15:00", "Mon 2023-10-09 24:00")]
    [InlineData("disclosure-answer", "Tue 2025-01-21 09:00", "Mon 2025-02-24 24:00")]
    [InlineData("medical-mediation", "Fri 2024-09-27 09:00", "Wed 2024-11-13 24:00")]
    [InlineData("traffic-mediation", "Mon 2024-02-05 09:00", "Fri 2024-02-23 24:00")]
    // Hours run through nights, weekends and holidays.
    [InlineData("handle-urgent", "Wed 2026-09-30 23:30", "Thu 2026-10-01 01:30")]
    [InlineData("handle-livelihood", "Fri 2026-02-13 18:00", "Sat 2026-02-14 18:00")]
    [InlineData("acceptance-review", "Wed 2025-12-31 20:15", "Thu 2026-01-01 20:15")]
    [InlineData("fast-track-decision", "Thu 2026-04-30 20:00", "Sat 2026-05-02 20:00")]
    [InlineData("protection-order", "Fri 2026-06-19 08:00", "Mon 2026-06-22 08:00")]
    // Calendar days that roll to the first workday after a holiday; a make-up workday is a workday.
    [InlineData("public-order-case", "Wed 2025-12-31 10:00", "Fri 2026-01-30 24:00")]
    [InlineData("public-order-case", "Thu 2026-01-01 10:00", "Mon 2026-02-02 24:00")]
    [InlineData("public-order-case", "Thu 2026-01-15 10:00", "Sat 2026-02-14 24:00")]
    [InlineData("public-order-case", "Fri 2026-01-16 10:00", "Tue 2026-02-24 24:00")]
    [InlineData("public-order-case", "Mon 2019-01-07 10:00", "Mon 2019-02-11 24:00")]
    [InlineData("penalty-service", "Fri 2026-05-29 10:00", "Mon 2026-06-01 24:00")]
    [InlineData("reconsideration-request", "Mon 2026-08-03 10:00", "Thu 2026-10-08 24:00")]
    [InlineData("judicial-confirmation-request", "Mon 2025-09-01 10:00", "Thu 2025-10-09 24:00")]
    // Calendar days that stay where they fall.
    [InlineData("court-delegated-mediation", "Mon 2025-09-01 10:00", "Wed 2025-10-01 24:00")]
    [InlineData("petition-handling", "Thu 2026-08-06 10:00", "Mon 2026-10-05 24:00")]
    [InlineData("petition-registration", "Fri 2026-09-18 10:00", "Sat 2026-10-03 24:00")]
    [InlineData("labour-mediation", "Mon 2026-09-21 10:00", "Tue 2026-10-06 24:00")]
    [InlineData("bullying-investigation", "Mon 2026-04-27 10:00", "Thu 2026-05-07 24:00")]
    [InlineData("verdict-window", "Sun 2026-02-01 10:00", "Mon 2026-02-16 24:00")]
    [InlineData("question-comes-back", "Wed 2026-04-29 10:00", "Mon 2026-05-04 24:00")]
    // Months keep the day's number, or take the month's last.
    [InlineData("public-order-time-bar", "Mon 2026-01-12 10:00", "Sun 2026-07-12 24:00")]
    [InlineData("administrative-suit", "Tue 2026-03-31 10:00", "Wed 2026-09-30 24:00")]
    [InlineData("administrative-suit", "Wed 2025-12-31 10:00", "Tue 2026-06-30 24:00")]
    [InlineData("administrative-suit", "Sun 2025-08-31 10:00", "Sat 2026-02-28 24:00")]
    [InlineData("administrative-suit", "Thu 2026-04-02 10:00", "Thu 2026-10-08 24:00")]
    [InlineData("network-logs", "Tue 2026-06-30 10:00", "Wed 2026-12-30 24:00")]
    [InlineData("impact-assessment-record", "Thu 2024-02-29 10:00", "Sun 2027-02-28 24:00")]
    [InlineData("public-video", "Sat 2026-01-31 10:00", "Mon 2026-03-02 24:00")]
    public void A_time_limit_ends(string code, string started, string ends)
    {
        var at = Instant(started);

        var deadline = DeadlineRule.Compute(Book.RuleFor(code, China.DayOf(at)), at, China);

        Assert.Equal(Instant(ends), deadline.DueAt);
        Assert.Equal(Day(ends[..14]), deadline.DueOn);
        Assert.Equal(TimeSpan.Zero, deadline.DueAt.Offset);
    }

    [Fact]
    public void The_local_day_of_the_event_counts_not_the_day_in_Greenwich()
    {
        var rule = Book.RuleFor("first-contact", new DateOnly(2026, 3, 2));

        // 16:00 UTC on Monday is midnight at the beginning of Tuesday.
        Assert.Equal(
            Day("Tue 2026-03-03"),
            DeadlineRule.Compute(rule, new DateTimeOffset(2026, 3, 2, 15, 59, 59, TimeSpan.Zero), China).DueOn
        );
        Assert.Equal(
            Day("Wed 2026-03-04"),
            DeadlineRule.Compute(rule, new DateTimeOffset(2026, 3, 2, 16, 0, 0, TimeSpan.Zero), China).DueOn
        );
    }

    [Fact]
    public void A_rule_may_count_the_day_of_the_event_itself()
    {
        var rule = Book.RuleFor("handle-general", new DateOnly(2026, 3, 2)) with { DayOne = DayOne.SameDay };

        Assert.Equal(Day("Fri 2026-03-06"), DeadlineRule.Compute(rule, Instant("Mon 2026-03-02 10:00"), China).DueOn);
        Assert.Equal(Day("Fri 2026-03-13"), DeadlineRule.Compute(rule, Instant("Sat 2026-03-07 10:00"), China).DueOn);
    }

    [Theory]
    [InlineData("handle-livelihood", "Mon 2026-03-02 10:00", "Tue 2026-03-03 02:48", "Tue 2026-03-03 07:36")]
    [InlineData("handle-general", "Thu 2026-04-30 10:00", "Sat 2026-05-09 12:00", "Mon 2026-05-11 12:00")] // 3½ and 4½ of five workdays
    [InlineData("petition-handling", "Thu 2026-08-06 10:00", "Thu 2026-09-17 24:00", "Tue 2026-09-29 24:00")] // 42 and 54 of sixty days
    [InlineData("public-order-case", "Fri 2026-01-16 10:00", "Fri 2026-02-06 24:00", "Thu 2026-02-12 24:00")] // of the thirty days, not of the roll
    public void Warnings_come_at_seventy_and_ninety_per_cent_of_the_lawful_time(
        string code,
        string started,
        string seventy,
        string ninety
    )
    {
        var at = Instant(started);
        var deadline = DeadlineRule.Compute(Book.RuleFor(code, China.DayOf(at)), at, China);

        Assert.Equal((Instant(seventy), Instant(ninety)), (deadline.Warn70At, deadline.Warn90At));
    }

    [Theory]
    [InlineData("handle-general", "Mon 2026-12-14 10:00", false)]
    [InlineData("handle-general", "Tue 2026-12-22 10:00", true)] // ends on the 29th, which the notice for 2027 may move
    [InlineData("handle-general", "Mon 2027-03-01 10:00", true)]
    [InlineData("handle-general", "Mon 2018-06-04 10:00", true)] // before the first year known
    [InlineData("petition-handling", "Mon 2027-03-01 10:00", false)] // calendar days that stay do not ask the calendar
    [InlineData("handle-livelihood", "Mon 2027-03-01 10:00", false)]
    [InlineData("public-order-case", "Mon 2027-03-01 10:00", true)]
    public void A_deadline_is_provisional_when_a_notice_to_come_may_move_it(string code, string started, bool provisional)
    {
        var at = Instant(started);

        Assert.Equal(provisional, DeadlineRule.Compute(Book.RuleFor(code, China.DayOf(at)), at, China).Provisional);
    }

    [Fact]
    public void Every_rule_ends_where_a_day_by_day_walk_ends_for_thousands_of_starts_from_2019_to_2027()
    {
        var worked = Walker.Workdays();
        var compared = 0;
        var starts = Starts().ToArray();

        // Rules of one shape share the walk.
        foreach (
            var (rules, start) in Book
                .All.GroupBy(r => (r.Unit, r.Length, r.EndOnHoliday))
                .SelectMany(_ => starts, (g, s) => (g, s))
        )
        {
            var walked = Walker.End(rules.First(), start, worked, rules.Key.Length, []);
            foreach (var rule in rules)
            {
                var deadline = DeadlineRule.Compute(rule, start, China);
                Assert.True(
                    walked == deadline.DueAt,
                    $"{rule.Code} from {Text(start)}: walked to {Text(walked)}, computed {Text(deadline.DueAt)}"
                );
                Assert.True(
                    start < deadline.Warn70At && deadline.Warn70At < deadline.Warn90At && deadline.Warn90At < deadline.DueAt,
                    rule.Code
                );
                compared++;
            }
        }

        Assert.True(compared > 180_000);
    }

    [Fact]
    public void Pauses_and_extensions_move_every_rule_as_the_walk_does()
    {
        var worked = Walker.Workdays();
        foreach (var rule in Book.All.Where(r => r.Unit != ClockUnit.Month))
        {
            var scale = rule.Unit == ClockUnit.Hour ? rule.Length / 2.0 : rule.Length * 12.0;
            var i = 0;
            foreach (var start in Starts().Where((_, n) => n % 30 == 0))
            {
                // From a pause on the very day of the start to two that lie some days apart, one of them over a weekend.
                var first = start.AddHours(scale * (i % 5) / 10);
                var firstEnd = first.AddHours(1 + (i * 7 % 200));
                var second = firstEnd.AddHours(scale / 10 * (1 + (i % 3)));
                var pauses = new[]
                {
                    new Pause(PauseReason.Appraisal, "鉴定聘请书", "张三", first, firstEnd),
                    new Pause(PauseReason.Hearing, "听证通知书", "张三", second, second.AddHours(3 + (i * 11 % 150))),
                };
                var extended = i % 4;
                var walked = Walker.End(rule, start, worked, rule.Length + extended, pauses);
                var computed = DeadlineRule.Compute(rule, start, China, extended, pauses).DueAt;
                Assert.True(
                    walked == computed,
                    $"{rule.Code} from {Text(start)}, case {i}: walked to {Text(walked)}, computed {Text(computed)}"
                );
                i++;
            }
        }
    }

    /// <summary>Two thousand four hundred instants over nine years, at all hours, and each turn of a year to the second.</summary>
    private static IEnumerable<DateTimeOffset> Starts()
    {
        var at = new DateTimeOffset(2018, 12, 31, 16, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 2400; i++)
        {
            yield return at.AddMinutes(i * 1971L);
        }

        for (var year = 2019; year <= 2027; year++)
        {
            var midnight = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));
            yield return midnight;
            yield return midnight.AddSeconds(-1);
            yield return midnight.AddMonths(1).AddSeconds(1);
        }
    }

    /// <summary>
    /// The same answer got the slow way, sharing nothing with the product: its own reading of the files' text, UTC+8 by
    /// addition, one day or twenty minutes of the count after the other.
    /// </summary>
    internal static partial class Walker
    {
        public static HashSet<DateTime> Workdays()
        {
            var worked = new HashSet<DateTime>();
            for (var day = new DateTime(2018, 12, 1); day < new DateTime(2031, 12, 31); day = day.AddDays(1))
            {
                if ((int)day.DayOfWeek is >= 1 and <= 5)
                {
                    worked.Add(day);
                }
            }

            foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "data", "rules", "calendar")).Order())
            {
                var text = File.ReadAllText(file);
                foreach (Match run in Run().Matches(text))
                {
                    for (
                        var day = DateTime.Parse(run.Groups[1].Value);
                        day <= DateTime.Parse(run.Groups[2].Value);
                        day = day.AddDays(1)
                    )
                    {
                        worked.Remove(day);
                    }
                }

                foreach (Match day in Date().Matches(text[text.IndexOf("\"work\"", StringComparison.Ordinal)..]))
                {
                    worked.Add(DateTime.Parse(day.Value));
                }
            }

            return worked;
        }

        public static DateTimeOffset End(
            ClockRule rule,
            DateTimeOffset start,
            HashSet<DateTime> worked,
            int length,
            Pause[] pauses
        )
        {
            var local = start.UtcDateTime.AddHours(8);
            if (rule.Unit == ClockUnit.Hour)
            {
                // Twenty minutes at a time, a step cut short where a pause begins or the time is up.
                var left = TimeSpan.FromHours(length);
                var at = start;
                while (left > TimeSpan.Zero)
                {
                    if (pauses.FirstOrDefault(p => p.From <= at && at < p.Until) is { } pause)
                    {
                        at = pause.Until!.Value;
                        continue;
                    }

                    var step = pauses
                        .Select(p => p.From - at)
                        .Append(TimeSpan.FromMinutes(20))
                        .Append(left)
                        .Where(t => t > TimeSpan.Zero)
                        .Min();
                    at += step;
                    left -= step;
                }

                return at;
            }

            DateTime lastDay;
            if (rule.Unit == ClockUnit.Month)
            {
                // Walk the days of the month in which it ends, up to the number of the first.
                var month = new DateTime(local.Year, local.Month, 1);
                for (var i = 0; i < length; i++)
                {
                    month = month.AddMonths(1);
                }

                lastDay = month;
                while (lastDay.Day < local.Day && lastDay.AddDays(1).Month == month.Month)
                {
                    lastDay = lastDay.AddDays(1);
                }
            }
            else
            {
                lastDay = local.Date;
                for (var left = length; left > 0; )
                {
                    lastDay = lastDay.AddDays(1);
                    var day = lastDay;
                    var paused = pauses.Any(p =>
                        p.From.UtcDateTime.AddHours(8).Date <= day && day < p.Until!.Value.UtcDateTime.AddHours(8).Date
                    );
                    if (!paused && (rule.Unit == ClockUnit.CalendarDay || worked.Contains(day)))
                    {
                        left--;
                    }
                }
            }

            while (rule.EndOnHoliday == EndOnHoliday.RollsForward && !worked.Contains(lastDay))
            {
                lastDay = lastDay.AddDays(1);
            }

            return new DateTimeOffset(
                DateTime.SpecifyKind(lastDay, DateTimeKind.Unspecified).AddDays(1),
                TimeSpan.FromHours(8)
            ).ToUniversalTime();
        }

        [GeneratedRegex("\"(\\d{4}-\\d\\d-\\d\\d)/(\\d{4}-\\d\\d-\\d\\d)\"")]
        private static partial Regex Run();

        [GeneratedRegex("\\d{4}-\\d\\d-\\d\\d")]
        private static partial Regex Date();
    }
}
