using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.DataProtection;

/// <summary>Write an assessment of an outward flow.</summary>
public sealed record WriteAssessment(
    OutwardFlowKind? Kind,
    string? Code,
    string? Receiver,
    string? Data,
    string? Necessity,
    string? Risks,
    string? Measures,
    DateOnly? HoldsUntil
);

/// <summary>An assessment was written; the flow stays off.</summary>
public sealed record AssessmentWritten(AssessmentFile File) : AssessmentFact
{
    /// <inheritdoc/>
    public override Assessment Apply(Assessment? assessment) =>
        assessment is null ? new Assessment(File, AssessmentStage.Written) : throw DoesNotFit(assessment);
}

/// <summary>Decides on writing assessments.</summary>
public static class WriteAssessmentRule
{
    /// <summary>Most characters of each answer.</summary>
    public const int LongestWords = 2000;

    /// <summary>Most years that one may hold: what was weighed longer ago is weighed anew. The product's own default.</summary>
    public const int MostYears = 3;

    /// <summary>Who may write one. Approving takes somebody else.</summary>
    public static readonly ImmutableArray<StaffRole> Writers =
    [
        StaffRole.Supervisor,
        StaffRole.SystemAdministrator,
        StaffRole.DataProtectionOfficer,
    ];

    /// <summary>The fact, or why not.</summary>
    public static AssessmentDecision Decide(WriteAssessment command, Guid id, Actor.Staff by, DateOnly today, DateTimeOffset now)
    {
        if (!Writers.Any(by.Is))
        {
            return DataProtectionRefusals.NotYourRole;
        }
        var code = Refusals.Clean(command.Code);
        var badCode =
            code.Length == 0 ? Refusals.Missing(nameof(command.Code), "请填写它的代码。", "Give its code.")
            : code.Length > OutwardFlow.LongestCode || !code.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_')
                ? Refusal.Of(
                    "flow-code-malformed",
                    $"代码只用字母、数字、点和横线，不超过 {OutwardFlow.LongestCode} 个字。",
                    $"Use letters, digits, dots and dashes, at most {OutwardFlow.LongestCode}.",
                    nameof(command.Code)
                )
            : null;
        var badTerm =
            command.HoldsUntil is not { } last
                ? Refusals.Missing(nameof(command.HoldsUntil), "请写明用到哪一天为止。", "Say until which day it holds.")
            : last <= today || last > today.AddYears(MostYears)
                ? Refusal.Of(
                    "assessment-term",
                    $"截止日期应在明天以后、{MostYears} 年以内。",
                    $"The last day is after today and within {MostYears} years.",
                    nameof(command.HoldsUntil)
                )
            : null;
        var wrong = Refusal.All(
            command.Kind is null
                ? Refusals.Missing(nameof(command.Kind), "请选择是哪一种对外提供。", "Choose which kind of flow it is.")
                : null,
            badCode,
            Words(command.Receiver, nameof(command.Receiver), "请写明谁接收。", "Say who receives it.", out var receiver),
            Words(command.Data, nameof(command.Data), "请逐项写明提供哪些字段。", "Name each field that goes out.", out var data),
            Words(
                command.Necessity,
                nameof(command.Necessity),
                "请写明目的、依据，以及为什么不能更少。",
                "Say the purpose, the basis, and why less would not do.",
                out var necessity
            ),
            Words(
                command.Risks,
                nameof(command.Risks),
                "请写明对居民可能有什么影响。",
                "Say what it can do to residents.",
                out var risks
            ),
            Words(
                command.Measures,
                nameof(command.Measures),
                "请写明采取什么保护措施。",
                "Say what is done against it.",
                out var measures
            ),
            badTerm
        );
        if (wrong is not null)
        {
            return wrong;
        }
        return new AssessmentWritten(
            new AssessmentFile(
                id,
                new OutwardFlow(command.Kind!.Value, code),
                receiver,
                data,
                necessity,
                risks,
                measures,
                command.HoldsUntil!.Value,
                by.Unit,
                by.Id.Value,
                now
            )
        );
    }

    private static Refusal? Words(string? typed, string field, string zh, string en, out string words)
    {
        var (text, why) = Refusals.WorkWords(typed, field, LongestWords, zh, en);
        words = text ?? "";
        return why;
    }
}
