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
    public void Where_reporting_is_a_duty_the_police_are_told_before_anything_is_written(ReportDuty duty)
    {
        DisputeDecision Report(bool told) =>
            ReportSafetyRule.Decide(
                Quarrel.Named(),
                new ReportSafety("孩子身上有伤", duty, told),
                Quarrel.New(Later),
                Given.Handler,
                Later
            );
        Assert.Equal("duty-to-report", Report(false).Says());
        Assert.Equal(nameof(SafetyFlagRaised), Report(true).Says());
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
    public void The_time_of_a_mediation_is_fixed_at_its_start_by_the_rule_of_the_venue()
    {
        var mediation = Quarrel.Mediated().Under!;
        Assert.Equal("peoples-mediation", mediation.Deadline!.RuleCode);
        Assert.Equal(Quarrel.Day(Given.Now).AddDays(30), mediation.Deadline.DueOn);
    }
}
