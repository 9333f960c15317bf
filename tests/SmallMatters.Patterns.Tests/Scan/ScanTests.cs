using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;
using SmallMatters.Patterns.Scan;
using Xunit;

namespace SmallMatters.Patterns.Tests.Scan;

public class ScanTests
{
    public static TheoryData<ScanModel, ScanWindows, ScanFor> Kinds()
    {
        var data = new TheoryData<ScanModel, ScanWindows, ScanFor>();
        foreach (var model in Enum.GetValues<ScanModel>())
        {
            foreach (var windows in Enum.GetValues<ScanWindows>())
            {
                if (
                    model != ScanModel.SpaceTimePermutation
                    || windows is ScanWindows.SpaceTime or ScanWindows.ProspectiveSpaceTime
                )
                {
                    foreach (var direction in Enum.GetValues<ScanFor>())
                    {
                        data.Add(model, windows, direction);
                    }
                }
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_best_window_is_the_one_that_trying_every_window_finds(ScanModel model, ScanWindows windows, ScanFor direction)
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            var data = Made(model, locations: 6, periods: 13, cases: 40, seed);
            var settings = new ScanSettings
            {
                Model = model,
                Windows = windows,
                For = direction,
                MaxPeriods = 10,
                MinPeriods = 2,
                MaxShare = 0.6,
                MonteCarlo = new MonteCarlo(0),
            };
            var expected = Naive(data, settings);
            var found = ScanStatistic.Run(data, settings);
            Assert.Equal(expected, found.Clusters.Count == 0 ? 0 : found.Clusters[0].LogLikelihoodRatio, 1e-9);
        }
    }

    [Theory]
    [InlineData(ScanWindows.SpaceTime, 60, 50)]
    [InlineData(ScanWindows.SpaceTime, 60, 600)]
    [InlineData(ScanWindows.SpaceTime, 1, 90)]
    [InlineData(ScanWindows.ProspectiveSpaceTime, 60, 50)]
    [InlineData(ScanWindows.ProspectiveSpaceTime, 60, 600)]
    public void Long_stretches_of_many_periods_are_all_looked_at(ScanWindows windows, int longest, int cases)
    {
        for (ulong seed = 0; seed < 3; seed++)
        {
            var data = Made(ScanModel.SpaceTimePermutation, locations: 5, periods: 71, cases, seed);
            var settings = new ScanSettings
            {
                Windows = windows,
                MaxPeriods = longest,
                MaxShare = 0.7,
                MonteCarlo = new MonteCarlo(0),
            };
            Assert.Equal(Naive(data, settings), ScanStatistic.Run(data, settings).Clusters[0].LogLikelihoodRatio, 1e-9);
        }
    }

    [Fact]
    public void A_poisson_cluster_worked_by_hand_has_its_ratio_risk_and_dates()
    {
        // Three places, one with 8 of the 10 cases and a fifth of the population.
        var data = new ScanData(["a", "b", "c"], [0, 10, 30], [0, 0, 0], Metric.Euclidean, 1, [8, 1, 1], [20, 40, 40]);
        var result = ScanStatistic.Run(data, new ScanSettings { Model = ScanModel.Poisson, Windows = ScanWindows.Space });
        var cluster = Assert.Single(result.Clusters);
        Assert.Equal([0], cluster.Members);
        Assert.Equal((8, 2.0), (cluster.Observed, cluster.Expected));
        Assert.Equal(8 * Math.Log(4) + 2 * Math.Log(0.25), cluster.LogLikelihoodRatio, 1e-12);
        Assert.Equal(8 / 2.0 / (2 / 8.0), cluster.RelativeRisk, 1e-12);
        Assert.InRange(cluster.P!.Value, 0.001, 0.01);
    }

    [Fact]
    public void A_bernoulli_cluster_worked_by_hand_has_its_ratio()
    {
        var data = new ScanData(["a", "b"], [0, 10], [0, 0], Metric.Euclidean, 1, [9, 1], [10, 10]);
        var result = ScanStatistic.Run(
            data,
            new ScanSettings
            {
                Model = ScanModel.Bernoulli,
                Windows = ScanWindows.Space,
                MonteCarlo = new MonteCarlo(0),
            }
        );
        var expected = 9 * Math.Log(0.9) + Math.Log(0.1) + Math.Log(0.1) + 9 * Math.Log(0.9) - 20 * Math.Log(0.5);
        Assert.Equal(expected, result.Clusters[0].LogLikelihoodRatio, 1e-12);
        Assert.Equal(
            (9, 5.0, 9.0),
            (result.Clusters[0].Observed, result.Clusters[0].Expected, Math.Round(result.Clusters[0].RelativeRisk, 9))
        );
    }

    [Fact]
    public void Circles_take_in_equally_distant_places_one_at_a_time_in_file_order()
    {
        // b and c are equally far from a; only {a, b} is hot, and b stands first in the file.
        var data = new ScanData(
            ["a", "b", "c", "d"],
            [0, 5, -5, 100],
            [0, 0, 0, 0],
            Metric.Euclidean,
            1,
            [6, 6, 0, 2],
            [10, 10, 10, 30]
        );
        var settings = new ScanSettings
        {
            Model = ScanModel.Poisson,
            Windows = ScanWindows.Space,
            MonteCarlo = new MonteCarlo(0),
        };
        Assert.Equal([0, 1], ScanStatistic.Run(data, settings).Clusters[0].Members);
        var swapped = new ScanData(
            ["a", "c", "b", "d"],
            [0, -5, 5, 100],
            [0, 0, 0, 0],
            Metric.Euclidean,
            1,
            [6, 0, 6, 2],
            [10, 10, 10, 30]
        );
        Assert.DoesNotContain(1, ScanStatistic.Run(swapped, settings).Clusters[0].Members);
    }

    [Theory]
    [InlineData(ScanModel.SpaceTimePermutation)]
    [InlineData(ScanModel.Poisson)]
    [InlineData(ScanModel.Bernoulli)]
    public void A_planted_cluster_is_found_where_and_when_it_is(ScanModel model)
    {
        var found = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            var data = Made(model, locations: 25, periods: 60, cases: 300, 900 + seed);
            foreach (var location in (int[])[3, 7])
            {
                data.X[7] = data.X[3] + 1;
                data.Y[7] = data.Y[3] + 1;
                for (var t = 55; t < 60; t++)
                {
                    data.Cases[location * 60 + t] += 3;
                    if (model == ScanModel.Bernoulli)
                    {
                        data.Measure![location * 60 + t] += 3;
                    }
                }
            }
            var best = ScanStatistic
                .Run(data, new ScanSettings { Model = model, MonteCarlo = new MonteCarlo(99, seed) })
                .Clusters[0];
            found +=
                best.P <= 0.05
                && best.Members.Contains(3)
                && best.Members.Contains(7)
                && best.FirstPeriod is >= 53 and <= 56
                && best.LastPeriod == 59
                    ? 1
                    : 0;
        }
        Assert.True(found >= 18, $"Found {found} of 20.");
    }

