using SmallMatters.Domain.Language;
using SmallMatters.Domain.OpenData;
using Xunit;

namespace SmallMatters.Domain.Tests.OpenData;

public class DataSetQualityTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly Bilingual Any = new("字段", "Field");

    private static readonly DataSet Set = new(
        "areas",
        Any,
        Any,
        "street",
        DataClass.General,
        TimeSpan.FromHours(1),
        [new DataField("code", Any, true), new DataField("name", Any, true), new DataField("count", Any, false)]
    );

    [Fact]
    public void A_missing_name_lowers_completeness_and_a_count_that_is_hidden_on_purpose_does_not()
    {
        var quality = DataSetQuality.Measure(
            Set,
            [
                ["a", "甲", "12"],
                ["b", " ", null],
                ["c", "丙", null],
            ],
            Now,
            Now
        );
        Assert.Equal((3, 5.0 / 6), (quality.Rows, quality.Complete!.Value));
    }

    [Fact]
    public void Rows_that_differ_in_nothing_but_their_code_are_duplicates()
    {
        var quality = DataSetQuality.Measure(
            Set,
            [
                ["a", "甲", "12"],
                ["b", "甲", "12"],
                ["c", "甲", "13"],
                ["d", "甲", "12"],
            ],
            Now,
            Now
        );
        Assert.Equal(2, quality.Duplicates);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void A_data_set_is_fresh_as_long_as_it_promised(int minutes, bool fresh) =>
        Assert.Equal(fresh, DataSetQuality.Measure(Set, [], Now.AddMinutes(-minutes), Now).Fresh);

    [Fact]
    public void Of_no_rows_nothing_is_said_but_that_there_are_none()
    {
        var quality = DataSetQuality.Measure(Set, [], null, Now);
        Assert.Equal(new DataSetQuality(0, null, 0, null, null), quality);
    }
}
