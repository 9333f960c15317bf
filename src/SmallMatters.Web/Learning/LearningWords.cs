using System.Diagnostics;
using System.Globalization;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Patterns.Evaluation;
using SmallMatters.Web.Satisfaction;

namespace SmallMatters.Web.Learning;

/// <summary>Pilots, their effects and practice cards in words.</summary>
public static class LearningWords
{
    public static Bilingual Said(this PilotStage stage) =>
        stage switch
        {
            PilotStage.Proposed => new("已提出，待批准", "Proposed; to be approved"),
            PilotStage.Approved => new("已批准，待开始", "Approved; not started"),
            PilotStage.TurnedDown => new("没有批准", "Turned down"),
            PilotStage.Running => new("进行中", "Running"),
            PilotStage.Stopped => new("已停止，待评估", "Stopped; to be assessed"),
            PilotStage.Ended => new("已到期，待评估", "Ended; to be assessed"),
            PilotStage.Assessed => new("已评估", "Assessed"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this PracticeStage stage) =>
        stage switch
        {
            PracticeStage.Written => new("已写，待核对", "Written; to be checked"),
            PracticeStage.SentBack => new("退回修改", "Sent back"),
            PracticeStage.Released => new("已公开", "Public"),
            PracticeStage.Withdrawn => new("已撤下", "Taken down"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this TrialOutcome outcome) =>
        outcome switch
        {
            TrialOutcome.Worked => new("有效", "Worked"),
            TrialOutcome.DidNotWork => new("试过，没有成效", "Tried, did not work"),
            TrialOutcome.CannotBeTold => new("说不准", "Cannot be told"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this Shows shows) =>
        shows switch
        {
            Shows.Better => new("比没有做的片区好，不像是碰巧", "Better than where it was not done, by more than chance"),
            Shows.NoDifference => new(
                "看不出差别；这不等于证明没有差别",
                "No difference is seen, which does not prove that there is none"
            ),
            Shows.Worse => new("比没有做的片区差，不像是碰巧", "Worse than where it was not done, by more than chance"),
            Shows.Nothing => new("现在什么都说明不了", "Nothing can be said"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this NothingSaid why) =>
        why switch
        {
            NothingSaid.TooFewPlaces => new(
                $"片区太少：一共至少要 {DifferenceInDifferences.FewestPlaces} 个，其中没有做的至少 {DifferenceInDifferences.FewestWithout} 个",
                $"there are too few areas: it takes {DifferenceInDifferences.FewestPlaces} in all, {DifferenceInDifferences.FewestWithout} of them without it"
            ),
            NothingSaid.TooFewPeriods => new(
                $"时间太短：前后各要 {InterruptedSeries.FewestPeriods} 个四周",
                $"it is too short: {InterruptedSeries.FewestPeriods} stretches of four weeks are needed on each side"
            ),
            NothingSaid.EmptyPeriod => new("有的四周里没有可以数的", "in some four weeks there was nothing to count"),
            NothingSaid.NoVariation => new(
                "各片区没有起伏，不知道碰巧会有多大",
                "nothing varies, so that nobody knows how large chance is"
            ),
            NothingSaid.TooFewCounted => new(
                $"数到的太少：前后、做与不做，每一组至少要 {Disclosure.FewestCompared} 件",
                $"too few were counted: at least {Disclosure.FewestCompared} before and after, with it and without"
            ),
            NothingSaid.NotYet => new("还没有满四周", "the first four weeks are not over"),
            NothingSaid.NotYourAreas => new(
                "您的任职不包括全部片区，看不到完整的数字",
                "your appointment does not cover all of the areas"
            ),
            NothingSaid.MeasureChanged => new(
                "指标的算法换了版本，前后不能比",
                "the definition of the measure changed, and before and after do not compare"
            ),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this Assumption assumption) =>
        assumption switch
        {
            Assumption.ParallelTrends => new(
                "不做的话，这些片区本来会和别的片区变得一样多",
                "Without it, these areas would have changed as the others did"
            ),
            Assumption.NoSpillover => new("没有做的片区没有受到影响", "Nothing of it reached the areas without it"),
            Assumption.IndependentPlaces => new("一个片区的变化不牵动另一个", "One area’s change says nothing of another’s"),
            Assumption.LikeScatter => new("做与不做的片区，起伏差不多大", "Areas with it and without scatter alike"),
            Assumption.NotChosenByExtremes => new(
                "不是因为前一阵特别差才选了这些片区：特别差的以后自己也会回到平常",
                "The areas were not chosen for an unusually bad time, which goes back to the usual by itself"
            ),
            Assumption.StraightTrend => new(
                "开始以前沿一条直线变化，并且会照样走下去",
                "Before, it moved along a straight line, and would have gone on along it"
            ),
            Assumption.NothingElseBegan => new("没有别的事在同一时候开始", "Nothing else began at the same time"),
            Assumption.CountedAlike => new("前后是用同样的办法数的", "It was counted in the same way throughout"),
            Assumption.NoSeasons => new("没有季节的起伏，或者前后都是整年", "No seasons, or whole years on both sides"),
            _ => throw new UnreachableException(),
        };

    /// <summary>Everything that is assumed, each once.</summary>
    public static IEnumerable<Assumption> Assumed { get; } = PlacesEffect.Assumed.Union(SeriesEffect.Assumed);

    /// <summary>Numerator, denominator, share and its interval; fewer than ten are not told.</summary>
    public static Bilingual Counted(MeasureCounts counts)
    {
        if (counts.Total < Disclosure.Fewest)
        {
            return counts.Total == 0
                ? new("没有可以数的", "Nothing to count")
                : new($"不到 {Disclosure.Fewest} 件，不公布", $"Fewer than {Disclosure.Fewest}: not told");
        }
        var share = Wilson.Interval(counts.Count, counts.Total);
        var said = string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.Count} / {counts.Total} = {VerdictWords.Percent(share.Share)} ({VerdictWords.Percent(share.Low)}–{VerdictWords.Percent(share.High)})"
        );
        return new(said, said);
    }

    /// <summary>What changed, in a sentence without an interval; null where a share may not be told or nothing can be said.</summary>
    public static Bilingual? Plainly(MeasuredEffect effect)
    {
        MeasureCounts[] counts = [effect.Before, effect.After, effect.OthersBefore, effect.OthersAfter];
        if (effect.Difference is not { } change || counts.Any(c => c.Total < Disclosure.Fewest))
        {
            return null;
        }
        var shares = counts.Select(c => VerdictWords.Percent(c.Share!.Value)).ToList();
        var points = Math.Abs(change.Value * 100).ToString("0.0", CultureInfo.InvariantCulture);
        var (more, moreEn) = change.Value < 0 ? ("少", "less") : ("多", "more");
        var name = Measure.For(effect.Compared.Measure).Name;
        return new(
            $"{name.Zh}：做的片区从 {shares[0]} 到 {shares[1]}，没有做的片区从 {shares[2]} 到 {shares[3]}。扣掉没有做的片区也有的变化，{more}了 {points} 个百分点。",
            $"{name.En}: from {shares[0]} to {shares[1]} where it was done, from {shares[2]} to {shares[3]} where it was not. Beyond what changed there too, {points} points {moreEn}."
        );
    }

    /// <summary>A change in points with its interval.</summary>
    public static Bilingual Points(ShareChange change)
    {
        static string One(double share) => (share * 100).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);
        var (value, low, high) = (One(change.Value), One(change.Low), One(change.High));
        return new($"{value} 个百分点（{low} 到 {high}）", $"{value} points ({low} to {high})");
    }

    /// <summary>What a fact says; null for another file's.</summary>
    public static Bilingual? Fact(JointFact fact) =>
        fact switch
        {
            PilotProposed => new("提出试点", "The pilot was proposed"),
            PilotProposedAnew => new("改了计划，重新等批准", "The plan was changed and waits for approval anew"),
            PilotJudged { Approved: true } => new("批准试点", "The pilot was approved"),
            PilotJudged => new("没有批准", "It was turned down"),
            PilotStarted => new("试点开始，计划不能再改", "The pilot started; its plan is fixed"),
            PilotLookedAt { Look.Met: true } => new("查看停止条件：达到了，停止", "The stop rule was looked at: met, stopped"),
            PilotLookedAt => new("查看停止条件：没有达到，继续", "The stop rule was looked at: not met, it goes on"),
            PilotStopped => new("停止试点", "The pilot was stopped"),
            PilotEnded => new("试点到期结束", "The pilot ended"),
            PilotAssessed assessed => new(
                $"评估：{assessed.Assessment.Outcome.Said().Zh}",
                $"Assessed: {assessed.Assessment.Outcome.Said().En}"
            ),
            PracticeWritten => new("写成经验", "The card was written"),
            PracticeRewritten => new("改好再交", "It was written again"),
            PracticeReleased => new("核对后公开", "It was released"),
            PracticeSentBack => new("退回修改", "It was sent back"),
            PracticeWithdrawn => new("撤下", "It was taken down"),
            PracticeCopied => new("别的单位照着做", "Another unit copies it"),
            CopyJudged judged => new(
                $"照着做的结果：{judged.Outcome.Said().Zh}",
                $"What came of a copy: {judged.Outcome.Said().En}"
            ),
            _ => null,
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Written(JointFact fact) =>
        fact switch
        {
            PilotProposed proposed => proposed.Plan.How,
            PilotProposedAnew anew => anew.Plan.How,
            PilotJudged judged => judged.Reasons,
            PilotStopped stopped => stopped.Reasons,
            PilotAssessed assessed => assessed.Assessment.Words,
            PracticeSentBack back => back.Words,
            PracticeWithdrawn withdrawn => withdrawn.Words,
            CopyJudged judged => judged.Words,
            _ => null,
        };
}
