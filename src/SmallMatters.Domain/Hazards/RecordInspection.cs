using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Hazards;

/// <summary>Why premises are inspected.</summary>
public enum InspectionCause
{
    /// <summary>按期检查: its date has come.</summary>
    Planned,

    /// <summary>随机抽查: it was drawn.</summary>
    Drawn,

    /// <summary>群众反映: somebody told of a hazard.</summary>
    Told,
}

/// <summary>What became of an item of a checklist.</summary>
public enum ItemMark
{
    /// <summary>合格.</summary>
    Passed,

    /// <summary>不合格.</summary>
    Failed,

    /// <summary>不涉及.</summary>
    NotApplicable,
}

/// <summary>An item of an inspection as it is kept.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Mark">What became of it.</param>
/// <param name="Finding">Key of the finding, where it failed.</param>
public sealed record InspectedItem(string Item, ItemMark Mark, Guid? Finding = null);

/// <summary>Something that happened in inspecting. Appended, never edited.</summary>
public abstract record InspectionFact;

/// <summary>
/// An inspection of premises by their checklist, as it was recorded once: by a key that the sender made, so that it may be sent again
/// without being recorded twice.
/// </summary>
/// <param name="Key">The sender's key.</param>
/// <param name="Premises">Key of the premises.</param>
/// <param name="Kind">Type of the premises then.</param>
/// <param name="Checklist">Version of the checklist.</param>
/// <param name="Cause">Why it was done.</param>
/// <param name="Claimed">When it was done by the sender's clock, UTC. It may be wrong and is kept as it came.</param>
/// <param name="At">When it counts from, UTC: as claimed where that can be, else when it was received.</param>
/// <param name="Inspectors">The accounts: one, or two.</param>
/// <param name="Items">Every item, in the order of the checklist.</param>
public sealed record InspectionRecorded(
    Guid Key,
    Guid Premises,
    PremisesKind Kind,
    int Checklist,
    InspectionCause Cause,
    DateTimeOffset Claimed,
    DateTimeOffset At,
    ImmutableArray<StaffId> Inspectors,
    ImmutableArray<InspectedItem> Items
) : InspectionFact
{
    /// <summary>How many items failed.</summary>
    public int Failed => Items.Count(i => i.Mark == ItemMark.Failed);
}

/// <summary>An item as it was marked.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Mark">What became of it; null when nothing was chosen.</param>
/// <param name="What">Where it failed: what was seen.</param>
/// <param name="Level">Where it failed: scheme and level, such as <c>GB-2/general</c>.</param>
/// <param name="Photos">SHA-256 of each photo.</param>
public sealed record MarkedItem(string Item, ItemMark? Mark, string? What, string? Level, ImmutableArray<string> Photos);

/// <summary>Record an inspection.</summary>
/// <param name="Key">The sender's key; the same one twice is one inspection.</param>
/// <param name="Checklist">Version of the checklist that the sender had.</param>
/// <param name="Claimed">When it was done by the sender's clock, UTC.</param>
/// <param name="Cause">Why; null when nothing was chosen.</param>
/// <param name="Shown">Whether identification was shown (消防法第53条).</param>
/// <param name="With">The second inspector, where there are two.</param>
/// <param name="Items">Every item.</param>
/// <param name="Matters">References of the matters that told of a hazard there, as numbers.</param>
public sealed record RecordInspection(
    Guid Key,
    int Checklist,
    DateTimeOffset Claimed,
    InspectionCause? Cause,
    bool Shown,
    StaffId? With,
    ImmutableArray<MarkedItem> Items,
    ImmutableArray<long> Matters
);

/// <summary>What recording an inspection comes to.</summary>
/// <param name="Inspection">The inspection.</param>
/// <param name="Findings">What was found.</param>
public sealed record InspectionDecision(InspectionRecorded Inspection, ImmutableArray<FindingMade> Findings);

/// <summary>Decides on inspections.</summary>
public static class RecordInspectionRule
{
    /// <summary>How long an inspection may be under way to the server; a sender's clock that says more is wrong.</summary>
    public static readonly TimeSpan LongestUnderway = TimeSpan.FromDays(7);

    private static readonly ImmutableArray<PremisesKind> OfFire =
    [
        PremisesKind.Ordinary,
        PremisesKind.HighRise,
        PremisesKind.RentedHome,
        PremisesKind.SmallShop,
    ];

