using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class PersonNumbersTests
{
    [Theory]
    [InlineData("13912345678", true)]
    [InlineData("张三13912345678", true)]
    [InlineData("139 1234-5678", true)]
    [InlineData("１３９１２３４５６７８", true)]
    [InlineData("身份证 110105 19491231 002X", true)]
    [InlineData("诉求 1000 0000 0003", false)]
    [InlineData("021-5555 0101", false)]
    [InlineData("3号楼12单元1701室", false)]
    [InlineData("2026年11月22日", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Mobile_and_identity_numbers_are_seen_in_words_however_they_are_set_apart(string? words, bool seen) =>
        Assert.Equal(seen, PersonNumbers.In(words));

    [Theory]
    [InlineData("110101199003078515", true)]
    [InlineData("110101-19900307-8515", true)]
    [InlineData("13800138000", true)]
    [InlineData("cs-001", false)]
    [InlineData("20261122001", false)]
    [InlineData("91110000100006602X", false)]
    [InlineData("911100001000066021", false)]
    public void A_code_of_premises_may_be_a_social_credit_code_and_no_persons_number(string code, bool persons) =>
        Assert.Equal(persons, PersonNumbers.IsOne(code));

    [Fact]
    public void The_title_of_a_part_which_strangers_read_who_joined_holds_no_number_of_a_person() =>
        Assert.Equal(
            "number-of-a-person",
            GivePartRule
                .Decide(
                    Given.Open(),
                    new GivePart("street", "查三号楼13812345678的音响", "请现场查看。"),
                    Given.Handler,
                    Given.Jurisdiction,
                    Given.Now
                )
                .Says()
        );
}
