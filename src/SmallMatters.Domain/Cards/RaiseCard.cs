using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Cards;

/// <summary>A rule raised its hand.</summary>
public sealed record CardRaised(CardFile File) : CardFact
{
    /// <inheritdoc/>
    public override Card Apply(Card? card) => card is null ? new Card.Open(File) : throw DoesNotFit(card);
}

/// <summary>Makes cards from what rules saw.</summary>
public static class RaiseCardRule
{
    /// <summary>
    /// The card, or null when one of those that stand covers it. It is raised as of the end of what the rule looked at, so that
    /// the same look gives the same card whenever it is made.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="saw">What it saw.</param>
    /// <param name="earlier">Cards of the rule raised before.</param>
    /// <param name="jurisdiction">For the owner.</param>
    /// <param name="id">Key of the new card.</param>
    public static CardRaised? Decide(
        CardRule rule,
        Sighting saw,
        IEnumerable<CardFile> earlier,
        Jurisdiction jurisdiction,
        Guid id
    ) =>
        earlier.Any(card => card.Covers(rule.Code, saw))
            ? null
            : new CardRaised(
                new CardFile(
                    id,
                    rule.Code,
                    rule.Version,
                    OwnerOf(rule, saw, jurisdiction),
                    saw,
                    saw.To,
                    saw.To.AddDays(rule.ExpiresAfterDays)
                )
            );

    private static string OwnerOf(CardRule rule, Sighting saw, Jurisdiction jurisdiction)
    {
        // A unit that has been taken out of the configuration since leaves its cards to the area's intake desk.
        var desk = jurisdiction.Areas.TryGetValue(saw.Area, out var area) ? area.IntakeUnit : jurisdiction.Fallback;
        var owner = saw.Owner is { } unit && jurisdiction.Units.ContainsKey(unit) ? unit : desk;
        return rule.Owner switch
        {
            CardOwner.CategoryOwner => area is not null && saw.Category is { } category
                ? jurisdiction.OwnerFor(category, area.Code, jurisdiction.Calendar.DayOf(saw.To)).Unit
                : desk,
            CardOwner.Owner => owner,
            CardOwner.UnitAbove => jurisdiction.Units[owner].Parent ?? jurisdiction.Fallback,
            CardOwner.Reviewer => jurisdiction.ReviewerFor(owner),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
