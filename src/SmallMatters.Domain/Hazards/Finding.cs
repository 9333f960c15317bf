using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Hazards;

/// <summary>Where a finding stands.</summary>
public enum FindingStage
{
    /// <summary>待处理: found, and nothing has been settled yet.</summary>
    Found,

    /// <summary>整改中: a notice of rectification was given.</summary>
    Ordered,

    /// <summary>待复查: it is said to be put right; somebody looks again.</summary>
    FedBack,

    /// <summary>移交待回执: handed over to the fire service; its receipt is waited for.</summary>
    HandedOver,

    /// <summary>已移交: the fire service has receipted it.</summary>
    Received,

    /// <summary>已销案: put right.</summary>
    Closed,
}

/// <summary>What a finding was made with and keeps. It is about a place; nobody's name stands in it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Premises">Key of the premises.</param>
/// <param name="PremisesName">Their name when it was found.</param>
/// <param name="Kind">Their type when it was found.</param>
/// <param name="Area">Code of their area.</param>
/// <param name="Unit">Code of the unit that is accountable for the finding until its end.</param>
/// <param name="Inspection">Key of the inspection.</param>
/// <param name="Checklist">Version of the checklist.</param>
/// <param name="Item">Code of its item.</param>
/// <param name="What">What was seen, and where.</param>
/// <param name="Level">Scheme and level, such as <c>GB-2/general</c>.</param>
/// <param name="Major">Whether the law's major hazard (重大事故隐患) begins at that level.</param>
/// <param name="HandOver">Code of the clock rule within which it goes to the fire service; null where the unit settles it itself.</param>
/// <param name="Finder">The accounts that found it: one, or two.</param>
/// <param name="FoundAt">When, UTC.</param>
/// <param name="Photos">SHA-256 of each photo, lower-case hexadecimal.</param>
/// <param name="Matters">References of the matters that told of it, as numbers.</param>
public sealed record FindingFile(
    Guid Id,
    Guid Premises,
    string PremisesName,
    PremisesKind Kind,
    string Area,
    string Unit,
    Guid Inspection,
    int Checklist,
    string Item,
    string What,
    string Level,
    bool Major,
    string? HandOver,
    ImmutableArray<StaffId> Finder,
    DateTimeOffset FoundAt,
    ImmutableArray<string> Photos,
    ImmutableArray<long> Matters
);

/// <summary>
/// Something wrong that an inspection saw (检查发现), until it is put right, or receipted by the authority to which it went. Exactly one
/// unit is accountable for it all the time, and as long as it is open a clock runs for what comes next.
/// </summary>
/// <param name="File">What it was made with.</param>
/// <param name="Stage">Where it stands.</param>
public sealed record Finding(FindingFile File, FindingStage Stage) : JointFile
{
    private const int LongestLine = 60;

    /// <summary>The notice that holds; null before there is one.</summary>
    public Rectification? Notice { get; init; }

    /// <summary>The link of the responsible party; null while there is none that opens anything.</summary>
    public RectificationLink? Link { get; init; }

    /// <summary>What was said of its being put right, in order.</summary>
    public ImmutableArray<Feedback> Feedback { get; init; } = [];

    /// <summary>Every look again, in order.</summary>
    public ImmutableArray<Recheck> Rechecks { get; init; } = [];

    /// <summary>Whether the look again was drawn for another person; null before the draw. It is drawn once.</summary>
    public RecheckDraw? Draw { get; init; }

    /// <summary>The letter with which it was handed over; null while it was not.</summary>
    public HandOverLetter? Letter { get; init; }

    /// <summary>The written report on a major hazard; null while there is none.</summary>
    public MajorReport? Report { get; init; }

    /// <summary>The plan for a major hazard; null while there is none.</summary>
    public MajorPlan? Plan { get; init; }

    /// <inheritdoc/>
    public override Guid Key => File.Id;

    /// <inheritdoc/>
    public override string Line
    {
        get
        {
            var line = $"{File.PremisesName}：{File.What.ReplaceLineEndings(" ")}";
            return line.Length > LongestLine ? $"{line[..LongestLine]}…" : line;
        }
    }

    /// <inheritdoc/>
    public override string Lead => File.Unit;

    /// <inheritdoc/>
    public override string At => File.Area;

    /// <inheritdoc/>
    public override DateTimeOffset Began => File.FoundAt;

    /// <inheritdoc/>
    public override bool IsOver => Stage is FindingStage.Closed or FindingStage.Received;

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => [File.Unit];

    /// <inheritdoc/>
    public override ImmutableArray<long> About => File.Matters;

    /// <summary>
    /// Whether the look again is for somebody who neither found it nor said on the spot that it is put right: where the hazard is
    /// major (安全生产法第65条), where that was drawn, and where what was corrected on the spot is not seen on photos from before and after.
    /// </summary>
    public bool ByAnother =>
        File.Major
        || Draw is { Chosen: true }
        || (Feedback.LastOrDefault() is { From: FeedbackFrom.OnTheSpot } last && !Shown(last));

