using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Supervision;

/// <summary>Reply to an order.</summary>
/// <param name="Words">What was done, or what stands in the way.</param>
public sealed record ReplyToOrder(string? Words);

/// <summary>The unit replied; the leader has to judge the reply within a clock.</summary>
public sealed record OrderReplied(string Words, Duty Judgement, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is SupervisionOrder { Stage: OrderStage.Given } order
            ? order with
            {
                Stage = OrderStage.Replied,
                Rounds = order.Rounds.SetItem(order.Rounds.Length - 1, order.Rounds[^1] with { Reply = Words }),
                Duties = order.Duties.Met(DutyFor.ReplyToOrder, At).Add(Judgement),
            }
            : throw DoesNotFit(before);
}

/// <summary>What a leader says to a reply.</summary>
public enum ReplyJudgement
{
    /// <summary>认定: it is enough.</summary>
    Accept,

    /// <summary>再次督办: asked again, with the reason.</summary>
    AskAgain,
}

/// <summary>Accept a reply, or ask again.</summary>
/// <param name="As">Which; null when nothing was chosen.</param>
/// <param name="Words">Why; needed when it is asked again.</param>
public sealed record JudgeReply(ReplyJudgement? As, string? Words);

/// <summary>The leader accepted the reply; the order is over.</summary>
public sealed record ReplyAccepted(string? Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is SupervisionOrder { Stage: OrderStage.Replied } order
            ? order with
            {
                Stage = OrderStage.Accepted,
                Duties = order.Duties.Met(DutyFor.JudgeReply, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>The leader asked again; the unit's clock begins anew.</summary>
public sealed record OrderAskedAgain(string Words, Duty Reply, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is SupervisionOrder { Stage: OrderStage.Replied } order
            ? order with
            {
                Stage = OrderStage.Given,
                Rounds = order.Rounds.Add(new OrderRound(Words)),
                Duties = order.Duties.Met(DutyFor.JudgeReply, At).Add(Reply),
            }
            : throw DoesNotFit(before);
}

/// <summary>Take an order back, with the reason.</summary>
public sealed record TakeOrderBack(string? Reason);

/// <summary>The leader took the order back.</summary>
public sealed record OrderTakenBack(string Reason, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is SupervisionOrder { IsOver: false } order
            ? order with
            {
                Stage = OrderStage.TakenBack,
                Duties = order.Duties.Stopped(At, "taken-back"),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on what follows an order.</summary>
public static class AnswerOrderRule
{
    /// <summary>Somebody of the ordered unit replies.</summary>
    public static JointDecision Reply(
        SupervisionOrder order,
        ReplyToOrder command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (order.Stage != OrderStage.Given)
        {
            return OrderMay.NotAtThisStep;
        }
        if (order.File.To != by.Unit || !May.DealsWithMatters(by))
        {
            return OrderMay.NotYours;
        }
        var (words, none) = Between.Words(
            command.Words,
            nameof(command.Words),
            OrderMay.LongestWords,
            "请写明做了什么，或者卡在哪里。",
            "Say what was done, or what stands in the way."
        );
        return none is not null
            ? none
            : new OrderReplied(
                words!,
                Duty.Start(jurisdiction, "supervision-judgement", DutyFor.JudgeReply, order.File.By, now),
                now
            );
    }

    /// <summary>A supervisor of the unit that ordered accepts the reply or asks again.</summary>
    public static JointDecision Judge(
        SupervisionOrder order,
        JudgeReply command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (order.Stage != OrderStage.Replied)
        {
            return OrderMay.NotAtThisStep;
        }
        if (OrderMay.Lead(order, by) is { } why)
        {
            return why;
        }
        var judgement = command.As is { } chosen && Enum.IsDefined(chosen) ? chosen : (ReplyJudgement?)null;
        var unchosen = judgement is null
            ? Refusals.Missing(nameof(command.As), "请选择认定或再次督办。", "Choose whether to accept it or ask again.")
            : null;
        // Only who asks again has to say why; what was not chosen yet may need no words.
        if (judgement != ReplyJudgement.AskAgain && Refusals.Clean(command.Words).Length == 0)
        {
            return unchosen is null ? new ReplyAccepted(null, now) : unchosen;
        }
        var (words, none) = Between.Words(
            command.Words,
            nameof(command.Words),
            OrderMay.LongestWords,
            "请写明还差什么。",
            "Say what is still missing."
        );
        return Refusal.All(unchosen, none) is { } wrong ? wrong
            : judgement == ReplyJudgement.Accept ? new ReplyAccepted(words, now)
            : new OrderAskedAgain(
                words!,
                Duty.Start(jurisdiction, OrderMay.ClockOf(order.File.Pace), DutyFor.ReplyToOrder, order.File.To, now),
                now
            );
    }

    /// <summary>A supervisor of the unit that ordered takes it back.</summary>
    public static JointDecision TakeBack(SupervisionOrder order, TakeOrderBack command, Actor.Staff by, DateTimeOffset now)
    {
        if (order.IsOver)
        {
            return OrderMay.NotAtThisStep;
        }
        if (OrderMay.Lead(order, by) is { } why)
        {
            return why;
        }
        var (reason, none) = Between.Words(
            command.Reason,
            nameof(command.Reason),
            1000,
            "请写明为什么撤回。",
            "Say why it is taken back."
        );
        return none is not null ? none : new OrderTakenBack(reason!, now);
    }
}
