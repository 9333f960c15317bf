using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Conduct;

public class PassOnPraiseTests
{
    private const string Own = "修路灯的师傅天黑了还在弄，弄好以后把碎玻璃也扫了。";

    private static Matter Raised(Kind kind = Kind.Praise) => Given.Raised(Given.Raise() with { Kind = kind }).Begin();

    private static JointDecision Pass(
        string? unit = "police",
        string? words = "晚上修灯修到很晚，现场收拾干净了。",
        Actor.Staff? by = null,
        Kind kind = Kind.Praise
    )
    {
        var matter = Raised(kind);
        return PassOnPraiseRule.Decide(
            matter,
            new PassOnPraise(unit, words),
            Own,
            by ?? Given.Staff(81, matter.File.Owner, StaffRole.Handler),
            Given.Jurisdiction,
            Given.Now
        );
    }

    [Fact]
    public void The_unit_reads_what_was_done_well_and_nothing_by_which_the_resident_or_an_officer_is_known()
    {
        var it = (Praise)Pass().Begin();
        Assert.Equal(("police", "", true), (it.Lead, it.At, it.IsOver));
        Assert.Empty(it.About);
        Assert.Empty(it.Duties);
        Assert.Equal(["police", it.File.From], it.Readers);
        Assert.Equal(Praise.KeyOf(Raised().File), it.Key);
        var own = (Praise)Pass(Raised().File.Owner).Begin();
        Assert.Single(own.Readers);
    }

    [Theory]
    [InlineData("李师傅修到很晚", "praise-names-somebody")]
    [InlineData("住2单元101的人说灯亮了", "praise-names-somebody")]
    [InlineData("打13912345678的人说的", "number-of-a-person")]
    [InlineData("师傅天黑了还在弄，弄好以后扫了地", "residents-own-wording")]
    [InlineData("", "missing-words")]
    public void Names_numbers_homes_and_the_residents_own_wording_are_refused(string words, string says) =>
        Assert.Equal(says, Pass(words: words).Says());

    [Fact]
    public void The_reference_of_a_matter_is_refused_however_it_is_set_apart()
    {
        var reference = $"{Raised().File.Reference}";
        foreach (var written in new[] { reference, reference.Replace(" ", "", StringComparison.Ordinal) })
        {
            Assert.Equal("reference-in-words", Pass(words: $"编号{written}的事办得好").Says());
        }
        Assert.Equal("PraisePassedOn", Pass(words: "一周里修了 1234 盏灯").Says());
    }

    [Fact]
    public void Only_who_deals_with_a_matter_of_praise_passes_it_on_and_to_a_unit_that_there_is()
    {
        Assert.Equal(["Unit", "Words"], Pass("nowhere", " ").Why!.Each.Select(w => w.Field));
        Assert.NotNull(Pass(by: Given.Reviewer).Why);
        Assert.NotNull(Pass(by: Given.Administrator).Why);
        Assert.Equal("no-praise", Pass(kind: Kind.Complaint).Says());
    }
}
