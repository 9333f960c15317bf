using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.MinorCases;

/// <summary>How many officers were there.</summary>
public enum Officers
{
    /// <summary>两名民警.</summary>
    Two,

    /// <summary>一名民警，在执法办案场所，全程同步录音录像.</summary>
    OneRecorded,

    /// <summary>一名民警.</summary>
    One,
}

/// <summary>Enters a step that was taken.</summary>
/// <param name="Step">Its code in the <see cref="CaseBook"/>.</param>
/// <param name="On">When it was taken (UTC).</param>
/// <param name="Document">Number of the document.</param>
/// <param name="Officers">How many officers were there, for steps that take two.</param>
/// <param name="Recording">Where the recording is filed, for one officer; never the recording itself.</param>
public sealed record TakeStep(string? Step, DateTimeOffset? On, string? Document, Officers? Officers, string? Recording);

/// <summary>A step was taken.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Document">Number of the document.</param>
/// <param name="Officers">How many officers were there.</param>
/// <param name="Recording">Where the recording is filed.</param>
public sealed record CaseStepTaken(
    string Code,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText? Document,
    Officers? Officers,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText? Recording
) : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before)
    {
        var it = Some(before);
        return it with { Steps = it.Steps.Add(new CaseStep(Code, On, Document)) };
    }
}

/// <summary>Decides on entering a step.</summary>
public static class TakeStepRule
{
    /// <summary>
    /// A step is taken at its stage, after the steps before it, and once. Where it takes two officers, one alone will do only with full
    /// recording in a proper place (art. 108); under the old law one officer alone never took statements.
    /// </summary>
    public static CaseDecision Decide(MinorCase it, TakeStep command, Actor.Staff by, Jurisdiction j, DateTimeOffset now)
    {
        if (CaseMay.Handle(it, by) is { } not)
        {
            return not;
        }
        if (CaseBook.BuiltIn.Step(command.Step) is not { } terms)
        {
            return Refusals.Missing(nameof(command.Step), "请选择步骤。", "Choose the step.");
        }
        if (command.On is not { } on)
        {
            return Refusals.Missing(nameof(command.On), "请写明什么时候做的。", "Say when it was done.");
        }
        var early = terms.Needs.FirstOrDefault(n => !it.Has(n));
        var why =
            it.Stage != terms.Stage ? CaseMay.NotNow
            : it.Has(terms.Code)
                ? Refusal.Of("step-taken", "这一步已经登记过。", "This step was entered already.", nameof(command.Step))
            : early is not null
                ? Refusal.Of(
                    "step-before",
                    $"先要有：{CaseBook.BuiltIn.Step(early)!.Name.Zh}。",
                    $"First comes: {CaseBook.BuiltIn.Step(early)!.Name.En}.",
                    nameof(command.Step)
                )
            : terms.Supervisor && !by.Is(StaffRole.Supervisor)
                ? Refusal.Of(
                    "head-decides",
                    "这一步由所领导登记。",
                    "The head of the station enters this step.",
                    nameof(command.Step)
                )
            : terms.Code is "served-victim" && !it.People.Any(p => p.IsVictim)
                ? Refusal.Of("no-victim", "这起案件没有登记被侵害人。", "No victim is named in this case.", nameof(command.Step))
            : terms.Code is "not-executable" && it.Has("executed") || terms.Code is "executed" && it.Has("not-executable")
                ? CaseMay.NotNow
            : CaseMay.When(it, on, now)
                ?? CaseMay.TooLong(command.Document, nameof(command.Document))
                ?? CaseMay.TooLong(command.Recording, nameof(command.Recording))
                ?? Present(terms, command, j.Calendar.DayOf(on));
        if (why is not null)
        {
            return why;
        }
        return new CaseStepTaken(
            terms.Code,
            CaseMay.Line(it, command.Document),
            terms.TwoOfficers ? command.Officers : null,
            CaseMay.Line(it, command.Recording)
        )
        {
            On = on,
            Clocks = ClocksOf(it, terms.Code, on, j),
        };
    }

    private static Refusal? Present(CaseStepTerms terms, TakeStep command, DateOnly day)
    {
        if (!terms.TwoOfficers || command.Officers == Officers.Two)
        {
            return null;
        }
        if (command.Officers is null || !Enum.IsDefined(command.Officers.Value))
        {
            return Refusals.Missing(nameof(command.Officers), "请选择有几名民警在场。", "Say how many officers were there.");
        }
        if (command.Officers == Officers.One || day < CaseBook.NewLaw)
        {
            return Refusal.Of("two-officers", "这一步须有两名民警。", "This step takes two officers.", nameof(command.Officers));
        }
        return string.IsNullOrWhiteSpace(command.Recording)
            ? Refusals.Missing(
                nameof(command.Recording),
                "一名民警的，请写明全程录音录像存在哪里。",
                "With one officer, say where the full recording is filed."
            )
            : null;
    }

    // Serving lets the remedies of whoever was served begin.
    private static ImmutableArray<CaseClock> ClocksOf(MinorCase it, string step, DateTimeOffset on, Jurisdiction j)
    {
        if (step == "served")
        {
            return [.. CaseMay.Met(it, CaseClockFor.Serving, on), .. CaseMay.ToTell(it, j, on)];
        }
        if (step != "served-victim")
        {
            return [];
        }
        return
        [
            .. CaseMay.Met(it, CaseClockFor.ServingVictim, on),
            .. CaseMay.ToTell(it, j, on),
            .. it.Clocks.Any(c => c.For == CaseClockFor.Suit) ? [] : Remedies(j, on),
        ];
    }

