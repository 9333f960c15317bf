using SmallMatters.Patterns.Aoristic;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.Aoristic;

public class HourOfWeekTests
{
    // 2024-01-01 was a Monday.
    private static readonly DateTime Monday = new(2024, 1, 1);

    [Fact]
    public void A_known_time_counts_in_its_hour()
    {
        var week = HourOfWeek.Distribution([Monday.AddHours(25.5)], [Monday.AddHours(25.5)]);
        Assert.Equal(1, week[25]);
        Assert.Equal(1, week.Sum());
    }

    [Fact]
    public void A_night_away_is_shared_out_in_proportion_over_midnight_and_the_end_of_the_week()
    {
        // Sunday 22:30 to Monday 02:00: 3.5 hours.
        var week = HourOfWeek.Distribution([Monday.AddHours(-1.5)], [Monday.AddHours(2)]);
        Assert.Equal(0.5 / 3.5, week[166], 1e-12);
        Assert.Equal(1 / 3.5, week[167], 1e-12);
        Assert.Equal(1 / 3.5, week[0], 1e-12);
        Assert.Equal(1 / 3.5, week[1], 1e-12);
        Assert.Equal(0, week[2], 1e-12);
    }

    [Fact]
    public void A_fortnight_away_says_nothing_about_the_hour()
    {
        var week = HourOfWeek.Distribution([Monday.AddHours(3.2)], [Monday.AddHours(3.2 + 336)]);
        Assert.All(week, value => Assert.Equal(1.0 / 168, value, 1e-12));
    }

    [Fact]
    public void Every_event_counts_one_whatever_its_interval()
    {
        var random = new SeededStream(1);
        var from = Enumerable.Range(0, 500).Select(_ => Monday.AddMinutes(random.NextInt(100_000))).ToList();
        var to = from.Select(f => f.AddMinutes(random.NextInt(30_000))).ToList();
        foreach (var rule in Enum.GetValues<IntervalRule>())
        {
            Assert.Equal(500, HourOfWeek.Distribution(from, to, rule).Sum(), 1e-9);
        }
        Assert.Equal(
            from.Zip(to).Count(p => p.Second - p.First <= TimeSpan.FromHours(24)),
            HourOfWeek.Distribution(from, to, longest: TimeSpan.FromHours(24)).Sum(),
            1e-9
        );
    }

    [Fact]
    public void An_evening_peak_shows_through_when_every_event_is_known_only_to_four_hours()
    {
        var random = new SeededStream(2);
        var from = Enumerable
            .Range(0, 2000)
            .Select(i => Monday.AddDays(i % 28).AddHours(18 + random.NextDouble() * 2 - random.NextDouble() * 4))
            .ToList();
        var week = HourOfWeek.Distribution(from, [.. from.Select(f => f.AddHours(4))]);
        var byHour = Enumerable.Range(0, 24).Select(h => Enumerable.Range(0, 7).Sum(d => week[d * 24 + h])).ToArray();
        Assert.InRange(Array.IndexOf(byHour, byHour.Max()), 18, 19);
    }

    [Fact]
    public void An_interval_that_ends_before_it_begins_is_refused() =>
        Assert.Throws<ArgumentException>(() => HourOfWeek.Distribution([Monday], [Monday.AddMinutes(-1)]));
}
