using System.Collections.Immutable;

namespace SmallMatters.Domain.Confidentiality;

/// <summary>
/// What a unit needed a resident's personal data for. Each rests on the unit's lawful duty (Personal Information Protection
/// Law, article 13 paragraph 1 number 3) and ends with what it was needed for.
/// </summary>
public enum AccessPurpose
{
    /// <summary>办理: the unit owns the matter; until it is settled.</summary>
    Handling,

    /// <summary>复查: the unit decides on reopening or an internal review; until it has decided.</summary>
    Reviewing,

    /// <summary>商议移交: the unit is asked to take the matter over; until it has answered.</summary>
    AnsweringHandOver,

    /// <summary>督促超期: an overdue clock has gone up to the unit; until the matter is settled.</summary>
    LookingAfterOverdue,

    /// <summary>协办: the unit deals with a part; until the part has ended.</summary>
    Part,

    /// <summary>启封身份: a sealed identity was opened with a reason; once.</summary>
    OpeningIdentity,

    /// <summary>共享: a program of the unit read what a sharing slip names; until the slip expires.</summary>
    SharedBySlip,

    /// <summary>回传: what became of the matter was told to the system that passed it on, by file; until it is settled.</summary>
    TransferredBack,

    /// <summary>监督办理: the unit, or somebody of the owner who does not deal with it, looks after how it is dealt with; until it is settled.</summary>
    Overseeing,

    /// <summary>核对公开稿: the names of the matter's people were compared with words that are to be published; until these are out.</summary>
    CheckingPublication,

    /// <summary>调解: the unit deals with a dispute that grew out of the matter; until the matter is settled.</summary>
    Mediating,

    /// <summary>满意度回访: a unit that did not deal with the matter rang up and asked how it was; until the call is over.</summary>
    Calling,

    /// <summary>接待: the window of a booking or the visitor of an appointment read what the resident declared to need; on that day.</summary>
    Serving,

    /// <summary>写成启示: a reviewer read the verdict to make a lesson of it, as its resident agreed; until it is released.</summary>
    Learning,

    /// <summary>抽查答复: a unit that did not deal with the matter read the answer; until that is done.</summary>
    CheckingQuality,
}

/// <summary>
/// A unit opened a resident's personal data (信息调阅记录). One stands for everything that one member of staff opened for one
/// purpose on one local day; the resident is told the unit and not the member of staff.
/// </summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Purpose">What for.</param>
/// <param name="At">The first opening of that day, UTC.</param>
public sealed record AccessReceipt(string Unit, AccessPurpose Purpose, DateTimeOffset At);

/// <summary>When a resident is shown a receipt. It may be shown later for a reason that is named here, and is never dropped.</summary>
public static class AccessReceiptRule
{
    /// <summary>
    /// How long the openings by other units stay unseen after a threat was recorded: whoever made the threat may be holding
    /// the telephone, and must not learn from it that somebody has been called in.
    /// </summary>
    public static readonly TimeSpan AfterThreat = TimeSpan.FromDays(30);

    /// <summary>When the receipt may be shown, UTC: at once, or when the time after each threat before it is over.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="owner">Code of the unit that owns the matter; its own openings are shown at once.</param>
    /// <param name="threats">When threats were recorded in the matter, UTC.</param>
    public static DateTimeOffset ShownFrom(AccessReceipt receipt, string owner, ImmutableArray<DateTimeOffset> threats)
    {
        if (receipt.Unit == owner)
        {
            return receipt.At;
        }
        var shown = receipt.At;
        foreach (var threat in threats)
        {
            var until = threat + AfterThreat;
            if (threat <= receipt.At && receipt.At < until && until > shown)
            {
                shown = until;
            }
        }
        return shown;
    }
}
