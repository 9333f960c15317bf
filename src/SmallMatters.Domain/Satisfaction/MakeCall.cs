using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Satisfaction;

/// <summary>Write down what came of a try.</summary>
/// <param name="Outcome">What came of it; null when nothing was chosen.</param>
/// <param name="Day">The local day for which they asked; for <see cref="TryOutcome.AskedLater"/> alone.</param>
/// <param name="Hour">The local hour for which they asked.</param>
public sealed record TryCall(TryOutcome? Outcome, DateOnly? Day, int? Hour);

/// <summary>What came of a decision on a call.</summary>
public sealed record CallDecision(CallFact? Fact, Refusal? Why)
{
    /// <summary>A fact is a decision.</summary>
    public static implicit operator CallDecision(CallFact fact) => new(fact, null);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator CallDecision(Refusal why) => new(null, why);
}

/// <summary>Decides on calls.</summary>
public static class MakeCallRule
{
    /// <summary>It is not waiting any more.</summary>
    public static Refusal NotNow { get; } =
        Refusal.Of("call-not-now", "这次回访已经有了结果，不能再打。", "This call has come to its end and is not made again.");

    /// <summary>
    /// A try without an answer. Refusing and a wrong number end it; so does the last of the tries, and a next one that would lie after
    /// the time for it.
    /// </summary>
    public static CallDecision Try(
        SatisfactionCall call,
        TryCall command,
        CallRules rules,
        WorkingCalendar calendar,
        DateTimeOffset now
    )
    {
        if (MayRing(call, now) is { } why)
        {
            return why;
        }
        if (command.Outcome is not { } outcome)
        {
            return Refusal.Of(
                "call-outcome",
                "请选择这次打电话的情况。",
                "Choose what came of the call.",
                nameof(command.Outcome)
            );
        }
        if (outcome is TryOutcome.Refused or TryOutcome.WrongNumber)
        {
            return new CallTried(outcome, null);
        }
        var again = now.AddHours(rules.PauseHours);
        if (outcome == TryOutcome.AskedLater)
        {
            var wrong = Refusal.All(
                command.Day is { } on && on >= calendar.DayOf(now) && on <= call.OpenUntil
                    ? null
                    : Refusal.Of(
                        "call-again-day",
                        $"约哪一天：请写今天到 {call.OpenUntil:yyyy-MM-dd} 之间的一天。",
                        $"Which day: from today to {call.OpenUntil:yyyy-MM-dd}.",
                        nameof(command.Day)
                    ),
                command.Hour is { } at && at >= rules.FromHour && at < rules.UntilHour
                    ? null
                    : Refusal.Of(
                        "call-again-hour",
                        $"约几点：请写 {rules.FromHour} 到 {rules.UntilHour - 1} 之间的整点。",
                        $"Which hour: a whole one from {rules.FromHour} to {rules.UntilHour - 1}.",
                        nameof(command.Hour)
                    )
            );
            if (wrong is not null)
            {
                return wrong;
            }
            var asked = calendar.StartOfDay(command.Day!.Value).AddHours(command.Hour!.Value);
            again = asked > now ? asked : now;
        }
        var last = call.Tries + 1 >= rules.MostTries || calendar.DayOf(again) > call.OpenUntil;
        return new CallTried(outcome, last ? null : again);
    }

    /// <summary>The questions were answered; the decision on the matter was taken with the same answers.</summary>
    public static CallDecision Answer(SatisfactionCall call, CallRates rates, int script, DateTimeOffset now) =>
        MayRing(call, now) is { } why ? why : new CallAnswered(rates, script);

    /// <summary>Nobody rings any more.</summary>
    public static CallDecision Lapse(SatisfactionCall call, DateOnly today, bool nobodyNeutral) =>
        call is SatisfactionCall.Waiting && (nobodyNeutral || today > call.OpenUntil) ? new CallLapsed() : NotNow;

    private static Refusal? MayRing(SatisfactionCall call, DateTimeOffset now) =>
        call switch
        {
            SatisfactionCall.Waiting { NotBefore: { } first } when now < first => Refusal.Of(
                "call-too-early",
                "还没有到下一次可以打的时间。",
                "It is not yet time for the next try."
            ),
            SatisfactionCall.Waiting => null,
            _ => NotNow,
        };
}
