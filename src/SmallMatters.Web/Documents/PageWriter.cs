using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Documents;

/// <summary>Documents as a page to print; <c>Assets/scss/papers.scss</c> says how it looks. The PDF is printed from it.</summary>
internal sealed class PageWriter
{
    private const string CoverKind = "paper paper--cover";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _page = new();
    private readonly Tongue _tongue;

    private PageWriter(Tongue tongue) => _tongue = tongue;

    /// <summary>What stands inside the body.</summary>
    /// <param name="file">The documents.</param>
    /// <param name="tongue">In which language.</param>
    /// <param name="starts">On which page each document begins; null leaves a place for it by hand.</param>
    public static string Body(DocumentFile file, Tongue tongue, IReadOnlyList<int>? starts = null)
    {
        var writer = new PageWriter(tongue);
        if (file.Cover is { } cover)
        {
            writer.Paper(cover, CoverKind);
            writer.Contents(file, starts);
        }
        foreach (var document in file.Documents)
        {
            writer.Paper(document, "paper");
        }
        if (file.Back is { } back)
        {
            writer.Paper(back, "paper");
        }
        return writer._page.ToString();
    }

    /// <summary>One whole page without anything from elsewhere, for a printer that may fetch nothing.</summary>
    public static string Whole(DocumentFile file, Tongue tongue, string style, IReadOnlyList<int>? starts = null) =>
        $"""
            <!doctype html>
            <html lang="{(tongue == Tongue.Zh ? "zh-Hans" : "en")}">
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{Html.Encode(file.Title.In(tongue))}</title>
            <style>{style}</style>
            <body class="papers">{Body(file, tongue, starts)}</body>
            </html>
            """;

    private string In(Bilingual words) => Html.Encode(DocumentWords.Clean(words.In(_tongue)));

    private void Paper(Document document, string kind)
    {
        _page.Append(CultureInfo.InvariantCulture, $"<section class=\"{kind}\" id=\"{document.Code}\">");
        _page.Append(CultureInfo.InvariantCulture, $"<h1>{In(document.Title)}</h1>");
        if (document.Copy is { } copy)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<p class=\"paper__remark\">{In(copy)}</p>");
        }
        if (_tongue == Tongue.En)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<p class=\"paper__remark\">{In(DocumentFile.ReadingCopy)}</p>");
        }
        foreach (var block in document.Blocks)
        {
            Block(block);
        }
        _page.Append("</section>\n");
    }

    private void Contents(DocumentFile file, IReadOnlyList<int>? starts)
    {
        _page.Append(CultureInfo.InvariantCulture, $"<section class=\"paper\"><h1>{In(DocumentFile.Contents)}</h1>");
        _page.Append(
            _tongue == Tongue.Zh
                ? "<table class=\"paper__contents\"><thead><tr><th>序号<th>文书名称<th>页次<th>备注<tbody>"
                : "<table class=\"paper__contents\"><thead><tr><th>No.<th>Document<th>Page<th>Remarks<tbody>"
        );
        for (var index = 0; index < file.Documents.Length; index++)
        {
            var document = file.Documents[index];
            var page = starts is null ? "" : starts[index].ToString(CultureInfo.InvariantCulture);
            _page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{index + 1}<td><a href=\"#{document.Code}\">{In(document.Title)}</a><td>{page}<td>{(document.Remark is { } remark ? In(remark) : "")}"
            );
        }
        _page.Append("</table></section>\n");
    }

    private void Block(Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                _page.Append(CultureInfo.InvariantCulture, $"<h2>{In(heading.Words)}</h2>");
                break;
            case Block.Paragraph paragraph:
                _page.Append(CultureInfo.InvariantCulture, $"<p>{Of(paragraph.Line)}</p>");
                break;
            case Block.Numbered numbered:
                _page.Append("<ol>");
                foreach (var line in numbered.Lines)
                {
                    _page.Append(CultureInfo.InvariantCulture, $"<li>{Of(line)}</li>");
                }
                _page.Append("</ol>");
                break;
            case Block.Fields fields:
                _page.Append("<table class=\"paper__form\"><tbody>");
                foreach (var row in fields.Rows)
                {
                    _page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{In(row.Label)}<td>{Of(row.Value)}");
                }
                _page.Append("</table>");
                break;
            case Block.Table table:
                _page.Append("<table><colgroup>");
                var whole = table.Columns.Sum(c => c.Share);
                foreach (var column in table.Columns)
                {
                    // A width as an attribute: the policy of our pages lets no style stand in the markup.
                    _page.Append(CultureInfo.InvariantCulture, $"<col width=\"{100 * column.Share / whole}%\">");
                }
                _page.Append("</colgroup><thead><tr>");
                foreach (var column in table.Columns)
                {
                    _page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{In(column.Heading)}");
                }
                _page.Append("<tbody>");
                foreach (var row in table.Rows)
                {
                    _page.Append("<tr>");
                    foreach (var cell in row)
                    {
                        _page.Append(CultureInfo.InvariantCulture, $"<td>{Of(cell)}");
                    }
                }
                _page.Append("</table>");
                break;
            case Block.Signatures signatures:
                foreach (var line in signatures.Lines)
                {
                    _page.Append(
                        CultureInfo.InvariantCulture,
                        $"<p class=\"paper__signature\">{Of(DocumentWords.Line(line))}</p>"
                    );
                }
                break;
            case Block.Ruled ruled:
                _page.Append("<div class=\"paper__ruled\">");
                for (var count = 0; count < ruled.Count; count++)
                {
                    _page.Append("<p></p>");
                }
                _page.Append("</div>");
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private string Of(Line line)
    {
        var words = new StringBuilder();
        foreach (var piece in line.Pieces)
        {
            switch (piece)
            {
                case Piece.Text text:
                    words.Append(In(text.Words));
                    break;
                case Piece.Blank blank:
                    words.Append("<span class=\"paper__blank\">").Append('\u3000', blank.Width).Append("</span>");
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
        return words.ToString();
    }
}
