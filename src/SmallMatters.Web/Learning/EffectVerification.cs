using System.Collections.Immutable;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Performance;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Learning;

namespace SmallMatters.Web.Learning;

/// <summary>
/// Computes again what pilots and practice cards say that they changed: from the facts of matters as they were on the day on which it was
/// counted, by the formula of the pages. What was counted by another version of the measure or of the formula is left alone.
/// </summary>
public static class EffectVerification
{
    /// <summary>Compares each figure; of several ways in which it may rightly have been counted, one has to fit.</summary>
    public static FiguresChecked Of(FigureReport found)
    {
        var all = new FigureComparison();
        foreach (var counted in found.Counted)
        {
            if (Computable(counted.Of.Compared, counted.Of.Effect))
            {
                var ways = counted.Ways.Select(way => Compare(counted.Of, way)).ToList();
                all.Add(ways.Find(w => w.Different == 0) ?? ways[0]);
            }
        }
        foreach (var card in found.NotThePilots)
        {
            all.Differs(card.Figure, card.Where, card.Kept, card.Recomputed);
        }
        return all.Of(new("试点和经验的效果", "effects of pilots and practice"));
    }

    private static bool Computable(Comparison compared, MeasuredEffect? effect) =>
        compared.MeasureVersion == Measure.For(compared.Measure).Version
        && (
            effect is null
            || (
                effect.FormulaVersion == EffectOfAreas.Version
                && effect.WhyNot is not (NothingSaid.NotYourAreas or NothingSaid.MeasureChanged)
            )
        );

    private static FigureComparison Compare(KeptCount kept, ImmutableDictionary<string, ImmutableArray<MeasureCounts>> counts)
    {
        var compared = new FigureComparison();
        if (kept.Look is { } look)
        {
            Counts(compared, "stop rule", kept.Where, look, counts.Values.Aggregate(default(MeasureCounts), (s, c) => s + c[0]));
        }
        if (kept.Effect is { } effect)
        {
            Effects(compared, kept.Where, effect, Again(kept, counts));
        }
        return compared;
    }

    private static MeasuredEffect Again(KeptCount kept, ImmutableDictionary<string, ImmutableArray<MeasureCounts>> counts)
    {
        var stretches = kept.Days.Length / 2;
        return stretches == 0
            ? EffectOfAreas.NotYet(kept.Compared)
            : EffectOfAreas.Of(
                kept.Compared,
                stretches,
                [.. kept.Compared.Areas.Select(a => Area(a, true)), .. kept.Compared.Against.Select(a => Area(a, false))]
            );

        AreaCounts Area(string code, bool with) => new(code, with, counts[code][..stretches], counts[code][stretches..]);
    }

    private static void Effects(FigureComparison compared, string where, MeasuredEffect kept, MeasuredEffect again)
    {
        compared.Add("stretches", where, kept.Stretches, again.Stretches);
        Counts(compared, "before", where, kept.Before, again.Before);
        Counts(compared, "after", where, kept.After, again.After);
        Counts(compared, "others before", where, kept.OthersBefore, again.OthersBefore);
        Counts(compared, "others after", where, kept.OthersAfter, again.OthersAfter);
        Change(compared, "difference", where, kept.Difference, again.Difference);
        compared.Add("difference unsaid", where, kept.WhyNot?.ToString(), again.WhyNot?.ToString());
        compared.Add("chance", where, kept.PValue, again.PValue);
        Change(compared, "trend before", where, kept.TrendBefore, again.TrendBefore);
        Change(compared, "jump", where, kept.Jump, again.Jump);
        compared.Add("jump unsaid", where, kept.WhyNoJump?.ToString(), again.WhyNoJump?.ToString());
    }

    private static void Counts(FigureComparison compared, string figure, string where, MeasureCounts kept, MeasureCounts again)
    {
        compared.Add($"{figure}: counted", where, kept.Count, again.Count);
        compared.Add($"{figure}: of", where, kept.Total, again.Total);
        compared.Add($"{figure}: not known", where, kept.Missing, again.Missing);
        compared.Add($"{figure}: left out", where, kept.LeftOut, again.LeftOut);
    }

    private static void Change(FigureComparison compared, string figure, string where, ShareChange? kept, ShareChange? again)
    {
        compared.Add(figure, where, kept?.Value, again?.Value);
        compared.Add($"{figure}, low", where, kept?.Low, again?.Low);
        compared.Add($"{figure}, high", where, kept?.High, again?.High);
    }
}
