using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Hazards;

/// <summary>What checklists are called.</summary>
internal static class ChecklistWords
{
    public static Bilingual Said(this Mending mend) =>
        mend == Mending.OnTheSpot ? new("当场改正", "put right on the spot") : new("通知整改", "by notice");

    /// <summary>To whom a failure goes besides, and within how long; null where it goes to nobody.</summary>
    public static Bilingual? HandedOver(this ChecklistItem item, ClockRuleBook clocks, DateOnly day) =>
        item.HandOver is { } code && clocks.FindRule(code, day) is { } rule
            ? new(
                $"{rule.Length} 个工作日内移交消防救援机构",
                $"handed over to the fire service within {rule.Length} working days"
            )
            : null;
}
