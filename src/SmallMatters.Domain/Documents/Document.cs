using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Documents;

/// <summary>
/// A paper (文书) as its facts make it, before anybody says how it looks: the same facts give the same document, and a writer gives
/// the same file for the same document. What the product does not hold is a <see cref="Piece.Blank"/>, filled in by hand.
/// </summary>
/// <param name="Code">Stable within its file, kebab-case; links and bookmarks hang on it.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Blocks">What it says, from top to bottom.</param>
public sealed record Document(string Code, Bilingual Title, ImmutableArray<Block> Blocks)
{
    /// <summary>Which copy it is (第一联 …), beside the title; null where there is one only.</summary>
    public Bilingual? Copy { get; init; }

    /// <summary>What the table of contents remarks about it (备注).</summary>
    public Bilingual? Remark { get; init; }
}

/// <summary>
/// Documents that are printed together. With a cover they are a file (卷宗): cover, table of contents with number and page of each
/// document, the documents, numbered from 1, and the back. Without one they follow each other, each from a page of its own.
/// </summary>
/// <param name="Title">How the whole is called; the title of the printed file.</param>
/// <param name="Documents">In their order; never empty.</param>
public sealed record DocumentFile(Bilingual Title, ImmutableArray<Document> Documents)
{
    /// <summary>The cover; null for loose documents.</summary>
    public Document? Cover { get; init; }

    /// <summary>The inside of the back cover, which the contents do not list.</summary>
    public Document? Back { get; init; }

    /// <summary>Heading of the table of contents.</summary>
    public static Bilingual Contents { get; } = new("卷内目录", "Contents");

    /// <summary>Said above each document of a copy in English.</summary>
    public static Bilingual ReadingCopy { get; } =
        new("", "A copy in English for reading. The Chinese paper is the one that is signed.");
}

/// <summary>One part of a document.</summary>
public abstract record Block
{
    private Block() { }

    /// <summary>A heading within the document.</summary>
    public sealed record Heading(Bilingual Words) : Block;

    /// <summary>A paragraph.</summary>
    public sealed record Paragraph(Line Line) : Block;

    /// <summary>Numbered paragraphs, from 1.</summary>
    public sealed record Numbered(ImmutableArray<Line> Lines) : Block;

    /// <summary>A form: what is asked beside what is filled in.</summary>
    public sealed record Fields(ImmutableArray<Field> Rows) : Block;

    /// <summary>A table with a row of headings.</summary>
    /// <param name="Columns">Heading and width of each column.</param>
    /// <param name="Rows">Each as long as <paramref name="Columns"/>.</param>
    public sealed record Table(ImmutableArray<Column> Columns, ImmutableArray<ImmutableArray<Line>> Rows) : Block;

    /// <summary>Lines on which somebody signs, each with a place for the day.</summary>
    public sealed record Signatures(ImmutableArray<Signature> Lines) : Block;

    /// <summary>Ruled lines to write on by hand.</summary>
    /// <param name="Count">How many.</param>
    public sealed record Ruled(int Count) : Block;
}

/// <summary>A column of a table.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="Share">Its width, relative to the others.</param>
public sealed record Column(Bilingual Heading, int Share);

/// <summary>One row of a form.</summary>
/// <param name="Label">What is asked.</param>
/// <param name="Value">What is filled in.</param>
public sealed record Field(Bilingual Label, Line Value);

/// <summary>A line on which somebody signs.</summary>
/// <param name="Who">Whose line it is.</param>
/// <param name="By">How they sign.</param>
public sealed record Signature(Bilingual Who, SignedBy By);

/// <summary>How a line is signed.</summary>
public enum SignedBy
{
    /// <summary>签名.</summary>
    Name,

    /// <summary>签名、盖章或者按指印.</summary>
    NameSealOrFinger,

    /// <summary>盖章.</summary>
    Seal,
}

/// <summary>Words and blanks that follow each other.</summary>
public sealed record Line(ImmutableArray<Piece> Pieces)
{
    /// <summary>Pieces one after the other.</summary>
    public static Line Of(params ImmutableArray<Piece> pieces) => new(pieces);

    /// <summary>Somebody's own words, the same in both languages; a blank where there are none.</summary>
    /// <param name="words">The words; null once erased, or where nobody wrote any.</param>
    /// <param name="blank">Width of the blank, in Chinese characters.</param>
    public static Line Said(string? words, int blank = 12) => new([Piece.Said(words, blank)]);

    /// <summary>A blank alone.</summary>
    public static Line Blank(int width = 12) => new([new Piece.Blank(width)]);

    /// <summary>Words alone.</summary>
    public static implicit operator Line(Bilingual words) => new([new Piece.Text(words)]);
}

/// <summary>Words, or a place for them.</summary>
public abstract record Piece
{
    private Piece() { }

    /// <summary>Words.</summary>
    public sealed record Text(Bilingual Words) : Piece;

    /// <summary>A place for words by hand.</summary>
    /// <param name="Width">In Chinese characters.</param>
    public sealed record Blank(int Width) : Piece;

    /// <summary>Somebody's own words, or a blank where there are none.</summary>
    public static Piece Said(string? words, int blank = 12) =>
        string.IsNullOrWhiteSpace(words) ? new Blank(blank) : new Text(new Bilingual(words, words));

    /// <summary>Words.</summary>
    public static implicit operator Piece(Bilingual words) => new Text(words);
}