    [Fact]
    public void Among_1000_data_sets_without_a_cluster_false_alarms_are_as_rare_as_promised()
    {
        var alarms = 0;
        for (ulong set = 0; set < 1000; set++)
        {
            var data = Made(ScanModel.SpaceTimePermutation, locations: 8, periods: 20, cases: 50, 40_000 + set);
            var result = ScanStatistic.Run(data, new ScanSettings { MonteCarlo = new MonteCarlo(39, set) });
            alarms += result.Clusters.Count > 0 && result.Clusters[0].P <= 0.05 ? 1 : 0;
        }
        Assert.InRange(alarms, 28, 74);
    }

    [Fact]
    public void The_answer_does_not_depend_on_the_number_of_cores_and_an_early_stop_neither()
    {
        var data = Made(ScanModel.SpaceTimePermutation, 20, 40, 150, 12);
        ScanResult With(int cores, int stopAfter) =>
            ScanStatistic.Run(data, new ScanSettings { MonteCarlo = new MonteCarlo(299, 5, cores), StopAfter = stopAfter });
        var (one, many) = (With(1, 0), With(3, 0));
        Assert.Equal(one.Clusters.Select(c => (c.Centre, c.P)), many.Clusters.Select(c => (c.Centre, c.P)));
        var (stoppedOne, stoppedMany) = (With(1, 10), With(3, 10));
        Assert.Equal(
            (stoppedOne.Replicas, stoppedOne.StoppedEarly, stoppedOne.Clusters[0].P),
            (stoppedMany.Replicas, stoppedMany.StoppedEarly, stoppedMany.Clusters[0].P)
        );
        Assert.True(stoppedOne.StoppedEarly && stoppedOne.Replicas < 299);
        Assert.Equal(10.0 / stoppedOne.Replicas, stoppedOne.Clusters[0].P);
    }

