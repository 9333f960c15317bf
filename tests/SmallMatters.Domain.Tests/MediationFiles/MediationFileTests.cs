using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.MediationFiles;
using Xunit;

namespace SmallMatters.Domain.Tests.MediationFiles;

public class MediationFileTests
{
    [Fact]
    public void A_file_has_the_thirteen_papers_in_the_order_of_the_form_set()
    {
        var papers = MediationFileRule.Compose(Mediations.Whole()).Papers;
        Assert.Equal(Enum.GetValues<PaperKind>(), papers.Select(p => p.Kind));
        Assert.Equal(13, papers.Length);
        Assert.Equal(papers.Length, papers.DistinctBy(p => p.Document.Code).Count());
    }

    [Fact]
    public void What_the_form_set_always_asks_for_is_in_the_file_from_the_first_day()
    {
        var papers = MediationFileRule.Compose(Mediations.Begun);
        PaperKind[] always =
        [
            PaperKind.Application,
            PaperKind.RightsNotice,
            PaperKind.ProofOfParties,
            PaperKind.Record,
            PaperKind.Agreement,
            PaperKind.BackCover,
        ];
        Assert.Equal(always, papers.Papers.Where(p => p.Need == Need.Always).Select(p => p.Kind));
        Assert.Equal(5, papers.File.Documents.Length);
        Assert.NotNull(papers.File.Cover);
        Assert.Equal("back", papers.File.Back?.Code);
        Assert.DoesNotContain(papers.File.Documents, d => d.Code == "back");
    }

    [Fact]
    public void A_paper_that_is_needed_only_sometimes_comes_into_the_file_once_it_is()
    {
        var begun = MediationFileRule.Compose(Mediations.Begun);
        var whole = MediationFileRule.Compose(Mediations.Whole());
        foreach (
            var kind in new[]
            {
                PaperKind.LetterOfAuthority,
                PaperKind.Performance,
                PaperKind.FollowUp,
                PaperKind.Confirmation,
                PaperKind.Situation,
            }
        )
        {
            Assert.Equal(Need.NotHere, begun[kind].Need);
            Assert.Equal(Need.Here, whole[kind].Need);
            Assert.Contains(whole[kind].Document, whole.File.Documents);
        }
    }

    [Fact]
    public void What_is_missing_is_said_beside_the_paper_and_nothing_is_once_all_is_done()
    {
        var begun = MediationFileRule.Compose(Mediations.Begun);
        Assert.Equal("还没有选择调解渠道", Assert.Single(begun[PaperKind.RightsNotice].Missing).Zh);
        Assert.Equal("还没有召开调解会", Assert.Single(begun[PaperKind.Record].Missing).Zh);
        Assert.Equal("还没有写下协议内容", Assert.Single(begun[PaperKind.Agreement].Missing).Zh);

        var whole = Mediations.Whole();
        Assert.Equal("还有 1 项没有履行", Assert.Single(MediationFileRule.Compose(whole).Papers.SelectMany(p => p.Missing)).Zh);
        var draft = whole with { Agreement = whole.Agreement! with { EffectiveOn = null, Form = null, ConfirmBy = null } };
        Assert.Equal("协议还没有生效", Assert.Single(MediationFileRule.Compose(draft)[PaperKind.Agreement].Missing).Zh);
    }

    [Fact]
    public void Who_applied_has_an_application_and_a_mediation_that_was_offered_a_registration()
    {
        Assert.Equal("人民调解申请书", MediationFileRule.Compose(Mediations.Begun)[PaperKind.Application].Document.Title.Zh);
        var offered = Mediations.Begun with
        {
            Parties = [.. Mediations.Begun.Parties.Select(p => p with { Role = PartyRole.Other })],
        };
        var paper = MediationFileRule.Compose(offered)[PaperKind.Application].Document;
        Assert.Equal("人民调解受理登记表", paper.Title.Zh);
        Assert.Contains("☑ 主动调解", Words(paper), StringComparison.Ordinal);
        Assert.Contains("当事人2", Words(paper), StringComparison.Ordinal);
    }

