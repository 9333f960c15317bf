using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Integrity;

/// <summary>What a finding in a unit's records is known by: one check of one unit in one quarter.</summary>
/// <param name="Check">Code of the check.</param>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Quarter">The quarter, such as 2026Q3.</param>
public readonly record struct FindingKey(string Check, string Unit, string Quarter);

/// <summary>What an auditor came to after looking.</summary>
public enum LookResult
{
    /// <summary>有正常原因: there is an ordinary reason, said in the words.</summary>
    Explained,

    /// <summary>已纠正: the way of recording or asking was mended.</summary>
    Mended,

    /// <summary>转交调查: those who investigate conduct have it.</summary>
    PassedOn,
}

/// <summary>What is kept of the auditor's queue.</summary>
public abstract record IntegrityFact;

/// <summary>An auditor looked at a finding.</summary>
/// <param name="Check">Code of the check.</param>
/// <param name="Unit">Code of the unit whose records they are.</param>
/// <param name="Quarter">The quarter.</param>
/// <param name="Result">What it came to.</param>
/// <param name="Words">What was looked at and why it came to that; names nobody.</param>
public sealed record FindingLookedAt(string Check, string Unit, string Quarter, LookResult Result, string Words) : IntegrityFact;

/// <summary>Write down what looking at a finding came to.</summary>
/// <param name="Result">What it came to; null when nothing was chosen.</param>
/// <param name="Words">What was looked at, and the reason.</param>
public sealed record LookAtFinding(LookResult? Result, string? Words);

/// <summary>Decides on what an auditor writes.</summary>
public static class LookAtFindingRule
{
    /// <summary>Longest words, in characters.</summary>
    public const int LongestWords = 2000;

    /// <summary>
    /// An auditor of another unit than the one whose records stand out. A finding may be looked at again; each look stays.
    /// </summary>
    /// <returns>The fact, or why not.</returns>
    public static (FindingLookedAt? Fact, Refusal? Why) Decide(FindingKey finding, LookAtFinding command, Actor.Staff by)
    {
        if (!by.Is(StaffRole.Auditor))
        {
            return (null, Refusal.Of("only-auditors-look", "只有审计员可以记录。", "Only auditors write this down."));
        }
        if (by.Unit == finding.Unit)
        {
            return (
                null,
                Refusal.Of(
                    "own-unit-not-audited",
                    "这是您本单位的记录，要由其他单位的审计员来看。",
                    "These are your own unit's records; an auditor of another unit looks at them."
                )
            );
        }
        var (words, noWords) = Refusals.WorkWords(
            command.Words,
            nameof(command.Words),
            LongestWords,
            "请写明看了什么、为什么这样认为。",
            "Say what you looked at, and why it comes to that."
        );
        var wrong = Refusal.All(
            command.Result is null ? Refusals.Missing(nameof(command.Result), "请选择结果。", "Choose what it came to.") : null,
            noWords
        );
        return wrong is not null
            ? (null, wrong)
            : (new FindingLookedAt(finding.Check, finding.Unit, finding.Quarter, command.Result!.Value, words!), null);
    }
}
