using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Disputes;

/// <summary>Who mediates: the register, the invitation, and the parties' word on it.</summary>
public class MediatorTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddHours(1);
    private static readonly Mediator Colleague = Registered(Given.Colleague.Id);

    [Theory]
    [InlineData(-30, 30, DisputeKind.Noise, nameof(MediatorInvited))]
    [InlineData(-30, 0, DisputeKind.Noise, nameof(MediatorInvited))]
    [InlineData(0, 30, DisputeKind.Noise, nameof(MediatorInvited))]
    [InlineData(-30, -1, DisputeKind.Noise, "mediator-out-of-term")]
    [InlineData(1, 30, DisputeKind.Noise, "mediator-out-of-term")]
    [InlineData(-30, 30, DisputeKind.Medical, "mediator-other-field")]
    public void A_mediator_serves_in_their_term_and_fields_and_one_is_told_which_of_both_it_is(
        int from,
        int to,
        DisputeKind kind,
        string says
    )
    {
        var mediator = Colleague with
        {
            From = Given.Today.AddDays(from),
            To = Given.Today.AddDays(to),
            Fields = [DisputeKind.Noise],
        };
        Assert.Equal(says == nameof(MediatorInvited), mediator.Serves(kind, Given.Today));
        Assert.Equal(
            says,
            InviteMediatorRule
                .Invite(
                    Quarrel.Named(kind),
                    mediator.Id,
                    [mediator],
                    Quarrel.New(Later),
                    Given.Handler,
                    Given.Jurisdiction.Calendar,
                    Later
                )
                .Says()
        );
    }

    [Fact]
    public void A_mediator_of_another_units_register_is_not_invited()
    {
        var other = Colleague with { Unit = "police" };
        Assert.Equal(
            "mediator-of-another-unit",
            InviteMediatorRule
                .Invite(Quarrel.Named(), other.Id, [other], Quarrel.New(Later), Given.Handler, Given.Jurisdiction.Calendar, Later)
                .Says()
        );
    }

    [Fact]
    public void A_session_is_set_on_a_day_on_which_the_mediator_is_there_and_who_is_away_on_a_set_day_is_not_invited()
    {
        // Later is a Tuesday; the session of the mediation that is under way is set for the same day.
        var fridays = Colleague with
        {
            Days = [DayOfWeek.Friday],
        };
        var mediated = Quarrel.Mediated();
        var tuesday = new SetSession(Later.AddMinutes(1), 60, "居委会调解室");
        Assert.Equal("mediator-not-there-that-day", Set(mediated, tuesday, fridays).Says());
        Assert.Equal(nameof(SessionSet), Set(mediated, tuesday with { StartsAt = Later.AddDays(3) }, fridays).Says());
        Assert.Equal(nameof(SessionSet), Set(mediated, tuesday, Colleague).Says());
        Assert.Equal(nameof(SessionSet), Set(mediated, tuesday, null).Says());
        Assert.Equal("mediator-out-of-term", Set(mediated, tuesday with { StartsAt = Later.AddDays(301) }, Colleague).Says());

        var set = mediated.After(d => Set(d, tuesday, null));
        Assert.Equal("mediator-not-there-that-day", InviteOf(set, fridays).Says());
        Assert.Equal(nameof(MediatorInvited), InviteOf(set, fridays with { Days = [DayOfWeek.Tuesday] }).Says());

        static DisputeDecision Set(Dispute dispute, SetSession session, Mediator? mediator) =>
            SessionRule.Set(dispute, session, Quarrel.New(Later), mediator, Given.Handler, Given.Jurisdiction.Calendar, Later);

        static DisputeDecision InviteOf(Dispute dispute, Mediator mediator) =>
            InviteMediatorRule.Invite(
                dispute,
                mediator.Id,
                [mediator],
                Quarrel.New(Later),
                Given.Handler,
                Given.Jurisdiction.Calendar,
                Later
            );
    }

    [Fact]
    public void A_party_chooses_from_the_register_changes_its_mind_and_leaves_it_open_again()
    {
        var named = Quarrel.Named();
        var (one, other) = (named.File.Parties[0].Id, named.File.Parties[1].Id);
        var chosen = named.After(d => Choose(d, one, Given.Colleague.Id));
        Assert.Equal([new MediatorWish(one, Given.Colleague.Id)], chosen.File.Wishes);
        var both = chosen.After(d => Choose(d, other, Given.Handler.Id));
        Assert.Equal(2, both.File.Wishes.Length);
        Assert.Equal([new MediatorWish(other, Given.Handler.Id)], both.After(d => Choose(d, one, null)).File.Wishes);
        Assert.Equal("missing-mediator", Choose(named, one, Given.Stranger.Id).Says());
        var out_ = named.After(d => Invite(d, Given.Colleague.Id)).After(d => Answer(d, MediatorAnswer.Declines, "没有时间"));
        Assert.Equal("missing-mediator", Choose(out_, one, Given.Colleague.Id).Says());
        Assert.Equal("mediated-no-more", Choose(Quarrel.Agreed(), one, Given.Colleague.Id).Says());

        static DisputeDecision Choose(Dispute dispute, ParticipantId party, StaffId? mediator) =>
            ChooseMediatorRule.Decide(
                dispute,
                party,
                mediator,
                [Registered(Given.Colleague.Id), Registered(Given.Handler.Id)],
                new Actor.Person(party),
                Given.Today
            );
    }

    [Fact]
    public void Mediation_waits_for_the_answer_of_who_was_invited_and_only_they_answer()
    {
        var invited = DisputeTimeTests.Ready(DisputeKind.Noise, "peoples").After(d => Invite(d, Given.Colleague.Id));
        Assert.Equal("mediator-has-not-answered", Quarrel.Start(invited, Later).Says());
        Assert.Equal("not-invited", InviteMediatorRule.Answer(invited, MediatorAnswer.Accepts, null, Given.Handler).Says());
        Assert.Equal("missing-words", Answer(invited, MediatorAnswer.HasInterest).Says());
        var accepted = invited.After(d => Answer(d, MediatorAnswer.Accepts));
        Assert.Equal(nameof(MediationStarted), Quarrel.Start(accepted, Later).Says());
        Assert.Equal("mediator-invited-already", Invite(accepted, Given.Handler.Id).Says());
    }

    [Theory]
    [InlineData(MediatorAnswer.Declines, InvitationState.Declined)]
    [InlineData(MediatorAnswer.HasInterest, InvitationState.SteppedBack)]
    public void Who_declines_or_has_an_interest_is_not_asked_again(MediatorAnswer answer, InvitationState state)
    {
        var out_ = Quarrel.Named().After(d => Invite(d, Given.Colleague.Id)).After(d => Answer(d, answer, "当事人是我表弟"));
        Assert.Equal(state, out_.File.Invitations[0].State);
        Assert.Null(out_.File.Invited);
        Assert.Equal("mediator-is-out", Invite(out_, Given.Colleague.Id).Says());
        Assert.Equal(nameof(MediatorInvited), Invite(out_, Given.Handler.Id).Says());
    }

    [Fact]
    public void At_one_partys_word_the_mediator_steps_back_and_the_mediation_goes_on()
    {
        var mediated = Quarrel.Mediated().After(d => Invite(d, Given.Colleague.Id)).After(d => Answer(d, MediatorAnswer.Accepts));
        var refused = mediated.After(d => Quarrel.RefuseMediator(d, Later));
        Assert.Equal(InvitationState.SteppedBack, Assert.IsType<Dispute.Mediating>(refused).File.Invitations[0].State);
        Assert.Equal("not-asked-now", Quarrel.RefuseMediator(refused, Later).Says());
    }

    [Theory]
    [InlineData(StaffRole.Handler, true, 0, 365, "mediators-by-a-supervisor")]
    [InlineData(StaffRole.Supervisor, false, 0, 365, "missing-account")]
    [InlineData(StaffRole.Supervisor, true, 0, -1, "term-of-mediator")]
    [InlineData(StaffRole.Supervisor, true, 0, 0, null)]
    public void The_supervisor_writes_colleagues_into_the_register(StaffRole role, bool colleague, int from, int to, string? why)
    {
        var (mediator, refused) = RegisterMediatorRule.Decide(
            new RegisterMediator(
                Given.Colleague.Id,
                "区司法局",
                "聘字7号",
                Given.Today.AddDays(from),
                Given.Today.AddDays(to),
                [],
                null,
                [],
                []
            ),
            colleague,
            Given.Staff(9, "property", role),
            Given.Today
        );
        Assert.Equal(why, refused?.Code);
        Assert.Equal(why is null, mediator is { Unit: "property" });
    }

    /// <summary>A mediator of the unit that deals with the dispute.</summary>
    internal static Mediator Registered(StaffId id) =>
        new(id, "property", "区司法局", "聘字7号", Given.Today.AddDays(-30), Given.Today.AddDays(300), [], null, [], []);

    private static DisputeDecision Invite(Dispute dispute, StaffId chosen) =>
        InviteMediatorRule.Invite(
            dispute,
            chosen,
            [Registered(chosen)],
            Quarrel.New(Given.Now),
            Given.Handler,
            Given.Jurisdiction.Calendar,
            Given.Now
        );

    private static DisputeDecision Answer(Dispute dispute, MediatorAnswer answer, string? words = null) =>
        InviteMediatorRule.Answer(dispute, answer, words, Given.Colleague);
}