    /// <summary>Whether a person may not look again.</summary>
    public bool Involved(StaffId who) => File.Finder.Contains(who) || Feedback.Any(f => f.By == who);

    /// <summary>Whether photos show it before and after.</summary>
    internal bool Shown(Feedback feedback) => !File.Photos.IsEmpty && !feedback.Photos.IsEmpty;

    /// <summary>The finding with a step of its own and with the duties that follow from it: what ran is met, what comes next runs.</summary>
    internal Finding Next(FindingStage stage, DateTimeOffset at, Duty? next)
    {
        var duties = DutiesOf(Stage).Aggregate(Duties, (all, duty) => all.Met(duty, at));
        var after = this with { Stage = stage, Duties = next is null ? duties : duties.Add(next) };
        return after.IsOver ? after with { Duties = after.Duties.Stopped(at, "finding-over"), Link = null } : after;
    }

    /// <summary>What a clock runs for while a finding is at a stage, a report on a major one left out.</summary>
    public static ImmutableArray<DutyFor> DutiesOf(FindingStage stage) =>
        stage switch
        {
            FindingStage.Found => [DutyFor.SettleFinding, DutyFor.HandOverFinding],
            FindingStage.Ordered => [DutyFor.Rectify],
            FindingStage.FedBack => [DutyFor.Recheck],
            FindingStage.HandedOver => [DutyFor.HandOverReceipt],
            _ => [],
        };
}

/// <summary>Something was found in an inspection.</summary>
/// <param name="File">What is known of it.</param>
/// <param name="Next">The clock for settling it or for handing it over.</param>
/// <param name="ReportBy">The clock for the written report; null where it is not major.</param>
public sealed record FindingMade(FindingFile File, Duty Next, Duty? ReportBy) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null
            ? new Finding(File, FindingStage.Found) { Duties = ReportBy is null ? [Next] : [Next, ReportBy] }
            : throw DoesNotFit(before);
}

/// <summary>Who may work on findings, and what their words and photos may be.</summary>
internal static class FindingRules
{
    /// <summary>Longest words.</summary>
    public const int Longest = 1000;

    /// <summary>Most photos with one step.</summary>
    public const int MostPhotos = 5;

    /// <summary>Null when the person deals with matters for the accountable unit, else why not.</summary>
    public static Refusal? Work(Finding finding, Actor.Staff by) =>
        by.Unit == finding.Lead && May.DealsWithMatters(by)
            ? null
            : Refusal.Of(
                "not-your-units-finding",
                "这个隐患不由您的单位负责。",
                "Your unit is not accountable for this finding."
            );

    /// <summary>Said where the stage does not allow the step.</summary>
    public static Refusal NotNow { get; } =
        Refusal.Of("finding-not-now", "这个隐患现在不能做这一步。", "This step does not fit where the finding stands.");

    /// <summary>Null when they are at most so many hashes.</summary>
    public static Refusal? Photos(ImmutableArray<string> photos, string field) =>
        photos.Length > MostPhotos
            ? Refusal.Of("too-many-photos", $"最多 {MostPhotos} 张照片。", $"{MostPhotos} photos at most.", field)
        : photos.All(IsHash) ? null
        : Refusal.Of("photo-unknown", "有一张照片没有收到，请重新选择。", "A photo was not received; choose it again.", field);

    /// <summary>Words about a place and work.</summary>
    public static (string? Text, Refusal? Why) Words(string? typed, string field, string zh, string en) =>
        Refusals.WorkWords(typed, field, Longest, zh, en);

    /// <summary>One line, such as the number of a letter.</summary>
    public static (string? Text, Refusal? Why) Line(string? typed, string field, string zh, string en)
    {
        var (text, why) = Refusals.WorkWords(typed, field, 100, zh, en);
        return (text?.ReplaceLineEndings(" "), why);
    }

    /// <summary>A day that is not to come.</summary>
    public static Refusal? NotAhead(DateOnly? day, string field, Jurisdiction jurisdiction, DateTimeOffset now) =>
        day is null ? Refusals.Missing(field, "请写明日期。", "Give the day.")
        : day > jurisdiction.Calendar.DayOf(now)
            ? Refusal.Of("day-ahead", "日期不能晚于今天。", "The day must not be later than today.", field)
        : null;

    private static bool IsHash(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);
}

/// <summary>What stages of findings are called.</summary>
public static class FindingWords
{
    /// <summary>The stage as people call it.</summary>
    public static Bilingual Said(this FindingStage stage) =>
        stage switch
        {
            FindingStage.Found => new("待处理", "To be settled"),
            FindingStage.Ordered => new("整改中", "Being put right"),
            FindingStage.FedBack => new("待复查", "To be looked at again"),
            FindingStage.HandedOver => new("移交待回执", "Handed over, no receipt yet"),
            FindingStage.Received => new("已移交", "Handed over"),
            FindingStage.Closed => new("已销案", "Closed"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
