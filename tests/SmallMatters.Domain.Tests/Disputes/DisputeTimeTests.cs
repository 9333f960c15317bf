using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Disputes;

/// <summary>The time of a mediation, who holds a venue and who answers there, and what arises later.</summary>
public class DisputeTimeTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddHours(1);

    [Theory]
    // Noise, before the people's committee: thirty days from the day of the event, not of the click.
    [InlineData(DisputeKind.Noise, "peoples", null, "2026-02-20", "2026-03-22")]
    // Medical: thirty working days from acceptance; 2 March 2026 is a Monday, 6 April the holiday of Qingming.
    [InlineData(DisputeKind.Medical, "peoples-medical", null, "2026-03-02", "2026-04-14")]
    [InlineData(DisputeKind.Noise, "court-delegated", null, "2026-03-01", "2026-03-31")]
    [InlineData(DisputeKind.Noise, "court-entrusted", CourtProcedure.Ordinary, "2026-03-01", "2026-03-16")]
    [InlineData(DisputeKind.Noise, "court-entrusted", CourtProcedure.Simple, "2026-03-01", "2026-03-08")]
    public void The_time_counts_from_the_day_of_the_laws_event(
        DisputeKind kind,
        string venue,
        CourtProcedure? procedure,
        string since,
        string due
    )
    {
        var started = Start(Ready(kind, venue), new StartMediation(DateOnly.Parse(since), procedure));
        Assert.Equal(DateOnly.Parse(due), ((MediationStarted)Assert.Single(started.Facts)).Mediation.Deadline!.DueOn);
    }

    [Theory]
    [InlineData("peoples", "2026-03-04", null, "begins-when")]
    [InlineData("peoples", null, null, "begins-when")]
    [InlineData("peoples", "2026-01-20", null, "time-over-already")]
    [InlineData("court-delegated", "2016-06-30", null, "begins-before-the-rule")]
    [InlineData("court-entrusted", "2026-03-01", null, "missing-procedure")]
    public void A_day_that_cannot_be_the_beginning_is_refused(
        string venue,
        string? since,
        CourtProcedure? procedure,
        string why
    ) =>
        Assert.Equal(
            why,
            Start(Ready(DisputeKind.Noise, venue), new StartMediation(since is null ? null : DateOnly.Parse(since), procedure))
                .Says()
        );

    [Theory]
    [InlineData("2025-12-31", 1)]
    [InlineData("2026-01-01", 2)]
    [InlineData("2026-03-03", 2)]
    public void The_law_of_the_day_on_which_the_case_was_accepted_chooses_the_rule_of_police_mediation(
        string accepted,
        int version
    )
    {
        var dispute = Safe(Quarrel.Named()).After(d => Propose(d, "police", DateOnly.Parse(accepted)));
        Assert.Equal(version, dispute.File.Proposal!.Version);
        var consented = Consented(dispute);
        Assert.Equal(nameof(MediationStarted), Start(consented, new StartMediation(null, null)).Says());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2026-03-04")]
    public void Police_mediation_is_not_proposed_without_the_day_of_acceptance(string? accepted) =>
        Assert.Equal(
            "accepted-when",
            Propose(Quarrel.Named(), "police", accepted is null ? null : DateOnly.Parse(accepted)).Says()
        );

    [Fact]
    public void Only_a_unit_that_holds_the_venue_proposes_and_starts_it_and_the_refusal_names_who_does()
    {
        var elsewhere = Quarrel.Named() with { File = Quarrel.Named().File with { Unit = "police" } };
        var refused = ProposeVenueRule.Decide(
            elsewhere,
            new ProposeVenue("peoples", [], []),
            Quarrel.New(Later),
            Given.Stranger,
            VenueBook.BuiltIn,
            Given.Jurisdiction,
            Later
        );
        Assert.Equal("venue-held-by-others", refused.Says());
        Assert.Contains("物业办", refused.Why!.Sentence.Zh, StringComparison.Ordinal);
        var ready = Ready(DisputeKind.Noise, "peoples");
        var moved = ready with { File = ready.File with { Unit = "police" } };
        Assert.Equal(
            "venue-held-by-others",
            StartMediationRule
                .Decide(
                    moved,
                    new StartMediation(Given.Today, null),
                    Given.Stranger,
                    VenueBook.BuiltIn,
                    Given.Jurisdiction,
                    Given.Now
                )
                .Says()
        );
    }

    [Theory]
    [InlineData("police", AuthorityShown.Letter, "answers-in-person")]
    [InlineData("police", AuthorityShown.ByLaw, nameof(ConsentAnswered))]
    [InlineData("peoples", AuthorityShown.Letter, nameof(ConsentAnswered))]
    public void In_police_mediation_nobody_consents_by_a_letter_of_authority(string venue, AuthorityShown shown, string said)
    {
        var acting = Quarrel.Key(40);
        var dispute = Quarrel
            .Named()
            .After(d =>
                NameRepresentativeRule.Decide(
                    d,
                    new NameRepresentative(Quarrel.Upstairs, "老李", null, Authority.Special, shown),
                    acting,
                    Given.Handler
                )
            )
            .After(d => Quarrel.Propose(d, venue, Later));
        Assert.Equal(said, Quarrel.Consent(dispute, Quarrel.Upstairs, ConsentAnswer.Given, Later, Quarrel.As(acting)).Says());
        Assert.Equal(said == nameof(ConsentAnswered), AnswerConsentRule.MayBind(dispute, Quarrel.Upstairs, acting));
        // Whoever acts for a party may always say no for it.
        Assert.Null(Quarrel.Consent(dispute, Quarrel.Upstairs, ConsentAnswer.Refused, Later, Quarrel.As(acting)).Why);
    }

    [Fact]
    public void What_arises_while_mediation_goes_on_stops_it()
    {
        var ended = Assert.IsType<Dispute.Ended>(Quarrel.Mediated().After(d => Quarrel.Exclude(d, "reserved", Later)));
        Assert.Equal(EndedAs.Excluded, ended.Ending.As);
        Assert.False(ended.File.Unsafe);
        // Before, only the proposal falls.
        var asking = Assert.IsType<Dispute.Asking>(Quarrel.Proposed().After(d => Quarrel.Exclude(d, "accepted", Later)));
        Assert.Null(asking.File.Proposal);
        // A party's own no is not written down as something that arose.
        Assert.Equal("missing-code", Quarrel.Exclude(Quarrel.Mediated(), VenueCondition.Unwilling, Later).Says());
        Assert.Equal("no-venue-to-exclude", Quarrel.Exclude(Quarrel.Named(), "reserved", Later).Says());
    }

    [Fact]
    public void An_offence_that_comes_to_light_stops_it_and_telling_the_police_is_owed()
    {
        var ended = Assert.IsType<Dispute.Ended>(Quarrel.Mediated().After(d => Quarrel.Exclude(d, "crime", Later)));
        Assert.Equal(ReportDuty.PublicOrder, Assert.Single(ended.File.Untold).Duty);
        Assert.Contains("police", ended.Ending.Next);
    }

    [Theory]
    [InlineData(DisputeKind.Noise, "peoples", "MediationClockStepped")]
    [InlineData(DisputeKind.Medical, "peoples-medical", "MediationClockStepped + DisputeEnded")]
    [InlineData(DisputeKind.Noise, "court-delegated", "MediationClockStepped + DisputeEnded")]
    public void A_mediation_past_its_time_goes_up_or_has_failed_as_its_rule_says(DisputeKind kind, string venue, string said)
    {
        var dispute = Ready(kind, venue).After(d => Start(d, new StartMediation(Given.Today, null)));
        var tick = (DateTimeOffset at) => MediationTimeRule.Tick(dispute, VenueBook.BuiltIn, Given.Jurisdiction, at);
        var due = dispute.Under!.Deadline!;
        Assert.Null(tick(Later));
        Assert.Equal(ClockStepKind.Warn70, Assert.IsType<MediationClockStepped>(tick(due.Warn70At)!.Value.Facts[0]).Step.Kind);
        Assert.Equal(said, tick(due.DueAt.AddSeconds(1))!.Value.Says());
        // Then level by level to those above, and each is told once.
        var overdue = dispute.After(tick(due.DueAt.AddSeconds(1))!.Value.Facts);
        if (overdue is Dispute.Mediating { Mediation.Clock: { } clock })
        {
            var up = MediationTimeRule.Tick(overdue, VenueBook.BuiltIn, Given.Jurisdiction, clock.NextLookAt!.Value);
            Assert.Equal("street", overdue.After(up!.Value.Facts).Under!.GoneUpTo);
        }
        else
        {
            Assert.Equal(EndedAs.NotReached, Assert.IsType<Dispute.Ended>(overdue).Ending.As);
        }
    }

    [Fact]
    public void Appraisal_stops_the_time_of_a_medical_mediation_and_of_no_other()
    {
        var medical = Medical();
        Assert.Equal("missing-words", Pause(medical, PauseReason.Appraisal, " ", Later).Says());
        var stopped = medical.After(d => Pause(d, PauseReason.Appraisal, "鉴定委托书第3号", Later.AddDays(1)));
        Assert.Null(MediationTimeRule.Tick(stopped, VenueBook.BuiltIn, Given.Jurisdiction, Later.AddDays(90)));
        var on = stopped.After(d => Pause(d, null, null, Later.AddDays(8)));
        // From one Wednesday to the next: five working days.
        Assert.Equal(Given.Jurisdiction.Calendar.AddWorkdays(medical.Under!.Deadline!.DueOn, 5), on.Under!.Deadline!.DueOn);
        Assert.Equal("pause-not-lawful", Pause(Quarrel.Mediated(), PauseReason.Appraisal, "鉴定", Later).Says());
    }

    [Fact]
    public void A_matter_ends_after_its_dispute_unless_the_raiser_withdraws_it_or_all_is_agreed()
    {
        Assert.Equal("dispute-goes-on", MatterEndsRule.Decide(Quarrel.Mediated(), Given.Handler, Later).Says());
        Assert.Equal(nameof(DisputeEnded), MatterEndsRule.Decide(Quarrel.Mediated(), Given.Raiser, Later).Says());
        Assert.Empty(MatterEndsRule.Decide(Quarrel.Agreed(), Given.Handler, Later).Facts);
        Assert.Null(MatterEndsRule.Decide(Quarrel.Agreed(), Given.Handler, Later).Why);
    }

    /// <summary>A medical dispute in mediation, whose time may lawfully be stopped.</summary>
    internal static Dispute Medical() =>
        Ready(DisputeKind.Medical, "peoples-medical").After(d => Start(d, new StartMediation(Given.Today, null)));

    private static Dispute Safe(Dispute dispute) =>
        dispute
            .After(d => Quarrel.Answer(d, Quarrel.Upstairs, Quarrel.Safe, Given.Now))
            .After(d => Quarrel.Answer(d, Quarrel.Downstairs, Quarrel.Safe, Given.Now));

    private static Dispute Consented(Dispute dispute) =>
        dispute
            .After(d => Quarrel.Consent(d, Quarrel.Upstairs, ConsentAnswer.Given, Given.Now))
            .After(d => Quarrel.Consent(d, Quarrel.Downstairs, ConsentAnswer.Given, Given.Now));

    internal static Dispute Ready(DisputeKind kind, string venue) =>
        Consented(Safe(Quarrel.Named(kind)).After(d => Quarrel.Propose(d, venue, Given.Now)));

    private static DisputeDecision Propose(Dispute dispute, string venue, DateOnly? accepted) =>
        ProposeVenueRule.Decide(
            dispute,
            new ProposeVenue(
                venue,
                [.. VenueBook.BuiltIn.Venues.Where(v => v.Code == venue).SelectMany(v => v.Requires).Select(r => r.Code)],
                [],
                accepted
            ),
            Quarrel.New(Given.Now),
            Given.Handler,
            VenueBook.BuiltIn,
            Given.Jurisdiction,
            Given.Now
        );

    private static DisputeDecision Start(Dispute dispute, StartMediation command) =>
        StartMediationRule.Decide(dispute, command, Given.Handler, VenueBook.BuiltIn, Given.Jurisdiction, Given.Now);

    private static DisputeDecision Pause(Dispute dispute, PauseReason? reason, string? paper, DateTimeOffset now) =>
        MediationTimeRule.Pause(dispute, reason, paper, Given.Handler, Given.Jurisdiction, now);
}
