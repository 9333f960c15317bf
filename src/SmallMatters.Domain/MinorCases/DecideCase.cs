using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.MinorCases;

/// <summary>The case has an outcome. Neither a sum nor a length of time is kept.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Document">Number of the document.</param>
/// <param name="Reasons">The reasons, where the people are told them.</param>
public sealed record CaseDecided(
    CaseOutcome Outcome,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText? Document,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText? Reasons
) : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) =>
        Some(before) with
        {
            Stage = CaseStage.Decided,
            Outcome = Outcome,
            Owed = null,
        };
}

/// <summary>The case was closed and its records sealed (art. 136).</summary>
public sealed record CaseClosed : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before) with { Stage = CaseStage.Closed };
}

/// <summary>Decides on the outcome and on closing.</summary>
public static partial class DecideCaseRule
{
    /// <summary>Enters the outcome that the police have reached, after the steps before it.</summary>
    public static CaseDecision Decide(
        MinorCase it,
        CaseOutcome? outcome,
        string? document,
        string? reasons,
        DateTimeOffset on,
        Actor.Staff by,
        Jurisdiction j,
        DateTimeOffset now
    )
    {
        if ((CaseMay.At(it, by, CaseStage.Investigating, CaseStage.Mediating) ?? CaseMay.When(it, on, now)) is { } why)
        {
            return why;
        }
        if (outcome is not { } how || !Enum.IsDefined(how))
        {
            return Refusals.Missing("Outcome", "请选择办理结果。", "Choose the outcome.");
        }
        if (!by.Is(StaffRole.Supervisor))
        {
            return Refusal.Of("head-decides", "办理结果由所领导登记。", "The head of the station enters the outcome.");
        }
        var terms = CaseBook.BuiltIn.Of(how);
        if (Obstacle(it, terms, j) is { } obstacle)
        {
            return obstacle;
        }
        var missing = Refusal.All(
            CaseMay.TooLong(document, "Document"),
            NamesASum(document)
                ? Refusal.Of(
                    "document-not-a-penalty",
                    "这里只写文书的名称和文号，例如“公（治）行罚决字〔2026〕123号”，不写罚多少、拘留几天。",
                    "Only the document and its number stand here, such as 公（治）行罚决字〔2026〕123号, not how much or how many days.",
                    "Document"
                )
                : null,
            terms.Document && CaseMay.Line(it, document) is null
                ? Refusals.Missing("Document", "请写明文书的名称和文号。", "Name the document and its number.")
                : null,
            terms.Reasons
                ? Refusals
                    .Words(
                        reasons,
                        "Words",
                        CaseMay.LongestWords,
                        "请写明理由，报案人和被侵害人会看到。",
                        "Give the reasons; the reporter and the victim see them."
                    )
                    .Why
                : null
        );
        if (missing is not null)
        {
            return missing;
        }
        var old = j.Calendar.DayOf(on) < CaseBook.NewLaw;
        var clocks = ImmutableArray.CreateBuilder<CaseClock>();
        clocks.AddRange(CaseMay.Met(it, CaseClockFor.Case, on));
        clocks.AddRange(CaseMay.Met(it, CaseClockFor.LinkedMediation, now));
        // What is decided is not mediated a second time.
        clocks.AddRange(CaseMay.Met(it, CaseClockFor.SecondMediation, on));
        clocks.AddRange(CaseMay.ToTell(it, j, on));
        if (how == CaseOutcome.Penalised)
        {
            clocks.Add(CaseMay.Start(j, "penalty-service", CaseClockFor.Serving, on, Guid.CreateVersion7(on)));
        }
        if (how is CaseOutcome.Penalised or CaseOutcome.NoPenalty && it.People.Any(p => p.IsVictim))
        {
            clocks.Add(
                CaseMay.Start(
                    j,
                    old ? "copy-to-victim" : "decision-to-victim",
                    CaseClockFor.ServingVictim,
                    on,
                    Guid.CreateVersion7(on)
                )
            );
        }
        else if (terms.Remedies)
        {
            clocks.AddRange(TakeStepRule.Remedies(j, on));
        }
        return new CaseDecided(
            how,
            CaseMay.Line(it, document),
            terms.Reasons ? new PersonalText(it.Office, Refusals.Clean(reasons)) : null
        )
        {
            On = on,
            Clocks = clocks.ToImmutable(),
        };
    }

    // Sums and lengths of penalties are kept nowhere: a sum of money, or days, that somebody typed where a number belongs.
    private static bool NamesASum(string? document) => document is not null && Sum().IsMatch(NarrowSigns.Of(document));

