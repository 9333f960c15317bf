using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Publishing;

namespace SmallMatters.Web.Publishing;

/// <summary>The demonstration's publications: a tip and a notice that are out, one that was recalled, one with hints to deal with.</summary>
internal static class DemoPublications
{
    private const string Unit = "works";

    /// <summary>Makes them, if the unit has somebody who writes and somebody who releases.</summary>
    public static async Task MakeAsync(
        IDbContextFactory<Db> databases,
        JurisdictionSource jurisdictions,
        PublicationBook book,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var people = await db
            .Appointments.Where(a => a.Unit == Unit && (a.Role == StaffRole.Handler || a.Role == StaffRole.Supervisor))
            .Select(a => new { a.AccountId, a.Role })
            .ToListAsync(cancel);
        var writer = people.FirstOrDefault(p => p.Role == StaffRole.Handler);
        var second = people.FirstOrDefault(p => p.AccountId != writer?.AccountId);
        if (writer is null || second is null)
        {
            return;
        }
        var area = (await jurisdictions.CurrentAsync(cancel)).Areas.Values.First().Code;
        var by = Scope(writer.AccountId, writer.Role);
        var releases = Scope(second.AccountId, second.Role);
        var tip = await BeginAsync(
            PublicationKind.Tip,
            null,
            "电动车不要进楼道充电",
            "上个月两栋楼的楼道里因充电冒烟，都由邻居及时发现。\n\n请把车停到楼下的充电棚；电池不带回家，不拉线。发现飞线充电，请在这里提出诉求，我们三个工作日内到场。"
        );
        await ReleaseAsync(tip);
        var notice = await BeginAsync(
            PublicationKind.Notice,
            area,
            "周四上午更换路灯",
            "本周四上午九点到十一点，小区东侧更换路灯，人行道会短时绕行。老人和孩子请走西门。"
        );
        await ReleaseAsync(notice);
        var wrong = await BeginAsync(
            PublicationKind.Correction,
            area,
            "关于停水的说明",
            "网上传的“停水三天”不实，实际停水两小时。"
        );
        await ReleaseAsync(wrong);
        await ActAsync(
            wrong,
            releases,
            (p, j) => ReleasePublicationRule.Recall(p, "停水时间写错了，更正后再发", releases.Actor, j)
        );
        await BeginAsync(
            PublicationKind.Result,
            area,
            "楼道堆物已经清理",
            "3号楼2单元501室门口的杂物已经清走，住户王先生电话13800001234表示满意。沪A12345长期占用消防通道一事，仍在协调。"
        );

        async Task<Guid> BeginAsync(PublicationKind kind, string? of, string title, string words)
        {
            var (done, id) = await book.BeginAsync(by, kind, of, null, new WritePublication(title, words, null), cancel);
            return done is Acted.Written
                ? id
                : throw new InvalidOperationException("a publication of the demonstration was refused");
        }

        async Task ReleaseAsync(Guid id)
        {
            await ActAsync(id, by, (p, _) => ReleasePublicationRule.Submit(p, by.Actor));
            await ActAsync(id, releases, (p, j) => ReleasePublicationRule.Release(p, null, releases.Actor, j));
        }

        async Task ActAsync(Guid id, StaffScope scope, Func<Publication, Domain.Units.Jurisdiction, PublicationDecision> decide)
        {
            var seen = (await book.FindAsync(db, scope, id, cancel))!.Seen;
            if (await book.DecideAsync(id, scope, (p, _, _, j, _) => decide(p, j), seen, cancel) is not Acted.Written)
            {
                throw new InvalidOperationException("a step of the demonstration's publications was refused");
            }
        }
    }

    private static StaffScope Scope(Guid account, StaffRole role) => new(new StaffId(account), Unit, [Unit], [Unit], [role]);
}