    /// <summary>The windows for reconsideration and suit of somebody who learns of the decision on that day.</summary>
    internal static ImmutableArray<CaseClock> Remedies(Jurisdiction j, DateTimeOffset on)
    {
        var clocks = ImmutableArray.CreateBuilder<CaseClock>();
        foreach (
            var (rule, what) in new[]
            {
                ("reconsideration-request", CaseClockFor.Reconsideration),
                ("administrative-suit", CaseClockFor.Suit),
            }
        )
        {
            if (j.ClockRules.FindRule(rule, j.Calendar.DayOf(on)) is not null)
            {
                clocks.Add(CaseMay.Start(j, rule, what, on, Guid.CreateVersion7(on)));
            }
        }
        return clocks.ToImmutable();
    }
}

/// <summary>The case's own clock was lengthened.</summary>
/// <param name="Reason">Why; the people see it.</param>
/// <param name="Document">Number of the approval form.</param>
public sealed record CaseExtended(
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText Reason,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText Document
) : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before);
}

/// <summary>Time is not counted, for a lawful reason with its document.</summary>
/// <param name="Reason">The reason.</param>
public sealed record CasePaused(PauseReason Reason) : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before);
}

/// <summary>Time counts again.</summary>
public sealed record CaseResumed : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before);
}

/// <summary>Decides on what moves the date by which a case is dealt with; nothing else does.</summary>
public static class CaseClockRule
{
    /// <summary>Lengthens it, as the organ above approved; how often, the rule says under which the clock began.</summary>
    public static CaseDecision Extend(
        MinorCase it,
        string? reason,
        string? document,
        DateTimeOffset on,
        Actor.Staff by,
        Jurisdiction j,
        DateTimeOffset now
    )
    {
        if (Of(it, on, by, now, out var clock, CaseStage.Investigating, CaseStage.Mediating) is { } why)
        {
            return why;
        }
        if (!by.Is(StaffRole.Supervisor))
        {
            return Refusal.Of("head-extends", "延长办案期限由所领导登记。", "The head of the station enters an extension.");
        }
        var (words, missing) = Refusals.Words(
            reason,
            "Words",
            CaseMay.LongestLine,
            "请写明延长的理由，报案人和被侵害人会看到。",
            "Say why; the reporter and the victim see it."
        );
        if (Refusal.All(missing, Paper(it, document)) is { } incomplete)
        {
            return incomplete;
        }
        return clock!.Clock.Extend(Rule(clock, j), Approver.SuperiorPublicSecurityOrgan, "approved", on, j.Calendar) switch
        {
            ClockDecision.Changed done => new CaseExtended(new PersonalText(it.Office, words), CaseMay.Line(it, document)!)
            {
                On = on,
                Clocks = [clock with { Clock = done.Clock }, .. CaseMay.ToTell(it, j, on)],
            },
            ClockDecision.Refused no => no.Refusal,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Stops counting.</summary>
    public static CaseDecision Pause(
        MinorCase it,
        PauseReason? reason,
        string? document,
        DateTimeOffset on,
        Actor.Staff by,
        Jurisdiction j,
        DateTimeOffset now
    )
    {
        if (Of(it, on, by, now, out var clock, CaseStage.Investigating) is { } why)
        {
            return why;
        }
        if (reason is not { } because)
        {
            return Refusals.Missing("Reason", "请选择法定事由。", "Choose the lawful reason.");
        }
        if (Paper(it, document) is { } missing)
        {
            return missing;
        }
        return clock!.Clock.Pause(Rule(clock, j), because, Refusals.Clean(document), by.Code, on) switch
        {
            ClockDecision.Changed done => new CasePaused(because)
            {
                On = on,
                Clocks = [clock with { Clock = done.Clock }, .. CaseMay.ToTell(it, j, on)],
            },
            ClockDecision.Refused no => no.Refusal,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Counts on.</summary>
    public static CaseDecision Resume(MinorCase it, DateTimeOffset on, Actor.Staff by, Jurisdiction j, DateTimeOffset now)
    {
        if (Of(it, on, by, now, out var clock, CaseStage.Investigating) is { } why)
        {
            return why;
        }
        return clock!.Clock.Resume(Rule(clock, j), on, j.Calendar) switch
        {
            ClockDecision.Changed done => new CaseResumed
            {
                On = on,
                Clocks = [clock with { Clock = done.Clock }, .. CaseMay.ToTell(it, j, on)],
            },
            ClockDecision.Refused no => no.Refusal,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    internal static ClockRule Rule(CaseClock clock, Jurisdiction j) =>
        j.ClockRules.Version(clock.Clock.Code, clock.Clock.RuleVersion);

    private static Refusal? Of(
        MinorCase it,
        DateTimeOffset on,
        Actor.Staff by,
        DateTimeOffset now,
        out CaseClock? clock,
        params ReadOnlySpan<CaseStage> stages
    )
    {
        clock = it.Running;
        return CaseMay.At(it, by, stages) ?? CaseMay.When(it, on, now);
    }

    private static Refusal? Paper(MinorCase it, string? document) =>
        CaseMay.TooLong(document, "Document")
        ?? (
            CaseMay.Line(it, document) is null
                ? Refusals.Missing("Document", "请写明文书的名称和文号。", "Name the document and its number.")
                : null
        );
}
