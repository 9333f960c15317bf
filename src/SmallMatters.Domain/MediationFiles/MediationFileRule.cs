using System.Collections.Immutable;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.MediationFiles;

/// <summary>Makes the papers of a mediation from its facts.</summary>
public static class MediationFileRule
{
    /// <summary>
    /// The thirteen papers, each with what is missing for it, and the file of those that are needed. In police mediation the agreement is
    /// the 治安调解协议书; it stands in the file once and is printed in three copies, or one more than there are parties.
    /// </summary>
    public static MediationPapers Compose(MediationFacts facts)
    {
        var names = new Names(facts);
        var agreement = facts.Agreement;
        ImmutableArray<MediationPaper> papers =
        [
            new(PaperKind.Application, Need.Always, BeginningPapers.Application(facts, names), MissingToApply(facts)),
            new(PaperKind.RightsNotice, Need.Always, BeginningPapers.RightsNotice(facts, names), MissingConsents(facts)),
            new(PaperKind.ProofOfParties, Need.Always, BeginningPapers.ProofOfParties(facts, names), []),
            Needed(PaperKind.LetterOfAuthority, Letters(facts), BeginningPapers.LetterOfAuthority(facts, names)),
            Needed(PaperKind.Investigation, false, MiddlePapers.Investigation(facts, names)),
            Needed(PaperKind.Evidence, false, MiddlePapers.Evidence(facts, names)),
            new(PaperKind.Record, Need.Always, MiddlePapers.Record(facts, names), MissingRecord(facts)),
            new(PaperKind.Agreement, Need.Always, Agreement(facts, names, null), MissingAgreement(facts)),
            Needed(
                PaperKind.Performance,
                agreement?.Terms.Any(t => t.PerformedOn is not null) == true,
                LaterPapers.Performance(facts, names),
                MissingPerformance(agreement)
            ),
            Needed(
                PaperKind.FollowUp,
                agreement?.EffectiveOn is not null,
                LaterPapers.FollowUp(facts, names),
                facts.FollowUps.IsEmpty ? [new("还没有回访", "nobody has been asked afterwards yet")] : []
            ),
            Needed(PaperKind.Confirmation, agreement?.ConfirmBy is not null, LaterPapers.Confirmation(facts, names)),
            Needed(PaperKind.Situation, facts.Apart == KeptApart.Something, LaterPapers.Situation(facts)),
            new(PaperKind.BackCover, Need.Always, LaterPapers.BackCover(), []),
        ];
        var inside = papers.Where(p => p.Need != Need.NotHere && p.Kind != PaperKind.BackCover);
        return new MediationPapers(
            papers,
            new DocumentFile(names.File, [.. inside.Select(p => p.Document)])
            {
                Cover = BeginningPapers.Cover(facts, names),
                Back = papers[^1].Document,
            },
            new DocumentFile(
                Agreement(facts, names, null).Title,
                [.. Enumerable.Range(0, AgreementPapers.CopiesOf(facts)).Select(copy => Agreement(facts, names, copy))]
            )
        )
        {
            Letter = facts.HandOver is { } shown ? HandOverPaper.Letter(facts, shown, names) : null,
        };
    }

    /// <summary>
    /// The agreement as one party has it, made from what that party may read: the others' names are blanks, which the signed paper
    /// fills.
    /// </summary>
    public static DocumentFile CopyOfParty(MediationFacts facts)
    {
        var document = Agreement(facts, new Names(facts), null);
        return new DocumentFile(document.Title, [document with { Copy = new Bilingual("当事人留存", "for the party") }]);
    }

    private static Document Agreement(MediationFacts facts, Names names, int? copy) =>
        facts.Way == VenueKind.PublicSecurity ? AgreementPapers.Police(facts, names, copy)
        : facts.Agreement?.Form == AgreementMade.Oral ? AgreementPapers.Oral(facts, names, copy)
        : AgreementPapers.Written(facts, names, copy);

    private static MediationPaper Needed(
        PaperKind kind,
        bool here,
        Document document,
        params ImmutableArray<Bilingual> missing
    ) => new(kind, here ? Need.Here : Need.NotHere, document, here ? missing : []);

    private static bool Letters(MediationFacts facts) =>
        facts.Parties.Any(p => p.ActFor.Any(a => a.Shown == AuthorityShown.Letter));

    private static ImmutableArray<Bilingual> MissingToApply(MediationFacts facts) =>
        facts.Parties.Length < 2 ? [new("当事人不足两方", "there are fewer than two parties")] : [];

    private static ImmutableArray<Bilingual> MissingConsents(MediationFacts facts) =>
        facts.Venue is null ? [new("还没有选择调解渠道", "no venue has been chosen yet")]
        : facts.Parties.Any(p => p.Consented is null)
            ? [new("还有当事人没有同意调解", "not every party has consented to the mediation")]
        : [];

    private static ImmutableArray<Bilingual> MissingRecord(MediationFacts facts) =>
        facts.Sessions.IsEmpty ? [new("还没有召开调解会", "no session has taken place yet")]
        : facts.Mediators.IsEmpty ? [new("没有写明调解员，由其本人签名", "the mediator is not named; they sign by hand")]
        : [];

    private static ImmutableArray<Bilingual> MissingAgreement(MediationFacts facts) =>
        facts.Agreement switch
        {
            null => [new("还没有写下协议内容", "no terms have been written down yet")],
            { EffectiveOn: null } => [new("协议还没有生效", "the agreement is not in effect yet")],
            _ => [],
        };

    private static ImmutableArray<Bilingual> MissingPerformance(AgreementShown? agreement) =>
        agreement?.Terms.Count(t => t.PerformedOn is null) is > 0 and var owed
            ? [new($"还有 {owed} 项没有履行", $"{owed} still owed")]
            : [];
}
