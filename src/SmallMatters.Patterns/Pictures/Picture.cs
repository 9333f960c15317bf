using SmallMatters.Patterns.Density;

namespace SmallMatters.Patterns.Pictures;

/// <summary>A circle to draw on a map.</summary>
/// <param name="X">East coordinate of the middle.</param>
/// <param name="Y">North coordinate.</param>
/// <param name="Radius">In the coordinates' unit.</param>
/// <param name="Hint">Shown when pointed at.</param>
/// <param name="P">Its p-value: a circle that may be chance is drawn faintly; null for none.</param>
public sealed record MapRing(double X, double Y, double Radius, string Hint, double? P = null);

/// <summary>The usual pictures of this library's results, as SVG text.</summary>
public static class Picture
{
    private const int MostNames = 20;
    private const double Remarkable = 0.05;
    private const string Strong = "#b10e1e";
    private const string Faint = "#6f777b";
    private const string Dashes = "4 4";

    /// <summary>A table whose cells are shaded by value.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="rows">Labels from top to bottom.</param>
    /// <param name="columns">Labels from left to right.</param>
    /// <param name="shade">0 … 1 for each cell.</param>
    /// <param name="text">Words in each cell; empty strings for none.</param>
    public static string Table(
        string title,
        IReadOnlyList<string> rows,
        IReadOnlyList<string> columns,
        double[][] shade,
        string[][] text
    )
    {
        var wide = columns.Count > 12 ? 30.0 : 84;
        const double Tall = 30,
            Left = 120,
            Top = 56;
        var svg = new Svg(title, Left + columns.Count * wide + 16, Top + rows.Count * Tall + 16);
        for (var c = 0; c < columns.Count; c++)
        {
            svg.Text(Left + (c + 0.5) * wide, Top - 8, columns[c], 11, "middle");
        }
        for (var r = 0; r < rows.Count; r++)
        {
            svg.Text(Left - 8, Top + r * Tall + 19, rows[r], 11, "end");
            for (var c = 0; c < columns.Count; c++)
            {
                svg.Cell(
                    Left + c * wide,
                    Top + r * Tall,
                    wide - 1,
                    Tall - 1,
                    shade[r][c],
                    $"{rows[r]} · {columns[c]}: {text[r][c]}"
                );
                if (wide > 40)
                {
                    svg.Text(
                        Left + (c + 0.5) * wide,
                        Top + r * Tall + 19,
                        text[r][c],
                        12,
                        "middle",
                        shade[r][c] > 0.5 ? "#fff" : "#0b0c0c"
                    );
                }
            }
        }
        return svg.ToString();
    }

    /// <summary>A bar chart from left to right, with an optional mark.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="bars">Label and height of each bar, not negative.</param>
    /// <param name="mark">Index (fractions allowed) and words of a vertical mark, or null.</param>
    public static string Bars(
        string title,
        IReadOnlyList<(string Label, double Value)> bars,
        (double At, string Words)? mark = null
    )
    {
        const double Left = 50,
            Top = 40,
            Tall = 220;
        var label = bars.Select(b => Svg.WidthOf(b.Label, 10)).DefaultIfEmpty(0).Max() + 8;
        var wide = Math.Clamp(640.0 / Math.Max(1, bars.Count), 3, 80);
        // Few bars are things with names and get all of them; many are a scale and get as many labels as fit.
        wide = bars.Count <= MostNames ? Math.Max(wide, label) : wide;
        var svg = new Svg(title, Left + Math.Max(320, bars.Count * wide) + 20, Top + Tall + 60);
        var highest = Math.Max(1e-300, bars.Count == 0 ? 0 : bars.Max(b => b.Value));
        var every = Math.Max(1, (int)Math.Ceiling(label / wide));
        for (var i = 0; i < bars.Count; i++)
        {
            var tall = bars[i].Value / highest * Tall;
            svg.Cell(
                Left + i * wide,
                Top + Tall - tall,
                Math.Max(1, wide - 1),
                tall,
                0.7,
                $"{bars[i].Label}: {bars[i].Value:0.###}"
            );
            if (i % every == 0)
            {
                svg.Text(Left + (i + 0.5) * wide, Top + Tall + 16, bars[i].Label, 10, "middle");
            }
        }
        svg.Text(Left - 6, Top + 8, $"{highest:0.###}", 10, "end");
        if (mark is { } m)
        {
            svg.Line([(Left + (m.At + 0.5) * wide, Top), (Left + (m.At + 0.5) * wide, Top + Tall)], "#b10e1e");
            svg.Text(Left + (m.At + 0.5) * wide, Top + Tall + 34, m.Words, 11, "middle", "#b10e1e");
        }
        return svg.ToString();
    }

