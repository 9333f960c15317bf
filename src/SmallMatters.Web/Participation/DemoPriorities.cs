using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Supervision;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Participation;

namespace SmallMatters.Web.Participation;

/// <summary>The demonstration's priorities: one that is open, one that was adopted with an action done and one to do, one declined.</summary>
internal sealed class DemoPriorities(
    IDbContextFactory<Db> databases,
    ParticipationAsks asks,
    PriorityBook book,
    KeyRing ring,
    JurisdictionSource jurisdictions
)
{
    private const string Area = "qh-heliu";
    private const string Unit = "city";
    private const int Supporters = 7;

    /// <summary>Makes them, if the area is there.</summary>
    public async Task MakeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        if (!jurisdiction.Areas.TryGetValue(Area, out var area))
        {
            return;
        }
        var today = jurisdiction.Calendar.DayOf(now);
        if (
            await StaffAsync(area.IntakeUnit, StaffRole.Handler, cancel) is not { } desk
            || await StaffAsync(Unit, StaffRole.Handler, cancel) is not { } first
            || await StaffAsync(Unit, StaffRole.Supervisor, cancel) is not { } second
        )
        {
            return;
        }
        var open = await ProposedAsync("5550 0401", "河边步道晚上太黑", "晚饭后很多老人去走路，有两段没有灯。希望装灯。", cancel);
        for (var i = 0; i < Supporters; i++)
        {
            await ConfirmAsync(await asks.SupportAsync(open, $"5550041{i}", null, Tongue.Zh, cancel), cancel);
        }
        var adopted = await ProposedAsync(
            "5550 0402",
            "菜场门口早上堵车",
            "早上七点到九点，菜场门口过不去，希望有人管。",
            cancel
        );
        await PassAsync(adopted);
        await SayAsync(
            adopted,
            first,
            second,
            new(PriorityMove.Adopt, "提的人说得对，早高峰确实过不去。", null, null, null, null, null)
        );
        await SayAsync(
            adopted,
            first,
            second,
            new(
                PriorityMove.Act,
                "早上七点到九点，菜场门口禁止停车卸货。",
                null,
                null,
                Unit,
                LeaderPost.Deputy,
                today.AddDays(10)
            )
        );
        await SayAsync(
            adopted,
            first,
            second,
            new(PriorityMove.EndAct, "已经划线，商户都签收了通知。", 1, true, null, null, null)
        );
        await SayAsync(
            adopted,
            first,
            second,
            new(PriorityMove.Act, "后门开出一条卸货通道。", null, null, Unit, LeaderPost.SectionHead, today.AddDays(60))
        );
        var declined = await ProposedAsync("5550 0403", "小区里设一个球场", "孩子们没有地方打球。", cancel);
        await PassAsync(declined);
        await SayAsync(
            declined,
            first,
            second,
            new(PriorityMove.Decline, "小区里没有空地；北边学校的球场周末已经开放。", null, null, null, null, null)
        );

        // The community's desk is one person, who passes on what takes two.
        async Task PassAsync(Guid id) =>
            Check(
                await book.DecideAsync(
                    id,
                    desk,
                    (priority, _) => ModeratePriorityRule.Pass(priority, Unit, desk, jurisdiction),
                    cancel
                )
            );

        async Task SayAsync(Guid id, Actor.Staff writes, Actor.Staff releases, AnswerPriority said)
        {
            Check(
                await book.DecideAsync(
                    id,
                    writes,
                    (priority, day) => AnswerPriorityRule.Prepare(priority, said, writes, jurisdiction, day),
                    cancel
                )
            );
            Check(
                await book.DecideAsync(
                    id,
                    releases,
                    (priority, day) => AnswerPriorityRule.Release(priority, releases, day),
                    cancel
                )
            );
        }
    }

    private async Task<Actor.Staff?> StaffAsync(string unit, StaffRole role, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var account = await db
            .Appointments.Where(a => a.Unit == unit && a.Role == role)
            .Select(a => (Guid?)a.AccountId)
            .FirstOrDefaultAsync(cancel);
        return account is { } id ? new Actor.Staff(new StaffId(id), unit, [role]) : null;
    }

    private async Task<Guid> ProposedAsync(string phone, string title, string words, CancellationToken cancel) =>
        await ConfirmAsync(
            await asks.ProposeAsync(
                new ProposePriority(Area, title, words),
                phone.Replace(" ", "", StringComparison.Ordinal),
                null,
                Tongue.Zh,
                cancel
            ),
            cancel
        );

    private async Task<Guid> ConfirmAsync((Acted Done, Guid Ask) asked, CancellationToken cancel)
    {
        Check(asked.Done);
        var confirmed = await asks.ConfirmAsync(ring.LinkFor(asked.Ask, 1), cancel);
        Check(confirmed.Done);
        return confirmed.Priority;
    }

    private static void Check(Acted done)
    {
        if (done is Acted.Refused refused)
        {
            throw new InvalidOperationException($"the demonstration's priority was refused: {refused.Why.Sentence}");
        }
    }
}
