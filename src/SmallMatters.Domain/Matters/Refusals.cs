using System.Globalization;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Refusals that several use cases share.</summary>
public static class Refusals
{
    /// <summary>It is not open any more.</summary>
    public static Refusal NotOpen { get; } =
        Refusal.Of("matter-not-open", "这件诉求已经不在办理中。", "This matter is no longer being dealt with.");

    /// <summary>The day by which a running clock of the matter is due, as part of a sentence; words without a day when none runs.</summary>
    internal static Bilingual By(Matter matter, params ReadOnlySpan<ClockFor> purposes)
    {
        foreach (var purpose in purposes)
        {
            if (matter.File.Running(purpose)?.Clock.Deadline.DueOn is { } day)
            {
                return new(
                    $"（{day.Year}年{day.Month}月{day.Day}日）",
                    $" (by {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)})"
                );
            }
        }
        return new("", "");
    }

    /// <summary>By when the review that a matter is in is decided, as part of a sentence.</summary>
    internal static Bilingual ReviewedBy(Matter matter) =>
        By(matter, ClockFor.ReopenDecision, ClockFor.InternalReview) is { Zh: var zh, En: var en } && zh.Length > 0
            ? new($"{zh.Trim('（', '）')}前", en)
            : new("由复查单位", " by the reviewing unit");

    /// <summary>The person's unit does not own it.</summary>
    public static Refusal NotYourUnits { get; } =
        Refusal.Of("not-your-units-matter", "这件诉求不由您的单位主办。", "Your unit does not own this matter.");

    /// <summary>The link does not allow it.</summary>
    public static Refusal NotByThisLink { get; } =
        Refusal.Of("not-by-this-link", "您的链接不能做这一步。", "Your link does not allow this step.");

    /// <summary>A text is missing.</summary>
    public static Refusal Missing(string field, string zh, string en) => Refusal.Of($"missing-{Kebab(field)}", zh, en, field);

    /// <summary>A text is longer than allowed.</summary>
    public static Refusal TooLong(string field, int limit) =>
        Refusal.Of($"too-long-{Kebab(field)}", $"请不要超过 {limit} 个字。", $"Use no more than {limit} characters.", field);

    /// <summary>
    /// Checks words a person typed. Control characters (NUL included) other than line breaks and tabs are dropped, and so are
    /// those that turn the direction of writing, since no database and no page should have to carry them; white space at the ends goes.
    /// </summary>
    /// <returns>The words, or the refusal.</returns>
    public static (string? Text, Refusal? Why) Words(string? typed, string field, int limit, string zh, string en)
    {
        var text = Clean(typed);
        if (!text.EnumerateRunes().Any(IsVisible))
        {
            return (null, Missing(field, zh, en));
        }
        return text.Length > limit ? (null, TooLong(field, limit)) : (text, null);
    }

    /// <summary>
    /// Checks words that the staff write about work and not about a person, as <see cref="Words"/> does, and that no number of a
    /// person stands in them: neither a citizen's number nor a mobile phone's. A help against slips, no proof.
    /// </summary>
    /// <returns>The words, or the refusal.</returns>
    public static (string? Text, Refusal? Why) WorkWords(string? typed, string field, int limit, string zh, string en)
    {
        var (text, why) = Words(typed, field, limit, zh, en);
        return text is not null && PersonNumbers.In(text) ? (null, PersonNumbers.Refused(field)) : (text, why);
    }

    /// <summary>
    /// Checks words about people that have no use for the number of an identity card, bank card or passport, as <see cref="Words"/>
    /// does, and that none stands in them.
    /// </summary>
    /// <returns>The words, or the refusal.</returns>
    public static (string? Text, Refusal? Why) PeopleWords(string? typed, string field, int limit, string zh, string en)
    {
        var (text, why) = Words(typed, field, limit, zh, en);
        return text is not null && NumbersByHand.In(text) ? (null, NumbersByHand.Refused(field)) : (text, why);
    }

    /// <summary>
    /// The words without control characters, lone surrogates and the signs that turn the direction of what follows them,
    /// trimmed. Never null. Words of a right-to-left script keep their direction, which is their letters' own.
    /// </summary>
    public static string Clean(string? typed)
    {
        if (string.IsNullOrEmpty(typed))
        {
            return "";
        }
        var kept = new System.Text.StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            if (
                rune == System.Text.Rune.ReplacementChar
                || TurnsDirection(rune)
                || (System.Text.Rune.IsControl(rune) && rune.Value is not ('\n' or '\t'))
            )
            {
                continue;
            }
            kept.Append(rune);
        }
        return kept.ToString().Trim();
    }

    // U+202A–U+202E embed and override, U+2066–U+2069 isolate: with them words could rearrange what stands around them.
    private static bool TurnsDirection(System.Text.Rune rune) =>
        rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    // Words of nothing but zero-width characters are no words.
    private static bool IsVisible(System.Text.Rune rune) =>
        !System.Text.Rune.IsWhiteSpace(rune)
        && System.Text.Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.Format;

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
