using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.MinorCases;

namespace SmallMatters.Web.MinorCases;

/// <summary>
/// The demonstration's minor cases: a bicycle lamp that was stolen, a neighbour's noise with prior attempts, a quarrel in mediation, a
/// door scratched and settled, and a report that was no police matter.
/// </summary>
internal sealed class DemoCases(IDbContextFactory<Db> databases, CaseDesk cases, CaseReader reader)
{
    private const string Unit = "station";

    private static readonly (CaseKind Kind, string Account, string Estate, string Building, string Name, int Days)[] Stories =
    [
        (CaseKind.Theft, "楼下车棚的电动车电瓶被偷，早上七点发现的。", "禾柳新村", "6号楼", "钱阿姨", 12),
        (CaseKind.Noise, "楼上每晚十一点以后放音响，说过多次没有用。", "书院里", "2号楼", "许先生", 6),
        (CaseKind.Assault, "因为占车位争吵，被推了一下，胳膊擦伤。", "新桥家园", "9号楼", "罗师傅", 4),
        (CaseKind.Damage, "自家防盗门被人划了一道。", "石榴园", "11号楼", "傅老师", 25),
        (CaseKind.Other, "装修公司收了定金不来。", "河湾小区", "1号楼", "卞女士", 2),
    ];

    /// <summary>Makes them, if the station has somebody who leads it.</summary>
    public async Task MakeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var head = await db
            .Appointments.Where(a => a.Unit == Unit && a.Role == StaffRole.Supervisor)
            .Select(a => (Guid?)a.AccountId)
            .FirstOrDefaultAsync(cancel);
        if (head is not { } account)
        {
            return;
        }
        var scope = new StaffScope(new StaffId(account), Unit, [Unit], [Unit], [StaffRole.Handler, StaffRole.Supervisor]);
        foreach (var story in Stories)
        {
            await TellAsync(story, scope, now, cancel);
        }
    }

    private async Task TellAsync(
        (CaseKind Kind, string Account, string Estate, string Building, string Name, int Days) story,
        StaffScope scope,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var reported = now.AddDays(-story.Days);
        var (done, reference) = await cases.RegisterAsync(
            new RegisterCase(
                story.Kind,
                "qh-heliu",
                story.Account,
                $"{story.Estate}{story.Building}",
                reported,
                null,
                story.Kind == CaseKind.Other ? Arrival.NotPolice : Arrival.Ours,
                false,
                story.Kind == CaseKind.Other ? "court" : null,
                null,
                CaseRole.Both,
                false,
                story.Kind == CaseKind.Theft ? "青公受案字〔演示〕17号" : null
            ),
            new CaseContact(story.Name, null),
            new CaseOccurrence(story.Estate, story.Building, reported.AddHours(-9), reported.AddHours(-1)),
            scope,
            cancel
        );
        Check(done);
        if (story.Kind == CaseKind.Other)
        {
            return;
        }
        Task StepAsync(string code, double days) =>
            DoAsync(
                (it, by, j, at) =>
                    TakeStepRule.Decide(it, new TakeStep(code, reported.AddDays(days), null, Officers.Two, null), by, j, at)
            );
        Task ToldAsync() => DoAsync((it, by, _, at) => ServePeopleRule.Tell(it, it.People[0].Id, ToldHow.ByPhone, by, at));
        await StepAsync("statements", 0.2);
        switch (story.Kind)
        {
            case CaseKind.Theft:
                await StepAsync("scene", 1);
                await ToldAsync();
                await DoAsync(
                    (it, by, j, at) =>
                        CaseClockRule.Pause(
                            it,
                            Domain.Clocks.PauseReason.Appraisal,
                            "价格认定委托书3号",
                            reported.AddDays(3),
                            by,
                            j,
                            at
                        )
                );
                await DoAsync((it, by, j, at) => CaseClockRule.Resume(it, reported.AddDays(8), by, j, at));
                break;
            case CaseKind.Noise:
                await DoAsync(
                    (it, by, j, at) =>
                        ServePeopleRule.Attempt(
                            it,
                            AttemptBy.Committee,
                            j.Calendar.DayOf(reported).AddDays(-5),
                            "居委会上门劝过两次，当晚安静，过几天又响。",
                            by,
                            j,
                            at
                        )
                );
                await DoAsync(
                    (it, by, j, at) =>
                        ServePeopleRule.Attempt(
                            it,
                            AttemptBy.PropertyService,
                            j.Calendar.DayOf(reported).AddDays(-2),
                            "物业贴了提示，也打过电话。",
                            by,
                            j,
                            at
                        )
                );
                break;
            case CaseKind.Assault:
                await DoAsync(
                    (it, by, j, at) =>
                        MediateCaseRule.Begin(
                            it,
                            [.. CaseBook.BuiltIn.Conditions.Select(c => c.Code)],
                            [],
                            reported.AddDays(2),
                            by,
                            j,
                            at
                        )
                );
                await DoAsync(
                    (it, by, j, at) =>
                        MediateCaseRule.Agree(
                            it,
                            "治安调解协议书〔演示〕5号",
                            j.Calendar.DayOf(at).AddDays(5),
                            reported.AddDays(3),
                            by,
                            j,
                            at
                        )
                );
                break;
            default:
                await StepAsync("approval", 9);
                await DoAsync(
                    (it, by, j, at) =>
                        DecideCaseRule.Decide(
                            it,
                            CaseOutcome.Settled,
                            "和解认可书〔演示〕2号",
                            null,
                            reported.AddDays(12),
                            by,
                            j,
                            at
                        )
                );
                await ToldAsync();
                await DoAsync((it, by, j, at) => DecideCaseRule.Close(it, reported.AddDays(14), by, j, at));
                break;
        }

        async Task DoAsync(Func<MinorCase, Actor.Staff, Jurisdiction, DateTimeOffset, CaseDecision> decide)
        {
            var page = (await reader.OpenAsync(reference, scope, cancel))!;
            Check(
                await cases.DecideAsync(reference, scope, (it, by, j, at, _) => decide(it, by, j, at), page.Seen, cancel: cancel)
            );
        }
    }

    private static void Check(Acted done)
    {
        if (done is not Acted.Written)
        {
            throw new InvalidOperationException($"a step of the demonstration's minor cases was refused: {done}");
        }
    }
}
