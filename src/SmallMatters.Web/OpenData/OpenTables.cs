using System.Globalization;
using SmallMatters.Domain.OpenData;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.OpenData;

namespace SmallMatters.Web.OpenData;

/// <summary>A data set with its rows, as files and pages show it.</summary>
/// <param name="Set">What it is.</param>
/// <param name="Rows">One value for each field.</param>
/// <param name="Quality">What was measured.</param>
public sealed record OpenTable(DataSet Set, IReadOnlyList<IReadOnlyList<string?>> Rows, DataSetQuality Quality);

/// <summary>The open data sets that are tables: areas, units, counts by month, cells by quarter.</summary>
public static class OpenTables
{
    /// <summary>Codes of all of them.</summary>
    public static readonly string[] Codes = ["areas", "units", "counts", "cells"];

    private static readonly TimeSpan Year = TimeSpan.FromDays(366);
    private static readonly DataField Zh = new("name_zh", new("中文名称", "Name in Chinese"), true);
    private static readonly DataField En = new("name_en", new("英文名称", "Name in English"), true);

    /// <summary>The table of a code, or null when there is none.</summary>
    public static async Task<OpenTable?> FindAsync(
        string code,
        Db db,
        Jurisdiction jurisdiction,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (!Codes.Contains(code))
        {
            return null;
        }
        var latest = await OpenReleases.LatestAsync(db, cancel);
        var (set, rows, changed) = code switch
        {
            "areas" => (Areas(jurisdiction), AreaRows(jurisdiction), null),
            "units" => (Units(jurisdiction), UnitRows(jurisdiction), null),
            "counts" => (
                Counts(jurisdiction),
                CountRows(await OpenReleases.CountsAsync(db, cancel)),
                Changed(OpenDataSet.Counts)
            ),
            _ => (Cells(jurisdiction), CellRows(await OpenReleases.CellsAsync(db, cancel)), Changed(OpenDataSet.Cells)),
        };
        return new OpenTable(set, rows, DataSetQuality.Measure(set, rows, changed, now));

        DateTimeOffset? Changed(OpenDataSet of) => latest.TryGetValue(of, out var l) ? l.MadeAt : null;
    }

    private static DataSet Areas(Jurisdiction jurisdiction) =>
        new(
            "areas",
            new("片区", "Areas"),
            new(
                "本辖区的片区和受理单位；边界以 GeoJSON 提供。随配置更新。",
                "The areas of this jurisdiction and their intake desks; boundaries as GeoJSON. Renewed with the configuration."
            ),
            jurisdiction.Fallback,
            DataClass.General,
            Year,
            [
                new("code", new("代码", "Code"), true),
                Zh,
                En,
                new("intake_unit", new("受理单位代码", "Code of the intake desk"), true),
            ]
        );

    private static DataSet Units(Jurisdiction jurisdiction) =>
        new(
            "units",
            new("单位", "Units"),
            new(
                "本辖区办理诉求的单位和它们的上级。随配置更新。",
                "The units that deal with matters here, and the unit above each. Renewed with the configuration."
            ),
            jurisdiction.Fallback,
            DataClass.General,
            Year,
            [new("code", new("代码", "Code"), true), Zh, En, new("parent", new("上级单位代码", "Code of the unit above"), false)]
        );

    private static DataSet Counts(Jurisdiction jurisdiction) =>
        new(
            "counts",
            new("每月诉求件数", "Matters raised each month"),
            new(
                $"已结束的月份里提出的诉求件数，按分类，以及按分类和片区。1 到 {Suppression.K - 1} 件的不公布，并多隐去一些，使相减也推不出来；0 件照实公布。每月只公布一次，以后不改。不公布片区的总数：可以自己把公布的格加起来。对工作人员的意见不计入。",
                $"Matters raised in finished months, by category, and by category and area. Counts from 1 to {Suppression.K - 1} are hidden, with as many others as it takes that no subtraction finds them; a zero is shown. Each month is released once and stays as it is. Totals of areas are not released: add up what is shown. Matters about staff are not counted."
            ),
            jurisdiction.Fallback,
            DataClass.General,
            TimeSpan.FromDays(32),
            [
                new("id", new("标识", "Identifier"), true),
                new("month", new("月份", "Month"), true),
                new("category", new("分类代码；空为全部", "Code of the category; empty for all"), false),
                new("area", new("片区代码；空为全部", "Code of the area; empty for all"), false),
                new("count", new("件数；空为隐去", "How many; empty where hidden"), false),
            ]
        );

    private static DataSet Cells(Jurisdiction jurisdiction) =>
        new(
            "cells",
            new("每季度网格件数", "Matters by cell of a grid, each quarter"),
            new(
                $"公共场所类诉求，按约 150 米见方的网格和季度计数；少于 {Suppression.K} 件的格不列出。没有更细的位置。每季度只公布一次。",
                $"Matters about public space, counted by quarter in cells of about 150 m; cells with fewer than {Suppression.K} are left out. There is no finer position. Each quarter is released once."
            ),
            jurisdiction.Fallback,
            DataClass.General,
            TimeSpan.FromDays(93),
            [
                new("id", new("标识", "Identifier"), true),
                new("quarter", new("季度第一天", "First day of the quarter"), true),
                new("south", new("南界纬度", "Latitude of the south edge"), true),
                new("west", new("西界经度", "Longitude of the west edge"), true),
                new("north", new("北界纬度", "Latitude of the north edge"), true),
                new("east", new("东界经度", "Longitude of the east edge"), true),
                new("count", new("件数", "How many"), true),
            ]
        );

    private static List<IReadOnlyList<string?>> AreaRows(Jurisdiction jurisdiction) =>
        [.. jurisdiction.Areas.Values.Select(a => (string?[])[a.Code, a.Name.Zh, a.Name.En, a.IntakeUnit])];

    private static List<IReadOnlyList<string?>> UnitRows(Jurisdiction jurisdiction) =>
        [.. jurisdiction.Units.Values.Select(u => (string?[])[u.Code, u.Name.Zh, u.Name.En, u.Parent])];

    private static List<IReadOnlyList<string?>> CountRows(IReadOnlyList<CountRelease> releases) =>
        [
            .. releases.SelectMany(r =>
                r.Counts.Select(c =>
                    (string?[])
                        [
                            CountId(r.Month, c),
                            $"{r.Month:yyyy-MM}",
                            c.Category,
                            c.Area,
                            c.Count?.ToString(CultureInfo.InvariantCulture),
                        ]
                )
            ),
        ];

    /// <summary>The identifier of a released count.</summary>
    public static string CountId(DateOnly month, OpenCount count) =>
        $"{month:yyyy-MM}.{count.Category ?? "all"}.{count.Area ?? "all"}";

    private static List<IReadOnlyList<string?>> CellRows(IReadOnlyList<CellRelease> releases) =>
        [
            .. releases.SelectMany(r =>
                r.Cells.Select(c =>
                {
                    var box = GridCell.BoundsOf(c.Cell);
                    return (string?[])
                        [
                            $"{r.Quarter:yyyy-MM}.{c.Cell}",
                            $"{r.Quarter:yyyy-MM-dd}",
                            Degrees(box.South),
                            Degrees(box.West),
                            Degrees(box.North),
                            Degrees(box.East),
                            c.Count.ToString(CultureInfo.InvariantCulture),
                        ];
                })
            ),
        ];

    private static string Degrees(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
