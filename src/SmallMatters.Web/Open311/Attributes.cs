using System.Collections.Immutable;
using System.Globalization;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Web.Open311;

/// <summary>
/// Answers to a category's own questions: <c>attribute[CODE]</c>, and <c>attribute[CODE][]</c> where several may be chosen.
/// </summary>
internal static class Attributes
{
    private const string Prefix = "attribute[";
    private const int LongestString = 500;
    private const int LongestText = Raise.LongestDescription;

    /// <summary>The answers, by the question's code. What is wrong with them is added to the inputs' mistakes.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> Read(Inputs inputs, Category category)
    {
        var answers = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>();
        foreach (var (name, values) in inputs.All)
        {
            if (CodeIn(name) is not { } code || code == Catalogue.AreaAttribute)
            {
                continue;
            }
            if (category.Questions.FirstOrDefault(q => q.Code == code) is not { } question)
            {
                inputs.Wrong(
                    "提交了服务定义里没有的 attribute。",
                    "An attribute was sent that the service definition does not have."
                );
                continue;
            }
            ImmutableArray<string> given = [.. values.Select(Refusals.Clean).Where(v => v.Length > 0)];
            if (given.IsEmpty)
            {
                continue;
            }
            if (answers.ContainsKey(code) || (given.Length > 1 && question.Datatype != "multivaluelist"))
            {
                inputs.Wrong($"attribute[{question.Code}] 只能有一个值。", $"attribute[{question.Code}] takes one value.");
                continue;
            }
            foreach (var value in given)
            {
                Check(inputs, question, value);
            }
            answers[code] = given;
        }
        foreach (var question in category.Questions.Where(q => q.Required && !answers.ContainsKey(q.Code)))
        {
            inputs.Wrong(
                $"请给出 attribute[{question.Code}]：{question.Text.Zh}",
                $"Give attribute[{question.Code}]: {question.Text.En}"
            );
        }
        return answers.ToImmutable();
    }

    private static string? CodeIn(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var end =
            name.EndsWith("][]", StringComparison.Ordinal) ? name.Length - 3
            : name.EndsWith(']') ? name.Length - 1
            : -1;
        return end <= Prefix.Length ? "" : name[Prefix.Length..end];
    }

    private static void Check(Inputs inputs, CategoryQuestion question, string value)
    {
        switch (question.Datatype)
        {
            case "number"
                when !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) || !double.IsFinite(n):
                inputs.Wrong($"attribute[{question.Code}] 应为数字。", $"attribute[{question.Code}] is a number.");
                break;
            case "datetime" when !Moments.TryRead(value, Domain.Calendar.WorkingCalendar.China, out _):
                inputs.Wrong(
                    $"attribute[{question.Code}] 应为日期时间，例如 2026-03-02T10:00:00+08:00。",
                    $"attribute[{question.Code}] is a date and time, such as 2026-03-02T10:00:00+08:00."
                );
                break;
            case "singlevaluelist" or "multivaluelist" when question.Values.All(v => v.Key != value):
                inputs.Wrong(
                    $"attribute[{question.Code}] 应为：{string.Join("、", question.Values.Select(v => v.Key))}。",
                    $"attribute[{question.Code}] is one of: {string.Join(", ", question.Values.Select(v => v.Key))}."
                );
                break;
            case "string" when value.Length > LongestString:
            case "text" when value.Length > LongestText:
                inputs.Wrong($"attribute[{question.Code}] 太长。", $"attribute[{question.Code}] is too long.");
                break;
        }
    }
}
