using System.Collections.Immutable;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.MediationFiles;

/// <summary>The agreement: written, oral, or that of police mediation. A form with blanks where nothing was agreed yet.</summary>
internal static class AgreementPapers
{
    private static readonly Bilingual[] PoliceCopies =
    [
        new("第一联　调解机关存档", "First copy: for the agency's file"),
        new("第二联　交当事人", "Second copy: for a party"),
        new("第三联　交当事人", "Third copy: for a party"),
    ];

    /// <summary>One for each party and one for the file; at the police never fewer than three (公安机关治安调解工作规范).</summary>
    public static int CopiesOf(MediationFacts facts) =>
        Math.Max(facts.Parties.Length + 1, facts.Way == Disputes.VenueKind.PublicSecurity ? PoliceCopies.Length : 1);

    /// <summary>调解协议书 (人民调解法第28条、第29条).</summary>
    public static Document Written(MediationFacts facts, Names names, int? copy) =>
        new(
            "agreement",
            names.Paper("协议书", "agreement"),
            [
                new Block.Fields([names.Number]),
                .. names.Particulars(),
                .. Facts(facts),
                .. Terms(facts),
                new Block.Paragraph(
                    new Bilingual(
                        "本协议由当事人自愿达成，各方签名、盖章或者按指印，调解员签名并加盖调解组织印章之日起生效，各方应当按照约定履行。"
                            + $"本协议一式{CopiesOf(facts)}份，当事人各执一份，调解组织留存一份。",
                        "The parties agree of their own will. It takes effect on the day on which every party has signed, sealed or put a finger's print, the mediator has signed and the organisation has put its seal; each then does what it promised. "
                            + $"There are {CopiesOf(facts)} copies: one for each party, one for the organisation."
                    )
                ),
                .. Confirmation(facts),
                new Block.Signatures([.. names.PartiesSign(), .. Names.MediatorSigns, new(names.Organ, SignedBy.Seal)]),
            ]
        )
        {
            Copy = CopyOf(facts, copy),
        };

    /// <summary>口头协议登记表 (人民调解法第28条、第30条).</summary>
    public static Document Oral(MediationFacts facts, Names names, int? copy) =>
        new(
            "oral-agreement",
            names.Paper("口头协议登记表", "registration of an oral agreement"),
            [
                new Block.Fields([
                    names.Number,
                    new(new("达成日期", "Agreed on"), DocumentDays.OrBlank(facts.Agreement?.EffectiveOn)),
                ]),
                .. names.Particulars(),
                .. Facts(facts),
                .. Terms(facts),
                new Block.Paragraph(
                    new Bilingual(
                        "口头协议自各方达成协议之日起生效，由调解员记录。",
                        "An oral agreement takes effect on the day on which the parties agree; the mediator writes it down."
                    )
                ),
                .. Confirmation(facts),
                new Block.Signatures([.. Names.MediatorSigns, new(names.Organ, SignedBy.Seal)]),
            ]
        )
        {
            Copy = CopyOf(facts, copy),
        };

    /// <summary>治安调解协议书 (公安机关办理行政案件程序规定第184条).</summary>
    public static Document Police(MediationFacts facts, Names names, int? copy) =>
        new(
            "police-agreement",
            new("治安调解协议书", "Police mediation agreement"),
            [
                new Block.Fields([
                    names.Number,
                    new(names.Organ, facts.Unit),
                    new(new("主持人", "Chaired by"), Names.All(facts.Mediators)),
                    new(
                        new("调解时间", "When"),
                        facts.Sessions is [.., var last] ? DocumentDays.Said(last.At) : DocumentDays.Blank
                    ),
                    new(new("调解地点", "Where"), Line.Said(facts.Sessions is [.., var at] ? at.Where : null, 14)),
                    new(new("其他在场人员", "Others present"), Line.Blank(14)),
                ]),
                .. names.Particulars(),
                new Block.Heading(
                    new(
                        "主要事实（时间、地点、人员、起因、经过、情节、结果）",
                        "Main facts: when, where, who, why, how, how serious, with what result"
                    )
                ),
                new Block.Paragraph(Line.Said(facts.About, 20)),
                new Block.Ruled(5),
                .. Terms(facts),
                new Block.Paragraph(
                    new Bilingual(
                        "本协议自各方签名之日起生效。已履行的，对违反治安管理的行为不再处罚；不履行的，公安机关依法处理，并可以就民事争议向法院起诉。",
                        "It takes effect on the day on which the parties have signed. Once it is performed there is no penalty; if it is not, the police decide by law, and the civil dispute may be taken to court."
                    )
                ),
                new Block.Signatures([
                    .. names.PartiesSign(),
                    new(new("主持人", "Chaired by"), SignedBy.Name),
                    new(new("见证人", "Witness"), SignedBy.Name),
                    new(names.Organ, SignedBy.Seal),
                ]),
            ]
        )
        {
            Copy = CopyOf(facts, copy),
        };

    /// <summary>The terms with who, what and until when.</summary>
    public static IEnumerable<Block> Terms(MediationFacts facts)
    {
        yield return new Block.Heading(new("协议内容、履行方式和期限", "What was agreed: what, how and by when"));
        if (facts.Agreement is not { Terms.IsEmpty: false } agreement)
        {
            yield return new Block.Ruled(6);
            yield break;
        }
        yield return new Block.Table(
            [
                new(new("序号", "No."), 1),
                new(new("由谁履行", "Who"), 3),
                new(new("做什么、怎样做", "What, and how"), 6),
                new(new("期限", "By"), 3),
            ],
            [
                .. agreement.Terms.Select(
                    (t, index) =>
                        ImmutableArray.Create<Line>(
                            new Bilingual($"{index + 1}", $"{index + 1}"),
                            Line.Said(t.By, Names.NameWidth),
                            Line.Said(t.What),
                            DocumentDays.Said(t.DueOn)
                        )
                ),
            ]
        );
    }

    private static IEnumerable<Block> Facts(MediationFacts facts)
    {
        yield return new Block.Heading(new("主要事实、争议事项和各方责任", "Main facts, what is disputed, who answers for what"));
        yield return new Block.Paragraph(Line.Said(facts.About, 20));
        yield return new Block.Ruled(4);
    }

    private static IEnumerable<Block> Confirmation(MediationFacts facts)
    {
        if (facts.Agreement?.ConfirmBy is { } until)
        {
            var day = DocumentDays.Said(until);
            yield return new Block.Paragraph(
                new Bilingual(
                    $"各方可以在{day.Zh}以前共同向法院申请司法确认，确认有效后可以强制执行（人民调解法第33条）。",
                    $"Until {day.En} the parties may together ask the court to confirm it; then it can be enforced (People's Mediation Law, art. 33)."
                )
            );
        }
    }

    private static Bilingual? CopyOf(MediationFacts facts, int? copy) =>
        copy is not { } number ? null
        : facts.Way == Disputes.VenueKind.PublicSecurity && number < PoliceCopies.Length ? PoliceCopies[number]
        : number == 0 ? new Bilingual("调解组织留存", "for the organisation")
        : new Bilingual("当事人留存", "for a party");
}