    /// <summary>A series with its threshold; points above it stand out.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="values">Values in order.</param>
    /// <param name="limits">Threshold of each; NaN for none.</param>
    /// <param name="alarms">Whether each is an alarm.</param>
    /// <param name="times">When each was, for the axis below; as many as fit are written.</param>
    public static string Series(
        string title,
        IReadOnlyList<double> values,
        IReadOnlyList<double> limits,
        IReadOnlyList<bool> alarms,
        IReadOnlyList<string> times
    )
    {
        const double Left = 50,
            Top = 40,
            Tall = 220,
            Wide = 720;
        var svg = new Svg(title, Left + Wide + 50, Top + Tall + 40);
        var highest = Math.Max(1e-300, values.Concat(limits.Where(double.IsFinite)).DefaultIfEmpty(1).Max());
        (double, double) At(int i, double v) =>
            (Left + (values.Count < 2 ? 0 : i * Wide / (values.Count - 1)), Top + Tall - v / highest * Tall);
        svg.Text(Left - 6, Top + 8, $"{highest:0.#}", 10, "end");
        svg.Text(Left - 6, Top + Tall, "0", 10, "end");
        svg.Line([(Left, Top), (Left, Top + Tall), (Left + Wide, Top + Tall)], "#777");
        var room = (times.Select(t => Svg.WidthOf(t, 10)).DefaultIfEmpty(0).Max() + 16) * Math.Max(1, values.Count - 1) / Wide;
        for (var i = 0; i < times.Count; i += Math.Max(1, (int)Math.Ceiling(room)))
        {
            var (x, _) = At(i, 0);
            svg.Line([(x, Top + Tall), (x, Top + Tall + 5)], "#777");
            svg.Text(x, Top + Tall + 18, times[i], 10, "middle");
        }
        svg.Line(values.Select((v, i) => At(i, v)));
        svg.Line(
            Enumerable.Range(0, limits.Count).Where(i => double.IsFinite(limits[i])).Select(i => At(i, limits[i])),
            "#777",
            "4 3"
        );
        for (var i = 0; i < values.Count; i++)
        {
            if (alarms[i])
            {
                var (x, y) = At(i, values[i]);
                svg.Dot(x, y, 4, "#b10e1e", 1);
            }
        }
        return svg.ToString();
    }

    /// <summary>Values of a grid, north up, merged into runs of equal shade.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="values">One value a cell.</param>
    public static string Field(string title, Grid grid, IReadOnlyList<double> values)
    {
        const double Wide = 640,
            Top = 30;
        var scale = Wide / (grid.MaxX - grid.MinX);
        var tall = (grid.MaxY - grid.MinY) * scale;
        var svg = new Svg(title, Wide, Top + tall);
        var highest = Math.Max(1e-300, values.Max());
        var (w, h) = (grid.CellWidth * scale, grid.CellHeight * scale);
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; )
            {
                // The square root keeps quieter hills visible beside the highest.
                double Share(int c) => Math.Sqrt(Math.Max(0, values[row * grid.Columns + c] / highest));
                var end = column + 1;
                while (end < grid.Columns && Svg.Step(Share(end)) == Svg.Step(Share(column)))
                {
                    end++;
                }
                if (Svg.Step(Share(column)) > 0)
                {
                    svg.Cell(column * w, Top + tall - (row + 1) * h, (end - column) * w + 0.05, h + 0.05, Share(column));
                }
                column = end;
            }
        }
        return svg.ToString();
    }

    /// <summary>Points and circles, north up, with equal scales on both axes.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="x">East coordinates.</param>
    /// <param name="y">North coordinates.</param>
    /// <param name="rings">Circles.</param>
    /// <param name="stretchX">Length of an east unit over a north unit; the cosine of the latitude for degrees.</param>
    public static string Map(
        string title,
        IReadOnlyList<double> x,
        IReadOnlyList<double> y,
        IReadOnlyList<MapRing> rings,
        double stretchX = 1
    )
    {
        const double Wide = 640,
            Top = 30,
            Edge = 20;
        // Whole circles are shown, also where they reach beyond the points.
        var (minX, maxX, minY, maxY) = (
            x.Select(v => v * stretchX).Concat(rings.Select(r => r.X * stretchX - r.Radius)).Min(),
            x.Select(v => v * stretchX).Concat(rings.Select(r => r.X * stretchX + r.Radius)).Max(),
            y.Concat(rings.Select(r => r.Y - r.Radius)).Min(),
            y.Concat(rings.Select(r => r.Y + r.Radius)).Max()
        );
        var scale = (Wide - 2 * Edge) / Math.Max(Math.Max(maxX - minX, maxY - minY), 1e-300);
        var bottom = Top + (maxY - minY) * scale + 2 * Edge;
        var judged = rings.Any(r => r.P is not null);
        var svg = new Svg(title, Wide, bottom + (judged ? 44 : 0));
        double Across(double v) => Edge + (v * stretchX - minX) * scale;
        double Down(double v) => Top + Edge + (maxY - v) * scale;
        for (var i = 0; i < x.Count; i++)
        {
            svg.Dot(Across(x[i]), Down(y[i]), 1.5);
        }
        foreach (var ring in rings)
        {
            var (middle, down, radius) = (Across(ring.X), Down(ring.Y), Math.Max(4, ring.Radius * scale));
            var chance = ring.P > Remarkable;
            svg.Ring(middle, down, radius, ring.Hint, chance ? Faint : Strong, chance ? Dashes : null);
            if (ring.P is { } p)
            {
                svg.Text(middle, Math.Max(Top + 10, down - radius - 4), $"p {p:0.000}", 10, "middle", chance ? Faint : Strong);
            }
        }
        if (judged)
        {
            svg.Ring(Edge, bottom + 8, 6, "", Strong);
            svg.Text(Edge + 14, bottom + 12, $"p ≤ {Remarkable}: 不像偶然 hardly chance", 11);
            svg.Ring(Edge, bottom + 28, 6, "", Faint, Dashes);
            svg.Text(Edge + 14, bottom + 32, $"p > {Remarkable}: 可能只是偶然 may well be chance", 11);
        }
        return svg.ToString();
    }
}
