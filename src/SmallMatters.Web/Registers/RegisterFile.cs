using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Registers;

namespace SmallMatters.Web.Registers;

/// <summary>Reads a partner's CSV file of units or areas.</summary>
internal static class RegisterFile
{
    public static (RegisterSheet? Sheet, Refusal? Why) Read(byte[] bytes, string name, RegisterKind kind, RegisterColumns columns)
    {
        var noUnit =
            string.IsNullOrWhiteSpace(columns.Unit) && kind == RegisterKind.Areas
                ? Refusal.Of(
                    "register-mapping",
                    "片区要说明哪一列是受理单位。",
                    "For areas, say which column holds the intake unit.",
                    nameof(columns.Unit)
                )
                : null;
        var (table, why) = RegisterTable.Read(
            bytes,
            name,
            [
                new(nameof(columns.Code), columns.Code, true),
                new(nameof(columns.Zh), columns.Zh, true),
                new(nameof(columns.En), columns.En, true),
                new(nameof(columns.Unit), columns.Unit, false),
                kind == RegisterKind.Units
                    ? new(nameof(columns.Contact), columns.Contact, false)
                    : new(nameof(columns.Outline), columns.Outline, false),
            ]
        );
        return table is null || noUnit is not null
            ? (null, Refusal.All(why, noUnit))
            : (
                new RegisterSheet(
                    kind,
                    [.. table.Lines.Select(line => RowOf(line, kind, columns))],
                    columns.Coordinates,
                    table.Name,
                    table.Sha256
                ),
                null
            );
    }

    private static RegisterRow RowOf(RegisterLine line, RegisterKind kind, RegisterColumns columns) =>
        new(
            line.Line,
            line[columns.Code]!,
            line[columns.Zh]!,
            line[columns.En]!,
            line[columns.Unit],
            kind == RegisterKind.Units ? line[columns.Contact] : null,
            kind == RegisterKind.Areas ? line[columns.Outline] : null,
            line.Broken
        );
}
