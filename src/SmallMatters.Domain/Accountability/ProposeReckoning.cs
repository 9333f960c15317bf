using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Accountability;

/// <summary>Propose credit or accountability.</summary>
/// <param name="Title">What was done, in one line.</param>
/// <param name="Ground">Why, as typed.</param>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the unit that it is about.</param>
/// <param name="Leader">Account of its named leader; null when nobody was chosen.</param>
/// <param name="Account">What happened and what shows it.</param>
/// <param name="Evidence">References of matters that show it, as numbers; none of them of conduct.</param>
/// <param name="Document">Number of a paper that shows it, as typed.</param>
/// <param name="CopiedBy">Code of a unit that copied the practice.</param>
public sealed record ProposeReckoning(
    string? Title,
    string? Ground,
    string? Area,
    string? Unit,
    StaffId? Leader,
    string? Account,
    ImmutableArray<long> Evidence,
    string? Document,
    string? CopiedBy
);

/// <summary>Credit or accountability was proposed; the unit may answer, and somebody else decides.</summary>
public sealed record ReckoningProposed(ReckoningFile File, Duty Reply, Duty Decide) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null ? new Reckoning(File, null, null, null, null) { Duties = [Reply, Decide] } : throw DoesNotFit(before);
}

/// <summary>Decides on reckonings that are proposed.</summary>
public static class ProposeReckoningRule
{
    /// <summary>The longest title, in characters.</summary>
    public const int LongestTitle = 80;

    /// <summary>The longest account and the longest answers, in characters.</summary>
    public const int LongestWords = 2000;

    /// <summary>The longest number of a paper, in characters.</summary>
    public const int LongestDocument = 60;

    /// <summary>The most matters that are named as evidence.</summary>
    public const int MostEvidence = 10;

    /// <summary>
    /// A supervisor of any other unit proposes credit; accountability is proposed from a unit above, or from one that reviews. What is no
    /// ground is refused with the reason. It is decided by somebody else, and an appeal by a unit that had no part in it where there is one.
    /// </summary>
    /// <param name="command">What is proposed.</param>
    /// <param name="id">Its key.</param>
    /// <param name="by">Who proposes it.</param>
    /// <param name="leaders">The supervisors of the unit that it is about.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(
        ProposeReckoning command,
        Guid id,
        Actor.Staff by,
        ImmutableArray<StaffId> leaders,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!by.Is(StaffRole.Supervisor) && !by.Is(StaffRole.Reviewer))
        {
            return Refusal.Of(
                "only-a-leader-proposes-reckonings",
                "只有单位负责人或者复查单位可以提出表扬或者问责。",
                "Only a supervisor or a reviewer proposes credit or accountability."
            );
        }
        var (title, noTitle) = Between.Words(
            command.Title,
            nameof(command.Title),
            LongestTitle,
            "请用一句话写明做了什么。",
            "Say in one line what was done."
        );
        var (account, noAccount) = Between.Words(
            command.Account,
            nameof(command.Account),
            LongestWords,
            "请写明发生了什么、凭什么这样认定。",
            "Say what happened and what shows it."
        );
        var (ground, noGround) = GroundOf(command.Ground);
        var (document, noDocument) = DocumentOf(command.Document);
        var copied = ground == Accountability.Ground.PracticeCopied;
        var unit = command.Unit ?? "";
        var wrong = Refusal.All(
            noTitle,
            noGround,
            jurisdiction.Areas.ContainsKey(command.Area ?? "")
                ? null
                : Refusals.Missing(nameof(command.Area), "请选择片区。", "Choose the area."),
            About(unit, ground, by, jurisdiction),
            command.Leader is { } chosen && leaders.Contains(chosen)
                ? null
                : Refusals.Missing(
                    nameof(command.Leader),
                    "请选择那个单位的负责人，由其说明。",
                    "Choose the leader of that unit, who answers."
                ),
            noAccount,
            noDocument,
            copied && (!jurisdiction.Units.ContainsKey(command.CopiedBy ?? "") || command.CopiedBy == unit)
                ? Refusals.Missing(
                    nameof(command.CopiedBy),
                    "请选择是哪个单位采用了这个做法。",
                    "Choose the unit that copied the practice."
                )
                : null,
            !copied && command.Evidence.IsEmpty && document is null && noDocument is null
                ? Refusal.Of(
                    "reckoning-without-evidence",
                    "请至少写一个诉求编号，或者一份文件的编号：没有凭据不能认定。",
                    "Name at least one matter or one paper: nothing is decided without evidence.",
                    nameof(command.Evidence)
                )
                : null,
            command.Evidence.Length > MostEvidence
                ? Refusal.Of(
                    "too-much-evidence",
                    $"最多写 {MostEvidence} 个诉求编号。",
                    $"Name at most {MostEvidence} matters.",
                    nameof(command.Evidence)
                )
                : null
        );
        if (wrong is not null)
        {
            return wrong;
        }
        var decides = Between.ArbiterOf(jurisdiction, unit);
        var file = new ReckoningFile(
            id,
            title!,
            ground!.Value,
            command.Area!,
            unit,
            command.Leader!.Value,
            account!,
            command.Evidence,
            document,
            copied ? [command.CopiedBy!] : [],
            by.Unit,
            by.Id,
            decides,
            jurisdiction.FindReviewer([unit, decides]) ?? Between.ArbiterOf(jurisdiction, unit, decides),
            now
        );
        return new ReckoningProposed(
            file,
            Duty.Start(jurisdiction, "reckoning-reply", DutyFor.ReplyToReckoning, unit, now),
            Duty.Start(jurisdiction, "reckoning-decision", DutyFor.DecideReckoning, decides, now)
        );
    }

    private static Refusal? About(string unit, Ground? ground, Actor.Staff by, Jurisdiction jurisdiction)
    {
        const string field = nameof(ProposeReckoning.Unit);
        if (!jurisdiction.Units.ContainsKey(unit))
        {
            return Refusals.Missing(field, "请选择是哪个单位。", "Choose the unit.");
        }
        if (unit == by.Unit)
        {
            return Refusal.Of(
                "own-reckoning",
                "不能为自己的单位提出，由别的单位来提。",
                "Nobody proposes it for the own unit; another unit does.",
                field
            );
        }
        var mayHold = jurisdiction.Above(unit).Contains(by.Unit) || by.Is(StaffRole.Reviewer);
        return ground is { } code && GroundText.For(code).Sort == ReckoningSort.Accountability && !mayHold
            ? Refusal.Of(
                "accountability-from-above",
                "问责由上级单位或者复查单位提出。",
                "Accountability is proposed by a unit above it or by one that reviews.",
                field
            )
            : null;
    }

    private static (Ground? Ground, Refusal? Why) GroundOf(string? typed)
    {
        const string field = nameof(ProposeReckoning.Ground);
        if (NotAGround.All.FirstOrDefault(n => n.Code == typed) is { } none)
        {
            return (null, none.Refuse(field));
        }
        return Enum.TryParse<Ground>(typed, out var code) && Enum.IsDefined(code) && !int.TryParse(typed, out _)
            ? (code, null)
            : (null, Refusals.Missing(field, "请选择理由。", "Choose the ground."));
    }

    private static (string? Document, Refusal? Why) DocumentOf(string? typed) =>
        string.IsNullOrWhiteSpace(typed)
            ? (null, null)
            : Between.Words(
                typed,
                nameof(ProposeReckoning.Document),
                LongestDocument,
                "请写文件的编号。",
                "Give the number of the paper."
            );
}
