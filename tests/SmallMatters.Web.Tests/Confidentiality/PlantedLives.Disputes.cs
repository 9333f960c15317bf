using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Disputes;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Photos;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <content>Disputes.</content>
internal sealed partial class PlantedLives
{
    private async Task<Dispute> DisputeAsync(
        DisputeScene scene,
        Clerk by,
        string what,
        Func<Dispute, Actor.Staff, Domain.Units.Jurisdiction, DateTimeOffset, DisputeDecision> decide
    )
    {
        var reader = _host.Services.GetRequiredService<DisputeReader>();
        var scope = new StaffScope(by.Id, by.Unit, [by.Unit], [by.Unit], [.. by.Roles]);
        await using var db = _host.OpenDb();
        var page = (await reader.OfMatterAsync(db, scene.Raised.Reference, scope))!;
        var done = await _host
            .Services.GetRequiredService<DisputeBook>()
            .DecideAsync(page.Dispute.File.Id, scope, decide, page.Seen);
        if (done is not Acted.Written)
        {
            _refused.Add($"{what}: {(done as Acted.Refused)?.Why.Code ?? done.GetType().Name}");
        }
        return (await reader.OfMatterAsync(db, scene.Raised.Reference, scope))!.Dispute;
    }

    private async Task InRoomAsync(string room, string what, Func<Dispute, Actor.Person, DateTimeOffset, DisputeDecision> decide)
    {
        await using var db = _host.OpenDb();
        var view = await _host
            .Services.GetRequiredService<DisputeReader>()
            .RoomAsync(db, room[3..], await _host.JurisdictionAsync());
        var done = await _host
            .Services.GetRequiredService<DisputeBook>()
            .DecideAsync(view!, (d, by, _, now) => decide(d, by, now));
        if (done is not Acted.Written)
        {
            _refused.Add($"{what}: {(done as Acted.Refused)?.Why.Code ?? done.GetType().Name}");
        }
    }

