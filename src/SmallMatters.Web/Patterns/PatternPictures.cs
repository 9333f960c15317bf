using System.Globalization;
using SmallMatters.Domain.Units;
using SmallMatters.Patterns.Pictures;
using SmallMatters.Web.Cards;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Patterns;

/// <summary>The pictures, drawn narrow enough for a phone; everything in them stands in the tables as well.</summary>
internal static class PatternPictures
{
    private const double Wide = 340;

    public static readonly IReadOnlyList<(string Zh, string En)> Days =
    [
        ("周一", "Mon"),
        ("周二", "Tue"),
        ("周三", "Wed"),
        ("周四", "Thu"),
        ("周五", "Fri"),
        ("周六", "Sat"),
        ("周日", "Sun"),
    ];

    /// <summary>The areas with a dot for each place, as large as its count.</summary>
    public static string Map(Speech speech, Jurisdiction jurisdiction, PatternQuery query, IReadOnlyList<PlaceCount> places)
    {
        const double Edge = 10,
            Top = 28;
        var areas = jurisdiction
            .Areas.Values.Where(a => a.Shape is not null && (string.IsNullOrEmpty(query.Area) || a.Code == query.Area))
            .ToList();
        var corners = areas
            .SelectMany(a => a.Shape!.Parts.SelectMany(p => p.Outline.Corners))
            .Select(c => (c.Latitude, c.Longitude))
            .Concat(places.Select(p => (p.Latitude, p.Longitude)))
            .ToList();
        if (corners.Count == 0)
        {
            return "";
        }
        var stretch = Math.Cos(double.DegreesToRadians(corners.Average(c => c.Latitude)));
        var (west, east) = (corners.Min(c => c.Longitude) * stretch, corners.Max(c => c.Longitude) * stretch);
        var (south, north) = (corners.Min(c => c.Latitude), corners.Max(c => c.Latitude));
        // Degrees; a place alone still gets a neighbourhood around it.
        const double Least = 0.002;
        var scale = (Wide - (2 * Edge)) / Math.Max(Least, Math.Max(east - west, (north - south) * 0.8));
        (double X, double Y) At(double latitude, double longitude) =>
            (Edge + (((longitude * stretch) - west) * scale), Top + Edge + ((north - latitude) * scale));
        var svg = new Svg(
            speech["诉求的地点", "Where matters come from"],
            Wide,
            Top + (2 * Edge) + (Math.Max(Least, north - south) * scale)
        );
        foreach (var area in areas)
        {
            foreach (var part in area.Shape!.Parts)
            {
                var outline = part.Outline.Corners.Select(c => At(c.Latitude, c.Longitude)).ToList();
                svg.Line([.. outline, outline[0]], "#0b5c63");
            }
        }
        var most = places.Count == 0 ? 1 : places.Max(p => p.Count);
        foreach (var place in places)
        {
            var (x, y) = At(place.Latitude, place.Longitude);
            svg.Dot(x, y, 1.5 + (8 * Math.Sqrt((double)place.Count / most)), "#08519c", 0.45);
        }
        foreach (var area in areas)
        {
            var box = area.Shape!.Parts[0].Outline.Corners;
            var (x, y) = At(box.Average(c => c.Latitude), box.Average(c => c.Longitude));
            svg.Text(x, y, speech[area.Name], 10, "middle", "#0b0c0c");
        }
        return svg.ToString();
    }

    /// <summary>Hours from top to bottom, days from left to right.</summary>
    public static string Hours(Speech speech, IReadOnlyList<double> hours)
    {
        const double Left = 44,
            Top = 46,
            Tall = 16,
            Across = 41;
        var svg = new Svg(speech["一周里的时段", "Hours of the week"], Wide, Top + (24 * Tall) + 8);
        var most = Math.Max(1, hours.Max());
        for (var day = 0; day < 7; day++)
        {
            svg.Text(Left + ((day + 0.5) * Across), Top - 6, speech[Days[day].Zh, Days[day].En], 11, "middle");
            for (var hour = 0; hour < 24; hour++)
            {
                var count = hours[(day * 24) + hour];
                svg.Cell(
                    Left + (day * Across),
                    Top + (hour * Tall),
                    Across - 1,
                    Tall - 1,
                    count / most,
                    $"{speech[Days[day].Zh, Days[day].En]} {hour:00}:00 · {CardWords.Number(count)}"
                );
            }
        }
        for (var hour = 0; hour < 24; hour += 3)
        {
            svg.Text(Left - 6, Top + (hour * Tall) + 12, $"{hour:00}:00", 11, "end");
        }
        return svg.ToString();
    }

    /// <summary>Weekly counts with their average and limits; weeks outside the limits are marked.</summary>
    public static string Weeks(Speech speech, IReadOnlyList<WeekCount> weeks)
    {
        const double Left = 34,
            Top = 34,
            Tall = 150;
        var svg = new Svg(speech["每周件数和正常波动", "Each week, and ordinary ups and downs"], Wide, Top + Tall + 26);
        var most = Math.Max(1, Math.Max(weeks.Max(w => w.Count), weeks[0].High));
        double Across(int week) => Left + ((week + 0.5) * (Wide - Left - 8) / weeks.Count);
        double Down(double value) => Top + Tall - (value / most * Tall);
        var end = weeks.Count - 1;
        foreach (var (value, dashes) in new[] { (weeks[0].High, "4 3"), (weeks[0].Centre, (string?)null), (weeks[0].Low, "4 3") })
        {
            svg.Line([(Across(0), Down(value)), (Across(end), Down(value))], "#505a5f", dashes);
            svg.Text(Left - 4, Down(value) + 4, value.ToString("0.#", CultureInfo.InvariantCulture), 10, "end");
        }
        svg.Line(weeks.Select((w, i) => (Across(i), Down(w.Count))));
        for (var week = 0; week < weeks.Count; week++)
        {
            var w = weeks[week];
            if (w.Signal == 0)
            {
                svg.Dot(Across(week), Down(w.Count), 2.5, "#08519c", 1);
            }
            else
            {
                svg.Ring(
                    Across(week),
                    Down(w.Count),
                    5,
                    speech[$"{speech.Date(w.Monday)}：{w.Count} 件", $"{speech.Date(w.Monday)}: {w.Count}"]
                );
            }
        }
        svg.Text(Across(0) - 4, Top + Tall + 18, $"{weeks[0].Monday:MM-dd}", 10);
        svg.Text(Across(end) + 4, Top + Tall + 18, $"{weeks[end].Monday:MM-dd}", 10, "end");
        return svg.ToString();
    }
}