    [Fact]
    public void Secondary_clusters_share_no_place_and_fall_in_likelihood()
    {
        var result = ScanStatistic.Run(
            Made(ScanModel.Poisson, 40, 30, 400, 4),
            new ScanSettings
            {
                Model = ScanModel.Poisson,
                Windows = ScanWindows.SpaceTime,
                MonteCarlo = new MonteCarlo(19),
            }
        );
        Assert.True(result.Clusters.Count > 1);
        var members = result.Clusters.SelectMany(c => c.Members).ToList();
        Assert.Equal(members.Count, members.Distinct().Count());
        Assert.Equal(result.Clusters.OrderByDescending(c => c.LogLikelihoodRatio), result.Clusters);
        Assert.Equal(result.Clusters.OrderBy(c => c.P).Select(c => c.P), result.Clusters.Select(c => c.P));
    }

    [Fact]
    public void A_prospective_signal_tells_how_often_chance_would_send_it()
    {
        var data = Made(ScanModel.SpaceTimePermutation, 10, 30, 80, 3);
        var cluster = ScanStatistic.Run(data, new ScanSettings { MonteCarlo = new MonteCarlo(99) }).Clusters[0];
        Assert.Equal(1 / cluster.P!.Value, cluster.RecurrencePeriods!.Value, 1e-9);
        var retrospective = ScanStatistic
            .Run(data, new ScanSettings { Windows = ScanWindows.SpaceTime, MonteCarlo = new MonteCarlo(19) })
            .Clusters[0];
        Assert.Null(retrospective.RecurrencePeriods);
    }

    [Fact]
    public void Shift_scale_and_relabelling_change_nothing_but_the_numbering()
    {
        var data = Made(ScanModel.Poisson, 15, 12, 80, 77);
        var settings = new ScanSettings
        {
            Model = ScanModel.Poisson,
            Windows = ScanWindows.SpaceTime,
            MonteCarlo = new MonteCarlo(0),
        };
        var plain = ScanStatistic.Run(data, settings).Clusters[0];
        var moved = ScanStatistic
            .Run(
                data with
                {
                    X = [.. data.X.Select(v => v * 4 + 64)],
                    Y = [.. data.Y.Select(v => v * 4 - 32)],
                    Measure = [.. data.Measure!.Select(v => v * 8)],
                },
                settings
            )
            .Clusters[0];
        Assert.Equal(
            (plain.Centre, plain.FirstPeriod, plain.LastPeriod, plain.Observed),
            (moved.Centre, moved.FirstPeriod, moved.LastPeriod, moved.Observed)
        );
        Assert.Equal(plain.LogLikelihoodRatio, moved.LogLikelihoodRatio, 1e-9);
        var order = Enumerable.Range(0, 15).Reverse().ToArray();
        var relabelled = ScanStatistic
            .Run(
                new ScanData(
                    [.. order.Select(i => data.Locations[i])],
                    [.. order.Select(i => data.X[i])],
                    [.. order.Select(i => data.Y[i])],
                    data.Metric,
                    12,
                    [.. order.SelectMany(i => data.Cases[(i * 12)..(i * 12 + 12)])],
                    [.. order.SelectMany(i => data.Measure![(i * 12)..(i * 12 + 12)])]
                ),
                settings
            )
            .Clusters[0];
        Assert.Equal(plain.LogLikelihoodRatio, relabelled.LogLikelihoodRatio, 1e-9);
        Assert.Equal(plain.Members.Order(), relabelled.Members.Select(m => order[m]).Order());
    }

