using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Web.Registers;

/// <summary>What imports of registers are called.</summary>
internal static class RegisterWords
{
    private const int LongestBeginning = 60;

    public static Bilingual Said(this RegisterKind kind) =>
        kind == RegisterKind.Units ? new("单位", "Units") : new("片区", "Areas");

    public static Bilingual Said(this RegisterFate fate) =>
        fate switch
        {
            RegisterFate.New => new("新增", "new"),
            RegisterFate.Changed => new("修改", "changed"),
            RegisterFate.Unchanged => new("不变", "unchanged"),
            _ => new("拒绝", "refused"),
        };

    public static Bilingual Said(this RegisterField field, RegisterKind kind) =>
        field switch
        {
            RegisterField.Zh => new("中文名称", "Chinese name"),
            RegisterField.En => new("英文名称", "English name"),
            RegisterField.Unit when kind == RegisterKind.Units => new("上级单位", "unit above"),
            RegisterField.Unit => new("受理单位", "intake unit"),
            RegisterField.Contact => new("联系方式", "contact"),
            _ => new("边界", "outline"),
        };

    /// <summary>What a row comes to: of each changed field what stood and what comes, or why it is refused.</summary>
    /// <param name="row">The row.</param>
    /// <param name="kind">Which register.</param>
    /// <param name="changes">The changes of the whole file.</param>
    public static Bilingual Said(this RegisterRowFate row, RegisterKind kind, IEnumerable<RegisterChange> changes)
    {
        if (row.Why is { } why)
        {
            return why;
        }
        var change = row.Fields.IsEmpty ? null : changes.FirstOrDefault(c => c.After.Code == row.Code);
        var said = row.Fields.Select(f => f.Said(kind, change)).ToList();
        return new(string.Join("；", said.Select(s => s.Zh)), string.Join("; ", said.Select(s => s.En)));
    }

    private static Bilingual Said(this RegisterField field, RegisterKind kind, RegisterChange? change)
    {
        var name = field.Said(kind);
        if (change?.Before is not { } before)
        {
            return name;
        }
        if (field == RegisterField.Outline)
        {
            return change.After.Outline is null ? new("边界：有 → 无", "outline: there → none")
                : before.Outline is null ? new("边界：无 → 有", "outline: none → there")
                : new("边界：原有的 → 文件里的", "outline: what stood → the file's");
        }
        var (was, now) = (Of(before, field), Of(change.After, field));
        return new($"{name.Zh}：{was ?? "（无）"} → {now ?? "（无）"}", $"{name.En}: {was ?? "(none)"} → {now ?? "(none)"}");
    }

    private static string? Of(RegisterEntry entry, RegisterField field) =>
        field switch
        {
            RegisterField.Zh => entry.Zh,
            RegisterField.En => entry.En,
            RegisterField.Unit => entry.Unit,
            _ => entry.Contact,
        };

    /// <summary>The cells of a row as they stood; of an outline its beginning.</summary>
    public static string Cells(this RegisterRow row) =>
        string.Join(" | ", new[] { row.Code, row.Zh, row.En, row.Unit, row.Contact, Beginning(row.Outline) }.OfType<string>());

    /// <summary>Configured entries that a file lacked, with their names.</summary>
    public static Bilingual Named(this ImmutableArray<string> codes, Jurisdiction jurisdiction, RegisterKind kind)
    {
        var names = codes
            .Select(code =>
                (
                    kind == RegisterKind.Units
                        ? jurisdiction.Units.GetValueOrDefault(code)?.Name
                        : jurisdiction.Areas.GetValueOrDefault(code)?.Name
                )
                    is { } name
                    ? new Bilingual($"{name.Zh}（{code}）", $"{name.En} ({code})")
                    : new Bilingual(code, code)
            )
            .ToList();
        return new(string.Join("、", names.Select(n => n.Zh)), string.Join(", ", names.Select(n => n.En)));
    }

    /// <summary>How many rows came to what.</summary>
    public static Bilingual Counted(int added, int changed, int unchanged, int refused) =>
        new(
            $"新增 {added} · 修改 {changed} · 不变 {unchanged} · 拒绝 {refused}",
            $"{added} new · {changed} changed · {unchanged} unchanged · {refused} refused"
        );

    private static string? Beginning(string? outline) =>
        outline is { Length: > LongestBeginning } ? $"{outline[..LongestBeginning]}…" : outline;
}

/// <summary>Addresses of the registers' pages.</summary>
internal static class RegisterLinks
{
    public const string Registers = "/administration/registers";

    public static string Of(int number) => $"{Registers}/{number}";
}
