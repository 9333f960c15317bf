using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Scan;
using Xunit;

namespace SmallMatters.Patterns.Tests.Scan;

public class ScanFilesTests
{
    private static readonly ScanFile Places = new("p.geo", ["A 31.2 121.4", "\"B 2\" 31.3 121.5", "", "C,31.4,121.6"]);

    [Fact]
    public void Cases_are_counted_by_place_and_period_and_latitude_comes_first()
    {
        var cases = new ScanFile("c.cas", ["A 2 2024/1/1", "A 1 2024/01/08", "\"B 2\" 1 2024-01-07", "C 5 2023/12/31"]);
        var calendar = new ScanCalendar(
            new DateOnly(2024, 1, 1).DayNumber,
            new DateOnly(2024, 1, 8).DayNumber,
            7,
            ScanTimeUnit.Day
        );
        var data = ScanFiles.Read(cases, Places, null, null, null, ScanModel.SpaceTimePermutation, true, calendar);
        Assert.Equal(["A", "B 2", "C"], data.Locations);
        Assert.Equal((121.5, 31.3, Metric.GreatCircle), (data.X[1], data.Y[1], data.Metric));
        // Eight days in weeks counted back from the end: the first period has one day only. The last record lies before the study.
        Assert.Equal(
            (2, "2024/1/1", "2024/1/2"),
            (data.Periods, calendar.Write(calendar.LastUnit(0)), calendar.Write(calendar.FirstUnit(1)))
        );
        Assert.Equal([2, 1, 0, 1, 0, 0], data.Cases);
    }

    [Fact]
    public void Expected_cases_follow_the_population_of_each_class_and_change_linearly_between_censuses()
    {
        var cases = new ScanFile("c.cas", ["A 3 2000 young", "C 1 2004 old"]);
        var population = new ScanFile(
            "p.pop",
            ["A 2000 100 young", "A 2004 300 young", "C 2000 100 young", "A 2000 50 old", "C 2000 50 old"]
        );
        var calendar = new ScanCalendar(2000, 2004, 1, ScanTimeUnit.Year);
        var data = ScanFiles.Read(cases, Places, null, population, null, ScanModel.Poisson, true, calendar);
        // Young: A has 100, 150, 200, 250, 300 and C 100 each year, 1,500 in all for 3 cases. Old: 500 for 1 case.
        Assert.Equal(100 / 1500.0 * 3 + 50 / 500.0, data.Measure![0], 1e-12);
        Assert.Equal(300 / 1500.0 * 3 + 50 / 500.0, data.Measure[4], 1e-12);
        Assert.Equal(4, data.Measure.Sum(), 1e-12);
    }

    [Fact]
    public void Controls_and_cases_together_are_the_bernoulli_total()
    {
        var cases = new ScanFile("c.cas", ["A 3", "C 1"]);
        var controls = new ScanFile("c.ctl", ["A 4", "\"B 2\" 2"]);
        var data = ScanFiles.Read(
            cases,
            Places,
            controls,
            null,
            null,
            ScanModel.Bernoulli,
            false,
            new ScanCalendar(0, 0, 1, ScanTimeUnit.None)
        );
        Assert.Equal([7, 2, 1], data.Measure!);
    }

    [Theory]
    [InlineData("A two 2024/1/1", "'two' is not a whole number")]
    [InlineData("Z 1 2024/1/1", "location Z has no position")]
    [InlineData("A 1 2024/13/1", "'2024/13/1' is not a time")]
    [InlineData("A 1", "3 columns are needed, 2 found")]
    public void A_line_that_cannot_be_read_is_named(string line, string why)
    {
        var calendar = new ScanCalendar(0, 10_000_000, 1, ScanTimeUnit.Day);
        var error = Assert.Throws<ScanFileException>(() =>
            ScanFiles.Read(
                new ScanFile("c.cas", ["A 1 2024/1/1", line]),
                Places,
                null,
                null,
                null,
                ScanModel.SpaceTimePermutation,
                true,
                calendar with
                {
                    Start = 738000,
                    End = 739000,
                }
            )
        );
        Assert.Equal(("c.cas", 2), (error.File, error.Line));
        Assert.Contains(why, error.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2005/11/3", ScanTimeUnit.Day, "2005/11/3")]
    [InlineData("11/3/2005", ScanTimeUnit.Day, "2005/11/3")]
    [InlineData("2005-11-03T08:00", ScanTimeUnit.Day, "2005/11/3")]
    [InlineData("2005/11", ScanTimeUnit.Month, "2005/11")]
    [InlineData("2005", ScanTimeUnit.Year, "2005")]
    [InlineData("-4", ScanTimeUnit.Generic, "-4")]
    public void Times_are_read_as_SaTScan_writes_them(string text, ScanTimeUnit unit, string written) =>
        Assert.Equal(written, new ScanCalendar(0, 0, 1, unit).Write(ScanCalendar.Read(text, unit)!.Value));

    [Fact]
    public void A_parameter_file_sets_the_scan_up()
    {
        var parameters = ScanParameters.Read(
            new ScanFile(
                "a.prm",
                [
                    "[Input]",
                    "; case data filename",
                    "CaseFile=a.cas",
                    "CoordinatesFile=a.geo",
                    "PrecisionCaseTimes=3",
                    "StartDate=2001/11/1",
                    "EndDate=2001/11/24",
                    "CoordinatesType=1",
                    "[Analysis]",
                    "AnalysisType=4",
                    "ModelType=2",
                    "ScanAreas=1",
                    "TimeAggregationUnits=3",
                    "TimeAggregationLength=1",
                    "MaxSpatialSizeInPopulationAtRisk=30",
                    "MaxTemporalSizeInterpretation=1",
                    "MaxTemporalSize=7",
                    "MonteCarloReps=99",
                    "PValueReportType=2",
                    "EarlyTerminationThreshold=20",
                ]
            ),
            "/data"
        );
        Assert.Equal(
            (Path.Combine("/data", "a.cas"), true, ScanTimeUnit.Day),
            (parameters.CaseFile, parameters.Geographic, parameters.Unit)
        );
        var s = parameters.Settings;
        Assert.Equal(
            (ScanModel.SpaceTimePermutation, ScanWindows.ProspectiveSpaceTime, ScanFor.High),
            (s.Model, s.Windows, s.For)
        );
        Assert.Equal((0.3, 7, 99, 20), (s.MaxShare, s.MaxPeriods, s.MonteCarlo.Replicas, s.StopAfter));
    }

    [Fact]
    public void What_is_not_done_here_is_refused_and_not_replaced()
    {
        var error = Assert.Throws<ScanFileException>(() => ScanParameters.Read(new ScanFile("a.prm", ["ModelType=3"]), "/"));
        Assert.Equal(1, error.Line);
        Assert.Throws<ScanFileException>(() => ScanParameters.Read(new ScanFile("a.prm", ["SpatialWindowShapeType=1"]), "/"));
        Assert.Throws<ScanFileException>(() => ScanParameters.Read(new ScanFile("a.prm", ["AnalysisType=5"]), "/"));
    }
}
