using System.Collections.Immutable;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.MediationFiles;

/// <summary>The papers of the mediation itself: investigation, evidence, record.</summary>
internal static class MiddlePapers
{
    private const int EmptyRows = 6;

    /// <summary>调查记录: a form, written by hand where somebody is asked.</summary>
    public static Document Investigation(MediationFacts facts, Names names) =>
        new(
            "investigation",
            names.Paper("调查记录", "record of an investigation"),
            [
                new Block.Fields([
                    names.Number,
                    new(new("时间", "When"), DocumentDays.Blank),
                    new(new("地点", "Where"), Line.Blank(14)),
                    new(new("参加人", "Present"), Line.Blank(14)),
                    new(new("被调查人", "Who was asked"), Line.Blank(14)),
                    new(new("与纠纷的关系", "Relation to the dispute"), Line.Blank(14)),
                ]),
                new Block.Heading(new("记录", "Record")),
                new Block.Ruled(14),
                new Block.Signatures([
                    new(new("被调查人", "Who was asked"), SignedBy.NameSealOrFinger),
                    new(new("调查人", "Asked by"), SignedBy.Name),
                    new(new("记录人", "Recorder"), SignedBy.Name),
                ]),
            ]
        );

    /// <summary>证据材料: the list of what was handed in on paper; the things follow behind it.</summary>
    public static Document Evidence(MediationFacts facts, Names names) =>
        new(
            "evidence",
            new("证据材料清单", "List of evidence"),
            [
                new Block.Fields([names.Number, new(new("纠纷类型", "Kind of dispute"), facts.Kind)]),
                new Block.Table(
                    [
                        new(new("序号", "No."), 1),
                        new(new("材料名称", "What"), 4),
                        new(new("提交人", "Handed in by"), 2),
                        new(new("原件或者复印件", "Original or copy"), 2),
                        new(new("页数", "Pages"), 1),
                    ],
                    [
                        .. Enumerable
                            .Range(1, EmptyRows)
                            .Select(n =>
                                ImmutableArray.Create<Line>(
                                    new Bilingual($"{n}", $"{n}"),
                                    Line.Blank(8),
                                    Line.Blank(4),
                                    Line.Blank(4),
                                    Line.Blank(2)
                                )
                            ),
                    ]
                ),
                new Block.Signatures([
                    new(new("提交人", "Handed in by"), SignedBy.NameSealOrFinger),
                    new(new("接收人", "Received by"), SignedBy.Name),
                ]),
            ]
        );

    /// <summary>调解记录: each session that took place with its minutes, which all parties read; a form where there was none yet.</summary>
    public static Document Record(MediationFacts facts, Names names)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        var sessions = facts.Sessions.IsEmpty ? [null] : facts.Sessions.Select(s => (SessionShown?)s).ToList();
        for (var number = 1; number <= sessions.Count; number++)
        {
            var session = sessions[number - 1];
            if (sessions.Count > 1)
            {
                blocks.Add(new Block.Heading(new Bilingual($"第{number}次调解会", $"Session {number}")));
            }
            blocks.Add(
                new Block.Fields([
                    names.Number,
                    new(new("时间", "When"), session is null ? DocumentDays.Blank : DocumentDays.Said(session.At)),
                    new(new("地点", "Where"), Line.Said(session?.Where, 14)),
                    new(
                        new("当事人", "Parties"),
                        Line.Of([
                            .. facts.Parties.SelectMany(p =>
                                new Piece[] { names.RoleOf(p), new Bilingual(" ", " "), Names.Of(p), new Bilingual("　", "  ") }
                            ),
                        ])
                    ),
                    new(new("参加人", "Others present"), Line.Blank(14)),
                    new(new("调解员", "Mediator"), Names.All(facts.Mediators)),
                ])
            );
            blocks.Add(new Block.Heading(new("调解经过和结果", "What was said, and what came of it")));
            blocks.Add(session?.Minutes is { } minutes ? new Block.Paragraph(Line.Said(minutes)) : new Block.Ruled(12));
            blocks.Add(new Block.Signatures([.. names.PartiesSign(), .. Signed(session)]));
        }
        return new Document("record", names.Paper("记录", "record"), blocks.ToImmutable());
    }

    private static IEnumerable<Signature> Signed(SessionShown? session) =>
        session?.Recorder is { } recorder
            ?
            [
                Names.MediatorSigns.First(),
                new Signature(new Bilingual($"记录人 {recorder}", $"Recorder {recorder}"), SignedBy.Name),
            ]
            : Names.MediatorSigns;
}
