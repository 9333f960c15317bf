namespace SmallMatters.Domain.Places;

/// <summary>
/// A cell of a grid over the earth, a little more than 150 m wide and high, whose number is stored beside a position. What
/// is near a position then lies in one of nine cells, so that "near" is the same indexed <c>IN</c> query on every database.
/// <para>
/// Rows run from the south pole, each of the same height; each row is cut into equal columns from 180° west, fewer towards
/// the poles so that the width stays. The number is row × 1 000 000 + column. Stored numbers depend on
/// <see cref="SideMetres"/>: changing it means numbering every stored position anew.
/// </para>
/// </summary>
public readonly record struct GridCell
{
    /// <summary>Everything this near to a position lies in one of its nine cells (between 85° south and 85° north).</summary>
    public const double ReachMetres = 150;

    /// <summary>
    /// Smallest width and the height of a cell, in metres. The one above <see cref="ReachMetres"/> covers the slant of the
    /// meridians between one row and the next.
    /// </summary>
    public const double SideMetres = 151;

    private const long RowFactor = 1_000_000;
    private const double MetresPerDegree = Position.EarthRadiusMetres * Math.PI / 180;
    private const double RowDegrees = SideMetres / MetresPerDegree;
    private const long LastRow = (long)(180 / RowDegrees);

    private GridCell(long row, long column) => Key = (row * RowFactor) + column;

    /// <summary>The cell's number, for storing and querying.</summary>
    public long Key { get; }

    /// <summary>The cell that a position lies in.</summary>
    public static GridCell Of(Position position)
    {
        var row = RowOf(position);
        return new GridCell(row, ColumnOf(position, ColumnsIn(row)));
    }

    /// <summary>
    /// The numbers of the cell of a position and of those around it: nine of them, fewer only at the poles. Filter what the
    /// query brings by <see cref="Position.MetresTo"/>, since the corners are farther than <see cref="ReachMetres"/>.
    /// </summary>
    public static IReadOnlyList<long> KeysNear(Position position)
    {
        var middle = RowOf(position);
        var keys = new List<long>(9);
        for (var row = Math.Max(0, middle - 1); row <= Math.Min(LastRow, middle + 1); row++)
        {
            var columns = ColumnsIn(row);
            var column = ColumnOf(position, columns);
            foreach (var step in (ReadOnlySpan<long>)[-1, 0, 1])
            {
                var key = new GridCell(row, (column + step + columns) % columns).Key;
                if (!keys.Contains(key))
                {
                    keys.Add(key);
                }
            }
        }

        return keys;
    }

    /// <summary>What a cell of that number covers.</summary>
    public static Box BoundsOf(long key)
    {
        var (row, column) = (key / RowFactor, key % RowFactor);
        var width = 360.0 / ColumnsIn(row);
        return new Box(
            (row * RowDegrees) - 90,
            (column * width) - 180,
            Math.Min(90, ((row + 1) * RowDegrees) - 90),
            ((column + 1) * width) - 180
        );
    }

    private static long RowOf(Position position) => Math.Clamp((long)((position.Latitude + 90) / RowDegrees), 0, LastRow);

    private static long ColumnOf(Position position, long columns) =>
        Math.Min(columns - 1, (long)((position.Longitude + 180) / 360 * columns));

    private static long ColumnsIn(long row)
    {
        // A row is narrowest at its edge towards the pole; measured there, no cell is narrower than the side.
        var south = (row * RowDegrees) - 90;
        var farthest = Math.Min(90, Math.Max(Math.Abs(south), Math.Abs(south + RowDegrees)));
        var around = 360 * MetresPerDegree * Math.Cos(double.DegreesToRadians(farthest));
        return Math.Max(1, (long)(around / SideMetres));
    }
}
