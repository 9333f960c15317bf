using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.OpenData;

namespace SmallMatters.Web.OpenData;

/// <summary>The demonstration's open data: what goes out was weighed by two people, and the finished months are out.</summary>
internal static class DemoOpenData
{
    /// <summary>Makes them, if the demonstration has a supervisor and a data-protection officer.</summary>
    public static async Task MakeAsync(
        IDbContextFactory<Db> databases,
        AssessmentBook book,
        OpenReleases releases,
        DateOnly today,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (
            await SomebodyAsync(db, StaffRole.Supervisor, cancel) is not { } writer
            || await SomebodyAsync(db, StaffRole.DataProtectionOfficer, cancel) is not { } officer
        )
        {
            return;
        }
        foreach (var flow in Enum.GetValues<OpenDataSet>().Select(OpenReleases.FlowOf))
        {
            var (done, id) = await book.WriteAsync(
                writer,
                new WriteAssessment(
                    flow.Kind,
                    flow.Code,
                    "所有人",
                    "按月、片区、分类或网格的件数，没有姓名、文字和门牌",
                    "让居民看到提了多少、在哪里",
                    "件数少时可能推到人；几张表相减可能推出隐去的数",
                    "少于五件隐去，并多隐去一些；每期只公布一次",
                    today.AddYears(1)
                ),
                cancel
            );
            if (
                done is not Acted.Written
                || await book.DecideAsync(id, officer, a => DecideAssessmentRule.Approve(a, "措施够了", officer), 1, cancel)
                    is not Acted.Written
            )
            {
                throw new InvalidOperationException("an assessment of the demonstration was refused");
            }
        }
        await releases.MakeAsync(cancel);
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
