namespace SmallMatters.Domain.Cards;

/// <summary>The card's time passed and nobody had said what came of it.</summary>
public sealed record CardExpired : CardFact
{
    /// <inheritdoc/>
    public override Card Apply(Card? card) => card is { Waits: true } ? new Card.Expired(card.File) : throw DoesNotFit(card);
}

/// <summary>Decides on cards whose time has passed.</summary>
public static class ExpireCardRule
{
    /// <summary>The fact, or null while there is time or it is closed.</summary>
    public static CardExpired? Decide(Card card, DateTimeOffset now) =>
        card.Waits && card.File.ExpiresAt <= now ? new CardExpired() : null;
}
