using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Learning;

/// <summary>Decides on the one sentence that a handler writes after following a matter from the resident's side.</summary>
public static class NoticeAsResidentRule
{
    /// <summary>The longest sentence, in characters.</summary>
    public const int LongestSentence = 200;

    /// <summary>A unit reads its sentences of a quarter from so many up.</summary>
    public const int Fewest = 3;

    /// <summary>Somebody has written theirs in this quarter.</summary>
    public static Refusal Written { get; } =
        Refusal.Of(
            "noticed-already",
            "这个季度您已经写过了，一个季度写一句。",
            "You have written yours in this quarter; it is one sentence a quarter."
        );

    /// <summary>
    /// A handler writes what they noticed, of the work and not of people, under nobody's name. Nobody has to, and nobody sees who did not.
    /// </summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="ownWords">What the resident wrote in the matter.</param>
    /// <param name="by">Who writes.</param>
    /// <returns>The sentence, or why not.</returns>
    public static (string? Words, Refusal? Why) Decide(string? typed, ImmutableArray<string> ownWords, Actor.Staff by) =>
        by.Is(StaffRole.Handler)
            ? WriteAfterActionRule.OfWork(
                typed,
                "Words",
                LongestSentence,
                ownWords,
                "请用一句话写下您注意到什么。",
                "Say in one sentence what you noticed."
            )
            : (null, ProposePilotRule.NotYours);
}
