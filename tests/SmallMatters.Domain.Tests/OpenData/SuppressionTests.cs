using SmallMatters.Domain.OpenData;
using Xunit;

namespace SmallMatters.Domain.Tests.OpenData;

public class SuppressionTests
{
    private static CountTree Table(params int[][] rows) =>
        CountTree.Sum("", rows.Select((row, r) => CountTree.Sum($"{r}", row.Select((n, c) => CountTree.Leaf($"{r}:{c}", n)))));

    [Fact]
    public void Large_counts_and_zeros_are_shown_and_small_ones_are_not()
    {
        var shown = Suppression.Shown(Table([9, 0, 12], [7, 8, 5]));
        Assert.Equal(9, shown.Count);
        Assert.Equal(41, shown[""]);
        Assert.DoesNotContain("0:1", Suppression.Shown(Table([9, 3, 12], [7, 8, 5])));
    }

    [Fact]
    public void A_small_count_is_not_found_by_taking_the_others_from_the_sum()
    {
        var shown = Suppression.Shown(Table([9, 3, 12], [7, 8, 5]));
        // 24 − 9 − 12 would be 3: a second one of the row is hidden too.
        Assert.True(shown.ContainsKey("0"));
        Assert.DoesNotContain("0:0", shown);
        Assert.Contains("0:2", shown);
    }

    [Fact]
    public void Several_ones_are_not_found_because_their_sum_leaves_them_no_choice()
    {
        // Five hidden counts of at least 1 that add up to 5 are five ones.
        var shown = Suppression.Shown(Table([1, 1, 1, 1, 1], [30, 30, 30, 30, 30]));
        Assert.DoesNotContain("0", shown);
        Assert.All(Enumerable.Range(0, 5), c => Assert.DoesNotContain($"0:{c}", shown));
    }

    [Fact]
    public void A_hidden_sum_is_not_found_by_adding_up_its_parts()
    {
        var tree = Table([2, 1, 0], [10, 20, 30], [40, 50, 60]);
        var shown = Suppression.Shown(tree);
        foreach (var (key, (low, high)) in Suppression.Bounds(tree, shown))
        {
            Assert.True(shown.ContainsKey(key) || high - low >= 3, $"{key} lies in {low}–{high}");
        }
    }

    [Fact]
    public void Nobody_who_solves_for_the_hidden_counts_gets_below_four_values()
    {
        uint seed = 11;
        int Next(int below) => (int)((seed = (seed * 1664525) + 1013904223) >> 8) % below;
        var hidden = 0;
        for (var run = 0; run < 3000; run++)
        {
            var (rows, columns) = (1 + Next(6), 1 + Next(6));
            var scale = (int[])[3, 6, 12, 60];
            var counts = Enumerable
                .Range(0, rows)
                .Select(_ => Enumerable.Range(0, columns).Select(_ => Next(3) == 0 ? 0 : Next(scale[Next(4)])).ToArray())
                .ToArray();
            var tree = Table(counts);
            var shown = Suppression.Shown(tree);
            foreach (var (key, (low, high)) in Suppression.Bounds(tree, shown))
            {
                if (shown.TryGetValue(key, out var count))
                {
                    Assert.Equal((count, count), (low, high));
                    Assert.True(count is 0 or >= Suppression.K);
                }
                else
                {
                    hidden++;
                    Assert.True(high - low >= 3, $"run {run}: {key} lies in {low}–{high}");
                }
            }
        }
        Assert.True(hidden > 5000, $"{hidden} hidden counts were attacked");
    }

    // The attacker of this test shares nothing with the program: it writes every table down that fits what is shown.
    [Theory]
    [InlineData(2, 2, 7)]
    [InlineData(1, 4, 7)]
    [InlineData(3, 1, 9)]
    public void Whoever_writes_down_every_table_that_fits_finds_four_values_for_each_hidden_count(
        int rows,
        int columns,
        int below
    )
    {
        var tables = AllTables(rows * columns, below).ToList();
        // Larger ones than any that are tried, so that a sum at the edge is not narrower only for the edge's sake.
        var wider = AllTables(rows * columns, below + 4).Select(t => Filled(t, rows, columns)).ToList();
        var step = Math.Max(1, tables.Count / 150);
        for (var t = 0; t < tables.Count; t += step)
        {
            var truth = Filled(tables[t], rows, columns);
            var shown = Suppression.Shown(Table(truth.Rows));
            var fits = wider.Where(w => shown.All(s => w.Counts[s.Key] == s.Value)).ToList();
            Assert.NotEmpty(fits);
            foreach (var key in truth.Counts.Keys.Where(k => !shown.ContainsKey(k)))
            {
                // A zero would have been shown.
                var values = fits.Where(f => f.Counts.All(c => shown.ContainsKey(c.Key) || c.Value > 0))
                    .Select(f => f.Counts[key])
                    .Distinct()
                    .Count();
                Assert.True(values >= 4, $"{string.Join(',', tables[t])}: {key} has {values} values");
            }
        }
    }

    [Fact]
    public void Cells_below_five_are_left_out()
    {
        var release = CellRelease.Of(
            new DateOnly(2026, 1, 1),
            new Dictionary<long, int>
            {
                [7] = 4,
                [8] = 5,
                [9] = 0,
            }
        );
        Assert.Equal([new OpenCell(8, 5)], release.Cells);
    }

    [Fact]
    public void A_release_has_the_same_lines_whatever_is_hidden()
    {
        string[] categories = ["a", "b"],
            areas = ["x", "y"];
        var quiet = CountRelease.Of(new DateOnly(2026, 1, 1), categories, areas, new Dictionary<(string, string), int>());
        var busy = CountRelease.Of(
            new DateOnly(2026, 1, 1),
            categories,
            areas,
            new Dictionary<(string, string), int> { [("a", "x")] = 3, [("b", "y")] = 30 }
        );
        Assert.Equal(quiet.Counts.Select(c => (c.Category, c.Area)), busy.Counts.Select(c => (c.Category, c.Area)));
        Assert.Equal(7, busy.Counts.Length);
    }

    private static (int[][] Rows, Dictionary<string, int> Counts) Filled(int[] flat, int rows, int columns)
    {
        var table = Enumerable.Range(0, rows).Select(r => flat[(r * columns)..((r + 1) * columns)]).ToArray();
        var counts = new Dictionary<string, int> { [""] = flat.Sum() };
        for (var r = 0; r < rows; r++)
        {
            counts[$"{r}"] = table[r].Sum();
            for (var c = 0; c < columns; c++)
            {
                counts[$"{r}:{c}"] = table[r][c];
            }
        }
        return (table, counts);
    }

    private static IEnumerable<int[]> AllTables(int cells, int below) =>
        Enumerable
            .Range(0, (int)Math.Pow(below, cells))
            .Select(n =>
            {
                var table = new int[cells];
                for (var i = 0; i < cells; i++, n /= below)
                {
                    table[i] = n % below;
                }
                return table;
            });
}
