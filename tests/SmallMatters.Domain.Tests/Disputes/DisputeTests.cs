using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Disputes;

public class DisputeTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddHours(1);

    [Fact]
    public void A_matter_of_conduct_is_not_mediated_and_a_matter_has_one_open_dispute()
    {
        var matter = Given.Open();
        Assert.Equal(
            "conduct-is-not-mediated",
            Quarrel.Open(matter with { File = matter.File with { Kind = Kind.Conduct } }).Says()
        );
        Assert.Equal("dispute-open-already", Quarrel.Open(Given.Open(), another: true).Says());
        Assert.Equal("missing-kind", Quarrel.Open(Given.Open(), kind: null).Says());
        Assert.Equal("matter-not-open", Quarrel.Open(Given.Closed()).Says());
    }

    [Fact]
    public void One_refusal_ends_it_whoever_writes_it_down_and_the_court_stands_open()
    {
        var ended = Assert.IsType<Dispute.Ended>(
            Quarrel.Proposed().After(d => Quarrel.Consent(d, Quarrel.Upstairs, ConsentAnswer.Refused, Later, Given.Handler))
        );
        Assert.Equal(EndedAs.Refused, ended.Ending.As);
        Assert.Equal("court", ended.Ending.Next[0]);
        Assert.Equal("dispute-ended", Quarrel.Start(ended, Later).Says());
    }

    [Fact]
    public void Consent_is_to_one_venue_and_asked_anew_for_another()
    {
        var dispute = Quarrel
            .Proposed()
            .After(d => Quarrel.Consent(d, Quarrel.Upstairs, ConsentAnswer.Given, Later))
            .After(d => Quarrel.Consent(d, Quarrel.Downstairs, ConsentAnswer.Given, Later))
            .After(d => Quarrel.Propose(d, "police", Later));
        Assert.Equal("not-all-consent", Quarrel.Start(dispute, Later).Says());
    }

    [Fact]
    public void Consent_can_be_taken_back_while_mediation_goes_on()
    {
        var ended = Quarrel.Mediated().After(d => Quarrel.Consent(d, Quarrel.Upstairs, ConsentAnswer.TakenBack, Later));
        Assert.Equal(EndedAs.Refused, Assert.IsType<Dispute.Ended>(ended).Ending.As);
    }

    [Theory]
    [InlineData(SafetyAnswer.Yes, SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.No, false)]
    [InlineData(SafetyAnswer.No, SafetyAnswer.Yes, SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.No, false)]
    [InlineData(SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.Yes, SafetyAnswer.No, SafetyAnswer.No, true)]
    [InlineData(SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.Yes, SafetyAnswer.No, true)]
    [InlineData(SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.Yes, SafetyAnswer.Yes, SafetyAnswer.No, false)]
    [InlineData(SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.Yes, false)]
    [InlineData(SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.RatherNotSay, false)]
    [InlineData(SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.No, SafetyAnswer.No, true)]
    public void Who_answers_so_feels_safe_or_not(
        SafetyAnswer violence,
        SafetyAnswer threat,
        SafetyAnswer dependency,
        SafetyAnswer children,
        SafetyAnswer fear,
        bool safe
    )
    {
        var answers = new SafetyAnswers(violence, threat, dependency, children, fear);
        Assert.Equal(safe, answers.FeelsSafe);
        Assert.Equal(!safe, Quarrel.Named().After(d => Quarrel.Answer(d, Quarrel.Upstairs, answers, Later)).File.Unsafe);
    }

    [Fact]
    public void A_session_takes_place_once_everybody_has_consented_to_it()
    {
        Assert.Equal("session-without-consent", Quarrel.Hold(Quarrel.Mediated().After(d => Quarrel.Set(d, Later)), Later).Says());
        Assert.Equal("session-not-yet", Quarrel.Hold(Quarrel.Convened(), Given.Now).Says());
        Assert.Equal(nameof(SessionHeld), Quarrel.Hold(Quarrel.Convened(), Later).Says());
    }

    [Fact]
    public void A_session_that_was_set_does_not_take_place_once_a_flag_is_raised()
    {
        var dispute = Quarrel
            .Mediated()
            .After(d => Quarrel.Set(d, Later))
            .After(d => Quarrel.ConsentToSession(d, Quarrel.Upstairs, ConsentAnswer.Given, Later))
            .After(d => Quarrel.ConsentToSession(d, Quarrel.Downstairs, ConsentAnswer.Given, Later))
            .After(d => Quarrel.Answer(d, Quarrel.Downstairs, Quarrel.Afraid, Later));
        Assert.Equal(SessionState.CalledOff, dispute.Under!.Sessions[0].State);
        Assert.Equal("dispute-unsafe", Quarrel.Hold(dispute, Later.AddHours(1)).Says());
        Assert.Equal("dispute-unsafe", Quarrel.End(dispute, EndedAs.NotReached, Later).Says());
        var ended = Assert.IsType<Dispute.Ended>(dispute.After(d => Quarrel.End(d, EndedAs.Protection, Later)));
        Assert.Equal("police", ended.Ending.Next[0]);
    }

    [Fact]
    public void A_flag_is_lifted_by_a_supervisor_after_the_party_was_asked_alone_again_and_never_by_who_raised_it()
    {
        var dispute = Quarrel.Named().After(d => Quarrel.Answer(d, Quarrel.Upstairs, Quarrel.Afraid, Given.Now));
        Assert.Equal("party-not-asked-again", Quarrel.Lift(dispute, Later).Says());
        var asked = dispute.After(d => Quarrel.Answer(d, Quarrel.Upstairs, Quarrel.Safe, Later));
        Assert.Equal(nameof(SafetyFlagLifted), Quarrel.Lift(asked, Later).Says());
        var command = new LiftSafetyFlag(asked.File.Flags[0].Id, "没事了");
        foreach (var other in (Actor.Staff[])[Given.Handler, Given.Stranger, Given.Staff(20, "police", StaffRole.Supervisor)])
        {
            Assert.Equal(
                "flag-by-a-supervisor",
                LiftSafetyFlagRule.Decide(asked, command, other, Given.Jurisdiction, Later).Says()
            );
        }
        var own = ReportSafetyRule
            .Decide(
                Quarrel.Named(),
                new ReportSafety("听到砸门", ReportDuty.None, false),
                Quarrel.New(Later),
                Given.Supervisor,
                Later
            )
            .Facts[0];
        Assert.Equal("flag-by-a-supervisor", Quarrel.Lift(own.Apply(Quarrel.Named()), Later).Says());
    }

    [Theory]
    [InlineData(ReportDuty.PublicOrder)]
    [InlineData(ReportDuty.WithoutFullCapacity)]
    [InlineData(ReportDuty.Minor)]
    public void A_duty_to_report_never_holds_a_flag_back_and_stays_owed_until_the_police_were_told(ReportDuty duty)
    {
        Dispute Report(bool told) =>
            Quarrel
                .Named()
                .After(d =>
                    ReportSafetyRule.Decide(
                        d,
                        new ReportSafety("孩子身上有伤", duty, told),
                        Quarrel.New(Later),
                        Given.Handler,
                        Later
                    )
                );
        var owed = Report(false);
        Assert.True(owed.File.Unsafe);
        Assert.Empty(Report(true).File.Untold);
        var flag = Assert.Single(owed.File.Untold).Id;
        string Tell(Dispute dispute, DateTimeOffset? at, Actor.Staff by) =>
            TellPoliceRule.Decide(dispute, flag, at, by, Given.Jurisdiction, Later).Says();
        Assert.Equal("told-when", Tell(owed, null, Given.Supervisor));
        Assert.Equal("told-when", Tell(owed, Later.AddMinutes(1), Given.Supervisor));
        Assert.Equal("not-your-units-dispute", Tell(owed, Later, Given.Stranger));
        var ended = owed.After(d => Quarrel.End(d, EndedAs.Protection, Later));
        Assert.Equal(nameof(PoliceTold), Tell(ended, Given.Now, Given.Supervisor));
        var told = owed.After(d => TellPoliceRule.Decide(d, flag, Given.Now, Given.Supervisor, Given.Jurisdiction, Later));
        Assert.True(told.File.Unsafe);
        Assert.Equal("nothing-to-tell", Tell(told, Later, Given.Supervisor));
    }

    [Fact]
    public void Who_acts_for_a_person_refuses_for_them_and_binds_them_only_with_special_authority()
    {
        var agent = Quarrel.Key(30);
        Dispute With(Authority authority) =>
            Quarrel
                .Proposed()
                .After(d =>
                    NameRepresentativeRule.Decide(
                        d,
                        new NameRepresentative(Quarrel.Upstairs, "侄子", null, authority, AuthorityShown.Letter),
                        agent,
                        Given.Handler
                    )
                );
        string Says(Authority authority, ConsentAnswer answer) =>
            Quarrel.Consent(With(authority), Quarrel.Upstairs, answer, Later, Quarrel.As(agent)).Says();
        Assert.Equal("authority-not-enough", Says(Authority.General, ConsentAnswer.Given));
        Assert.Equal("ConsentAnswered + DisputeEnded", Says(Authority.General, ConsentAnswer.Refused));
        Assert.Equal(nameof(ConsentAnswered), Says(Authority.Special, ConsentAnswer.Given));
        Assert.Equal(
            "safety-is-asked-alone",
            AnswerSafetyRule
                .Decide(
                    With(Authority.Special),
                    new AnswerSafety(Quarrel.Upstairs, Quarrel.Safe, null, ConsentHow.ByLink),
                    Quarrel.New(Later),
                    Quarrel.As(agent),
                    Later
                )
                .Says()
        );
        Assert.Equal(
            "not-by-this-room",
            Quarrel.Consent(With(Authority.Special), Quarrel.Downstairs, ConsentAnswer.Given, Later, Quarrel.As(agent)).Says()
        );
    }

    [Fact]
    public void Many_elect_one_to_five_who_speak_for_them()
    {
        var many = Quarrel.Key(40);
        var dispute = Quarrel.Named().After(d => Quarrel.Name(d, many, PartyKind.Many));
        DisputeDecision Elect(Dispute d, int number, Authority authority = Authority.Elected) =>
            NameRepresentativeRule.Decide(
                d,
                new NameRepresentative(many, "代表", null, authority, AuthorityShown.Election),
                Quarrel.Key(number),
                Given.Handler
            );
        Assert.Equal("authority-does-not-fit", Elect(dispute, 50, Authority.Special).Says());
        var asked = new[] { Quarrel.Upstairs, Quarrel.Downstairs, many }
            .Aggregate(dispute, (d, p) => d.After(x => Quarrel.Answer(x, p, Quarrel.Safe, Given.Now)))
            .After(d => Quarrel.Propose(d, "peoples", Given.Now));
        var consented = new[] { Quarrel.Upstairs, Quarrel.Downstairs, many }.Aggregate(
            asked,
            (d, p) => d.After(x => Quarrel.Consent(x, p, ConsentAnswer.Given, Given.Now))
        );
        Assert.Equal("many-without-representatives", Quarrel.Start(consented, Later).Says());
        var elected = Enumerable.Range(50, 5).Aggregate(consented, (d, n) => d.After(x => Elect(x, n)));
        Assert.Equal("too-many-representatives", Elect(elected, 60).Says());
        Assert.Equal(nameof(MediationStarted), Quarrel.Start(elected, Later).Says());
    }

    [Fact]
    public void A_party_that_erases_its_data_takes_its_consent_along()
    {
        var ended = Quarrel.Mediated().After(d => ErasePartyRule.Decide(d, Quarrel.Upstairs, Later));
        Assert.Equal(EndedAs.Withdrawn, Assert.IsType<Dispute.Ended>(ended).Ending.As);
        Assert.Single(ended.File.Present);
    }

    [Fact]
    public void With_one_party_left_nothing_starts_is_set_or_held()
    {
        static Dispute Alone(Dispute dispute) => dispute.After([new PartyErased(Quarrel.Upstairs)]);
        var consented = Quarrel
            .Proposed()
            .After(d => Quarrel.Consent(d, Quarrel.Upstairs, ConsentAnswer.Given, Later))
            .After(d => Quarrel.Consent(d, Quarrel.Downstairs, ConsentAnswer.Given, Later));
        Assert.Equal("parties-missing", Quarrel.Start(Alone(consented), Later).Says());
        Assert.Equal("parties-missing", Quarrel.Set(Alone(Quarrel.Mediated()), Later).Says());
        Assert.Equal("parties-missing", Quarrel.Hold(Alone(Quarrel.Convened()), Later.AddHours(1)).Says());
    }

    [Fact]
    public void Who_wants_no_mediation_says_so_before_any_venue_and_that_ends_it()
    {
        foreach (var dispute in new[] { Quarrel.Named(), Quarrel.Proposed(), Quarrel.Mediated() })
        {
            DisputeDecision Answer(ConsentAnswer answer, Actor by) =>
                AnswerConsentRule.Decide(
                    dispute,
                    new AnswerConsent(Quarrel.Downstairs, ConsentStep.Mediation, Guid.Empty, answer, ConsentHow.ByPhone),
                    by,
                    Later
                );
            Assert.Equal("ConsentAnswered + DisputeEnded", Answer(ConsentAnswer.Refused, Given.Handler).Says());
            Assert.Equal("ConsentAnswered + DisputeEnded", Answer(ConsentAnswer.Refused, Quarrel.As(Quarrel.Downstairs)).Says());
            Assert.Equal("not-by-this-room", Answer(ConsentAnswer.Refused, Quarrel.As(Quarrel.Upstairs)).Says());
            Assert.Equal("not-asked-now", Answer(ConsentAnswer.Given, Given.Handler).Says());
        }
    }

    [Fact]
    public void Who_wrote_a_partys_new_answers_down_does_not_lift_its_flag()
    {
        var dispute = Quarrel
            .Named()
            .After(d => Quarrel.Answer(d, Quarrel.Upstairs, Quarrel.Afraid, Given.Now))
            .After(d =>
                AnswerSafetyRule.Decide(
                    d,
                    new AnswerSafety(Quarrel.Upstairs, Quarrel.Safe, null, ConsentHow.InPerson),
                    Quarrel.New(Later),
                    Given.Staff(21, Given.Supervisor.Unit, StaffRole.Supervisor, StaffRole.Handler),
                    Later
                )
            );
        var flag = dispute.File.Flags[0].Id;
        string Lift(int who) =>
            LiftSafetyFlagRule
                .Decide(
                    dispute,
                    new LiftSafetyFlag(flag, "分别谈过"),
                    Given.Staff(who, Given.Supervisor.Unit, StaffRole.Supervisor),
                    Given.Jurisdiction,
                    Later
                )
                .Says();
        Assert.Equal("answers-written-by-you", Lift(21));
        Assert.Equal(nameof(SafetyFlagLifted), Lift(22));
    }

    [Fact]
    public void Of_many_only_the_one_who_was_afraid_can_say_that_it_is_safe_now()
    {
        var (many, afraid, other) = (Quarrel.Key(40), Quarrel.Key(41), Quarrel.Key(42));
        DisputeDecision Answer(Dispute d, ParticipantId who, SafetyAnswers answers, int minutes) =>
            AnswerSafetyRule.Decide(
                d,
                new AnswerSafety(many, answers, null, ConsentHow.ByLink),
                Quarrel.New(Later),
                Quarrel.As(who),
                Later.AddMinutes(minutes)
            );
        var dispute = new[] { afraid, other }
            .Aggregate(
                Quarrel.Named().After(d => Quarrel.Name(d, many, PartyKind.Many)),
                (d, who) =>
                    d.After(x =>
                        NameRepresentativeRule.Decide(
                            x,
                            new NameRepresentative(many, "代表", null, Authority.Elected, AuthorityShown.Election),
                            who,
                            Given.Handler
                        )
                    )
            )
            .After(d => Answer(d, afraid, Quarrel.Afraid, 1))
            .After(d => Answer(d, other, Quarrel.Safe, 2));
        Assert.Equal("party-not-asked-again", Quarrel.Lift(dispute, Later.AddMinutes(3)).Says());
        var asked = dispute.After(d => Answer(d, afraid, Quarrel.Safe, 4));
        Assert.Equal(nameof(SafetyFlagLifted), Quarrel.Lift(asked, Later.AddMinutes(5)).Says());
    }

    [Fact]
    public void Who_raised_under_seal_is_not_made_a_party_that_the_other_side_gets_to_know()
    {
        var matter = Given.Open();
        var file = matter.File with { Participants = [.. matter.File.Participants.Select(p => p with { Sealed = true })] };
        Assert.Equal("raiser-is-sealed", Quarrel.Open(new Matter.Open(file)).Says());
    }

    [Fact]
    public void The_time_of_a_mediation_is_fixed_at_its_start_by_the_rule_of_the_venue()
    {
        var mediation = Quarrel.Mediated().Under!;
        Assert.Equal("peoples-mediation", mediation.Deadline!.RuleCode);
        Assert.Equal(Quarrel.Day(Given.Now).AddDays(30), mediation.Deadline.DueOn);
    }

    [Fact]
    public void An_agreement_takes_effect_once_each_party_has_said_it_back_and_the_laws_conditions_are_met()
    {
        var drafted = Quarrel.Mediated().After(d => Quarrel.Draft(d, Given.Now));
        Assert.Equal("missing-words", Quarrel.CheckBack(drafted, Quarrel.Upstairs, Later, words: " ").Says());
        var half = drafted.After(d => Quarrel.CheckBack(d, Quarrel.Upstairs, Later));
        Assert.Equal("terms-without-consent", Quarrel.TakeEffect(half, Later).Says());
        var both = half.After(d => Quarrel.CheckBack(d, Quarrel.Downstairs, Later));
        Assert.Equal("written-conditions", Quarrel.TakeEffect(both, Later, AgreementCondition.PartiesSigned).Says());
        var agreed = Assert.IsType<Dispute.Agreed>(
            both.After(d => Quarrel.TakeEffect(d, Later, [.. Enum.GetValues<AgreementCondition>()]))
        );
        Assert.Equal("judicial-confirmation-request", agreed.ConfirmBy!.RuleCode);
        Assert.Equal("not-asked-now", Quarrel.Consent(agreed, Quarrel.Upstairs, ConsentAnswer.TakenBack, Later).Says());
    }

    [Fact]
    public void Another_wording_is_asked_about_anew()
    {
        var both = Quarrel
            .Mediated()
            .After(d => Quarrel.Draft(d, Given.Now))
            .After(d => Quarrel.CheckBack(d, Quarrel.Upstairs, Later))
            .After(d => Quarrel.CheckBack(d, Quarrel.Downstairs, Later))
            .After(d => Quarrel.Draft(d, Later));
        Assert.Equal("terms-without-consent", Quarrel.TakeEffect(both, Later).Says());
    }

    [Fact]
    public void What_was_agreed_ends_when_all_is_performed_or_when_something_is_late()
    {
        Assert.Equal("ObligationPerformed + DisputeEnded", Quarrel.Perform(Quarrel.Agreed(), Later).Says());
        Assert.Equal("nothing-is-late", Quarrel.End(Quarrel.Agreed(), EndedAs.NotPerformed, Later).Says());
        var late = Assert.IsType<Dispute.Ended>(
            Quarrel.Agreed().After(d => Quarrel.End(d, EndedAs.NotPerformed, Later.AddDays(2)))
        );
        Assert.Contains("court", late.Ending.Next);
        Assert.Equal("agreed-already", Quarrel.End(Quarrel.Agreed(), EndedAs.Withdrawn, Later).Says());
    }
}
