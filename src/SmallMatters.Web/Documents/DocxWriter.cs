using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Documents;

/// <summary>
/// Documents as a file of word processing (Office Open XML, DOCX). The same documents give the same bytes on every machine: no time, name
/// or chance goes into it, parts are in order of their names, and nothing is compressed, since a compressor's output changes with
/// its version.
/// </summary>
public static class DocxWriter
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The documents in one language; a table of contents where they are a file.</summary>
    public static byte[] Write(DocumentFile file, Tongue tongue)
    {
        using var made = new MemoryStream();
        using (var package = WordprocessingDocument.Create(made, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            package.ChangeIdOfPart(main, "main");
            main.AddNewPart<StyleDefinitionsPart>("styles").Styles = DocxParts.Styles();
            main.AddNewPart<DocumentSettingsPart>("settings").Settings = DocxParts.Settings();
            main.AddNewPart<FooterPart>("footer").Footer = DocxParts.Footer(tongue);
            main.Document = new DocumentFormat.OpenXml.Wordprocessing.Document(Body(file, tongue));
            // Written out: the properties that the library would write get a part with a name of chance.
            var properties = package.AddCoreFilePropertiesPart();
            package.ChangeIdOfPart(properties, "properties");
            using var core = new MemoryStream(Encoding.UTF8.GetBytes(DocxParts.Properties(file.Title.In(tongue), tongue)));
            properties.FeedData(core);
        }
        return Repacked(made);
    }

    private static Body Body(DocumentFile file, Tongue tongue)
    {
        var blocks = new DocxBlocks(tongue);
        var body = new Body();
        if (file.Cover is { } cover)
        {
            body.Append(blocks.Title(cover, onNewPage: false, "Cover"));
            body.Append(blocks.All(cover.Blocks));
            body.Append(Contents(file, tongue));
        }
        for (var index = 0; index < file.Documents.Length; index++)
        {
            var document = file.Documents[index];
            body.Append(blocks.Title(document, file.Cover is not null || index > 0, "Title", index + 1));
            body.Append(blocks.All(document.Blocks));
        }
        if (file.Back is { } back)
        {
            body.Append(blocks.Title(back, onNewPage: true, "Title"));
            body.Append(blocks.All(back.Blocks));
        }
        body.Append(DocxParts.Page(hasCover: file.Cover is not null));
        return body;
    }

    // The pages are known to whoever opens the file, not to who writes it: the field is marked to be counted then.
    private static IEnumerable<OpenXmlElement> Contents(DocumentFile file, Tongue tongue)
    {
        yield return new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = "Title" }, new PageBreakBefore()),
            new Run(new Text(DocumentFile.Contents.In(tongue)))
        );
        string[] headings = tongue == Tongue.Zh ? ["序号", "文书名称", "页次", "备注"] : ["No.", "Document", "Page", "Remarks"];
        var rows = file.Documents.Select(
            (document, index) =>
                (IReadOnlyList<IEnumerable<OpenXmlElement>>)
                    [
                        [DocxBlocks.Words((index + 1).ToString(CultureInfo.InvariantCulture))],
                        [DocxBlocks.Words(document.Title.In(tongue))],
                        DocxParts.PageOf(DocxBlocks.Bookmark(index + 1)),
                        [DocxBlocks.Words(document.Remark?.In(tongue) ?? "")],
                    ]
        );
        yield return DocxBlocks.Table([1, 6, 1, 2], [.. headings.Select(h => (OpenXmlElement)DocxBlocks.Words(h))], rows);
        yield return new Paragraph();
    }

    private static byte[] Repacked(MemoryStream made)
    {
        using var result = new MemoryStream();
        using (var from = new ZipArchive(made, ZipArchiveMode.Read, leaveOpen: true))
        using (var to = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            // The list of content types comes first, as the packaging convention wants it; then by name.
            foreach (
                var entry in from
                    .Entries.OrderBy(e => e.FullName != "[Content_Types].xml")
                    .ThenBy(e => e.FullName, StringComparer.Ordinal)
            )
            {
                var copy = to.CreateEntry(entry.FullName, CompressionLevel.NoCompression);
                copy.LastWriteTime = Epoch;
                copy.ExternalAttributes = 0;
                using var source = entry.Open();
                using var target = copy.Open();
                source.CopyTo(target);
            }
        }
        return result.ToArray();
    }
}
