using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Publishing;

/// <summary>Destroy a text wherever it stands in the draft.</summary>
/// <param name="Text">What is destroyed.</param>
/// <param name="Reason">Why; it must not repeat the text.</param>
public sealed record Redact(string Text, string Reason);

/// <summary>Say why something that looks personal stays.</summary>
public sealed record KeepHint(string Text, string Reason);

/// <summary>Decides on hints.</summary>
public static class RedactRule
{
    /// <summary>Every occurrence goes: one that is left would give the others away.</summary>
    public static PublicationDecision Decide(Publication publication, Redact command, Actor.Staff by)
    {
        if (PublishingMay.Write(publication, by, out var manuscript) is { } why)
        {
            return why;
        }
        var text = command.Text.Trim();
        var inTitle = text.Length > 0 && manuscript.Title.Contains(text, StringComparison.Ordinal);
        if (!inTitle && (text.Length == 0 || !manuscript.Words.Contains(text, StringComparison.Ordinal)))
        {
            return Refusal.Of(
                "text-not-there",
                "草稿里没有这段文字，请照原样填写。",
                "The draft does not hold these words; copy them exactly.",
                nameof(command.Text)
            );
        }
        var (reason, missing) = PublishingMay.Reason(command.Reason, nameof(command.Reason), manuscript, text);
        if (missing is not null)
        {
            return missing;
        }
        var kind = Hints.In(manuscript).Where(h => h.Text == text).Select(h => (HintKind?)h.Kind).FirstOrDefault();
        var redaction = new Redaction(kind, inTitle ? ManuscriptPart.Title : ManuscriptPart.Words, reason!);
        return new PublicationDecision(
            new RedactionMade(redaction, by.Id),
            manuscript with
            {
                Title = manuscript.Title.Replace(text, Redaction.Bar, StringComparison.Ordinal),
                Words = manuscript.Words.Replace(text, Redaction.Bar, StringComparison.Ordinal),
                Redactions = manuscript.Redactions.Add(redaction),
                Kept = manuscript.Kept.RemoveAll(k => k.Text.Contains(text, StringComparison.Ordinal)),
            },
            null
        );
    }

    /// <summary>A hint stays, with a reason.</summary>
    public static PublicationDecision Keep(Publication publication, KeepHint command, Actor.Staff by)
    {
        if (PublishingMay.Write(publication, by, out var manuscript) is { } why)
        {
            return why;
        }
        if (manuscript.OpenHints.FirstOrDefault(h => h.Text == command.Text) is not { } hint)
        {
            return Refusal.Of("hint-not-open", "这条提示已经处理过了。", "This hint has been dealt with already.");
        }
        var (reason, missing) = PublishingMay.Reason(command.Reason, nameof(command.Reason), manuscript, hint.Text);
        return missing is not null
            ? missing
            : new PublicationDecision(
                new HintKept(hint.Kind, reason!, by.Id),
                manuscript with
                {
                    Kept = manuscript.Kept.Add(new KeptHint(hint.Kind, hint.Text, reason!)),
                },
                null
            );
    }

    /// <summary>A photo is put to the draft, or another in its place.</summary>
    public static PublicationDecision SetPhoto(Publication publication, Actor.Staff by) =>
        PublishingMay.Write(publication, by, out var manuscript) is { } why
            ? why
            : new PublicationDecision(new ManuscriptChanged(by.Id), manuscript, null);

    /// <summary>Parts of the photo were painted over; the pixels are gone before this is decided.</summary>
    public static PublicationDecision InPhoto(Publication publication, string reason, Actor.Staff by)
    {
        if (PublishingMay.Write(publication, by, out var manuscript) is { } why)
        {
            return why;
        }
        var (text, missing) = PublishingMay.Reason(reason, nameof(Redaction.Reason), manuscript, null);
        if (missing is not null)
        {
            return missing;
        }
        var redaction = new Redaction(null, ManuscriptPart.Photo, text!);
        return new PublicationDecision(
            new RedactionMade(redaction, by.Id),
            manuscript with
            {
                Redactions = manuscript.Redactions.Add(redaction),
            },
            null
        );
    }
}
