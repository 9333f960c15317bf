using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;

namespace SmallMatters.Web.DataProtection;

/// <summary>An outward flow of the demonstration that two people have weighed.</summary>
internal static class DemoAssessment
{
    /// <summary>Writes it as a supervisor and approves it as a data-protection officer.</summary>
    /// <returns>Whether the demonstration has both.</returns>
    public static async Task<bool> ApproveAsync(
        IDbContextFactory<Db> databases,
        AssessmentBook book,
        WriteAssessment command,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (
            await SomebodyAsync(db, StaffRole.Supervisor, cancel) is not { } writer
            || await SomebodyAsync(db, StaffRole.DataProtectionOfficer, cancel) is not { } officer
        )
        {
            return false;
        }
        var (done, id) = await book.WriteAsync(writer, command, cancel);
        return
            done is Acted.Written
            && await book.DecideAsync(id, officer, a => DecideAssessmentRule.Approve(a, "措施够了", officer), 1, cancel)
                is Acted.Written
            ? true
            : throw new InvalidOperationException("an assessment of the demonstration was refused");
    }

    private static async Task<Actor.Staff?> SomebodyAsync(Db db, StaffRole role, CancellationToken cancel)
    {
        var found = await db
            .Appointments.Where(a => a.Role == role)
            .OrderBy(a => a.Id)
            .Select(a => new { a.AccountId, a.Unit })
            .FirstOrDefaultAsync(cancel);
        return found is null ? null : new Actor.Staff(new StaffId(found.AccountId), found.Unit, [role]);
    }
}
