using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.JointHandling;

/// <summary>What rules about several units share.</summary>
public static class Between
{
    /// <summary>
    /// Who decides between units: the nearest unit above all of them, else the jurisdiction's fallback, else another unit at the
    /// top; one of them only where there is nobody else.
    /// </summary>
    public static string ArbiterOf(Jurisdiction jurisdiction, params ImmutableArray<string> parties)
    {
        var above = jurisdiction.Above(parties[0]).Where(u => parties.All(p => jurisdiction.Above(p).Contains(u)));
        var tops = jurisdiction
            .Units.Values.Where(u => u.Parent is null && !u.Reviews)
            .Select(u => u.Code)
            .Order(StringComparer.Ordinal);
        return above.Append(jurisdiction.Fallback).Concat(tops).FirstOrDefault(u => !parties.Contains(u)) ?? parties[0];
    }

    /// <summary>
    /// Words that somebody typed into a joint file, checked as all words are. They stand under nobody's key and are never
    /// erased, so that a telephone or identity number in them is refused.
    /// </summary>
    /// <returns>The words, or why not.</returns>
    public static (string? Text, Refusal? Why) Words(string? typed, string field, int limit, string zh, string en)
    {
        var (text, why) = Refusals.Words(typed, field, limit, zh, en);
        return text is not null && PersonNumbers.In(text)
            ? (
                null,
                Refusal.Of(
                    "number-of-a-person",
                    "请不要写电话号码或身份证号；这里的文字各单位都能看到，也不会删除。",
                    "Leave out telephone and identity numbers: all units concerned read these words, and they are not erased.",
                    field
                )
            )
            : (text, why);
    }
}
