using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Tests.Clocks;
using SmallMatters.Domain.Tests.Matters;
using Xunit;
using static SmallMatters.Domain.Tests.Calendar.LocalTime;

namespace SmallMatters.Domain.Tests.MinorCases;

/// <summary>The dates of cases, in a table and against a second computation that shares nothing with the rules.</summary>
public class CaseClockTests
{
    [Theory]
    // Filed at once under the new law; thirty days, rolling over weekends, Spring Festival, Labour Day and National Day.
    [InlineData("Thu 2026-01-01 09:00", "", "Mon 2026-02-02")]
    [InlineData("Fri 2026-01-16 10:00", "", "Tue 2026-02-24")]
    [InlineData("Thu 2026-01-15 10:00", "", "Sat 2026-02-14")] // a make-up workday is a workday
    [InlineData("Wed 2026-04-01 10:00", "", "Wed 2026-05-06")]
    [InlineData("Tue 2026-09-01 23:59", "", "Thu 2026-10-08")]
    // Extended once and twice, by thirty days each, from the first count.
    [InlineData("Tue 2026-03-03 10:00", "extend Mon 2026-03-30", "Wed 2026-05-06")]
    [InlineData("Tue 2026-03-03 10:00", "extend Mon 2026-03-30, extend Tue 2026-04-28", "Mon 2026-06-01")]
    // Appraisal and hearing are not counted.
    [InlineData("Tue 2026-03-03 10:00", "pause Tue 2026-03-10, resume Fri 2026-03-20", "Mon 2026-04-13")]
    [InlineData("Tue 2026-03-03 10:00", "hearing Tue 2026-03-31, resume Thu 2026-04-02", "Tue 2026-04-07")]
    [InlineData("Tue 2026-03-03 10:00", "pause Tue 2026-03-10, resume Tue 2026-03-10", "Thu 2026-04-02")]
    // Mediation that fails begins the count anew, and a pause before it falls away.
    [InlineData("Tue 2026-03-03 10:00", "mediate Wed 2026-03-11, fail Mon 2026-03-16", "Wed 2026-04-15")]
    [InlineData(
        "Tue 2026-03-03 10:00",
        "pause Tue 2026-03-10, resume Fri 2026-03-20, mediate Mon 2026-03-23, fail Tue 2026-03-24",
        "Thu 2026-04-23"
    )]
    [InlineData("Tue 2026-03-03 10:00", "mediate Wed 2026-03-11, fail Mon 2026-03-16, extend Mon 2026-04-13", "Fri 2026-05-15")]
    // A case of 2025 keeps its law: reviewed first, extended once, no hearing left out of the count.
    [InlineData("Mon 2025-12-15 10:00", "file Mon 2025-12-15", "Wed 2026-01-14")]
    [InlineData("Wed 2025-12-31 10:00", "file Wed 2025-12-31", "Fri 2026-01-30")]
    [InlineData("Wed 2025-12-31 10:00", "file Thu 2026-01-01", "Mon 2026-02-02")] // filed in 2026: the new law
    [InlineData("Mon 2025-12-15 10:00", "file Mon 2025-12-15, extend Mon 2026-01-12", "Fri 2026-02-13")]
    [InlineData("Mon 2025-12-15 10:00", "file Mon 2025-12-15, mediate Mon 2026-01-05, fail Mon 2026-01-12", "Wed 2026-02-11")]
    public void A_case_is_due(string reported, string acts, string due)
    {
        var it = Played(Instant(reported), acts, out var refused);

        Assert.Null(refused);
        Assert.Equal(due, Text(it.Running!.Clock.Deadline.DueOn));
        Assert.Equal(Walked(Instant(reported), acts), Day(due));
    }

    [Theory]
    [InlineData("Mon 2025-12-15 10:00", "file Mon 2025-12-15, extend Mon 2026-01-12, extend Mon 2026-02-09", "extensions-used")]
    [InlineData("Tue 2026-03-03 10:00", "extend Mon 2026-03-30, extend Tue 2026-04-28, extend Thu 2026-05-28", "extensions-used")]
    [InlineData("Mon 2025-12-15 10:00", "file Mon 2025-12-15, hearing Tue 2025-12-23", "pause-not-lawful")]
    [InlineData("Tue 2026-03-03 10:00", "extend Fri 2026-04-03", "clock-overdue")]
    [InlineData("Tue 2026-03-03 10:00", "pause Fri 2026-04-03", "clock-overdue")]
    public void The_law_gives_no_more(string reported, string acts, string code)
    {
        Played(Instant(reported), acts, out var refused);
        Assert.Equal(code, refused);
    }

    [Theory]
    [InlineData("acceptance-review", "Wed 2025-12-31 20:00", "Thu 2026-01-01 20:00")]
    [InlineData("acceptance-review-complex", "Wed 2025-12-31 20:00", "Sun 2026-01-04 24:00")]
    [InlineData("police-transfer", "Fri 2026-02-13 18:00", "Sat 2026-02-14 18:00")]
    [InlineData("report-log-after-emergency", "Wed 2026-09-30 22:15", "Thu 2026-10-01 22:15")]
    [InlineData("second-police-mediation", "Thu 2026-04-30 10:00", "Wed 2026-05-13 24:00")]
    [InlineData("penalty-service", "Fri 2026-02-13 09:00", "Tue 2026-02-24 24:00")]
    [InlineData("copy-to-victim", "Tue 2025-12-30 09:00", "Sun 2026-01-04 24:00")]
    [InlineData("decision-to-victim", "Fri 2026-02-13 09:00", "Tue 2026-02-24 24:00")]
    [InlineData("case-telling", "Fri 2026-02-13 09:00", "Sat 2026-02-14 24:00")]
    [InlineData("linked-mediation-entry", "Wed 2026-09-30 09:00", "Thu 2026-10-08 24:00")]
    [InlineData("case-call-back", "Wed 2026-09-23 09:00", "Wed 2026-10-14 24:00")]
    [InlineData("prevention-visit", "Mon 2026-03-02 09:00", "Mon 2026-03-16 24:00")]
    [InlineData("case-service-review", "Mon 2026-03-02 09:00", "Mon 2026-03-09 24:00")]
    public void A_clock_of_cases_ends(string rule, string starts, string ends)
    {
        var at = Instant(starts);
        var terms = ClockRuleBook.BuiltIn.RuleFor(rule, Given.Jurisdiction.Calendar.DayOf(at));
        Assert.Equal(Instant(ends), DeadlineRule.Compute(terms, at, Given.Jurisdiction.Calendar).DueAt);
        Assert.Equal(Instant(ends), DeadlineTests.Walker.End(terms, at, DeadlineTests.Walker.Workdays(), terms.Length, []));
    }

