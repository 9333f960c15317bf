using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Transfers;

/// <summary>What a row said of a matter. A text is null where it is not kept any more, or is sealed.</summary>
/// <param name="Kind">Name of the kind.</param>
/// <param name="Category">Code of the category.</param>
/// <param name="Area">Code of the area.</param>
/// <param name="Words">What happened.</param>
/// <param name="Place">Where, in words.</param>
/// <param name="Name">How to address whoever raised it.</param>
/// <param name="Phone">Their telephone number.</param>
public sealed record RowSaid(string Kind, string Category, string Area, string? Words, string? Place, string? Name, string? Phone)
{
    /// <summary>What a row says.</summary>
    public static RowSaid Of(TransferredRow row) =>
        new(row.Kind, row.Category, row.Area, row.Words, row.Place, row.Name, row.Phone);

    /// <summary>What the row said that a matter was raised from: as it came, whatever it was sorted to since.</summary>
    public static RowSaid Of(Raised fact)
    {
        // Who is sealed or erased is compared with nobody.
        var hidden = fact.File.Participants.Any(p => p.Sealed) || fact.Description.Text is null;
        return new RowSaid(
            fact.File.Kind.ToString(),
            fact.File.Category,
            fact.File.Area,
            fact.Description.Text,
            hidden ? null : fact.Where?.Value?.Words ?? "",
            hidden ? null : fact.Contact.Name?.Text ?? "",
            hidden ? null : fact.Contact.Phone?.Text ?? ""
        );
    }
}

/// <summary>Says how a row differs that comes again under a known number. It changes nothing of the matter.</summary>
public static class KnownRowRule
{
    /// <summary>The code beside a row that says something else than the one before.</summary>
    public const string Code = "row-differs";

    /// <summary>The code beside a row that could not be compared with the one before.</summary>
    public const string NotCompared = "row-not-compared";

    /// <summary>What became of a row whose number is known: which columns differ is told, and never what stands in them.</summary>
    /// <param name="row">The row.</param>
    /// <param name="was">What the row said that was taken under its number; null when it cannot be read.</param>
    /// <param name="reference">The matter's reference.</param>
    public static RowFate Decide(TransferredRow row, RowSaid? was, string reference)
    {
        var number = TransferredRowRule.NumberOf(row);
        if (was is null)
        {
            return new RowFate(
                row.Row,
                number,
                RowFateKind.KnownAlready,
                reference,
                NotCompared,
                "这一行早已收到，但上次的内容现在读不出来，没有比对。原来的诉求没有改动。",
                "The row is known, but what it said before cannot be read now and was not compared. The matter was not changed."
            );
        }
        var differing = Differing(RowSaid.Of(row), was);
        return differing.IsEmpty
            ? new RowFate(row.Row, number, RowFateKind.KnownAlready, reference)
            : new RowFate(
                row.Row,
                number,
                RowFateKind.KnownAlready,
                reference,
                Code,
                $"这次的{string.Join("、", differing.Select(d => d.Zh))}和上次不同。原来的诉求没有改动；确有变化的，请联系承办单位。",
                $"The {string.Join(", ", differing.Select(d => d.En))} differ from what came before. The matter was not changed; if something did change, tell the unit that deals with it."
            );
    }

    private static ImmutableArray<Bilingual> Differing(RowSaid now, RowSaid was) =>
        [
            .. new (bool Differs, Bilingual Name)[]
            {
                (now.Kind != was.Kind, new("诉求类型", "kind")),
                (now.Category != was.Category, new("问题分类", "category")),
                (now.Area != was.Area, new("片区", "area")),
                (IsAnother(now.Words, was.Words), new("内容", "words")),
                (IsAnother(now.Place, was.Place), new("地点", "place")),
                (IsAnother(now.Name, was.Name), new("称呼", "name")),
                (IsAnother(now.Phone, was.Phone), new("电话", "telephone number")),
            }
                .Where(f => f.Differs)
                .Select(f => f.Name),
        ];

    private static bool IsAnother(string? now, string? was) => was is not null && Plain(now ?? "") != Plain(was);

    // What was taken in was cleaned of blanks at its ends and of other line ends.
    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));
}