    [Fact]
    public void An_agreement_names_each_term_with_who_what_and_until_when_and_the_last_day_for_the_court()
    {
        var words = Words(MediationFileRule.Compose(Mediations.Whole())[PaperKind.Agreement].Document);
        foreach (
            var said in new[] { "周阿姨", "小陈", "给桌椅脚垫上软垫", "2026年11月20日", "一式3份", "2026年12月16日", "第33条" }
        )
        {
            Assert.Contains(said, words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_oral_agreement_is_registered_and_not_signed_by_the_parties()
    {
        var whole = Mediations.Whole();
        var oral = whole with { Agreement = whole.Agreement! with { Form = AgreementMade.Oral } };
        var paper = MediationFileRule.Compose(oral)[PaperKind.Agreement].Document;
        Assert.Equal("人民调解口头协议登记表", paper.Title.Zh);
        Assert.DoesNotContain(
            paper.Blocks.OfType<Block.Signatures>().SelectMany(s => s.Lines),
            line => line.Who.Zh.Contains("周阿姨", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_police_mediation_agreement_is_printed_in_three_copies_of_which_the_first_stays()
    {
        var papers = MediationFileRule.Compose(Mediations.Whole("police"));
        Assert.Equal("治安调解协议书", papers[PaperKind.Agreement].Document.Title.Zh);
        Assert.Equal(["第一联", "第二联", "第三联"], papers.Copies.Documents.Select(d => d.Copy!.Value.Zh[..3]));
        Assert.Single(papers.File.Documents, d => d.Code == "police-agreement");
        var words = Words(papers[PaperKind.Agreement].Document);
        foreach (var asked in new[] { "调解机关", "主持人", "时间、地点、人员、起因、经过、情节、结果", "履行方式和期限" })
        {
            Assert.Contains(asked, words, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(4, 5)]
    public void There_is_a_copy_for_each_party_and_one_for_the_organisation(int parties, int copies)
    {
        var whole = Mediations.Whole();
        var many = whole with { Parties = [.. Enumerable.Repeat(whole.Parties[0], parties)] };
        Assert.Equal(copies, MediationFileRule.Compose(many).Copies.Documents.Length);
    }

    [Fact]
    public void Numbers_of_proofs_and_ethnic_groups_are_blanks_to_be_written_by_hand()
    {
        var rows = MediationFileRule
            .Compose(Mediations.Whole())
            .Papers.SelectMany(p => p.Document.Blocks)
            .OfType<Block.Fields>()
            .SelectMany(f => f.Rows)
            .ToList();
        var numbers = rows.Where(r => r.Label.Zh == "身份证件号码").ToList();
        Assert.NotEmpty(numbers);
        Assert.All(numbers, n => Assert.IsType<Piece.Blank>(Assert.Single(n.Value.Pieces)));
        foreach (var pieces in rows.Select(r => r.Value.Pieces))
        {
            for (var index = 0; index < pieces.Length; index++)
            {
                if (pieces[index] is Piece.Text text && text.Words.Zh.EndsWith("民族", StringComparison.Ordinal))
                {
                    Assert.IsType<Piece.Blank>(pieces[index + 1]);
                }
            }
        }
    }

    [Fact]
    public void That_something_is_kept_apart_is_said_in_the_file()
    {
        var papers = MediationFileRule.Compose(Mediations.Whole());
        Assert.Contains("另行封存的内容不入本卷", Words(papers[PaperKind.Situation].Document), StringComparison.Ordinal);
    }

    [Fact]
    public void A_partys_copy_has_blanks_for_what_the_party_may_not_read()
    {
        var facts = Mediations.Whole();
        var copy = MediationFileRule.CopyOfParty(
            facts with
            {
                Parties = [facts.Parties[0], facts.Parties[1] with { Name = null, ActFor = [] }],
                Agreement = facts.Agreement! with { Terms = [facts.Agreement.Terms[0] with { By = null }] },
            }
        );
        Assert.DoesNotContain("小陈", Words(Assert.Single(copy.Documents)), StringComparison.Ordinal);
        Assert.Contains("周阿姨", Words(copy.Documents[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_of_every_paper_stands_in_both_languages()
    {
        foreach (var facts in new[] { Mediations.Begun, Mediations.Whole(), Mediations.Whole("police") })
        {
            var papers = MediationFileRule.Compose(facts);
            foreach (var words in papers.Papers.SelectMany(p => Texts(p.Document)).Concat(Texts(papers.File.Cover!)))
            {
                Assert.NotNull(words.Zh);
                Assert.NotNull(words.En);
                // Somebody's own words are the same in both; everything of ours is translated.
                Assert.True(words.Zh == words.En || !words.En.Any(c => c is >= '一' and <= '鿿') || Named(words.En), words.En);
            }
        }
    }

    private static bool Named(string words) =>
        new[] { "周阿姨", "小陈", "方明", "魏安澜" }.Any(n => words.Contains(n, StringComparison.Ordinal));

    private static string Words(Document document) => string.Join('\n', Texts(document).Select(t => t.Zh));

    private static IEnumerable<Bilingual> Texts(Document document) =>
        document
            .Blocks.SelectMany(block =>
                block switch
                {
                    Block.Heading heading => [heading.Words],
                    Block.Paragraph paragraph => Texts(paragraph.Line),
                    Block.Numbered numbered => numbered.Lines.SelectMany(Texts),
                    Block.Fields fields => fields.Rows.SelectMany(r => Texts(r.Value).Prepend(r.Label)),
                    Block.Table table => table
                        .Columns.Select(c => c.Heading)
                        .Concat(table.Rows.SelectMany(r => r.SelectMany(Texts))),
                    Block.Signatures signatures => signatures.Lines.Select(l => l.Who),
                    _ => Enumerable.Empty<Bilingual>(),
                }
            )
            .Prepend(document.Title);

    private static IEnumerable<Bilingual> Texts(Line line) => line.Pieces.OfType<Piece.Text>().Select(t => t.Words);
}
