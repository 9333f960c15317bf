using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.SchoolGates;

/// <summary>
/// What a unit and a school do together (校园警务室): the roster of the gate posts, the hours of the stationed officer, lessons and drills.
/// It holds no child: no field takes a pupil, and no photo is taken (facts.md §5.5; 未成年人保护法第三十五条至第四十条).
/// </summary>
/// <param name="File">What does not change.</param>
public sealed record CampusRoom(CampusRoomFile File) : JointFile
{
    /// <summary>Rosters, each from a day on, in order.</summary>
    public ImmutableArray<RosterHeld> Rosters { get; init; } = [];

    /// <summary>When the stationed officer is there.</summary>
    public ImmutableArray<OfficeHour> Hours { get; init; } = [];

    /// <summary>Lessons that were given, in order.</summary>
    public ImmutableArray<SafetyLesson> Lessons { get; init; } = [];

    /// <summary>Drills, in order.</summary>
    public ImmutableArray<Drill> Drills { get; init; } = [];

    /// <summary>Hash of the link by which the school reads along; null while it has none.</summary>
    public string? Link { get; init; }

    /// <summary>Whether the unit has ended it.</summary>
    public bool Ended { get; init; }

    /// <inheritdoc/>
    public override Guid Key => File.Id;

    /// <inheritdoc/>
    public override string Line => File.School;

    /// <inheritdoc/>
    public override string Lead => File.Unit;

    /// <inheritdoc/>
    public override string At => File.Area;

    /// <inheritdoc/>
    public override DateTimeOffset Began => File.OpenedAt;

    /// <inheritdoc/>
    public override bool IsOver => Ended;

    /// <inheritdoc/>
    public override string Standing => Ended ? nameof(Ended) : "Open";

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => [File.Unit];

    /// <inheritdoc/>
    public override ImmutableArray<long> About => [];

    /// <summary>The roster that holds on a local day; null where there was none yet.</summary>
    public RosterHeld? RosterOn(DateOnly day) => Rosters.LastOrDefault(r => r.From <= day);
}

/// <summary>What does not change about it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Premises">Key of the school on the register of premises.</param>
/// <param name="School">Its name.</param>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the unit that mans its gates.</param>
/// <param name="OpenedAt">UTC.</param>
public sealed record CampusRoomFile(Guid Id, Guid Premises, string School, string Area, string Unit, DateTimeOffset OpenedAt);

/// <summary>A unit began to work with a school.</summary>
public sealed record CampusRoomOpened(CampusRoomFile File) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) => before is null ? new CampusRoom(File) : throw DoesNotFit(before);
}

/// <summary>The unit ended it: no more shifts are planned.</summary>
/// <param name="Why">Why.</param>
/// <param name="At">UTC.</param>
public sealed record CampusRoomEnded(string Why, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is CampusRoom { Ended: false } room
            ? room with
            {
                Ended = true,
                Link = null,
                Duties = room.Duties.Stopped(At, "ended"),
            }
            : throw DoesNotFit(before);
}

/// <summary>The school was given a link by which it reads what is open at its own premises; an earlier one ends.</summary>
/// <param name="Hash">SHA-256 of the secret, base64.</param>
public sealed record CampusLinkGiven(string Hash) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is CampusRoom { Ended: false } room ? room with { Link = Hash } : throw DoesNotFit(before);
}

/// <summary>When the stationed officer is at the school, each week.</summary>
/// <param name="Day">Day of the week.</param>
/// <param name="From">Local time.</param>
/// <param name="Until">Local time.</param>
public sealed record OfficeHour(DayOfWeek Day, TimeOnly From, TimeOnly Until);

/// <summary>The hours were set.</summary>
public sealed record CampusHoursSet(ImmutableArray<OfficeHour> Hours) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is CampusRoom { Ended: false } room ? room with { Hours = Hours } : throw DoesNotFit(before);
}

/// <summary>Decides on the frame of the work with a school.</summary>
public static class CampusRoomRule
{
    /// <summary>Longest words.</summary>
    public const int Longest = 500;

    /// <summary>Whoever deals with matters of the unit responsible for a school begins.</summary>
    public static JointDecision Open(
        Guid id,
        Guid premises,
        string school,
        string area,
        string unit,
        Actor.Staff by,
        DateTimeOffset now
    ) => Mine(unit, by) is { } why ? why : new CampusRoomOpened(new CampusRoomFile(id, premises, school, area, unit, now));

    /// <summary>A supervisor of the unit ends it.</summary>
    public static JointDecision End(CampusRoom room, string? typed, Actor.Staff by, DateTimeOffset now)
    {
        if (Works(room, by) is { } wrong)
        {
            return wrong;
        }
        if (!by.Is(StaffRole.Supervisor))
        {
            return OnlyALeader;
        }
        var (words, none) = Between.Words(typed, "Words", Longest, "请写明为什么结束。", "Say why it ends.");
        return none is not null ? none : new CampusRoomEnded(words!, now);
    }

    /// <summary>The school is given a link.</summary>
    public static JointDecision Give(CampusRoom room, string hash, Actor.Staff by) =>
        Works(room, by) is { } wrong ? wrong : new CampusLinkGiven(hash);

    /// <summary>The hours of the stationed officer; one line for each day of the week that has any.</summary>
    public static JointDecision SetHours(CampusRoom room, ImmutableArray<OfficeHour> hours, Actor.Staff by) =>
        Works(room, by) is { } wrong ? wrong
        : hours.Any(h => h.Until <= h.From)
            ? Refusal.Of(
                "office-hours",
                "结束的时间要晚于开始的时间。",
                "The end has to be later than the beginning.",
                "Hours[0].From"
            )
        : new CampusHoursSet([.. hours.OrderBy(h => ((int)h.Day + 6) % 7).ThenBy(h => h.From)]);

    internal static Refusal OnlyALeader { get; } =
        Refusal.Of("only-a-leader-of-the-unit", "只有本单位的负责人可以这样做。", "Only a supervisor of the unit does this.");

    internal static Refusal? Works(CampusRoom room, Actor.Staff by) =>
        room.Ended ? Refusal.Of("campus-room-ended", "这里已经结束。", "This has ended.") : Mine(room.Lead, by);

    internal static Refusal? Mine(string unit, Actor.Staff by) =>
        by.Unit == unit && May.DealsWithMatters(by)
            ? null
            : Refusal.Of("not-your-units-school", "这所学校不由您的单位负责。", "Your unit is not responsible for this school.");
}
