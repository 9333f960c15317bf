using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.MediationFiles;

/// <summary>The letter with which a dispute goes to another venue, and the receipt below it (对接移交函、回执).</summary>
internal static class HandOverPaper
{
    public static Document Letter(MediationFacts facts, HandOverShown shown, Names names) =>
        new(
            "hand-over",
            new($"{shown.Kind.Zh}移交函", $"Letter of hand-over: {shown.Kind.En}"),
            [
                new Block.Fields([new(new("文号", "Number of the letter"), Line.Said(shown.Letter, 10)), names.Number]),
                new Block.Paragraph(
                    Line.Of([
                        shown.To ?? Piece.Said(null, 14),
                        new Bilingual("：", ": "),
                        new Bilingual(
                            $"现将{facts.Kind.Zh}移交你单位调解。各方当事人均已同意移交，编号不变。",
                            $"this dispute ({facts.Kind.En}) is handed over to you for mediation. Every party has consented; the reference stays."
                        ),
                    ])
                ),
                new Block.Fields([
                    new(new("争议事项", "What it is about"), Line.Said(facts.About, 16)),
                    new(new("当事人", "Parties"), Names.All([.. facts.Parties.Select(p => p.Name).OfType<string>()])),
                    new(
                        new("随函移交", "With this letter"),
                        new Bilingual(
                            "卷宗复制件一份；各方单独说的话和调解员封存的记录不移交",
                            "a copy of the file; what was said alone and what the mediator sealed does not go along"
                        )
                    ),
                ]),
                new Block.Paragraph(
                    new Bilingual(
                        "请在收到后出具回执；不予调解的，请写明理由并及时退回。调解的结果请告知我单位。",
                        "Please give a receipt. If you do not mediate, say why and send it back soon. Tell us what came of it."
                    )
                ),
                new Block.Signatures([new(new("移交单位", "Handed over by"), SignedBy.Seal)]),
                new Block.Heading(new("回执", "Receipt")),
                new Block.Fields([
                    new(new("回执文号", "Number of the receipt"), Line.Said(shown.Receipt, 10)),
                    new(new("收到日期", "Received on"), DocumentDays.OrBlank(shown.ReceivedOn)),
                ]),
                new Block.Signatures([
                    new(new("接收单位", "Received by"), SignedBy.Seal),
                    new(new("移交单位经手人", "For who hands over"), SignedBy.Name),
                ]),
            ]
        );
}
