using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.MinorCases;

/// <summary>No identity number stands in what was reported, and no penalty in the number of a document.</summary>
public class CaseNumbersInWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("公（治）行罚决字〔2026〕123号", null)]
    [InlineData("行政处罚决定书 公治罚决字[2026]500号", null)]
    [InlineData("不罚决字1号", null)]
    [InlineData("罚款500元", "document-not-a-penalty")]
    [InlineData("决字1号，５００ 元", "document-not-a-penalty")]
    [InlineData("五百元", "document-not-a-penalty")]
    [InlineData("￥500", "document-not-a-penalty")]
    [InlineData("拘留5日", "document-not-a-penalty")]
    [InlineData("五日拘留", "document-not-a-penalty")]
    [InlineData("500 yuan", "document-not-a-penalty")]
    public void A_document_is_named_by_its_number_and_never_by_how_much_or_how_many_days(string document, string? code)
    {
        var it = Reported.At(Now).Step("statements", Now.AddHours(1)).Step("approval", Now.AddHours(2));
        var at = Now.AddDays(1);
        Assert.Equal(
            code,
            DecideCaseRule
                .Decide(it, CaseOutcome.NoPenalty, document, "没有违法事实", at, Reported.Head, Given.Jurisdiction, at)
                .Code()
        );
    }

    [Fact]
    public void An_account_with_an_identity_number_is_not_registered_and_the_person_is_told_what_to_do()
    {
        var command = Reported.Command(Now) with { Account = "张三，身份证11010519491231002X，推了我" };
        var why = Reported.Register(command, Now).Why!;
        Assert.Equal(("identity-number", nameof(RegisterCase.Account)), (why.Code, why.Field));
        Assert.Contains("本人手写", why.Sentence.Zh, StringComparison.Ordinal);
        Assert.Null(Reported.Register(command with { Account = "推了我，电话13912345678" }, Now).Code());
    }
}
