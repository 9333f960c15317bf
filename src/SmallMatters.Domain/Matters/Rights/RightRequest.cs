using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>
/// A right over one's own data that somebody else has to answer (个人信息保护法第四十四条至第四十八条). To know and to have a copy, and to
/// be erased once a matter is settled, need nobody: the link does it.
/// </summary>
public enum RightKind
{
    /// <summary>更正、补充: what is kept is wrong or incomplete (art. 46).</summary>
    Correct,

    /// <summary>解释说明: how and why something is used (art. 48).</summary>
    Explain,

    /// <summary>限制、拒绝: something is not to be used, or not so (art. 44).</summary>
    Objection,

    /// <summary>删除: something goes before the matter is settled (art. 47).</summary>
    Delete,

    /// <summary>查阅、复制: the copy behind the link lacks something (art. 45).</summary>
    Copy,

    /// <summary>
    /// 要求换人核查（回避）: in a matter of conduct, somebody else is to review it; decided within two days by somebody else
    /// (公安机关办理行政案件程序规定第二十一条, applied to a review of service).
    /// </summary>
    Recusal,
}

/// <summary>Where a request stands.</summary>
public enum RightState
{
    /// <summary>待答复.</summary>
    Asked,

    /// <summary>已照办.</summary>
    Granted,

    /// <summary>未照办，已说明理由: the law wants the reasons told (art. 50).</summary>
    Declined,
}

/// <summary>A request by somebody about their own data.</summary>
/// <param name="Id">Key.</param>
/// <param name="Kind">Which right.</param>
/// <param name="By">Whose data; only they and the owning unit read it.</param>
/// <param name="Words">What they want.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="State">Where it stands.</param>
public sealed record RightRequest(
    Guid Id,
    RightKind Kind,
    ParticipantId By,
    [property: PersonalField(PersonalItem.Words, FieldPurpose.Rights, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Words,
    DateTimeOffset AskedAt,
    RightState State
)
{
    /// <summary>What was answered; null until then.</summary>
    [PersonalField(PersonalItem.Answers, FieldPurpose.Rights, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public PersonalText? Answer { get; init; }

    /// <summary>For a recusal: who dealt with the matter when it was asked for; null when nobody did.</summary>
    public StaffId? Against { get; init; }

    /// <summary>The unit that the overdue request has gone up to; null while it is in time.</summary>
    public string? EscalatedTo { get; init; }
}

/// <summary>Use a right over one's own data.</summary>
public sealed record AskRight(RightKind? Kind, string? Words);

/// <summary>Somebody used a right over their own data; the owner of the matter answers within the clock.</summary>
public sealed record RightAsked(RightRequest Request, MatterClock Answer) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f => f with { Rights = f.Rights.Add(Request), Clocks = f.Clocks.Add(Answer) });
}

/// <summary>The owner answered the request.</summary>
public sealed record RightAnswered(
    Guid Request,
    ParticipantId To,
    RightState As,
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Rights, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Words,
    DateTimeOffset At
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f.ChangeRight(Request, r => r with { State = As, Answer = Words, EscalatedTo = null }) with
            {
                Clocks = f.Clocks.Met(ClockFor.Right, At, Request),
                // Whoever is to have no part in it any more has it no longer in hand.
                Handler =
                    As == RightState.Granted
                    && f.Rights.Any(r => r.Id == Request && r.Kind == RightKind.Recusal && r.Against == f.Handler)
                        ? null
                        : f.Handler,
            }
        );
}

/// <summary>Decides on requests about one's own data.</summary>
public static class RightRule
{
    /// <summary>Most characters of the words on either side.</summary>
    public const int LongestWords = 2000;

    /// <summary>Anybody who takes part asks about their own data, in whatever state the matter is; one of a kind at a time.</summary>
    public static Decision Ask(Matter matter, AskRight command, Actor.Person by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        if (
            matter.File.Participants.FirstOrDefault(p => p.Id == by.Id)
            is not { Erased: false, Role: not ParticipantRole.FormerHelper }
        )
        {
            return Refusals.NotByThisLink;
        }
        if (command.Kind is not { } kind || (kind == RightKind.Recusal && matter.File.Kind != Kind.Conduct))
        {
            return Refusals.Missing(nameof(command.Kind), "请选择要做什么。", "Choose what you want.");
        }
        if (matter.File.Rights.Any(r => r.By == by.Id && r.Kind == kind && r.State == RightState.Asked))
        {
            return Refusal.Of(
                "right-asked-already",
                "您已经提出过同样的请求，正在等答复。",
                "You have asked for this already, and the answer is on its way.",
                nameof(command.Kind)
            );
        }
        var (words, missing) = Refusals.Words(
            command.Words,
            nameof(command.Words),
            LongestWords,
            "请写明您的要求。",
            "Say what you want."
        );
        if (missing is not null)
        {
            return missing;
        }
        var request = new RightRequest(
            Guid.CreateVersion7(now),
            kind,
            by.Id,
            new PersonalText(by.Id, words),
            now,
            RightState.Asked
        )
        {
            Against = kind == RightKind.Recusal ? matter.File.Handler : null,
        };
        var rule = kind == RightKind.Recusal ? "recusal-decision" : "rights-request";
        return new RightAsked(request, ClockOf.Start(jurisdiction, rule, ClockFor.Right, matter.File.Owner, now, request.Id));
    }

    /// <summary>
    /// The owner of the matter answers; declining tells the reason. A recusal is decided by a supervisor or a reviewer other than who it
    /// is against.
    /// </summary>
    public static Decision Answer(
        Matter matter,
        Guid request,
        RightState? answer,
        string? words,
        Actor.Staff by,
        DateTimeOffset now
    )
    {
        if (May.OfOwner(matter, by) is { } why)
        {
            return why;
        }
        if (matter.File.Rights.FirstOrDefault(r => r.Id == request) is not { State: RightState.Asked } asked)
        {
            return Refusal.Of("right-answered-already", "这个请求已经答复过了。", "This request was answered already.");
        }
        if (
            asked.Kind == RightKind.Recusal
            && (asked.Against == by.Id || !(by.Is(StaffRole.Supervisor) || by.Is(StaffRole.Reviewer)))
        )
        {
            return Refusal.Of(
                "recusal-by-somebody-else",
                "要求换人的，由本单位另一位负责人或者复查人决定。",
                "A recusal is decided by another supervisor or reviewer of the unit."
            );
        }
        if (answer is not (RightState.Granted or RightState.Declined))
        {
            return Refusals.Missing("Answer", "请选择已照办或未照办。", "Choose whether it was done.");
        }
        var (text, missing) = Refusals.Words(
            words,
            "Words",
            LongestWords,
            "请写明做了什么，或者为什么不能照办；居民会看到。",
            "Say what was done, or why it cannot be; the resident reads it."
        );
        if (missing is not null)
        {
            return missing;
        }
        var erased = matter.File.Participants.First(p => p.Id == asked.By).Erased;
        return new RightAnswered(request, asked.By, answer.Value, new PersonalText(asked.By, erased ? null : text), now);
    }

    /// <summary>Whether the person is to have no part in the matter any more, as was granted to whoever raised it.</summary>
    internal static bool Recuses(this MatterFile file, StaffId staff) =>
        file.Rights.Any(r => r is { Kind: RightKind.Recusal, State: RightState.Granted } && r.Against == staff);

    /// <summary>The file with one request changed.</summary>
    internal static MatterFile ChangeRight(this MatterFile file, Guid id, Func<RightRequest, RightRequest> change) =>
        file with
        {
            Rights = [.. file.Rights.Select(r => r.Id == id ? change(r) : r)],
        };
}
