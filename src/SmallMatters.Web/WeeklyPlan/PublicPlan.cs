using System.Globalization;
using System.Text;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Cards;

namespace SmallMatters.Web.WeeklyPlan;

/// <summary>
/// The week's plan as a draft for everybody. It says less than the one for staff: no building, no reference, no card, and no
/// number of fewer than ten, since those would tell of single homes. Its writer goes on from there; a second person releases it.
/// </summary>
internal static class PublicPlan
{
    private const int MostCategories = 5;
    private const int LastDay = 6;

    /// <summary>Title, words and last day.</summary>
    public static WritePublication Draft(PlanOfWeek plan, Jurisdiction jurisdiction)
    {
        var text = new StringBuilder();
        text.AppendLine("上周大家说的");
        text.AppendLine(
            plan.Raised.Count == 0
                ? "上周没有人提。"
                : Joined(plan.Raised.Take(MostCategories).Select(r => Category(r.Category) + Number(r.LastWeek))) + "。"
        );
        var again = plan.Recurring.Select(r => r.Category).Distinct().Take(MostCategories).ToList();
        if (again.Count > 0)
        {
            text.AppendLine().AppendLine("一再发生的").AppendLine($"四周里同一处又有人提的：{Joined(again.Select(Category))}。");
        }
        text.AppendLine().AppendLine("答应的，这一周到期");
        var promised = plan.Promises.CountBy(p => p.Unit).OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        var count = plan.Promises.Count + plan.PromisesOfOthers;
        text.AppendLine(
            count == 0 ? "没有到期的承诺。"
            : promised.Count == 0 ? $"对居民的承诺 {count} 项。"
            : $"对居民的承诺 {count} 项，其中：{Joined(promised.Select(p => $"{CardWords.Unit(p.Key, jurisdiction).Zh} {p.Value} 项"))}。"
        );
        foreach (var measure in plan.Countermeasures)
        {
            text.AppendLine($"{measure.What}（{CardWords.Unit(measure.Unit, jurisdiction).Zh}，{Day(measure.DueOn)}前）。");
        }
        text.AppendLine().AppendLine("这一周做什么");
        foreach (var problem in plan.Problems)
        {
            text.AppendLine($"{problem.Title}。");
        }
        if (plan.Problems.Count == 0)
        {
            text.AppendLine("把上面答应的做到。");
        }
        text.AppendLine().Append("做得怎样，下周在这里告诉大家。有话要说，请在本页提，或者到社区窗口。");
        return new WritePublication(
            $"{plan.Area.Name.Zh}：{Day(plan.Monday)}这一周做什么",
            text.ToString().ReplaceLineEndings("\n"),
            plan.Monday.AddDays(LastDay)
        );

        string Category(string code) => CardWords.Category(code, jurisdiction).Zh;
    }

    private static string Number(int count) => count < Disclosure.Fewest ? "" : $" {count} 件";

    private static string Joined(IEnumerable<string> parts) => string.Join("、", parts);

    private static string Day(DateOnly day) => day.ToString("M月d日", CultureInfo.InvariantCulture);
}
