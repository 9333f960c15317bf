using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;

namespace SmallMatters.Domain.Units;

/// <summary>What an import of a register would do: row by row, and whether it may.</summary>
/// <param name="Kind">Which register.</param>
/// <param name="Rows">The fate of each row, in the file's order.</param>
/// <param name="Changes">What would change, in the file's order.</param>
/// <param name="Vanished">Codes that are configured and not in the file. They are only named, never removed.</param>
/// <param name="Whole">Why nothing may be imported at all, or null.</param>
public sealed record RegisterPlan(
    RegisterKind Kind,
    ImmutableArray<RegisterRowFate> Rows,
    ImmutableArray<RegisterChange> Changes,
    ImmutableArray<string> Vanished,
    Refusal? Whole
)
{
    private const int LongestCode = 60;
    private const int LongestName = 100;

    /// <summary>How many rows have a fate.</summary>
    public int Count(RegisterFate fate) => Rows.Count(r => r.Fate == fate);

    /// <summary>
    /// Weighs a file against the jurisdiction. A refused row stays out, and so does every row that leans on it; what is left
    /// hangs together.
    /// </summary>
    /// <param name="jurisdiction">As configured.</param>
    /// <param name="kind">Which register.</param>
    /// <param name="rows">The file's rows.</param>
    /// <param name="system">The coordinate system of the outlines.</param>
    public static RegisterPlan Make(
        Jurisdiction jurisdiction,
        RegisterKind kind,
        IReadOnlyList<RegisterRow> rows,
        CoordinateSystem system
    )
    {
        var before = RegisterEntry.All(jurisdiction, kind);
        var lines = rows.Where(r => r.Broken is null).ToLookup(r => r.Code, r => r.Line, StringComparer.Ordinal);
        var after = new RegisterEntry?[rows.Count];
        var why = new Refusal?[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            var stands = before.GetValueOrDefault(rows[i].Code);
            var row = rows[i].Over(stands);
            why[i] = rows[i].Broken ?? Fault(jurisdiction, kind, row, before, lines[rows[i].Code]);
            if (why[i] is null)
            {
                (after[i], why[i]) = EntryOf(kind, row, RegisterRow.Clears(rows[i].Outline) ? null : stands?.Outline, system);
            }
        }
        if (kind == RegisterKind.Units)
        {
            LeaveOutUnplaced(before, after, why);
        }
        var fates = rows.Select((row, i) => FateOf(row, before.GetValueOrDefault(row.Code), after[i], why[i])).ToImmutableArray();
        ImmutableArray<RegisterChange> changes =
        [
            .. after
                .OfType<RegisterEntry>()
                .Select(e => new RegisterChange(before.GetValueOrDefault(e.Code), e))
                .Where(c => c.Before != c.After),
        ];
        return new RegisterPlan(
            kind,
            fates,
            changes,
            [.. before.Keys.Where(code => !lines.Contains(code)).Order(StringComparer.Ordinal)],
            changes.IsEmpty
                ? Refusal.Of(
                    "register-nothing-new",
                    "文件里没有可以写入的新内容。",
                    "The file holds nothing new that could be imported."
                )
                : RegisterRules.FaultOf(
                    jurisdiction,
                    RegisterRules.After(jurisdiction, kind, [.. changes.Select(c => c.After)], [])
                )
        );
    }

    private static Refusal? Fault(
        Jurisdiction jurisdiction,
        RegisterKind kind,
        RegisterRow row,
        Dictionary<string, RegisterEntry> before,
        IEnumerable<int> lines
    )
    {
        if (new[] { row.Code, row.Zh, row.En, row.Unit }.Any(PersonNumbers.In))
        {
            return Refusal.Of(
                "number-of-a-person",
                "这一行写有身份证号或手机号，没有保留。",
                "An identity number or a mobile number stands in this row, which is not kept."
            );
        }
        if (row.Code.Length == 0)
        {
            return Refusal.Of("register-no-code", "没有代码。", "The code is empty.");
        }
        if (lines.Skip(1).Any())
        {
            var all = string.Join("、", lines);
            return Refusal.Of(
                "register-code-twice",
                $"代码 {row.Code} 出现在第 {all} 行，不知道哪一行算数。",
                $"The code {row.Code} stands on lines {all.Replace("、", ", ", StringComparison.Ordinal)}; which of them holds is unknown."
            );
        }
        if (!before.ContainsKey(row.Code))
        {
            if (
                row.Code.Length > LongestCode
                || !row.Code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            )
            {
                return Refusal.Of(
                    "register-code",
                    $"代码“{row.Code}”应为 1 到 {LongestCode} 个小写字母、数字或连字符。",
                    $"The code \"{row.Code}\" must be 1 to {LongestCode} lower-case letters, digits or hyphens."
                );
            }
            if (kind == RegisterKind.Units && jurisdiction.Partners.Find(row.Code) is not null)
            {
                return Refusal.Of(
                    "register-code-partner",
                    $"代码 {row.Code} 已经是外部协办单位的。",
                    $"The code {row.Code} is an outside partner's already."
                );
            }
        }
        if (RegisterRow.Clears(row.Zh) || RegisterRow.Clears(row.En))
        {
            return Refusal.Of(
                "register-name-cleared",
                "名称不能用“-”去掉；名称不变，就把格子留空。",
                "A name cannot be taken away with \"-\"; leave the cell empty to keep it as it is."
            );
        }
        if (Bad(row.Zh) || Bad(row.En))
        {
            return Refusal.Of(
                "register-name",
                $"要有中文和英文名称，各 1 到 {LongestName} 个字符。",
                $"It needs a name in Chinese and in English, 1 to {LongestName} characters each."
            );
        }
        if (row.Contact is { Length: > 0 } contact && Bad(contact))
        {
            return Refusal.Of(
                "register-contact",
                $"联系方式最多 {LongestName} 个字符，一行。",
                $"The contact has at most {LongestName} characters, on one line."
            );
        }
        return kind == RegisterKind.Areas && !jurisdiction.Units.ContainsKey(row.Unit ?? "")
            ? Refusal.Of(
                "register-intake",
                $"受理单位“{row.Unit}”不在单位中；请先导入单位。",
                $"The intake unit \"{row.Unit}\" is no unit; import the units first."
            )
            : null;
    }

    private static bool Bad(string words) => words.Length is 0 or > LongestName || words.Any(char.IsControl);

    private static (RegisterEntry? Entry, Refusal? Why) EntryOf(
        RegisterKind kind,
        RegisterRow row,
        string? outline,
        CoordinateSystem system
    )
    {
        if (kind == RegisterKind.Units)
        {
            return (new RegisterEntry(row.Code, row.Zh, row.En, row.Unit, row.Contact), null);
        }
        var entry = new RegisterEntry(row.Code, row.Zh, row.En, row.Unit, Outline: outline);
        if (row.Outline is not { } words)
        {
            return (entry, null);
        }
        return Outlines.TryRead(words, system, out var shape, out var why)
            ? (entry with { Outline = RegisterEntry.OutlineOf(row.Code, shape) }, null)
            : (null, why);
    }

    // Each round takes out rows that hang on nothing or on themselves; the next looks at those that leant on them.
    private static void LeaveOutUnplaced(Dictionary<string, RegisterEntry> before, RegisterEntry?[] after, Refusal?[] why)
    {
        bool again;
        do
        {
            again = false;
            var parents = before.Values.ToDictionary(e => e.Code, e => e.Unit);
            foreach (var entry in after.OfType<RegisterEntry>())
            {
                parents[entry.Code] = entry.Unit;
            }
            for (var i = 0; i < after.Length; i++)
            {
                if (after[i] is not { Unit: { } above } entry)
                {
                    continue;
                }
                why[i] =
                    !parents.ContainsKey(above)
                        ? Refusal.Of(
                            "register-parent",
                            $"上级单位 {above} 不在单位中，也不在文件可用的行里。",
                            $"The unit above, {above}, is no unit and not among the file's good rows."
                        )
                    : RegisterRules.GoesRound(entry.Code, parents)
                        ? Refusal.Of(
                            "register-circle",
                            $"{entry.Code} 的上级绕成了一圈。",
                            $"The units above {entry.Code} go round in a circle."
                        )
                    : null;
            }
            for (var i = 0; i < after.Length; i++)
            {
                if (after[i] is not null && why[i] is not null)
                {
                    after[i] = null;
                    again = true;
                }
            }
        } while (again);
    }

    private static RegisterRowFate FateOf(RegisterRow row, RegisterEntry? before, RegisterEntry? after, Refusal? why) =>
        after is null ? Refused(row, why!)
        : before is null ? new RegisterRowFate(row.Line, row.Code, RegisterFate.New, [])
        : after.Differing(before) is { IsEmpty: false } fields
            ? new RegisterRowFate(row.Line, row.Code, RegisterFate.Changed, fields)
        : new RegisterRowFate(row.Line, row.Code, RegisterFate.Unchanged, []);

    // The fate is kept for good: a row with the number of a person in it is told by its line alone.
    private static RegisterRowFate Refused(RegisterRow row, Refusal why)
    {
        var kept = !new[] { row.Code, row.Zh, row.En, row.Unit, row.Contact }.Any(PersonNumbers.In);
        return new RegisterRowFate(
            row.Line,
            kept ? row.Code : "",
            RegisterFate.Refused,
            [],
            why.Sentence,
            kept && row.Broken is null ? row : null
        );
    }
}