    [GeneratedRegex(
        "罚款|罚金|[¥￥$]|[0-9零〇一二三四五六七八九十百千万两]+ *(?:元|块|万元|日拘留|天拘留)|拘留 *[0-9一二三四五六七八九十]+|[0-9] *(?:yuan|rmb|cny|days?)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Sum();

    /// <summary>
    /// Closes it once what the outcome asks for is done, everything held was given back (a criminal case takes it along) and the people
    /// were told; from then on the records are sealed, and a call-back is due.
    /// </summary>
    public static CaseDecision Close(MinorCase it, DateTimeOffset on, Actor.Staff by, Jurisdiction j, DateTimeOffset now)
    {
        if ((CaseMay.At(it, by, CaseStage.Decided) ?? CaseMay.When(it, on, now)) is { } why)
        {
            return why;
        }
        var terms = CaseBook.BuiltIn.Of(it.Outcome!.Value);
        if (terms.Closes.FirstOrDefault(group => !group.Any(it.Has)) is { IsDefault: false } open)
        {
            var names = open.Select(c => CaseBook.BuiltIn.Step(c)!.Name).ToList();
            return Refusal.Of(
                "not-done-yet",
                $"还没有：{string.Join("或者", names.Select(n => n.Zh))}。",
                $"Not done yet: {string.Join(" or ", names.Select(n => n.En))}."
            );
        }
        if (it.Clocks.Any(c => c.For == CaseClockFor.ServingVictim && c.Clock.IsOpen))
        {
            return Refusal.Of("victim-not-served", "决定书还没有送达被侵害人。", "The victim has not been served yet.");
        }
        if (it.Outcome != CaseOutcome.Criminal && it.Held.Any(h => h.ReturnedOn is null))
        {
            return CaseMay.ThingsHeld;
        }
        if (it.Clocks.Any(c => c.For == CaseClockFor.Telling && c.Clock.IsOpen))
        {
            return Refusal.Of(
                "people-not-told",
                "还没有把最近的进展告诉报案人、被侵害人。",
                "The reporter or the victim has not been told of the last step."
            );
        }
        return new CaseClosed
        {
            On = on,
            Clocks =
            [
                .. it
                    .People.Where(p => p.IsVictim)
                    .Select(p => CaseMay.Start(j, "case-call-back", CaseClockFor.CallBack, on, Guid.CreateVersion7(on), p.Id)),
            ],
        };
    }

    private static Refusal? Obstacle(MinorCase it, CaseOutcomeTerms terms, Jurisdiction j)
    {
        if (terms.ByMediation)
        {
            if (it.Stage != CaseStage.Mediating || it.Mediations[^1].AgreedOn is null)
            {
                return Refusal.Of(
                    "no-agreement",
                    "没有达成并履行的治安调解协议。",
                    "There is no agreement of police mediation that was performed.",
                    "Outcome"
                );
            }
        }
        else if (it.Stage == CaseStage.Mediating)
        {
            return Refusal.Of(
                "still-mediating",
                "还在治安调解；先写明调解没有成。",
                "It is still being mediated; first say that it failed.",
                "Outcome"
            );
        }
        if (terms.Needs.FirstOrDefault(n => !it.Has(n)) is { } early)
        {
            var name = CaseBook.BuiltIn.Step(early)!.Name;
            return Refusal.Of("step-before", $"先要有：{name.Zh}。", $"First comes: {name.En}.", "Outcome");
        }
        if (terms.ValidFrom is { } from && j.Calendar.DayOf(it.FiledOn!.Value) < from)
        {
            return Refusal.Of(
                "outcome-of-new-law",
                "这一结果自2026年1月1日起才有，旧案适用旧法。",
                "This outcome exists from 1 January 2026; an older case keeps the old law.",
                "Outcome"
            );
        }
        if (terms.Mediable && !CaseBook.BuiltIn.Of(it.Kind).Mediable)
        {
            return Refusal.Of(
                "kind-not-mediable",
                "这类案件不能以和解、调解结案。",
                "A case of this kind is not ended by a settlement.",
                "Outcome"
            );
        }
        return terms.Outcome == CaseOutcome.Penalised && CaseBook.BuiltIn.Of(it.Kind).AttemptFirst && it.Attempts.IsEmpty
            ? Refusal.Of(
                "attempt-first",
                "噪声、养犬案件须先有劝阻、调解、处理或者警告（第88条、第89条），请先记下。",
                "For noise and dogs an attempt or a warning comes first (arts 88–89); enter it before.",
                "Outcome"
            )
            : null;
    }
}
