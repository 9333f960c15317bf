using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class CommandSequenceTests
{
    /// <summary>
    /// Whatever staff, residents, outside partners and jobs do in whatever order: the matter and each of its open parts always
    /// have one accountable unit, a duty runs for each, no clock is lost, nothing closes or merges over a part, a promise, a
    /// waiting hand-over or an open quarrel, who was erased stays erased and is written about no more, a link answers once, a
    /// sealed identity is shown once and only after another person agreed, and every refusal has words.
    /// </summary>
    [Fact]
    public void No_order_of_acts_loses_an_owner_a_clock_a_part_or_a_promise()
    {
        var state = 20260303UL;
        int Draw(int below)
        {
            // SplitMix64, so that the sequence is the same on every machine.
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)below);
        }

        var accepted = 0;
        var steps = 0;
        var seen = new HashSet<string>();
        for (var run = 0; run < 2800; run++)
        {
            var matter = RandomActs.Raised(Draw);
            var now = Given.Now;
            for (var step = 0; step < 40; step++)
            {
                now = RandomActs.Later(matter, now, Draw, 60);
                steps++;
                var before = matter;
                switch (RandomActs.Draw(matter, Draw, now))
                {
                    case Decision.Accepted ok:
                        matter = RandomActs.After(matter, ok.Facts);
                        seen.UnionWith(ok.Facts.Select(f => f.GetType().Name));
                        accepted++;
                        MatterLaws.Hold(before, matter, ok.Facts);
                        break;
                    case Decision.Refused no:
                        Assert.NotEmpty(no.Why.Sentence.Zh);
                        Assert.NotEmpty(no.Why.Sentence.En);
                        break;
                }
            }
        }
        Assert.True(steps >= 100_000, $"only {steps} steps");
        Assert.True(accepted > 15_000, $"only {accepted} acts were accepted");
        string[] mustHappen =
        [
            "Reopened",
            "OutcomeStands",
            "HandOverAccepted",
            "HandOverRefused",
            "VerdictWindowEnded",
            "PromiseChanged",
            "ClockStepped",
            "PartAccepted",
            "PartReturned",
            "PartTakenBack",
            "PartCalledOff",
            "PartEnded",
            "PartReopened",
            "PassedOnToPart",
            "DesignationAsked",
            "Designated",
            "MatterWithdrawn",
            "RouteChosen",
            "RouteReceipted",
            "PartnerLinkGiven",
            "PartnerLinkTakenBack",
            "PartnerLinkUsed",
            "MatterMerged",
            "Joined",
            "LinkGiven",
            "LinkTakenBack",
            "PersonErased",
            "RightAsked",
            "RightAnswered",
            "IdentityOpeningAsked",
            "IdentityOpeningDecided",
            "IdentityShown",
            "InformationAdded",
        ];
        Assert.Empty(mustHappen.Except(seen));
    }
}
