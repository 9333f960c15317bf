using SmallMatters.Domain.Transfers;
using Xunit;

namespace SmallMatters.Domain.Tests.Transfers;

/// <summary>What stands in the place of the number: a number, or by a shifted column somebody's name, telephone or words.</summary>
public class TransferredRowTests
{
    private static TransferredRow Row(string number) => new(1, true, number, "Request", "noise", "willow", "狗叫", "", "", "");

    [Theory]
    [InlineData("RX-2026-0417")]
    [InlineData("B/7")]
    [InlineData("202604170001234")]
    [InlineData("17-2026-00012")]
    [InlineData("20260417000012345678")]
    public void A_matters_own_number_is_taken(string number)
    {
        Assert.Equal(number, TransferredRowRule.NumberOf(Row(number)));
        Assert.Null(TransferredRowRule.NumberOf(Row(number) with { Whole = false }));
    }

    [Theory]
    [InlineData("13900001234")]
    [InlineData("8613900001234")]
    [InlineData("RX-13900001234")]
    [InlineData("139-0000-1234")]
    [InlineData("139.0000.1234")]
    [InlineData("139/00001234")]
    [InlineData("11010519491231002X")]
    [InlineData("11010519491231002x")]
    [InlineData("110105-19491231-002X")]
    [InlineData("110105.19491231/002X")]
    [InlineData("A_11010519491231002X")]
    [InlineData("ZhangSan")]
    public void An_identity_number_a_mobile_number_or_a_name_is_no_number_and_is_not_kept(string number)
    {
        Assert.Null(TransferredRowRule.NumberOf(Row(number)));
        Assert.Null(TransferredRowRule.AsItStood(Row(number)));
    }

    [Theory]
    [InlineData("信访〔2026〕17号")]
    [InlineData("信〔2026〕字17号")]
    [InlineData("A12#5")]
    [InlineData("#17(2)")]
    [InlineData("ＲＸ－１７＃２")]
    public void A_number_that_cannot_be_taken_is_kept_as_it_stood(string number)
    {
        Assert.Null(TransferredRowRule.NumberOf(Row(number)));
        Assert.Equal(number, TransferredRowRule.AsItStood(Row(number)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("信访号")]
    [InlineData("张三 13900001234")]
    [InlineData("Zhang San 13900001234")]
    [InlineData("Zhang San 17")]
    [InlineData("张三17")]
    [InlineData("ZhangSan#13900001234")]
    [InlineData("#139-0000-1234")]
    [InlineData("(139)00001234")]
    [InlineData("#1３９００００１２３４")]
    [InlineData("(021)5555-1234")]
    [InlineData("#12345678901")]
    [InlineData("(11010519491231002X)")]
    [InlineData("#12-3-501")]
    [InlineData("wxid_a1b2c3d4#")]
    [InlineData("A\t12")]
    [InlineData("楼下3号天天半夜很吵")]
    public void What_may_be_a_name_a_telephone_or_words_is_not_kept(string number)
    {
        Assert.Null(TransferredRowRule.NumberOf(Row(number)));
        Assert.Null(TransferredRowRule.AsItStood(Row(number)));
    }
}
