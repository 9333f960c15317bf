using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Places;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Raising;

/// <summary>Where is it? By area, estate, building and entrance, by position, or in own words.</summary>
public sealed class WhereModel(DraftSession drafts, JurisdictionSource source, Speech speech)
    : RaisePage(RaiseStep.Where, drafts, source, speech)
{
    private const int LongestDoor = 40;
    private const int LongestWords = 200;

    [BindProperty]
    public Form Here { get; set; } = new();

    /// <summary>The position lies outside every area: the person may go on without it.</summary>
    public bool Outside { get; private set; }

    /// <summary>The position lies in another area than the chosen one: the person may go on without it.</summary>
    public bool Elsewhere { get; private set; }

    public bool HasMap => Jurisdiction.Areas.Values.Any(a => a.Shape is not null);

    public IEnumerable<Choice> Areas => Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name));

    public IEnumerable<Choice> AreasOrNone => Areas.Prepend(Choice.Of("", "请选择", "Choose one"));

    public static IReadOnlyList<Choice> Systems { get; } =
    [
        Choice.Of(nameof(CoordinateSystem.Wgs84), "WGS 84（手机定位、北斗、GPS）", "WGS 84 (telephone, BeiDou, GPS)"),
        Choice.Of(nameof(CoordinateSystem.Gcj02), "GCJ-02（高德、腾讯地图）", "GCJ-02 (AMap, Tencent maps)"),
        Choice.Of(nameof(CoordinateSystem.Bd09), "BD-09（百度地图）", "BD-09 (Baidu maps)"),
    ];

    public void OnGet() =>
        Here = new Form
        {
            Area = Answers.Area,
            Estate = Answers.Estate,
            Building = Answers.Building,
            Entrance = Answers.Entrance,
            Door = Answers.Door,
            WhereWords = Answers.WhereWords,
            Latitude = Answers.Latitude?.ToString(CultureInfo.InvariantCulture),
            Longitude = Answers.Longitude?.ToString(CultureInfo.InvariantCulture),
            System = Answers.System,
        };

    public async Task<IActionResult> OnPostAsync()
    {
        var position = ReadPosition();
        var area = Here.Area;
        if (position is not null)
        {
            var locator = new AreaLocator<string>(
                Jurisdiction.Areas.Values.Where(a => a.Shape is not null).Select(a => (a.Code, a.Shape!))
            );
            if (locator.TryLocate(position.Position, out var found))
            {
                area ??= found;
                if (Jurisdiction.Areas.TryGetValue(area, out var chosen) && area != found)
                {
                    Elsewhere = true;
                    if (Here.WithoutPosition)
                    {
                        position = null;
                    }
                    else
                    {
                        var there = Jurisdiction.Areas[found].Name;
                        Wrong(
                            nameof(Form.Area),
                            $"这个位置在{there.Zh}，您选的是{chosen.Name.Zh}。请改选片区、改正位置，或者不用这个位置",
                            $"This position is in {there.En}, and you chose {chosen.Name.En}. Choose the other area, mend the position, or go on without it"
                        );
                    }
                }
            }
            else
            {
                // Offered as long as the position stands in the form, whatever else has to be mended meanwhile.
                Outside = true;
            }
            if (Outside && Here.WithoutPosition)
            {
                position = null;
            }
            else if (Outside)
            {
                Wrong(
                    nameof(Form.Latitude),
                    "这个位置不在本辖区的任何片区内。请核对，或者选好片区后不用这个位置继续。",
                    "This position is in no area of this jurisdiction. Check it, or choose the area and go on without the position."
                );
            }
        }
        if (area is null || !Jurisdiction.Areas.ContainsKey(area))
        {
            Wrong(nameof(Form.Area), "请选择所在片区", "Choose the area");
        }
        var (estate, building, entrance) = (Typed(Here.Estate), Typed(Here.Building), Typed(Here.Entrance));
        if ((estate ?? building ?? entrance) is not null && !Place.TryType(estate, building, entrance, out _, out var why))
        {
            ModelState.Refuse(why, Speech, nameof(Here));
        }
        var (door, words) = (
            Limited(Here.Door, nameof(Form.Door), LongestDoor),
            Limited(Here.WhereWords, nameof(Form.WhereWords), LongestWords)
        );
        if (!ModelState.IsValid)
        {
            return Page();
        }
        (Answers.Area, Answers.Estate, Answers.Building, Answers.Entrance) = (area, estate, building, entrance);
        (Answers.Door, Answers.WhereWords) = (door, words);
        (Answers.Latitude, Answers.Longitude, Answers.System) = (
            position?.OriginalLatitude,
            position?.OriginalLongitude,
            Here.System
        );
        return await KeepAsync();
    }

    private PositionGiven? ReadPosition()
    {
        var (latitude, longitude) = (Typed(Here.Latitude), Typed(Here.Longitude));
        if (latitude is null && longitude is null)
        {
            return null;
        }
        if (ReadDegrees(latitude) is not { } north)
        {
            Wrong(nameof(Form.Latitude), "请填写纬度，例如 31.2305", "Enter the latitude, such as 31.2305");
            return null;
        }
        if (ReadDegrees(longitude) is not { } east)
        {
            Wrong(nameof(Form.Longitude), "请填写经度，例如 121.4737", "Enter the longitude, such as 121.4737");
            return null;
        }
        if (PositionGiven.From(north, east, Here.System) is { } given)
        {
            return given;
        }
        Wrong(
            nameof(Form.Latitude),
            "纬度在 -90 到 90 之间，经度在 -180 到 180 之间，请核对",
            "A latitude is between -90 and 90, a longitude between -180 and 180; check them"
        );
        return null;
    }

    private static double? ReadDegrees(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && double.IsFinite(degrees)
            ? degrees
            : null;

    private string? Limited(string? typed, string field, int longest)
    {
        var text = Typed(typed);
        if (text?.Length > longest)
        {
            Wrong(field, $"请不要超过 {longest} 个字", $"Use no more than {longest} characters");
        }
        return text;
    }

    private void Wrong(string field, string zh, string en) => ModelState.AddModelError($"{nameof(Here)}.{field}", Speech[zh, en]);

    public sealed class Form
    {
        public string? Area { get; set; }

        public string? Estate { get; set; }

        public string? Building { get; set; }

        public string? Entrance { get; set; }

        public string? Door { get; set; }

        public string? WhereWords { get; set; }

        public string? Latitude { get; set; }

        public string? Longitude { get; set; }

        public CoordinateSystem System { get; set; }

        public bool WithoutPosition { get; set; }
    }
}
