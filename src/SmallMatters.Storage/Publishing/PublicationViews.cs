using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Publishing;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Publishing;

/// <summary>A publication with its history, for the unit that writes it and for those who release it.</summary>
/// <param name="Publication">The state, with the words of a draft.</param>
/// <param name="Facts">What happened to it.</param>
/// <param name="Photo">What photo it has, or null.</param>
[ProjectionFor(Audience.Handler)]
public sealed record PublicationPage(
    [property: Shows(PersonalItem.Draft)] Publication Publication,
    [property: Shows(PersonalItem.Draft)] IReadOnlyList<KeptFact<PublicationFact>> Facts,
    [property: Shows(PersonalItem.Draft)] PhotoShown? Photo
)
{
    /// <summary>Number of the last fact.</summary>
    public int Seen => Facts[^1].Seq;

    /// <summary>Title and words as they stand, whatever the state; null once they were destroyed.</summary>
    [Shows(PersonalItem.Draft)]
    public (string Title, string Words)? Text =>
        Publication switch
        {
            Publication.Draft d => (d.Manuscript.Title, d.Manuscript.Words),
            Publication.Submitted s => (s.Manuscript.Title, s.Manuscript.Words),
            Publication.Released r => (r.Copy.Title, r.Copy.Words),
            _ => null,
        };
}

/// <summary>A photo's size and hash.</summary>
public sealed record PhotoShown(int Width, int Height, string Sha256);

/// <summary>One line of the staff's list. Drafts of other units are not in it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Unit">Whose.</param>
/// <param name="Area">For which area, or null.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Title">Its title, or null where it was destroyed.</param>
/// <param name="ChangedAt">UTC.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(PublicationLine.Unit), nameof(PublicationLine.Area))]
public sealed record PublicationLine(
    Guid Id,
    PublicationKind Kind,
    string Unit,
    string? Area,
    PublicationStage Stage,
    [property: Shows(PersonalItem.Draft)] string? Title,
    DateTimeOffset ChangedAt
);

/// <summary>
/// What everybody sees of a publication; the page, the feeds and the preview are made from this and from nothing else.
/// </summary>
/// <param name="Id">Key.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Unit">Code of the unit that published it.</param>
/// <param name="Area">Code of the area, or null for all.</param>
/// <param name="Title">Title; null once recalled.</param>
/// <param name="Words">Words; null once recalled.</param>
/// <param name="Until">Last local day on which it is listed, or null; its own page stays, and says that the day is over.</param>
/// <param name="HasPhoto">Whether a photo belongs to it.</param>
/// <param name="ReleasedAt">UTC.</param>
/// <param name="ChangedAt">When it was released or recalled, UTC.</param>
/// <param name="RecalledBecause">Why it was taken back, or null.</param>
public sealed record PublicNews(
    Guid Id,
    PublicationKind Kind,
    string Unit,
    string? Area,
    string? Title,
    string? Words,
    DateOnly? Until,
    bool HasPhoto,
    DateTimeOffset ReleasedAt,
    DateTimeOffset ChangedAt,
    string? RecalledBecause
)
{
    /// <summary>What everybody would see of a draft if it were released now.</summary>
    public static PublicNews Preview(PublicationPage page, DateTimeOffset now)
    {
        var file = page.Publication.File;
        var until = page.Publication switch
        {
            Publication.Draft d => d.Manuscript.Until,
            Publication.Submitted s => s.Manuscript.Until,
            Publication.Released r => r.Copy.Until,
            _ => null,
        };
        return new PublicNews(
            file.Id,
            file.Kind,
            file.Unit,
            file.Area,
            page.Text?.Title,
            page.Text?.Words,
            until,
            page.Photo is not null,
            now,
            now,
            null
        );
    }
}
