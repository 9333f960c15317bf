using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MediationFiles;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Disputes;

namespace SmallMatters.Web.Disputes;

/// <summary>What the papers of a dispute are made from, out of what its reader may see.</summary>
internal static class PaperFacts
{
    // What was said or asked alone stands in no paper; that there is some is said in the file.
    private static readonly HashSet<string> SaidAlone =
    [
        nameof(SaidInRoom),
        nameof(SafetyAnswered),
        nameof(NoteSealed),
        nameof(PartyCoached),
    ];

    /// <summary>For those who deal with it.</summary>
    /// <param name="shown">The dispute.</param>
    /// <param name="jurisdiction">Names of units, and the time zone.</param>
    /// <param name="venues">All venues.</param>
    /// <param name="staff">Names of the staff in it.</param>
    public static MediationFacts ForStaff(
        DisputePage shown,
        Jurisdiction jurisdiction,
        VenueBook venues,
        IReadOnlyDictionary<Guid, string> staff
    )
    {
        var (dispute, file) = (shown.Dispute, shown.Dispute.File);
        var calendar = jurisdiction.Calendar;
        return new MediationFacts(
            shown.Reference.ToString(),
            jurisdiction.NameOf(file.Unit),
            file.Kind.Said(),
            file.About.Text,
            calendar.DayOf(file.OpenedAt),
            [.. file.Parties.Select(Party)]
        )
        {
            Venue = file.Proposal is { } proposal ? venues.Version(proposal.Venue, proposal.Version) : null,
            StartedOn = dispute.Under is { } mediation ? calendar.DayOf(mediation.StartedAt) : null,
            Sessions =
            [
                .. file
                    .EarlierMediations.SelectMany(m => m.Sessions)
                    .Concat(dispute.Under?.Sessions ?? [])
                    .Where(s => s.State == SessionState.Held)
                    .OrderBy(s => s.StartsAt)
                    .Select(s =>
                    {
                        var minutes = shown.Minutes.GetValueOrDefault(s.Id);
                        return new SessionShown(
                            Local(s.StartsAt),
                            s.Where.Text,
                            minutes?.Words,
                            minutes?.Staff is { } by ? staff.GetValueOrDefault(by) : null
                        );
                    }),
            ],
            Agreement = dispute.Under?.Draft is { } draft ? Agreement(draft) : null,
            Mediators =
            [
                .. file
                    .Invitations.Where(i => i.State == InvitationState.Accepted)
                    .Select(i => staff.GetValueOrDefault(i.Mediator.Value))
                    .OfType<string>(),
            ],
            FollowUps =
            [
                .. file
                    .FollowUps.SelectMany(check => check.Answers)
                    .OrderBy(a => a.At)
                    .Select(a => new FollowUpShown(
                        calendar.DayOf(a.At),
                        NameOf(a.Party),
                        DisputeWords.Said(a.Finding),
                        shown.Story.FirstOrDefault(e => e.Fact == nameof(FollowedUp) && e.Party == a.Party && e.At == a.At)
                            is { Staff: { } by }
                            ? staff.GetValueOrDefault(by)
                            : null
                    )),
            ],
            HandOver = file.HandOver is { } handOver
                ? new HandOverShown(
                    DisputeWords.Said(handOver.Kind),
                    handOver.ToUnit is { } taker ? jurisdiction.NameOf(taker)
                        : handOver.To?.Text is { } outside ? new Bilingual(outside, outside)
                        : null,
                    handOver.Letter?.Text,
                    handOver.Receipt?.Text,
                    handOver.ReceivedOn
                )
                : null,
            EndedOn = dispute is Dispute.Ended ended ? calendar.DayOf(ended.Ending.At) : null,
            Apart = shown.Story.Any(e => SaidAlone.Contains(e.Fact)) ? KeptApart.Something : KeptApart.Nothing,
        };

        DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, calendar.Zone).DateTime;

        AgreementShown Agreement(Agreement draft) =>
            new(
                [
                    .. draft.Terms.Select(t =>
                    {
                        var performed = shown.Performed.GetValueOrDefault(t.Id);
                        return new TermShown(NameOf(t.By), t.What.Text, t.DueOn, performed?.On, performed?.Receipt);
                    }),
                ],
                MadeAs(shown.InEffect),
                shown.InEffect is { } effect ? calendar.DayOf(effect.At) : null,
                shown.InEffect?.ConfirmBy?.DueOn
            );

        string? NameOf(ParticipantId person) => shown.People.GetValueOrDefault(person)?.Name;

        PartyShown Party(Party party)
        {
            var consent = file.Consents.LastOrDefault(c =>
                c.Party == party.Id && c.Step == ConsentStep.Mediation && c.Subject == file.Proposal?.Id
            );
            return new PartyShown(
                NameOf(party.Id),
                party.Kind,
                party.Raiser is null ? PartyRole.Other : PartyRole.Applicant,
                [.. party.Representatives.Select(r => new ActsFor(NameOf(r.Id), r.Authority.Said(), r.Shown))],
                consent is { Answer: ConsentAnswer.Given } ? (calendar.DayOf(consent.At), consent.How.Said()) : null
            );
        }
    }

    /// <summary>
    /// For a party: the agreement with its own name and the terms. How the other is called, it is not given here; the signed paper says it.
    /// </summary>
    public static MediationFacts ForParty(RoomView room, Jurisdiction jurisdiction, VenueBook venues)
    {
        var calendar = jurisdiction.Calendar;
        var other = new PartyShown(null, PartyKind.Person, PartyRole.Other, []);
        return new MediationFacts(
            null,
            jurisdiction.NameOf(room.Unit),
            room.Kind.Said(),
            room.About,
            default,
            [other with { Name = room.Name, Kind = room.PartyKind }, .. Enumerable.Repeat(other, room.Parties - 1)]
        )
        {
            Venue = room.Proposal is { } proposal ? venues.Version(proposal.Venue, proposal.Version) : null,
            Agreement = new AgreementShown(
                [.. room.Terms.Select(t => new TermShown(t.Mine ? room.Name : null, t.What, t.DueOn, t.PerformedOn, null))],
                MadeAs(room.InEffect),
                room.InEffect is { } effect ? calendar.DayOf(effect.At) : null,
                room.InEffect?.ConfirmBy?.DueOn
            ),
        };
    }

    private static AgreementMade? MadeAs(AgreementTookEffect? effect) =>
        effect?.Form switch
        {
            null => null,
            AgreementForm.Written => AgreementMade.Written,
            AgreementForm.Oral => AgreementMade.Oral,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
