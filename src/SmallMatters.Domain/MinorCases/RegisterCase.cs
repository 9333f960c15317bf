using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.MinorCases;

/// <summary>What a report turned out to be when it arrived.</summary>
public enum Arrival
{
    /// <summary>本所管辖.</summary>
    Ours,

    /// <summary>属公安管辖，不属本所.</summary>
    WrongStation,

    /// <summary>不属公安职责.</summary>
    NotPolice,

    /// <summary>不属于违反治安管理行为.</summary>
    NoViolation,
}

/// <summary>Registers a report at the station.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Area">Where, as the code of an area.</param>
/// <param name="Account">What was reported.</param>
/// <param name="Where">The place in the reporter's words.</param>
/// <param name="ReportedAt">When it was reported (UTC).</param>
/// <param name="EmergencyOverAt">When an emergency that was dealt with first was over (UTC); null when there was none.</param>
/// <param name="Arrival">What it turned out to be.</param>
/// <param name="Complex">Whether the review of the old law is that of a complex case.</param>
/// <param name="Door">The right door, for what is no police matter.</param>
/// <param name="Reasons">The reasons, for what is no violation.</param>
/// <param name="Role">Who reports.</param>
/// <param name="Confidential">Whether the reporter's name is kept secret.</param>
/// <param name="External">Number in the police system, if known.</param>
/// <param name="InWriting">Whether the reporter asked for it in writing, for what is no police matter.</param>
/// <param name="AnotherOne">Whether somebody looked and says that it is not the one that was registered already.</param>
public sealed record RegisterCase(
    CaseKind? Kind,
    string? Area,
    string? Account,
    string? Where,
    DateTimeOffset? ReportedAt,
    DateTimeOffset? EmergencyOverAt,
    Arrival? Arrival,
    bool Complex,
    string? Door,
    string? Reasons,
    CaseRole? Role,
    bool Confidential,
    string? External,
    bool InWriting = false,
    bool AnotherOne = false
);

/// <summary>What the store knows of cases that may be the same.</summary>
public enum KnownAlready
{
    /// <summary>None.</summary>
    No,

    /// <summary>One of the kind at the place and time.</summary>
    Perhaps,

    /// <summary>One with the number of the police system.</summary>
    ByNumber,
}

/// <summary>A report was registered, and a receipt given.</summary>
/// <param name="Reference">Its public number.</param>
/// <param name="Unit">The station.</param>
/// <param name="Area">The area.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Account">What was reported.</param>
/// <param name="Where">Where.</param>
/// <param name="Reporter">Who reported it.</param>
/// <param name="Confidential">Whether their name is kept secret.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Id">Its key.</param>
public sealed record CaseRegistered(
    Guid Id,
    Reference Reference,
    string Unit,
    string Area,
    CaseKind Kind,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText Account,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText? Where,
    CasePerson Reporter,
    bool Confidential,
    CaseStage Stage
) : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) =>
        before is null
            ? new MinorCase
            {
                Id = Id,
                Reference = Reference,
                Unit = Unit,
                Area = Area,
                Kind = Kind,
                ReportedAt = On,
                LastOn = On,
                Account = Account,
                Where = Where,
                Confidential = Confidential,
                Stage = Stage,
                People = [Reporter],
            }
            : throw new InvalidOperationException($"{nameof(CaseRegistered)} must be the first fact");
}

/// <summary>The number in the police system was entered.</summary>
/// <param name="Number">The number.</param>
public sealed record ExternalNumberGiven(
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText Number
) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before) with { External = Number };
}

