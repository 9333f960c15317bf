using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MediationFiles;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Disputes;

namespace SmallMatters.Web.Disputes;

/// <summary>What the papers of a dispute are made from, out of what its reader may see.</summary>
internal static class PaperFacts
{
    // What was said or asked alone stands in no paper; that there is some is said in the file.
    private static readonly HashSet<string> SaidAlone = [nameof(SaidInRoom), nameof(SafetyAnswered)];

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
                .. (dispute.Under?.Sessions ?? [])
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
            EndedOn = dispute is Dispute.Ended ended ? calendar.DayOf(ended.Ending.At) : null,
            Apart = shown.Story.Any(e => SaidAlone.Contains(e.Fact)) ? KeptApart.Something : KeptApart.Nothing,
        };

        DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, calendar.Zone).DateTime;

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
}
