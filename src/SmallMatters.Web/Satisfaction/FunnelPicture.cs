using System.Globalization;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Patterns.Pictures;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Satisfaction;

/// <summary>The funnel of the compared groups, narrow enough for a phone. Its numbers stand in the table as well.</summary>
internal static class FunnelPicture
{
    private const double Width = 340;
    private const double Height = 220;
    private const double Left = 40;
    private const double Top = 28;
    private const double Bottom = 190;

    /// <param name="speech">The reader's language.</param>
    /// <param name="plot">The compared groups.</param>
    /// <param name="apart">For each of them, whether it differs clearly from the rest.</param>
    public static string Draw(Speech speech, FunnelPlot plot, IReadOnlyList<bool> apart)
    {
        var svg = new Svg(speech["各分组说“是”的比例", "Share of “yes” by group"], Width, Height);
        var most = plot.Points.Max(p => p.Size);
        var low = Math.Max(0, Math.Floor(10 * plot.Points.Min(p => Math.Min(p.Value, p.Low998))) / 10);
        double X(double size) => Left + (size / most * (Width - Left - 12));
        double Y(double share) => Bottom - ((Math.Clamp(share, low, 1) - low) / (1 - low) * (Bottom - Top));
        foreach (var share in (double[])[low, (low + 1) / 2, 1])
        {
            svg.Line([(Left, Y(share)), (Width - 8, Y(share))], "#b1b4b6");
            svg.Text(Left - 4, Y(share) + 4, (100 * share).ToString("0", CultureInfo.InvariantCulture) + "%", 10, "end");
        }
        svg.Text(Left, Height - 8, "0", 10);
        svg.Text(Width - 12, Height - 8, speech[$"{most:0} 份回答", $"{most:0} answers"], 10, "end");
        svg.Line([(Left, Y(plot.Target)), (Width - 8, Y(plot.Target))]);
        var bySize = plot.Points.OrderBy(p => p.Size).ToList();
        svg.Line(bySize.Select(p => (X(p.Size), Y(p.Low998))), "#08519c", "4 3");
        svg.Line(bySize.Select(p => (X(p.Size), Y(p.High998))), "#08519c", "4 3");
        for (var i = 0; i < plot.Points.Count; i++)
        {
            var point = plot.Points[i];
            svg.Dot(X(point.Size), Y(point.Value), apart[i] ? 6 : 4, apart[i] ? "#d4351c" : "#08519c", 0.7);
        }
        return svg.ToString();
    }
}
