using System.Diagnostics;
using SmallMatters.Domain.Knowledge;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Knowledge;

/// <summary>Entries and their facts in words.</summary>
public static class KnowledgeWords
{
    /// <summary>How an entry stands on a local day, and the colour of its tag.</summary>
    public static (Bilingual Said, string Colour) Tag(KnowledgeEntry entry, DateOnly today) =>
        entry is KnowledgeEntry.Withdrawn ? (new("已撤下", "Taken back"), "grey")
        : !entry.IsShown(today) ? (new("已过期，请复核", "Past its day: review it"), "red")
        : entry.IsDue(today) ? (new("请复核", "Review it"), "yellow")
        : (new("有效", "In force"), "green");

    /// <summary>What happened.</summary>
    public static Bilingual Said(this KnowledgeFact fact) =>
        fact switch
        {
            KnowledgeWritten => new("写了这条解答", "Written"),
            KnowledgeChanged => new("改了内容", "Changed"),
            KnowledgeReviewed => new("复核过，仍然有效", "Looked at: it still holds"),
            KnowledgeWithdrawn => new("撤下", "Taken back"),
            _ => throw new UnreachableException(),
        };

    /// <summary>The words that a fact kept: what it said then, or why it was taken back.</summary>
    public static Bilingual? Words(this KnowledgeFact fact) =>
        fact switch
        {
            KnowledgeWritten f => Words(f.File.Sheet),
            KnowledgeChanged f => Words(f.Sheet),
            KnowledgeWithdrawn f => new(f.Words, f.Words),
            _ => null,
        };

    private static Bilingual Words(KnowledgeSheet sheet) =>
        new($"{sheet.Question.Zh}\n{sheet.Answer.Zh}", $"{sheet.Question.En}\n{sheet.Answer.En}");
}
