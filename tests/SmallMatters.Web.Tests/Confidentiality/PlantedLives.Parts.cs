using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Partners;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Partners;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <content>Its parts, how it ended, and what was said of that.</content>
internal sealed partial class PlantedLives
{
    private async Task PartsAsync(RaiseResult.Raised raised, Actor.Staff by, Actor.Staff other)
    {
        async Task<Part> PartAsync() => (await _office.NowAsync(raised)).File.Parts.First(p => p.State == PartState.Asked);
        GivePart Asking() => new(Neighbourhood.Station, Of("Part.Title"), Of("Part.Task"));
        await DoAsync(raised, by, "part", (m, j, now) => GivePartRule.Decide(m, Asking(), by, j, now));
        var part = (await PartAsync()).Id;
        await DoAsync(
            raised,
            other,
            "return part",
            (m, _, now) => AnswerPartRule.Return(m, new ReturnPart(part, Of("PartReturned.Reason")), other, now)
        );
        await DoAsync(
            raised,
            by,
            "take part back",
            (m, _, now) => TakeBackPartRule.Decide(m, new TakeBackPart(part, Of("PartTakenBack.Reason")), by, now)
        );
        await DoAsync(
            raised,
            by,
            "part again",
            (m, j, now) =>
                GivePartRule.Decide(
                    m,
                    Asking() with
                    {
                        PassOn = [PartField.Contact],
                        Purpose = Of("PassedOnToPart.Purpose"),
                    },
                    by,
                    j,
                    now
                )
        );
        part = (await PartAsync()).Id;
        Parts.Add($"/staff/matters/{raised.Reference.Value}/parts/{part:N}");
        await DoAsync(raised, other, "accept", (m, _, now) => AnswerPartRule.Accept(m, new AcceptPart(part), other, now));
        await DoAsync(raised, other, "tell", (m, _, _) => TellPartRule.Decide(m, new TellPart(part, Of("PartTold.Text")), other));
        await DoAsync(
            raised,
            other,
            "end part",
            (m, _, now) => EndPartRule.Decide(m, new EndPart(part, PartOutcome.Done, Of("PartEnded.Words")), other, now)
        );
        await DoAsync(
            raised,
            by,
            "part of a partner",
            (m, j, now) => GivePartRule.Decide(m, new GivePart(PartnerScene.Company, "修门", "请来修门"), by, j, now)
        );
        var theirs = (await PartAsync()).Id;
        var (given, secret) = await _host
            .Services.GetRequiredService<PartnerDesk>()
            .GiveLinkAsync(raised.Id, theirs, Of("PartnerLink.Purpose"), 7, by, null);
        if (secret is null)
        {
            _refused.Add($"partner's link: {(given as ChangeResult.Refused)?.Why.Code}");
        }
        await DoAsync(
            raised,
            by,
            "take the partner's part back",
            (m, _, now) => TakeBackPartRule.Decide(m, new TakeBackPart(theirs, "自己修"), by, now)
        );
    }

    private async Task JudgedAsync(RaiseResult.Raised raised, Actor.Staff by, Actor.Staff reviewer)
    {
        var me = new Actor.Person(raised.Raiser);
        await DoAsync(
            raised,
            by,
            "close partly",
            (m, j, now) =>
                CloseRule.Decide(
                    m,
                    new Close(OutcomeCode.PartlySolved, Of("PartlySolved.WhatWasDone"))
                    {
                        Remains = Of("PartlySolved.WhatRemains"),
                        RemainsBy = j.Calendar.DayOf(now).AddDays(9),
                    },
                    by,
                    j,
                    now
                )
        );
        await DoAsync(
            raised,
            me,
            "judge",
            (m, j, now) =>
                GiveVerdictRule.Decide(
                    m,
                    new GiveVerdict(
                        YesPartlyNo.Yes,
                        YesPartlyNo.Yes,
                        YesPartlyNo.Yes,
                        YesPartlyNo.No,
                        false,
                        Of("Verdict.Words")
                    ),
                    me,
                    j,
                    now
                )
        );
        await DoAsync(
            raised,
            reviewer,
            "reopen",
            (m, j, now) =>
                DecideReopeningRule.Decide(
                    m,
                    new DecideReopening(ReopeningDecision.Reopen, Of("Reopened.Reason"), Of("Reopened.WhatIsToBeDone")),
                    reviewer,
                    [reviewer.Unit],
                    j,
                    now
                )
        );
        await DoAsync(
            raised,
            by,
            "keep what remained",
            (m, j, now) =>
                KeepPromiseRule.Decide(m, new KeepPromise(m.File.OpenPromises.First().Id, "都清走了"), by, j.Calendar.DayOf(now))
        );
        await DoAsync(
            raised,
            by,
            "close again",
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.CannotBeSolved, Of("CannotBeSolved.Reason")), by, j, now)
        );
        await DoAsync(
            raised,
            me,
            "ask for a review",
            (m, j, now) => AskInternalReviewRule.Decide(m, new AskInternalReview(Of("InternalReviewAsked.Why")), me, j, now)
        );
        await DoAsync(
            raised,
            reviewer,
            "stands",
            (m, j, now) =>
                DecideReopeningRule.Decide(
                    m,
                    new DecideReopening(ReopeningDecision.Stands, Of("OutcomeStands.Reason"), null),
                    reviewer,
                    [reviewer.Unit],
                    j,
                    now
                )
        );
    }
}
