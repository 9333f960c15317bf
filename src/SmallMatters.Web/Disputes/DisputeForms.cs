using System.Diagnostics;
using SmallMatters.Domain.Disputes;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Disputes;

/// <summary>What the steps ask for; each step its own part.</summary>
public sealed class DisputeForm
{
    public string? Kind { get; set; }
    public string? About { get; set; }
    public string? PartyKind { get; set; }
    public string? Name { get; set; }
    public string? Phone { get; set; }
    public string? Tongue { get; set; } = nameof(Domain.Language.Tongue.Zh);
    public List<string> IsRaiser { get; set; } = [];
    public string? Authority { get; set; }
    public string? Shown { get; set; }
    public string? Answer { get; set; }
    public string? How { get; set; }
    public List<string> Met { get; set; } = [];
    public List<string> Applying { get; set; } = [];
    public DateOnly? Day { get; set; }
    public string? StartsAt { get; set; }
    public int? Minutes { get; set; } = 90;
    public string? Where { get; set; }
    public string? Duty { get; set; }
    public List<string> Told { get; set; } = [];
    public string? As { get; set; }
    public string? Door { get; set; }
    public string? Words { get; set; }
    public string? By { get; set; }
    public string? What { get; set; }
    public List<string> Anew { get; set; } = [];
    public string? AgreementForm { get; set; }
    public string? Mediator { get; set; }
    public string? MediatorAnswer { get; set; }
    public string? Procedure { get; set; }
    public string? Code { get; set; }
    public string? Reason { get; set; }
    public int? Length { get; set; }
    public string? Unit { get; set; }
    public string? Finding { get; set; }
    public List<string> Conditions { get; set; } = [];
}

/// <summary>The five questions about safety, each with three answers and none chosen before.</summary>
public sealed class SafetyForm
{
    public string? Violence { get; set; }
    public string? Threat { get; set; }
    public string? Dependency { get; set; }
    public string? Children { get; set; }
    public string? Fear { get; set; }

    /// <summary>The answers; null when one is missing.</summary>
    public SafetyAnswers? Answers =>
        Read(Violence) is { } violence
        && Read(Threat) is { } threat
        && Read(Dependency) is { } dependency
        && Read(Children) is { } children
        && Read(Fear) is { } fear
            ? new SafetyAnswers(violence, threat, dependency, children, fear)
            : null;

    public static IReadOnlyList<Choice> Choices { get; } =
    [.. Enum.GetValues<SafetyAnswer>().Select(a => new Choice(a.ToString(), a.Said()))];

    /// <summary>The answer to the question of that name.</summary>
    public static SafetyAnswer Of(SafetyAnswers answers, string field) =>
        field switch
        {
            nameof(SafetyAnswers.Violence) => answers.Violence,
            nameof(SafetyAnswers.Threat) => answers.Threat,
            nameof(SafetyAnswers.Dependency) => answers.Dependency,
            nameof(SafetyAnswers.Children) => answers.Children,
            nameof(SafetyAnswers.Fear) => answers.Fear,
            _ => throw new UnreachableException(),
        };

    private static SafetyAnswer? Read(string? typed) =>
        typed switch
        {
            nameof(SafetyAnswer.No) => SafetyAnswer.No,
            nameof(SafetyAnswer.Yes) => SafetyAnswer.Yes,
            nameof(SafetyAnswer.RatherNotSay) => SafetyAnswer.RatherNotSay,
            _ => null,
        };
}
