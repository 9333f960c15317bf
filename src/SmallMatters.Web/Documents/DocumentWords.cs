using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Documents;

/// <summary>What every writer of documents says alike.</summary>
internal static class DocumentWords
{
    private const int NameWidth = 6;

    /// <summary>Without the signs that no file of words can hold; somebody's words may have brought them from another program.</summary>
    public static string Clean(string words) =>
        new([.. words.ReplaceLineEndings("\n").Where(c => c >= ' ' || c is '\t' or '\n')]);

    /// <summary>A line on which somebody signs: who, how, a place for it, a place for the day.</summary>
    public static Line Line(Signature signature)
    {
        var how = signature.By switch
        {
            SignedBy.Name => new Bilingual("（签名）：", " (signature): "),
            SignedBy.NameSealOrFinger => new Bilingual("（签名、盖章或者按指印）：", " (signature, seal or print of a finger): "),
            SignedBy.Seal => new Bilingual("（盖章）：", " (seal): "),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new Line([
            signature.Who,
            how,
            new Piece.Blank(NameWidth),
            new Bilingual("　", "  "),
            .. DocumentDays.Blank.Pieces,
        ]);
    }
}
