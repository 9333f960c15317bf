using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Visits;

/// <summary>A visit was proposed.</summary>
public sealed record VisitPlanned(VisitPlan Plan) : VisitFact
{
    /// <inheritdoc/>
    public override Visit Apply(Visit? visit) => visit is null ? new Visit.Planned(Plan, false) : throw DoesNotFit(visit);
}

/// <summary>The resident agreed to it.</summary>
public sealed record VisitAccepted : VisitFact
{
    /// <inheritdoc/>
    public override Visit Apply(Visit? visit) =>
        visit is Visit.Planned { Accepted: false } ? new Visit.Planned(visit.Plan, true) : throw DoesNotFit(visit);
}

/// <summary>The resident declined it.</summary>
public sealed record VisitDeclined : VisitFact
{
    /// <inheritdoc/>
    public override Visit Apply(Visit? visit) =>
        visit is Visit.Planned ? new Visit.Declined(visit.Plan) : throw DoesNotFit(visit);
}

/// <summary>The unit called it off.</summary>
public sealed record VisitCalledOff : VisitFact
{
    /// <inheritdoc/>
    public override Visit Apply(Visit? visit) =>
        visit is Visit.Planned ? new Visit.CalledOff(visit.Plan) : throw DoesNotFit(visit);
}

/// <summary>Nobody opened.</summary>
public sealed record VisitNotMet : VisitFact
{
    /// <inheritdoc/>
    public override Visit Apply(Visit? visit) => visit is Visit.Planned ? new Visit.NotMet(visit.Plan) : throw DoesNotFit(visit);
}

/// <summary>It took place.</summary>
public sealed record VisitMade(DateOnly On) : VisitFact
{
    /// <inheritdoc/>
    public override Visit Apply(Visit? visit) =>
        visit is Visit.Planned ? new Visit.Made(visit.Plan, On) : throw DoesNotFit(visit);
}

/// <summary>The resident was answered.</summary>
public sealed record VisitAnswered(VisitAnswer Answer) : VisitFact
{
    /// <inheritdoc/>
    public override Visit Apply(Visit? visit) =>
        visit is Visit.Made made ? new Visit.Answered(made.Plan, made.On, Answer, null) : throw DoesNotFit(visit);
}

/// <summary>
/// The system drew it for a call-back by a neutral unit. Who checks the draw sorts the keys of the week's answered visits by
/// SHA-256 over seed and key, and finds it among the first.
/// </summary>
/// <param name="Seed">The random seed of the draw, 32 hexadecimal digits.</param>
/// <param name="Among">How many visits stood in the draw.</param>
/// <param name="Drawn">How many were drawn.</param>
/// <param name="Unit">Code of the unit that looks at the answers.</param>
public sealed record VisitDrawn(string Seed, int Among, int Drawn, string Unit) : VisitFact
{
    /// <inheritdoc/>
    public override Visit Apply(Visit? visit) =>
        visit is Visit.Answered { Echo: null } answered
            ? answered with
            {
                Echo = new VisitEcho(null, null),
            }
            : throw DoesNotFit(visit);
}

/// <summary>The resident said whether it took place and helped.</summary>
public sealed record VisitEchoed(bool Happened, bool Helped) : VisitFact
{
    /// <inheritdoc/>
    public override Visit Apply(Visit? visit) =>
        visit is Visit.Answered { Echo.Happened: null } answered
            ? answered with
            {
                Echo = new VisitEcho(Happened, Helped),
            }
            : throw DoesNotFit(visit);
}

/// <summary>Decides on visits.</summary>
public static class VisitRule
{
    /// <summary>So many days ahead a visit can be proposed.</summary>
    public const int MostDays = 60;

    /// <summary>One of so many answered visits is drawn, and at least one of each draw.</summary>
    public const int OneOf = 10;

