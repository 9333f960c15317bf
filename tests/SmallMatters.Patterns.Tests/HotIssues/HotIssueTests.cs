using SmallMatters.Patterns.HotIssues;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.HotIssues;

public class HotIssueTests
{
    private static readonly string[] Noise =
    [
        "春风里小区路灯夜里不亮",
        "老街口垃圾桶两天没有清运",
        "请问社区食堂几点开门",
        "河边护栏松动请尽快修理",
        "学校门口停车太乱",
        "电梯经常停在三楼不动",
        "楼上装修声音太大无法午睡",
        "健身器材缺少螺丝",
        "菜场门前积水",
        "公交站牌被风吹倒",
        "井盖翘起绊倒老人",
        "广场舞音量过大",
    ];

    [Fact]
    public void Messages_about_one_thing_are_found_among_others_in_Chinese_and_in_English()
    {
        var messages = Mixed();
        var issues = HotIssueFinder.Find(messages);
        var pump = issues.First(i => i.MessageIds.Contains("zh0"));
        Assert.Equal(Enumerable.Range(0, 6).Select(i => $"zh{i}"), pump.MessageIds.Order());
        var dog = issues.First(i => i.MessageIds.Contains("en0"));
        Assert.Equal(Enumerable.Range(0, 4).Select(i => $"en{i}"), dog.MessageIds.Order());
        Assert.Contains(dog.Words, w => w is "barking" or "rosewood");
    }

    [Fact]
    public void One_by_one_as_they_come_they_find_the_same_issue()
    {
        var finder = new HotIssueFinder();
        var numbers = Mixed().OrderBy(m => m.Day).ToDictionary(m => m.Id, finder.Add);
        Assert.Single(Enumerable.Range(0, 6).Select(i => numbers[$"zh{i}"]).Distinct());
        Assert.NotEqual(numbers["zh0"], numbers["en0"]);
        finder.Settle();
        Assert.Equal(6, finder.Issues(40).First(i => i.MessageIds.Contains("zh0")).Heat.Volume);
    }

    [Fact]
    public void The_same_words_far_away_or_long_after_are_another_issue()
    {
        IssueMessage At(string id, double x, double day) =>
            new(id, "水泵房夜间噪音", "水泵房每晚嗡嗡作响影响睡眠", day, Place: (x, 0));
        List<IssueMessage> messages =
        [
            At("a", 0, 1),
            At("b", 100, 2),
            At("c", 90_000, 3),
            At("d", 90_100, 4),
            At("e", 50, 900),
            At("f", 60, 901),
        ];
        messages.AddRange(Noise.Select((text, i) => new IssueMessage($"n{i}", "", text, i)));
        var groups = HotIssueFinder.Find(messages).Select(i => string.Concat(i.MessageIds.Order())).ToList();
        Assert.Contains("ab", groups);
        Assert.Contains("cd", groups);
        Assert.Contains("ef", groups);
    }

    [Fact]
    public void Heat_shows_its_parts_and_ten_persons_are_hotter_than_one_who_writes_ten_times()
    {
        var heat = new IssueHeat(10, 10, 0, 0, 3, 0);
        Assert.Equal(2, heat.Growth);
        Assert.Equal(2 * Math.Log2(11) + 0.5, heat.Score, 1e-12);
        Assert.True(heat.Score > new IssueHeat(10, 1, 0, 0, 3, 0).Score);
        Assert.True(new IssueHeat(10, 1, 0, 5, 3, 0).Score > new IssueHeat(10, 1, 0, 0, 3, 0).Score);
        Assert.True(new IssueHeat(10, 1, 7, 0, 3, 0).Score > new IssueHeat(10, 1, 0, 0, 3, 0).Score);
    }

    [Fact]
    public void Nothing_comes_of_nothing()
    {
        Assert.Empty(HotIssueFinder.Find([]));
        Assert.Empty(HotIssueFinder.Find([new IssueMessage("a", "", "", 1), new IssueMessage("b", "", "。！？", 1)]));
    }

    private static List<IssueMessage> Mixed()
    {
        string[] zh =
        [
            "桂花苑水泵房夜里噪音大",
            "桂花苑地下水泵房噪音扰民",
            "投诉桂花苑水泵房",
            "桂花苑小区水泵房整夜噪音",
            "水泵房噪音何时解决（桂花苑）",
            "桂花苑水泵房又响了，噪音难忍",
        ];
        string[] en =
        [
            "Dog barking all night in Rosewood Court",
            "Barking dog at Rosewood Court again",
            "Rosewood Court: the dog is barking from midnight",
            "Please help with the barking in Rosewood Court",
        ];
        var random = new SeededStream(3);
        var messages = new List<IssueMessage>();
        messages.AddRange(zh.Select((text, i) => new IssueMessage($"zh{i}", text, text, 30 + i, (ulong)i)));
        messages.AddRange(en.Select((text, i) => new IssueMessage($"en{i}", "", text, 30 + i, (ulong)i)));
        for (var i = 0; i < 120; i++)
        {
            messages.Add(
                new IssueMessage(
                    $"n{i}",
                    "",
                    $"{Noise[i % Noise.Length]}第{random.NextInt(90) + 10}栋",
                    random.NextInt(40),
                    (ulong)(1000 + i)
                )
            );
        }
        return messages;
    }
}
