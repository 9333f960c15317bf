namespace SmallMatters.Domain.Triage;

/// <summary>Examples as rows of a sparse matrix: for row i, columns and values stand at Starts[i] … Starts[i + 1] − 1.</summary>
internal sealed class SparseRows(int[] starts, int[] columns, float[] values, int width)
{
    public int[] Starts { get; } = starts;

    public int[] Columns { get; } = columns;

    public float[] Values { get; } = values;

    /// <summary>Number of columns.</summary>
    public int Width { get; } = width;

    public int Count => Starts.Length - 1;

    public double Dot(int row, float[] weights)
    {
        var sum = 0.0;
        for (var at = Starts[row]; at < Starts[row + 1]; at++)
        {
            sum += Values[at] * weights[Columns[at]];
        }
        return sum;
    }

    /// <summary>The same rows with every column multiplied by its factor.</summary>
    public SparseRows Scaled(float[] factors)
    {
        var scaled = new float[Values.Length];
        for (var at = 0; at < scaled.Length; at++)
        {
            scaled[at] = Values[at] * factors[Columns[at]];
        }
        return new SparseRows(Starts, Columns, scaled, Width);
    }
}
