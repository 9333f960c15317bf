using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Hazards;

/// <summary>From where it is known that something was put right.</summary>
public enum FeedbackFrom
{
    /// <summary>当场改正: the inspectors saw it corrected.</summary>
    OnTheSpot,

    /// <summary>责任方反馈: the responsible party said so by its link.</summary>
    Link,

    /// <summary>单位代记: somebody of the unit wrote down what the responsible party said.</summary>
    Unit,
}

/// <summary>What was said of a finding's being put right.</summary>
/// <param name="From">From where it is known.</param>
/// <param name="Words">What was done.</param>
/// <param name="Photos">SHA-256 of each photo.</param>
/// <param name="By">Who of the unit wrote it; null where it came by the link.</param>
/// <param name="At">When, UTC.</param>
public sealed record Feedback(FeedbackFrom From, string Words, ImmutableArray<string> Photos, StaffId? By, DateTimeOffset At);

/// <summary>
/// A draw on record: whether another person looks again. Anybody can redo it: the first eight bytes of SHA-256 over the seed, a bar
/// and the finding's key, as a share of 2^64, compared with the share that is drawn.
/// </summary>
/// <param name="Seed">Drawn by the machine for this finding when it was said to be put right, hexadecimal.</param>
/// <param name="Share">Share that is drawn, 0 to 1.</param>
/// <param name="Chosen">What came of it.</param>
public sealed record RecheckDraw(string Seed, double Share, bool Chosen)
{
    /// <summary>The draw of a seed and a key.</summary>
    public static RecheckDraw Of(string seed, Guid key, double share)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{seed}|{key:N}"));
        return new RecheckDraw(seed, share, BinaryPrimitives.ReadUInt64BigEndian(hash) / Math.Pow(2, 64) < share);
    }
}

/// <summary>A look again (复查) at what is said to be put right, or whose time is over.</summary>
/// <param name="Passed">Whether it is put right.</param>
/// <param name="Words">What was seen.</param>
/// <param name="Photos">SHA-256 of each photo.</param>
/// <param name="By">Who looked.</param>
/// <param name="At">When, UTC.</param>
public sealed record Recheck(bool Passed, string Words, ImmutableArray<string> Photos, StaffId By, DateTimeOffset At);

/// <summary>It is said to be put right.</summary>
/// <param name="Said">What was said.</param>
/// <param name="Draw">Whether another person looks again.</param>
/// <param name="Recheck">The clock of the look again; null where it was corrected on the spot and is closed by that.</param>
public sealed record FindingFedBack(Feedback Said, RecheckDraw Draw, Duty? Recheck) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Finding { Stage: FindingStage.Found or FindingStage.Ordered } finding
            ? finding.Next(Recheck is null ? FindingStage.Closed : FindingStage.FedBack, Said.At, Recheck) with
            {
                Feedback = finding.Feedback.Add(Said),
                Draw = finding.Draw ?? Draw,
                Link = null,
            }
            : throw DoesNotFit(before);
}

/// <summary>Somebody looked again.</summary>
/// <param name="Look">What they saw.</param>
/// <param name="Until">The new last local day, where it is not put right and a notice was given.</param>
/// <param name="Again">The clock of that; without a notice, the clock for settling it.</param>
public sealed record FindingRechecked(Recheck Look, DateOnly? Until, Duty? Again) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Finding { Stage: FindingStage.Ordered or FindingStage.FedBack } finding
            ? finding.Next(
                Look.Passed ? FindingStage.Closed
                    : finding.Notice is null ? FindingStage.Found
                    : FindingStage.Ordered,
                Look.At,
                Again
            ) with
            {
                Rechecks = finding.Rechecks.Add(Look),
                Notice = finding.Notice is { } notice && Until is { } until ? notice with { Until = until } : finding.Notice,
            }
            : throw DoesNotFit(before);
}

/// <summary>Say that something was put right.</summary>
/// <param name="Words">What was done.</param>
/// <param name="Photos">SHA-256 of each photo.</param>
/// <param name="Seed">A seed that the machine drew, for the draw of the look again.</param>
public sealed record SayPutRight(string? Words, ImmutableArray<string> Photos, string Seed);

/// <summary>Look again.</summary>
/// <param name="Passed">Whether it is put right; null when nothing was chosen.</param>
/// <param name="Words">What was seen.</param>
/// <param name="Photos">SHA-256 of each photo.</param>
/// <param name="Until">Where it is not: by when now.</param>
public sealed record LookAgain(bool? Passed, string? Words, ImmutableArray<string> Photos, DateOnly? Until);

/// <summary>Decides on what is said to be put right, and on looking again.</summary>
public static class RecheckRule
{
    /// <summary>Code of the clock rule for looking again (消防监督检查规定).</summary>
    public const string Clock = "fire-recheck";

