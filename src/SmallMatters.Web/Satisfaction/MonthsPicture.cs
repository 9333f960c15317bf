using System.Globalization;
using SmallMatters.Domain.Language;
using SmallMatters.Patterns.Pictures;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Satisfaction;

/// <summary>Shares month by month with their limits, narrow enough for a phone. Its numbers stand in the table as well.</summary>
internal static class MonthsPicture
{
    private const double Width = 340;
    private const double Height = 200;
    private const double Left = 40;
    private const double Top = 28;
    private const double Bottom = 168;

    /// <param name="speech">The reader's language.</param>
    /// <param name="title">What the shares are of.</param>
    /// <param name="months">The months, and the share of each.</param>
    public static string Draw(Speech speech, Bilingual title, IReadOnlyList<(DateOnly First, MonthShare Share)> months)
    {
        var svg = new Svg(speech[title], Width, Height);
        var told = months.Select((m, i) => (i, m.Share)).Where(m => m.Share.Point is not null).ToList();
        var points = told.ConvertAll(t => t.Share.Point!.Value);
        var low = Math.Floor(10 * points.Min(p => Math.Min(p.Low, p.Value))) / 10;
        var high = Math.Max(Math.Ceiling(10 * points.Max(p => Math.Max(p.High, p.Value))) / 10, low + 0.1);
        double X(int month) => Left + 8 + (month * (Width - Left - 20) / Math.Max(1, months.Count - 1));
        double Y(double share) => Bottom - ((share - low) / (high - low) * (Bottom - Top));
        foreach (var share in (double[])[low, (low + high) / 2, high])
        {
            svg.Line([(Left, Y(share)), (Width - 8, Y(share))], "#b1b4b6");
            svg.Text(Left - 4, Y(share) + 4, (100 * share).ToString("0", CultureInfo.InvariantCulture) + "%", 10, "end");
        }
        svg.Text(X(0), Height - 12, Month(months[0].First), 10);
        svg.Text(X(months.Count - 1), Height - 12, Month(months[^1].First), 10, "end");
        svg.Line(told.Select((t, n) => (X(t.i), Y(points[n].Centre))));
        svg.Line(told.Select((t, n) => (X(t.i), Y(points[n].Low))), "#08519c", "4 3");
        svg.Line(told.Select((t, n) => (X(t.i), Y(points[n].High))), "#08519c", "4 3");
        svg.Line(told.Select((t, n) => (X(t.i), Y(points[n].Value))), "#505a5f");
        for (var n = 0; n < told.Count; n++)
        {
            var apart = told[n].Share.Against is not (AgainstBefore.NoDifference or AgainstBefore.NotCompared);
            svg.Dot(X(told[n].i), Y(points[n].Value), apart ? 6 : 4, apart ? "#d4351c" : "#08519c", 0.8);
        }
        return svg.ToString();
    }

    private static string Month(DateOnly first) => first.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
