using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.DutyRoster;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DutyRoster;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Seeding;

/// <summary>The demonstration's roster: in each unit with somebody who leads it, its people take turns by day and by night for a fortnight.</summary>
public sealed class DemoRoster(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, RosterBook book)
{
    private const int Days = 14;

    /// <summary>Makes it.</summary>
    public async Task MakeAsync(DateTimeOffset now, CancellationToken cancel = default)
    {
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var leaders = await db
            .Appointments.Where(a => a.Role == StaffRole.Supervisor)
            .OrderBy(a => a.Unit)
            .ThenBy(a => a.AccountId)
            .ToListAsync(cancel);
        foreach (var leader in leaders.DistinctBy(a => a.Unit))
        {
            var people = await Colleagues.OfUnitAsync(db, leader.Unit, today, cancel);
            var scope = new StaffScope(
                new StaffId(leader.AccountId),
                leader.Unit,
                [leader.Unit],
                [leader.Unit],
                [StaffRole.Supervisor]
            );
            for (var day = 0; day < Days; day++)
            {
                var (by, night) = (people[day % people.Count], people[(day + 1) % people.Count]);
                var set = new SetRoster(today.AddDays(day), [new StaffId(by.Id)], [new StaffId(night.Id)]);
                if (await book.SetAsync(scope, set, cancel) is not Acted.Written)
                {
                    throw new InvalidOperationException($"the demonstration's roster of {leader.Unit} was refused");
                }
            }
        }
    }
}
