using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Sharing;

/// <summary>
/// A sharing slip (共享单): one unit reads named fields of another unit's matters, for one purpose, on one basis, until one
/// day. What exists only in a state lives on that state.
/// </summary>
public abstract record SharingSlip(SlipFile File)
{
    private SharingSlip(SlipFile file, bool _)
        : this(file) { }

    /// <summary>Asked for; nothing may be read.</summary>
    public sealed record Asked(SlipFile File) : SharingSlip(File, true);

    /// <summary>Approved by a second person.</summary>
    public sealed record InForce(SlipFile File, StaffId ApprovedBy, DateTimeOffset ApprovedAt) : SharingSlip(File, true);

    /// <summary>Not approved.</summary>
    public sealed record Refused(SlipFile File, string Words) : SharingSlip(File, true);

    /// <summary>Ended before its day.</summary>
    public sealed record Revoked(SlipFile File, string Words) : SharingSlip(File, true);

    /// <summary>The state without its data, for lists.</summary>
    public SlipStage Stage =>
        this switch
        {
            Asked => SlipStage.Asked,
            InForce => SlipStage.InForce,
            Refused => SlipStage.Refused,
            Revoked => SlipStage.Revoked,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Why nothing may be read by it on a local day, or null when it may.</summary>
    public Refusal? Closed(DateOnly today) =>
        this is not InForce
            ? Refusal.Of("slip-not-in-force", "这张共享单没有生效，或者已经撤销。", "This slip is not in force, or was revoked.")
        : today > File.Until ? Refusal.Of("slip-expired", "这张共享单已经到期。", "This slip has expired.")
        : null;
}

/// <summary>A state of a slip without its data.</summary>
public enum SlipStage
{
    /// <summary>待批准.</summary>
    Asked,

    /// <summary>有效.</summary>
    InForce,

    /// <summary>未批准.</summary>
    Refused,

    /// <summary>已撤销.</summary>
    Revoked,
}

/// <summary>A field that a slip may name. There is none for what no unit hands out: notes, threats, verdicts, photos.</summary>
public enum SharedField
{
    /// <summary>问题分类和片区.</summary>
    CategoryAndArea,

    /// <summary>状态和办理结果.</summary>
    StageAndOutcome,

    /// <summary>提交、承诺和办结的日期.</summary>
    Dates,

    /// <summary>居民所写的内容.</summary>
    Words,

    /// <summary>居民的姓名.</summary>
    Name,

    /// <summary>居民的电话.</summary>
    Phone,
}

/// <summary>What every state of a slip has.</summary>
/// <param name="Id">Key.</param>
/// <param name="Giver">Code of the unit whose matters are read.</param>
/// <param name="Receiver">Code of the unit that reads.</param>
/// <param name="Category">Of which category only; null for all. Conduct and minor cases are never in it.</param>
/// <param name="Fields">Which fields; the reference is always given.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Basis">On which legal basis.</param>
/// <param name="Until">Last local day.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedAt">UTC.</param>
public sealed record SlipFile(
    Guid Id,
    string Giver,
    string Receiver,
    string? Category,
    ImmutableArray<SharedField> Fields,
    string Purpose,
    string Basis,
    DateOnly Until,
    StaffId AskedBy,
    DateTimeOffset AskedAt
)
{
    /// <summary>Its code for the impact assessment: the receiver and the end of its key.</summary>
    public string Code => $"{Receiver}.{$"{Id:N}"[^8..]}";
}

/// <summary>Something that happened to a slip.</summary>
public abstract record SlipFact
{
    /// <summary>The slip after it.</summary>
    /// <exception cref="InvalidOperationException">It does not fit the state: the chain is damaged.</exception>
    public abstract SharingSlip Apply(SharingSlip? slip);

    /// <summary>What a fact that does not fit throws.</summary>
    protected InvalidOperationException DoesNotFit(SharingSlip? slip) =>
        new($"{GetType().Name} does not fit a slip that is {slip?.Stage.ToString() ?? "not there"}");
}

/// <summary>What came of a decision.</summary>
public sealed record SlipDecision(SlipFact? Fact, Refusal? Why)
{
    /// <summary>A fact is a decision.</summary>
    public static implicit operator SlipDecision(SlipFact fact) => new(fact, null);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator SlipDecision(Refusal why) => new(null, why);
}
