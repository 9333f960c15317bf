namespace SmallMatters.Patterns.Density;

/// <summary>A rectangle cut into equal cells; values are ordered row by row from the south-west corner: index = row × columns + column.</summary>
/// <param name="MinX">West edge.</param>
/// <param name="MinY">South edge.</param>
/// <param name="MaxX">East edge.</param>
/// <param name="MaxY">North edge.</param>
/// <param name="Columns">Cells from west to east.</param>
/// <param name="Rows">Cells from south to north.</param>
public sealed record Grid(double MinX, double MinY, double MaxX, double MaxY, int Columns, int Rows)
{
    /// <summary>Width of a cell.</summary>
    public double CellWidth => (MaxX - MinX) / Columns;

    /// <summary>Height of a cell.</summary>
    public double CellHeight => (MaxY - MinY) / Rows;

    /// <summary>Number of cells.</summary>
    public int Count => Columns * Rows;

    /// <summary>East coordinate of the centre of a column.</summary>
    public double CentreX(int column) => MinX + (column + 0.5) * CellWidth;

    /// <summary>North coordinate of the centre of a row.</summary>
    public double CentreY(int row) => MinY + (row + 0.5) * CellHeight;

    /// <summary>Index of the cell that holds a point, or −1 outside; the north and east edges belong to the last cells.</summary>
    public int CellOf(double x, double y)
    {
        if (!(x >= MinX && x <= MaxX && y >= MinY && y <= MaxY))
        {
            return -1;
        }
        var column = Math.Min(Columns - 1, (int)((x - MinX) / CellWidth));
        return Math.Min(Rows - 1, (int)((y - MinY) / CellHeight)) * Columns + column;
    }

    /// <summary>The smallest grid of square cells of the given size that covers the points.</summary>
    /// <exception cref="ArgumentException">No points, a size that is not positive, or more cells than an array can hold.</exception>
    public static Grid Covering(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double cell)
    {
        if (x.Length == 0 || x.Length != y.Length || !(cell > 0) || double.IsInfinity(cell))
        {
            throw new ArgumentException("A grid needs points and a positive cell size.");
        }
        double minX = double.MaxValue,
            minY = double.MaxValue,
            maxX = double.MinValue,
            maxY = double.MinValue;
        for (var i = 0; i < x.Length; i++)
        {
            (minX, maxX, minY, maxY) = (Math.Min(minX, x[i]), Math.Max(maxX, x[i]), Math.Min(minY, y[i]), Math.Max(maxY, y[i]));
        }
        var (columns, rows) = (Math.Floor((maxX - minX) / cell) + 1, Math.Floor((maxY - minY) / cell) + 1);
        if (!(columns * rows <= Array.MaxLength))
        {
            throw new ArgumentException($"{columns * rows:0} cells are more than a grid can hold; larger cells make fewer.");
        }
        return new Grid(minX, minY, minX + columns * cell, minY + rows * cell, (int)columns, (int)rows);
    }

    internal void Check()
    {
        if (
            Columns < 1
            || Rows < 1
            || !(MaxX > MinX)
            || !(MaxY > MinY)
            || !double.IsFinite(MaxX - MinX)
            || !double.IsFinite(MaxY - MinY)
        )
        {
            throw new ArgumentException("A grid has at least one cell and a finite, positive extent.");
        }
    }
}
