using System.Collections.Immutable;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.MediationFiles;

/// <summary>The papers after the agreement: performance, follow-up, confirmation, what is left out, the back.</summary>
internal static class LaterPapers
{
    /// <summary>履行凭证: what was done, with what shows it; receipts on paper follow behind it.</summary>
    public static Document Performance(MediationFacts facts, Names names) =>
        new(
            "performance",
            new("协议履行凭证", "Proof of performance"),
            [
                new Block.Fields([names.Number]),
                new Block.Table(
                    [
                        new(new("序号", "No."), 1),
                        new(new("由谁履行", "Who"), 2),
                        new(new("内容", "What"), 4),
                        new(new("期限", "By"), 2),
                        new(new("履行日期", "Done on"), 2),
                        new(new("凭证", "What shows it"), 3),
                    ],
                    [
                        .. (facts.Agreement?.Terms ?? []).Select(
                            (t, index) =>
                                ImmutableArray.Create<Line>(
                                    new Bilingual($"{index + 1}", $"{index + 1}"),
                                    Line.Said(t.By, 4),
                                    Line.Said(t.What),
                                    DocumentDays.Said(t.DueOn),
                                    t.PerformedOn is { } done ? DocumentDays.Said(done) : Line.Blank(4),
                                    Line.Said(t.Receipt, 5)
                                )
                        ),
                    ]
                ),
                new Block.Paragraph(
                    new Bilingual("收条、汇款单等附在本页之后。", "Receipts and slips of transfers are put behind this page.")
                ),
                new Block.Signatures([.. names.PartiesSign(SignedBy.Name)]),
            ]
        );

    /// <summary>回访记录.</summary>
    public static Document FollowUp(MediationFacts facts, Names names)
    {
        var checks = facts.FollowUps.IsEmpty ? [null] : facts.FollowUps.Select(f => (FollowUpShown?)f).ToList();
        return new Document(
            "follow-up",
            names.Paper("回访记录", "record of follow-up"),
            [
                .. checks.SelectMany(check =>
                    new Block[]
                    {
                        new Block.Fields([
                            names.Number with
                            {
                                Label = new("协议编号", "Agreement"),
                            },
                            new(new("当事人", "Party"), Line.Said(check?.With, Names.NameWidth)),
                            new(new("回访日期", "Asked on"), DocumentDays.OrBlank(check?.On)),
                            new(new("回访事由", "What about"), facts.Kind),
                            new(new("履行情况和满意程度", "Performed? Satisfied?"), check is null ? Line.Blank(16) : check.Found),
                            new(new("回访人", "Asked by"), Line.Said(check?.By, Names.NameWidth)),
                        ]),
                        new Block.Signatures([new(new("当事人", "Party"), SignedBy.NameSealOrFinger)]),
                    }
                ),
            ]
        );
    }

    /// <summary>司法确认申请书, joint (人民调解法第33条；民事诉讼法第205条、第206条；法释〔2011〕5号).</summary>
    public static Document Confirmation(MediationFacts facts, Names names) =>
        new(
            "confirmation",
            new("司法确认申请书", "Joint application for judicial confirmation"),
            [
                .. names.Particulars(),
                new Block.Heading(new("申请事项", "What is asked for")),
                new Block.Paragraph(
                    Line.Of([
                        new Bilingual("请求", "The parties ask the court of "),
                        new Piece.Blank(8),
                        new Bilingual("人民法院确认下列协议有效。协议于", " to confirm the agreement below. It took effect on "),
                        .. DocumentDays.OrBlank(facts.Agreement?.EffectiveOn).Pieces,
                        new Bilingual($"在{facts.Unit.Zh}主持下达成并生效，", $" with {facts.Unit.En}; "),
                        new Bilingual("应当在", "the last day for this application is "),
                        .. DocumentDays.OrBlank(facts.Agreement?.ConfirmBy).Pieces,
                        new Bilingual("以前提出申请。", "."),
                    ])
                ),
                .. AgreementPapers.Terms(facts),
                new Block.Heading(new("当事人承诺", "The parties declare")),
                new Block.Numbered([
                    new Bilingual(
                        "协议出于各方自愿，没有欺骗、胁迫，也没有恶意串通。",
                        "The agreement is of their own will, without deceit, pressure or collusion."
                    ),
                    new Bilingual(
                        "协议不确认身份、收养或者婚姻关系。",
                        "It does not settle who somebody is, an adoption or a marriage."
                    ),
                    new Bilingual(
                        "协议不违反法律，不损害国家、集体、社会公共利益和他人权益，不违背公序良俗。",
                        "It breaks no law, harms neither the public nor anybody else, and offends no good morals."
                    ),
                    new Bilingual(
                        "协议内容明确，可以确认，也可以执行；因协议给他人造成损害的，依法承担责任。",
                        "Its terms are clear enough to be confirmed and enforced; for harm that it does to others they answer."
                    ),
                ]),
                new Block.Paragraph(
                    new Bilingual(
                        "附：调解协议书、各方身份证明、调解组织的证明材料、与协议有关的财产权利证明。",
                        "With it: the agreement, proof of who the parties are, proof of the mediating organisation, titles to property that it is about."
                    )
                ),
                new Block.Signatures([.. names.PartiesSign()]),
            ]
        );

    /// <summary>卷宗情况说明: that something is kept apart.</summary>
    public static Document Situation(MediationFacts facts) =>
        new(
            "situation",
            new("卷宗情况说明", "Note on this file"),
            [
                new Block.Paragraph(
                    facts.Apart == KeptApart.Something
                        ? new Bilingual(
                            "依法保密、另行封存的内容不入本卷：各方单独说的话，单独询问的情况，背靠背谈话记录。",
                            "What is confidential is kept under seal and left out of this file: words said alone, questions asked alone, notes of private talks."
                        )
                        : new Bilingual("没有另行封存的内容。", "Nothing is kept apart.")
                ),
                new Block.Heading(new("其他需要说明的情况", "Anything else to be said")),
                new Block.Ruled(8),
                new Block.Signatures([new(new("立卷人", "Filed by"), SignedBy.Name)]),
            ]
        );

    /// <summary>封底.</summary>
    public static Document BackCover() =>
        new(
            "back",
            new("封底", "Back cover"),
            [
                new Block.Fields([
                    new(new("本卷共", "This file has"), Line.Of(new Piece.Blank(4), new Bilingual("页", " pages"))),
                    new(new("装订人", "Bound by"), Line.Blank(Names.NameWidth)),
                    new(new("检查人", "Checked by"), Line.Blank(Names.NameWidth)),
                    new(new("归档日期", "Archived on"), DocumentDays.Blank),
                ]),
            ]
        );
}
