using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>
/// A matter (诉求): anything a resident raises. Its state says where it stands; what exists only in a state lives on that
/// state. It has exactly one accountable unit at every instant: <see cref="Accountable"/>.
/// </summary>
public abstract record Matter(MatterFile File)
{
    private Matter(MatterFile file, bool _)
        : this(file) { }

    /// <summary>Being dealt with.</summary>
    public sealed record Open(MatterFile File) : Matter(File, true);

    /// <summary>The handler has proposed an outcome; the resident's verdict, or the end of its window, settles it.</summary>
    public sealed record Closed(MatterFile File, Outcome Outcome, DateTimeOffset ClosedAt) : Matter(File, true);

    /// <summary>A person of another unit decides whether it is dealt with again.</summary>
    /// <param name="File">What every state has.</param>
    /// <param name="Outcome">The outcome in question.</param>
    /// <param name="ClosedAt">When it was closed.</param>
    /// <param name="ReviewUnit">Code of the deciding unit, never the owner's.</param>
    /// <param name="Cause">Why it is reviewed.</param>
    /// <param name="Verdict">The verdict, when there is one.</param>
    public sealed record UnderReview(
        MatterFile File,
        Outcome Outcome,
        DateTimeOffset ClosedAt,
        string ReviewUnit,
        ReviewCause Cause,
        Verdict? Verdict
    ) : Matter(File, true);

    /// <summary>Ended. Follow-on promises may still be open; the internal review may still be asked for, once.</summary>
    public sealed record Settled(
        MatterFile File,
        Outcome Outcome,
        DateTimeOffset ClosedAt,
        DateTimeOffset SettledAt,
        Settlement By,
        Verdict? Verdict
    ) : Matter(File, true);

    /// <summary>Code of the unit that is accountable for what happens next.</summary>
    public string Accountable => this is UnderReview review ? review.ReviewUnit : File.Owner;

    /// <summary>The state without its data, for lists.</summary>
    public Stage Stage =>
        this switch
        {
            Open => Stage.Open,
            Closed => Stage.Closed,
            UnderReview => Stage.UnderReview,
            Settled => Stage.Settled,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The outcome, once there is one.</summary>
    public Outcome? CurrentOutcome =>
        this switch
        {
            Closed c => c.Outcome,
            UnderReview r => r.Outcome,
            Settled s => s.Outcome,
            _ => null,
        };

    /// <summary>The same state with another file.</summary>
    public Matter With(Func<MatterFile, MatterFile> change) => this with { File = change(File) };
}

/// <summary>A state of a matter without its data.</summary>
public enum Stage
{
    /// <summary>办理中.</summary>
    Open,

    /// <summary>待评价.</summary>
    Closed,

    /// <summary>复查中.</summary>
    UnderReview,

    /// <summary>已办结.</summary>
    Settled,
}

/// <summary>Why a closed matter is looked at by another unit.</summary>
public enum ReviewCause
{
    /// <summary>The verdict had a "no" or words under a negative.</summary>
    Verdict,

    /// <summary>The resident asked for the internal review.</summary>
    InternalReview,
}

/// <summary>What settled a matter.</summary>
public enum Settlement
{
    /// <summary>The resident's verdict.</summary>
    Verdict,

    /// <summary>The window ended without a verdict. Recorded as such, never as satisfied.</summary>
    NoVerdict,

    /// <summary>A reviewer decided that the outcome stands.</summary>
    Review,

