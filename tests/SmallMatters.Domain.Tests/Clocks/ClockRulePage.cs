using System.Text;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Tests.Clocks;

/// <summary>The page <c>docs/clock-rules.md</c>, made from the rules and calendars themselves.</summary>
internal static class ClockRulePage
{
    public static string Markdown(ClockRuleBook book, WorkingCalendar calendar)
    {
        var page = new StringBuilder();
        page.Append(
            """
            # 时限规则 Clock rules

            <!-- Made from data/rules by a test; do not edit. UPDATE_DOCS=1 dotnet test tests/SmallMatters.Domain.Tests rewrites it. -->

            本页列出系统采用的全部时限、依据和适用日期，由数据文件生成。部署单位应当以法律、法规的正式文本为准核对；地方的数字在本地文件中另行设置。
            This page lists every time limit that the system uses, with its source and dates. It is made from the data files. Whoever deploys the system compares it with the official text of the law, and sets local numbers in a file of its own.

            **怎样计算 How it is counted.** 小时连续计算，夜间和节假日不停。按日、按工作日的，自次日起算，到最后一日的24:00届满；标“顺延”的，最后一日不是工作日时，到其后第一个工作日届满。适用哪一版规则，看起算事由发生在哪一天（北京时间）。标“单位有争议”的，“日”是否指工作日尚无定论。
            Hours run on through nights and holidays. Days and working days are counted from the day after the event, and end at 24:00 of the last day; where it says "rolls", a last day that is not worked gives way to the first workday after it. Which version holds is decided by the day of the starting event (Beijing time). "Unit disputed": it is unsettled whether "日" means working days.


            """
        );

        Section(page, "系统默认 The product's own defaults", book.All.Where(r => r.Row is null));
        Section(page, "国家和地方规定 National and local rules", book.All.Where(r => r.Row is not null));

        page.Append(
            "## 工作日历 Working calendars\n\n| 年 Year | 状态 Status | 工作日 Workdays | 依据 Source |\n|---|---|---|---|\n"
        );
        foreach (var year in calendar.Years.Values)
        {
            var sources = year.Sources.Select(s =>
                $"{s.Title}{(s.Number is null ? "" : $"（{s.Number}）")}，{s.Published:yyyy-MM-dd}"
            );
            var workdays = calendar.WorkdaysIn(new DateOnly(year.Year, 1, 1), new DateOnly(year.Year + 1, 1, 1));
            page.Append(
                $"| {year.Year} | {(year.Confirmed ? "已公布 confirmed" : "预计 provisional")} | {workdays} | {string.Join("<br>", sources)} |\n"
            );
        }

        foreach (var note in calendar.Years.Values.Select(y => y.Note).OfType<Bilingual>())
        {
            page.Append($"\n{note.Zh}\n{note.En}\n");
        }

        return page.ToString();
    }

    private static void Section(StringBuilder page, string title, IEnumerable<ClockRule> rules)
    {
        page.Append($"## {title}\n\n");
        page.Append(
            "| 代码 Code | 事项 Matter | 时限 Limit | 起算 Starts | 延长 Extension | 不计入 Not counted | 适用 Applies | 文书 Document | 依据 Source |\n"
        );
        page.Append("|---|---|---|---|---|---|---|---|---|\n");
        foreach (var rule in rules)
        {
            string[] cells =
            [
                $"`{rule.Code}`{(rule.Version > 1 ? $" v{rule.Version}" : "")}{(rule.Row is null ? "" : $"<br>{rule.Row}")}",
                Both(rule.Name),
                Limit(rule),
                Both(rule.StartEvent),
                Extension(rule.Extension),
                string.Join(
                    "<br>",
                    rule.Pauses.Select(Name).Concat(rule.RestartsWhen is { } when ? [$"重新计算 restarts: {Both(when)}"] : [])
                ),
                Applies(rule),
                rule.Document is { } document ? Both(document) : "",
                rule.Row is null ? Both(rule.Source) : $"{Both(rule.Source)}<br>{Sure(rule.Confidence)}",
            ];
            page.Append($"| {string.Join(" | ", cells)} |\n");
        }

        page.Append('\n');
    }

    private static string Both(Bilingual text) => $"{text.Zh}<br>{text.En}";

    private static string Limit(ClockRule rule)
    {
        var (zh, en) = rule.Unit switch
        {
            ClockUnit.Hour => ("小时", "hour"),
            ClockUnit.CalendarDay => ("日（自然日）", "calendar day"),
            ClockUnit.WorkingDay => ("个工作日", "working day"),
            _ => ("个月", "month"),
        };
        var text = new StringBuilder($"{rule.Length}{zh}<br>{rule.Length} {en}{(rule.Length == 1 ? "" : "s")}");
        text.Append(rule.EndOnHoliday == EndOnHoliday.RollsForward ? "<br>顺延 rolls" : "");
        text.Append(rule.DayOne == DayOne.SameDay ? "<br>当日起算 from the same day" : "");
        text.Append(rule.UnitDisputed ? "<br>单位有争议 unit disputed" : "");
        text.Append(
            rule.Purpose switch
            {
                ClockPurpose.Window => "<br>期限 window",
                ClockPurpose.Keep => "<br>至少保存 keep at least",
                _ => "",
            }
        );
        return text.ToString();
    }

    private static string Extension(ExtensionTerms? terms) =>
        terms is null
            ? ""
            : $"{(terms.Times is { } times ? $"{times}×" : "")}{(terms.Length is { } length ? $"≤{length}" : "")} {Both(terms.Approver)}".Trim();

    private static string Applies(ClockRule rule)
    {
        var dates = (rule.ValidFrom, rule.ValidTo) switch
        {
            (null, null) => "",
            ({ } from, null) => $"{from:yyyy-MM-dd} →",
            (null, { } to) => $"→ {to:yyyy-MM-dd}",
            ({ } from, { } to) => $"{from:yyyy-MM-dd} → {to:yyyy-MM-dd}",
        };
        return rule.Locality is { } place ? $"{dates} {place.Zh} {place.En}".Trim() : dates;
    }

    private static string Name(PauseReason reason) =>
        reason switch
        {
            PauseReason.Appraisal => "鉴定 appraisal",
            PauseReason.Hearing => "听证 hearing",
            PauseReason.Testing => "检定、检验、鉴定 testing",
            PauseReason.ThirdPartyOpinion => "征求意见 third-party opinion",
            _ => "不可抗力 force majeure",
        };

    private static string Sure(Confidence confidence) =>
        confidence switch
        {
            Confidence.High => "可信度高 high confidence",
            Confidence.Medium => "待核 medium confidence",
            _ => "推测 low confidence",
        };
}
