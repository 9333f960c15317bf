using SmallMatters.Domain.Encounters;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Supervision;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Encounters;

/// <summary>Visit-and-rate in words.</summary>
public static class EncounterWords
{
    public static Bilingual Said(this EncounterKind kind) =>
        kind switch
        {
            EncounterKind.Visit => new("上门走访", "a visit to you"),
            EncounterKind.Window => new("窗口办事", "an appointment at the window"),
            EncounterKind.Closing => new("办结的一件事", "a matter that was closed"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this EncounterMark mark) =>
        mark switch
        {
            EncounterMark.Yes => new("是", "Yes"),
            EncounterMark.No => new("否", "No"),
            EncounterMark.NotSure => new("说不清，或者用不上", "Not sure, or it did not apply"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this EncounterOverall overall) =>
        overall switch
        {
            EncounterOverall.Satisfied => new("满意", "Satisfied"),
            EncounterOverall.Basically => new("基本满意", "More or less"),
            EncounterOverall.Dissatisfied => new("不满意", "Dissatisfied"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The line as a theme: what residents say is missing.</summary>
    public static Bilingual Missing(this EncounterItem item) =>
        item switch
        {
            EncounterItem.Identity => new("没有说明是谁", "did not say who they were"),
            EncounterItem.Rights => new("没有告诉有什么权利", "did not tell the rights"),
            EncounterItem.NextStep => new("没有告诉下一步", "did not tell what happens next"),
            EncounterItem.OnTime => new("让人久等", "kept people waiting"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this CorrectionMeasure measure) =>
        measure switch
        {
            CorrectionMeasure.ShowCards => new("亮证、挂牌上岗", "show cards and name plates"),
            CorrectionMeasure.HandOutRights => new("当面给权利告知单", "hand out a sheet of rights"),
            CorrectionMeasure.WriteNextStep => new("当面写明下一步和日期", "write down the next step and its day"),
            CorrectionMeasure.MoreTimes => new("错开时间、增加窗口", "spread times, open more windows"),
            CorrectionMeasure.Rehearse => new("全员学一遍、试一遍", "everybody learns and rehearses it"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this ThemeFact fact) =>
        fact switch
        {
            ThemeNamed => new("列为主题", "Named as a theme"),
            CorrectionPromised => new("单位承诺整改", "The unit promised a correction"),
            CorrectionKept => new("看过，已兑现", "Looked at: it was kept"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>How a theme stands on a local day, for everybody.</summary>
    public static (Bilingual Said, string Colour) Standing(this CorrectionTheme theme, DateOnly today) =>
        (theme, theme.IsLate(today)) switch
        {
            (CorrectionTheme.Named, false) => (new("等单位承诺", "The unit is to promise"), "blue"),
            (CorrectionTheme.Named, true) => (new("到期没有承诺", "No promise in time"), "red"),
            (CorrectionTheme.Promised, false) => (new("整改中", "Being corrected"), "blue"),
            (CorrectionTheme.Promised, true) => (new("到期没有兑现", "Late"), "red"),
            (_, false) => (new("按时兑现", "Kept in time"), "green"),
            _ => (new("兑现晚了", "Kept late"), "yellow"),
        };

    /// <summary>What, who and by when; or by when the promise is owed.</summary>
    public static string Promised(this CorrectionTheme theme, Speech speech) =>
        theme.TheirPromise is { } promise
            ? speech[
                $"{promise.Measure.Said().Zh}；{promise.Post.Said().Zh}负责；{speech.Date(promise.DueOn)}以前",
                $"{promise.Measure.Said().En}; {promise.Post.Said().En} answers for it; by {speech.Date(promise.DueOn)}"
            ]
            : speech[$"{speech.Date(theme.File.PromiseBy)}以前承诺", $"a promise is owed by {speech.Date(theme.File.PromiseBy)}"];
}
