using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Matters;

/// <summary>Entries of a timeline with the words for them.</summary>
public sealed record TimelineShown(IReadOnlyList<TimelineEntry> Entries, FactWords Words, Reference Reference);

/// <summary>The end of an act's form: the number that was seen, the button, the way back.</summary>
public sealed record Sending(ActPage Page, string Zh, string En)
{
    public Bilingual Said => new(Zh, En);
}