    /// <summary>A visit is proposed for daytime.</summary>
    public static VisitDecision Plan(
        VisitSource? source,
        string sourceCode,
        DateOnly? day,
        int? fromHour,
        int? untilHour,
        DateOnly today
    )
    {
        var wrong = Refusal.All(
            source is { } known && (known == VisitSource.Matter) == (sourceCode.Length == 0) && sourceCode.All(IsOfACode)
                ? null
                : Refusal.Of("visit-source", "请选择因为什么走访。", "Choose what the visit comes from.", "Source"),
            day is { } on && on >= today && on <= today.AddDays(MostDays)
                ? null
                : Refusal.Of(
                    "visit-day",
                    $"哪一天：请写今天起 {MostDays} 天以内的一天。",
                    $"Day: from today on, within {MostDays} days.",
                    "Day"
                ),
            fromHour is >= 7 and <= 20 && untilHour is <= 21 && untilHour > fromHour
                ? null
                : Refusal.Of("visit-hours", "几点到几点：请在 7 点到 21 点之间。", "Hours: between 7 and 21.", "FromHour")
        );
        return wrong is not null
            ? wrong
            : new VisitPlanned(new VisitPlan(source!.Value, sourceCode, day!.Value, fromHour!.Value, untilHour!.Value));
    }

    /// <summary>The resident agrees.</summary>
    public static VisitDecision Accept(Visit visit) => visit is Visit.Planned { Accepted: false } ? new VisitAccepted() : NotNow;

    /// <summary>The resident declines, whenever they wish before it takes place; also after having agreed.</summary>
    public static VisitDecision Decline(Visit visit) => visit is Visit.Planned ? new VisitDeclined() : NotNow;

    /// <summary>The unit does not come.</summary>
    public static VisitDecision CallOff(Visit visit) => visit is Visit.Planned ? new VisitCalledOff() : NotNow;

    /// <summary>Nobody opened.</summary>
    public static VisitDecision MissThem(Visit visit, DateOnly today) =>
        visit is not Visit.Planned ? NotNow
        : visit.Plan.Day > today ? Early
        : new VisitNotMet();

    /// <summary>It took place; from now on the answer is owed.</summary>
    public static VisitDecision Make(Visit visit, DateOnly today) =>
        visit is not Visit.Planned ? NotNow
        : visit.Plan.Day > today ? Early
        : new VisitMade(today);

    /// <summary>The answer is in the matter, and the visit ends with it.</summary>
    public static VisitDecision Answer(Visit visit, VisitAnswer answer) =>
        visit is not Visit.Made ? NotNow
        : (answer.Kind == VisitAnswerKind.ByWhen) != answer.DueOn.HasValue
            ? Refusal.Of("visit-due", "请写明哪一天以前办。", "Say by which day.", "DueOn")
        : new VisitAnswered(answer);

    /// <summary>It is drawn for a call-back, once.</summary>
    public static VisitDecision Draw(Visit visit, VisitDrawn draw) => visit is Visit.Answered { Echo: null } ? draw : NotNow;

    /// <summary>The resident says how it was, once.</summary>
    public static VisitDecision Echo(Visit visit, bool? happened, bool? helped) =>
        visit is not Visit.Answered { Echo: { Happened: null } } ? NotNow
        : happened is not { } took ? Refusal.Of("visit-happened", "请选择上门了没有。", "Say whether somebody came.", "Happened")
        : took && helped is null ? Refusal.Of("visit-helped", "请选择有没有帮上忙。", "Say whether it helped.", "Helped")
        : new VisitEchoed(took, took && helped == true);

    /// <summary>How many of a draw are drawn.</summary>
    public static int Share(int among) => among == 0 ? 0 : Math.Max(1, among / OneOf);

    private static Refusal NotNow { get; } =
        Refusal.Of(
            "visit-not-now",
            "这次走访已经到了别的一步，请看现在的状态。",
            "This visit has moved on; look at where it stands."
        );

    private static Refusal Early { get; } =
        Refusal.Of("visit-early", "约定的日子还没有到。", "The day that was agreed has not come.");

    private static bool IsOfACode(char sign) => char.IsAsciiLetterOrDigit(sign) || sign == '-';
}
