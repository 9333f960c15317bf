using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Disputes;

/// <summary>Hand-overs between venues, advice to one side alone, and allowances per file.</summary>
public class HandOverAndAllowanceTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    [Fact]
    public void The_sums_of_the_scheme_say_that_they_are_examples_for_the_local_document() =>
        Assert.All(
            AllowanceRate.Scheme,
            rate =>
            {
                Assert.StartsWith("示例", rate.Source.Zh, StringComparison.Ordinal);
                Assert.Contains("本地文件", rate.Source.Zh, StringComparison.Ordinal);
                Assert.StartsWith("Example", rate.Source.En, StringComparison.Ordinal);
                Assert.Contains("local document", rate.Source.En, StringComparison.Ordinal);
            }
        );

    [Fact]
    public void A_dispute_goes_to_another_venue_only_with_every_partys_consent_and_the_mediation_here_is_over()
    {
        var asked = Quarrel.Mediated().After(d => Quarrel.HandOver(d, Now));
        Assert.Equal("hand-over-without-consent", Quarrel.SendElsewhere(asked, Now).Says());
        var sent = Quarrel.SentElsewhere();
        Assert.IsType<Dispute.Asking>(sent);
        Assert.Single(sent.File.EarlierMediations);
        Assert.Equal("handed-over", Quarrel.Propose(sent, "peoples", Now).Says());
        var received = Assert.IsType<Dispute.Ended>(sent.After(d => Quarrel.Receive(d, Now)));
        Assert.Equal(EndedAs.HandedOver, received.Ending.As);
        Assert.Equal(asked.File.Matter, received.File.Matter);
    }

    [Fact]
    public void One_no_keeps_it_here_and_the_mediation_goes_on()
    {
        var no = Quarrel
            .Mediated()
            .After(d => Quarrel.HandOver(d, Now))
            .After(d => Quarrel.AnswerHandOver(d, Quarrel.Downstairs, Now, ConsentAnswer.Refused));
        Assert.IsType<Dispute.Mediating>(no);
        Assert.Null(no.File.HandOver);
    }

    [Fact]
    public void What_is_not_taken_stays_and_everybody_may_be_asked_about_another_venue()
    {
        var back = Quarrel.SentElsewhere().After(d => HandOverVenueRule.Decline(d, "不属于我院管辖", Given.Handler));
        Assert.Equal("VenueProposed", Quarrel.Propose(back, "peoples", Now).Says());
    }

    [Fact]
    public void A_unit_that_takes_it_gives_the_receipt_itself_once_the_matter_is_its_own()
    {
        const string taker = "police";
        var jurisdiction = Given.Jurisdiction.With(
            Given.Jurisdiction.Areas.Values,
            Given.Jurisdiction.Units.Values.Select(u => u.Code == taker ? u with { Mediates = ["police"] } : u)
        );
        Assert.Equal("missing-unit", Quarrel.HandOver(Quarrel.Mediated(), Now, "inspection", jurisdiction).Says());
        var sent = Quarrel
            .Mediated()
            .After(d => Quarrel.HandOver(d, Now, taker, jurisdiction))
            .After(d => Quarrel.AnswerHandOver(d, Quarrel.Upstairs, Now))
            .After(d => Quarrel.AnswerHandOver(d, Quarrel.Downstairs, Now))
            .After(d => Quarrel.SendElsewhere(d, Now));
        Assert.Equal("receipt-by-who-takes-it", Quarrel.Receive(sent, Now).Says());
        // The matter was accepted there, and the dispute went along.
        var there = sent with
        {
            File = sent.File with { Unit = taker },
        };
        var mine = Given.Staff(8, taker, StaffRole.Handler);
        Assert.Equal("not-your-units-dispute", Quarrel.Receive(there, Now).Says());
        var received = there.After(d => Quarrel.Receive(d, Now, mine));
        Assert.IsType<Dispute.Asking>(received);
        Assert.NotNull(received.File.HandOver!.Receipt);
    }

    [Fact]
    public void One_side_is_advised_alone_after_the_other_refused_and_not_while_it_goes_on()
    {
        Assert.Equal("coached-after-the-end", Quarrel.Coach(Quarrel.Mediated(), Quarrel.Upstairs).Says());
        var refused = Quarrel.Proposed().After(d => Quarrel.Consent(d, Quarrel.Downstairs, ConsentAnswer.Refused, Now));
        Assert.Equal("PartyCoached", Quarrel.Coach(refused, Quarrel.Upstairs).Says());
    }

    [Fact]
    public void An_allowance_takes_two_people_who_are_not_the_mediator_and_is_paid_once()
    {
        var agreed = Quarrel.Agreed();
        Assert.Equal("no-mediator-to-pay", Quarrel.ProposeAllowance(agreed, Now).Says());
        var proposed = Quarrel.WithAllowance();
        Assert.Equal("allowance-there", Quarrel.ProposeAllowance(proposed, Now).Says());
        Assert.Equal(100, proposed.File.Allowance!.Yuan);
        Assert.Equal("allowance-checked-by-a-supervisor", AllowanceRule.Check(proposed, true, Given.Handler).Says());
        var both = Given.Staff(1, "property", StaffRole.Handler, StaffRole.Supervisor);
        Assert.Equal("allowance-two-people", AllowanceRule.Check(proposed, true, both).Says());
        var mediator = Given.Staff(2, "property", StaffRole.Handler, StaffRole.Supervisor);
        Assert.Equal("allowance-for-oneself", AllowanceRule.Check(proposed, true, mediator).Says());
        Assert.Equal("no-allowance-waits", AllowanceRule.Pay(proposed, Given.Today, Given.Supervisor, Given.Today).Says());
        var right = proposed.After(d => AllowanceRule.Check(d, true, Given.Supervisor));
        var paid = right.After(d => AllowanceRule.Pay(d, Given.Today, Given.Supervisor, Given.Today));
        Assert.Equal("no-allowance-waits", AllowanceRule.Pay(paid, Given.Today, Given.Supervisor, Given.Today).Says());
    }

    [Theory]
    [InlineData(AllowanceFor.Oral, 100)]
    [InlineData(AllowanceFor.Mediated, 50)]
    [InlineData(AllowanceFor.Written, 200)]
    public void The_sum_is_the_schemes(AllowanceFor what, int yuan)
    {
        var dispute = what switch
        {
            AllowanceFor.Oral => Quarrel.Agreed(),
            AllowanceFor.Written => Quarrel
                .SaidBack()
                .After(d => Quarrel.TakeEffect(d, Now, [.. Enum.GetValues<AgreementCondition>()])),
            _ => Quarrel.Mediated().After(d => Quarrel.End(d, EndedAs.NotReached, Now)),
        };
        var line = Assert.Single(AllowanceRule.Fitting(dispute));
        Assert.Equal(what, line.For);
        Assert.Equal(yuan, line.Yuan);
    }
}
