using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class NoticeTests
{
    [Fact]
    public void A_new_calendar_is_told_to_those_whose_promised_day_it_moved_and_to_nobody_else()
    {
        var matter = Given
            .Open()
            .With(f => f with { Participants = [.. f.Participants.Select(p => p with { Reachable = true })] });
        var handle = matter.File.Clocks.First(c => c.Purpose == ClockFor.Handle);
        var day = handle.Clock.Deadline.DueOn;

        Assert.NotEmpty(Notices.For(Recomputed(ClockFor.Handle, day.AddDays(-1)), matter));
        Assert.Empty(Notices.For(Recomputed(ClockFor.Handle, day), matter));
        Assert.Empty(Notices.For(Recomputed(ClockFor.FirstContact, day.AddDays(-1)), matter));

        DeadlineRecomputed Recomputed(ClockFor purpose, DateOnly before) => new(handle.Id, purpose, before, handle.Clock);
    }
}
