using System.CommandLine;
using System.Globalization;
using SmallMatters.Patterns.Aoristic;
using SmallMatters.Patterns.Outbreak;
using SmallMatters.Patterns.Pictures;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary><c>aoristic</c> and <c>outbreak</c>: at which hours, and is there more than there should be?</summary>
internal static class TimeVerbs
{
    private const int MostPeriods = 100_000;
    private const double MostHours = 1e6;

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
            (result, file, doubts) =>
            {
                var (first, last) = (result.GetRequiredValue(from), result.GetValue(to));
                TimeSpan? most = result.GetValue(longest) is { } hours
                    ? TimeSpan.FromHours(Math.Min(Bounds.Positive("--longest", hours), MostHours))
                    : null;
                file.OnlyFilled(doubts, last is null ? [first] : [first, last]);
                var begins = file.Moments(first);
                var ends = last is null ? begins : file.Moments(last);
                for (var i = 0; i < begins.Length; i++)
                {
                    if (ends[i] < begins[i])
                    {
                        throw PatternsFile.Refuse(
                            "aoristic-order",
                            $"{file.At(i)}：{last} 早于 {first}。",
                            $"{file.At(i)}: {last} is before {first}."
                        );
                    }
                }
                var week = HourOfWeek.Distribution(begins, ends, result.GetValue(rule), most);
                if (week.Sum() <= 0)
                {
                    throw PatternsFile.Refuse(
                        "aoristic-none",
                        $"{file.Count} 个事件的时间范围都超过 --longest，没有可用的。",
                        $"All {file.Count} events have longer intervals than --longest: none is left."
                    );
                }
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
                        rows.Select((r, d) => (IReadOnlyList<string>)[Days[d], .. r.Select(Share)])
                    ),
                    () =>
                        Picture.Table(
                            "一周时段 hour of the week",
                            Days,
                            [.. Enumerable.Range(0, 24).Select(h => $"{h}")],
                            [.. rows.Select(r => r.Select(v => v / highest).ToArray())],
                            [.. rows.Select(r => r.Select(Share).ToArray())]
                        ),
                    doubts.Warnings
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
            (result, file, doubts) =>
            {
                var (counts, when) = result.GetValue(count) is { } column
                    ? Given(file, column, doubts)
                    : Counted(file, result.GetValue(t), result.GetValue(period), doubts);
                var points = Judge(
                    counts,
                    result.GetRequiredValue(method),
                    result.GetValue(alpha) is { } error ? Bounds.Probability("--alpha", error) : null,
                    Bounds.Whole("--frequency", result.GetValue(frequency), 1, 366),
                    Bounds.Whole("--years", result.GetValue(years), 1, 100),
                    Bounds.Whole("--baseline", result.GetValue(baseline), 3, 100_000)
                );
                return new PatternsAnswer(
                    new
                    {
                        Points = points.Select(p => new
                        {
                            p.Index,
                            Period = p.Index + 1,
                            From = when[p.Index],
                            p.Observed,
                            Expected = PatternsOutput.Number(p.Expected),
                            UpperBound = PatternsOutput.Number(p.UpperBound),
                            p.Alarm,
                        }),
                        Alarms = points.Count(p => p.Alarm),
                        Periods = counts.Length,
                    },
                    PatternsOutput
                        .Table(
                            ["期 period", "起 from", "观察 observed", "期望 expected", "上限 upper bound"],
                            points
                                .Where(p => p.Alarm)
                                .Select(p =>
                                    (IReadOnlyList<string>)
                                        [
                                            $"{p.Index + 1}",
                                            when[p.Index],
                                            $"{p.Observed}",
                                            $"{p.Expected:0.0}",
                                            $"{p.UpperBound:0.0}",
                                        ]
                                )
                        )
                        .Append(Summary(points, counts.Length)),
                    () =>
                        Picture.Series(
                            "异常增多 outbreak detection",
                            [.. points.Select(p => (double)p.Observed)],
                            [.. points.Select(p => p.UpperBound)],
                            [.. points.Select(p => p.Alarm)],
                            [.. points.Select(p => when[p.Index])]
                        ),
                    doubts.Warnings
                );
            }
        );
    }

    // Small shares of an interval are not nought; what is nought is left light.
    private static string Share(double value) =>
        value switch
        {
            0 => "·",
            < 0.05 => "<0.1",
            _ => value.ToString("0.#", CultureInfo.InvariantCulture),
        };

    private static string Summary(List<OutbreakPoint> points, int periods)
    {
        var (alarms, unjudged) = (points.Count(p => p.Alarm), points.Count(p => double.IsNaN(p.UpperBound)));
        return $"{periods} 期中判断了 {points.Count - unjudged} 期，{alarms} 期异常增多 / {points.Count - unjudged} of {periods} periods judged, {alarms} alarms";
    }

    private static (int[] Counts, string[] When) Given(PatternsFile file, string column, Doubts doubts)
    {
        file.OnlyFilled(doubts, column);
        var numbers = file.Numbers(column);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!(numbers[i] >= 0 && numbers[i] == Math.Floor(numbers[i]) && numbers[i] <= int.MaxValue))
            {
                throw PatternsFile.Refuse(
                    "outbreak-count",
                    $"{file.At(i)}：{numbers[i]} 不是计数（0 或正整数）。",
                    $"{file.At(i)}: {numbers[i]} is not a count (0 or a positive whole number)."
                );
            }
        }
        return ([.. numbers.Select(v => (int)v)], [.. Enumerable.Range(1, numbers.Length).Select(i => $"{i}")]);
    }

    private static (int[] Counts, string[] When) Counted(PatternsFile file, string? t, int period, Doubts doubts)
    {
        if (t is null)
        {
            throw PatternsFile.Refuse(
                "outbreak-columns",
                "需要 --count，或 --t 与 --period。",
                "--count is needed, or --t with --period."
            );
        }
        Bounds.Whole("--period", period, 1, 3_660);
        file.OnlyFilled(doubts, t);
        var times = file.Times(t);
        doubts.LookAtTimes(times, file.At);
        Bounds.Room((times.Max() - times.Min()) / period, MostPeriods, ("时段数", "periods"));
        var days = times.Select(v => (long)Math.Floor(v)).ToArray();
        var (first, last) = (days.Min(), days.Max());
        // An unfinished last period would look like a fall.
        var counts = new int[Math.Max(1, (last - first + 1) / period)];
        foreach (var index in days.Select(day => (day - first) / period).Where(index => index < counts.Length))
        {
            counts[index]++;
        }
        return (counts, [.. counts.Select((_, i) => Day(first + (long)i * period))]);
    }

    private static string Day(long day) =>
        day is >= 100_000 and < 3_000_000
            ? DateOnly.FromDayNumber((int)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : $"{day}";

    // An empty answer would read as "no alarm".
    private static List<OutbreakPoint> Judged(List<OutbreakPoint> points, int periods, long needed)
    {
        if (points.Count == 0)
        {
            throw PatternsFile.Refuse(
                "outbreak-nothing-judged",
                $"一期也无法判断：只有 {periods} 期，按这些选项至少需要 {needed} 期。",
                $"Nothing could be judged: there are {periods} periods, and with these options at least {needed} are needed."
            );
        }
        if (points.All(p => double.IsNaN(p.Expected)))
        {
            throw PatternsFile.Refuse(
                "outbreak-nothing-judged",
                "一期也无法判断：模型没有收敛，历史数据太少或全为 0。",
                "Nothing could be judged: the model did not converge; there is too little history, or nothing but noughts."
            );
        }
        return points;
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
            var before = baseline + (ears == EarsMethod.C1 ? 0 : 2) + (ears == EarsMethod.C3 ? 2 : 0);
            return Judged([.. Ears.Detect(counts, ears, baseline, alpha)], counts.Length, before + 1);
        }
        var settings = new FarringtonSettings { Frequency = frequency, Years = years };
        settings =
            frequency >= 52
                ? settings
                : settings with
                {
                    HalfWindow = frequency > 3 ? 1 : 0,
                    Seasons = Math.Min(4, Math.Max(1, frequency - 3)),
                    LeaveOut = frequency / 4,
                };
        settings = alpha is { } error ? settings with { Alpha = error } : settings;
        return Judged(
            [
                .. FarringtonFlexible
                    .Detect(counts, settings)
                    .Select(p => new OutbreakPoint(p.Index, p.Observed, p.Expected, p.UpperBound, p.Alarm)),
            ],
            counts.Length,
            (long)frequency * years + settings.HalfWindow + 1
        );
    }
}
