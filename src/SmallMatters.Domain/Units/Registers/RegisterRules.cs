using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Units;

/// <summary>The registers of units and areas after a change, and whether they still hang together.</summary>
public static class RegisterRules
{
    /// <summary>The jurisdiction with entries put in and others taken out.</summary>
    public static Jurisdiction After(
        Jurisdiction jurisdiction,
        RegisterKind kind,
        IReadOnlyCollection<RegisterEntry> put,
        HashSet<string> removed
    )
    {
        var left = RegisterEntry.All(jurisdiction, kind);
        foreach (var entry in put)
        {
            left[entry.Code] = entry;
        }
        var entries = left.Values.Where(e => !removed.Contains(e.Code)).ToList();
        return kind == RegisterKind.Units
            ? jurisdiction.With(
                jurisdiction.Areas.Values,
                entries.Select(e => e.ToUnit(jurisdiction.Units.GetValueOrDefault(e.Code)))
            )
            : jurisdiction.With(entries.Select(e => e.ToArea()), jurisdiction.Units.Values);
    }

    /// <summary>
    /// What does not hang together in a jurisdiction after a change of its registers, or null. A unit that nobody could review
    /// before is not held against the change.
    /// </summary>
    public static Refusal? FaultOf(Jurisdiction before, Jurisdiction after)
    {
        var parents = after.Units.Values.ToDictionary(u => u.Code, u => u.Parent);
        foreach (var unit in after.Units.Values)
        {
            if (unit.Parent is { } above && !parents.ContainsKey(above))
            {
                return Missing(unit.Name, above);
            }
            if (GoesRound(unit.Code, parents))
            {
                return Refusal.Of(
                    "register-circle",
                    $"{unit.Code} 的上级会绕成一圈。",
                    $"The units above {unit.Code} would go round in a circle."
                );
            }
        }
        foreach (var area in after.Areas.Values.Where(a => !parents.ContainsKey(a.IntakeUnit)))
        {
            return Missing(area.Name, area.IntakeUnit);
        }
        foreach (var partner in after.Partners.All.Where(p => !parents.ContainsKey(p.KeptBy)))
        {
            return Missing(partner.Name, partner.KeptBy);
        }
        var alone = before.WithoutReviewer().ToHashSet();
        return after.WithoutReviewer().FirstOrDefault(u => !alone.Contains(u)) is { } unreviewed
            ? Refusal.Of(
                "register-no-reviewer",
                $"这样改后没有单位可以复查 {unreviewed}：复查单位不能是它的上级或下级。",
                $"After this no unit may review the work of {unreviewed}: a reviewer is neither above nor below it."
            )
            : null;
    }

    internal static bool GoesRound(string code, Dictionary<string, string?> parents)
    {
        var at = parents.GetValueOrDefault(code);
        for (var steps = 0; at is not null && steps <= parents.Count; steps++)
        {
            if (at == code)
            {
                return true;
            }
            at = parents.GetValueOrDefault(at);
        }
        return false;
    }

    private static Refusal Missing(Bilingual name, string unit) =>
        Refusal.Of(
            "register-unit-missing",
            $"“{name.Zh}”要用到单位 {unit}，它会不在单位中。",
            $"\"{name.En}\" leans on unit {unit}, which would be no unit."
        );
}

/// <summary>Decides on undoing an import of a register.</summary>
public static class UndoRegisterImportRule
{
    private const int LongestWhy = 500;

    /// <summary>The fact, or why not. It is undone whole or not at all.</summary>
    /// <param name="jurisdiction">As configured now.</param>
    /// <param name="number">The import's number.</param>
    /// <param name="import">The import, or null when there is none of that number.</param>
    /// <param name="undone">Whether it has been undone already.</param>
    /// <param name="why">Why.</param>
    /// <param name="uses">By code, what hangs on an entry that the import brought: matters, accounts and the like.</param>
    public static (RegisterImportUndone? Fact, Refusal? Why) Decide(
        Jurisdiction jurisdiction,
        int number,
        RegisterImported? import,
        bool undone,
        string? why,
        IReadOnlyDictionary<string, Bilingual> uses
    )
    {
        var because = (why ?? "").Trim();
        if (because.Length is 0 or > LongestWhy)
        {
            return No("missing-why", "请写明为什么撤销，不超过 500 字。", "Say why, in 500 characters at most.", "Why");
        }
        if (import is null)
        {
            return No("register-no-import", $"没有第 {number} 次导入。", $"There is no import {number}.");
        }
        if (undone)
        {
            return No("register-undone", "这次导入已经撤销。", "This import has been undone already.");
        }
        var now = RegisterEntry.All(jurisdiction, import.Kind);
        foreach (var change in import.Changes)
        {
            if (now.GetValueOrDefault(change.After.Code) != change.After)
            {
                return No(
                    "register-changed-since",
                    $"{change.After.Code} 后来又改过，先撤销后来的导入。",
                    $"{change.After.Code} has been changed since: undo the later import first."
                );
            }
        }
        var removed = import.Changes.Where(c => c.Before is null).Select(c => c.After.Code).ToHashSet();
        foreach (var change in import.Changes.Where(c => removed.Contains(c.After.Code)))
        {
            if (UseOf(jurisdiction, import.Kind, change.After.Code, removed, uses) is { } use)
            {
                return No(
                    "register-in-use",
                    $"“{change.After.Zh}”（{change.After.Code}）已经用在{use.Zh}，不能撤销。",
                    $"\"{change.After.En}\" ({change.After.Code}) is in use since, by {use.En}, so that the import cannot be undone."
                );
            }
        }
        var fault = RegisterRules.FaultOf(
            jurisdiction,
            RegisterRules.After(
                jurisdiction,
                import.Kind,
                [.. import.Changes.Select(c => c.Before).OfType<RegisterEntry>()],
                removed
            )
        );
        return fault is null ? (new RegisterImportUndone(number, because), null) : (null, fault);
    }

    private static Bilingual? UseOf(
        Jurisdiction jurisdiction,
        RegisterKind kind,
        string code,
        HashSet<string> removed,
        IReadOnlyDictionary<string, Bilingual> uses
    )
    {
        if (uses.TryGetValue(code, out var used))
        {
            return used;
        }
        if (jurisdiction.Catalogue.Lines.Any(l => (kind == RegisterKind.Units ? l.Unit : l.Area) == code))
        {
            return new("派单目录", "the dispatch catalogue");
        }
        if (kind == RegisterKind.Areas)
        {
            return null;
        }
        return jurisdiction.Areas.Values.FirstOrDefault(a => a.IntakeUnit == code) is { } area
                ? new($"片区“{area.Name.Zh}”的受理", $"area \"{area.Name.En}\"")
            : jurisdiction.Units.Values.FirstOrDefault(u => u.Parent == code && !removed.Contains(u.Code)) is { } below
                ? new($"下级单位“{below.Name.Zh}”", $"unit \"{below.Name.En}\" below it")
            : jurisdiction.Partners.All.FirstOrDefault(p => p.KeptBy == code) is { } partner
                ? new($"外部协办单位“{partner.Name.Zh}”的联系", $"outside partner \"{partner.Name.En}\"")
            : null;
    }

    private static (RegisterImportUndone?, Refusal?) No(string code, string zh, string en, string? field = null) =>
        (null, Refusal.Of(code, zh, en, field));
}
