using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Promise the resident something about a part, for a local day.</summary>
/// <param name="Part">Which.</param>
/// <param name="What">What is promised.</param>
/// <param name="DueOn">The day; null when none was written.</param>
public sealed record PromisePart(Guid Part, string What, DateOnly? DueOn);

/// <summary>Decides on promises about a part.</summary>
public static class PromisePartRule
{
    /// <summary>The unit that has the part in hand promises; the part does not end over the open promise.</summary>
    public static Decision Decide(Matter matter, PromisePart command, Actor.Staff by, DateOnly today, DateTimeOffset now)
    {
        var (part, why) = PartOf.ForUnit(matter, command.Part, by, PartState.InHand);
        if (why is not null)
        {
            return why;
        }
        var (words, noWords) = Refusals.Words(
            command.What,
            nameof(command.What),
            Reply.LongestPromise,
            "请写明承诺什么，居民会看到。",
            "Say what is promised; the resident will read it."
        );
        if (Refusal.All(noWords, PromiseDay.Check(command.DueOn, today)) is { } wrong)
        {
            return wrong;
        }
        return new Promised(
            new Promise(
                Guid.CreateVersion7(now),
                by.Unit,
                matter.File.Words(words!),
                command.DueOn!.Value,
                false,
                PromiseState.Open
            )
            {
                Part = part!.Id,
            }
        );
    }
}
