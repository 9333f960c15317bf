using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Surveys;

/// <summary>How an answer came.</summary>
public enum SurveyMode
{
    /// <summary>By the link of the letter.</summary>
    Link,

    /// <summary>On paper, typed in by the neutral unit.</summary>
    Paper,

    /// <summary>By telephone to the neutral unit.</summary>
    Phone,
}

/// <summary>What became of a letter.</summary>
public enum SurveyOutcome
{
    /// <summary>No reply: whether anybody lives there is not known.</summary>
    Waiting,

    /// <summary>Answered; its code is burnt.</summary>
    Answered,

    /// <summary>Would rather not answer.</summary>
    Refused,

    /// <summary>Somebody lives there, and nobody was reached.</summary>
    NotReached,

    /// <summary>No dwelling, or an empty one.</summary>
    Ineligible,
}

/// <summary>What may become of a letter.</summary>
public static class SurveyLetterRule
{
    /// <summary>The open wave has no letter of that number.</summary>
    public static Refusal NoSuchLetter { get; } =
        Refusal.Of("survey-no-letter", "没有这个编号的信。", "There is no letter of that number.", "Number");

    /// <summary>The neutral unit writes down why no answer came. A refusal is final, and so is an answer.</summary>
    /// <returns>The outcome, or why it is not written.</returns>
    public static (SurveyOutcome? Outcome, Refusal? Why) WriteDown(
        SurveyWave wave,
        SurveyOutcome letter,
        SurveyOutcome? outcome,
        Actor.Staff by
    )
    {
        if (SurveyWaveRule.MayRun(wave, by) is { } why)
        {
            return (null, why);
        }
        return outcome is not (SurveyOutcome.Refused or SurveyOutcome.NotReached or SurveyOutcome.Ineligible)
                ? (null, Refusal.Of("survey-outcome", "请选择结果。", "Choose what became of it.", "Outcome"))
            : letter is SurveyOutcome.Answered or SurveyOutcome.Refused
                ? (
                    null,
                    Refusal.Of(
                        "survey-letter-ended",
                        "这封信已经答复或者拒绝，不能再改。",
                        "This letter was answered or refused, which stands.",
                        "Number"
                    )
                )
            : (outcome, null);
    }

    /// <summary>Whether an answer is taken from a letter: once, while the wave is open, and not after somebody refused.</summary>
    public static bool TakesAnswer(SurveyWave wave, SurveyOutcome letter, DateOnly today) =>
        wave is SurveyWave.Open
        && today <= wave.File.OpenUntil
        && letter is not (SurveyOutcome.Answered or SurveyOutcome.Refused);
}
