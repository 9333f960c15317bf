using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Publishing;

/// <summary>Decides on what happens to a finished draft: handed on, given back, released, recalled, given up.</summary>
public static class ReleasePublicationRule
{
    private static Refusal HintsOpen { get; } =
        Refusal.Of(
            "hints-open",
            "还有提示没有处理：每一处要么遮盖，要么写明为什么可以保留。",
            "Some hints are not dealt with: black each out, or say why it may stay."
        );

    /// <summary>Hands a draft to a second person.</summary>
    public static PublicationDecision Submit(Publication publication, Actor.Staff by)
    {
        if (PublishingMay.Write(publication, by, out var manuscript) is { } why)
        {
            return why;
        }
        return manuscript.OpenHints.Length > 0
            ? HintsOpen
            : new PublicationDecision(new PublicationSubmitted(), manuscript, null);
    }

    /// <summary>Gives it back to its writers with a word.</summary>
    public static PublicationDecision Return(Publication publication, string words, Actor.Staff by, Jurisdiction jurisdiction)
    {
        if (publication is not Publication.Submitted { Manuscript: var manuscript })
        {
            return NotWaiting;
        }
        if (PublishingMay.Decide(publication.File, by, jurisdiction) is { } why)
        {
            return why;
        }
        var (text, missing) = PublishingMay.Reason(words, "Words", manuscript, null);
        return missing is not null ? missing : new PublicationDecision(new PublicationReturned(text!), manuscript, null);
    }

    /// <summary>
    /// Releases. Nobody who had a hand in the words may. The hints are looked for once more, with the names of the matter's
    /// people as they are now.
    /// </summary>
    /// <param name="publication">What waits.</param>
    /// <param name="photo">SHA-256 of its photo, or null.</param>
    /// <param name="by">The second person.</param>
    /// <param name="jurisdiction">Knows which unit is above which.</param>
    public static PublicationDecision Release(Publication publication, string? photo, Actor.Staff by, Jurisdiction jurisdiction)
    {
        if (publication is not Publication.Submitted { Manuscript: var manuscript })
        {
            return NotWaiting;
        }
        if (PublishingMay.Decide(publication.File, by, jurisdiction) is { } why)
        {
            return why;
        }
        if (publication.File.Writers.Contains(by.Id))
        {
            return Refusal.Of(
                "own-publication",
                "写稿、改稿的人不能自己发布，请另一位同事发布。",
                "Whoever wrote or changed the words does not release them; ask a colleague."
            );
        }
        return manuscript.OpenHints.Length > 0
            ? HintsOpen
            : new PublicationDecision(
                new PublicationReleased(
                    new PublishedCopy(
                        manuscript.Title,
                        manuscript.Words,
                        manuscript.Until,
                        manuscript.Redactions,
                        [.. manuscript.Kept.Select(k => k.Reason)],
                        photo
                    ),
                    by.Id
                ),
                null,
                null
            );
    }

    /// <summary>Takes back what is out. Anybody of the unit may: it is urgent when it is needed.</summary>
    public static PublicationDecision Recall(Publication publication, string reason, Actor.Staff by, Jurisdiction jurisdiction)
    {
        if (publication is not Publication.Released)
        {
            return Refusal.Of("not-released", "这份发布不在公开状态。", "This publication is not out.");
        }
        if (PublishingMay.Decide(publication.File, by, jurisdiction) is { } why)
        {
            return why;
        }
        var none = new Manuscript("", "", null, [], [], []);
        var (text, missing) = PublishingMay.Reason(reason, "Reason", none, null);
        return missing is not null ? missing : new PublicationDecision(new PublicationRecalled(text!), null, null);
    }

    /// <summary>Gives a draft up; its words are destroyed.</summary>
    public static PublicationDecision Abandon(Publication publication, Actor.Staff by) =>
        PublishingMay.Write(publication, by, out _) is { } why
            ? why
            : new PublicationDecision(new PublicationAbandoned(), null, null);

    private static Refusal NotWaiting { get; } =
        Refusal.Of("not-submitted", "这份发布不在等待发布。", "This publication does not wait for a release.");
}
