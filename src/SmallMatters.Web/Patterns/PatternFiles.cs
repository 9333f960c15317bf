using System.Globalization;
using System.Text;
using System.Text.Json;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Cards;

namespace SmallMatters.Web.Patterns;

/// <summary>The tables behind the pictures as CSV, and the places as GeoJSON for the livelier map.</summary>
public static class PatternFiles
{
    /// <summary>Maps the addresses.</summary>
    public static void MapPatternFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/staff/patterns/places.csv", PlacesAsync).RequireAuthorization(Policies.Matters);
        routes.MapGet("/staff/patterns/hours.csv", HoursAsync).RequireAuthorization(Policies.Matters);
        routes.MapGet("/staff/patterns/weeks.csv", WeeksAsync).RequireAuthorization(Policies.Matters);
        routes.MapGet("/staff/patterns/cells.geojson", CellsAsync).RequireAuthorization(Policies.Matters);
    }

    private static async Task<IResult> PlacesAsync(HttpContext http, Db db, JurisdictionSource source, TimeProvider time)
    {
        if (await ReadAsync(http, db, source, time) is not { } read)
        {
            return Results.NotFound();
        }
        return Csv(
            http,
            "places",
            ["place", "area", "area_name", "latitude", "longitude", "matters"],
            read.View.Places.Select(p =>
                new object?[]
                {
                    CardWords.Building(p.Building)?.Zh,
                    p.Area,
                    read.Jurisdiction.Areas.TryGetValue(p.Area, out var area) ? area.Name.Zh : null,
                    p.Latitude,
                    p.Longitude,
                    p.Count,
                }
            )
        );
    }

    private static async Task<IResult> HoursAsync(HttpContext http, Db db, JurisdictionSource source, TimeProvider time)
    {
        if (await ReadAsync(http, db, source, time) is not { } read)
        {
            return Results.NotFound();
        }
        return Csv(
            http,
            "hours",
            ["weekday", "hour", "matters"],
            read.View.Hours.Select((count, hour) => new object?[] { (hour / 24) + 1, hour % 24, count })
        );
    }

    private static async Task<IResult> WeeksAsync(HttpContext http, Db db, JurisdictionSource source, TimeProvider time)
    {
        if (await ReadAsync(http, db, source, time) is not { } read)
        {
            return Results.NotFound();
        }
        return Csv(
            http,
            "weeks",
            ["monday", "matters", "average", "lower_limit", "upper_limit", "signal"],
            read.View.Weeks.Select(w =>
                new object?[]
                {
                    w.Monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    w.Count,
                    Math.Round(w.Centre, 3),
                    Math.Round(w.Low, 3),
                    Math.Round(w.High, 3),
                    w.Signal,
                }
            )
        );
    }

    private static async Task<IResult> CellsAsync(HttpContext http, Db db, JurisdictionSource source, TimeProvider time)
    {
        if (await ReadAsync(http, db, source, time) is not { } read)
        {
            return Results.NotFound();
        }
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text(
            GeoJson.Write(
                read.View.Places.Select(
                    (p, i) =>
                        new GeoFeature(
                            i.ToString(CultureInfo.InvariantCulture),
                            new Geometry.OfPoint(Position.At(p.Latitude, p.Longitude)),
                            new Dictionary<string, JsonElement>
                            {
                                ["building"] = JsonSerializer.SerializeToElement(p.Building),
                                ["matters"] = JsonSerializer.SerializeToElement(p.Count),
                            }
                        )
                )
            ),
            "application/geo+json"
        );
    }

    private static async Task<(PatternView View, Jurisdiction Jurisdiction)?> ReadAsync(
        HttpContext http,
        Db db,
        JurisdictionSource source,
        TimeProvider time
    )
    {
        var asked = http.Request.Query;
        var query = new PatternQuery
        {
            Area = asked["area"],
            Category = asked["category"],
            Weeks = int.TryParse(asked["weeks"], CultureInfo.InvariantCulture, out var weeks) ? weeks : null,
        };
        var jurisdiction = await source.CurrentAsync(http.RequestAborted);
        var scope = http.GetStaff();
        return query.IsKnownTo(scope, jurisdiction)
            ? (await PatternView.ReadAsync(db, scope, jurisdiction, query, time.GetUtcNow(), http.RequestAborted), jurisdiction)
            : null;
    }

    private static IResult Csv(HttpContext http, string name, string[] header, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
        {
            text.AppendJoin(',', row.Select(Field)).Append("\r\n");
        }
        http.Response.Headers.CacheControl = "no-store";
        // With the mark at its beginning spreadsheets read Chinese as Chinese.
        return Results.File(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())],
            "text/csv; charset=utf-8",
            $"{name}.csv"
        );
    }

    // The name of an estate is a resident's words: a spreadsheet must not run it as a formula.
    private static string Field(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (value is string && text.Length > 0 && "=+-@\t\r".Contains(text[0]))
        {
            text = "'" + text;
        }
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }
}
