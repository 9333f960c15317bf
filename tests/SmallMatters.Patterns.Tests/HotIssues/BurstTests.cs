using SmallMatters.Patterns.HotIssues;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.HotIssues;

/// <summary>What most people complain about at once is the issue that must not be missed.</summary>
public class BurstTests
{
    private static readonly string[] Where = ["东门", "西门", "三号楼", "南区", "菜场", "小学", "河边", "公园", "车库", "广场"];

    private static readonly string[] What =
    [
        "路灯不亮",
        "垃圾没有清运",
        "井盖松动",
        "树枝挡住窗户",
        "停车太乱",
        "墙面渗水",
        "健身器材损坏",
        "快递柜占道",
        "排水沟堵塞",
        "护栏断了一截",
        "电梯按钮失灵",
        "宽带线垂下来",
    ];

    private static readonly string[] Please = ["", "，请派人看看", "，谢谢", "，一个月了", "，反映过两次"];

    private static readonly string[] Burst =
    [
        "自来水发黄有异味，烧开以后还有沉淀",
        "家里自来水发黄，烧开也有沉淀，请检测水质",
        "早上放出的自来水发黄有异味，不敢给孩子喝",
    ];

    [Theory]
    [InlineData(18, 240)]
    [InlineData(25, 240)]
    [InlineData(60, 240)]
    [InlineData(60, 40)]
    [InlineData(30, 30)]
    [InlineData(30, 0)]
    [InlineData(3000, 0)]
    public void Any_number_of_messages_that_say_the_same_are_one_issue(int same, int others)
    {
        Assert.Equal(same, IssueOf(Among(others, same, _ => Burst[0])).Heat.Volume);
    }

    [Theory]
    [InlineData(18, 240)]
    [InlineData(25, 240)]
    [InlineData(60, 240)]
    [InlineData(60, 40)]
    [InlineData(60, 0)]
    public void Neither_does_another_wording_hide_them_nor_another_house_number(int same, int others)
    {
        var issue = IssueOf(Among(others, same, i => $"{Burst[i % Burst.Length]}，{i + 1}号楼{100 + i * 7}室"));
        Assert.Equal(same, issue.MessageIds.Count(id => id.StartsWith('b')));
        Assert.InRange(issue.Heat.Volume, same, same + others / 20);
    }

    [Theory]
    [InlineData(18)]
    [InlineData(60)]
    public void Nor_do_they_hide_when_they_come_one_by_one(int same)
    {
        var finder = new HotIssueFinder();
        foreach (var message in Among(240, same, i => Burst[i % Burst.Length]).OrderBy(m => m.Day))
        {
            finder.Add(message);
        }
        finder.Settle();
        Assert.Equal(same, finder.Issues(90).First(i => i.MessageIds.Contains("b0")).MessageIds.Count(id => id.StartsWith('b')));
    }

    [Fact]
    public void Three_complaints_that_everybody_makes_are_three_issues()
    {
        string[] texts = ["小区门口路灯夜里不亮", "地下车库积水严重无人处理", "楼上装修噪音扰民周末不停"];
        var messages = Enumerable
            .Range(0, 90)
            .Select(i => new IssueMessage($"m{i}", "", texts[i % 3], i / 10.0, (ulong)i))
            .ToList();
        Assert.Equal([30, 30, 30], HotIssueFinder.Find(messages).Select(i => i.Heat.Volume));
    }

    [Fact]
    public void A_turn_of_phrase_that_all_letters_have_makes_no_issue()
    {
        var messages = Enumerable
            .Range(0, 60)
            .Select(i => new IssueMessage(
                $"m{i}",
                "",
                $"尊敬的领导：{(char)(0x5000 + 3 * i)}{(char)(0x6000 + 5 * i)}{(char)(0x7000 + 7 * i)}{(char)(0x5800 + 9 * i)}，盼复",
                i,
                (ulong)i
            ))
            .ToList();
        Assert.Empty(HotIssueFinder.Find(messages));
    }

    // The same sort of matter comes up all the time; the burst need not be larger than all of that, but it must be there.
    private static HotIssue IssueOf(List<IssueMessage> messages) =>
        HotIssueFinder.Find(messages).First(i => i.MessageIds.Contains("b0"));

    // Ninety days of ordinary matters, and a burst in the last three.
    private static List<IssueMessage> Among(int others, int same, Func<int, string> words)
    {
        var random = new SeededStream(11);
        var messages = new List<IssueMessage>();
        for (var i = 0; i < others; i++)
        {
            // Names of shops and lanes: two characters that few others say.
            var name = $"{(char)(0x5000 + random.NextInt(2000))}{(char)(0x6000 + random.NextInt(2000))}";
            var text =
                $"{name}{Where[random.NextInt(Where.Length)]}{What[random.NextInt(What.Length)]}{Please[i % Please.Length]}";
            messages.Add(new IssueMessage($"n{i}", "", text, random.NextInt(90), (ulong)(1000 + i)));
        }
        for (var i = 0; i < same; i++)
        {
            messages.Add(new IssueMessage($"b{i}", "", words(i), 87 + i % 3 + 0.5, (ulong)i));
        }
        return messages;
    }
}