    /// <summary>Withdrawn or merged.</summary>
    Ended,
}

/// <summary>What every state of a matter has.</summary>
/// <param name="Id">Internal key.</param>
/// <param name="Reference">The number people use, for life.</param>
/// <param name="Kind">What the resident wants.</param>
/// <param name="Origin">Who brought it in.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Category">Code of the category.</param>
/// <param name="Area">Code of the area.</param>
/// <param name="RaisedAt">When it was raised, UTC.</param>
/// <param name="Owner">Code of the owning unit.</param>
/// <param name="AssignedBy">The rule or act that made the unit the owner, such as <c>rule:12</c> or <c>intake</c>.</param>
public sealed record MatterFile(
    MatterId Id,
    Reference Reference,
    Kind Kind,
    Origin Origin,
    Channel Channel,
    string Category,
    string Area,
    DateTimeOffset RaisedAt,
    string Owner,
    string AssignedBy
)
{
    /// <summary>The member of staff who deals with it, or null until somebody has taken it.</summary>
    public StaffId? Handler { get; init; }

    /// <summary>Code of the unit that a conduct matter is about; that unit never sees it.</summary>
    public string? UnitConcerned { get; init; }

    /// <summary>Everybody who takes part by a link.</summary>
    public required ImmutableArray<Participant> Participants { get; init; }

    /// <summary>All clocks, running and ended.</summary>
    public ImmutableArray<MatterClock> Clocks { get; init; } = [];

    /// <summary>All promises to the resident.</summary>
    public ImmutableArray<Promise> Promises { get; init; } = [];

    /// <summary>All questions to the resident.</summary>
    public ImmutableArray<Question> Questions { get; init; } = [];

    /// <summary>All parts that other units were asked for.</summary>
    public ImmutableArray<Part> Parts { get; init; } = [];

    /// <summary>Every asking to open a sealed identity, and what came of it.</summary>
    public ImmutableArray<IdentityOpening> Openings { get; init; } = [];

    /// <summary>All requests of those who take part about their own data.</summary>
    public ImmutableArray<RightRequest> Rights { get; init; } = [];

    /// <summary>The hand-over that waits for its answer, if any.</summary>
    public HandOver? HandOver { get; init; }

    /// <summary>Who refused it since its owner last changed, and what was decided; null while nobody has.</summary>
    public Disagreement? Disagreement { get; init; }

    /// <summary>The lawful route that was chosen for it; null for most matters.</summary>
    public PetitionRoute? Route { get; init; }

    /// <summary>How often it was dealt with again.</summary>
    public int Reopenings { get; init; }

    /// <summary>Whether the one internal review has been asked for.</summary>
    public bool InternalReviewUsed { get; init; }

    /// <summary>Who raised it.</summary>
    public Participant Raiser => Participants.First(p => p.Role == ParticipantRole.Raiser);

    /// <summary>
    /// Words to the resident, under the raiser's key. Once the raiser is erased there is nobody to write to, and what is
    /// written is not kept.
    /// </summary>
    public PersonalText Words(string text) => new(Raiser.Id, Raiser.Erased ? null : text);

    /// <summary>Promises that hold the matter open.</summary>
    public IEnumerable<Promise> OpenPromises => Promises.Where(p => p.State == PromiseState.Open);

    /// <summary>Open promises about a part.</summary>
    public IEnumerable<Promise> OpenPromisesOf(Guid part) => OpenPromises.Where(p => p.Part == part);

    /// <summary>Parts that hold the matter open.</summary>
    public IEnumerable<Part> OpenParts => Parts.Where(p => p.IsOpen);

    /// <summary>The running clock of a purpose, if there is one.</summary>
    public MatterClock? Running(ClockFor purpose) => Clocks.FirstOrDefault(c => c.Purpose == purpose && c.Clock.IsOpen);
}

/// <summary>A clock in the service of a matter.</summary>
/// <param name="Id">Key.</param>
/// <param name="Purpose">What it measures.</param>
/// <param name="Unit">Code of the unit that it binds.</param>
/// <param name="Clock">The clock itself.</param>
/// <param name="Subject">The question, hand-over or part that it belongs to, if any.</param>
public sealed record MatterClock(Guid Id, ClockFor Purpose, string Unit, Clock Clock, Guid? Subject = null);

/// <summary>What a clock of a matter measures.</summary>
public enum ClockFor
{
    /// <summary>首次联系: until the resident first hears from a person.</summary>
    FirstContact,

    /// <summary>办理: until an outcome is proposed.</summary>
    Handle,

    /// <summary>补充: until the question comes back by itself.</summary>
    Question,

    /// <summary>移交答复: until the proposed next owner answers.</summary>
    HandOver,

    /// <summary>评价期: the window of the verdict.</summary>
    VerdictWindow,

    /// <summary>重办决定: until another unit has decided on reopening.</summary>
    ReopenDecision,

    /// <summary>内部复查: until the internal review is decided.</summary>
    InternalReview,

    /// <summary>指定承办: until the owner is designated.</summary>
    Designation,

    /// <summary>协办答复: until the asked unit accepts a part or gives it back.</summary>
    PartAnswer,

    /// <summary>协办: until what came of a part is said.</summary>
    Part,

    /// <summary>启封决定: until a second person has decided on opening a sealed identity; without a decision it stays sealed.</summary>
    IdentityOpening,

    /// <summary>权利请求: until a request about one's own data is answered.</summary>
    Right,

    /// <summary>法定途径回执: until the chosen route has receipted it.</summary>
    Route,
}
