using System.Collections.Immutable;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.MediationFiles;

/// <summary>
/// The thirteen papers of a people's mediation file in their order, as the form set of the Ministry of Justice has them
/// (司发通〔2010〕239号).
/// </summary>
public enum PaperKind
{
    /// <summary>申请书 or 受理登记表.</summary>
    Application,

    /// <summary>当事人权利义务告知书.</summary>
    RightsNotice,

    /// <summary>当事人身份证明.</summary>
    ProofOfParties,

    /// <summary>授权委托书.</summary>
    LetterOfAuthority,

    /// <summary>调查记录.</summary>
    Investigation,

    /// <summary>证据材料.</summary>
    Evidence,

    /// <summary>调解记录.</summary>
    Record,

    /// <summary>调解协议书 or 口头协议登记表; 治安调解协议书 at the police.</summary>
    Agreement,

    /// <summary>履行凭证.</summary>
    Performance,

    /// <summary>回访记录.</summary>
    FollowUp,

    /// <summary>司法确认有关材料.</summary>
    Confirmation,

    /// <summary>卷宗情况说明.</summary>
    Situation,

    /// <summary>封底.</summary>
    BackCover,
}

/// <summary>Whether a file has to have a paper.</summary>
public enum Need
{
    /// <summary>必须.</summary>
    Always,

    /// <summary>按需: and it is needed here.</summary>
    Here,

    /// <summary>按需: it is not needed here; its form can be printed alone.</summary>
    NotHere,
}

/// <summary>One paper of a file.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Need">Whether the file has to have it.</param>
/// <param name="Document">The paper.</param>
/// <param name="Missing">What has not happened yet, or is not known, for it to be whole. What is filled in by hand is not missing.</param>
public sealed record MediationPaper(PaperKind Kind, Need Need, Document Document, ImmutableArray<Bilingual> Missing);

/// <summary>The papers of a mediation.</summary>
/// <param name="Papers">All of them, needed or not, in their order.</param>
/// <param name="File">Those that are needed, with cover and contents.</param>
/// <param name="Copies">The agreement alone in all its copies: one for each party and one for the file.</param>
public sealed record MediationPapers(ImmutableArray<MediationPaper> Papers, DocumentFile File, DocumentFile Copies)
{
    /// <summary>The letter of a hand-over to another venue; null where there is none. It goes along with the file and is none of the thirteen.</summary>
    public Document? Letter { get; init; }

    /// <summary>A paper of the file.</summary>
    public MediationPaper this[PaperKind kind] => Papers.First(p => p.Kind == kind);
}
