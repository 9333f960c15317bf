using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Knowledge;

/// <summary>Write an entry, or say anew what it says.</summary>
public sealed record KeepKnowledge(
    string QuestionZh,
    string? QuestionEn,
    string AnswerZh,
    string? AnswerEn,
    string? Category,
    string Source,
    DateOnly? Until
);

/// <summary>It was written.</summary>
public sealed record KnowledgeWritten(KnowledgeFile File) : KnowledgeFact
{
    /// <inheritdoc/>
    public override KnowledgeEntry Apply(KnowledgeEntry? entry) =>
        entry is null ? new KnowledgeEntry.InForce(File) : throw DoesNotFit(entry);
}

/// <summary>It says something else now; what it said stays in the history.</summary>
public sealed record KnowledgeChanged(KnowledgeSheet Sheet, DateTimeOffset At) : KnowledgeFact
{
    /// <inheritdoc/>
    public override KnowledgeEntry Apply(KnowledgeEntry? entry) =>
        entry is KnowledgeEntry.InForce
            ? new KnowledgeEntry.InForce(entry.File with { Sheet = Sheet, ReviewedAt = At })
            : throw DoesNotFit(entry);
}

/// <summary>Somebody of the unit found it still right, until a later day.</summary>
public sealed record KnowledgeReviewed(DateOnly Until, DateTimeOffset At) : KnowledgeFact
{
    /// <inheritdoc/>
    public override KnowledgeEntry Apply(KnowledgeEntry? entry) =>
        entry is KnowledgeEntry.InForce
            ? new KnowledgeEntry.InForce(entry.File with { Sheet = entry.File.Sheet with { Until = Until }, ReviewedAt = At })
            : throw DoesNotFit(entry);
}

/// <summary>It was taken back.</summary>
public sealed record KnowledgeWithdrawn(string Words) : KnowledgeFact
{
    /// <inheritdoc/>
    public override KnowledgeEntry Apply(KnowledgeEntry? entry) =>
        entry is KnowledgeEntry.InForce ? new KnowledgeEntry.Withdrawn(entry.File, Words) : throw DoesNotFit(entry);
}

/// <summary>Decides on the entries of a unit. Whoever works for the unit that vouches for an entry keeps it; nobody else does.</summary>
public static class KnowledgeRule
{
    /// <summary>No entry holds longer than this without being looked at, in days.</summary>
    public const int MostDays = 366;

    /// <summary>So many days before its last day an entry comes up for review.</summary>
    public const int ReviewedBefore = 14;

    /// <summary>The longest question, in characters.</summary>
    public const int LongestQuestion = 100;

    /// <summary>The longest answer, in characters.</summary>
    public const int LongestAnswer = 2000;

    /// <summary>The longest source or reason, in characters.</summary>
    public const int LongestSource = 300;

    /// <summary>A new entry of the writer's unit.</summary>
    public static KnowledgeDecision Write(
        KeepKnowledge command,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateOnly today,
        DateTimeOffset now
    )
    {
        if (!by.Is(StaffRole.Handler) && !by.Is(StaffRole.Supervisor))
        {
            return NotYours;
        }
        var (sheet, wrong) = Checked(command, jurisdiction, today);
        return wrong is not null ? wrong : new KnowledgeWritten(new KnowledgeFile(id, by.Unit, sheet!, now));
    }

    /// <summary>The entry says something else from now on.</summary>
    public static KnowledgeDecision Change(
        KnowledgeEntry entry,
        KeepKnowledge command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateOnly today,
        DateTimeOffset now
    )
    {
        if (Closed(entry, by) is { } closed)
        {
            return closed;
        }
        var (sheet, wrong) = Checked(command, jurisdiction, today);
        if (wrong is not null)
        {
            return wrong;
        }
        return sheet == entry.File.Sheet
            ? Refusal.Of(
                "knowledge-unchanged",
                "内容没有变化。仍然有效的，请用“复核”。",
                "Nothing was changed. If it still holds, review it."
            )
            : new KnowledgeChanged(sheet!, now);
    }

