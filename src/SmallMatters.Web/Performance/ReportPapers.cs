using System.Collections.Immutable;
using System.Globalization;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Performance;
using SmallMatters.Web.Cards;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Performance;

/// <summary>The monthly report (月报) and the ledger (台账) as papers: the same figures give the same bytes.</summary>
internal static class ReportPapers
{
    /// <summary>The report of a month: all together, each group by each measure, and how each figure is counted.</summary>
    public static DocumentFile Report(
        MeasureTable table,
        DateOnly month,
        MeasuredBy by,
        Bilingual reader,
        Jurisdiction jurisdiction
    )
    {
        var title = new Bilingual($"{ReportWords.Month(month).Zh}月报", $"Monthly report, {ReportWords.Month(month).En}");
        ImmutableArray<Block> blocks =
        [
            new Block.Fields([
                new(new("制作单位", "Made for"), reader),
                new(new("时间", "Month"), ReportWords.Month(month)),
                new(new("按什么分", "By"), by.Said()),
            ]),
            new Block.Paragraph(
                new Bilingual(
                    "先看件数，再看比例和 95% 区间；没有评价的不算满意；单位之间不排名，没有个人的数字。",
                    "Counts come before shares with their 95% intervals; silence is not satisfaction; units are not ranked and no figure is of a person."
                )
            ),
            new Block.Heading(new("合计", "All together")),
            Table(table.Total, line => line.Measure.Name, new("指标", "Measure")),
            .. Measure.All.SelectMany<Measure, Block>(measure =>
                [
                    new Block.Heading(measure.Name),
                    Table(
                        table.Groups.Where(line => line.Measure == measure),
                        line => ReportWords.Group(by, line.Group, jurisdiction),
                        by.Said()
                    ),
                ]
            ),
            new Block.Heading(new("怎样算的", "How it is counted")),
            .. Measure.All.SelectMany<Measure, Block>(measure =>
                [
                    new Block.Paragraph(measure.Name),
                    new Block.Fields([.. ReportWords.Definition(measure).Select(d => new Field(d.Label, d.Text))]),
                ]
            ),
            new Block.Paragraph(Rules),
        ];
        return new DocumentFile(title, [new Document("report", title, blocks)]);
    }

