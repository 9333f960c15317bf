using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Participation;

/// <summary>
/// A meeting with residents (恳谈会): agenda, sign-up, minutes whose lines become matters and promises, and a report of them at the next one
/// (SPEC §10). Of who comes numbers are kept and no list.
/// </summary>
/// <param name="Paper">What it is about, when and where.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Reason">What has to be mended of what was sent back; null otherwise.</param>
/// <param name="Told">Why it was moved or called off, as residents read it; null otherwise.</param>
/// <param name="SignUps">Keys of sign-ups that stand, with how many come and what they need.</param>
/// <param name="Prepared">The minutes while they wait for a second person; null otherwise.</param>
/// <param name="Minutes">The minutes once they are public; null before.</param>
public sealed record Meeting(
    MeetingPaper Paper,
    MeetingStage Stage,
    string? Reason,
    string? Told,
    ImmutableDictionary<Guid, SignUp> SignUps,
    Minutes? Prepared,
    Minutes? Minutes
) : JointFile
{
    /// <inheritdoc/>
    public override Guid Key => Paper.Id;

    /// <inheritdoc/>
    public override string Line => Paper.Title;

    /// <inheritdoc/>
    public override string Lead => Paper.Unit;

    /// <inheritdoc/>
    public override string At => Paper.Area;

    /// <inheritdoc/>
    public override DateTimeOffset Began => Paper.WrittenAt;

    /// <summary>Whether nothing more happens to it: called off, or every line of its minutes has come to its end.</summary>
    public override bool IsOver =>
        Stage == MeetingStage.CalledOff || (Stage == MeetingStage.Held && Minutes!.Lines.All(line => !line.Waits));

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => [Paper.Unit];

    /// <summary>The matters that its lines became.</summary>
    public override ImmutableArray<long> About => [.. Minutes?.Lines.Select(line => line.Matter).OfType<long>() ?? []];

    /// <summary>How many said that they come.</summary>
    public int Coming => SignUps.Values.Sum(s => s.People);
}

/// <summary>What a meeting is about, when and where.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">In one line.</param>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the unit that calls it.</param>
/// <param name="From">Begin, UTC.</param>
/// <param name="Until">End, UTC.</param>
/// <param name="Where">Where, in words.</param>
/// <param name="Agenda">What is talked about, in order.</param>
/// <param name="Places">How many can come; null where the room sets no limit.</param>
/// <param name="Writer">Who wrote it, who does not release it.</param>
/// <param name="WrittenAt">UTC.</param>
public sealed record MeetingPaper(
    Guid Id,
    string Title,
    string Area,
    string Unit,
    DateTimeOffset From,
    DateTimeOffset Until,
    string Where,
    ImmutableArray<string> Agenda,
    int? Places,
    StaffId Writer,
    DateTimeOffset WrittenAt
);

/// <summary>Somebody comes.</summary>
/// <param name="People">How many, themselves included.</param>
/// <param name="Needs">What has to be ready for them.</param>
public sealed record SignUp(int People, ImmutableArray<MeetingNeed> Needs);

/// <summary>What has to be ready at a meeting.</summary>
public enum MeetingNeed
{
    /// <summary>无障碍通道.</summary>
    StepFree,

    /// <summary>手语翻译.</summary>
    SignLanguage,

    /// <summary>听不清，要坐前排.</summary>
    Hearing,

    /// <summary>方言或者别的语言.</summary>
    OtherLanguage,

    /// <summary>带孩子.</summary>
    Children,
}

/// <summary>What was said at a meeting and what follows from it.</summary>
/// <param name="Attended">How many residents came.</param>
/// <param name="Lines">Line by line.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="PublishedAt">When it was published, UTC; null before.</param>
public sealed record Minutes(int Attended, ImmutableArray<MinuteLine> Lines, StaffId By, DateTimeOffset? PublishedAt = null);

/// <summary>One line of the minutes.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">From 1.</param>
/// <param name="Kind">What follows from it.</param>
/// <param name="Words">What was said.</param>
/// <param name="Answer">What was answered or promised; null where nothing was.</param>
/// <param name="DueOn">For a promise: its local day.</param>
/// <param name="Matter">For a matter: its reference as a number once it is raised.</param>
/// <param name="End">For a promise: what came of it; null while that is open.</param>
public sealed record MinuteLine(
    Guid Id,
    int Number,
    MinuteKind Kind,
    string Words,
    string? Answer,
    DateOnly? DueOn,
    long? Matter = null,
    PromiseEnd? End = null
)
{
    /// <summary>Whether something is still owed of it by this meeting's unit.</summary>
    public bool Waits =>
        Kind switch
        {
            MinuteKind.Matter => Matter is null,
            MinuteKind.Promise => End is null,
            _ => false,
        };
}

/// <summary>What came of a promise.</summary>
/// <param name="Kept">Whether it was kept.</param>
/// <param name="Words">What was done, or why not.</param>
/// <param name="On">Local day.</param>
public sealed record PromiseEnd(bool Kept, string Words, DateOnly On);

/// <summary>What follows from a line of the minutes.</summary>
public enum MinuteKind
{
    /// <summary>听到: noted, nothing follows.</summary>
    Noted,

    /// <summary>当场答复.</summary>
    Answered,

    /// <summary>转为诉求: it becomes a matter.</summary>
    Matter,

    /// <summary>承诺: it becomes a promise with a day.</summary>
    Promise,
}

/// <summary>Where a meeting stands.</summary>
public enum MeetingStage
{
    /// <summary>已写，待核对.</summary>
    Written,

    /// <summary>退回.</summary>
    SentBack,

    /// <summary>已通知; before and after its day, until the minutes are public.</summary>
    Called,

    /// <summary>已公布纪要.</summary>
    Held,

    /// <summary>已取消.</summary>
    CalledOff,
}
