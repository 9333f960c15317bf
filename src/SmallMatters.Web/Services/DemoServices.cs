using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Services;

namespace SmallMatters.Web.Services;

/// <summary>The demonstration's service of the station, at the window and at the door, with times for the next days.</summary>
internal sealed class DemoServices(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    ServiceBook book,
    TimeProvider time
)
{
    private const string Unit = "station";

    /// <summary>Opens it, if the station has somebody who leads it.</summary>
    public async Task MakeAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var writer = await db
            .Appointments.Where(a => a.Unit == Unit && a.Role == StaffRole.Supervisor)
            .Select(a => (Guid?)a.AccountId)
            .FirstOrDefaultAsync(cancel);
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var category = jurisdiction.Categories.Values.FirstOrDefault(c => c is { Offered: true, Kind: Kind.Enquiry })?.Code;
        if (writer is not { } account || category is null)
        {
            return;
        }
        var by = new Actor.Staff(new StaffId(account), Unit, [StaffRole.Supervisor]);
        var (done, id) = await book.OpenAsync(
            by,
            new KeepService(
                "养犬登记",
                "Registering a dog",
                "住在本辖区的养犬人。",
                "Whoever keeps a dog and lives here.",
                "犬只免疫证明、本人的住处证明。",
                "The dog's vaccination record and proof of where you live.",
                "派出所一楼窗口；行动不便的，我们上门。",
                "The window on the ground floor; we come to you if you cannot.",
                "免费",
                "Free",
                category,
                AtWindow: true,
                AtDoor: true
            ),
            cancel
        );
        var today = jurisdiction.Calendar.DayOf(time.GetUtcNow());
        for (var day = 1; done is Acted.Written && day <= 20; day++)
        {
            done = await book.OpenSlotsAsync(
                id,
                by,
                new OpenSlots(today.AddDays(day), 9, 11, 60, 3, day % 2 == 0 ? ServiceWay.Door : ServiceWay.Window),
                cancel
            );
        }
        if (done is Acted.Refused { Why: var why })
        {
            throw new InvalidOperationException($"the demonstration's service was refused: {why.Sentence}");
        }
    }
}
