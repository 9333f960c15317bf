using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Visits;

/// <summary>
/// A visit (走访) to somebody at home, about one matter. What was said and answered stands in the matter, under the resident's
/// key; here stand the appointment, its source and what became of it, and there is no field for more: none for a person's
/// character, beliefs, relations or possessions (《社区警务工作规范（试行）》 keeps the taking of such records to another system).
/// </summary>
public abstract record Visit(VisitPlan Plan)
{
    private Visit(VisitPlan plan, bool _)
        : this(plan) { }

    /// <summary>Proposed; the resident may decline.</summary>
    public sealed record Planned(VisitPlan Plan, bool Accepted) : Visit(Plan, true);

    /// <summary>The resident does not want it. Nobody asks why.</summary>
    public sealed record Declined(VisitPlan Plan) : Visit(Plan, true);

    /// <summary>Called off by the unit.</summary>
    public sealed record CalledOff(VisitPlan Plan) : Visit(Plan, true);

    /// <summary>Nobody opened.</summary>
    public sealed record NotMet(VisitPlan Plan) : Visit(Plan, true);

    /// <summary>They were there; the answer is owed.</summary>
    public sealed record Made(VisitPlan Plan, DateOnly On) : Visit(Plan, true);

    /// <summary>It ended with an answer to the resident.</summary>
    public sealed record Answered(VisitPlan Plan, DateOnly On, VisitAnswer Answer, VisitEcho? Echo) : Visit(Plan, true);

    /// <summary>The state without its data, for lists.</summary>
    public VisitStage Stage =>
        this switch
        {
            Planned => VisitStage.Planned,
            Declined => VisitStage.Declined,
            CalledOff => VisitStage.CalledOff,
            NotMet => VisitStage.NotMet,
            Made => VisitStage.Made,
            Answered => VisitStage.Answered,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Whole days since the resident was visited and has had no answer, or since the appointment that nobody dealt with; 0 when nothing is owed.</summary>
    public int Waiting(DateOnly today) =>
        this switch
        {
            Made made => today.DayNumber - made.On.DayNumber,
            Planned => Math.Max(0, today.DayNumber - Plan.Day.DayNumber),
            _ => 0,
        };
}

/// <summary>A state of a visit without its data.</summary>
public enum VisitStage
{
    /// <summary>已约.</summary>
    Planned,

    /// <summary>居民谢绝.</summary>
    Declined,

    /// <summary>单位取消.</summary>
    CalledOff,

    /// <summary>没有见到.</summary>
    NotMet,

    /// <summary>已走访，待答复.</summary>
    Made,

    /// <summary>已答复.</summary>
    Answered,
}

/// <summary>When and why somebody comes.</summary>
/// <param name="Source">What the visit comes from.</param>
/// <param name="SourceCode">Which of them: the key of the question, promise, card or round; empty for the matter itself.</param>
/// <param name="Day">Local day.</param>
/// <param name="FromHour">From which local hour, 7 to 20.</param>
/// <param name="UntilHour">Until which local hour, 8 to 21.</param>
public sealed record VisitPlan(VisitSource Source, string SourceCode, DateOnly Day, int FromHour, int UntilHour);

/// <summary>What a visit comes from.</summary>
public enum VisitSource
{
    /// <summary>诉求: the resident asked for it.</summary>
    Matter,

    /// <summary>请您补充.</summary>
    Question,

    /// <summary>承诺.</summary>
    Promise,

    /// <summary>提示单.</summary>
    Card,

    /// <summary>巡查.</summary>
    Round,
}

/// <summary>What the resident was answered.</summary>
/// <param name="Kind">Done, cannot, or by when.</param>
/// <param name="DueOn">The promised local day; for <see cref="VisitAnswerKind.ByWhen"/> alone.</param>
/// <param name="ReplySeq">Number of the fact in the matter that holds the words.</param>
public sealed record VisitAnswer(VisitAnswerKind Kind, DateOnly? DueOn, int ReplySeq);

/// <summary>The three ways in which a visit ends.</summary>
public enum VisitAnswerKind
{
    /// <summary>已经办了.</summary>
    Did,

    /// <summary>办不到，因为.</summary>
    Cannot,

    /// <summary>什么时候办.</summary>
    ByWhen,
}

/// <summary>What the resident said when the visit was drawn for a call-back (抽查回访).</summary>
/// <param name="Happened">Whether it took place; null while it was only drawn.</param>
/// <param name="Helped">Whether it helped.</param>
public sealed record VisitEcho(bool? Happened, bool? Helped);

/// <summary>Something that happened to a visit.</summary>
public abstract record VisitFact
{
    /// <summary>The visit after it.</summary>
    /// <exception cref="InvalidOperationException">It does not fit the state: the chain is damaged.</exception>
    public abstract Visit Apply(Visit? visit);

    /// <summary>What a fact that does not fit throws.</summary>
    protected InvalidOperationException DoesNotFit(Visit? visit) =>
        new($"{GetType().Name} does not fit a visit that is {visit?.Stage.ToString() ?? "not there"}");
}

/// <summary>What came of a decision.</summary>
public sealed record VisitDecision(VisitFact? Fact, Refusal? Why)
{
    /// <summary>A fact is a decision.</summary>
    public static implicit operator VisitDecision(VisitFact fact) => new(fact, null);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator VisitDecision(Refusal why) => new(null, why);
}
