using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Services;

namespace SmallMatters.Web.Services;

/// <summary>The demonstration's services: one of the station with times for the next days, and a birth as one thing of several units.</summary>
internal sealed class DemoServices(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    ServiceBook book,
    TimeProvider time
)
{
    private const string Unit = "station";

    private static readonly (
        string Unit,
        string NameZh,
        string NameEn,
        string PapersZh,
        string PapersEn,
        bool AtDoor
    )[] OfBirth =
    [
        (
            "station",
            "落户登记",
            "Registering the child's household",
            "出生医学证明、父母户口簿、父母身份证",
            "Birth certificate, parents' household register, parents' identity cards",
            false
        ),
        (
            "service",
            "儿童医保参保",
            "Health insurance for the child",
            "父母户口簿、父母身份证",
            "Parents' household register, parents' identity cards",
            false
        ),
        (
            "street",
            "生育登记",
            "Registering the birth with the street office",
            "父母身份证、结婚证",
            "Parents' identity cards, marriage certificate",
            true
        ),
    ];

    /// <summary>Keeps them, of the units that have somebody who leads them.</summary>
    public async Task MakeAsync(CancellationToken cancel)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var category = jurisdiction.Categories.Values.FirstOrDefault(c => c is { Offered: true, Kind: Kind.Enquiry })?.Code;
        if (category is null || await LeaderAsync(Unit, cancel) is not { } by)
        {
            return;
        }
        var id = await KeepAsync(
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
        for (var day = 1; day <= 20; day++)
        {
            Written(
                await book.OpenSlotsAsync(
                    id,
                    by,
                    new OpenSlots(today.AddDays(day), 9, 11, 60, 3, day % 2 == 0 ? ServiceWay.Door : ServiceWay.Window),
                    cancel
                )
            );
        }
        await BirthAsync(category, cancel);
    }

    // One thing of three units.
    private async Task BirthAsync(string category, CancellationToken cancel)
    {
        var parts = new List<Guid>();
        foreach (var part in OfBirth)
        {
            if (await LeaderAsync(part.Unit, cancel) is { } by)
            {
                parts.Add(await KeepAsync(by, Sheet(part, category), cancel));
            }
        }
        if (parts.Count < Bundle.Fewest || await LeaderAsync("service", cancel) is not { } lead)
        {
            return;
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var birth = ("service", "新生儿一件事", "A child is born", "不用", "Nothing", true);
        await KeepAsync(
            lead,
            Sheet(birth, category) with
            {
                Parts = [.. await ServiceBook.FindAllAsync(db, parts, cancel)],
            },
            cancel
        );
    }

    private static KeepService Sheet(
        (string Unit, string NameZh, string NameEn, string PapersZh, string PapersEn, bool AtDoor) of,
        string category
    ) =>
        new(
            of.NameZh,
            of.NameEn,
            "孩子出生后，父母一方就可以办。",
            "One parent, once the child is born.",
            of.PapersZh,
            of.PapersEn,
            "各单位一楼窗口",
            "The window on the ground floor of each unit",
            "免费",
            "Free",
            category,
            AtWindow: true,
            of.AtDoor
        );

    private async Task<Guid> KeepAsync(Actor.Staff by, KeepService command, CancellationToken cancel)
    {
        var (done, id) = await book.OpenAsync(by, command, cancel);
        Written(done);
        return id;
    }

    private static void Written(Acted done)
    {
        if (done is Acted.Refused { Why: var why })
        {
            throw new InvalidOperationException($"a service of the demonstration was refused: {why.Sentence}");
        }
    }

    private async Task<Actor.Staff?> LeaderAsync(string unit, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return
            await db
                .Appointments.Where(a => a.Unit == unit && a.Role == StaffRole.Supervisor)
                .Select(a => (Guid?)a.AccountId)
                .FirstOrDefaultAsync(cancel)
                is { } account
            ? new Actor.Staff(new StaffId(account), unit, [StaffRole.Supervisor])
            : null;
    }
}