    [Fact]
    public void Hundreds_of_cases_with_pauses_extensions_and_restarts_are_due_when_the_second_computation_says()
    {
        var compared = 0;
        for (var day = 0; day < 700; day += 3)
        {
            var reported = new DateTimeOffset(2025, 1, 6, 9, 30, 0, TimeSpan.FromHours(8)).AddDays(day).ToUniversalTime();
            string On(int days) => Text(DateOnly.FromDateTime(reported.ToOffset(TimeSpan.FromHours(8)).DateTime).AddDays(days));
            var file = reported < new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)) ? $"file {On(0)}, " : "";
            foreach (
                var acts in new[]
                {
                    $"pause {On(4)}, resume {On(4 + (day % 17))}",
                    $"pause {On(4)}, resume {On(9)}, pause {On(9)}, resume {On(12 + (day % 5))}, extend {On(20)}",
                    $"extend {On(day % 29)}",
                    $"pause {On(2)}, resume {On(6)}, mediate {On(7)}, fail {On(8 + (day % 11))}",
                    $"extend {On(5)}, mediate {On(7)}, fail {On(9)}, pause {On(11)}, resume {On(14)}",
                }
            )
            {
                var it = Played(reported, file + acts, out var refused);
                Assert.True(refused is null, $"{Text(reported)}: {file}{acts}: {refused}");
                Assert.True(
                    Walked(reported, file + acts) == it.Running!.Clock.Deadline.DueOn,
                    $"{Text(reported)}: {file}{acts}: {Text(it.Running.Clock.Deadline.DueOn)}, walked {Text(Walked(reported, file + acts))}"
                );
                compared++;
            }
        }
        Assert.True(compared > 1000);
    }

    // Each act at 15:00 of its day, or an hour after the report on the same day.
    private static DateTimeOffset When(DateTimeOffset reported, string day) =>
        Instant(day + " 15:00") is var at && at < reported ? reported : at;

    private static MinorCase Played(DateTimeOffset reported, string acts, out string? refused)
    {
        var it = Reported.At(reported);
        refused = null;
        foreach (var act in acts.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            var (what, on) = (
                act[..act.IndexOf(' ', StringComparison.Ordinal)],
                When(reported, act[(act.IndexOf(' ', StringComparison.Ordinal) + 1)..])
            );
            var j = Given.Jurisdiction;
            var decision = what switch
            {
                "file" => FileCaseRule.Decide(it, on, Reported.Officer, j, on),
                "extend" => CaseClockRule.Extend(it, "案情复杂", "延字1号", on, Reported.Head, j, on),
                "pause" => CaseClockRule.Pause(it, PauseReason.Appraisal, "鉴定聘请书1号", on, Reported.Officer, j, on),
                "hearing" => CaseClockRule.Pause(it, PauseReason.Hearing, "听证通知书1号", on, Reported.Officer, j, on),
                "resume" => CaseClockRule.Resume(it, on, Reported.Officer, j, on),
                "mediate" => it.Begin(on),
                "fail" => MediateCaseRule.Fail(it, MediationFailure.NotReached, on, Reported.Officer, j, on),
                _ => throw new ArgumentException(what),
            };
            if (decision.Why is { } why)
            {
                refused = why.Code;
                return it;
            }
            it = it.After(decision.Facts);
        }
        return it;
    }

    // Counts one day after the other: a day inside a pause is left out, thirty more are counted for each extension since the count
    // began, failing begins anew, and the last day gives way to the first workday.
    private static DateOnly Walked(DateTimeOffset reported, string acts)
    {
        var worked = DeadlineTests.Walker.Workdays();
        var begin = DateOnly.FromDateTime(reported.UtcDateTime.AddHours(8));
        var length = 30;
        var left = new HashSet<DateOnly>();
        DateOnly? since = null;
        foreach (var act in acts.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            var day = DateOnly.Parse(act[^10..]);
            switch (act.Split(' ')[0])
            {
                case "file":
                    begin = day;
                    break;
                case "extend":
                    length += 30;
                    break;
                case "pause" or "hearing":
                    since = day;
                    break;
                case "resume":
                    for (var d = since!.Value; d < day; d = d.AddDays(1))
                    {
                        left.Add(d);
                    }
                    break;
                case "fail":
                    (begin, length) = (day, 30);
                    left.Clear();
                    break;
            }
        }
        var at = begin;
        for (var counted = 0; counted < length; )
        {
            at = at.AddDays(1);
            counted += left.Contains(at) ? 0 : 1;
        }
        while (!worked.Contains(at.ToDateTime(TimeOnly.MinValue)))
        {
            at = at.AddDays(1);
        }
        return at;
    }
}
