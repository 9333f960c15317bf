using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Satisfaction;

/// <summary>
/// A satisfaction call (满意度回访): one closing that was drawn, and what became of ringing. What was said stands in the matter, under
/// the resident's key; here are codes and tries.
/// </summary>
/// <param name="OpenUntil">The last local day on which somebody may ring.</param>
/// <param name="Tries">How often somebody rang.</param>
public abstract record SatisfactionCall(DateOnly OpenUntil, int Tries)
{
    private SatisfactionCall(DateOnly until, int tries, bool _)
        : this(until, tries) { }

    /// <summary>To be made.</summary>
    /// <param name="OpenUntil">See the base.</param>
    /// <param name="Tries">See the base.</param>
    /// <param name="NotBefore">The next try not before, UTC; null for at once.</param>
    public sealed record Waiting(DateOnly OpenUntil, int Tries, DateTimeOffset? NotBefore)
        : SatisfactionCall(OpenUntil, Tries, true);

    /// <summary>Answered.</summary>
    public sealed record Answered(DateOnly OpenUntil, int Tries, CallRates Rates, int Script)
        : SatisfactionCall(OpenUntil, Tries, true);

    /// <summary>They would rather not. Nobody asks again.</summary>
    public sealed record Refused(DateOnly OpenUntil, int Tries) : SatisfactionCall(OpenUntil, Tries, true);

    /// <summary>Nobody was reached.</summary>
    public sealed record NotReached(DateOnly OpenUntil, int Tries) : SatisfactionCall(OpenUntil, Tries, true);

    /// <summary>Nobody neutral was there to ring, or nobody rang in time.</summary>
    public sealed record NotMade(DateOnly OpenUntil, int Tries) : SatisfactionCall(OpenUntil, Tries, true);

    /// <summary>The state without its data, for lists.</summary>
    public CallStage Stage =>
        this switch
        {
            Waiting => CallStage.Waiting,
            Answered => CallStage.Answered,
            Refused => CallStage.Refused,
            NotReached => CallStage.NotReached,
            NotMade => CallStage.NotMade,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>A state of a call without its data.</summary>
public enum CallStage
{
    /// <summary>待打.</summary>
    Waiting,

    /// <summary>已回答.</summary>
    Answered,

    /// <summary>谢绝.</summary>
    Refused,

    /// <summary>没有联系上.</summary>
    NotReached,

    /// <summary>没有打.</summary>
    NotMade,
}

/// <summary>The three rates of one answer.</summary>
/// <param name="Informed">响应.</param>
/// <param name="Solved">解决.</param>
/// <param name="Fair">满意.</param>
public sealed record CallRates(YesPartlyNo Informed, YesPartlyNo Solved, YesPartlyNo Fair);

/// <summary>What came of one try without an answer.</summary>
public enum TryOutcome
{
    /// <summary>没人接.</summary>
    NoAnswer,

    /// <summary>号码不对.</summary>
    WrongNumber,

    /// <summary>约了别的时间.</summary>
    AskedLater,

    /// <summary>不愿意回答.</summary>
    Refused,
}

/// <summary>Something that happened to a call.</summary>
public abstract record CallFact
{
    /// <summary>The call after it.</summary>
    /// <exception cref="InvalidOperationException">It does not fit the state: the history is damaged.</exception>
    public abstract SatisfactionCall Apply(SatisfactionCall? call);

    /// <summary>What a fact that does not fit throws.</summary>
    protected InvalidOperationException DoesNotFit(SatisfactionCall? call) =>
        new($"{GetType().Name} does not fit a call that is {call?.Stage.ToString() ?? "not there"}");
}

/// <summary>The closing was drawn.</summary>
/// <param name="OpenUntil">The last local day for it.</param>
public sealed record CallDue(DateOnly OpenUntil) : CallFact
{
    /// <inheritdoc/>
    public override SatisfactionCall Apply(SatisfactionCall? call) =>
        call is null ? new SatisfactionCall.Waiting(OpenUntil, 0, null) : throw DoesNotFit(call);
}

/// <summary>Somebody rang, and there was no answer to the questions.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Again">When the next try may be, UTC; null when there is none.</param>
public sealed record CallTried(TryOutcome Outcome, DateTimeOffset? Again) : CallFact
{
    /// <inheritdoc/>
    public override SatisfactionCall Apply(SatisfactionCall? call) =>
        call is not SatisfactionCall.Waiting waiting ? throw DoesNotFit(call)
        : Outcome == TryOutcome.Refused ? new SatisfactionCall.Refused(waiting.OpenUntil, waiting.Tries + 1)
        : Again is null ? new SatisfactionCall.NotReached(waiting.OpenUntil, waiting.Tries + 1)
        : new SatisfactionCall.Waiting(waiting.OpenUntil, waiting.Tries + 1, Again);
}

/// <summary>The questions were answered; the words are in the matter.</summary>
/// <param name="Rates">The answers.</param>
/// <param name="Script">Version of the script that was read out.</param>
public sealed record CallAnswered(CallRates Rates, int Script) : CallFact
{
    /// <inheritdoc/>
    public override SatisfactionCall Apply(SatisfactionCall? call) =>
        call is SatisfactionCall.Waiting waiting
            ? new SatisfactionCall.Answered(waiting.OpenUntil, waiting.Tries + 1, Rates, Script)
            : throw DoesNotFit(call);
}

/// <summary>The time for it is over, or nobody is neutral.</summary>
public sealed record CallLapsed : CallFact
{
    /// <inheritdoc/>
    public override SatisfactionCall Apply(SatisfactionCall? call) =>
        call is not SatisfactionCall.Waiting waiting ? throw DoesNotFit(call)
        : waiting.Tries > 0 ? new SatisfactionCall.NotReached(waiting.OpenUntil, waiting.Tries)
        : new SatisfactionCall.NotMade(waiting.OpenUntil, 0);
}
