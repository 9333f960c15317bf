using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;

namespace SmallMatters.Tests.Kit;

/// <summary>A small, made-up jurisdiction: two areas, a few units, one category of each sort that the rules tell apart.</summary>
public static class Neighbourhood
{
    public const string Code = "test.liuyuan";

    /// <summary>An area with a shape, around <see cref="InWillow"/>.</summary>
    public const string Willow = "willow";

    /// <summary>An area with a shape, east of the other.</summary>
    public const string Bell = "bell";

    /// <summary>The unit at the top, which is told when nobody else is left.</summary>
    public const string Street = "street";

    /// <summary>The intake desk and committee of Willow, below the street.</summary>
    public const string WillowDesk = "willow-desk";

    /// <summary>The intake desk and committee of Bell, below the street.</summary>
    public const string BellDesk = "bell-desk";

    /// <summary>Keeps the street lamps, below the street.</summary>
    public const string Lamps = "lamps";

    /// <summary>The police station, at a top of its own.</summary>
    public const string Station = "station";

    /// <summary>Reviews everybody else's work, at a top of its own.</summary>
    public const string Review = "review";

    /// <summary>Public space, owned by <see cref="Lamps"/> everywhere.</summary>
    public const string Lamp = "street-lamp";

    /// <summary>Not public space; goes to the intake desk.</summary>
    public const string Noise = "noise";

    /// <summary>Public space, has questions of its own; goes to the intake desk.</summary>
    public const string Stairwell = "stairwell";

    /// <summary>What nobody could sort yet.</summary>
    public const string Other = "other";

    /// <summary>For matters of conduct.</summary>
    public const string Conduct = "staff-conduct";

    public static Position InWillow { get; } = Position.At(31.2305, 121.4705);

    public static Position InBell { get; } = Position.At(31.2305, 121.4905);

    public static Position Outside { get; } = Position.At(39.9042, 116.4074);

    /// <summary>Makes a database this jurisdiction's.</summary>
    public static Task SettleAsync(JurisdictionSource source) =>
        source.ReplaceAsync(
            Code,
            new Bilingual("柳园街道", "Willow Garden Subdistrict"),
            [
                new Area(Willow, new Bilingual("柳园社区", "Willow Garden"), WillowDesk, Square(121.465)),
                new Area(Bell, new Bilingual("钟楼社区", "Bell Tower"), BellDesk, Square(121.485)),
            ],
            [
                new Unit(Street, new Bilingual("柳园街道办事处", "Willow Garden Subdistrict Office"), null, Fallback: true),
                new Unit(WillowDesk, new Bilingual("柳园社区居委会", "Willow Garden Committee"), Street)
                {
                    Mediates = ["peoples", "peoples-medical", "consumer", "court-entrusted"],
                },
                new Unit(BellDesk, new Bilingual("钟楼社区居委会", "Bell Tower Committee"), Street),
                new Unit(Lamps, new Bilingual("路灯管理所", "Street Lamp Office"), Street),
                new Unit(Station, new Bilingual("柳园派出所", "Willow Garden Police Station"), null) { Mediates = ["police"] },
                new Unit(Review, new Bilingual("督察复查组", "Review Group"), null, Reviews: true),
            ],
            [
                Sort(Lamp, "路灯不亮", "Dark street lamp", "公共设施", "Public things", "handle-livelihood", true, Kind.Request),
                Sort(
                    Stairwell,
                    "楼道堆物",
                    "Things left in a stairwell",
                    "楼栋",
                    "Buildings",
                    "handle-general",
                    true,
                    Kind.Hazard
                ) with
                {
                    Questions =
                    [
                        new CategoryQuestion(
                            "blocked",
                            new Bilingual("通道还能走人吗？", "Can people still pass?"),
                            "singlevaluelist",
                            true,
                            [("yes", new Bilingual("能", "Yes")), ("no", new Bilingual("不能", "No"))]
                        ),
                        new CategoryQuestion("floor", new Bilingual("在几楼？", "On which floor?"), "number", false, []),
                    ],
                },
                Sort(Noise, "噪声扰民", "Noise", "邻里", "Neighbours", "handle-general", false, Kind.Complaint),
                Sort(Conduct, "工作人员作风", "Conduct of staff", "其他", "Other", "conduct-review", false, Kind.Conduct),
                Sort(Other, "其他", "Something else", "其他", "Other", "handle-general", false, Kind.Enquiry),
            ],
            [new RoutingRule(1, Lamp, null, Lamps, new DateOnly(2025, 1, 1))]
        );

    private static Category Sort(
        string code,
        string zh,
        string en,
        string groupZh,
        string groupEn,
        string rule,
        bool open,
        Kind kind
    ) =>
        new(
            code,
            new Bilingual(zh, en),
            new Bilingual(groupZh, groupEn),
            new Bilingual($"例如：{zh}", $"For example: {en}"),
            rule,
            open,
            kind
        );

    private static Polygon Square(double west) =>
        Ring.TryCreate(
            [
                Position.At(31.225, west),
                Position.At(31.225, west + 0.015),
                Position.At(31.240, west + 0.015),
                Position.At(31.240, west),
            ],
            out var ring,
            out var fault
        )
            ? new Polygon(ring)
            : throw new InvalidOperationException($"the square is no ring: {fault}");
}
