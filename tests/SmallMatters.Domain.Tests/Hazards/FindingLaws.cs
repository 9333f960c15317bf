using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Hazards;

/// <summary>What holds of a finding whatever is done with it.</summary>
internal static class FindingLaws
{
    public static void Hold(Finding before, JointDecision decision, Finding after)
    {
        // One accountable unit, the same from beginning to end, and one clock for what comes next.
        Assert.Equal([before.Lead], after.Units);
        Assert.Contains(after.Lead, Given.Jurisdiction.Units.Keys);
        var open = after.Duties.Where(d => d.IsOpen).ToList();
        Assert.All(open, d => Assert.Equal(after.Lead, d.Unit));
        var next = open.Where(d => d.For != DutyFor.ReportMajor).ToList();
        Assert.Equal(after.IsOver ? 0 : 1, next.Count);
        Assert.All(next, d => Assert.Contains(d.For, Finding.DutiesOf(after.Stage)));
        Assert.Equal(after is { IsOver: false, File.Major: true, Report: null }, open.Exists(d => d.For == DutyFor.ReportMajor));

        // No clock is lost: what ran is there, and a promise that was kept or broken stays as it was made.
        foreach (var duty in before.Duties)
        {
            var kept = Assert.Single(after.Duties, d => d.Id == duty.Id);
            Assert.Equal(duty.Clock.Deadline, kept.Clock.Deadline);
            Assert.True(duty.IsOpen || !kept.IsOpen);
        }
        Assert.True(!before.IsOver || decision.Facts.IsEmpty, "nothing follows an end");

        // A draw is drawn once and can be done again.
        Assert.True(before.Draw is null || after.Draw == before.Draw);
        if (after.Draw is { } draw)
        {
            Assert.Equal(RecheckDraw.Of(draw.Seed, after.Key, HazardRules.BuiltIn.RecheckShare), draw);
        }

        if (after.Stage == FindingStage.Closed && before.Stage != FindingStage.Closed)
        {
            Closed(after);
        }
        Assert.Equal(after.Stage == FindingStage.Received, after.Letter?.ReceivedOn is not null);
        Assert.True(after.Link is null || after.Stage == FindingStage.Ordered);
    }

    private static void Closed(Finding finding)
    {
        var drawnOrMajor = finding.File.Major || finding.Draw is { Chosen: true };
        if (finding.Rechecks.LastOrDefault() is not { } look)
        {
            // Closed by the correction itself: seen before and after, not major, not drawn.
            var only = Assert.Single(finding.Feedback);
            Assert.Equal(FeedbackFrom.OnTheSpot, only.From);
            Assert.False(drawnOrMajor);
            Assert.NotEmpty(finding.File.Photos);
            Assert.NotEmpty(only.Photos);
            return;
        }
        Assert.True(look.Passed);
        Assert.All(finding.Feedback, said => Assert.True(said.At <= look.At, "nobody looked after the last feedback"));
        if (drawnOrMajor)
        {
            Assert.DoesNotContain(look.By, finding.File.Finder);
            Assert.DoesNotContain(finding.Feedback, said => said.By == look.By);
        }
        Assert.True(!finding.File.Major || finding is { Plan: not null, Report: not null });
    }
}