    private async Task MediatedAsync()
    {
        var scene = await DisputeScene.MakeAsync(
            _host,
            await RaiseAsync(),
            Of("DisputeFile.About"),
            (Of("dispute_person.name"), "13900008881"),
            ("对门的人", "13900008882")
        );
        Rooms.AddRange([scene.First[3..], scene.Second[3..]]);
        await DisputeScene.InRoomAsync(scene.Mine, scene.First, "", ("Words", Of("SaidInRoom.Words")));
        Assert.Empty((await scene.MediateAsync()).Mistakes);
        var clerk = scene.Clerk;
        var dispute = await DisputeAsync(
            scene,
            clerk,
            "session",
            (d, by, _, now) =>
                SessionRule.Set(
                    d,
                    new SetSession(now.AddMinutes(1), 60, Of("MediationSession.Where")),
                    Guid.CreateVersion7(now),
                    null,
                    by,
                    WorkingCalendar.China,
                    now
                )
        );
        var session = ((Dispute.Mediating)dispute).Mediation.Sessions[^1].Id;
        foreach (var room in (string[])[scene.First, scene.Second])
        {
            await InRoomAsync(
                room,
                "consent to the session",
                (d, by, now) =>
                    AnswerConsentRule.Decide(
                        d,
                        new AnswerConsent(by.Id, ConsentStep.Session, session, ConsentAnswer.Given, ConsentHow.ByLink),
                        by,
                        now
                    )
            );
        }
        _host.Clock.Advance(TimeSpan.FromHours(2));
        await DisputeAsync(
            scene,
            clerk,
            "hold",
            (d, by, _, now) => SessionRule.Hold(d, session, Of("SessionHeld.Words"), by, now)
        );
        await DisputeAsync(
            scene,
            clerk,
            "lengthen",
            (d, by, j, now) => LengthenMediationRule.Propose(d, 5, Of("Lengthening.Why"), Guid.CreateVersion7(now), by, j, now)
        );
        await DisputeAsync(
            scene,
            clerk,
            "pause",
            (d, by, j, now) =>
                new MediationClockPaused(
                    ((Dispute.Mediating)d).Mediation.Clock!,
                    new PersonalText(d.File.Common, Of("MediationClockPaused.Words"))
                )
        );
        dispute = await DisputeAsync(
            scene,
            clerk,
            "draft",
            (d, by, j, now) =>
                AgreementRule.Draft(
                    d,
                    [new TermWritten(d.File.Parties[0].Id, Of("Obligation.What"), j.Calendar.DayOf(now).AddDays(3))],
                    by,
                    j.Calendar.DayOf(now),
                    now
                )
        );
        foreach (var room in (string[])[scene.First, scene.Second])
        {
            await InRoomAsync(
                room,
                "say the terms back",
                (d, by, now) =>
                    AgreementRule.CheckBack(
                        d,
                        new AnswerConsent(
                            by.Id,
                            ConsentStep.Agreement,
                            d.Under?.Draft?.Id ?? default,
                            ConsentAnswer.Given,
                            ConsentHow.ByLink
                        ),
                        room == scene.First ? Of("AgreementCheckedBack.Words") : "十点以后铺地垫",
                        by,
                        now
                    )
            );
        }
        await DisputeAsync(
            scene,
            clerk,
            "take effect",
            (d, by, j, now) =>
                AgreementRule.TakeEffect(
                    d,
                    AgreementForm.Written,
                    [.. Enum.GetValues<AgreementCondition>()],
                    by,
                    VenueBook.BuiltIn,
                    j,
                    now
                )
        );
        var signed = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync($"{scene.Address}/signed"),
            [],
            files: [new ChosenFile("Form.Files", "a.jpg", "image/jpeg", MadePhotos.JpegFromAPhone())]
        );
        if (signed.Mistakes.Count > 0)
        {
            _refused.Add($"signed agreement: {string.Join(' ', signed.Mistakes)}");
        }
        await DisputeAsync(
            scene,
            clerk,
            "prepare the confirmation",
            (d, by, j, now) =>
                ConfirmationRule.Prepare(
                    d,
                    Of("JudicialConfirmation.Court"),
                    [.. ConfirmationRule.Checklist.Select(c => c.Code)],
                    Guid.CreateVersion7(now),
                    by,
                    VenueBook.BuiltIn,
                    j,
                    now
                )
        );
        // What is asked after a week is written at once: days later nobody would be signed in any more.
        await DisputeAsync(
            scene,
            clerk,
            "follow up",
            (d, by, _, now) =>
                new FollowedUp(
                    d.File.FollowUps[0].Days,
                    new FollowUpAnswer(d.File.Parties[0].Id, FollowUpFinding.Kept, now),
                    new PersonalText(d.File.Parties[0].Id, Of("FollowedUp.Words")),
                    ConsentHow.ByLink,
                    d.File.FollowUps[0].Clock
                )
        );
        await TalkAgainAsync(scene);
        await DisputeAsync(
            scene,
            clerk,
            "perform",
            (d, by, j, now) =>
                AgreementRule.Perform(
                    d,
                    ((Dispute.Agreed)d).Agreement.Terms[0].Id,
                    Of("ObligationPerformed.Receipt"),
                    by,
                    j.Calendar.DayOf(now),
                    now
                )
        );
    }

    private async Task TalkAgainAsync(DisputeScene scene)
    {
        var dispute = await DisputeAsync(
            scene,
            scene.Clerk,
            "set another talk",
            (d, by, _, now) =>
                SessionRule.Set(
                    d,
                    new SetSession(now.AddMinutes(1), 30, "居委会"),
                    Guid.CreateVersion7(now),
                    null,
                    by,
                    WorkingCalendar.China,
                    now
                )
        );
        var session = dispute.Under!.Sessions[^1].Id;
        foreach (var room in (string[])[scene.First, scene.Second])
        {
            await InRoomAsync(
                room,
                "consent to another talk",
                (d, by, now) =>
                    AnswerConsentRule.Decide(
                        d,
                        new AnswerConsent(by.Id, ConsentStep.Session, session, ConsentAnswer.Given, ConsentHow.ByLink),
                        by,
                        now
                    )
            );
        }
        foreach (var held in (bool[])[true, false])
        {
            await DisputeAsync(
                scene,
                scene.Clerk,
                "talk again",
                (d, by, j, now) =>
                    held
                        ? SessionRule.Hold(d, session, "又谈了一次", by, now.AddHours(1))
                        : TalkAgainRule.Decide(
                            d,
                            new TalkAgain(TalkOutcome.Stays, null, null, Of("AnotherTalk.Words")),
                            Guid.CreateVersion7(now),
                            by,
                            j.Calendar.DayOf(now),
                            now
                        )
            );
        }
    }

    private async Task EndangeredAsync()
    {
        var scene = await DisputeScene.MakeAsync(_host, await RaiseAsync());
        Rooms.AddRange([scene.First[3..], scene.Second[3..]]);
        await DisputeScene.InRoomAsync(
            scene.Mine,
            scene.First,
            "/safety",
            DisputeScene.Answers(words: Of("SafetyAnswered.Words"))
        );
        var leader = await _office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        await DisputeAsync(
            scene,
            scene.Clerk,
            "report",
            (d, by, _, now) =>
                ReportSafetyRule.Decide(
                    d,
                    new ReportSafety(Of("SafetyFlagRaised.Words"), ReportDuty.None, false),
                    Guid.CreateVersion7(now),
                    by,
                    now
                )
        );
        await DisputeAsync(
            scene,
            leader,
            "lift",
            (d, by, j, now) =>
                LiftSafetyFlagRule.Decide(
                    d,
                    new LiftSafetyFlag(d.File.OpenFlags.First().Id, Of("SafetyFlagLifted.Words")),
                    by,
                    j,
                    now
                )
        );
        foreach (var type in (Type[])[typeof(MediatorAnswered), typeof(VenueExcluded)])
        {
            await DisputeAsync(scene, scene.Clerk, type.Name, (d, _, _, now) => (DisputeFact)Sample.Of(type, d.File.Office, now));
        }
        await DisputeAsync(
            scene,
            scene.Clerk,
            "end",
            (d, by, j, now) =>
                EndDisputeRule.Decide(
                    d,
                    new EndDispute(EndedAs.Withdrawn, null, Of("DisputeEnded.Words")),
                    by,
                    j.Calendar.DayOf(now),
                    now
                )
        );
        await DisputeAsync(
            scene,
            scene.Clerk,
            "coach",
            (d, by, _, _) => CoachPartyRule.Decide(d, d.File.Parties[0].Id, Of("PartyCoached.Words"), ConsentHow.ByPhone, by)
        );
    }

    private async Task HandedElsewhereAsync()
    {
        var scene = await DisputeScene.MakeAsync(_host, await RaiseAsync());
        Rooms.AddRange([scene.First[3..], scene.Second[3..]]);
        await DisputeScene.InRoomAsync(scene.Mine, scene.First, "/safety", DisputeScene.Answers());
        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/safety", DisputeScene.Answers());
        var clerk = scene.Clerk;
        await ProposeAsync();
        await DisputeAsync(
            scene,
            clerk,
            "decline",
            (d, by, _, _) => HandOverVenueRule.Decline(d, Of("VenueHandOverDropped.Words"), by)
        );
        await ProposeAsync();
        foreach (var room in (string[])[scene.First, scene.Second])
        {
            await InRoomAsync(
                room,
                "consent to the hand-over",
                (d, by, now) =>
                    AnswerConsentRule.Decide(
                        d,
                        new AnswerConsent(
                            by.Id,
                            ConsentStep.HandOver,
                            d.File.HandOver?.Id ?? default,
                            ConsentAnswer.Given,
                            ConsentHow.ByLink
                        ),
                        by,
                        now
                    )
            );
        }
        await DisputeAsync(
            scene,
            clerk,
            "send",
            (d, by, j, now) =>
                HandOverVenueRule.Send(d, Of("VenueHandOverSent.Letter"), j.Calendar.DayOf(now), by, j.Calendar.DayOf(now))
        );
        await DisputeAsync(
            scene,
            clerk,
            "receive",
            (d, by, j, now) =>
                HandOverVenueRule.Receive(
                    d,
                    Of("VenueHandOverReceived.Receipt"),
                    j.Calendar.DayOf(now),
                    by,
                    j.Calendar.DayOf(now),
                    now
                )
        );

        Task ProposeAsync() =>
            DisputeAsync(
                scene,
                clerk,
                "hand over",
                (d, by, j, now) =>
                    HandOverVenueRule.Propose(
                        d,
                        new HandOverVenue(Linkage.Court, null, Of("VenueHandOver.To")),
                        Guid.CreateVersion7(now),
                        by,
                        VenueBook.BuiltIn,
                        j,
                        now
                    )
            );
    }
}
