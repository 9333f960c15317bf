using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Participation;

/// <summary>Write what residents are asked.</summary>
/// <param name="Area">Area code.</param>
/// <param name="Title">In one line.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Open">What can still be changed.</param>
/// <param name="Settled">What cannot.</param>
/// <param name="Question">The question.</param>
/// <param name="Choices">One answer a line; empty where they write only.</param>
/// <param name="Until">Last local day.</param>
public sealed record WriteConsultation(
    string? Area,
    string? Title,
    string? Plan,
    string? Open,
    string? Settled,
    string? Question,
    string? Choices,
    DateOnly? Until
);

/// <summary>It was written; a second person reads it.</summary>
public sealed record ConsultationWritten(ConsultationPaper Paper, Duty Release) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null
            ? new Consultation(Paper, ConsultationStage.Written, null, null, [], null, null) { Duties = [Release] }
            : throw DoesNotFit(before);
}

/// <summary>It was written again after it was sent back.</summary>
public sealed record ConsultationRewritten(ConsultationPaper Paper, Duty Release) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Consultation { Stage: ConsultationStage.SentBack } it
            ? it with
            {
                Paper = Paper,
                Stage = ConsultationStage.Written,
                Reason = null,
                Duties = it.Duties.Add(Release),
            }
            : throw DoesNotFit(before);
}