    /// <summary>The inspection with its findings, or all that is wrong. Refusals about an item name it as <c>Items[3].Mark</c>.</summary>
    /// <param name="command">What was typed or sent.</param>
    /// <param name="id">Key of the premises.</param>
    /// <param name="premises">The premises as they stand.</param>
    /// <param name="book">Checklists and schemes of levels.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">When it is received, UTC.</param>
    public static (InspectionDecision? Decided, Refusal? Why) Decide(
        RecordInspection command,
        Guid id,
        PremisesDetails premises,
        ChecklistBook book,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (by.Unit != premises.Unit || !May.DealsWithMatters(by))
        {
            return (
                null,
                Refusal.Of("inspection-not-yours", "这个场所不由您的单位检查。", "These premises are not your unit's to inspect.")
            );
        }
        var list = book.Checklists.FirstOrDefault(c => c.Kind == premises.Kind && c.Version == command.Checklist);
        if (list is null || !list.Items.Select(i => i.Code).SequenceEqual(command.Items.Select(i => i.Item)))
        {
            return (
                null,
                Refusal.Of("checklist-changed", "检查表已经更换，请重新打开后再填。", "The checklist has changed; open it again.")
            );
        }
        var claimed = command.Claimed.ToUniversalTime();
        var at = claimed < now && now - claimed <= LongestUnderway ? claimed : now;
        var inspectors = command.With is { } second && second != by.Id ? ImmutableArray.Create(by.Id, second) : [by.Id];
        var wrong = new List<Refusal?>
        {
            command.Cause is null
                ? Refusals.Missing(nameof(command.Cause), "请选择为什么检查。", "Choose why it was inspected.")
                : null,
            command.Shown
                ? null
                : Refusal.Of(
                    "identification-not-shown",
                    "检查时要出示证件；没有出示的，不能记作检查。",
                    "Identification is shown at an inspection; without it none is recorded.",
                    nameof(command.Shown)
                ),
        };
        var items = ImmutableArray.CreateBuilder<InspectedItem>();
        var findings = ImmutableArray.CreateBuilder<FindingMade>();
        foreach (var (index, marked) in command.Items.Index())
        {
            var field = $"{nameof(command.Items)}[{index}]";
            if (marked.Mark is not { } mark || !Enum.IsDefined(mark))
            {
                wrong.Add(
                    Refusal.Of(
                        "missing-mark",
                        $"第 {index + 1} 项还没有选结果。",
                        $"Item {index + 1} has no result yet.",
                        $"{field}.{nameof(marked.Mark)}"
                    )
                );
                continue;
            }
            if (mark != ItemMark.Failed)
            {
                items.Add(new InspectedItem(marked.Item, mark));
                continue;
            }
            var (what, noWhat) = FindingRules.Words(
                marked.What,
                $"{field}.{nameof(marked.What)}",
                $"请写明第 {index + 1} 项哪里不合格。",
                $"Say where item {index + 1} failed."
            );
            var level = LevelOf(book, marked.Level);
            var bad = Refusal.All(
                noWhat,
                level is null
                    ? Refusal.Of(
                        "missing-level",
                        $"请选择第 {index + 1} 项的隐患等级。",
                        $"Choose the level of item {index + 1}.",
                        $"{field}.{nameof(marked.Level)}"
                    )
                    : null,
                FindingRules.Photos(marked.Photos, $"{field}.{nameof(marked.Photos)}")
            );
            if (bad is not null)
            {
                wrong.Add(bad);
                continue;
            }
            var key = Guid.CreateVersion7(now);
            items.Add(new InspectedItem(marked.Item, mark, key));
            findings.Add(
                Made(
                    new FindingFile(
                        key,
                        id,
                        premises.Name,
                        premises.Kind,
                        premises.Area,
                        premises.Unit,
                        command.Key,
                        list.Version,
                        marked.Item,
                        what!,
                        marked.Level!,
                        level!.Major,
                        list.Items[index].HandOver,
                        inspectors,
                        at,
                        marked.Photos,
                        command.Matters
                    ),
                    jurisdiction,
                    at
                )
            );
        }
        return Refusal.All([.. wrong]) is { } why
            ? (null, why)
            : (
                new InspectionDecision(
                    new InspectionRecorded(
                        command.Key,
                        id,
                        premises.Kind,
                        list.Version,
                        command.Cause!.Value,
                        claimed,
                        at,
                        inspectors,
                        items.ToImmutable()
                    ),
                    findings.ToImmutable()
                ),
                null
            );
    }

    /// <summary>The level that a scheme and a code name, such as <c>GB-2/general</c>; null where there is none.</summary>
    public static HazardLevel? LevelOf(ChecklistBook book, string? said) =>
        (said ?? "").Split('/') is [var scheme, var code]
            ? book.Schemes.FirstOrDefault(s => s.Code == scheme)?.Levels.FirstOrDefault(l => l.Code == code)
            : null;

    /// <summary>
    /// The clock for settling a finding. A correction order about fire has its own time (消防监督检查规定); for what is not about fire it
    /// is the product's.
    /// </summary>
    internal static Duty SettleBy(PremisesKind kind, string unit, Jurisdiction jurisdiction, DateTimeOffset at) =>
        Duty.Start(
            jurisdiction,
            OfFire.Contains(kind) ? "fire-correction-notice" : "hazard-settle",
            DutyFor.SettleFinding,
            unit,
            at
        );

    private static FindingMade Made(FindingFile file, Jurisdiction jurisdiction, DateTimeOffset at) =>
        new(
            file,
            file.HandOver is { } rule
                ? Duty.Start(jurisdiction, rule, DutyFor.HandOverFinding, file.Unit, at)
                : SettleBy(file.Kind, file.Unit, jurisdiction, at),
            file.Major ? Duty.Start(jurisdiction, MajorRule.Clock, DutyFor.ReportMajor, file.Unit, at) : null
        );
}

/// <summary>What causes and marks are called.</summary>
public static class InspectionWords
{
    /// <summary>The cause as people call it.</summary>
    public static Bilingual Said(this InspectionCause cause) =>
        cause switch
        {
            InspectionCause.Planned => new("按期检查", "Its date has come"),
            InspectionCause.Drawn => new("随机抽查", "Drawn at random"),
            InspectionCause.Told => new("群众反映", "Somebody told of a hazard"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The mark as people call it.</summary>
    public static Bilingual Said(this ItemMark mark) =>
        mark switch
        {
            ItemMark.Passed => new("合格", "Passed"),
            ItemMark.Failed => new("不合格", "Failed"),
            ItemMark.NotApplicable => new("不涉及", "Does not apply"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
