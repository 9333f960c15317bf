using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Learning;

public class SwapTests
{
    private static readonly Quarter Spring = Quarter.Of(new DateOnly(2026, 4, 1));

    private static StaffId Who(int number) => Given.Staff(number, "property", StaffRole.Handler).Id;

    [Fact]
    public void A_quarter_begins_in_january_april_july_and_october_and_is_read_as_it_is_written()
    {
        Assert.Equal(new DateOnly(2026, 10, 1), Quarter.Of(new DateOnly(2026, 12, 31)).First);
        Assert.Equal(new DateOnly(2026, 1, 1), Quarter.Of(new DateOnly(2026, 3, 31)).First);
        Assert.Equal("2025Q4", $"{Spring.Before.Before}");
        Assert.Equal(Spring, Spring.Before.Next);
        Assert.Equal(Spring, Quarter.Read("2026Q2"));
        foreach (var typed in new[] { null, "", "2026Q5", "2026q2", "26Q2", "1999Q1", "2026Q22", "+026Q2" })
        {
            Assert.Null(Quarter.Read(typed));
        }
    }

    /// <summary>A thousand handlers in four quarters: nobody draws their own, everybody draws the same twice, and nobody chooses.</summary>
    [Fact]
    public void Nobody_draws_their_own_matter_and_the_same_handler_draws_the_same_in_the_same_quarter()
    {
        var draw = new Random(20261125);
        var frame = Enumerable.Range(0, 200).Select(n => new SwapCandidate(n, 0, Who(draw.Next(10)))).ToList();
        var drawn = new Dictionary<long, int>();
        for (var run = 0; run < 4000; run++)
        {
            var (who, quarter) = (Who(run % 1000), Quarter.Of(Spring.First.AddMonths(run / 1000 * 3)));
            var one = SwapDraw.From(frame, "property", quarter, who)!;
            Assert.NotEqual(who, one.Handler);
            Assert.Equal(one, SwapDraw.From(frame.OrderBy(_ => draw.Next()), "property", quarter, who));
            drawn[one.Reference] = drawn.GetValueOrDefault(one.Reference) + 1;
        }
        // Twenty each is the mean; a fair draw leaves none out and gives none three times as many.
        Assert.Equal(200, drawn.Count);
        Assert.InRange(drawn.Values.Max(), 20, 60);
        Assert.Null(SwapDraw.From(frame.Where(c => c.Handler == Who(3)), "property", Spring, Who(3)));
    }

    [Theory]
    [InlineData("", "missing-words")]
    [InlineData("李师傅回得很慢", "work-names-nobody")]
    [InlineData("13912345678 没有人接", "number-of-a-person")]
    [InlineData("打了两次电话都说马上来", "residents-own-wording")]
    [InlineData("第一次回话以前等了四天，中间没有一句话", null)]
    public void A_sentence_is_of_the_work_and_written_by_who_handles_matters(string words, string? refused)
    {
        var (kept, why) = NoticeAsResidentRule.Decide(words, ["灯坏了，打了两次电话都说马上来。"], Given.Handler);
        Assert.Equal(refused, why?.Code);
        Assert.Equal(refused is null ? words : null, kept);
        Assert.Equal("learning-not-yours", NoticeAsResidentRule.Decide(words, [], Given.Supervisor).Why!.Code);
        Assert.Equal("too-long-words", NoticeAsResidentRule.Decide(new string('慢', 201), [], Given.Handler).Why!.Code);
    }
}
