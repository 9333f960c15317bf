using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Cards;

/// <summary>A member of the unit looks after the card from now on.</summary>
public sealed record CardTaken(StaffId By) : CardFact
{
    /// <inheritdoc/>
    public override Card Apply(Card? card) => card is { Waits: true } ? new Card.Taken(card.File, By) : throw DoesNotFit(card);
}

/// <summary>Decides on taking cards.</summary>
public static class TakeCardRule
{
    /// <summary>Anybody of the unit may take a card, also from a colleague.</summary>
    public static CardDecision Decide(Card card, Actor.Staff by, DateTimeOffset now)
    {
        if (CardMay.Act(card, by, now) is { } why)
        {
            return why;
        }
        return card is Card.Taken taken && taken.By == by.Id
            ? Refusal.Of("card-yours-already", "这张提示单已经由您处理。", "You already look after this card.")
            : new CardTaken(by.Id);
    }
}

/// <summary>Who may act on a card.</summary>
internal static class CardMay
{
    public static Refusal? Act(Card card, Actor.Staff by, DateTimeOffset now)
    {
        if (by.Unit != card.File.Unit || !May.DealsWithMatters(by))
        {
            return Refusal.Of("not-your-units-card", "这张提示单不属于您的单位。", "This card is not your unit's.");
        }
        return card switch
        {
            Card.Closed => Refusal.Of("card-closed", "这张提示单已经了结。", "This card is closed."),
            _ when !card.WaitsAt(now) => Refusal.Of(
                "card-expired",
                "这张提示单已经到期，不用再处理。",
                "This card has expired; nothing more needs to be said of it."
            ),
            _ => null,
        };
    }
}
