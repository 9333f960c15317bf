using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Hazards;

/// <summary>What happened to premises, in words.</summary>
internal static class PremisesSaid
{
    public static Bilingual Said(this PremisesFact fact) =>
        fact switch
        {
            PremisesEntered { Import: { } import } => new($"第 {import} 次导入时登记", $"entered by import {import}"),
            PremisesEntered => new("登记", "entered"),
            PremisesChanged { Import: { } import } changed => new(
                $"第 {import} 次导入或其撤销改动：{Named(changed).Zh}",
                $"changed by import {import} or its undoing: {Named(changed).En}"
            ),
            PremisesChanged changed => new($"改动：{Named(changed).Zh}", $"changed: {Named(changed).En}"),
            PremisesWithdrawn withdrawn => new($"退出登记：{withdrawn.Why}", $"left the register: {withdrawn.Why}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>
    /// What a row of a file comes to: of each changed field of the place what stood and what comes, of a contact only that it changes,
    /// or why the row is refused.
    /// </summary>
    public static Bilingual Said(this PremisesRowFate row, IEnumerable<PremisesChange> changes)
    {
        if (row.Why is { } why)
        {
            return why;
        }
        var change = row.Fields.IsEmpty ? null : changes.FirstOrDefault(c => c.After.Code == row.Code);
        return Joined(row.Fields.Select(f => Said(f, change)), "；", "; ");
    }

    private static Bilingual Said(PremisesField field, PremisesChange? change) =>
        field >= PremisesField.Responsible || change?.Before is not { } before
            ? field.Said()
            : new(
                $"{field.Said().Zh}：{Of(before, field).Zh} → {Of(change.After, field).Zh}",
                $"{field.Said().En}: {Of(before, field).En} → {Of(change.After, field).En}"
            );

    private static Bilingual Of(PremisesDetails details, PremisesField field) =>
        field switch
        {
            PremisesField.Name => new(details.Name, details.Name),
            PremisesField.Kind => details.Kind.Said(),
            PremisesField.Address => new(details.Address, details.Address),
            PremisesField.Area => new(details.Area, details.Area),
            _ => new(details.Unit, details.Unit),
        };

    private static Bilingual Named(PremisesChanged changed) => Joined(changed.Fields.Select(f => f.Said()), "、", ", ");

    private static Bilingual Joined(IEnumerable<Bilingual> words, string zh, string en)
    {
        var all = words.ToList();
        return new(string.Join(zh, all.Select(w => w.Zh)), string.Join(en, all.Select(w => w.En)));
    }
}
