using System.Text.RegularExpressions;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;

namespace SmallMatters.Domain.Liaisons;

/// <summary>
/// Words about a situation and not about people (报情况，不报人). What is the number of a person or a vehicle is refused; what looks as if it
/// named somebody is asked about once. A help against slips, no proof.
/// </summary>
public static partial class SituationWords
{
    /// <summary>The words, or why not.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="field">Its field.</param>
    /// <param name="limit">Most characters.</param>
    /// <param name="sure">Whether the writer has looked at them again and says that they name nobody.</param>
    /// <param name="zh">What to say where nothing was typed, in Chinese.</param>
    /// <param name="en">The same in English.</param>
    public static (string? Text, Refusal? Why) Decide(string? typed, string field, int limit, bool sure, string zh, string en)
    {
        var (text, why) = Refusals.Words(typed, field, limit, zh, en);
        if (text is null)
        {
            return (null, why);
        }
        var hints = Hints.In(text, ManuscriptPart.Words, []);
        if (PersonNumbers.In(text) || hints.Any(h => h.Kind is not (HintKind.Address or HintKind.Door or HintKind.PartyName)))
        {
            return (
                null,
                Refusal.Of(
                    "situation-has-a-number",
                    "请只写情况，不写人：删去电话、身份证号、车牌、微信号和邮箱。",
                    "Write of the situation and not of people: take out telephone, identity and vehicle numbers, accounts and mail addresses.",
                    field
                )
            );
        }
        var names = hints
            .Where(h => h.Kind == HintKind.Address)
            .Select(h => h.Text)
            .Concat(OfAClass().Matches(text).Select(m => m.Value));
        return sure || names.FirstOrDefault() is not { } first
            ? (text, null)
            : (
                null,
                Refusal.Of(
                    NamesSomebody,
                    $"“{first}”看起来写到了人。请改成只写情况；确实没有写人的，勾选下面一项再送出。",
                    $"“{first}” looks as if it named somebody. Write of the situation only; if nobody is named, tick the box below and send it again.",
                    field
                )
            );
    }

    /// <summary>Code of the refusal that the writer can answer by looking again.</summary>
    public const string NamesSomebody = "situation-names-somebody";

    // A pupil is mostly named by form and class: 三年级2班的小明.
    [GeneratedRegex(@"[一二三四五六七八九1-9]年级[（(]?[一二三四五六七八九十0-9]{1,2}[）)]?班")]
    private static partial Regex OfAClass();
}
