using System.Collections.Immutable;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.MediationFiles;

/// <summary>The papers with which a mediation begins: cover, application, notice of rights, proof of the parties, letter of authority.</summary>
internal static class BeginningPapers
{
    /// <summary>卷宗封面.</summary>
    public static Document Cover(MediationFacts facts, Names names) =>
        new(
            "cover",
            names.File,
            [
                new Block.Fields([
                    new(
                        new("卷名", "Title of the file"),
                        Line.Of(
                            new Bilingual(
                                string.Join('、', facts.Parties.Select(p => p.Name).OfType<string>()),
                                string.Join(", ", facts.Parties.Select(p => p.Name).OfType<string>())
                            ),
                            new Bilingual($"　{facts.Kind.Zh}", $": {facts.Kind.En}")
                        )
                    ),
                    names.Number with
                    {
                        Label = new("卷号", "File number"),
                    },
                    new(names.Organ, facts.Unit),
                    new(new("调解员", "Mediator"), Names.All(facts.Mediators)),
                    new(
                        new("调解日期", "Mediated"),
                        Line.Of([
                            .. DocumentDays.OrBlank(facts.StartedOn).Pieces,
                            new Bilingual(" 至 ", " to "),
                            .. DocumentDays.OrBlank(facts.Agreement?.EffectiveOn ?? facts.EndedOn).Pieces,
                        ])
                    ),
                    new(new("立卷人", "Filed by"), Line.Blank(Names.NameWidth)),
                    new(new("立卷日期", "Filed on"), DocumentDays.Blank),
                    new(new("保管期限", "Kept for"), Line.Of(new Piece.Blank(4), new Bilingual("年", " years"))),
                ]),
            ]
        );

    /// <summary>申请书, where a party applied; 受理登记表, where mediation was offered.</summary>
    public static Document Application(MediationFacts facts, Names names) =>
        facts.Parties.Any(p => p.Role == PartyRole.Applicant) ? Asked(facts, names) : Registered(facts, names);

    /// <summary>当事人权利义务告知书, one page for all to sign (人民调解法第4条、第20条、第23条至第26条、第28条至第33条).</summary>
    public static Document RightsNotice(MediationFacts facts, Names names) =>
        new(
            "rights",
            new("当事人权利义务告知书", "Notice of the parties' rights and duties"),
            [
                new Block.Paragraph(
                    new Bilingual(
                        $"{facts.Unit.Zh}就{facts.Kind.Zh}进行{names.Way.Zh}，现将权利义务告知如下。{Law(facts).Zh}",
                        $"{facts.Unit.En} offers mediation of this dispute ({facts.Kind.En}). {Law(facts).En}"
                    )
                ),
                new Block.Heading(new("您的权利", "Your rights")),
                new Block.Numbered([
                    new Bilingual(
                        "是否调解由您自愿决定；您可以选择或者接受调解员，也可以要求换人。",
                        "Whether there is mediation is yours to decide; you may choose the mediator, accept one, or ask for another."
                    ),
                    new Bilingual(
                        "您可以接受调解、拒绝调解，或者随时要求终止调解。",
                        "You may accept mediation, refuse it, or end it at any time."
                    ),
                    new Bilingual("您可以要求调解公开进行或者不公开进行。", "You may ask that it be open, or that it be closed."),
                    new Bilingual(
                        "您可以自主表达意愿，自愿达成协议；没有人可以强迫您。",
                        "You say what you want in your own way and agree only of your own will; nobody may press you."
                    ),
                    new Bilingual("调解不收任何费用。", "Mediation costs nothing."),
                    new Bilingual(
                        "您随时可以依法申请仲裁、行政处理，或者向法院起诉；调解不妨碍这些权利。",
                        "You may go to arbitration, to an agency or to court at any time; mediation takes none of this away."
                    ),
                    new Bilingual(
                        "您单独说的话、隐私和商业秘密依法保密，不用在别处。",
                        "What you say alone, your privacy and business secrets are kept, and used nowhere else."
                    ),
                ]),
                new Block.Heading(new("您的义务", "Your duties")),
                new Block.Numbered([
                    new Bilingual("如实说明纠纷的事实。", "Say truly what happened."),
                    new Bilingual("遵守调解现场的秩序，尊重调解员。", "Keep the order of the meeting and respect the mediator."),
                    new Bilingual("尊重对方当事人行使权利。", "Respect that the other side has the same rights."),
                    new Bilingual("达成协议的，按照约定履行。", "Once there is an agreement, do what you promised."),
                ]),
                new Block.Paragraph(
                    new Bilingual(
                        "以上内容我已经看过或者听过，明白并且自愿参加调解。",
                        "I have read or been read this, understand it, and take part of my own will."
                    )
                ),
                .. Consents(facts, names),
                new Block.Signatures([.. names.PartiesSign()]),
            ]
        );

    /// <summary>当事人身份证明: where the proofs are put in. Copies are looked at and filed by hand; the product keeps none.</summary>
    public static Document ProofOfParties(MediationFacts facts, Names names) =>
        new(
            "proofs",
            new("当事人身份证明", "Proof of who the parties are"),
            [
                new Block.Paragraph(
                    new Bilingual(
                        "核对原件后，复印件附在本页之后。系统不保存证件号码和复印件。",
                        "The originals are looked at and copies put behind this page. The system keeps neither numbers nor copies."
                    )
                ),
                new Block.Table(
                    [
                        new(new("当事人", "Party"), 3),
                        new(new("证明名称", "Kind of proof"), 4),
                        new(new("页数", "Pages"), 1),
                        new(new("核对人", "Checked by"), 2),
                    ],
                    [
                        .. facts.Parties.Select(p =>
                            ImmutableArray.Create(
                                Line.Of(names.RoleOf(p), new Bilingual(" ", " "), Names.Of(p)),
                                p.Kind == PartyKind.Organisation
                                    ? new Bilingual(
                                        "营业执照或者登记证书、负责人证明",
                                        "Licence or registration, proof of the head"
                                    )
                                    : new Bilingual("居民身份证或者其他有效证件", "Identity document"),
                                Line.Blank(2),
                                Line.Blank(4)
                            )
                        ),
                    ]
                ),
            ]
        );

