using System.Reflection;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Registers;

/// <summary>
/// What hangs on codes of units or areas: every column of the database that is named as one holding such a code is looked
/// through, so that a table which comes later is not forgotten.
/// </summary>
internal static class RegisterUses
{
    private static readonly HashSet<string> OfUnits = new(StringComparer.Ordinal)
    {
        "Owner",
        "Told",
        "Giver",
        "Receiver",
        "EscalatedTo",
        "GoneUpTo",
    };

    // The registers themselves are the domain's to weigh, which knows what goes away with the import; figures are counted anew.
    private static readonly HashSet<Type> LeftOut = [typeof(UnitRow), typeof(AreaRow), typeof(AreaFigureRow)];

    private static readonly MethodInfo Look = typeof(RegisterUses).GetMethod(
        nameof(LookAsync),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    /// <summary>By code, the first thing that hangs on it.</summary>
    public static async Task<Dictionary<string, Bilingual>> OfAsync(
        Db db,
        RegisterKind kind,
        IReadOnlyList<string> codes,
        CancellationToken cancel
    )
    {
        var uses = new Dictionary<string, Bilingual>(StringComparer.Ordinal);
        if (codes.Count == 0)
        {
            return uses;
        }
        foreach (var table in db.Model.GetEntityTypes().Where(t => !LeftOut.Contains(t.ClrType) && !t.IsOwned()))
        {
            foreach (var column in table.GetProperties().Where(p => p.ClrType == typeof(string) && Holds(kind, p.Name)))
            {
                var found =
                    (Task<List<string>>)Look.MakeGenericMethod(table.ClrType).Invoke(null, [db, column.Name, codes, cancel])!;
                foreach (var code in await found)
                {
                    uses.TryAdd(code, Named(table.ClrType, table.GetTableName()));
                }
            }
        }
        return uses;
    }

    private static bool Holds(RegisterKind kind, string name) =>
        kind == RegisterKind.Areas
            ? name.EndsWith("Area", StringComparison.Ordinal)
            : name.EndsWith("Unit", StringComparison.Ordinal) || OfUnits.Contains(name);

    private static Task<List<string>> LookAsync<TRow>(Db db, string column, IReadOnlyList<string> codes, CancellationToken cancel)
        where TRow : class =>
        db.Set<TRow>()
            .Where(r => codes.Contains(EF.Property<string>(r, column)))
            .Select(r => EF.Property<string>(r, column))
            .Distinct()
            .ToListAsync(cancel);

    private static Bilingual Named(Type row, string? table) =>
        row == typeof(MatterRow) ? new("诉求", "a matter")
        : row == typeof(Appointment) ? new("账号的任命", "an appointment of an account")
        : row == typeof(RoutingRuleRow) ? new("分派规则", "a routing rule")
        : new($"其他记录（{table}）", $"other records ({table})");
}
