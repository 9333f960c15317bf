using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Participation;

/// <summary>A resident answers a consultation.</summary>
/// <param name="Words">What they write.</param>
/// <param name="Choice">Index of what they choose, from 0; null where nothing was chosen.</param>
public sealed record GiveAnswer(string? Words, int? Choice);

/// <summary>An answer as it is kept.</summary>
/// <param name="Words">The words; empty where only a choice was made.</param>
/// <param name="Choice">Index of the choice; null where there is none.</param>
public sealed record GivenAnswer(string Words, int? Choice);

/// <summary>What was typed of a theme.</summary>
/// <param name="Number">Number of the theme.</param>
/// <param name="Outcome">What the unit does about it.</param>
/// <param name="Words">Why.</param>
public sealed record TypedTheme(int Number, ThemeOutcome? Outcome, string? Words);

/// <summary>Answer all that was said.</summary>
/// <param name="Themes">Theme by theme.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Next">What happens next.</param>
/// <param name="NextOn">By which local day.</param>
public sealed record AnswerConsultation(ImmutableArray<TypedTheme> Themes, string? Decision, string? Next, DateOnly? NextOn);

/// <summary>A theme to sort answers by was named.</summary>
public sealed record ThemeNamed(ConsultationTheme Theme) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Consultation { Stage: ConsultationStage.Open } it && Theme.Number == it.Themes.Length + 1
            ? it with
            {
                Themes = it.Themes.Add(Theme),
            }
            : throw DoesNotFit(before);
}

/// <summary>The unit's answer waits for a second person.</summary>
public sealed record ConsultationAnswerWritten(ConsultationAnswer Answer, Duty Release) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Consultation { Stage: ConsultationStage.Open, Prepared: null } it
            ? it with
            {
                Prepared = Answer,
                Reason = null,
                Duties = it.Duties.Add(Release),
            }
            : throw DoesNotFit(before);
}

