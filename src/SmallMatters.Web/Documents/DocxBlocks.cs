using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;
using Document = SmallMatters.Domain.Documents.Document;

namespace SmallMatters.Web.Documents;

/// <summary>The parts of documents as elements of word processing.</summary>
internal sealed class DocxBlocks(Tongue tongue)
{
    // The text area of A4 in twentieths of a point.
    private const int Width = 9070;
    private const int LabelWidth = 2100;

    // An ideographic space is as wide as the character that will be written on it.
    private const char Wide = '\u3000';

    public static string Bookmark(int number) => $"document{number.ToString(CultureInfo.InvariantCulture)}";

    public IEnumerable<OpenXmlElement> Title(Document document, bool onNewPage, string style, int? number = null)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = style });
        if (onNewPage)
        {
            properties.Append(new PageBreakBefore());
        }
        var title = new Paragraph(properties);
        if (number is { } known)
        {
            var id = known.ToString(CultureInfo.InvariantCulture);
            title.Append(new BookmarkStart { Id = id, Name = Bookmark(known) });
            title.Append(Words(document.Title.In(tongue)));
            title.Append(new BookmarkEnd { Id = id });
        }
        else
        {
            title.Append(Words(document.Title.In(tongue)));
        }
        yield return title;
        if (document.Copy is { } copy)
        {
            yield return Styled("Remark", Words(copy.In(tongue)));
        }
        if (tongue == Tongue.En)
        {
            yield return Styled("Remark", Words(DocumentFile.ReadingCopy.En));
        }
    }

    public IEnumerable<OpenXmlElement> All(IEnumerable<Block> blocks) => blocks.SelectMany(Of);

    public static Run Words(string words)
    {
        var run = new Run();
        var lines = DocumentWords.Clean(words).Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            if (index > 0)
            {
                run.Append(new Break());
            }
            run.Append(new Text(lines[index]) { Space = SpaceProcessingModeValues.Preserve });
        }
        return run;
    }

    public static Table Table(
        IReadOnlyList<int> shares,
        IReadOnlyList<OpenXmlElement> headings,
        IEnumerable<IReadOnlyList<IEnumerable<OpenXmlElement>>> rows
    )
    {
        var whole = shares.Sum();
        var widths = shares.Select(s => Width * s / whole).ToList();
        var table = Framed(widths);
        if (headings.Count > 0)
        {
            var row = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
            row.Append(headings.Select((h, index) => Cell(widths[index], Styled("Heading", h))));
            table.Append(row);
        }
        foreach (var cells in rows)
        {
            var row = new TableRow(new TableRowProperties(new CantSplit()));
            row.Append(cells.Select((c, index) => Cell(widths[index], Styled("Cell", [.. c]))));
            table.Append(row);
        }
        return table;
    }

    private IEnumerable<OpenXmlElement> Of(Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                yield return Styled("Heading", Words(heading.Words.In(tongue)));
                break;
            case Block.Paragraph paragraph:
                yield return new Paragraph([.. Pieces(paragraph.Line)]);
                break;
            case Block.Numbered numbered:
                for (var index = 0; index < numbered.Lines.Length; index++)
                {
                    var number = $"{(index + 1).ToString(CultureInfo.InvariantCulture)}. ";
                    yield return Styled("Numbered", [Words(number), .. Pieces(numbered.Lines[index])]);
                }
                break;
            case Block.Fields fields:
                var form = Framed([LabelWidth, Width - LabelWidth]);
                form.Append(
                    fields.Rows.Select(row => new TableRow(
                        new TableRowProperties(new CantSplit()),
                        Cell(LabelWidth, Styled("Heading", Words(row.Label.In(tongue)))),
                        Cell(Width - LabelWidth, Styled("Cell", [.. Pieces(row.Value)]))
                    ))
                );
                yield return form;
                yield return Styled("Gap");
                break;
            case Block.Table table:
                yield return Table(
                    [.. table.Columns.Select(c => c.Share)],
                    [.. table.Columns.Select(c => (OpenXmlElement)Words(c.Heading.In(tongue)))],
                    table.Rows.Select(row => (IReadOnlyList<IEnumerable<OpenXmlElement>>)[.. row.Select(Pieces)])
                );
                yield return Styled("Gap");
                break;
            case Block.Signatures signatures:
                foreach (var line in signatures.Lines)
                {
                    yield return Styled("Signature", [.. Pieces(DocumentWords.Line(line))]);
                }
                break;
            case Block.Ruled ruled:
                for (var count = 0; count < ruled.Count; count++)
                {
                    yield return Styled("Ruled");
                }
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private IEnumerable<OpenXmlElement> Pieces(Line line) =>
        line.Pieces.Select(piece =>
            piece switch
            {
                Piece.Text text => Words(text.Words.In(tongue)),
                Piece.Blank blank => (OpenXmlElement)
                    new Run(
                        new RunProperties(new Underline { Val = UnderlineValues.Single }),
                        new Text(new string(Wide, blank.Width)) { Space = SpaceProcessingModeValues.Preserve }
                    ),
                _ => throw new System.Diagnostics.UnreachableException(),
            }
        );

    private static Paragraph Styled(string style, params OpenXmlElement[] inside)
    {
        var paragraph = new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        paragraph.Append(inside);
        return paragraph;
    }

    private static TableCell Cell(int width, Paragraph inside) =>
        new(
            new TableCellProperties(
                new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = width.ToString(CultureInfo.InvariantCulture) }
            ),
            inside
        );

    private static Table Framed(IReadOnlyList<int> widths) =>
        new(
            new TableProperties(
                new TableStyle { Val = "Framed" },
                new TableWidth { Type = TableWidthUnitValues.Dxa, Width = widths.Sum().ToString(CultureInfo.InvariantCulture) },
                new TableLayout { Type = TableLayoutValues.Fixed }
            ),
            new TableGrid(widths.Select(w => new GridColumn { Width = w.ToString(CultureInfo.InvariantCulture) }))
        );
}
