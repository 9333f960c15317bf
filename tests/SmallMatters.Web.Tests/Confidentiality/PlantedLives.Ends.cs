using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <content>Matters that were argued over, ended in other ways, or are sealed.</content>
internal sealed partial class PlantedLives
{
    private async Task HandedOverAsync()
    {
        var raised = await RaiseAsync();
        var by = (await _office.HireAsync(Neighbourhood.WillowDesk)).Actor;
        var lamps = (await _office.HireAsync(Neighbourhood.Lamps)).Actor;
        var head = (await _office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor)).Actor;
        for (var time = 0; time < 2; time++)
        {
            await DoAsync(
                raised,
                by,
                "propose",
                (m, j, now) =>
                    ProposeHandOverRule.Decide(
                        m,
                        new ProposeHandOver(Neighbourhood.Lamps, "duty", Of("HandOver.Reason")),
                        by,
                        j,
                        now
                    )
            );
            await DoAsync(
                raised,
                lamps,
                "refuse",
                (m, j, now) =>
                    AnswerHandOverRule.Decide(
                        m,
                        new AnswerHandOver(m.File.HandOver!.Id, HandOverAnswer.Refuse, Of("HandOverRefused.Reason")),
                        lamps,
                        j,
                        now
                    )
            );
        }
        await DoAsync(
            raised,
            head,
            "designate",
            (m, j, now) =>
                DesignateRule.Decide(m, new Designate(Neighbourhood.WillowDesk, Of("Designation.Reason")), head, j, now)
        );
        // Handed over and waiting, since what was refused is kept in the facts alone.
        var waiting = await RaiseAsync();
        await DoAsync(
            waiting,
            by,
            "propose",
            (m, j, now) =>
                ProposeHandOverRule.Decide(m, new ProposeHandOver(Neighbourhood.Lamps, "duty", Of("HandOver.Reason")), by, j, now)
        );
    }

    private async Task EndedOtherwiseAsync()
    {
        var by = (await _office.HireAsync(Neighbourhood.WillowDesk)).Actor;
        Close[] ways =
        [
            new(OutcomeCode.Solved, Of("Solved.WhatWasDone")),
            new(OutcomeCode.NotOurs, Of("NotOurs.Reason")) { AcceptedBy = "燃气公司", TheirNumber = "77" },
            new(OutcomeCode.AnotherDoor, Of("AnotherDoor.Reason"))
            {
                Door = Door.Court,
                DoorWhere = "区法院",
                DoorBy = new DateOnly(2026, 6, 1),
            },
        ];
        foreach (var way in ways)
        {
            var raised = await RaiseAsync();
            await DoAsync(raised, by, $"close as {way.As}", (m, j, now) => CloseRule.Decide(m, way, by, j, now));
            if (way.As == OutcomeCode.Solved)
            {
                var judge = new Actor.Person(raised.Raiser);
                var yes = new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, YesPartlyNo.Yes, false, "办得好，谢谢。");
                await DoAsync(raised, judge, "judge", (m, j, now) => GiveVerdictRule.Decide(m, yes, judge, j, now));
                await PlantedLesson.AgreeAsync(_host, raised.Link);
                await PlantedLesson.WrittenAsync(await _office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer));
            }
        }
        // A route that nobody has receipted keeps its matter open.
        var routed = await RaiseAsync();
        await DoAsync(
            routed,
            by,
            "route",
            (m, j, now) =>
                ChooseRouteRule.Choose(
                    m,
                    new ChooseRoute(RouteCode.PetitionOpinion, "街道办事处", null, Of("PetitionRoute.Words")),
                    by,
                    j,
                    now
                )
        );
        var withdrawn = await RaiseAsync();
        var me = new Actor.Person(withdrawn.Raiser);
        await DoAsync(
            withdrawn,
            me,
            "withdraw",
            (m, _, now) => WithdrawRule.Decide(m, new Withdraw(Of("Withdrawn.Reason")), me, now)
        );
        var joined = await RaiseAsync();
        var joiner = new ParticipantId(Guid.CreateVersion7(_host.Clock.GetUtcNow()));
        await DoAsync(
            joined,
            new Actor.Person(joiner),
            "join",
            (m, _, _) =>
                JoinRule.Decide(
                    m,
                    new Join(
                        joiner,
                        new Contact(null, null, new PersonalText(joiner, "anji2@example.org")),
                        default,
                        Of("Joined.Words")
                    )
                )
        );
        Links.Add(_host.Services.GetRequiredService<KeyRing>().LinkFor(joiner.Value, 1));
        Assert.True(Place.TryCreate("柳园小区", "3栋", null, out var place, out _));
        var position = PositionGiven.From(
            Neighbourhood.InWillow.Latitude,
            Neighbourhood.InWillow.Longitude,
            CoordinateSystem.Wgs84
        );
        var questioned = await _office.RaiseAsync(
            Neighbourhood.Stairwell,
            change: r =>
                r with
                {
                    Kind = Kind.Hazard,
                    Where = new Where(place, "三楼拐角", position, null),
                    Attributes = ImmutableDictionary<string, ImmutableArray<string>>
                        .Empty.Add("blocked", ["no"])
                        .Add("floor", ["31415926"]),
                }
        );
        Matters.Add(questioned.Reference.Value);
        Links.Add(questioned.Link);
    }

    private async Task SealedAsync()
    {
        var raised = await RaiseAsync(r =>
            r with
            {
                SealIdentity = true,
                Contact = new Contact(null, null, new PersonalText(r.Raiser, "anji3@example.org")),
            }
        );
        var clerk = await _office.HireAsync(Neighbourhood.WillowDesk);
        var officer = (await _office.HireAsync(Neighbourhood.Street, StaffRole.DataProtectionOfficer)).Actor;
        var identities = _host.Services.GetRequiredService<SealedIdentities>();
        await identities.AskAsync(
            raised.Id,
            new AskOpening(raised.Raiser, OpeningReason.Law, Of("IdentityOpening.Words")),
            clerk.Actor
        );
        var id = (await _office.NowAsync(raised)).File.Openings[0].Id;
        if (
            await identities.DecideAsync(raised.Id, id, OpeningState.Refused, Of("IdentityOpeningDecided.Words"), officer)
            is ChangeResult.Refused { Why: var why }
        )
        {
            _refused.Add($"opening: {why.Code}");
        }
    }
}
