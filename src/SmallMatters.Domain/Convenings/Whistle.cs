using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Convenings;

/// <summary>Call units together.</summary>
/// <param name="Title">What it is about, in one line.</param>
/// <param name="Agenda">What is to be settled.</param>
/// <param name="Where">Where it meets.</param>
/// <param name="Meets">When, UTC; null when no time was chosen.</param>
/// <param name="Area">Area code.</param>
/// <param name="Matters">The matters that it is about.</param>
/// <param name="Wanted">The wanted units, each with what is asked of it.</param>
public sealed record Whistle(
    string Title,
    string Agenda,
    string Where,
    DateTimeOffset? Meets,
    string Area,
    ImmutableArray<MatterConvened> Matters,
    ImmutableArray<(string Unit, string Asked)> Wanted
)
{
    /// <summary>The longest title.</summary>
    public const int LongestTitle = 80;

    /// <summary>How many units may be called at once.</summary>
    public const int MostUnits = 8;
}

/// <summary>A matter that a convening is to be about, as the whistling unit has it.</summary>
/// <param name="Number">Its reference, as a number.</param>
/// <param name="Owner">Code of its owner.</param>
/// <param name="Kind">Its kind.</param>
public sealed record MatterConvened(long Number, string Owner, Kind Kind);

/// <summary>A unit whistled.</summary>
public sealed record Whistled(ConveningFile File, DateTimeOffset Meets, ImmutableArray<Call> Calls, ImmutableArray<Duty> Answers)
    : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null
            ? new Convening(File, ConveningStage.Called, Meets, Calls, null, [], []) { Duties = Answers }
            : throw DoesNotFit(before);
}

/// <summary>Decides on whistling.</summary>
public static class WhistleRule
{
    /// <summary>
    /// Anybody who deals with matters may whistle, to other units of the jurisdiction, about matters that their own unit owns or
    /// about none. Each called unit has its own clock from now.
    /// </summary>
    public static JointDecision Decide(Whistle command, Guid id, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        if (!May.DealsWithMatters(by))
        {
            return Refusals.NotYourUnits;
        }
        var (title, noTitle) = Between.Words(
            command.Title,
            nameof(command.Title),
            Whistle.LongestTitle,
            "请用一句话写明为什么事吹哨。",
            "Say in one line what it is about."
        );
        var (agenda, noAgenda) = Between.Words(
            command.Agenda,
            nameof(command.Agenda),
            ConveningMay.LongestWords,
            "请写明要商定什么。",
            "Say what is to be settled."
        );
        var (where, nowhere) = Between.Words(
            command.Where,
            nameof(command.Where),
            200,
            "请写明在哪里碰头。",
            "Say where you meet."
        );
        var strange = command.Matters.FirstOrDefault(m => m.Owner != by.Unit || m.Kind == Kind.Conduct);
        var (calls, notCalled) = Called(command, by, jurisdiction, now);
        var wrong = Refusal.All(
            noTitle,
            noAgenda,
            strange is null
                ? null
                : Refusal.Of(
                    "not-a-matter-to-convene",
                    $"诉求 {Reference.FromValue(strange.Number)} 不由本单位主办，不能为它吹哨。",
                    $"Your unit does not own matter {Reference.FromValue(strange.Number)} and cannot whistle about it.",
                    nameof(command.Matters)
                ),
            jurisdiction.Areas.ContainsKey(command.Area)
                ? null
                : Refusals.Missing(nameof(command.Area), "请选择片区。", "Choose the area."),
            nowhere,
            MeetingTime.Check(command.Meets, nameof(command.Meets), now),
            notCalled
        );
        return wrong is not null
            ? wrong
            : new Whistled(
                new ConveningFile(
                    id,
                    title!,
                    agenda!,
                    where!,
                    by.Unit,
                    command.Area,
                    [.. command.Matters.Select(m => m.Number).Distinct()],
                    now
                ),
                command.Meets!.Value.ToUniversalTime(),
                calls,
                [.. calls.Select(c => Duty.Start(jurisdiction, AnswerCallRule.Clock, DutyFor.AnswerCall, c.Unit, now, c.Id))]
            );
    }

    private static (ImmutableArray<Call> Calls, Refusal? Why) Called(
        Whistle command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (command.Wanted.Length is 0 or > Whistle.MostUnits)
        {
            return (
                default,
                command.Wanted.IsEmpty
                    ? Refusal.Of("nobody-called", "请至少选择一个单位。", "Choose one unit at least.", "Wanted[0].Unit")
                    : Refusal.Of(
                        "too-many-called",
                        $"一次最多叫 {Whistle.MostUnits} 个单位。",
                        $"Call {Whistle.MostUnits} units at most.",
                        "Wanted[0].Unit"
                    )
            );
        }
        var calls = ImmutableArray.CreateBuilder<Call>();
        var wrong = new List<Refusal?>();
        foreach (var (unit, typed) in command.Wanted)
        {
            var field = $"{nameof(command.Wanted)}[{calls.Count}]";
            var (asked, nothing) = Between.Words(
                typed,
                $"{field}.Asked",
                500,
                "请写明请这个单位做什么。",
                "Say what is asked of this unit."
            );
            wrong.Add(
                !jurisdiction.Units.ContainsKey(unit) || unit == by.Unit
                    ? Refusal.Of("unknown-called-unit", "请选择要叫的单位。", "Choose the unit to call.", $"{field}.Unit")
                : calls.Any(c => c.Unit == unit)
                    ? Refusal.Of("unit-called-twice", "这个单位已经叫过了。", "This unit is called already.", $"{field}.Unit")
                : null
            );
            wrong.Add(
                nothing is { } missing && missing.Code.StartsWith("missing", StringComparison.Ordinal)
                    ? missing with
                    {
                        Code = "missing-asked",
                    }
                    : nothing
            );
            calls.Add(new Call(Guid.CreateVersion7(now), unit, asked ?? ""));
        }
        return Refusal.All([.. wrong]) is { } why ? (default, why) : (calls.ToImmutable(), null);
    }
}

/// <summary>What time a meeting may have.</summary>
internal static class MeetingTime
{
    public static Refusal? Check(DateTimeOffset? meets, string field, DateTimeOffset now) =>
        meets is not { } at ? Refusals.Missing(field, "请写明什么时间碰头。", "Say when you meet.")
        : at < now || at > now.AddDays(60)
            ? Refusal.Of(
                "meeting-out-of-range",
                "碰头时间须在现在到六十天之内。",
                "The meeting must be between now and sixty days from now.",
                field
            )
        : null;
}
