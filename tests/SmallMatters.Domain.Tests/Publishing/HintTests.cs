using SmallMatters.Domain.Publishing;
using Xunit;

namespace SmallMatters.Domain.Tests.Publishing;

public class HintTests
{
    [Theory]
    [InlineData("请打13800001234找我", HintKind.Phone, "13800001234")]
    [InlineData("电话：138 0000 1234。", HintKind.Phone, "138 0000 1234")]
    [InlineData("+86-138-0000-1234", HintKind.Phone, "+86-138-0000-1234")]
    [InlineData("１３８００００１２３４", HintKind.Phone, "１３８００００１２３４")]
    [InlineData("座机021-5555 1234", HintKind.Phone, "021-5555 1234")]
    [InlineData("call (021) 55551234 now", HintKind.Phone, "(021) 55551234")]
    [InlineData("证件11010519491231002X号", HintKind.Identification, "11010519491231002X")]
    [InlineData("11010519491231002x", HintKind.Identification, "11010519491231002x")]
    [InlineData("写信到wang.li@example.com.cn吧", HintKind.Email, "wang.li@example.com.cn")]
    [InlineData("沪A12345占了车位", HintKind.Vehicle, "沪A12345")]
    [InlineData("新能源车京AD12345", HintKind.Vehicle, "京AD12345")]
    [InlineData("鲁B·A1B2C 停在门口", HintKind.Vehicle, "鲁B·A1B2C")]
    [InlineData("住在3号楼2单元501室的住户", HintKind.Door, "3号楼2单元501室")]
    [InlineData("三号楼二单元", HintKind.Door, "三号楼二单元")]
    [InlineData("5栋1203", HintKind.Door, "5栋1203")]
    [InlineData("12-3-501有人投诉", HintKind.Door, "12-3-501")]
    [InlineData("people in flat 12B said", HintKind.Door, "flat 12B")]
    [InlineData("Room 501, Building 3", HintKind.Door, "Room 501")]
    [InlineData("电话一三八零零零零一二三四", HintKind.Phone, "一三八零零零零一二三四")]
    [InlineData("打幺三九〇〇〇〇八八八八找他", HintKind.Phone, "幺三九〇〇〇〇八八八八")]
    [InlineData("一三八 零零零零 1234", HintKind.Phone, "一三八 零零零零 1234")]
    [InlineData("壹叁捌零零零零壹贰叁肆", HintKind.Phone, "壹叁捌零零零零壹贰叁肆")]
    [InlineData("三楼的张先生说", HintKind.Address, "张先生")]
    [InlineData("感谢王阿姨帮忙", HintKind.Address, "王阿姨")]
    [InlineData("请欧阳老师来讲课", HintKind.Address, "欧阳老师")]
    [InlineData("店主刘某已经道歉", HintKind.Address, "刘某")]
    [InlineData("thanks to Mrs. Zhang upstairs", HintKind.Address, "Mrs. Zhang")]
    [InlineData("加微信号：willow_lane", HintKind.Account, "微信号：willow_lane")]
    [InlineData("微信 abc12345 联系", HintKind.Account, "微信 abc12345")]
    [InlineData("wx:lamplight", HintKind.Account, "wx:lamplight")]
    [InlineData("他的号是wxid_a1b2c3d4e5", HintKind.Account, "wxid_a1b2c3d4e5")]
    [InlineData("QQ号是 12345678", HintKind.Account, "QQ号是 12345678")]
    [InlineData("加ＱＱ：８７６５４３２１", HintKind.Account, "ＱＱ：８７６５４３２１")]
    public void What_tells_who_somebody_is_is_pointed_out(string text, HintKind kind, string what)
    {
        var hint = Assert.Single(Hints.In(text, ManuscriptPart.Words, []));
        Assert.Equal((kind, what), (hint.Kind, hint.Text));
        Assert.Equal(what, text.Substring(hint.Start, what.Length));
    }

    [Theory]
    [InlineData("发现火情请打119，有危险打110，急救120，短信12110")]
    [InlineData("政务服务便民热线12345")]
    [InlineData("5号楼前的路灯本周修好，共换3盏")]
    [InlineData("2026年3月2日至3月15日，每天8:30-17:00")]
    [InlineData("编号 4821 0937 5516 的诉求")]
    [InlineData("110105194912310021")]
    [InlineData("户外活动请注意安全，户籍窗口照常")]
    [InlineData("The lamp in front of building 5 will be mended by 15 March 2026.")]
    [InlineData("每公斤12.5元，涨了100%")]
    [InlineData("请各位老师、同学和门口的师傅、阿姨互相转告")]
    [InlineData("关于老师接送的通知；班主任老师会说明，老先生老太太请慢走")]
    [InlineData("语文老师、保安师傅、出租车师傅和公交师傅都可以领")]
    [InlineData("某些住户，某天，某某小区")]
    [InlineData("请关注微信公众号“禾柳新村”，或者打开微信小程序")]
    [InlineData("微信群里说的不是真的，wechat payment works")]
    [InlineData("用QQ音乐放的广场舞，2026年起九点半以后停")]
    [InlineData("一共三十八盏灯，一三五单号、二四六双号清运")]
    [InlineData("Ms and Mr are forms of address; aunts and uncles are welcome.")]
    public void What_everybody_may_know_is_not(string text) => Assert.Empty(Hints.In(text, ManuscriptPart.Words, []));

    [Fact]
    public void The_names_of_the_people_of_the_matter_are_pointed_out_also_behind_a_title_of_respect()
    {
        var found = Hints.In(
            "李建国说，李大爷家楼下也亮了。Anna Smith agrees; anna smith does.",
            ManuscriptPart.Words,
            ["李建国", "Anna Smith"]
        );
        Assert.Equal(["李建国", "李大爷", "Anna Smith", "anna smith"], found.Select(h => h.Text));
        Assert.All(found, h => Assert.Equal(HintKind.PartyName, h.Kind));
    }

    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("110105194912310021", false)]
    [InlineData("11010519491331002X", false)]
    [InlineData("1101051949123100", false)]
    public void An_identification_number_has_its_date_and_its_check_digit(string text, bool right) =>
        Assert.Equal(right, Hints.IsIdentification(text));

    [Fact]
    public void Hints_never_fall_outside_of_the_words_whatever_is_written()
    {
        var signs = "0123456789１３８ -—X室户号楼单元栋沪A·@.cn某李先生12-3-501\n".ToCharArray();
        uint seed = 7;
        for (var run = 0; run < 4000; run++)
        {
            var text = string.Concat(
                Enumerable.Range(0, 40).Select(_ => signs[(int)((seed = (seed * 1664525) + 1013904223) >> 8) % signs.Length])
            );
            Assert.All(
                Hints.In(text, ManuscriptPart.Words, ["李四"]),
                h => Assert.Equal(h.Text, text.Substring(h.Start, h.Text.Length))
            );
        }
    }
}