/// <summary>Decides on registering.</summary>
public static class RegisterCaseRule
{
    /// <summary>
    /// Everything within the remit of the police is registered. To the end of 2025 a review follows (24 hours, or three days when it is
    /// complex); a report from 2026 on is filed at once or turned away with reasons (PSAPL 2025, art. 90).
    /// </summary>
    /// <param name="command">The report.</param>
    /// <param name="ids">Key of the case, of the reporter, and the public number.</param>
    /// <param name="known">What the store knows of cases that may be the same.</param>
    /// <param name="by">Who registers it.</param>
    /// <param name="j">The jurisdiction.</param>
    /// <param name="now">Now (UTC).</param>
    public static CaseDecision Decide(
        RegisterCase command,
        (Guid Case, ParticipantId Reporter, Reference Reference) ids,
        KnownAlready known,
        Actor.Staff by,
        Jurisdiction j,
        DateTimeOffset now
    )
    {
        if (!by.Is(StaffRole.Handler) && !by.Is(StaffRole.Supervisor))
        {
            return CaseMay.NotYours;
        }
        var (account, noAccount) = Refusals.PeopleWords(
            command.Account,
            nameof(command.Account),
            CaseMay.LongestWords,
            "请写明报案的内容。",
            "Write down what was reported."
        );
        var why = Refusal.All(
            command.Kind is { } k && Enum.IsDefined(k)
                ? null
                : Refusals.Missing(nameof(command.Kind), "请选择小案种类。", "Choose the kind."),
            command.Area is { } a && j.Areas.ContainsKey(a)
                ? null
                : Refusals.Missing(nameof(command.Area), "请选择片区。", "Choose the area."),
            noAccount,
            CaseMay.TooLong(command.Where, nameof(command.Where)),
            CaseMay.TooLong(command.External, nameof(command.External)),
            command.Role is { } r && Enum.IsDefined(r)
                ? null
                : Refusals.Missing(nameof(command.Role), "请选择报案人是谁。", "Choose who reports."),
            Times(command, now),
            Arrived(command)
        );
        if (why is not null)
        {
            return why;
        }
        if (known == KnownAlready.ByNumber)
        {
            return Refusal.Of(
                "case-registered-already",
                "这个外部编号的案件已经登记过，不再重复登记；请打开原来的案件。",
                "A case with that number is registered already and is not registered again; open that one.",
                nameof(command.External)
            );
        }
        if (known == KnownAlready.Perhaps && !command.AnotherOne)
        {
            return Refusal.Of(
                "case-perhaps-registered",
                "同一地方、同一时间已有一起同类案件。重复报案的，向报案人说明，不再登记；确是另一起的，请勾选。",
                "There is a case of this kind at this place and time. A repeated report is explained and not registered again; tick the box if it is another one.",
                nameof(command.AnotherOne)
            );
        }
        var on = command.ReportedAt!.Value;
        var office = new ParticipantId(ids.Case);
        var old = j.Calendar.DayOf(on) < CaseBook.NewLaw;
        var (stage, rule) = command.Arrival switch
        {
            Arrival.WrongStation => (CaseStage.Transferring, "police-transfer"),
            Arrival.Ours when old => (CaseStage.Reviewing, command.Complex ? "acceptance-review-complex" : "acceptance-review"),
            // What is filed or turned away begins and ends its registration in the same breath.
            _ => (CaseStage.Reviewing, null),
        };
        var clocks = ImmutableArray.CreateBuilder<CaseClock>();
        if (rule is not null)
        {
            clocks.Add(CaseMay.Start(j, rule, CaseClockFor.Case, on, Guid.CreateVersion7(now)));
        }
        if (command.EmergencyOverAt is { } over)
        {
            var late = CaseMay.Start(
                j,
                "report-log-after-emergency",
                CaseClockFor.LateRegistration,
                over,
                Guid.CreateVersion7(now)
            );
            clocks.Add(late.Clock.Meet(now) is ClockDecision.Changed done ? late with { Clock = done.Clock } : late);
        }
        var registered = new CaseRegistered(
            ids.Case,
            ids.Reference,
            by.Unit,
            command.Area!,
            command.Kind!.Value,
            new PersonalText(ids.Reporter, account),
            Refusals.Clean(command.Where) is { Length: > 0 } where ? new PersonalText(ids.Reporter, where) : null,
            new CasePerson(ids.Reporter, command.Role!.Value),
            command.Confidential,
            stage
        )
        {
            On = on,
            Clocks = clocks.ToImmutable(),
        };
        var facts = ImmutableArray.Create<CaseFact>(registered);
        if (Refusals.Clean(command.External) is { Length: > 0 } number)
        {
            facts = facts.Add(new ExternalNumberGiven(new PersonalText(office, number)) { On = on });
        }
        var it = registered.Apply(null);
        return new CaseDecision(
            command.Arrival switch
            {
                Arrival.Ours when !old => facts.Add(FileCaseRule.Filed(it, on, j)),
                Arrival.NotPolice => facts.Add(new CaseTurnedAway(command.Door, null, command.InWriting) { On = on }),
                Arrival.NoViolation => facts.Add(
                    new CaseTurnedAway(null, new PersonalText(office, Refusals.Clean(command.Reasons)), command.InWriting)
                    {
                        On = on,
                    }
                ),
                _ => facts,
            },
            null
        );
    }

    private static Refusal? Times(RegisterCase command, DateTimeOffset now) =>
        command.ReportedAt is not { } at
            ? Refusals.Missing(nameof(command.ReportedAt), "请写明什么时候报案的。", "Say when it was reported.")
        : at > now
            ? Refusal.Of("not-yet", "报案时间不能晚于现在。", "The report cannot be later than now.", nameof(command.ReportedAt))
        : at < now.AddYears(-5)
            ? Refusal.Of(
                "too-long-ago",
                "五年以前的案件不在这里登记。",
                "Cases of more than five years ago are not entered here.",
                nameof(command.ReportedAt)
            )
        : command.EmergencyOverAt is { } over && (over > now || over < at)
            ? Refusal.Of(
                "emergency-times",
                "处置完毕的时间应当在报案以后、现在以前。",
                "The emergency was over after the report and before now.",
                nameof(command.EmergencyOverAt)
            )
        : null;

    private static Refusal? Arrived(RegisterCase command) =>
        command.Arrival switch
        {
            Arrival.NotPolice => CaseBook.BuiltIn.Door(command.Door) is null
                ? Refusals.Missing(
                    nameof(command.Door),
                    "请选择应当走的途径，当场告诉报案人。",
                    "Choose the right door and tell the reporter at once."
                )
                : null,
            Arrival.NoViolation => Refusals
                .Words(
                    command.Reasons,
                    nameof(command.Reasons),
                    CaseMay.LongestWords,
                    "请写明理由，当场告诉报案人。",
                    "Give the reasons and tell the reporter at once."
                )
                .Why,
            { } arrival when Enum.IsDefined(arrival) => null,
            _ => Refusals.Missing(nameof(command.Arrival), "请选择这件事归谁管。", "Choose whose it is."),
        };
}
