using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Liaisons;

namespace SmallMatters.Web.Liaisons;

/// <summary>The demonstration's liaison volunteer: one who serves, was trained, and agreed to be named.</summary>
internal sealed class DemoLiaisons(IDbContextFactory<Db> databases, LiaisonBook book, JurisdictionSource jurisdictions)
{
    private const string Unit = "station";
    private const string Area = "qh-heliu";

    /// <summary>Makes it, if the station has somebody who leads it.</summary>
    public async Task MakeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        Guid? head;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            head = await db
                .Appointments.Where(a => a.Unit == Unit && a.Role == StaffRole.Supervisor)
                .Select(a => (Guid?)a.AccountId)
                .FirstOrDefaultAsync(cancel);
        }
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        if (head is not { } account || !jurisdiction.Areas.ContainsKey(Area))
        {
            return;
        }
        var leader = new Actor.Staff(new StaffId(account), Unit, [StaffRole.Supervisor]);
        var today = jurisdiction.Calendar.DayOf(now);
        var (done, id, _) = await book.OfferAsync(
            new OfferLiaison("柏叔", "5550 0301", Area, today.AddDays(300)),
            leader,
            cancel
        );
        Check(done);
        Check((await book.DecideAsync(id, null, (role, _) => LiaisonRule.Accept(role, true, true), cancel)).Done);
        Check(
            (
                await book.DecideAsync(
                    id,
                    leader,
                    (role, day) => LiaisonRule.Train(role, LiaisonTraining.SituationsNotPeople, today, day),
                    cancel
                )
            ).Done
        );
    }

    private static void Check(Acted done)
    {
        if (done is Acted.Refused refused)
        {
            throw new InvalidOperationException($"the demonstration's volunteer was refused: {refused.Why.Sentence}");
        }
    }
}
