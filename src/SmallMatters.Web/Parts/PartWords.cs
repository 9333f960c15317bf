using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Parts;

/// <summary>The words for parts.</summary>
public static class PartWords
{
    public static Bilingual Said(this PartState state) =>
        state switch
        {
            PartState.Asked => new("待答复", "Asked"),
            PartState.InHand => new("协办中", "In hand"),
            PartState.Returned => new("已退回", "Given back"),
            PartState.Ended => new("已办结", "Ended"),
            PartState.TakenBack => new("已收回", "Taken back"),
            PartState.CalledOff => new("居民取消", "Called off by the resident"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The colour of the state's tag; the words say the same.</summary>
    public static string Colour(this PartState state) =>
        state switch
        {
            PartState.Asked => "yellow",
            PartState.InHand => "blue",
            PartState.Returned => "orange",
            PartState.Ended => "green",
            _ => "grey",
        };

    public static Bilingual Said(this PartOutcome outcome) =>
        outcome switch
        {
            PartOutcome.Done => new("已完成", "Done"),
            PartOutcome.PartlyDone => new("部分完成", "Partly done"),
            PartOutcome.CannotBeDone => new("无法完成", "Cannot be done"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this PartField field) =>
        field switch
        {
            PartField.Description => new("诉求原文", "The resident's words"),
            PartField.Photos => new("照片", "The photos"),
            PartField.Door => new("门牌和位置说明", "Door and directions"),
            PartField.Contact => new("联系方式", "How to reach the resident"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this PartList list) =>
        list switch
        {
            PartList.Ours => new("请我们协办", "Asked of us"),
            PartList.Given => new("我们派出的", "Given by us"),
            PartList.Escalated => new("上报到我们", "Escalated to us"),
            PartList.CalledOff => new("居民取消的", "Called off by the resident"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this PartStep step) =>
        step switch
        {
            PartStep.Accept => new("接收，由本单位协办", "Accept it"),
            PartStep.Return => new("不属于我们，退回", "Not ours: give it back"),
            PartStep.Tell => new("给对方留言", "Write to the other side"),
            PartStep.Promise => new("向居民承诺", "Promise the resident"),
            PartStep.Keep => new("已兑现", "It was kept"),
            PartStep.Change => new("变更承诺", "Change the promise"),
            PartStep.End => new("办结协办任务", "End the part"),
            PartStep.PassOn => new("转给对方更多内容", "Pass on more"),
            PartStep.TakeBack => new("收回", "Take it back"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Done(this PartStep step) =>
        step switch
        {
            PartStep.Accept => new("已接收，现由本单位协办。", "Accepted; your unit is accountable for it now."),
            PartStep.Return => new("已退回主办单位。", "It was given back to the owner."),
            PartStep.Tell => new("留言已送出。", "Your message is with them."),
            PartStep.Promise => new("承诺已记下，居民会看到。", "The promise is kept on record; the resident sees it."),
            PartStep.Keep => new("已记为兑现。", "It is recorded as kept."),
            PartStep.Change => new("承诺已变更，居民会看到原因。", "The promise was changed; the resident sees why."),
            PartStep.End => new(
                "协办任务已办结，主办单位和居民会看到结果。",
                "The part has ended; the owner and the resident see what came of it."
            ),
            PartStep.PassOn => new("已转给对方。", "It was passed on."),
            PartStep.TakeBack => new("已收回。", "It was taken back."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>A step of a part, as its address says it.</summary>
public enum PartStep
{
    Accept,
    Return,
    Tell,
    Promise,
    Keep,
    Change,
    End,
    PassOn,
    TakeBack,
}

/// <summary>Every address of parts.</summary>
public static class PartLinks
{
    public static string To(Reference reference, Guid part) => $"/staff/matters/{reference.Value}/parts/{part:N}";

    public static string Give(Reference reference) => $"/staff/matters/{reference.Value}/parts/give";

    public static string GiveOn(Reference reference, Guid part) => $"{Give(reference)}?part={part:N}";

    public static string To(Reference reference, Guid part, PartStep step, Guid? promise = null) =>
        $"{To(reference, part)}/{Segment(step)}{(promise is { } id ? $"?promise={id:N}" : "")}";

    public static string Photo(Reference reference, Guid part, Guid photo) => $"{To(reference, part)}/photos/{photo:N}";

    public static string Segment(PartStep step) =>
        step switch
        {
            PartStep.PassOn => "pass-on",
            PartStep.TakeBack => "take-back",
            _ => step.ToString().ToLowerInvariant(),
        };
}
