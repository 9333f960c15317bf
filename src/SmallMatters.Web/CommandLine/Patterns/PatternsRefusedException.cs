using SmallMatters.Domain.Language;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Scan;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary>Ends a verb with a refusal.</summary>
internal sealed class PatternsRefusedException(Refusal refusal) : Exception(refusal.Sentence.En)
{
    public Refusal Refusal { get; } = refusal;

    /// <summary>What is wrong with coordinates, said for the metric that was asked for.</summary>
    public static Refusal From(CoordinateFinding finding, Metric metric) =>
        finding.Fault switch
        {
            CoordinateFault.Empty => Refusal.Of("coordinates-empty", "没有可分析的点。", "There is no point to analyse."),
            CoordinateFault.NotFinite => Refusal.Of(
                "coordinates-not-finite",
                $"{finding.Count} 行的坐标或时间不是有限数。",
                $"{finding.Count} rows have a coordinate or time that is not a finite number."
            ),
            CoordinateFault.Constant => Refusal.Of(
                "coordinates-constant",
                "所有点都在同一位置，无法分析空间规律。",
                "All points stand at the same place, so that no pattern in space can be measured."
            ),
            CoordinateFault.PiledUp => Refusal.Of(
                "coordinates-duplicated",
                $"有 {finding.Count} 个点在同一位置，可能是定位失败的默认坐标。",
                $"{finding.Count} points share one place, which may be where failed geocoding puts them."
            ),
            CoordinateFault.Swapped => Refusal.Of(
                "coordinates-swapped",
                "坐标像是经纬度，而且 x 与 y 写反了：x 应是经度（东西），y 应是纬度（南北）。请对调 --x 与 --y，并用 --metric greatcircle。",
                "The coordinates look like degrees with x and y exchanged: x is the longitude (east), y the latitude (north). Exchange --x and --y, and use --metric greatcircle."
            ),
            CoordinateFault.Misprojected when metric == Metric.GreatCircle => Refusal.Of(
                "coordinates-misprojected",
                $"{finding.Count} 行的坐标超出经纬度的范围，像是以米为单位的投影坐标：请用 --metric euclidean，或换成经纬度。",
                $"{finding.Count} rows lie outside the range of longitude and latitude and look like projected metres: use --metric euclidean, or give degrees."
            ),
            CoordinateFault.Misprojected => Refusal.Of(
                "coordinates-misprojected",
                "坐标像是经纬度（度），却按平面距离（米）计算：请用 --metric greatcircle，或先换成投影坐标（米）。",
                "The coordinates look like degrees but would be taken for metres in a plane: use --metric greatcircle, or project them first."
            ),
            _ => Refusal.Of("coordinates-ragged", "各列长度不同。", "The columns have different lengths."),
        };

    /// <summary>What is wrong with a file for scanning.</summary>
    public static Refusal From(ScanFileException unreadable)
    {
        var where =
            unreadable.File == "-" ? ""
            : unreadable.Line > 0 ? $"{unreadable.File} 第 {unreadable.Line} 行："
            : $"{unreadable.File}：";
        var about = unreadable.About;
        var zh = unreadable.Fault switch
        {
            ScanFileFault.Empty => "文件里没有可用的记录",
            ScanFileFault.TooFewColumns => $"需要 {about[0]} 列，只有 {about[1]} 列；列之间用空格或逗号分开",
            ScanFileFault.UnknownLocation => $"地点 {about[0]} 没有坐标",
            ScanFileFault.TwoPositions => $"地点 {about[0]} 有两个不同的坐标",
            ScanFileFault.NotANumber => $"“{about[0]}”不是这里需要的数",
            ScanFileFault.Negative => $"“{about[0]}”不能小于 0",
            ScanFileFault.NotATime => $"“{about[0]}”不是所选单位的时间",
            ScanFileFault.FileNeeded => "这个模型还缺少文件：" + Needed(about[0]),
            ScanFileFault.NoPopulation when about[0].Length > 0 => $"“{about[0]}”一类有事件却没有人口",
            ScanFileFault.NoPopulation => "有事件却没有人口",
            ScanFileFault.NotDone => $"{about[0]} 这里不支持",
            ScanFileFault.Study => "研究期的结束不能早于开始，时段长度至少为 1",
            ScanFileFault.TooLarge =>
                $"时段太多：{about[0]}，上限 {about[1]}；请缩短研究期（--start、--end）或加长时段（--time-length）",
            _ => "无法读取",
        };
        return Refusal.Of(
            "scan-file-unreadable",
            $"{where}{zh}。",
            $"{unreadable.Message.Replace("-: ", "", StringComparison.Ordinal)}."
        );
    }

    private static string Needed(string which) =>
        which switch
        {
            "controls" => "对照文件（--controls）",
            "population" => "人口文件（--population）",
            "cases" => "事件文件（--cases）",
            _ => "坐标文件（--geo）",
        };
}
