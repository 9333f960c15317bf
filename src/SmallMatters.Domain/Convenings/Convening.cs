using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Convenings;

/// <summary>
/// A convening (吹哨): a unit at the grass roots calls others to a place at a time, with an agenda and with what is asked of
/// each. Every called unit answers within a clock; what was promised at the meeting is owed on a matter, as a part or a promise.
/// </summary>
/// <param name="File">What does not change.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Meets">When the meeting is, UTC.</param>
/// <param name="Calls">The called units and their answers.</param>
/// <param name="Record">What was written down of the meeting; null until it was held.</param>
/// <param name="Owed">What was promised there, each with where it is owed.</param>
/// <param name="Ratings">What each side said of the other's contribution.</param>
public sealed record Convening(
    ConveningFile File,
    ConveningStage Stage,
    DateTimeOffset Meets,
    ImmutableArray<Call> Calls,
    string? Record,
    ImmutableArray<OwedFromMeeting> Owed,
    ImmutableArray<Rating> Ratings
) : JointFile
{
    /// <inheritdoc/>
    public override Guid Key => File.Id;

    /// <inheritdoc/>
    public override string Line => File.Title;

    /// <inheritdoc/>
    public override string Lead => File.Unit;

    /// <inheritdoc/>
    public override string At => File.Area;

    /// <inheritdoc/>
    public override DateTimeOffset Began => File.WhistledAt;

    /// <inheritdoc/>
    public override bool IsOver => Stage == ConveningStage.CalledOff || (Stage == ConveningStage.Held && !RatingIsOpen);

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units =>
        [.. Calls.Select(c => c.Unit).Prepend(File.Unit).Concat(Calls.Select(c => c.Arbiter).OfType<string>()).Distinct()];

    /// <inheritdoc/>
    public override ImmutableArray<long> About => File.Matters;

    /// <summary>Whether the time for rating still runs.</summary>
    public bool RatingIsOpen => Duties.Open(DutyFor.Rate) is not null;

    /// <summary>The call of a unit, or null.</summary>
    public Call? CallOf(string unit) => Calls.FirstOrDefault(c => c.Unit == unit);

    /// <summary>
    /// Whether a called unit has not answered, and the time for it is over: the clock's, the meeting's or the convening's own.
    /// </summary>
    public bool HasLapsed(Call call, DateTimeOffset now) =>
        call.State == CallState.Waiting
        && (
            Stage != ConveningStage.Called
            || Meets < now
            || !Duties.Any(d => d.Subject == call.Id && d.IsOpen && d.Clock.Deadline.DueAt >= now)
        );

    /// <summary>
    /// What a unit may read of the ratings: its own, and what another unit said of it once both have spoken or the time for
    /// rating is over. Nobody but the two reads them.
    /// </summary>
    public IEnumerable<Rating> RatingsFor(string unit) =>
        Ratings.Where(r =>
            r.From == unit
            || (r.About == unit && (!RatingIsOpen || Ratings.Any(other => other.From == unit && other.About == r.From)))
        );

    /// <summary>Whom a unit may still rate.</summary>
    public IEnumerable<string> StillToRate(string unit) =>
        Stage != ConveningStage.Held || !RatingIsOpen
            ? []
            : Sides(unit).Where(other => Ratings.All(r => (r.From, r.About) != (unit, other)));

    // The convener rates every unit that it called and that was not excused; a called unit rates the convener.
    private IEnumerable<string> Sides(string unit) =>
        unit == File.Unit ? Calls.Where(c => c.State != CallState.Excused).Select(c => c.Unit)
        : CallOf(unit) is { State: not CallState.Excused } ? [File.Unit]
        : [];
}

/// <summary>What does not change about a convening.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">What it is about, in one line.</param>
/// <param name="Agenda">What is to be settled.</param>
/// <param name="Where">Where it meets.</param>
/// <param name="Unit">Code of the unit that whistled.</param>
/// <param name="Area">Area code.</param>
/// <param name="Matters">References of the matters that it is about, as numbers; may be none.</param>
/// <param name="WhistledAt">UTC.</param>
public sealed record ConveningFile(
    Guid Id,
    string Title,
    string Agenda,
    string Where,
    string Unit,
    string Area,
    ImmutableArray<long> Matters,
    DateTimeOffset WhistledAt
);

