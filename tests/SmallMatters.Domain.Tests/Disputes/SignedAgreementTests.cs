using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Disputes;

/// <summary>The paper that everybody signed is put in once there is one, whole, and by who deals with the dispute.</summary>
public class SignedAgreementTests
{
    [Fact]
    public void There_is_nothing_to_put_in_before_a_written_agreement_is_in_effect()
    {
        Assert.Equal("nothing-signed", Quarrel.PutIn(Quarrel.SaidBack(), "a").Says());
        Assert.Equal("nothing-signed", Quarrel.PutIn(Quarrel.Agreed(), "a").Says());
        Assert.Equal(nameof(AgreementScanned), Quarrel.PutIn(Written(), "a", "b").Says());
    }

    [Fact]
    public void It_is_put_in_after_everything_was_done_and_under_a_flag_because_it_only_says_what_is_on_paper()
    {
        var done = Written().After(d => Quarrel.Perform(d, Given.Now));
        Assert.IsType<Dispute.Ended>(done);
        Assert.Equal(nameof(AgreementScanned), Quarrel.PutIn(done, "a").Says());
        var afraid = Written().After(d => Quarrel.Answer(d, Quarrel.Downstairs, Quarrel.Afraid, Given.Now));
        Assert.True(afraid.File.Unsafe);
        Assert.Equal(nameof(AgreementScanned), Quarrel.PutIn(afraid, "a").Says());
    }

    [Fact]
    public void It_is_whole_in_the_order_of_its_pages_and_no_page_comes_twice()
    {
        Assert.Equal("signed-pages", Quarrel.PutIn(Written()).Says());
        Assert.Equal("signed-pages", Quarrel.PutIn(Written(), [.. Enumerable.Range(0, 11).Select(i => $"{i}")]).Says());
        Assert.Equal("signed-page-twice", Quarrel.PutIn(Written(), "a", "b", "a").Says());
        var fact = Assert.IsType<AgreementScanned>(Quarrel.PutIn(Written(), "b", "a").Facts[0]);
        Assert.Equal(["b", "a"], fact.Pages.Select(p => p.Sha256));
    }

    [Fact]
    public void Another_unit_and_one_who_does_not_deal_with_it_put_nothing_in()
    {
        var elsewhere = new Actor.Staff(new(Guid.CreateVersion7()), "intake", [StaffRole.Handler]);
        var auditor = new Actor.Staff(new(Guid.CreateVersion7()), Written().File.Unit, [StaffRole.Auditor]);
        foreach (var by in new[] { elsewhere, auditor })
        {
            Assert.Equal(
                "not-your-units-dispute",
                KeepSignedAgreementRule.Decide(Written(), [new SignedPage("a", "b")], by).Says()
            );
        }
    }

    private static Dispute Written() => Quarrel.AgreedInWriting();
}