/// <summary>It was sent back with what has to be mended.</summary>
public sealed record ConsultationSentBack(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Consultation { Stage: ConsultationStage.Written } it
            ? it with
            {
                Stage = ConsultationStage.SentBack,
                Reason = Words,
                Duties = it.Duties.Met(DutyFor.ReleaseForResidents, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>Residents can answer from now on, and the unit owes its answer.</summary>
public sealed record ConsultationOpened(DateOnly On, Duty Answer, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Consultation { Stage: ConsultationStage.Written } it
            ? it with
            {
                Stage = ConsultationStage.Open,
                OpenedOn = On,
                Duties = it.Duties.Met(DutyFor.ReleaseForResidents, At).Add(Answer),
            }
            : throw DoesNotFit(before);
}

/// <summary>It was called off with the reason, before anything was answered.</summary>
public sealed record ConsultationCalledOff(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Consultation { IsOver: false } it
            ? it with
            {
                Stage = ConsultationStage.CalledOff,
                Reason = Words,
                Prepared = null,
                Duties = it.Duties.Stopped(At, "called-off"),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on consultations until their time is over.</summary>
public static class HoldConsultationRule
{
    /// <summary>Residents have so many days at least, so that paper can go round a building.</summary>
    public const int Shortest = 7;

    /// <summary>And so many at most.</summary>
    public const int LongestDays = 90;

    /// <summary>The unit answers within so many days after the end.</summary>
    public const int DaysToAnswer = 30;

    /// <summary>Most answers to choose from.</summary>
    public const int MostChoices = 6;

    /// <summary>Somebody of a unit writes it.</summary>
    public static JointDecision Write(
        WriteConsultation command,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var (paper, why) = Read(command, id, by.Unit, by, jurisdiction, now);
        return paper is null ? why! : new ConsultationWritten(paper, TwoPeople.Duty(jurisdiction, by.Unit, now));
    }

    /// <summary>Somebody of the unit writes it again.</summary>
    public static JointDecision Rewrite(
        Consultation it,
        WriteConsultation command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != ConsultationStage.SentBack)
        {
            return TwoPeople.NotNow;
        }
        // The file keeps its area, by which its readers were found.
        var (paper, why) = Read(command with { Area = it.At }, it.Key, it.Lead, by, jurisdiction, now);
        return paper is null
            ? why!
            : new ConsultationRewritten(
                paper with
                {
                    WrittenAt = it.Paper.WrittenAt,
                },
                TwoPeople.Duty(jurisdiction, it.Lead, now)
            );
    }

    /// <summary>A leader of the unit who did not write it opens it or sends it back.</summary>
    public static JointDecision Release(
        Consultation it,
        ReleaseForResidents command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != ConsultationStage.Written)
        {
            return TwoPeople.NotNow;
        }
        var (back, why) = TwoPeople.Read(it.Lead, it.Paper.Writer, command, by);
        if (why is not null)
        {
            return why;
        }
        if (back is not null)
        {
            return new ConsultationSentBack(back, now);
        }
        var today = jurisdiction.Calendar.DayOf(now);
        return it.Paper.Until < today.AddDays(Shortest)
            ? Refusal.Of(
                "consultation-too-short",
                $"剩下的时间不到 {Shortest} 天，请退回改期。",
                $"Fewer than {Shortest} days are left; send it back for another day.",
                nameof(command.Released)
            )
            : new ConsultationOpened(
                today,
                Duty.Until(
                    jurisdiction,
                    "consultation-answer",
                    DutyFor.PublishAnswers,
                    it.Lead,
                    it.Paper.Until.AddDays(DaysToAnswer),
                    now
                ),
                now
            );
    }

    /// <summary>A leader of the unit calls it off with the reason, which residents read.</summary>
    public static JointDecision CallOff(Consultation it, string? typed, Actor.Staff by, DateTimeOffset now)
    {
        if (it.IsOver)
        {
            return TwoPeople.NotNow;
        }
        if (by.Unit != it.Lead || !by.Is(StaffRole.Supervisor))
        {
            return TwoPeople.NotYours;
        }
        var (words, why) = TwoPeople.ForResidents(
            typed,
            "Words",
            TwoPeople.Longest,
            "请写明为什么取消，居民会看到。",
            "Say why it is called off; residents read it."
        );
        return why is not null ? why : new ConsultationCalledOff(words!, now);
    }

    private static (ConsultationPaper? Paper, Refusal? Why) Read(
        WriteConsultation command,
        Guid id,
        string unit,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!TwoPeople.Works(by, unit))
        {
            return (null, TwoPeople.NotYours);
        }
        var today = jurisdiction.Calendar.DayOf(now);
        var (title, noTitle) = TwoPeople.ForResidents(
            command.Title,
            nameof(command.Title),
            TwoPeople.LongestLine,
            "请用一句话写出问什么。",
            "Say in one line what is asked."
        );
        var (plan, noPlan) = Paragraph(command.Plan, nameof(command.Plan), "请写清楚打算怎么做。", "Say what is planned.");
        var (open, noOpen) = Paragraph(
            command.Open,
            nameof(command.Open),
            "请写明哪些还可以改。",
            "Say what can still be changed."
        );
        var (settled, noSettled) = Paragraph(
            command.Settled,
            nameof(command.Settled),
            "请写明哪些不能改、为什么；没有的写“没有”。",
            "Say what cannot be changed and why; write “nothing” when all can."
        );
        var (question, noQuestion) = Paragraph(
            command.Question,
            nameof(command.Question),
            "请写要问居民的话。",
            "Write the question."
        );
        var (choices, wrongChoices) = ChoicesOf(command.Choices);
        var wrong = Refusal.All(
            TwoPeople.AreaMissing(command.Area, jurisdiction),
            noTitle,
            noPlan,
            noOpen,
            noSettled,
            noQuestion,
            wrongChoices,
            TwoPeople.Within(command.Until, today.AddDays(Shortest), today.AddDays(LongestDays), nameof(command.Until))
        );
        return wrong is not null
            ? (null, wrong)
            : (
                new ConsultationPaper(
                    id,
                    title!,
                    command.Area!,
                    unit,
                    plan!,
                    open!,
                    settled!,
                    question!,
                    choices,
                    command.Until!.Value,
                    by.Id,
                    now
                ),
                null
            );
    }

    private static (string? Text, Refusal? Why) Paragraph(string? typed, string field, string zh, string en) =>
        TwoPeople.ForResidents(typed, field, TwoPeople.Longest, zh, en);

    private static (ImmutableArray<string> Choices, Refusal? Why) ChoicesOf(string? typed)
    {
        var lines = Lines.Of(typed);
        if (lines.Length == 0)
        {
            return ([], null);
        }
        var wrong =
            lines.Length is 1 or > MostChoices || lines.Distinct(StringComparer.Ordinal).Count() != lines.Length
                ? Refusal.Of(
                    "consultation-choices",
                    $"请写 2 到 {MostChoices} 个不同的选项，一行一个；不需要选项的留空。",
                    $"Write 2 to {MostChoices} different answers, one a line; leave it empty where none is needed.",
                    "Choices"
                )
                : null;
        var lined = lines.Select(line => TwoPeople.ForResidents(line, "Choices", TwoPeople.LongestLine, "", "")).ToList();
        return ([.. lines], Refusal.All([wrong, .. lined.Select(l => l.Why).OfType<Refusal>().Take(1)]));
    }
}

/// <summary>Lines of a field in which one line is one thing.</summary>
internal static class Lines
{
    /// <summary>The lines that say something, trimmed.</summary>
    public static ImmutableArray<string> Of(string? typed) =>
        [.. Refusals.Clean(typed).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
