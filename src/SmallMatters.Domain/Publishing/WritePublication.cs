using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Publishing;

/// <summary>Begin a publication, or write its words anew.</summary>
/// <param name="Title">Title.</param>
/// <param name="Words">Words.</param>
/// <param name="Until">Last local day on which it is to be listed, or null.</param>
public sealed record WritePublication(string Title, string Words, DateOnly? Until);

/// <summary>Decides on writing.</summary>
public static class WritePublicationRule
{
    /// <summary>Most characters of the title.</summary>
    public const int LongestTitle = 60;

    /// <summary>Most characters of the words.</summary>
    public const int LongestWords = 3000;

    /// <summary>Nothing is listed for longer than this after it was written.</summary>
    public const int MostDays = 366;

    /// <summary>Begins one.</summary>
    public static PublicationDecision Begin(
        PublicationFile file,
        WritePublication command,
        IEnumerable<string> partyNames,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateOnly today
    )
    {
        if (PublishingMay.Write(file, by) is { } why)
        {
            return why;
        }
        if (file.Area is { } area && !jurisdiction.Areas.ContainsKey(area))
        {
            return Refusals.Missing(nameof(PublicationFile.Area), "请选择片区。", "Choose the area.");
        }
        var empty = new Manuscript("", "", null, [], [], [.. partyNames]);
        return Written(empty, command, today) is { Why: null, Manuscript: { } manuscript }
            ? new PublicationDecision(new PublicationDrafted(file), manuscript, null)
            : Written(empty, command, today);
    }

    /// <summary>
    /// Writes anew. What was blacked out stays listed, since somebody decided it; a reason for keeping a text that stands
    /// there no more goes.
    /// </summary>
    public static PublicationDecision Rewrite(
        Publication publication,
        WritePublication command,
        IEnumerable<string> partyNames,
        Actor.Staff by,
        DateOnly today
    )
    {
        if (PublishingMay.Write(publication, by, out var manuscript) is { } why)
        {
            return why;
        }
        var names = manuscript.PartyNames.Union(partyNames).ToImmutableArray();
        var decision = Written(manuscript with { PartyNames = names }, command, today);
        return decision.Why is null ? decision with { Fact = new ManuscriptChanged(by.Id) } : decision;
    }

    /// <summary>What is wrong with title, words and term; null when nothing is.</summary>
    /// <param name="command">The words.</param>
    /// <param name="today">The local day.</param>
    public static Refusal? Check(WritePublication command, DateOnly today) => Read(command, today).Why;

    private static (string? Title, string? Words, Refusal? Why) Read(WritePublication command, DateOnly today)
    {
        var (title, noTitle) = Refusals.Words(command.Title, nameof(command.Title), LongestTitle, "请写标题。", "Write a title.");
        var (words, noWords) = Refusals.Words(
            command.Words,
            nameof(command.Words),
            LongestWords,
            "请写正文。",
            "Write the words."
        );
        var badUntil =
            command.Until is { } until && (until < today || until > today.AddDays(MostDays))
                ? Refusal.Of(
                    "until-out-of-range",
                    $"展示到哪一天：请写今天起 {MostDays} 天以内的日期。",
                    $"Shown until: a day within {MostDays} days from today.",
                    nameof(command.Until)
                )
                : null;
        return (title, words, Refusal.All(noTitle, noWords, badUntil));
    }

    private static PublicationDecision Written(Manuscript before, WritePublication command, DateOnly today)
    {
        var (title, words, why) = Read(command, today);
        if (why is not null)
        {
            return why;
        }
        var after = before with { Title = title!, Words = words!, Until = command.Until };
        return new PublicationDecision(
            null,
            after with
            {
                Kept =
                [
                    .. after.Kept.Where(k =>
                        after.Title.Contains(k.Text, StringComparison.Ordinal)
                        || after.Words.Contains(k.Text, StringComparison.Ordinal)
                    ),
                ],
            },
            null
        );
    }
}

/// <summary>Who may do what with publications.</summary>
internal static class PublishingMay
{
    public static Refusal? Write(PublicationFile file, Actor.Staff by) =>
        by.Unit == file.Unit && (by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor))
            ? null
            : Refusal.Of("not-your-units-publication", "这份发布不属于您的单位。", "Your unit does not publish this.");

    /// <summary>Null, with the manuscript, when the person may change the words now.</summary>
    public static Refusal? Write(Publication publication, Actor.Staff by, out Manuscript manuscript)
    {
        manuscript = (publication as Publication.Draft)?.Manuscript!;
        return Write(publication.File, by)
            ?? (
                manuscript is not null
                    ? null
                    : Refusal.Of("not-a-draft", "这份发布现在不能修改。", "This publication cannot be changed now.")
            );
    }

    /// <summary>Whether the person may release, give back or recall: of the unit or of one above it.</summary>
    public static Refusal? Decide(PublicationFile file, Actor.Staff by, Jurisdiction jurisdiction) =>
        jurisdiction.Above(file.Unit).Contains(by.Unit) && (by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor))
            ? null
            : Refusal.Of(
                "not-yours-to-release",
                "只有发布单位或者它的上级可以决定。",
                "Only the unit that publishes, or one above it, decides on this."
            );

    /// <summary>Checks a reason: it must be there, and must not repeat what the redaction is to destroy.</summary>
    public static (string? Text, Refusal? Why) Reason(string? typed, string field, Manuscript manuscript, string? about)
    {
        var (reason, missing) = Refusals.Words(typed, field, 200, "请写理由。", "Give the reason.");
        if (missing is not null)
        {
            return (null, missing);
        }
        return
            (about is { Length: > 0 } && reason!.Contains(about, StringComparison.OrdinalIgnoreCase))
            || Hints.In(reason!, ManuscriptPart.Words, manuscript.PartyNames).Length > 0
            ? (
                null,
                Refusal.Of(
                    "reason-repeats-it",
                    "理由会公开保存，里面不要再写号码、姓名或门牌。",
                    "The reason is kept in the open: put no number, name or door into it.",
                    field
                )
            )
            : (reason, null);
    }
}
