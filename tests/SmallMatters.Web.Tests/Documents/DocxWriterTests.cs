using System.Security.Cryptography;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Documents;
using Xunit;

namespace SmallMatters.Web.Tests.Documents;

public class DocxWriterTests
{
    public static TheoryData<Tongue> Tongues => [Tongue.Zh, Tongue.En];

    [Theory]
    [MemberData(nameof(Tongues))]
    public void Every_document_is_valid_for_word_processing(Tongue tongue)
    {
        var validator = new OpenXmlValidator(FileFormatVersions.Office2019);
        foreach (var (name, file) in Samples.All)
        {
            using var opened = Open(DocxWriter.Write(file, tongue));
            Assert.True(!validator.Validate(opened).Any(), name + Errors(validator, opened));
        }
    }

    [Fact]
    public void The_same_facts_give_the_same_bytes()
    {
        foreach (var (name, file) in Samples.All)
        {
            Assert.True(
                DocxWriter.Write(file, Tongue.Zh).AsSpan().SequenceEqual(DocxWriter.Write(file, Tongue.Zh)),
                $"{name} differs from itself"
            );
        }
    }

    [Fact]
    public void Another_process_on_another_day_gives_the_same_bytes_too() =>
        Assert.Equal(
            "E419FC794389C476AE630A58649CC78A7EF9F9A39BC14C13475BA37DB43488D9",
            Convert.ToHexString(SHA256.HashData(DocxWriter.Write(Samples.Notice, Tongue.Zh)))
        );

    [Fact]
    public void A_file_lists_its_documents_by_number_and_each_can_be_gone_to()
    {
        var file = Samples.Of("whole-all");
        using var opened = Open(DocxWriter.Write(file, Tongue.Zh));
        var body = opened.MainDocumentPart!.Document.Body!;
        var contents = body.Elements<Table>().ElementAt(1);
        var rows = contents.Elements<TableRow>().Skip(1).ToList();
        Assert.Equal(file.Documents.Length, rows.Count);
        var marks = body.Descendants<BookmarkStart>().Select(b => b.Name!.Value!).ToList();
        for (var index = 0; index < rows.Count; index++)
        {
            var cells = rows[index].Elements<TableCell>().Select(c => c.InnerText).ToList();
            Assert.Equal($"{index + 1}", cells[0]);
            Assert.Equal(file.Documents[index].Title.Zh, cells[1]);
            Assert.Contains($"PAGEREF {marks[index]} ", cells[2], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Words_with_signs_of_xml_line_breaks_and_control_signs_arrive_whole()
    {
        using var opened = Open(DocxWriter.Write(Samples.Notice, Tongue.Zh));
        var body = opened.MainDocumentPart!.Document.Body!;
        Assert.Contains("柳园小吃店 <1号> & 后厨", body.InnerText, StringComparison.Ordinal);
        Assert.Contains("灭火器过期共两具", body.InnerText, StringComparison.Ordinal);
        Assert.Single(body.Descendants<Break>());
    }

    [Fact]
    public void A_copy_in_english_says_that_the_chinese_paper_is_the_one_that_is_signed()
    {
        using var opened = Open(DocxWriter.Write(Samples.Of("whole-agreement"), Tongue.En));
        var words = opened.MainDocumentPart!.Document.Body!.InnerText;
        Assert.Contains("The Chinese paper is the one that is signed", words, StringComparison.Ordinal);
        Assert.Contains("What was agreed", words, StringComparison.Ordinal);
    }

    [Fact]
    public void It_holds_no_time_and_no_name_of_who_made_it()
    {
        using var opened = Open(DocxWriter.Write(Samples.Notice, Tongue.Zh));
        Assert.Equal("责令整改通知书", opened.PackageProperties.Title);
        Assert.Null(opened.PackageProperties.Created);
        Assert.Null(opened.PackageProperties.Modified);
        Assert.Null(opened.PackageProperties.Creator);
    }

    private static WordprocessingDocument Open(byte[] bytes) =>
        WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);

    private static string Errors(OpenXmlValidator validator, WordprocessingDocument opened) =>
        string.Join('\n', validator.Validate(opened).Take(5).Select(e => $"\n{e.Path?.XPath}: {e.Description}"));
}
