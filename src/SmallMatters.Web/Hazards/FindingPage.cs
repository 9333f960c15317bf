using System.Diagnostics;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Hazards;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Hazards;

/// <summary>Addresses of inspections and findings.</summary>
internal static class FindingLinks
{
    public const string List = "/staff/findings";

    public const string Coverage = "/staff/coverage";

    public static string Of(Guid id) => $"{List}/{id:N}";

    public static string Inspection(Guid id) => $"/staff/inspections/{id:N}";

    public static string Inspect(Guid premises, string? matter) =>
        $"{PremisesLinks.Of(premises)}/inspect{PremisesLinks.About(matter)}";

    public static string Photo(Guid id, string hash) => $"{Of(id)}/photos/{hash}";

    public static string Paper(Guid id, string paper, string form) => $"{Of(id)}/papers/{paper}/{form}";

    public static string Rectify(string secret) => $"/rectify/{secret}";
}

/// <summary>Findings in a list, to be shown.</summary>
public sealed record FindingsShown(IReadOnlyList<FindingLine> Findings, DateTimeOffset Now, Jurisdiction Jurisdiction);

/// <summary>Photos of a finding, to be shown.</summary>
public sealed record PhotosShown(Guid Finding, IReadOnlyList<string> Hashes);

/// <summary>A step on a finding, as its address says it.</summary>
public enum FindingStep
{
    Spot,
    Order,
    Extend,
    Link,
    Note,
    Look,
    HandOver,
    Receipt,
    Report,
    Plan,
}

/// <summary>What the page of a finding and the pages of its steps share.</summary>
public abstract class FindingPage(Desk desk, ChecklistBook checklists) : JointPageModel<Finding>(desk)
{
    /// <summary>The item of the checklist that failed.</summary>
    public ChecklistItem Item =>
        checklists.Version(State.File.Kind, State.File.Checklist).Items.First(i => i.Code == State.File.Item);

    /// <summary>The level as its scheme calls it.</summary>
    public Bilingual Level =>
        RecordInspectionRule.LevelOf(checklists, State.File.Level)?.Name ?? new Bilingual(State.File.Level, State.File.Level);

    /// <summary>Whether the reader may take a step; the rules decide when it is sent.</summary>
    public bool Offered(FindingStep step)
    {
        var own = Deals && Scope.Unit == State.Lead;
        var fire = State.File.HandOver is not null;
        return step switch
        {
            FindingStep.Spot or FindingStep.Order => own && State.Stage == FindingStage.Found && !fire,
            FindingStep.Extend => own
                && Scope.Is(StaffRole.Supervisor)
                && State is { Stage: FindingStage.Ordered, Notice: { } notice }
                && notice.By != Scope.Id,
            FindingStep.Link or FindingStep.Note => own && State.Stage == FindingStage.Ordered,
            FindingStep.Look => Deals
                && (own || Jurisdiction.Above(State.Lead).Contains(Scope.Unit))
                && !(State.ByAnother && State.Involved(Scope.Id))
                && (
                    State.Stage == FindingStage.FedBack
                    || (State.Stage == FindingStage.Ordered && Waits(DutyFor.Rectify)?.Clock.Deadline.DueAt <= Now)
                ),
            FindingStep.HandOver => own && State.Stage is FindingStage.Found or FindingStage.Ordered or FindingStage.FedBack,
            FindingStep.Receipt => own && State.Stage == FindingStage.HandedOver,
            FindingStep.Report => own && State is { IsOver: false, File.Major: true, Report: null },
            FindingStep.Plan => own && State is { IsOver: false, File.Major: true },
            _ => throw new UnreachableException(),
        };
    }
}

/// <summary>Steps in words.</summary>
internal static class FindingSteps
{
    public static Bilingual Said(this FindingStep step) =>
        step switch
        {
            FindingStep.Spot => new("当场改正", "Corrected on the spot"),
            FindingStep.Order => new("发整改通知", "Give a notice of rectification"),
            FindingStep.Extend => new("延长整改期限", "Give more time"),
            FindingStep.Link => new("给责任方发链接", "Give the responsible party a link"),
            FindingStep.Note => new("代记责任方的反馈", "Note the responsible party's answer"),
            FindingStep.Look => new("复查", "Look again"),
            FindingStep.HandOver => new("移交", "Hand it over"),
            FindingStep.Receipt => new("记录移交回执", "Note the receipt"),
            FindingStep.Report => new("书面报告", "Report it in writing"),
            FindingStep.Plan => new("五项落实", "Plan the five parts"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Done(this FindingStep step) =>
        step switch
        {
            FindingStep.Spot => new("已记录当场改正。", "It is recorded as corrected."),
            FindingStep.Order => new(
                "已发整改通知，可以打印通知书、给责任方发链接。",
                "The notice is given. Print it, and give the responsible party a link."
            ),
            FindingStep.Extend => new("期限已延长。", "More time is given."),
            FindingStep.Link => new("链接已生成。", "The link is made."),
            FindingStep.Note => new("反馈已记录，请按期复查。", "The answer is noted; look again in time."),
            FindingStep.Look => new("复查已记录。", "The look again is recorded."),
            FindingStep.HandOver => new("已记录移交，等对方回执。", "It is handed over; the receipt is waited for."),
            FindingStep.Receipt => new("已记录。", "It is recorded."),
            FindingStep.Report => new("书面报告已记录。", "The report is recorded."),
            FindingStep.Plan => new("五项落实已记录。", "The plan is recorded."),
            _ => throw new UnreachableException(),
        };

    public static string Colour(FindingStage stage) =>
        stage switch
        {
            FindingStage.Found => "orange",
            FindingStage.Ordered => "blue",
            FindingStage.FedBack => "yellow",
            FindingStage.HandedOver => "purple",
            FindingStage.Closed => "green",
            _ => "grey",
        };
}