/// <summary>Where a convening stands.</summary>
public enum ConveningStage
{
    /// <summary>已吹哨: units were called.</summary>
    Called,

    /// <summary>已召开: it was held and recorded.</summary>
    Held,

    /// <summary>已取消, with a reason.</summary>
    CalledOff,
}

/// <summary>A called unit and its answer.</summary>
/// <param name="Id">Key; the subject of its duties.</param>
/// <param name="Unit">Code of the called unit.</param>
/// <param name="Asked">What is asked of it.</param>
/// <param name="State">Its answer.</param>
/// <param name="Words">What it wrote, or the arbiter.</param>
/// <param name="OtherTime">The time that it proposes instead, UTC.</param>
/// <param name="Arbiter">Code of the unit that rules on its declining, once it has declined.</param>
/// <param name="Came">Whether it came; null until the meeting was recorded.</param>
public sealed record Call(
    Guid Id,
    string Unit,
    string Asked,
    CallState State = CallState.Waiting,
    string? Words = null,
    DateTimeOffset? OtherTime = null,
    string? Arbiter = null,
    bool? Came = null
);

/// <summary>What a called unit has answered.</summary>
public enum CallState
{
    /// <summary>待答复.</summary>
    Waiting,

    /// <summary>会到.</summary>
    Coming,

    /// <summary>请求改期: waits for the convener.</summary>
    OtherTime,

    /// <summary>不到场，待裁定: waits for the arbiter.</summary>
    Declined,

    /// <summary>裁定应到.</summary>
    MustCome,

    /// <summary>裁定可不到.</summary>
    Excused,
}

/// <summary>Something promised at a meeting, and the one place where it is owed.</summary>
/// <param name="Unit">Code of the unit that promised.</param>
/// <param name="Matter">Reference of the matter, as a number.</param>
/// <param name="As">Whether it is owed as a part or as a promise.</param>
/// <param name="Key">Key of the part or the promise.</param>
public sealed record OwedFromMeeting(string Unit, long Matter, OwedAs As, Guid Key);

/// <summary>How something promised at a meeting is owed.</summary>
public enum OwedAs
{
    /// <summary>协办任务.</summary>
    Part,

    /// <summary>承诺.</summary>
    Promise,
}

/// <summary>What one side says of the other's contribution: of the unit, never of a person.</summary>
/// <param name="From">Code of the unit that says it.</param>
/// <param name="About">Code of the unit that it is about.</param>
/// <param name="Contribution">How much it contributed.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">UTC.</param>
public sealed record Rating(string From, string About, Contribution Contribution, string Reason, DateTimeOffset At);

/// <summary>How much a unit contributed, in words; nothing is added up from them.</summary>
public enum Contribution
{
    /// <summary>起了关键作用.</summary>
    Decisive,

    /// <summary>尽到了责任.</summary>
    DidItsShare,

    /// <summary>只做了一部分.</summary>
    TooLittle,

    /// <summary>没有作用.</summary>
    None,
}

/// <summary>Who may act on a convening.</summary>
internal static class ConveningMay
{
    public const int LongestWords = 2000;

    public static Refusal NotCalled { get; } =
        Refusal.Of("convening-not-called", "这次吹哨已经召开或取消。", "This convening was held or called off.");

    public static Refusal? Convene(Convening convening, Actor.Staff by) =>
        convening.Stage != ConveningStage.Called ? NotCalled : OfConvener(convening, by);

    public static Refusal? OfConvener(Convening convening, Actor.Staff by) =>
        convening.File.Unit == by.Unit && May.DealsWithMatters(by)
            ? null
            : Refusal.Of("not-your-units-convening", "这次吹哨由别的单位发起。", "Another unit whistled.");
}
