using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class HelperTests
{
    [Fact]
    public void A_helper_who_erased_their_data_makes_room_for_another()
    {
        var helpers = Enumerable.Range(20, 3).Select(n => new Actor.Person(new ParticipantId(new Guid(n, 0, 0, new byte[8]))));
        var three = helpers.Aggregate(
            Given.Open(),
            (matter, helper) => matter.After(m => GiveLinkRule.Decide(m, new GiveLink(helper.Id, default), Given.Raiser))
        );
        var another = new GiveLink(Given.SomebodyElse.Id, default);
        Assert.IsType<Decision.Refused>(GiveLinkRule.Decide(three, another, Given.Raiser));

        var two = three.After(m => EraseRule.Decide(m, helpers.First()));

        Assert.IsType<Decision.Accepted>(GiveLinkRule.Decide(two, another, Given.Raiser));
    }

    [Fact]
    public void A_helper_cannot_withdraw_the_matter_of_somebody_else()
    {
        var helper = new Actor.Person(new ParticipantId(new Guid(20, 0, 0, new byte[8])));
        var helped = Given.Open().After(m => GiveLinkRule.Decide(m, new GiveLink(helper.Id, default), Given.Raiser));

        Assert.Equal("only-the-raiser-withdraws", WithdrawRule.Decide(helped, new Withdraw(null), helper, Given.Now).Says());
        Assert.Equal(nameof(MatterWithdrawn), WithdrawRule.Decide(helped, new Withdraw(null), Given.Raiser, Given.Now).Says());
    }
}
