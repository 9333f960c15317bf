using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Convenings;

/// <summary>Write down that the meeting was held.</summary>
/// <param name="Came">Keys of the calls whose units came.</param>
/// <param name="Record">What was said and settled.</param>
public sealed record HoldMeeting(ImmutableArray<Guid> Came, string? Record);

/// <summary>The meeting was held. Answers that still waited are moot; from now on both sides may rate each other.</summary>
public sealed record MeetingHeld(ImmutableArray<Guid> Came, string Record, Duty Rating, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Convening { Stage: ConveningStage.Called } convening
            ? convening with
            {
                Stage = ConveningStage.Held,
                Record = Record,
                Calls = [.. convening.Calls.Select(c => c with { Came = Came.Contains(c.Id) })],
                Duties = convening.Duties.Stopped(At, "held").Add(Rating),
            }
            : throw DoesNotFit(before);
}

/// <summary>Something promised at the meeting is owed on a matter now.</summary>
public sealed record PromisedAtMeeting(OwedFromMeeting Owed) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Convening { Stage: ConveningStage.Held } convening
            ? convening with
            {
                Owed = convening.Owed.Add(Owed),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on the record of a meeting.</summary>
public static class HoldMeetingRule
{
    /// <summary>The convener records it, not before its time.</summary>
    public static JointDecision Decide(
        Convening convening,
        HoldMeeting command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (ConveningMay.Convene(convening, by) is { } why)
        {
            return why;
        }
        if (now < convening.Meets)
        {
            return Refusal.Of(
                "meeting-not-yet",
                "还没到碰头的时间，不能先写记录。",
                "The meeting is still to come and cannot be recorded yet."
            );
        }
        var (record, noRecord) = Between.Words(
            command.Record,
            nameof(command.Record),
            4000,
            "请写明商量的情况和结果。",
            "Write down what was said and settled."
        );
        return noRecord is not null
            ? noRecord
            : new MeetingHeld(
                [.. convening.Calls.Select(c => c.Id).Intersect(command.Came)],
                record!,
                Duty.Start(jurisdiction, "convening-rating", DutyFor.Rate, convening.File.Unit, now),
                now
            );
    }

    /// <summary>
    /// The convener notes what is owed since the meeting: a part or a promise that stands on one of its matters already, so that
    /// there is one place where it is owed.
    /// </summary>
    public static JointDecision Owed(Convening convening, OwedFromMeeting owed, Actor.Staff by)
    {
        if (ConveningMay.OfConvener(convening, by) is { } why)
        {
            return why;
        }
        if (MayOwe(convening, owed.Unit, owed.Matter) is { } not)
        {
            return not;
        }
        return new PromisedAtMeeting(owed);
    }

    /// <summary>Why a unit cannot owe something on a matter since this meeting; null when it can.</summary>
    public static Refusal? MayOwe(Convening convening, string unit, long matter) =>
        convening.Stage != ConveningStage.Held
            ? Refusal.Of("meeting-not-held", "先写会议记录，再记承诺。", "Record the meeting before what was promised there.")
        : !convening.File.Matters.Contains(matter)
            ? Refusals.Missing("Matter", "请选择是哪件诉求上的承诺。", "Choose the matter that the promise is about.")
        : unit != convening.File.Unit && convening.CallOf(unit) is not { Came: true }
            ? Refusals.Missing("Unit", "请选择到场的单位。", "Choose a unit that came.")
        : null;
}