    /// <summary>It was looked at and still holds.</summary>
    public static KnowledgeDecision Review(
        KnowledgeEntry entry,
        DateOnly? until,
        Actor.Staff by,
        DateOnly today,
        DateTimeOffset now
    ) =>
        Closed(entry, by) is { } closed ? closed
        : OutOfRange(until, today) is { } wrong ? wrong
        : new KnowledgeReviewed(until!.Value, now);

    /// <summary>It is taken back, with the reason.</summary>
    public static KnowledgeDecision Withdraw(KnowledgeEntry entry, string words, Actor.Staff by)
    {
        if (Closed(entry, by) is { } closed)
        {
            return closed;
        }
        var (text, missing) = Refusals.WorkWords(
            words,
            "Words",
            LongestSource,
            "请写明为什么撤下。",
            "Say why it is taken back."
        );
        return missing is not null ? missing : new KnowledgeWithdrawn(text!);
    }

    private static Refusal NotYours { get; } =
        Refusal.Of("not-your-knowledge", "这条解答由负责它的单位维护。", "The unit that vouches for this answer keeps it.");

    private static Refusal? Closed(KnowledgeEntry entry, Actor.Staff by) =>
        entry is not KnowledgeEntry.InForce
            ? Refusal.Of("knowledge-withdrawn", "这条解答已经撤下，请另写一条。", "This answer was taken back; write another.")
        : entry.File.Unit != by.Unit || (!by.Is(StaffRole.Handler) && !by.Is(StaffRole.Supervisor)) ? NotYours
        : null;

    private static (KnowledgeSheet? Sheet, Refusal? Why) Checked(KeepKnowledge command, Jurisdiction jurisdiction, DateOnly today)
    {
        var (question, noQuestion) = Refusals.WorkWords(
            command.QuestionZh,
            nameof(command.QuestionZh),
            LongestQuestion,
            "请写明居民会怎么问。",
            "Write the question as a resident would ask it."
        );
        var (answer, noAnswer) = Refusals.WorkWords(
            command.AnswerZh,
            nameof(command.AnswerZh),
            LongestAnswer,
            "请写明解答。",
            "Write the answer."
        );
        var (source, noSource) = Refusals.WorkWords(
            command.Source,
            nameof(command.Source),
            LongestSource,
            "请写明出处：哪部法律第几条、哪个文件。",
            "Say where it comes from: which law and article, which notice."
        );
        var (questionEn, wrongQuestion) = Optional(command.QuestionEn, nameof(command.QuestionEn), LongestQuestion);
        var (answerEn, wrongAnswer) = Optional(command.AnswerEn, nameof(command.AnswerEn), LongestAnswer);
        var wrong = Refusal.All(
            noQuestion,
            wrongQuestion,
            noAnswer,
            wrongAnswer,
            command.Category is { } category && !jurisdiction.Categories.ContainsKey(category)
                ? Refusals.Missing(nameof(command.Category), "请选择问题分类。", "Choose a category.")
                : null,
            noSource,
            OutOfRange(command.Until, today)
        );
        return wrong is not null
            ? (null, wrong)
            : (
                new KnowledgeSheet(
                    new Bilingual(question!, questionEn ?? question!),
                    new Bilingual(answer!, answerEn ?? answer!),
                    command.Category,
                    source!,
                    command.Until!.Value
                ),
                null
            );
    }

    private static (string? Text, Refusal? Why) Optional(string? typed, string field, int limit) =>
        Refusals.Clean(typed).Length == 0 ? (null, null) : Refusals.WorkWords(typed, field, limit, "请填写。", "Fill it in.");

    private static Refusal? OutOfRange(DateOnly? until, DateOnly today) =>
        until is { } day && day > today && day <= today.AddDays(MostDays)
            ? null
            : Refusal.Of(
                "knowledge-until",
                $"有效到：请写明天起 {MostDays} 天以内的日期。",
                $"Holds until: a day from tomorrow on, within {MostDays} days.",
                "Until"
            );
}
