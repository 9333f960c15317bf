using System.Collections.Immutable;

namespace SmallMatters.Domain.Publishing;

/// <summary>What becomes of the names of a matter's people in a draft that is about the matter.</summary>
public static class ForgetPartiesRule
{
    private const string Reason = "当事人的个人信息 · personal data of somebody in the matter";

    /// <summary>
    /// Takes the names of people who erased themselves out of a draft: from those to be warned of, and out of title and words,
    /// also behind a title of respect. Nobody could be warned of them afterwards.
    /// </summary>
    /// <param name="publication">A draft, submitted or not.</param>
    /// <param name="staying">The names of those who take part still; a name that one of them has too stays.</param>
    /// <param name="erased">The names of those who erased themselves.</param>
    /// <returns>Null when the draft holds nothing of them, or there is no draft any more.</returns>
    public static PublicationDecision? Decide(
        Publication publication,
        IReadOnlyCollection<string> staying,
        IReadOnlyCollection<string> erased
    )
    {
        if (ManuscriptOf(publication) is not { } manuscript)
        {
            return null;
        }
        // What was warned of and is nobody's any more is the former name of somebody.
        ImmutableArray<string> gone = [.. manuscript.PartyNames.Union(erased).Except(staying)];
        var inTitle = Marks(manuscript.Title, ManuscriptPart.Title, gone);
        var inWords = Marks(manuscript.Words, ManuscriptPart.Words, gone);
        if (inTitle.IsEmpty && inWords.IsEmpty && !manuscript.PartyNames.Intersect(gone).Any())
        {
            return null;
        }
        var after = manuscript with
        {
            Title = Without(manuscript.Title, inTitle),
            Words = Without(manuscript.Words, inWords),
            Kept = manuscript.Kept.RemoveAll(k =>
                inTitle.Concat(inWords).Any(text => k.Text.Contains(text, StringComparison.Ordinal))
            ),
            PartyNames = manuscript.PartyNames.RemoveRange(gone.Intersect(manuscript.PartyNames)),
            Redactions =
            [
                .. manuscript.Redactions,
                .. inTitle.Take(1).Select(_ => new Redaction(HintKind.PartyName, ManuscriptPart.Title, Reason)),
                .. inWords.Take(1).Select(_ => new Redaction(HintKind.PartyName, ManuscriptPart.Words, Reason)),
            ],
        };
        return new PublicationDecision(new PartiesForgotten(), after, null);
    }

    /// <summary>The same publication, warned of these names as well.</summary>
    public static Publication Warned(Publication publication, IReadOnlyCollection<string> names) =>
        ManuscriptOf(publication) is { } manuscript
        && names.Except(manuscript.PartyNames).ToImmutableArray() is { IsEmpty: false } more
            ? publication switch
            {
                Publication.Draft d => d with
                {
                    Manuscript = manuscript with { PartyNames = [.. manuscript.PartyNames, .. more] },
                },
                Publication.Submitted s => s with
                {
                    Manuscript = manuscript with { PartyNames = [.. manuscript.PartyNames, .. more] },
                },
                _ => throw new System.Diagnostics.UnreachableException(),
            }
            : publication;

    /// <summary>The words of a draft, submitted or not; null once there are none.</summary>
    public static Manuscript? ManuscriptOf(Publication publication) =>
        publication switch
        {
            Publication.Draft d => d.Manuscript,
            Publication.Submitted s => s.Manuscript,
            _ => null,
        };

    private static ImmutableArray<string> Marks(string text, ManuscriptPart where, ImmutableArray<string> names) =>
        [
            .. Hints
                .In(text, where, names)
                .Where(h => h.Kind == HintKind.PartyName)
                .Select(h => h.Text)
                .Distinct()
                .OrderByDescending(t => t.Length),
        ];

    private static string Without(string text, ImmutableArray<string> marks) =>
        marks.Aggregate(text, (left, mark) => left.Replace(mark, Redaction.Bar, StringComparison.Ordinal));
}
