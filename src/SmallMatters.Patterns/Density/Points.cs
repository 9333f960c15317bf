namespace SmallMatters.Patterns.Density;

/// <summary>Points with their weights; no weights mean 1 for each.</summary>
internal sealed record Points(double[] X, double[] Y, double[]? Weights)
{
    public static readonly Points None = new([], [], null);

    public int Count => X.Length;

    public static Points Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights) =>
        new(x.ToArray(), y.ToArray(), weights.IsEmpty ? null : weights.ToArray());

    /// <summary>Those inside the grid's rectangle and those outside, each in their order.</summary>
    public (Points Inside, Points Outside) Split(Grid grid)
    {
        var outside = new List<int>();
        for (var i = 0; i < X.Length; i++)
        {
            if (!(X[i] >= grid.MinX && X[i] <= grid.MaxX && Y[i] >= grid.MinY && Y[i] <= grid.MaxY))
            {
                outside.Add(i);
            }
        }
        if (outside.Count == 0)
        {
            return (this, None);
        }
        var inside = new List<int>(X.Length - outside.Count);
        for (int i = 0, next = 0; i < X.Length; i++)
        {
            if (next < outside.Count && outside[next] == i)
            {
                next++;
            }
            else
            {
                inside.Add(i);
            }
        }
        return (Take([.. inside]), Take([.. outside]));
    }

    /// <summary>These and more.</summary>
    public Points And(Points more) =>
        more.Count == 0
            ? this
            : new(
                [.. X, .. more.X],
                [.. Y, .. more.Y],
                Weights is null && more.Weights is null ? null : [.. Ones(this), .. Ones(more)]
            );

    /// <summary>
    /// The points that lie at most <paramref name="reach"/> outside the grid, ordered by the grid's rows. Row r begins at
    /// Starts[r + 1]; what lies south of the grid stands before row 0 and what lies north of it after the last row.
    /// </summary>
    public (Points Ordered, int[] Starts) ByRow(Grid grid, double reach)
    {
        var rows = new int[X.Length];
        var starts = new int[grid.Rows + 3];
        for (var i = 0; i < X.Length; i++)
        {
            var near =
                X[i] >= grid.MinX - reach && X[i] <= grid.MaxX + reach && Y[i] >= grid.MinY - reach && Y[i] <= grid.MaxY + reach;
            rows[i] = near ? RowOf(grid, Y[i]) + 1 : -1;
            if (near)
            {
                starts[rows[i] + 1]++;
            }
        }
        for (var r = 1; r < starts.Length; r++)
        {
            starts[r] += starts[r - 1];
        }
        var order = new int[starts[^1]];
        var next = starts[..^1];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0)
            {
                order[next[rows[i]]++] = i;
            }
        }
        return (Take(order), starts);
    }

    /// <summary>Row of a coordinate, −1 south of the grid and the number of rows north of it.</summary>
    public static int RowOf(Grid grid, double y) => (int)Math.Clamp(Math.Floor((y - grid.MinY) / grid.CellHeight), -1, grid.Rows);

    private static double[] Ones(Points points) => points.Weights ?? [.. Enumerable.Repeat(1.0, points.Count)];

    private Points Take(int[] order)
    {
        var (x, y) = (new double[order.Length], new double[order.Length]);
        var weights = Weights is null ? null : new double[order.Length];
        for (var k = 0; k < order.Length; k++)
        {
            (x[k], y[k]) = (X[order[k]], Y[order[k]]);
            if (weights is not null)
            {
                weights[k] = Weights![order[k]];
            }
        }
        return new Points(x, y, weights);
    }
}
