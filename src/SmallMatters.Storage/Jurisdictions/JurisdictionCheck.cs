using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Jurisdictions;

/// <summary>
/// Whether a jurisdiction hangs together: what names something names something that is there, and every matter would find an
/// owner, a clock, somebody who is told and somebody who reviews.
/// </summary>
internal static class JurisdictionCheck
{
    private static readonly string[] Datatypes = ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"];

    public static void Run(
        JurisdictionFiles files,
        IEnumerable<string> shapes,
        ClockRuleBook clocks,
        DateOnly today,
        ImmutableArray<Refusal>.Builder wrong
    )
    {
        var before = wrong.Count;
        void Say(string zh, string en) => wrong.Add(Refusal.Of("jurisdiction-inconsistent", zh, en));

        var areas = Codes(files.Areas.Select(a => (a.Code, a.Name)), "片区", "area", Say);
        var units = Codes(files.Units.Select(u => (u.Code, u.Name)), "单位", "unit", Say);
        var categories = Codes(files.Categories.Select(c => (c.Code, c.Name)), "分类", "category", Say);
        Codes([(files.Code, files.Name)], "辖区", "jurisdiction", Say);

        foreach (var area in files.Areas.Where(a => !units.Contains(a.IntakeUnit)))
        {
            Say(
                $"片区 {area.Code} 的受理单位 {area.IntakeUnit} 不在单位中。",
                $"The intake of area {area.Code}, {area.IntakeUnit}, is no unit."
            );
        }
        foreach (var unit in files.Units.Where(u => u.Parent is { } parent && !units.Contains(parent)))
        {
            Say($"单位 {unit.Code} 的上级 {unit.Parent} 不在单位中。", $"{unit.Parent}, above unit {unit.Code}, is no unit.");
        }
        foreach (var category in files.Categories)
        {
            if (clocks.FindRule(category.ClockRule, today) is null)
            {
                Say(
                    $"分类 {category.Code} 的时限规则 {category.ClockRule} 不存在，或现在不适用。",
                    $"The clock rule {category.ClockRule} of category {category.Code} does not exist or does not hold now."
                );
            }
            Questions(category, Say);
        }
        foreach (var route in files.Routes)
        {
            if (
                !categories.Contains(route.Category)
                || !units.Contains(route.Unit)
                || (route.Area is { } at && !areas.Contains(at))
                || route.ValidTo < route.ValidFrom
            )
            {
                Say(
                    $"第 {route.Id} 条分派规则的分类、单位、片区或起止日期不对：{route.Category} → {route.Unit}。",
                    $"Category, unit, area or days of routing rule {route.Id} are not right: {route.Category} → {route.Unit}."
                );
            }
        }
        foreach (var shape in shapes.Where(s => !areas.Contains(s)))
        {
            Say($"areas.geojson 里的 {shape} 不在片区中。", $"{shape} in areas.geojson is no area.");
        }
        if (wrong.Count == before)
        {
            Chains(files, clocks, Say);
        }
    }

    private static HashSet<string> Codes(
        IEnumerable<(string Code, Bilingual Name)> things,
        string zh,
        string en,
        Action<string, string> say
    )
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (code, name) in things)
        {
            if (code.Length is 0 or > 60 || !code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            {
                say(
                    $"{zh}代码“{code}”应为 1 到 60 个小写字母、数字或连字符。",
                    $"The {en} code \"{code}\" must be 1 to 60 lower-case letters, digits or hyphens."
                );
            }
            if (string.IsNullOrWhiteSpace(name.Zh) || string.IsNullOrWhiteSpace(name.En))
            {
                say($"{zh} {code} 要有中英文名称。", $"The {en} {code} needs a name in Chinese and in English.");
            }
            if (!codes.Add(code))
            {
                say($"{zh}代码 {code} 出现了两次。", $"The {en} code {code} stands there twice.");
            }
        }
        if (codes.Count == 0)
        {
            say($"至少要有一个{zh}。", $"There must be at least one {en}.");
        }
        return codes;
    }

    private static void Questions(Category category, Action<string, string> say)
    {
        foreach (var question in category.Questions)
        {
            var choices = question.Datatype is "singlevaluelist" or "multivaluelist";
            if (!Datatypes.Contains(question.Datatype) || choices == question.Values.IsEmpty)
            {
                say(
                    $"分类 {category.Code} 的问题 {question.Code}：类型应为 {string.Join("、", Datatypes)} 之一，且只有列表类型才有选项。",
                    $"Question {question.Code} of category {category.Code}: the type is one of {string.Join(", ", Datatypes)}, and the lists alone have choices."
                );
            }
        }
        if (category.Questions.Select(q => q.Code).Distinct(StringComparer.Ordinal).Count() != category.Questions.Length)
        {
            say($"分类 {category.Code} 有两个问题代码相同。", $"Two questions of category {category.Code} have the same code.");
        }
    }

    private static void Chains(JurisdictionFiles files, ClockRuleBook clocks, Action<string, string> say)
    {
        var parents = files.Units.ToDictionary(u => u.Code, u => u.Parent);
        foreach (var unit in files.Units)
        {
            var steps = 0;
            for (var at = parents[unit.Code]; at is not null && steps <= parents.Count; at = parents[at])
            {
                steps++;
            }
            if (steps > parents.Count)
            {
                say($"单位 {unit.Code} 的上级绕成了一圈。", $"The units above {unit.Code} go round in a circle.");
                return;
            }
        }
        var whole = new Jurisdiction(
            files.Code,
            files.Name,
            files.Areas,
            files.Units,
            files.Categories,
            files.Routes,
            clocks,
            WorkingCalendar.China
        );
        foreach (var unit in files.Units)
        {
            var kin = whole.Above(unit.Code);
            if (!files.Units.Any(u => u.Reviews && !kin.Contains(u.Code) && !whole.Above(u.Code).Contains(unit.Code)))
            {
                say(
                    $"没有单位可以复查 {unit.Code}：要有一个 reviews 为 true 的单位，既不是它，也不是它的上级或下级。",
                    $"No unit may review the work of {unit.Code}: one with \"reviews\": true is needed that is neither it nor above or below it."
                );
            }
        }
    }
}
