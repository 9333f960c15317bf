using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Cards;

/// <summary>Say what came of a card.</summary>
public sealed record CloseCard(CardOutcome Outcome, string Words);

/// <summary>The unit said what came of the card.</summary>
public sealed record CardClosed(CardOutcome Outcome, string Words) : CardFact
{
    /// <inheritdoc/>
    public override Card Apply(Card? card) =>
        card is { Waits: true } ? new Card.Closed(card.File, Outcome, Words) : throw DoesNotFit(card);
}

/// <summary>Decides on closing cards.</summary>
public static class CloseCardRule
{
    /// <summary>Most characters.</summary>
    public const int LongestWords = 1000;

    /// <summary>An outcome is always said in words as well: what was done, why nothing was needed, what the rule mistook.</summary>
    public static CardDecision Decide(Card card, CloseCard command, Actor.Staff by, DateTimeOffset now)
    {
        if (CardMay.Act(card, by, now) is { } why)
        {
            return why;
        }
        var (words, missing) = Refusals.WorkWords(
            command.Words,
            nameof(command.Words),
            LongestWords,
            "请写明做了什么、为什么不需要，或者规则错在哪里。",
            "Say what was done, why nothing was needed, or what the rule mistook."
        );
        return missing is not null ? missing : new CardClosed(command.Outcome, words!);
    }
}