    private static ScanData Made(ScanModel model, int locations, int periods, int cases, ulong seed)
    {
        var random = new SeededStream(seed, 9);
        var counts = new int[locations * periods];
        for (var i = 0; i < cases; i++)
        {
            counts[random.NextInt(counts.Length)]++;
        }
        double[]? measure = model switch
        {
            ScanModel.Poisson => [.. counts.Select(_ => 5.0 + random.NextInt(3))],
            ScanModel.Bernoulli => [.. counts.Select(c => (double)(c + random.NextInt(3)))],
            _ => null,
        };
        return new ScanData(
            [.. Enumerable.Range(0, locations).Select(i => $"place {i}")],
            [.. Enumerable.Range(0, locations).Select(_ => random.NextDouble() * 100)],
            [.. Enumerable.Range(0, locations).Select(_ => random.NextDouble() * 100)],
            Metric.Euclidean,
            periods,
            counts,
            measure
        );
    }

    // Every circle and stretch in turn, from the definition.
    private static double Naive(ScanData data, ScanSettings settings)
    {
        var (n, periods, c) = (data.Locations.Count, data.Periods, data.Cases);
        var total = c.Sum();
        var cells = c.Select(v => (double)v).ToArray();
        var measure =
            data.Measure
            ??
            [
                .. Enumerable
                    .Range(0, n * periods)
                    .Select(cell =>
                        (double)c[(cell / periods * periods)..(cell / periods * periods + periods)].Sum()
                        * Enumerable.Range(0, n).Sum(l => c[l * periods + cell % periods])
                        / total
                    ),
            ];
        var all = measure.Sum();
        var best = 0.0;
        var overTimeOnly = settings.Windows is ScanWindows.Time or ScanWindows.ProspectiveTime;
        for (var centre = 0; centre < (overTimeOnly ? 1 : n); centre++)
        {
            var order = Enumerable
                .Range(0, n)
                .OrderBy(l => Distances.Between(data.Metric, data.X[centre], data.Y[centre], data.X[l], data.Y[l]))
                .ToArray();
            for (var size = overTimeOnly ? n : 1; size <= n; size++)
            {
                double Sum(double[] cells, int from, int to)
                {
                    var sum = 0.0;
                    for (var at = 0; at < size * (to - from); at++)
                    {
                        sum += cells[order[at / (to - from)] * periods + from + at % (to - from)];
                    }
                    return sum;
                }
                if (!overTimeOnly && Sum(measure, 0, periods) > settings.MaxShare * all * (1 + 1e-12))
                {
                    break;
                }
                for (var end = 1; end <= periods; end++)
                {
                    for (var start = 0; start < end; start++)
                    {
                        var allowed = settings.Windows switch
                        {
                            ScanWindows.Space => start == 0 && end == periods,
                            ScanWindows.ProspectiveSpaceTime or ScanWindows.ProspectiveTime => end == periods
                                && end - start >= settings.MinPeriods
                                && end - start <= settings.MaxPeriods,
                            _ => end - start >= settings.MinPeriods && end - start <= settings.MaxPeriods,
                        };
                        if (allowed)
                        {
                            best = Math.Max(best, Ratio(settings, Sum(cells, start, end), Sum(measure, start, end), total, all));
                        }
                    }
                }
            }
        }
        return best;
    }

    private static double Ratio(ScanSettings settings, double c, double m, double total, double all)
    {
        static double Log(double o, double e) => o <= 0 ? 0 : o * Math.Log(o / e);
        var expected = total * m / all;
        if (c > expected ? settings.For == ScanFor.Low || c < settings.MinCases : settings.For == ScanFor.High)
        {
            return 0;
        }
        if (settings.Model != ScanModel.Bernoulli)
        {
            return Log(c, expected) + Log(total - c, total - expected);
        }
        return Log(c, m)
            + Log(m - c, m)
            + Log(total - c, all - m)
            + Log(all - m - (total - c), all - m)
            - Log(total, all)
            - Log(all - total, all);
    }
}
