using SmallMatters.Domain.Triage;

namespace SmallMatters.Domain.Tests.Triage;

/// <summary>Invented messages of three classes, made by putting invented halves together.</summary>
internal static class NeighbourhoodMessages
{
    public const string Noise = "噪声";
    public const string Rubbish = "垃圾";
    public const string Lifts = "电梯";

    public static IReadOnlyList<TriageExample> Learned { get; } =
    [.. Messages(["每天晚上十点以后", "凌晨时分", "从上个月起", "周末中午"])];

    public static IReadOnlyList<TriageExample> Unseen { get; } = [.. Messages(["今早出门时", "最近几天"])];

    private static IEnumerable<TriageExample> Messages(string[] openings)
    {
        (string Label, string[] Sentences)[] classes =
        [
            (
                Noise,
                [
                    "楼下的烧烤摊音响声音很大，吵得孩子睡不着觉。",
                    "隔壁装修电钻声不停，噪音让老人头疼。",
                    "广场舞的喇叭太响，几栋楼都听得见。",
                    "工地夜里施工，打桩的噪音震得窗户响。",
                ]
            ),
            (
                Rubbish,
                [
                    "三号门旁边的垃圾桶满了没人清运，臭味很重。",
                    "有人把装修垃圾堆在绿化带里，无人清理。",
                    "垃圾站的污水流到路上，苍蝇很多。",
                    "楼道里堆着废纸箱和生活垃圾，希望清运。",
                ]
            ),
            (
                Lifts,
                [
                    "二单元的电梯又停在七楼，老人下不了楼。",
                    "电梯门关不上，维保的人一直没有来。",
                    "电梯运行时抖动厉害，住户不敢坐。",
                    "五栋电梯按钮失灵，被困了一刻钟。",
                ]
            ),
        ];
        return from of in classes
            from opening in openings
            from sentence in of.Sentences
            select new TriageExample("", $"{opening}，{sentence}", [of.Label]);
    }
}
