using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Hazards;

/// <summary>The papers of a finding: the notice of rectification with its receipt, and the letter with which it is handed over.</summary>
public static class RectificationNotice
{
    /// <summary>
    /// The notice in two copies, with a slip on which the responsible party answers; null while there is no notice. The responsible party's
    /// name is a blank: the paper is made without opening who that is.
    /// </summary>
    public static DocumentFile? Of(Finding finding, ChecklistItem? item, Jurisdiction jurisdiction)
    {
        if (finding.Notice is not { } notice)
        {
            return null;
        }
        var unit = jurisdiction.NameOf(finding.Lead);
        var given = jurisdiction.Calendar.DayOf(notice.At);
        Document Copy(string code, Bilingual copy) =>
            new(
                code,
                new("整改通知书", "Notice of rectification"),
                [
                    new Block.Fields([
                        new(new("编号", "Number"), Line.Said(notice.Number, 10)),
                        new(new("场所", "Premises"), Line.Said(finding.File.PremisesName, 12)),
                        new(new("责任人", "Responsible party"), Line.Blank(12)),
                    ]),
                    new Block.Paragraph(
                        Line.Of([
                            DocumentDays.Said(jurisdiction.Calendar.DayOf(finding.File.FoundAt)),
                            new Bilingual("检查发现：", ", an inspection found: "),
                            Piece.Said(finding.File.What, 20),
                        ])
                    ),
                    new Block.Fields([
                        new(new("检查项目", "Item"), item is null ? Line.Blank(12) : item.Said),
                        new(new("请整改", "To be put right"), Line.Said(notice.What, 20)),
                        new(new("期限", "By the end of"), DocumentDays.Said(notice.Until)),
                        new(new("依据", "Grounds"), Line.Said(notice.Article, 16)),
                    ]),
                    new Block.Paragraph(
                        new Bilingual(
                            "请在期限内整改，整改后按随附的链接或者书面告知我单位，我单位将复查。确有困难的，请在期满前说明理由，申请延期。本通知是整改要求，不是处罚。",
                            "Put it right in time and tell us by the link that comes with this, or in writing; we will look again. If you cannot, say why and ask for more time before the day. This notice asks for rectification and is no penalty."
                        )
                    ),
                    new Block.Signatures([
                        new(unit, SignedBy.Seal),
                        new(new("检查人", "Inspectors"), SignedBy.Name),
                        new(new("责任人签收", "Responsible party"), SignedBy.NameSealOrFinger),
                    ]),
                    new Block.Fields([new(new("发出日期", "Given on"), DocumentDays.Said(given))]),
                ]
            )
            {
                Copy = copy,
            };
        return new DocumentFile(
            new("整改通知书", "Notice of rectification"),
            [
                Copy("notice-kept", new("第一联（存档）", "First copy (kept)")),
                Copy("notice-served", new("第二联（交责任人）", "Second copy (for the responsible party)")),
            ]
        );
    }

    /// <summary>The letter of transfer with the slip for its receipt; null while it was not handed over.</summary>
    public static DocumentFile? LetterOf(Finding finding, ChecklistItem? item, Jurisdiction jurisdiction) =>
        finding.Letter is not { } letter
            ? null
            : new DocumentFile(
                new("隐患移交函", "Letter of transfer"),
                [
                    new Document(
                        "letter",
                        new("隐患移交函", "Letter of transfer"),
                        [
                            new Block.Fields([new(new("文号", "Number"), Line.Said(letter.Number, 10))]),
                            new Block.Paragraph(Line.Of([Piece.Said(letter.To, 12), new Bilingual("：", ": ")])),
                            new Block.Paragraph(
                                new Bilingual(
                                    "现将检查发现的下列隐患移交你单位依法处理。",
                                    "the following hazard, found in an inspection, is handed over to you to be dealt with under the law."
                                )
                            ),
                            new Block.Fields([
                                new(new("场所", "Premises"), Line.Said(finding.File.PremisesName, 12)),
                                new(
                                    new("检查日期", "Inspected on"),
                                    DocumentDays.Said(jurisdiction.Calendar.DayOf(finding.File.FoundAt))
                                ),
                                new(new("检查项目", "Item"), item is null ? Line.Blank(12) : item.Said),
                                new(new("情况", "What was seen"), Line.Said(finding.File.What, 20)),
                                new(new("依据", "Grounds"), item is null ? Line.Blank(12) : item.Source),
                            ]),
                            new Block.Signatures([new(jurisdiction.NameOf(finding.Lead), SignedBy.Seal)]),
                            new Block.Fields([new(new("移交日期", "Handed over on"), DocumentDays.Said(letter.SentOn))]),
                            new Block.Heading(new("回执", "Receipt")),
                            new Block.Fields([
                                new(new("回执文号", "Number of the receipt"), Line.Said(letter.Receipt, 10)),
                                new(new("收到日期", "Received on"), DocumentDays.OrBlank(letter.ReceivedOn)),
                            ]),
                            new Block.Signatures([new(new("接收单位", "Received by"), SignedBy.Seal)]),
                        ]
                    ),
                ]
            );
}
