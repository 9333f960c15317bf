using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Matters;

/// <summary>Something that staff do with a matter; each has a page of its own.</summary>
public enum Act
{
    Take,
    Assign,
    Sort,
    Ask,
    WriteDownAnswer,
    Reply,
    Note,
    GivePart,
    RecordThreat,
    ChooseRoute,
    ReceiptRoute,
    HandOver,
    AnswerHandOver,
    TakeBack,
    Designate,
    Extend,
    Close,
    Merge,
    Review,
}

/// <summary>
/// Which acts a page offers. The rules of the domain decide when one is sent; this only spares people a form that could
/// only be refused.
/// </summary>
public static class Acts
{
    /// <summary>The acts offered to the reader, in the order of use.</summary>
    public static IReadOnlyList<Act> For(UnitMatterPage page, StaffScope scope, Jurisdiction jurisdiction)
    {
        var file = page.Matter.File;
        scope = scope.On(file);
        var deals = scope.Is(StaffRole.Handler) || scope.Is(StaffRole.Supervisor) || scope.Is(StaffRole.Reviewer);
        var ours = deals && file.Owner == scope.Unit;
        var open = page.Matter is Matter.Open;
        var waits = file.Questions.Any(q => q.State == QuestionState.Waiting);
        var decided = file.HandOver is null && file.Disagreement?.Arbiter is null;
        var noRoute = file.Route is not { IsOpen: true };
        var offered = new List<Act>();
        Offer(Act.Review, page.Matter is Matter.UnderReview r && r.ReviewUnit == scope.Unit && scope.Is(StaffRole.Reviewer));
        Offer(Act.AnswerHandOver, deals && open && file.HandOver?.To == scope.Unit);
        Offer(Act.Designate, open && file.Disagreement?.Arbiter == scope.Unit && scope.Is(StaffRole.Supervisor));
        Offer(Act.Take, ours && open && file.Handler != scope.Id);
        Offer(Act.Reply, ours && open);
        Offer(Act.Ask, ours && open && !waits);
        Offer(Act.WriteDownAnswer, ours && open && waits);
        Offer(Act.Close, ours && open && decided && noRoute && !file.OpenParts.Any());
        Offer(Act.GivePart, ours && open);
        Offer(Act.ReceiptRoute, ours && open && file.Route is { IsOpen: true });
        Offer(Act.ChooseRoute, ours && open && file.Kind != Kind.Conduct && file.Route is not { IsOpen: false } && decided);
        Offer(Act.HandOver, ours && open && decided && noRoute && file.Disagreement?.Designation is null);
        Offer(Act.TakeBack, ours && open && file.HandOver is not null);
        Offer(Act.Assign, ours && open && (scope.Is(StaffRole.Supervisor) || file.Handler == scope.Id));
        Offer(Act.Sort, ours && open && decided && noRoute && file.Kind != Kind.Conduct);
        Offer(Act.Merge, ours && open && decided && noRoute && file.Kind != Kind.Conduct);
        Offer(Act.Extend, open && MayExtend(file, scope, jurisdiction));
        var concerned = deals && (file.Owner == scope.Unit || page.Matter.Accountable == scope.Unit);
        Offer(Act.Note, concerned);
        Offer(Act.RecordThreat, concerned && page.Matter is not Matter.Settled);
        return offered;

        void Offer(Act act, bool when)
        {
            if (when)
            {
                offered.Add(act);
            }
        }
    }

    /// <summary>Whether the reader may say that a promise was kept, or change it.</summary>
    public static bool MayChange(Promise promise, MatterFile file, StaffScope scope) =>
        promise.State == PromiseState.Open && (promise.Unit == scope.Unit || file.Owner == scope.Unit);

    /// <summary>What the link or button says.</summary>
    public static Bilingual Said(this Act act) =>
        act switch
        {
            Act.Take => new("由我承办", "Take it"),
            Act.Assign => new("交给同事", "Give it to a colleague"),
            Act.Sort => new("确认分类", "Sort it"),
            Act.Ask => new("请居民补充", "Ask the resident"),
            Act.WriteDownAnswer => new("记录电话答复", "Write down an answer by phone"),
            Act.Reply => new("写给居民", "Write to the resident"),
            Act.Note => new("内部备注", "Note for colleagues"),
            Act.GivePart => new("请其他单位协办", "Ask another unit for a part"),
            Act.RecordThreat => new("记录威胁", "Record a threat"),
            Act.ChooseRoute => new("选法定途径", "Choose a lawful route"),
            Act.ReceiptRoute => new("记录回执", "Write the receipt down"),
            Act.HandOver => new("移交", "Hand over"),
            Act.AnswerHandOver => new("答复移交", "Answer the hand-over"),
            Act.Designate => new("指定承办", "Designate the owner"),
            Act.TakeBack => new("收回移交", "Take the hand-over back"),
            Act.Extend => new("延长时限", "Extend the time limit"),
            Act.Close => new("办结", "Close"),
            Act.Merge => new("合并", "Merge"),
            Act.Review => new("作出复查决定", "Decide the review"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static bool MayExtend(MatterFile file, StaffScope scope, Jurisdiction jurisdiction) =>
        scope.Is(StaffRole.Supervisor)
        && jurisdiction.Above(file.Owner).Contains(scope.Unit)
        && file.Running(ClockFor.Handle) is { } running
        && jurisdiction.ClockRules.Version(running.Clock.Code, running.Clock.RuleVersion).Extension is not null;
}

/// <summary>Every address of a matter's pages for staff.</summary>
public static class MatterLinks
{
    public static string To(Reference reference) => $"/staff/matters/{reference.Value}";

    public static string To(Reference reference, Act act) =>
        act == Act.Review ? $"/staff/reviews/{reference.Value}" : $"{To(reference)}/{Segment(act)}";

    public static string Keep(Reference reference, Guid promise) => $"{To(reference)}/promises/{promise:N}/keep";

    public static string Change(Reference reference, Guid promise) => $"{To(reference)}/promises/{promise:N}/change";

    public static string Photo(Reference reference, Guid photo) => $"{To(reference)}/photos/{photo:N}";

    private static string Segment(Act act) =>
        act switch
        {
            Act.Take => "take",
            Act.Assign => "assign",
            Act.Sort => "sort",
            Act.Ask => "ask",
            Act.WriteDownAnswer => "answer",
            Act.Reply => "reply",
            Act.Note => "note",
            Act.GivePart => "parts/give",
            Act.RecordThreat => "threat",
            Act.ChooseRoute => "route",
            Act.ReceiptRoute => "route/receipt",
            Act.HandOver => "hand-over",
            Act.AnswerHandOver => "hand-over/answer",
            Act.TakeBack => "hand-over/take-back",
            Act.Designate => "designate",
            Act.Extend => "extend",
            Act.Close => "close",
            Act.Merge => "merge",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
