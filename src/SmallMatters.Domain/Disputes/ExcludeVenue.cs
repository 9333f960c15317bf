using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>Write down that something arose for which the law lets the venue mediate no more.</summary>
/// <param name="Code">Code of the venue's exclusion; null when nothing was chosen.</param>
/// <param name="Words">What happened, for colleagues; the parties are not shown it.</param>
public sealed record ExcludeVenue(string? Code, string? Words);

/// <summary>Something arose for which the law lets the venue mediate no more.</summary>
/// <param name="Venue">Code of the venue.</param>
/// <param name="Version">Version of its rule.</param>
/// <param name="Code">Code of the exclusion.</param>
/// <param name="Words">What happened.</param>
public sealed record VenueExcluded(
    string Venue,
    int Version,
    string Code,
    [property: PersonalField(PersonalItem.OfficeWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Words
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute) is Dispute.Asking asking ? asking.With(f => f with { Proposal = null }) : Some(dispute);
}

/// <summary>Decides on exclusions that arise after a venue was proposed.</summary>
public static class ExcludeVenueRule
{
    /// <summary>
    /// While wishes are asked for, the proposal falls and another venue may be proposed; a mediation that goes on ends at once, and the
    /// parties are told the article. Where the law makes telling the police a duty, a safety flag stands and that duty is owed. A party's
    /// own no is answered by the party and is none of these.
    /// </summary>
    public static DisputeDecision Decide(
        Dispute dispute,
        ExcludeVenue command,
        Guid flag,
        Actor.Staff by,
        VenueBook venues,
        DateTimeOffset now
    )
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        var proposal = (dispute as Dispute.Mediating)?.Mediation.Proposal ?? (dispute as Dispute.Asking)?.File.Proposal;
        if (proposal is null)
        {
            return Refusal.Of(
                "no-venue-to-exclude",
                "现在没有提出的渠道，也不在调解中。",
                "No venue is proposed and no mediation goes on."
            );
        }
        if (Open(venues.Version(proposal.Venue, proposal.Version)).FirstOrDefault(e => e.Code == command.Code) is not { } arose)
        {
            return Refusals.Missing(nameof(command.Code), "请选择出现了哪一种情形。", "Choose what has arisen.");
        }
        var (words, missing) = Refusals.Words(
            command.Words,
            nameof(command.Words),
            DisputeMay.LongestWords,
            "请写明发生了什么。",
            "Say what happened."
        );
        if (missing is not null)
        {
            return missing;
        }
        var excluded = new VenueExcluded(
            proposal.Venue,
            proposal.Version,
            arose.Code,
            new PersonalText(dispute.File.Office, words)
        );
        var facts = DisputeDecision.That(excluded);
        if (arose.Duty != ReportDuty.None)
        {
            var raised = new SafetyFlagRaised(new SafetyFlag(flag, null, by.Id, arose.Duty, now), excluded.Words);
            facts = facts with { Facts = facts.Facts.Add(raised) };
        }
        var after = facts.Facts.Aggregate(dispute, (d, fact) => fact.Apply(d));
        return after is Dispute.Mediating
            ? facts with
            {
                Facts = facts.Facts.Add(EndDisputeRule.End(after, EndedAs.Excluded, null, now)),
            }
            : facts;
    }

    /// <summary>The exclusions of a venue that staff may find to have arisen.</summary>
    public static IEnumerable<VenueCondition> Open(Venue venue) => venue.Excludes.Where(e => e.Code != VenueCondition.Unwilling);
}
