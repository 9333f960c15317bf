using System.Reflection;
using System.Text.RegularExpressions;
using SmallMatters.Domain.Clocks;
using Xunit;
using static SmallMatters.Domain.Tests.Calendar.LocalTime;

namespace SmallMatters.Domain.Tests.Clocks;

/// <summary>
/// The time limits that inspections, findings and reports of fire hazards use, each in a table of dates (weekends, make-up workdays,
/// long holidays, the turn of the year), against a second computation that shares nothing with the rules.
/// </summary>
public partial class HazardDeadlineTests
{
    [Theory]
    [InlineData("fire-correction-notice", "Wed 2025-12-31 10:00", "Tue 2026-01-06 24:00")]
    [InlineData("fire-correction-notice", "Fri 2026-02-13 09:00", "Wed 2026-02-25 24:00")]
    [InlineData("fire-correction-notice", "Thu 2026-04-30 20:30", "Fri 2026-05-08 24:00")]
    [InlineData("fire-correction-notice", "Fri 2026-09-18 11:00", "Tue 2026-09-22 24:00")]
    [InlineData("fire-correction-notice", "Wed 2026-09-30 23:59", "Sat 2026-10-10 24:00")]
    [InlineData("fire-recheck", "Wed 2025-12-31 10:00", "Tue 2026-01-06 24:00")]
    [InlineData("fire-recheck", "Fri 2026-02-13 09:00", "Wed 2026-02-25 24:00")]
    [InlineData("fire-recheck", "Thu 2026-04-30 20:30", "Fri 2026-05-08 24:00")]
    [InlineData("fire-recheck", "Fri 2026-09-18 11:00", "Tue 2026-09-22 24:00")]
    [InlineData("fire-recheck", "Wed 2026-09-30 23:59", "Sat 2026-10-10 24:00")]
    [InlineData("fire-report-check", "Wed 2025-12-31 10:00", "Tue 2026-01-06 24:00")]
    [InlineData("fire-report-check", "Fri 2026-02-13 09:00", "Wed 2026-02-25 24:00")]
    [InlineData("fire-report-check", "Thu 2026-04-30 20:30", "Fri 2026-05-08 24:00")]
    [InlineData("fire-report-check", "Fri 2026-09-18 11:00", "Tue 2026-09-22 24:00")]
    [InlineData("fire-report-check", "Wed 2026-09-30 23:59", "Sat 2026-10-10 24:00")]
    [InlineData("fire-report-check-urgent", "Wed 2025-12-31 10:00", "Thu 2026-01-01 10:00")]
    [InlineData("fire-report-check-urgent", "Fri 2026-02-13 09:00", "Sat 2026-02-14 09:00")]
    [InlineData("fire-report-check-urgent", "Thu 2026-04-30 20:30", "Fri 2026-05-01 20:30")]
    [InlineData("fire-report-check-urgent", "Fri 2026-09-18 11:00", "Sat 2026-09-19 11:00")]
    [InlineData("fire-report-check-urgent", "Wed 2026-09-30 23:59", "Thu 2026-10-01 23:59")]
    [InlineData("fire-transfer", "Wed 2025-12-31 10:00", "Thu 2026-01-08 24:00")]
    [InlineData("fire-transfer", "Fri 2026-02-13 09:00", "Fri 2026-02-27 24:00")]
    [InlineData("fire-transfer", "Thu 2026-04-30 20:30", "Mon 2026-05-11 24:00")]
    [InlineData("fire-transfer", "Fri 2026-09-18 11:00", "Thu 2026-09-24 24:00")]
    [InlineData("fire-transfer", "Wed 2026-09-30 23:59", "Tue 2026-10-13 24:00")]
    [InlineData("hazard-major-report", "Wed 2025-12-31 10:00", "Sun 2026-01-04 24:00")]
    [InlineData("hazard-major-report", "Fri 2026-02-13 09:00", "Sat 2026-02-14 24:00")]
    [InlineData("hazard-major-report", "Thu 2026-04-30 20:30", "Wed 2026-05-06 24:00")]
    [InlineData("hazard-major-report", "Fri 2026-09-18 11:00", "Sun 2026-09-20 24:00")]
    [InlineData("hazard-major-report", "Wed 2026-09-30 23:59", "Thu 2026-10-08 24:00")]
    [InlineData("hazard-receipt", "Wed 2025-12-31 10:00", "Thu 2026-01-08 24:00")]
    [InlineData("hazard-receipt", "Fri 2026-02-13 09:00", "Fri 2026-02-27 24:00")]
    [InlineData("hazard-receipt", "Thu 2026-04-30 20:30", "Mon 2026-05-11 24:00")]
    [InlineData("hazard-receipt", "Fri 2026-09-18 11:00", "Thu 2026-09-24 24:00")]
    [InlineData("hazard-receipt", "Wed 2026-09-30 23:59", "Tue 2026-10-13 24:00")]
    [InlineData("hazard-rectification", "Wed 2025-12-31 10:00", "Tue 2026-03-31 24:00")]
    [InlineData("hazard-rectification", "Fri 2026-02-13 09:00", "Thu 2026-05-14 24:00")]
    [InlineData("hazard-rectification", "Thu 2026-04-30 20:30", "Wed 2026-07-29 24:00")]
    [InlineData("hazard-rectification", "Fri 2026-09-18 11:00", "Thu 2026-12-17 24:00")]
    [InlineData("hazard-rectification", "Wed 2026-09-30 23:59", "Tue 2026-12-29 24:00")]
    [InlineData("hazard-settle", "Wed 2025-12-31 10:00", "Tue 2026-01-06 24:00")]
    [InlineData("hazard-settle", "Fri 2026-02-13 09:00", "Wed 2026-02-25 24:00")]
    [InlineData("hazard-settle", "Thu 2026-04-30 20:30", "Fri 2026-05-08 24:00")]
    [InlineData("hazard-settle", "Fri 2026-09-18 11:00", "Tue 2026-09-22 24:00")]
    [InlineData("hazard-settle", "Wed 2026-09-30 23:59", "Sat 2026-10-10 24:00")]
    public void A_time_limit_for_hazards_ends(string code, string started, string ends)
    {
        var calendar = Domain.Calendar.WorkingCalendar.China;
        var at = Instant(started);
        var rule = ClockRuleBook.BuiltIn.RuleFor(code, calendar.DayOf(at));
        Assert.Equal(Instant(ends), Clock.Start(rule, at, calendar).Deadline.DueAt);
        Assert.Equal(Instant(ends), DeadlineTests.Walker.End(rule, at, DeadlineTests.Walker.Workdays(), rule.Length, []));
        Assert.NotEmpty(rule.Source.Zh);
        Assert.NotEmpty(rule.Source.En);
    }

