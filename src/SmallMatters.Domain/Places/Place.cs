using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Places;

/// <summary>
/// 地点 as residents say it: estate 小区, building 楼栋, entrance 单元. It goes no finer: a door number tells who lives there,
/// so it is personal text of the matter, never part of a place, and patterns over places cannot point at a household.
/// </summary>
public sealed partial record Place
{
    /// <summary>Longest estate name, in characters.</summary>
    public const int LongestEstate = 60;

    /// <summary>Longest building or entrance, in characters.</summary>
    public const int LongestPart = 20;

    private Place(string estate, string? building, string? entrance)
    {
        (Estate, Building, Entrance) = (estate, building, entrance);
        var estateKey = PlaceKey.OfEstate(estate);
        BuildingKey = building is null ? estateKey : $"{estateKey}/{PlaceKey.OfBuilding(building)}";
        Key = entrance is null ? BuildingKey : $"{BuildingKey}/{PlaceKey.OfEntrance(entrance)}";
    }

    /// <summary>小区, or the street or square where there is none, as it was written.</summary>
    public string Estate { get; }

    /// <summary>楼栋 as it was written, or null.</summary>
    public string? Building { get; }

    /// <summary>单元 as it was written, or null; only with a building.</summary>
    public string? Entrance { get; }

    /// <summary>
    /// Equal for two ways of writing one place: <c>幸福小区 三号楼 2单元</c> and <c>幸福小区３栋二单元</c>. For comparing and
    /// grouping, never for showing.
    /// </summary>
    public string Key { get; }

    /// <summary>As <see cref="Key"/> without the entrance: the finest place that patterns may use.</summary>
    public string BuildingKey { get; }

    /// <summary>Whether two descriptions mean one place.</summary>
    public bool IsSameAs(Place other) => Key == other.Key;

    /// <summary>
    /// A place from what a person wrote; blanks around it go, empty building and entrance are none. Refusals:
    /// <c>place-estate-missing</c>, <c>place-too-long</c>, <c>place-unreadable</c>, <c>place-building-missing</c>,
    /// <c>place-too-fine</c> (a door number).
    /// </summary>
    public static bool TryCreate(
        string? estate,
        string? building,
        string? entrance,
        [NotNullWhen(true)] out Place? place,
        [NotNullWhen(false)] out Refusal? refusal
    )
    {
        (estate, building, entrance) = (Trimmed(estate), Trimmed(building), Trimmed(entrance));
        place = null;
        refusal = RefusalOf(estate, building, entrance);
        if (refusal is not null)
        {
            return false;
        }

        place = new Place(estate!, building, entrance);
        return true;
    }

    /// <summary>
    /// A place from what a person typed into fields of their own: a bare number gets the word for what it counts, so that
    /// building 3, entrance 2 reads 3号楼2单元 and not 32. Refusals as in <see cref="TryCreate"/>.
    /// </summary>
    public static bool TryType(
        string? estate,
        string? building,
        string? entrance,
        [NotNullWhen(true)] out Place? place,
        [NotNullWhen(false)] out Refusal? refusal
    ) => TryCreate(estate, Counted(building, "号楼"), Counted(entrance, "单元"), out place, out refusal);

    /// <summary>
    /// The parts in Chinese order, from large to small, written as Chinese is: <c>7 栋</c> reads 7栋. A blank stays only where two
    /// Latin words or numbers would run together.
    /// </summary>
    public override string ToString() =>
        new[] { Estate, Building, Entrance }
            .OfType<string>()
            .Select(part => BlankBesideHan().Replace(part, ""))
            .Aggregate((before, part) => IsLatin(before[^1]) && IsLatin(part[0]) ? $"{before} {part}" : before + part);

    private static bool IsLatin(char c) => char.IsAsciiLetterOrDigit(c);

    [GeneratedRegex(@"(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])")]
    private static partial Regex BlankBesideHan();

    private static string? Counted(string? text, string word) =>
        Trimmed(text) is { } bare && BareNumber().IsMatch(bare) ? bare + word : text;

    // 3, １２, 3A, A, B2, 十二: a number or a letter that by itself does not say what it counts.
    [GeneratedRegex("^([0-9０-９]{1,4}[A-Za-z]?|[A-Za-z][0-9０-９]{0,3}|[一二三四五六七八九十百]{1,4})$")]
    private static partial Regex BareNumber();

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Refusal? RefusalOf(string? estate, string? building, string? entrance)
    {
        if (estate is null)
        {
            return Refusal.Of(
                "place-estate-missing",
                "请写明小区；没有小区的，写街道或广场的名称。",
                "Name the estate or, where there is none, the street or square.",
                nameof(Estate)
            );
        }

        if (building is null && entrance is not null)
        {
            return Refusal.Of(
                "place-building-missing",
                "写了单元，还请写明是哪一栋楼。",
                "You named an entrance; name its building too.",
                nameof(Building)
            );
        }

        return RefusalOfPart(estate, PlaceKey.OfEstate, LongestEstate, nameof(Estate))
            ?? RefusalOfPart(building, PlaceKey.OfBuilding, LongestPart, nameof(Building))
            ?? RefusalOfPart(entrance, PlaceKey.OfEntrance, LongestPart, nameof(Entrance));
    }

    private static Refusal? RefusalOfPart(string? text, Func<string, string> key, int longest, string field)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > longest)
        {
            return Refusal.Of(
                "place-too-long",
                $"这一项最多{longest}个字。",
                $"This may have at most {longest} characters.",
                field
            );
        }

        if (text.Any(char.IsControl) || key(text).Length == 0)
        {
            return Refusal.Of(
                "place-unreadable",
                "这一项看不出是哪里，请写名称或号码。",
                "This does not say where it is; write a name or a number.",
                field
            );
        }

        return PlaceKey.HasDoorNumber(text)
            ? Refusal.Of(
                "place-too-fine",
                "这里只写到单元，请不要写门牌号（室号）。需要时可写在诉求内容里。",
                "This goes no finer than the entrance: leave out the door number. If it matters, put it in your words.",
                field
            )
            : null;
    }
}
