using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.MediationFiles;
using SmallMatters.Domain.Tests.MediationFiles;

namespace SmallMatters.Web.Tests.Documents;

/// <summary>Documents for the tests of writers: all of mediations, and one of another kind.</summary>
internal static class Samples
{
    /// <summary>A notice to put a hazard right: each part that a document can have, and signs that a writer must take care of.</summary>
    public static DocumentFile Notice { get; } =
        new(
            new Bilingual("责令整改通知书", "Rectification notice"),
            [
                new Document(
                    "notice",
                    new Bilingual("责令整改通知书", "Rectification notice"),
                    [
                        new Block.Paragraph(
                            Line.Of(
                                Piece.Said("柳园小吃店 <1号> & 后厨"),
                                new Bilingual("：经检查，您单位存在下列隐患。", ": these hazards were found.")
                            )
                        ),
                        new Block.Heading(new Bilingual("检查发现", "Findings")),
                        new Block.Table(
                            [new(new("序号", "No."), 1), new(new("隐患", "Hazard"), 5), new(new("期限", "By"), 2)],
                            [
                                [
                                    new Bilingual("1", "1"),
                                    Line.Said("灭火器过期\n共两具\u0001"),
                                    DocumentDays.Said(new DateOnly(2026, 11, 30)),
                                ],
                            ]
                        ),
                        new Block.Numbered([
                            new Bilingual("按期改好。", "Put it right in time."),
                            new Bilingual("拍照反馈。", "Send a photo."),
                        ]),
                        new Block.Fields([new(new("联系人", "Contact"), Line.Blank(6))]),
                        new Block.Ruled(2),
                        new Block.Signatures([
                            new(new("检查人", "Inspector"), SignedBy.Name),
                            new(new("被检查单位", "Premises"), SignedBy.NameSealOrFinger),
                            new(new("检查单位", "Unit"), SignedBy.Seal),
                        ]),
                    ]
                )
                {
                    Copy = new Bilingual("第一联　存档", "First copy"),
                },
            ]
        );

    private static readonly Dictionary<string, MediationPapers> Mediation = new()
    {
        ["begun"] = MediationFileRule.Compose(Mediations.Begun),
        ["whole"] = MediationFileRule.Compose(Mediations.Whole()),
        ["police"] = MediationFileRule.Compose(Mediations.Whole("police")),
    };

    /// <summary>The file, the copies and each paper of a mediation, and the notice, by name.</summary>
    public static IEnumerable<(string Name, DocumentFile File)> All =>
        Mediation
            .SelectMany(m =>
                m.Value.Papers.Select(p => ($"{m.Key}-{p.Document.Code}", new DocumentFile(p.Document.Title, [p.Document])))
                    .Append(($"{m.Key}-all", m.Value.File))
                    .Append(($"{m.Key}-copies", m.Value.Copies))
            )
            .Append(("notice", Notice));

    public static DocumentFile Of(string name) => All.First(s => s.Name == name).File;
}
