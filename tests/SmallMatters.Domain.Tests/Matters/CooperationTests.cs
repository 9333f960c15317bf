using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class CooperationTests
{
    private static readonly DateTimeOffset Soon = Given.Now.AddHours(2);
    private static readonly DateTimeOffset Late = Given.Now.AddDays(40);

    private static Matter Asked() =>
        Given
            .Open()
            .After(m =>
                GivePartRule.Decide(
                    m,
                    new GivePart("police", "到场劝阻", "请今晚到现场劝阻。"),
                    Given.Handler,
                    Given.Jurisdiction,
                    Given.Now.AddHours(1)
                )
            );

    private static Matter Accepted(DateTimeOffset at) =>
        Asked().After(m => AnswerPartRule.Accept(m, new AcceptPart(m.File.Parts[0].Id), Given.Stranger, at));

    private static Matter Ended(Matter matter, DateTimeOffset at) =>
        matter.After(m => EndPartRule.Decide(m, new EndPart(m.File.Parts[0].Id, PartOutcome.Done, "已劝阻"), Given.Stranger, at));

    private static Matter Returned(Matter matter, DateTimeOffset at) =>
        matter.After(m => AnswerPartRule.Return(m, new ReturnPart(m.File.Parts[0].Id, "不属治安"), Given.Stranger, at));

    // The deadlines of the asked unit: to answer, to do.
    private static (CooperationDeadline? Answer, CooperationDeadline? Doing) Of(Matter matter)
    {
        CooperationDeadline? Last(ClockFor purpose) =>
            matter.File.Clocks.Where(c => c.Purpose == purpose).Select(c => Cooperation.Of(c, matter.File)).LastOrDefault();
        return (Last(ClockFor.PartAnswer), Last(ClockFor.Part));
    }

    [Fact]
    public void Until_it_accepts_only_the_answer_binds_the_asked_unit()
    {
        Assert.Equal((CooperationDeadline.Running, null), Of(Asked()));
        Assert.Equal((CooperationDeadline.InTime, CooperationDeadline.Running), Of(Accepted(Soon)));
        Assert.Equal((CooperationDeadline.Late, CooperationDeadline.Running), Of(Accepted(Late)));
    }

    [Fact]
    public void What_is_done_late_stays_late_and_what_is_done_in_time_stays_in_time()
    {
        Assert.Equal((CooperationDeadline.InTime, CooperationDeadline.InTime), Of(Ended(Accepted(Soon), Soon)));
        Assert.Equal((CooperationDeadline.InTime, CooperationDeadline.Late), Of(Ended(Accepted(Soon), Late)));
    }

    [Fact]
    public void A_part_that_is_given_back_is_an_answer_and_no_debt_of_the_unit_any_more()
    {
        Assert.Equal((CooperationDeadline.InTime, null), Of(Returned(Asked(), Soon)));
        Assert.Equal((CooperationDeadline.InTime, null), Of(Returned(Accepted(Soon), Soon)));
        Assert.Equal((CooperationDeadline.Late, null), Of(Returned(Asked(), Late)));
    }

    [Fact]
    public void Taken_back_before_it_was_answered_binds_nobody()
    {
        var taken = Asked()
            .After(m => TakeBackPartRule.Decide(m, new TakeBackPart(m.File.Parts[0].Id, "自己办"), Given.Handler, Soon));
        Assert.Equal((CooperationDeadline.Stopped, null), Of(taken));
    }

    [Fact]
    public void Given_on_to_the_next_unit_the_answer_of_the_first_stays_as_it_was()
    {
        var again = Returned(Accepted(Late), Late)
            .After(m =>
                GivePartRule.Decide(
                    m,
                    new GivePart("street", "到场劝阻", "请今晚到现场劝阻。") { Part = m.File.Parts[0].Id },
                    Given.Handler,
                    Given.Jurisdiction,
                    Late
                )
            );
        Assert.Equal(
            [("police", (CooperationDeadline?)CooperationDeadline.Late), ("street", CooperationDeadline.Running)],
            again.File.Clocks.Where(c => c.Purpose == ClockFor.PartAnswer).Select(c => (c.Unit, Cooperation.Of(c, again.File)))
        );
        Assert.All(again.File.Clocks.Where(c => c.Purpose == ClockFor.Part), c => Assert.Null(Cooperation.Of(c, again.File)));
    }

    [Fact]
    public void No_other_clock_of_a_matter_is_one_of_cooperation()
    {
        var matter = Ended(Accepted(Soon), Soon);
        Assert.Contains(matter.File.Clocks, c => c.Purpose == ClockFor.Handle);
        Assert.All(
            matter.File.Clocks.Where(c => c.Purpose is not (ClockFor.Part or ClockFor.PartAnswer)),
            c => Assert.Null(Cooperation.Of(c, matter.File))
        );
    }
}
