using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Write to the resident, with dated promises or none.</summary>
/// <param name="Text">The message.</param>
/// <param name="Promises">What is promised and for which local day.</param>
public sealed record Reply(string Text, ImmutableArray<(string What, DateOnly DueOn)> Promises)
{
    /// <summary>The longest message.</summary>
    public const int LongestText = 4000;

    /// <summary>The longest wording of one promise.</summary>
    public const int LongestPromise = 300;
}

/// <summary>The resident was written to. The first one meets the clock of first contact.</summary>
public sealed record Replied(
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Text,
    DateTimeOffset At
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter.With(f => f with { Clocks = f.Clocks.Met(ClockFor.FirstContact, At) });
}

/// <summary>The unit promised something for a day.</summary>
public sealed record Promised(Promise Promise) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter.With(f => f with { Promises = f.Promises.Add(Promise) });
}

/// <summary>Decides on messages to the resident.</summary>
public static class ReplyRule
{
    /// <summary>The message and its promises, or why not. A promise is for today or later, at most a year ahead.</summary>
    public static Decision Decide(Matter matter, Reply command, Actor.Staff by, DateOnly today, DateTimeOffset now)
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        var (text, noText) = Refusals.Words(
            command.Text,
            nameof(command.Text),
            Reply.LongestText,
            "请写明要告诉居民的话。",
            "Write what the resident is to be told."
        );
        if (noText is not null)
        {
            return noText;
        }
        var facts = ImmutableArray.CreateBuilder<Fact>();
        facts.Add(new Replied(matter.File.Words(text!), now));
        foreach (var (what, dueOn) in command.Promises)
        {
            var (words, noWords) = Refusals.Words(
                what,
                "Promise",
                Reply.LongestPromise,
                "请写明承诺什么。",
                "Say what is promised."
            );
            if (noWords is not null)
            {
                return noWords;
            }
            if (PromiseDay.Check(dueOn, today) is { } badDay)
            {
                return badDay;
            }
            facts.Add(
                new Promised(
                    new Promise(Guid.CreateVersion7(now), by.Unit, matter.File.Words(words!), dueOn, false, PromiseState.Open)
                )
            );
        }
        return new Decision.Accepted(facts.ToImmutable());
    }
}

/// <summary>What day may be promised.</summary>
internal static class PromiseDay
{
    public static Refusal? Check(DateOnly? dueOn, DateOnly today) =>
        dueOn is not { } day ? Refusals.Missing("DueOn", "请写明哪一天之前。", "Say by which day.")
        : day < today || day > today.AddYears(1)
            ? Refusal.Of(
                "promise-day-out-of-range",
                "承诺日期须在今天到一年之内。",
                "The promised day must be between today and a year from now.",
                "DueOn"
            )
        : null;
}
