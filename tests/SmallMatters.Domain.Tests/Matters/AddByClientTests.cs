using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class AddByClientTests
{
    private static readonly Actor.Client App = new("app");

    [Fact]
    public void The_program_that_raised_a_matter_adds_to_it_in_the_raisers_name()
    {
        var decision = Assert.IsType<Decision.Accepted>(
            AddByClientRule.Decide(Given.Open(), new AddByClient("u-1", "又坏了", App.Code), App)
        );
        var added = Assert.IsType<InformationAdded>(Assert.Single(decision.Facts));
        Assert.Equal((new PersonalText(Given.Raiser.Id, "又坏了"), "u-1"), (added.Text, added.UpdateId));
    }

    [Theory]
    [InlineData("client:other")]
    [InlineData("person:00000007000000000000000000000000")]
    [InlineData("app")]
    [InlineData(null)]
    public void A_matter_that_it_did_not_raise_is_closed_to_a_program(string? raisedBy) =>
        Assert.Equal(
            AddByClientRule.NotRaisedByThisClient.Code,
            AddByClientRule.Decide(Given.Open(), new AddByClient("u-1", "又坏了", raisedBy), App).Says()
        );

    [Fact]
    public void A_program_adds_while_the_matter_is_open_closed_or_under_review_and_not_once_it_is_settled()
    {
        var add = new AddByClient("u-1", "又坏了", App.Code);
        Assert.Equal("InformationAdded", AddByClientRule.Decide(Given.Closed(), add, App).Says());
        Assert.Equal("InformationAdded", AddByClientRule.Decide(Given.UnderReview(), add, App).Says());
        Assert.Equal("matter-not-open", AddByClientRule.Decide(Given.Settled(), add, App).Says());
    }

    [Theory]
    [InlineData("", "missing-text")]
    [InlineData(" \0 ", "missing-text")]
    public void An_addition_needs_words(string text, string refusal) =>
        Assert.Equal(refusal, AddByClientRule.Decide(Given.Open(), new AddByClient("u-1", text, App.Code), App).Says());

    [Fact]
    public void A_program_does_not_use_the_way_that_people_add_by() =>
        Assert.Equal("not-by-this-link", AddRule.Decide(Given.Open(), new Add("又坏了", []), App).Says());
}