    /// <summary>The ledger of a month.</summary>
    /// <param name="lines">Its lines, at most <see cref="ReportModule.MostOnPaper"/>.</param>
    /// <param name="more">Whether there are more, which only the CSV holds.</param>
    /// <param name="month">First day of the month.</param>
    /// <param name="reader">Name of the unit that it is made for.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    public static DocumentFile Ledger(
        IReadOnlyList<LedgerLine> lines,
        bool more,
        DateOnly month,
        Bilingual reader,
        Jurisdiction jurisdiction
    )
    {
        var title = new Bilingual(
            $"{ReportWords.Month(month).Zh}办结台账",
            $"Ledger of what was closed, {ReportWords.Month(month).En}"
        );
        string? cut = more ? $"{ReportModule.MostOnPaper}" : null;
        ImmutableArray<Block> blocks =
        [
            new Block.Fields([new(new("制作单位", "Made for"), reader), new(new("时间", "Month"), ReportWords.Month(month))]),
            .. cut is null
                ? Array.Empty<Block>()
                :
                [
                    new Block.Paragraph(
                        new Bilingual(
                            $"纸面只列前 {cut} 行，完整的台账请下载 CSV。",
                            $"The paper holds the first {cut} lines; the whole ledger is in the CSV."
                        )
                    ),
                ],
            new Block.Table(
                [.. Columns.Select(c => new Column(c.Heading, c.Share))],
                [.. lines.Select(line => Cells(line, jurisdiction).Select(cell => (Line)cell).ToImmutableArray())]
            ),
        ];
        return new DocumentFile(title, [new Document("ledger", title, blocks)]);
    }

    /// <summary>Headings of the ledger's columns, with their widths on paper.</summary>
    public static ImmutableArray<(Bilingual Heading, int Share)> Columns { get; } =
    [
        (new("编号", "Reference"), 4),
        (new("办结单位", "Closed by"), 3),
        (new("片区", "Area"), 3),
        (new("分类", "Category"), 3),
        (new("渠道", "Channel"), 2),
        (new("提交", "Raised"), 3),
        (new("答应", "Promised"), 3),
        (new("办结", "Closed"), 3),
        (new("按期", "In time"), 2),
        (new("结果", "Outcome"), 3),
        (new("居民评价", "Verdict"), 3),
    ];

    /// <summary>The cells of a line.</summary>
    public static IEnumerable<Bilingual> Cells(LedgerLine line, Jurisdiction jurisdiction)
    {
        var again = line.Nth == 0 ? "" : $" ({line.Nth + 1})";
        return
        [
            ReportWords.Both($"{Reference.FromValue(line.Number)}{again}"),
            CardWords.Unit(line.Unit, jurisdiction),
            jurisdiction.AreaNameOf(line.Area),
            CardWords.Category(line.Category, jurisdiction),
            line.Channel.Said(),
            Day(jurisdiction.Calendar.DayOf(line.RaisedAt)),
            Day(line.PromisedOn),
            Day(jurisdiction.Calendar.DayOf(line.ClosedAt)),
            line.InTime switch
            {
                true => new("按期", "Yes"),
                false => new("超期", "No"),
                null => new("没有时限", "No limit"),
            },
            line.Outcome.Said(),
            Verdict(line),
        ];
    }

    /// <summary>What holds for every figure.</summary>
    public static Bilingual Rules { get; } =
        new(
            $"分母少于 {Disclosure.Fewest} 的不公布，并一起隐去另外的分组，免得用总数减出来；少于 {Disclosure.FewestCompared} 的不比较。区间用 Wilson 方法（95%）；与上月比用 Newcombe 方法，千分之二的界限。对工作人员的意见不在这里。每个数都可以用 ./smallmatters figures verify 从事实重新算出。",
            $"Of fewer than {Disclosure.Fewest} nothing is told, and other groups are hidden with them so that no subtraction tells them; fewer than {Disclosure.FewestCompared} are not compared. Intervals are Wilson’s (95%); months are compared by Newcombe’s method at two in a thousand. What is said of staff is not counted. Each number can be computed again from the facts by ./smallmatters figures verify."
        );

    private static Block.Table Table(IEnumerable<MeasureLine> lines, Func<MeasureLine, Bilingual> name, Bilingual heading) =>
        new(
            [
                new(heading, 4),
                new(new("件数", "Counts"), 3),
                new(new("不知道", "Not known"), 2),
                new(new("不计入", "Left out"), 2),
                new(new("比例（区间）", "Share (interval)"), 4),
                new(new("比上月", "Month before"), 4),
            ],
            [
                .. lines.Select(line =>
                    (ImmutableArray<Line>)
                        [
                            name(line),
                            ReportWords.Both(ReportWords.Counts(line)),
                            Number(line.Counts.Missing),
                            Number(line.Counts.LeftOut),
                            ReportWords.Share(line),
                            line.Against.Said(),
                        ]
                ),
            ]
        );

    private static Bilingual Verdict(LedgerLine line) =>
        (line.Stands, line.Solved) switch
        {
            (ClosingStands.Waiting, _) => new("待评价", "Awaited"),
            (ClosingStands.Ended, _) => new("不评价", "None"),
            (_, YesPartlyNo.Yes) => new("解决了", "Solved"),
            (_, YesPartlyNo.Partly) => new("部分解决", "Partly"),
            (_, YesPartlyNo.No) => new("没解决", "Not solved"),
            _ => new("没有评价", "Not given"),
        };

    private static Bilingual Number(int number) => ReportWords.Both(number.ToString(CultureInfo.InvariantCulture));

    private static Bilingual Day(DateOnly? day) =>
        ReportWords.Both(day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
}