/// <summary>The second person sent it back with what has to be mended.</summary>
public sealed record ConsultationAnswerSentBack(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Consultation { Stage: ConsultationStage.Open, Prepared: not null } it
            ? it with
            {
                Prepared = null,
                Reason = Words,
                Duties = it.Duties.Met(DutyFor.ReleaseForResidents, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>The unit's answer is public.</summary>
public sealed record ConsultationAnswered(DateOnly On, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Consultation { Stage: ConsultationStage.Open, Prepared: { } answer } it
            ? it with
            {
                Stage = ConsultationStage.Answered,
                Prepared = null,
                Published = answer with { On = On },
                Duties = it.Duties.Met(DutyFor.ReleaseForResidents, At).Met(DutyFor.PublishAnswers, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on what residents say in a consultation and on what the unit answers.</summary>
public static class AnswerConsultationRule
{
    /// <summary>Most themes; more would be no sorting.</summary>
    public const int MostThemes = 20;

    /// <summary>What happens next is said for no later than so many days from now.</summary>
    public const int Furthest = 730;

    /// <summary>Its time is over.</summary>
    public static Refusal IsOver { get; } =
        Refusal.Of("consultation-is-over", "这次征求意见已经结束。", "This consultation is over.");

    /// <summary>What a resident answers, or why not: nothing is asked any more, nothing was chosen or said, or a number stands in it.</summary>
    public static (GivenAnswer? Answer, Refusal? Why) Give(Consultation it, GiveAnswer command, DateOnly today)
    {
        return it.TakesAnswers(today) ? Read(it, command) : (null, IsOver);
    }

    /// <summary>What somebody of the unit types in from paper, until the unit has answered: paper comes late.</summary>
    public static (GivenAnswer? Answer, Refusal? Why) FromPaper(Consultation it, GiveAnswer command, Actor.Staff by) =>
        MaySort(it, by) is { } why ? (null, why) : Read(it, command);

    /// <summary>Why somebody may not sort its answers now; null when they may.</summary>
    public static Refusal? MaySort(Consultation it, Actor.Staff by) =>
        !TwoPeople.Works(by, it.Lead) ? TwoPeople.NotYours
        : it is { Stage: ConsultationStage.Open, Prepared: null } ? null
        : TwoPeople.NotNow;

    private static (GivenAnswer? Answer, Refusal? Why) Read(Consultation it, GiveAnswer command)
    {
        var chooses = it.Paper.Choices.Length > 0;
        var noChoice =
            chooses && !(command.Choice is { } chosen && chosen >= 0 && chosen < it.Paper.Choices.Length)
                ? Refusals.Missing(nameof(command.Choice), "请选择一个。", "Choose one.")
                : null;
        var (words, noWords) =
            chooses && Refusals.Clean(command.Words).Length == 0
                ? ("", null)
                : TwoPeople.OfResident(
                    command.Words,
                    nameof(command.Words),
                    TwoPeople.Longest,
                    "请写您的意见。",
                    "Write what you think."
                );
        return Refusal.All(noChoice, noWords) is { } wrong
            ? (null, wrong)
            : (new GivenAnswer(words!, chooses ? command.Choice : null), null);
    }

    /// <summary>Somebody of the unit names a theme. Answers may be sorted as they come.</summary>
    public static JointDecision Name(Consultation it, string? typed, Actor.Staff by)
    {
        if (MaySort(it, by) is { } notNow)
        {
            return notNow;
        }
        var (title, why) = TwoPeople.ForResidents(
            typed,
            "Theme",
            TwoPeople.LongestLine,
            "请用一句话写出这类意见。",
            "Say in one line what they have in common."
        );
        return why is not null ? why
            : it.Themes.Length == MostThemes
            || it.Themes.Any(t => string.Equals(t.Title, title, StringComparison.OrdinalIgnoreCase))
                ? Refusal.Of(
                    "consultation-theme",
                    $"已经有这一类，或者已经有 {MostThemes} 类。",
                    $"There is such a theme already, or {MostThemes} of them.",
                    "Theme"
                )
            : new ThemeNamed(new ConsultationTheme(it.Themes.Length + 1, title!));
    }

    /// <summary>
    /// Somebody of the unit answers every theme that was said. Nothing is answered before the last day is over and every answer is sorted:
    /// what one would rather not have read cannot be left lying.
    /// </summary>
    public static JointDecision Write(
        Consultation it,
        AnswerConsultation command,
        ConsultationCounts counts,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var today = jurisdiction.Calendar.DayOf(now);
        if (!TwoPeople.Works(by, it.Lead))
        {
            return TwoPeople.NotYours;
        }
        if (!it.IsClosed(today) || it.Prepared is not null)
        {
            return TwoPeople.NotNow;
        }
        if (counts.Unsorted > 0)
        {
            return Refusal.Of(
                "consultation-unsorted",
                $"还有 {counts.Unsorted} 条意见没有归类。每一条都归了类才能答复。",
                $"{counts.Unsorted} answers are not sorted yet. All are before the unit answers."
            );
        }
        var wrong = new List<Refusal?>();
        var themes = new List<ThemeAnswer>();
        foreach (var theme in it.Themes.Where(t => counts.ByTheme.GetValueOrDefault(t.Number) > 0))
        {
            var typed = command.Themes.FirstOrDefault(t => t.Number == theme.Number);
            var (words, noWords) = TwoPeople.ForResidents(
                typed?.Words,
                $"Words{theme.Number}",
                TwoPeople.Longest,
                "请写明怎么做、为什么。",
                "Say what is done about it and why."
            );
            wrong.Add(
                typed?.Outcome is null
                    ? Refusal.Of(
                        "missing-theme-outcome",
                        "请选择采纳不采纳。",
                        "Choose whether it is taken up.",
                        $"Outcome{theme.Number}"
                    )
                    : null
            );
            wrong.Add(noWords);
            if (typed?.Outcome is { } outcome && words is not null)
            {
                themes.Add(new ThemeAnswer(theme.Title, counts.ByTheme[theme.Number], outcome, words));
            }
        }
        var (decision, noDecision) = TwoPeople.ForResidents(
            command.Decision,
            nameof(command.Decision),
            TwoPeople.Longest,
            "请写明最后怎么定的。",
            "Say what was decided."
        );
        var (next, noNext) = TwoPeople.ForResidents(
            command.Next,
            nameof(command.Next),
            TwoPeople.Longest,
            "请写明下一步做什么。",
            "Say what happens next."
        );
        wrong.AddRange(
            noDecision,
            noNext,
            TwoPeople.Within(command.NextOn, today, today.AddDays(Furthest), nameof(command.NextOn))
        );
        return Refusal.All([.. wrong]) is { } why
            ? why
            : new ConsultationAnswerWritten(
                new ConsultationAnswer([.. themes], counts, decision!, next!, command.NextOn!.Value, by.Id, today),
                TwoPeople.Duty(jurisdiction, it.Lead, now)
            );
    }

    /// <summary>
    /// A leader of the unit who did not write it publishes it or sends it back. What came in while it was being written is not passed over:
    /// then it goes back to be sorted.
    /// </summary>
    public static JointDecision Release(
        Consultation it,
        ReleaseForResidents command,
        ConsultationCounts counts,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it is not { Stage: ConsultationStage.Open, Prepared: { } answer })
        {
            return TwoPeople.NotNow;
        }
        var (back, why) = TwoPeople.Read(it.Lead, answer.By, command, by);
        return why is not null ? why
            : back is not null ? new ConsultationAnswerSentBack(back, now)
            : counts.Unsorted > 0 || counts.All != answer.Counts.All
                ? Refusal.Of(
                    "consultation-counts-changed",
                    "写答复的时候又有意见进来，请退回，归类以后再写。",
                    "More was said while the answer was being written; send it back, sort it and write again.",
                    nameof(command.Released)
                )
            : new ConsultationAnswered(jurisdiction.Calendar.DayOf(now), now);
    }
}
