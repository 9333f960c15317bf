using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Learning;

/// <summary>Release a card, or send it back.</summary>
/// <param name="Released">Whether it becomes public; null when nothing was chosen.</param>
/// <param name="Words">Why not, where it is sent back.</param>
public sealed record ReleasePractice(bool? Released, string? Words);

/// <summary>It became public; every unit of the day may copy it.</summary>
public sealed record PracticeReleased(ImmutableArray<string> ReadBy, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Practice { Stage: PracticeStage.Written } it
            ? it with
            {
                Stage = PracticeStage.Released,
                ReadBy = ReadBy,
                Duties = it.Duties.Met(DutyFor.ReleasePractice, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>It was sent back with what has to be mended.</summary>
public sealed record PracticeSentBack(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Practice { Stage: PracticeStage.Written } it
            ? it with
            {
                Stage = PracticeStage.SentBack,
                Reason = Words,
                Duties = it.Duties.Met(DutyFor.ReleasePractice, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>Take a public card down.</summary>
/// <param name="Words">Why.</param>
public sealed record WithdrawPractice(string? Words);

/// <summary>It was taken down with the reason.</summary>
public sealed record PracticeWithdrawn(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Practice { Stage: PracticeStage.Released } it
            ? it with
            {
                Stage = PracticeStage.Withdrawn,
                Reason = Words,
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on the release of cards.</summary>
public static class ReleasePracticeRule
{
    /// <summary>
    /// A supervisor of the unit above, who did not write it, releases it or sends it back. Without a denominator on each side it
    /// is not published, whatever it says.
    /// </summary>
    public static JointDecision Decide(
        Practice it,
        ReleasePractice command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != PracticeStage.Written)
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if (by.Unit != it.Card.Releases || !by.Is(StaffRole.Supervisor))
        {
            return ProposePilotRule.NotYours;
        }
        if (by.Id == it.Card.Writer)
        {
            return Refusal.Of(
                "writer-does-not-release-practice",
                "写的人不能自己核对公开。",
                "Whoever wrote a card does not release it."
            );
        }
        if (command.Released is not { } released)
        {
            return Refusals.Missing(
                nameof(command.Released),
                "请选择公开还是退回。",
                "Choose whether it is released or sent back."
            );
        }
        if (!released)
        {
            var (words, none) = RunPilotRule.Words(
                command.Words,
                nameof(command.Words),
                "请写明要改什么。",
                "Say what has to be mended."
            );
            return none is not null ? none : new PracticeSentBack(words!, now);
        }
        return it.Card.Effect.HasDenominators()
            ? new PracticeReleased([.. jurisdiction.Units.Keys.Order(StringComparer.Ordinal)], now)
            : Refusal.Of(
                "practice-without-denominator",
                "有一边没有分母（前后、做与不做都要有可以数的），不能公开：没有分母的数字说明不了什么。",
                "One side has no denominator (before and after, with it and without), so that it is not published: a figure of nothing shows nothing.",
                nameof(command.Released)
            );
    }

    /// <summary>A supervisor of the unit that wrote it, or of the one that released it, takes it down with the reason.</summary>
    public static JointDecision Withdraw(Practice it, WithdrawPractice command, Actor.Staff by, DateTimeOffset now)
    {
        if (it.Stage != PracticeStage.Released)
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if ((by.Unit != it.Card.Releases && by.Unit != it.Card.Unit) || !by.Is(StaffRole.Supervisor))
        {
            return ProposePilotRule.NotYours;
        }
        var (words, none) = RunPilotRule.Words(
            command.Words,
            nameof(command.Words),
            "请写明为什么撤下。",
            "Say why it is taken down."
        );
        return none is not null ? none : new PracticeWithdrawn(words!, now);
    }
}
