using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Disputes;

/// <summary>A mediator as the register shows them.</summary>
/// <param name="Mediator">What the register says.</param>
/// <param name="Name">The account's name.</param>
/// <param name="Load">In how many disputes that go on they are invited or mediate.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(MediatorLine.Mediator))]
public sealed record MediatorLine(Mediator Mediator, [property: Shows(PersonalItem.StaffAccount)] string Name, int Load);

/// <summary>The registers of mediators, one of each unit.</summary>
public static class MediatorBook
{
    /// <summary>The register of a unit, with everybody's load.</summary>
    public static async Task<IReadOnlyList<MediatorLine>> OfUnitAsync(Db db, string unit, CancellationToken cancel = default)
    {
        var rows = await db.Set<MediatorRow>().AsNoTracking().Where(m => m.Unit == unit).ToListAsync(cancel);
        var accounts = rows.ConvertAll(r => r.AccountId);
        var names = await Colleagues.NamesAsync(db, accounts, cancel);
        var load = await db.Set<DisputeRow>()
            .Where(d => d.Mediator != null && accounts.Contains(d.Mediator.Value))
            .GroupBy(d => d.Mediator!.Value)
            .Select(g => new { Account = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Account, g => g.Count, cancel);
        return
        [
            .. rows.Select(r => new MediatorLine(
                    FromRow(r),
                    names.GetValueOrDefault(r.AccountId, ""),
                    load.GetValueOrDefault(r.AccountId)
                ))
                .OrderBy(l => l.Load)
                .ThenBy(l => l.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Puts a mediator into the register of the writer's unit, or changes what it says.</summary>
    /// <returns>Why not, or null.</returns>
    public static async Task<Refusal?> RegisterAsync(
        Db db,
        StaffScope scope,
        RegisterMediator command,
        DateOnly today,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        var by = scope.Actor;
        var colleagues = await Colleagues.OfUnitAsync(db, scope.Unit, today, cancel);
        var colleague = colleagues.Exists(c => c.Id == command.Account?.Value);
        var (mediator, why) = RegisterMediatorRule.Decide(command, colleague, by, today);
        if (mediator is null)
        {
            return why;
        }
        var row = await db.Set<MediatorRow>()
            .FirstOrDefaultAsync(m => m.Unit == mediator.Unit && m.AccountId == mediator.Id.Value, cancel);
        if (row is null)
        {
            row = new MediatorRow
            {
                AccountId = mediator.Id.Value,
                Unit = mediator.Unit,
                AppointedBy = "",
                Letter = "",
                Fields = "",
                Languages = "",
                Days = "",
            };
            db.Add(row);
        }
        (row.AppointedBy, row.Letter, row.FromOn, row.ToOn) = (mediator.AppointedBy, mediator.Letter, mediator.From, mediator.To);
        (row.Fields, row.Languages, row.Days) = (
            string.Join(' ', mediator.Fields),
            string.Join(' ', mediator.Languages),
            string.Join(' ', mediator.Days)
        );
        (row.TrainedOn, row.ChangedBy, row.ChangedAt) = (mediator.TrainedOn, scope.Id.Value, now);
        await db.SaveChangesAsync(cancel);
        return null;
    }

    private static Mediator FromRow(MediatorRow row) =>
        new(
            new StaffId(row.AccountId),
            row.Unit,
            row.AppointedBy,
            row.Letter,
            row.FromOn,
            row.ToOn,
            [.. Words(row.Fields).Select(Enum.Parse<DisputeKind>)],
            row.TrainedOn,
            [.. Words(row.Languages).Select(Enum.Parse<MediatorLanguage>)],
            [.. Words(row.Days).Select(Enum.Parse<DayOfWeek>)]
        );

    private static string[] Words(string joined) => joined.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
