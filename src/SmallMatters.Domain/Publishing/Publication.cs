using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Publishing;

/// <summary>
/// A publication (发布): words for everybody, written by one person and released by another. What exists only in a state lives
/// on that state. The words of a draft are no facts: until its release a draft may hold what must never be public, so only
/// the released copy enters the history.
/// </summary>
public abstract record Publication(PublicationFile File)
{
    private Publication(PublicationFile file, bool _)
        : this(file) { }

    /// <summary>Being written.</summary>
    public sealed record Draft(PublicationFile File, Manuscript Manuscript) : Publication(File, true);

    /// <summary>Waiting for a second person; nobody changes the words meanwhile.</summary>
    public sealed record Submitted(PublicationFile File, Manuscript Manuscript) : Publication(File, true);

    /// <summary>Out for everybody.</summary>
    public sealed record Released(PublicationFile File, PublishedCopy Copy, StaffId By, DateTimeOffset At)
        : Publication(File, true);

    /// <summary>Taken back; that it was, and why, stays readable, its words do not.</summary>
    public sealed record Recalled(PublicationFile File, string Reason, DateTimeOffset At) : Publication(File, true);

    /// <summary>Given up before it went out.</summary>
    public sealed record Abandoned(PublicationFile File) : Publication(File, true);

    /// <summary>The state without its data, for lists.</summary>
    public PublicationStage Stage =>
        this switch
        {
            Draft => PublicationStage.Draft,
            Submitted => PublicationStage.Submitted,
            Released => PublicationStage.Released,
            Recalled => PublicationStage.Recalled,
            Abandoned => PublicationStage.Abandoned,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>A state of a publication without its data.</summary>
public enum PublicationStage
{
    /// <summary>草稿.</summary>
    Draft,

    /// <summary>待发布: waits for a second person.</summary>
    Submitted,

    /// <summary>已发布.</summary>
    Released,

    /// <summary>已撤回.</summary>
    Recalled,

    /// <summary>已放弃.</summary>
    Abandoned,
}

/// <summary>What is published.</summary>
public enum PublicationKind
{
    /// <summary>防范提示: how to prevent what happens nearby.</summary>
    Tip,

    /// <summary>通知.</summary>
    Notice,

    /// <summary>澄清: what went round is not so.</summary>
    Correction,

    /// <summary>办理结果: what came of a matter, or of an area's matters.</summary>
    Result,

    /// <summary>本周工作: what the week of an area is for.</summary>
    WeeklyPlan,
}

/// <summary>What every state of a publication has.</summary>
/// <param name="Id">Key.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Unit">Code of the unit that publishes.</param>
/// <param name="Area">Code of the area that it is for, or null for all.</param>
/// <param name="Matter">Reference of the matter that it is about, as a number; null for none. Not shown in public.</param>
/// <param name="Writers">Everybody who had a hand in the words; none of them releases it.</param>
/// <param name="DraftedAt">UTC.</param>
public sealed record PublicationFile(
    Guid Id,
    PublicationKind Kind,
    string Unit,
    string? Area,
    long? Matter,
    ImmutableArray<StaffId> Writers,
    DateTimeOffset DraftedAt
);

/// <summary>The words of a draft with what was done about its hints. Never part of the history.</summary>
/// <param name="Title">Title.</param>
/// <param name="Words">Words; a blank line parts paragraphs.</param>
/// <param name="Until">Last local day on which it is listed, or null; its own page stays, and says that the day is over.</param>
/// <param name="Redactions">What was blacked out.</param>
/// <param name="Kept">Hints that stay, each with its reason.</param>
/// <param name="PartyNames">Names of the people of the matter that it is about, to be warned of.</param>
public sealed record Manuscript(
    string Title,
    string Words,
    DateOnly? Until,
    ImmutableArray<Redaction> Redactions,
    ImmutableArray<KeptHint> Kept,
    ImmutableArray<string> PartyNames
)
{
    /// <summary>The hints that nobody has dealt with.</summary>
    public ImmutableArray<Hint> OpenHints => [.. Hints.In(this).Where(h => !Kept.Any(k => k.Kind == h.Kind && k.Text == h.Text))];
}

/// <summary>A redaction (遮盖): something was destroyed in the words or painted over in the photo.</summary>
/// <param name="Kind">What it looked like, or null when a person marked it by hand.</param>
/// <param name="Where">Title, words or photo.</param>
/// <param name="Reason">Why. What was destroyed stands nowhere.</param>
public sealed record Redaction(HintKind? Kind, ManuscriptPart Where, string Reason)
{
    /// <summary>What stands in the place of what was destroyed. Always of one length, which tells nothing of the other's.</summary>
    public const string Bar = "████";
}

/// <summary>A hint that stays in the words.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Text">The text that stays.</param>
/// <param name="Reason">Why it may.</param>
public sealed record KeptHint(HintKind Kind, string Text, string Reason);

/// <summary>What a redaction or a hint is in.</summary>
public enum ManuscriptPart
{
    /// <summary>标题.</summary>
    Title,

    /// <summary>正文.</summary>
    Words,

    /// <summary>照片.</summary>
    Photo,
}

/// <summary>What went out, as everybody sees it.</summary>
/// <param name="Title">Title.</param>
/// <param name="Words">Words.</param>
/// <param name="Until">Last local day on which it is listed, or null; its own page stays, and says that the day is over.</param>
/// <param name="Redactions">Where something was destroyed, and why.</param>
/// <param name="Kept">Reasons for which something stays that looks personal.</param>
/// <param name="Photo">SHA-256 of the photo in hexadecimal, or null.</param>
public sealed record PublishedCopy(
    string Title,
    string Words,
    DateOnly? Until,
    ImmutableArray<Redaction> Redactions,
    ImmutableArray<string> Kept,
    string? Photo
);

/// <summary>Something that happened to a publication.</summary>
public abstract record PublicationFact;

/// <summary>Begun.</summary>
public sealed record PublicationDrafted(PublicationFile File) : PublicationFact;

/// <summary>The words were changed; how is not recorded.</summary>
public sealed record ManuscriptChanged(StaffId By) : PublicationFact;

/// <summary>Something was destroyed.</summary>
public sealed record RedactionMade(Redaction Redaction, StaffId By) : PublicationFact;

/// <summary>A hint stays, with its reason.</summary>
public sealed record HintKept(HintKind Kind, string Reason, StaffId By) : PublicationFact;

/// <summary>People of the matter erased themselves: their names went out of the draft.</summary>
public sealed record PartiesForgotten : PublicationFact;

/// <summary>Handed to a second person.</summary>
public sealed record PublicationSubmitted : PublicationFact;

/// <summary>Given back to its writers.</summary>
public sealed record PublicationReturned(string Words) : PublicationFact;

/// <summary>Out.</summary>
public sealed record PublicationReleased(PublishedCopy Copy, StaffId By) : PublicationFact;

/// <summary>Taken back.</summary>
public sealed record PublicationRecalled(string Reason) : PublicationFact;

/// <summary>Given up.</summary>
public sealed record PublicationAbandoned : PublicationFact;

/// <summary>What came of a decision: a fact with the manuscript as it is then, or a refusal.</summary>
/// <param name="Fact">What happened.</param>
/// <param name="Manuscript">The words from now on; null once there are none.</param>
/// <param name="Why">Why nothing did.</param>
public sealed record PublicationDecision(PublicationFact? Fact, Manuscript? Manuscript, Refusal? Why)
{
    /// <summary>A refusal is a decision.</summary>
    public static implicit operator PublicationDecision(Refusal why) => new(null, null, why);
}
