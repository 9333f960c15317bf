using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;
using Xunit;

namespace SmallMatters.Domain.Tests.Places;

public class PlaceTests
{
    [Theory]
    [InlineData("幸福小区", "三号楼", "二单元")]
    [InlineData(" 幸福 小区 ", "３号楼", "2 单元")]
    [InlineData("幸福小区", "3栋", "第二单元")]
    [InlineData("幸福小区", "3幢", "2门")]
    [InlineData("幸福·小区", "03#", "２号门")]
    [InlineData("幸福小区", "3＃楼", "02")]
    [InlineData("幸福小区", "第3号楼", "2单元门")]
    [InlineData("幸福小区", "3号", "二")]
    public void Ways_of_writing_one_entrance_mean_one_place(string estate, string building, string entrance) =>
        Assert.True(Made("幸福小区", "3号楼", "2单元").IsSameAs(Made(estate, building, entrance)));

    [Theory]
    [InlineData("十号楼", "10栋")]
    [InlineData("十二号楼", "12栋")]
    [InlineData("二十号楼", "20栋")]
    [InlineData("三十一幢", "31号楼")]
    [InlineData("一百零三栋", "103号楼")]
    [InlineData("一百一十栋", "110号楼")]
    [InlineData("二〇三栋", "203号楼")]
    [InlineData("A座", "a栋")]
    [InlineData("Ｂ1座", "b１栋")]
    [InlineData("3－1号楼", "三-1栋")]
    public void Numbers_in_characters_and_in_digits_mean_the_same_building(string one, string other) =>
        Assert.Equal(Made("幸福小区", one).Key, Made("幸福小区", other).Key);

    [Theory]
    [InlineData("3号楼", "2单元", "2号楼", "3单元")]
    [InlineData("3号楼", "1单元", "31号楼", null)]
    [InlineData("3-1号楼", null, "31号楼", null)]
    [InlineData("10号楼", null, "1号楼", null)]
    [InlineData("A座", null, "B座", null)]
    [InlineData("十二号楼", null, "二号楼", null)]
    public void Different_places_stay_different(string building, string? entrance, string otherBuilding, string? otherEntrance) =>
        Assert.False(Made("幸福小区", building, entrance).IsSameAs(Made("幸福小区", otherBuilding, otherEntrance)));

    [Fact]
    public void Estates_are_compared_by_name_and_number()
    {
        Assert.Equal(Made("幸福二村").Key, Made("幸福2村").Key);
        Assert.NotEqual(Made("幸福二村").Key, Made("幸福三村").Key);
        Assert.NotEqual(Made("百花小区").Key, Made("小区").Key);
    }

    [Fact]
    public void Patterns_see_the_building_and_never_the_entrance()
    {
        Assert.Equal(Made("幸福小区", "3号楼").Key, Made("幸福小区", "3号楼", "2单元").BuildingKey);
        Assert.Equal(Made("幸福小区").Key, Made("幸福小区").BuildingKey);
    }

    [Theory]
    [InlineData("幸福小区", "3号楼", "2单元501室", "Entrance")]
    [InlineData("幸福小区", "3号楼", "二单元五零一", "Entrance")]
    [InlineData("幸福小区", "3号楼501室", null, "Building")]
    [InlineData("幸福小区", "3-2-501", null, "Building")]
    [InlineData("幸福小区", "3－２－５０１", null, "Building")]
    [InlineData("幸福小区", "3-501", null, "Building")]
    [InlineData("幸福小区3号楼2单元501室", null, null, "Estate")]
    [InlineData("幸福小区", "3号楼", "五〇一户", "Entrance")]
    public void A_door_number_is_refused_because_it_tells_who_lives_there(
        string estate,
        string? building,
        string? entrance,
        string field
    )
    {
        var refusal = Refused(estate, building, entrance);
        Assert.Equal("place-too-fine", refusal.Code);
        Assert.Equal(field, refusal.Field);
    }

    [Theory]
    [InlineData(null, "3号楼", null, "place-estate-missing")]
    [InlineData("  　", null, null, "place-estate-missing")]
    [InlineData("幸福小区", null, "2单元", "place-building-missing")]
    [InlineData("幸福小区", "号楼", null, "place-unreadable")]
    [InlineData("……", null, null, "place-unreadable")]
    [InlineData("幸福\0小区", null, null, "place-unreadable")]
    [InlineData("幸福小区", "一二三四五六七八九十一二三四五六七八九十一", null, "place-too-long")]
    public void What_names_no_place_is_refused(string? estate, string? building, string? entrance, string code) =>
        Assert.Equal(code, Refused(estate, building, entrance).Code);

    [Fact]
    public void A_place_is_shown_as_it_was_written() =>
        Assert.Equal("幸福小区三号楼2单元", Made(" 幸福小区", "三号楼 ", "2单元").ToString());

    [Theory]
    [InlineData("3", "2", "幸福小区3号楼2单元")]
    [InlineData("1", "12", "幸福小区1号楼12单元")]
    [InlineData("３A", "二", "幸福小区３A号楼二单元")]
    [InlineData("3栋", "2单元", "幸福小区3栋2单元")]
    [InlineData("商业楼", null, "幸福小区商业楼")]
    [InlineData("B", null, "幸福小区B号楼")]
    public void A_bare_number_in_a_field_reads_as_what_it_counts(string building, string? entrance, string reads)
    {
        Assert.True(Place.TryType("幸福小区", building, entrance, out var place, out var refusal), refusal?.ToString());
        Assert.Equal(reads, place.ToString());
        Assert.True(place.IsSameAs(Made("幸福小区", building, entrance)));
    }

    [Theory]
    [InlineData("禾柳新村", "7 栋", null, "禾柳新村7栋")]
    [InlineData("禾柳 新村", "7 栋", "2 单元", "禾柳新村7栋2单元")]
    [InlineData("Willow Garden", "Building 3", "2", "Willow Garden Building 3 2")]
    [InlineData("禾柳新村", "B2", "甲单元", "禾柳新村B2甲单元")]
    public void A_place_reads_without_blanks_in_Chinese_and_with_them_between_Latin_words(
        string estate,
        string building,
        string? entrance,
        string reads
    ) => Assert.Equal(reads, Made(estate, building, entrance).ToString());

    private static Place Made(string estate, string? building = null, string? entrance = null)
    {
        Assert.True(Place.TryCreate(estate, building, entrance, out var place, out var refusal), refusal?.ToString());
        return place;
    }

    private static Refusal Refused(string? estate, string? building, string? entrance)
    {
        Assert.False(Place.TryCreate(estate, building, entrance, out _, out var refusal));
        return refusal;
    }
}
