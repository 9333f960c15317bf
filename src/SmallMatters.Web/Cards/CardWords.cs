using System.Globalization;
using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Units;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Cards;

/// <summary>Cards and their facts in words.</summary>
public static class CardWords
{
    public static Bilingual Said(this CardStage stage) =>
        stage switch
        {
            CardStage.Open => new("待领取", "Not taken"),
            CardStage.Taken => new("处理中", "Taken"),
            CardStage.Closed => new("已了结", "Closed"),
            CardStage.Expired => new("已过期", "Expired"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this CardOutcome outcome) =>
        outcome switch
        {
            CardOutcome.Done => new("已采取行动", "Something was done"),
            CardOutcome.NothingNeeded => new("不需要行动", "Nothing was needed"),
            CardOutcome.RuleWasWrong => new("规则提示错了", "The rule was wrong"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this FigureOf what) =>
        what switch
        {
            FigureOf.Matters => new("看到的诉求", "Matters seen"),
            FigureOf.Expected => new("碰巧会有", "By chance there would be"),
            FigureOf.TimesExpected => new("是碰巧的几倍", "Times as many as by chance"),
            FigureOf.UpperLimit => new("正常波动的上限", "Upper limit of ordinary ups and downs"),
            FigureOf.Lately => new("最近一段", "In the latest stretch"),
            FigureOf.Before => new("此前同样长的一段", "In the stretch before"),
            FigureOf.QuietDays => new("没有动静的天数", "Days of silence"),
            FigureOf.Threats => new("记录的威胁次数", "Threats recorded"),
            FigureOf.TimesOverdue => new("超期次数", "Time limits passed"),
            FigureOf.JoinedLately => new("新加入的人数", "People who joined lately"),
            FigureOf.Affected => new("受影响的总人数", "Affected in all"),
            FigureOf.Looked => new("同时看的分类或片区数", "Categories or areas looked at together"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this CardFact fact) =>
        fact switch
        {
            CardRaised => new("规则提示", "The rule raised its hand"),
            CardTaken => new("有人领取", "Somebody took it"),
            CardClosed closed => new($"了结：{closed.Outcome.Said().Zh}", $"Closed: {closed.Outcome.Said().En}"),
            CardExpired => new("到期，没有人说明结果", "It expired; nobody said what came of it"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>A number as people write it.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A share as a whole percentage.</summary>
    public static string Percent(double share) => $"{Math.Round(share * 100).ToString("0", CultureInfo.InvariantCulture)}%";

    /// <summary>The building of a place's key, as one says it; null where none is known.</summary>
    public static Bilingual? Building(string? key) =>
        key?.Split('/') switch
        {
            [var estate, var building] => new($"{estate}{building}号楼", $"{estate}, building {building}"),
            [var estate] => new(estate, estate),
            _ => null,
        };

    /// <summary>Where a card points.</summary>
    public static Bilingual Where(Sighting saw, Jurisdiction jurisdiction)
    {
        var area = jurisdiction.AreaNameOf(saw.Area);
        if (saw.Spot is not { } spot)
        {
            return area;
        }
        var metres = Number(spot.Metres);
        return Building(spot.Building) is { } building
            ? new($"{area.Zh} · {building.Zh}", $"{area.En} · {building.En}")
            : new($"{area.Zh} · 方圆约 {metres} 米", $"{area.En} · about {metres} m around");
    }

    /// <summary>
    /// What tells a card from others of its rule: the matter's reference, or the building, or the middle of the place to about
    /// a hundred metres; null for a whole area.
    /// </summary>
    public static Bilingual? Which(Sighting saw) =>
        saw switch
        {
            { Matter: { } number } => new($"{Reference.FromValue(number)}", $"{Reference.FromValue(number)}"),
            { Spot: { Building: { } key } } => Building(key),
            { Spot: { } spot } => new(
                string.Create(CultureInfo.InvariantCulture, $"北纬 {spot.Latitude:0.000}°，东经 {spot.Longitude:0.000}° 一带"),
                string.Create(CultureInfo.InvariantCulture, $"around {spot.Latitude:0.000}° N, {spot.Longitude:0.000}° E")
            ),
            _ => null,
        };

    /// <summary>A card in one line: what its rule says, about what, and which one it is.</summary>
    public static Bilingual Title(CardRule rule, Sighting saw, Jurisdiction jurisdiction)
    {
        var (name, category) = (rule.Name.Said, Category(saw.Category, jurisdiction));
        return Which(saw) is { } which
            ? new($"{name.Zh}：{category.Zh}（{which.Zh}）", $"{name.En}: {category.En} ({which.En})")
            : new($"{name.Zh}：{category.Zh}", $"{name.En}: {category.En}");
    }

    /// <summary>The name of a category or of a kind of minor case, or the code when it is configured no more.</summary>
    public static Bilingual Category(string? code, Jurisdiction jurisdiction) =>
        code is null ? new("多个分类", "Several categories")
        : PatternCategory.KindOf(code) is { } kind ? PatternCategory.Said(kind)
        : jurisdiction.Categories.TryGetValue(code, out var category) ? category.Name
        : new(code, code);

    /// <summary>What patterns can be asked about: the categories of matters but conduct, and the kinds of minor cases.</summary>
    public static IEnumerable<Choice> Categories(Jurisdiction jurisdiction) =>
        jurisdiction
            .Categories.Values.Where(c => c.Kind != Kind.Conduct)
            .Select(c => new Choice(c.Code, c.Name))
            .Concat(PatternCategory.All.Select(k => new Choice(PatternCategory.Of(k.Kind), PatternCategory.Said(k.Kind))));

    /// <summary>The name of a unit, or its code when it is configured no more.</summary>
    public static Bilingual Unit(string code, Jurisdiction jurisdiction) =>
        jurisdiction.Units.TryGetValue(code, out var unit) ? unit.Name : new(code, code);
}