    /// <summary>
    /// Whoever inspected sees it corrected on the spot. With photos from before and after, not major, not drawn for another person and for the
    /// first time, it is closed by that; else it is looked at again. No photo is ever required.
    /// </summary>
    public static JointDecision OnTheSpot(
        Finding finding,
        SayPutRight command,
        Actor.Staff by,
        HazardRules rules,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (FindingRules.Work(finding, by) is { } not)
        {
            return not;
        }
        if (finding.Stage != FindingStage.Found)
        {
            return FindingRules.NotNow;
        }
        if (finding.File.HandOver is not null)
        {
            return HandOverFindingRule.Must;
        }
        var (said, why) = Said(FeedbackFrom.OnTheSpot, command, by.Id, now);
        if (said is null)
        {
            return why!.Value;
        }
        var draw = finding.Draw ?? RecheckDraw.Of(command.Seed, finding.Key, rules.RecheckShare);
        var closes =
            finding.Feedback.IsEmpty && finding.Rechecks.IsEmpty && !finding.File.Major && !draw.Chosen && finding.Shown(said);
        return new FindingFedBack(said, draw, closes ? null : RecheckBy(finding, jurisdiction, now));
    }

    /// <summary>The responsible party says by its link what was done.</summary>
    public static JointDecision ByLink(
        Finding finding,
        SayPutRight command,
        string hash,
        HazardRules rules,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    ) =>
        finding is { Stage: FindingStage.Ordered, Link: { } link } && link.Hash == hash && now < link.Until
            ? FedBack(finding, FeedbackFrom.Link, command, null, rules, jurisdiction, now)
            : Refusal.Of("link-opens-nothing", "这个链接不能再用。", "This link opens nothing any more.");

    /// <summary>Somebody of the accountable unit writes down what the responsible party said.</summary>
    public static JointDecision ByUnit(
        Finding finding,
        SayPutRight command,
        Actor.Staff by,
        HazardRules rules,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (FindingRules.Work(finding, by) is { } not)
        {
            return not;
        }
        return finding.Stage == FindingStage.Ordered
            ? FedBack(finding, FeedbackFrom.Unit, command, by.Id, rules, jurisdiction, now)
            : FindingRules.NotNow;
    }

    /// <summary>
    /// Somebody of the accountable unit, or of one above it, looks again: at what is said to be put right, or when the time of the notice is over.
    /// A major hazard is closed once it was reported in writing and its plan has all five parts.
    /// </summary>
    public static JointDecision Decide(
        Finding finding,
        LookAgain command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!jurisdiction.Above(finding.Lead).Prepend(finding.Lead).Contains(by.Unit) || !May.DealsWithMatters(by))
        {
            return FindingRules.Work(finding, by) ?? FindingRules.NotNow;
        }
        var over = finding.Duties.Open(DutyFor.Rectify) is { } term && now >= term.Clock.Deadline.DueAt;
        if (finding.Stage != FindingStage.FedBack && !(finding.Stage == FindingStage.Ordered && over))
        {
            return FindingRules.NotNow;
        }
        if (finding.ByAnother && finding.Involved(by.Id))
        {
            return Refusal.Of(
                "recheck-by-another",
                "这次复查须由没有参与检查和整改记录的另一人进行。",
                "This look again is for another person than who found it or noted that it is put right."
            );
        }
        var (words, noWords) = FindingRules.Words(
            command.Words,
            nameof(command.Words),
            "请写复查看到的情况。",
            "Say what you saw."
        );
        var wrong = Refusal.All(
            command.Passed is null ? Refusals.Missing(nameof(command.Passed), "请选择复查结果。", "Choose the result.") : null,
            noWords,
            FindingRules.Photos(command.Photos, nameof(command.Photos)),
            command.Passed == false && finding.Notice is not null
                ? RectificationRule.Term(command.Until, jurisdiction, now)
                : null,
            command.Passed == true ? MajorRule.Unready(finding) : null
        );
        if (wrong is not null)
        {
            return wrong;
        }
        var look = new Recheck(command.Passed!.Value, words!, command.Photos, by.Id, now);
        return look.Passed ? new FindingRechecked(look, null, null)
            : finding.Notice is null
                ? new FindingRechecked(
                    look,
                    null,
                    RecordInspectionRule.SettleBy(finding.File.Kind, finding.Lead, jurisdiction, now)
                )
            : new FindingRechecked(
                look,
                command.Until,
                RectificationRule.RectifyBy(finding, command.Until!.Value, jurisdiction, now)
            );
    }

    private static JointDecision FedBack(
        Finding finding,
        FeedbackFrom from,
        SayPutRight command,
        StaffId? by,
        HazardRules rules,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var (said, why) = Said(from, command, by, now);
        return said is null
            ? why!.Value
            : new FindingFedBack(
                said,
                finding.Draw ?? RecheckDraw.Of(command.Seed, finding.Key, rules.RecheckShare),
                RecheckBy(finding, jurisdiction, now)
            );
    }

    private static (Feedback? Said, JointDecision? Why) Said(
        FeedbackFrom from,
        SayPutRight command,
        StaffId? by,
        DateTimeOffset now
    )
    {
        var (words, noWords) = FindingRules.Words(command.Words, nameof(command.Words), "请写明做了什么。", "Say what was done.");
        return Refusal.All(noWords, FindingRules.Photos(command.Photos, nameof(command.Photos))) is { } wrong
            ? (null, wrong)
            : (new Feedback(from, words!, command.Photos, by, now), null);
    }

    private static Duty RecheckBy(Finding finding, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Duty.Start(jurisdiction, Clock, DutyFor.Recheck, finding.Lead, now);
}
