namespace SmallMatters.House.Tests;

using System.Text.RegularExpressions;
using Xunit;

/// <summary>docs/glossary.md holds every word of the product, and says truly which of them are built.</summary>
public partial class GlossaryTests
{
    private const string Page = "docs/glossary.md";
    private const string Later = "later";

    private sealed record Row(int Line, string Word, string Zh, string Where);

    /// <summary>The binding words: the English one is the identifier, the Chinese one is what people see.</summary>
    private static readonly Dictionary<string, string> Words = """
        Matter 诉求 · Reference 编号 · Kind 诉求类型 · Category 问题分类 · Origin 来源 · Area 片区 · Place 地点 · Unit 单位
        Owner 主办单位 · Handler 承办人 · Part 协办任务 · HandOver 移交 · DispatchCatalogue 派单目录 · Designation 指定承办
        Convening 吹哨 · SupervisionOrder 督办 · Clock 时限 · ClockRule 时限规则 · WorkingCalendar 工作日历 · Promise 承诺
        PromiseChange 承诺变更 · Question 请您补充 · Answer 答复 · Outcome 办理结果 · Door 其他法定途径 · Verdict 评价
        Reopening 重办 · InternalReview 内部复查 · JointReview 会商 · Party 当事人 · Venue 调解渠道 · Mediator 调解员
        MediationSession 调解会 · CaucusNote 背靠背谈话记录 · Agreement 协议 · Obligation 履行事项 · JudicialConfirmation 司法确认
        MediationFollowUp 调解回访 · SatisfactionCall 满意度回访 · SpotCheckCall 抽查回访 · Premises 场所 · Checklist 检查表
        Finding 检查发现 · Rectification 整改 · Recheck 复查(隐患) · Round 巡查 · Visit 走访 · LiaisonVolunteer 治安联络员
        SchoolPost 护学岗 · Card 提示单 · HotIssue 热点 · Problem 问题 · Countermeasure 对策 · Pilot 试点 · Practice 经验
        Priority 议题 · Meeting 恳谈会 · Survey 调查 · SharingSlip 共享单 · AccessReceipt 信息调阅记录 · Publication 发布
        Redaction 遮盖 · Jurisdiction 辖区
        """.Split(['·', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(pair =>
        pair.Split(' ', 2)
    ).ToDictionary(pair => pair[0], pair => pair[1]);

    [Fact]
    public void The_glossary_holds_every_binding_word_with_its_chinese()
    {
        var rows = Rows().ToDictionary(row => row.Word, row => row.Zh);
        Assert.All(Words, word => Assert.Equal(word.Value, rows.GetValueOrDefault(word.Key, $"no row for {word.Key}")));
    }

    [Fact]
    public void A_word_that_is_a_type_of_the_domain_says_where_it_is()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            FillIn();
        }
        var built = Types();
        Rule.Holds(
            Rows()
                .Where(row => row.Where == Later && built.ContainsKey(row.Word))
                .Select(row => new Finding(
                    row.Word,
                    $"{Page}:{row.Line} {row.Word} is built as {built[row.Word]}: UPDATE_DOCS=1 ./test house fills it in"
                ))
        );
    }

    [Fact]
    public void A_word_that_is_marked_as_built_names_a_type_that_exists()
    {
        var names = Product.Assemblies.SelectMany(Product.Written).Select(Short).ToHashSet();
        Rule.Holds(
            Rows()
                .Where(row => row.Where != Later && !names.Contains(row.Where.Trim('`')))
                .Select(row => new Finding(row.Word, $"{Page}:{row.Line} {row.Word}: there is no type {row.Where}"))
        );
    }

    [Fact]
    public void No_word_stands_twice()
    {
        Assert.Equal(Rows().Count, Rows().DistinctBy(row => row.Word).Count());
    }

    private static void FillIn()
    {
        var built = Types();
        var lines = File.ReadAllLines(Repo.Full(Page));
        foreach (var row in Rows().Where(row => row.Where == Later && built.ContainsKey(row.Word)))
        {
            lines[row.Line - 1] = lines[row.Line - 1]
                .Replace($"| {Later} |", $"| `{built[row.Word]}` |", StringComparison.Ordinal);
        }
        File.WriteAllText(Repo.Full(Page), string.Join('\n', lines) + "\n");
    }

    private static Dictionary<string, string> Types() =>
        Product
            .Written(Product.Domain)
            .Where(type => type.IsPublic)
            .GroupBy(type => type.Name)
            .ToDictionary(group => group.Key, group => Short(group.First()));

    /// <summary>Domain's types by module and name, the others with their project: Matters.Matter, Web.Site.Speech.</summary>
    private static string Short(Type type) =>
        type.FullName!.Replace("SmallMatters.Domain.", "", StringComparison.Ordinal)
            .Replace("SmallMatters.", "", StringComparison.Ordinal);

    private static List<Row> Rows() =>
        Repo.Lines(Page)
            .Select(line => (line.Number, Match: TableRow().Match(line.Text)))
            .Where(line => line.Match.Success)
            .Select(line => new Row(
                line.Number,
                line.Match.Groups[1].Value,
                line.Match.Groups[2].Value,
                line.Match.Groups[3].Value
            ))
            .ToList();

    [GeneratedRegex(@"^\| ([A-Z]\w+) \| ([^|]+?) \| ([^|]+?) \| [^|]+ \|$")]
    private static partial Regex TableRow();
}
