using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Matters;

/// <summary>Entries of a timeline with the words for them.</summary>
public sealed record TimelineShown(IReadOnlyList<TimelineEntry> Entries, FactWords Words, Reference Reference);

/// <summary>A matter that the reader's unit does not deal with (any more), and what they typed for it.</summary>
public sealed record GoneElsewhere(Reference Reference, bool Sent, IReadOnlyList<string> Typed);

/// <summary>The end of an act's form: the number that was seen, the button, the way back.</summary>
public sealed record Sending(ActPage Page, string Zh, string En)
{
    public Bilingual Said => new(Zh, En);
}

/// <summary>What a page of an act shows when the matter's state does not allow it now.</summary>
/// <param name="Reference">The matter.</param>
/// <param name="Why">What the rule says.</param>
public sealed record NotNow(Reference Reference, Refusal Why);
