using System.CommandLine;
using SmallMatters.Patterns.Aoristic;
using SmallMatters.Patterns.Outbreak;
using SmallMatters.Patterns.Pictures;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary><c>aoristic</c> and <c>outbreak</c>: at which hours, and is there more than there should be?</summary>
internal static class TimeVerbs
{
    private static readonly string[] Days = ["周一 Mon", "周二 Tue", "周三 Wed", "周四 Thu", "周五 Fri", "周六 Sat", "周日 Sun"];

    public static Command Aoristic()
    {
        var from = new Option<string>("--from") { Description = "Column of the earliest possible time (local)", Required = true };
        var to = new Option<string?>("--to") { Description = "Column of the latest possible time; without it the time is known" };
        var rule = new Option<IntervalRule>("--rule")
        {
            Description = "spread, start, middle or end",
            DefaultValueFactory = _ => IntervalRule.Spread,
        };
        var longest = new Option<double?>("--longest") { Description = "Leave out intervals of more hours" };
        return FileVerb.Of(
            "aoristic",
            "一周时段分布 / Events by hour of the week, also when known only to an interval",
            [from, to, rule, longest],
            (result, file) =>
            {
                var begins = file.Moments(result.GetRequiredValue(from));
                var ends = result.GetValue(to) is { } column ? file.Moments(column) : begins;
                var week = HourOfWeek.Distribution(
                    begins,
                    ends,
                    result.GetValue(rule),
                    result.GetValue(longest) is { } hours ? TimeSpan.FromHours(hours) : null
                );
                var rows = week.Chunk(24).ToArray();
                var highest = Math.Max(week.Max(), 1e-300);
                return new PatternsAnswer(
                    new
                    {
                        Events = file.Count,
                        Used = week.Sum(),
                        HourOfWeek = week,
                    },
                    PatternsOutput.Table(
                        ["", .. Enumerable.Range(0, 24).Select(h => $"{h}")],
                        rows.Select((r, d) => (IReadOnlyList<string>)[Days[d], .. r.Select(v => $"{v:0}")])
                    ),
                    () =>
                        Picture.Table(
                            "一周时段 hour of the week",
                            Days,
                            [.. Enumerable.Range(0, 24).Select(h => $"{h}")],
                            [.. rows.Select(r => r.Select(v => v / highest).ToArray())],
                            [.. rows.Select(r => r.Select(v => $"{v:0.#}").ToArray())]
                        ),
                    []
                );
            }
        );
    }

    public static Command Outbreak()
    {
        var count = new Option<string?>("--count")
        {
            Description = "Column of counts, one row for each period in order; or use --t",
        };
        var t = new Option<string?>("--t") { Description = "Column of event times, counted by --period days" };
        var period = new Option<int>("--period") { Description = "Days in a period, with --t", DefaultValueFactory = _ => 7 };
        var method = new Option<string>("--method")
        {
            Description = "farrington, c1, c2 or c3",
            DefaultValueFactory = _ => "farrington",
        };
        method.AcceptOnlyFromAmong("farrington", "c1", "c2", "c3");
        var alpha = new Option<double?>("--alpha") { Description = "One-sided error" };
        var frequency = new Option<int>("--frequency")
        {
            Description = "Periods in a year (farrington)",
            DefaultValueFactory = _ => 52,
        };
        var years = new Option<int>("--years") { Description = "Years of history (farrington)", DefaultValueFactory = _ => 5 };
        var baseline = new Option<int>("--baseline")
        {
            Description = "Periods of baseline (c1, c2, c3)",
            DefaultValueFactory = _ => 7,
        };
        return FileVerb.Of(
            "outbreak",
            "异常增多 / Outbreak detection: flexible Farrington, EARS C1–C3",
            [count, t, period, method, alpha, frequency, years, baseline],
            (result, file) =>
            {
                var counts = Counts(file, result.GetValue(count), result.GetValue(t), result.GetValue(period));
                var points = Judge(
                    counts,
                    result.GetRequiredValue(method),
                    result.GetValue(alpha),
                    result.GetValue(frequency),
                    result.GetValue(years),
                    result.GetValue(baseline)
                );
                return new PatternsAnswer(
                    new
                    {
                        Points = points.Select(p => new
                        {
                            p.Index,
                            p.Observed,
                            Expected = PatternsOutput.Number(p.Expected),
                            UpperBound = PatternsOutput.Number(p.UpperBound),
                            p.Alarm,
                        }),
                        Alarms = points.Count(p => p.Alarm),
                        Periods = counts.Length,
                    },
                    PatternsOutput.Table(
                        ["期 period", "观察 observed", "期望 expected", "上限 upper bound"],
                        points
                            .Where(p => p.Alarm)
                            .Select(p =>
                                (IReadOnlyList<string>)[$"{p.Index}", $"{p.Observed}", $"{p.Expected:0.0}", $"{p.UpperBound:0.0}"]
                            )
                    ),
                    () =>
                        Picture.Series(
                            "异常增多 outbreak detection",
                            [.. points.Select(p => (double)p.Observed)],
                            [.. points.Select(p => p.UpperBound)],
                            [.. points.Select(p => p.Alarm)]
                        ),
                    []
                );
            }
        );
    }

    private static int[] Counts(PatternsFile file, string? count, string? t, int period)
    {
        if (count is not null)
        {
            return
            [
                .. file.Numbers(count)
                    .Select(v =>
                        v >= 0 && v == Math.Floor(v) && v <= int.MaxValue
                            ? (int)v
                            : throw PatternsFile.Refuse("outbreak-count", $"{v} 不是计数。", $"{v} is not a count.")
                    ),
            ];
        }
        if (t is null || period < 1)
        {
            throw PatternsFile.Refuse(
                "outbreak-columns",
                "需要 --count，或 --t 与 --period。",
                "--count is needed, or --t with --period."
            );
        }
        var days = file.Times(t).Select(v => (int)Math.Floor(v)).ToArray();
        var (first, last) = (days.Min(), days.Max());
        // An unfinished last period would look like a fall.
        var counts = new int[Math.Max(1, (last - first + 1) / period)];
        foreach (var index in days.Select(day => (day - first) / period).Where(index => index < counts.Length))
        {
            counts[index]++;
        }
        return counts;
    }

    private static List<OutbreakPoint> Judge(int[] counts, string method, double? alpha, int frequency, int years, int baseline)
    {
        if (method != "farrington")
        {
            var ears = method switch
            {
                "c1" => EarsMethod.C1,
                "c2" => EarsMethod.C2,
                _ => EarsMethod.C3,
            };
            return [.. Ears.Detect(counts, ears, baseline, alpha)];
        }
        var settings = new FarringtonSettings { Frequency = frequency, Years = years };
        settings =
            frequency >= 52
                ? settings
                : settings with
                {
                    HalfWindow = 1,
                    Seasons = Math.Min(4, Math.Max(1, frequency - 3)),
                    LeaveOut = frequency / 4,
                };
        settings = alpha is { } error ? settings with { Alpha = error } : settings;
        return
        [
            .. FarringtonFlexible
                .Detect(counts, settings)
                .Select(p => new OutbreakPoint(p.Index, p.Observed, p.Expected, p.UpperBound, p.Alarm)),
        ];
    }
}