    [Fact]
    public void Every_time_limit_that_hazards_name_has_a_table_of_dates()
    {
        var tabled = typeof(HazardDeadlineTests)
            .GetMethods()
            .SelectMany(m => m.GetCustomAttributes<InlineDataAttribute>())
            .Select(d => (string)d.Data[0]!)
            .ToHashSet();
        var used = Used();
        Assert.Superset(new HashSet<string?> { "D42", "D43", "D44", "D45" }, used.Select(r => r.Row).ToHashSet());
        Assert.DoesNotContain(used, rule => !tabled.Contains(rule.Code));
    }

    // Whatever code of a rule stands in the module's own text or in its data, and those by which reports of fire hazards are answered.
    private static List<ClockRule> Used()
    {
        string Folder(params string[] path) => Path.Combine([Repository.Root, .. path]);
        var text = string.Concat(
            Directory
                .GetFiles(Folder("src", "SmallMatters.Domain", "Hazards"), "*.cs")
                .Append(Folder("data", "rules", "hazards.json"))
                .Append(Folder("data", "rules", "checklists.json"))
                .Append(Folder("data", "demo", "categories.json"))
                .Select(File.ReadAllText)
        );
        var named = Quoted().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        return
        [
            .. ClockRuleBook.BuiltIn.All.Where(r =>
                named.Contains(r.Code)
                && (
                    r.Code.StartsWith("fire-", StringComparison.Ordinal) || r.Code.StartsWith("hazard-", StringComparison.Ordinal)
                )
            ),
        ];
    }

    [GeneratedRegex("\"([a-z][a-z-]*)\"")]
    private static partial Regex Quoted();
}
