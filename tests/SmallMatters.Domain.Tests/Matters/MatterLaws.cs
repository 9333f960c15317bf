using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

/// <summary>What holds of a matter at every instant, whatever was done to it.</summary>
internal static class MatterLaws
{
    public static void Hold(Matter before, Matter after, ImmutableArray<Fact> facts)
    {
        Assert.Contains(after.Accountable, Given.Jurisdiction.Units.Keys);
        if (after is Matter.Open)
        {
            var duty = Assert.Single(after.File.Clocks, c => c.Purpose == ClockFor.Handle && c.Clock.IsOpen);
            Assert.Equal(after.File.Owner, duty.Unit);
        }
        if (after is Matter.UnderReview review)
        {
            Assert.NotEqual(after.File.Owner, review.ReviewUnit);
            Assert.Contains(
                after.File.Clocks,
                c => c.Clock.IsOpen && c.Purpose is ClockFor.ReopenDecision or ClockFor.InternalReview
            );
        }
        Assert.Empty(before.File.Clocks.Select(c => c.Id).Except(after.File.Clocks.Select(c => c.Id)));
        Assert.Empty(before.File.Parts.Select(p => p.Id).Except(after.File.Parts.Select(p => p.Id)));
        foreach (var part in after.File.Parts)
        {
            var handling = after.File.Clocks.Where(c => c.Clock.IsOpen && c.Subject == part.Id && c.Purpose == ClockFor.Part);
            var answer = after.File.Clocks.Where(c => c.Clock.IsOpen && c.Subject == part.Id && c.Purpose == ClockFor.PartAnswer);
            Assert.Equal(part.IsOpen ? [part.Accountable(after.File.Owner)] : [], handling.Select(c => c.Unit));
            Assert.Equal(part.State == PartState.Asked ? [part.Unit] : [], answer.Select(c => c.Unit));
        }
        var designating = after.File.Clocks.Where(c => c.Clock.IsOpen && c.Purpose == ClockFor.Designation).Select(c => c.Unit);
        Assert.Equal(after.File.Disagreement?.Arbiter is { } arbiter ? [arbiter] : [], designating);
        var receipts = after.File.Clocks.Where(c => c.Clock.IsOpen && c.Purpose == ClockFor.Route);
        Assert.Equal(
            after is Matter.Open && after.File.Route is { IsOpen: true } route ? [(after.File.Owner, (Guid?)route.Id)] : [],
            receipts.Select(c => (c.Unit, c.Subject))
        );
        if (after is not Matter.Open)
        {
            Assert.Null(after.File.HandOver);
            Assert.Null(after.File.Disagreement?.Arbiter);
        }
        if (after is Matter.Closed && before is Matter.Open)
        {
            Assert.DoesNotContain(before.File.Parts, p => p.IsOpen);
            Assert.DoesNotContain(before.File.Promises, p => p.State == PromiseState.Open);
            Assert.Null(before.File.HandOver);
            Assert.False(before.File.Route is { IsOpen: true });
            Assert.NotNull(after.File.Running(ClockFor.VerdictWindow));
        }
        if (after is Matter.Settled)
        {
            Assert.DoesNotContain(
                after.File.Clocks,
                c =>
                    c.Clock.IsOpen
                    && c.Purpose is not (ClockFor.Part or ClockFor.PartAnswer or ClockFor.Right or ClockFor.IdentityOpening)
            );
        }
        if (after.CurrentOutcome is Outcome.Merged && before is Matter.Open)
        {
            Assert.False(before.File.OpenParts.Any() || before.File.OpenPromises.Any());
            Assert.Null(before.File.HandOver);
            Assert.Null(before.File.Disagreement?.Arbiter);
        }
        Assert.True(facts.Length > 0);
        People(before.File, after.File, facts);
        Rights(after.File);
        Openings(before.File, after.File);
        Links(before.File, after.File);
    }

    // Nobody is lost, who was erased stays so, and nothing is written under a key that is no more.
    private static void People(MatterFile before, MatterFile after, ImmutableArray<Fact> facts)
    {
        Assert.Empty(before.Participants.Select(p => p.Id).Except(after.Participants.Select(p => p.Id)));
        Assert.Single(after.Participants, p => p.Role == ParticipantRole.Raiser);
        var gone = before.Participants.Where(p => p.Erased).Select(p => p.Id).ToHashSet();
        Assert.All(after.Participants.Where(p => gone.Contains(p.Id)), p => Assert.True(p is { Erased: true, Reachable: false }));
        if (gone.Count > 0)
        {
            Assert.DoesNotContain(facts.SelectMany(Words), w => w.Text is not null && gone.Contains(w.Of));
        }
    }

    // A request about one's own data that waits for its answer binds one unit by one clock, whatever stage the matter is in.
    private static void Rights(MatterFile file)
    {
        foreach (var right in file.Rights)
        {
            var clocks = file.Clocks.Where(c => c.Purpose == ClockFor.Right && c.Subject == right.Id).ToList();
            Assert.Single(clocks);
            Assert.Equal(
                right.State == RightState.Asked ? [file.Owner] : [],
                clocks.Where(c => c.Clock.IsOpen).Select(c => c.Unit)
            );
        }
    }

    // Asked, then approved or refused, then shown at most once; each asking has its clock.
    private static void Openings(MatterFile before, MatterFile after)
    {
        foreach (var opening in after.Openings)
        {
            Assert.Single(after.Clocks, c => c.Purpose == ClockFor.IdentityOpening && c.Subject == opening.Id);
            var was = before.Openings.FirstOrDefault(o => o.Id == opening.Id)?.State;
            Assert.Contains(
                (was, opening.State),
                new (OpeningState?, OpeningState)[]
                {
                    (was, was ?? OpeningState.Asked),
                    (null, OpeningState.Approved),
                    (OpeningState.Asked, OpeningState.Approved),
                    (OpeningState.Asked, OpeningState.Refused),
                    (OpeningState.Approved, OpeningState.Shown),
                }
            );
        }
    }

    // Of the links of a part one is good at most, and one that was used or taken back is never good again.
    private static void Links(MatterFile before, MatterFile after)
    {
        foreach (var part in after.Parts)
        {
            Assert.True(part.Links.Count(l => l.State == PartnerLinkState.Open) <= 1);
            Assert.True(part.Outside || part.Links.IsEmpty);
            var over =
                before.Parts.FirstOrDefault(p => p.Id == part.Id)?.Links.Where(l => l.State != PartnerLinkState.Open) ?? [];
            Assert.All(
                over,
                l => Assert.True(part.Links.FirstOrDefault(now => now.Id == l.Id) is null or { State: not PartnerLinkState.Open })
            );
        }
    }

    // The words of people in a fact, however deep.
    private static IEnumerable<PersonalText> Words(object? value) =>
        value switch
        {
            null or string => [],
            PersonalText words => [words],
            IEnumerable many => many.Cast<object?>().SelectMany(Words),
            _ when value.GetType().Assembly == typeof(Matter).Assembly && !value.GetType().IsEnum => value
                .GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.GetIndexParameters().Length == 0)
                .SelectMany(p => Words(p.GetValue(value))),
            _ => [],
        };
}