    /// <summary>授权委托书, for each party whose representative acts by letter; the empty form where there is none.</summary>
    public static Document LetterOfAuthority(MediationFacts facts, Names names)
    {
        var letters = facts
            .Parties.SelectMany(p => p.ActFor.Where(a => a.Shown == AuthorityShown.Letter).Select(a => (Party: p, Acts: a)))
            .SelectMany(l => Letter(Names.Of(l.Party), Piece.Said(l.Acts.Name, Names.NameWidth), l.Acts.Authority))
            .ToImmutableArray();
        return new Document(
            "letters",
            new("授权委托书", "Letter of authority"),
            letters.IsEmpty ? [.. Letter(new Piece.Blank(Names.NameWidth), new Piece.Blank(Names.NameWidth), null)] : letters
        );
    }

    private static Bilingual Law(MediationFacts facts) =>
        facts.Venue is { } venue
            ? new Bilingual($"依据：{venue.Source.Zh}。", $"Source: {venue.Source.En}.")
            : new Bilingual("依据：人民调解法。", "Source: People's Mediation Law.");

    private static Document Asked(MediationFacts facts, Names names) =>
        new(
            "application",
            names.Paper("申请书", "application"),
            [
                .. names.Particulars(),
                new Block.Heading(new("纠纷简要情况", "What the dispute is about, in short")),
                new Block.Paragraph(Line.Said(facts.About, 20)),
                new Block.Ruled(2),
                new Block.Heading(new("申请事项", "What is asked for")),
                new Block.Ruled(2),
                new Block.Paragraph(
                    new Bilingual(
                        $"我自愿申请{names.Way.Zh}，已知道可以随时撤回申请，也可以依法走其他途径。",
                        "I ask for mediation of my own will, and know that I may take this back at any time or go another lawful way."
                    )
                ),
                new Block.Signatures([new(new("申请人", "Applicant"), SignedBy.NameSealOrFinger)]),
            ]
        );

    private static Document Registered(MediationFacts facts, Names names) =>
        new(
            "registration",
            names.Paper("受理登记表", "registration of acceptance"),
            [
                new Block.Fields([
                    names.Number,
                    new(new("纠纷类型", "Kind of dispute"), facts.Kind),
                    new(
                        new("案件来源", "How it came"),
                        new Bilingual(
                            "□ 当事人申请　☑ 主动调解　□ 公安移交　□ 法院委派、委托　□ 上级或者部门交办",
                            "[ ] a party applied  [x] mediation was offered  [ ] from the police  [ ] from a court  [ ] from a higher unit"
                        )
                    ),
                    new(new("登记日期", "Registered on"), DocumentDays.Said(facts.OpenedOn)),
                    new(new("受理日期", "Accepted on"), DocumentDays.OrBlank(facts.StartedOn)),
                    new(new("纠纷简要情况", "In short"), Line.Said(facts.About, 20)),
                ]),
                .. names.Particulars(),
                new Block.Signatures([
                    .. names.PartiesSign(),
                    new(new("登记人", "Registered by"), SignedBy.Name),
                    new(names.Organ, SignedBy.Seal),
                ]),
            ]
        );

    private static IEnumerable<Block> Consents(MediationFacts facts, Names names)
    {
        var given = facts.Parties.Where(p => p.Consented is not null).ToList();
        if (given.Count > 0)
        {
            yield return new Block.Table(
                [new(new("当事人", "Party"), 3), new(new("同意调解的日期", "Consented on"), 3), new(new("方式", "How"), 3)],
                [
                    .. given.Select(p =>
                        ImmutableArray.Create<Line>(
                            Line.Of(names.RoleOf(p), new Bilingual(" ", " "), Names.Of(p)),
                            DocumentDays.Said(p.Consented!.Value.On),
                            p.Consented.Value.How
                        )
                    ),
                ]
            );
        }
    }

    private static IEnumerable<Block> Letter(Piece party, Piece acts, Bilingual? authority)
    {
        yield return new Block.Fields([
            new(new("委托人", "Given by"), Line.Of(party)),
            new(new("受委托人", "Given to"), Line.Of(acts)),
            new(new("与委托人的关系", "Their relation"), Line.Blank(8)),
            new(
                new("委托权限", "Authority"),
                authority is { } known
                    ? known
                    : new Bilingual(
                        "□ 一般授权：可以说话、可以拒绝，不能代为同意　□ 特别授权：可以代为同意",
                        "[ ] general: speaks and refuses, cannot agree  [ ] special: may also agree"
                    )
            ),
            new(
                new("委托期限", "Good until"),
                new Bilingual("至本次调解结束，可以随时撤回", "the end of this mediation; it may be taken back at any time")
            ),
        ]);
        yield return new Block.Signatures([
            new(new("委托人", "Given by"), SignedBy.NameSealOrFinger),
            new(new("受委托人", "Given to"), SignedBy.NameSealOrFinger),
        ]);
    }
}
