using System.Text.RegularExpressions;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Transfers;

/// <summary>One row of a transfer as it stands in the file. Missing columns are empty.</summary>
/// <param name="Row">Number of the row, from 1.</param>
/// <param name="Whole">Whether the row has as many fields as the header.</param>
/// <param name="Number">The sender's number of the matter.</param>
/// <param name="Kind">Name of the kind, such as <c>Complaint</c>.</param>
/// <param name="Category">Code of the category.</param>
/// <param name="Area">Code of the area.</param>
/// <param name="Words">What happened.</param>
/// <param name="Place">Where, in words.</param>
/// <param name="Name">How to address whoever raised it.</param>
/// <param name="Phone">Their telephone number.</param>
public sealed record TransferredRow(
    int Row,
    bool Whole,
    string Number,
    string Kind,
    string Category,
    string Area,
    string Words,
    string Place,
    string Name,
    string Phone
);

/// <summary>Makes the command out of a row.</summary>
public static partial class TransferredRowRule
{
    private const int LongestPlace = 200;
    private const int LongestName = 60;

    /// <summary>
    /// The sender's number when it looks like one, else null: a shifted row must not put a resident's words into a receipt. A
    /// citizen's number or a mobile telephone's is none.
    /// </summary>
    public static string? NumberOf(TransferredRow row) =>
        row.Whole && Number().IsMatch(row.Number) && !IsSomebodys(row.Number) ? row.Number : null;

    /// <summary>
    /// A number that cannot be taken, as it stood, so that its row is found again; null when it may be somebody's name, telephone
    /// or words, which a shifted row would put into the receipt. What is kept has digits, no blank and no sign of a script
    /// but those of a file number such as 信访〔2026〕17号.
    /// </summary>
    public static string? AsItStood(TransferredRow row)
    {
        var plain = NarrowSigns.Of(row.Number);
        return
            row.Whole
            && FileNumber().IsMatch(plain)
            && !LongRun().IsMatch(plain)
            && !IsSomebodys(plain)
            && Hints.In(plain, ManuscriptPart.Words, []).IsEmpty
            ? row.Number
            : null;
    }

    // Points and strokes are read as dashes: 139.0000.1234 is a telephone number too.
    private static bool IsSomebodys(string number)
    {
        var dashed = Separator().Replace(number, "-");
        return Mobile().IsMatch(dashed) || Citizen().Matches(dashed).Any(m => Hints.IsIdentification(m.Value));
    }

    /// <summary>The command, or why the row cannot become a matter. The keys and the reference are drawn by the caller.</summary>
    public static (Raise? Raise, Refusal? Why) Read(
        TransferredRow row,
        MatterId id,
        Reference reference,
        ParticipantId raiser,
        Jurisdiction jurisdiction
    )
    {
        if (!row.Whole)
        {
            return (
                null,
                Refusal.Of(
                    "row-cut",
                    "这一行的列数和表头不一致，可能被截断。",
                    "The row does not have as many fields as the header; it may have been cut."
                )
            );
        }
        if (IsSomebodys(NarrowSigns.Of(row.Number)))
        {
            return (
                null,
                Refusal.Of(
                    "row-number-personal",
                    "外部编号像是身份证号或手机号，这里不保存。请对方换成诉求自己的编号。",
                    "The number looks like an identity number or a mobile telephone number, which is not kept here. Ask for the matter's own number."
                )
            );
        }
        if (NumberOf(row) is not { } number)
        {
            return (
                null,
                Refusal.Of(
                    "row-number",
                    "外部编号缺失，或不是 1 到 40 位、至少有一个数字的字母、数字和 . _ / -。",
                    "The number is missing or is not 1 to 40 letters, digits and . _ / - with at least one digit."
                )
            );
        }
        if (!Enum.TryParse<Kind>(row.Kind, out var kind) || kind.ToString() != row.Kind)
        {
            return (null, Refusal.Of("row-kind", "没有这种诉求类型。", "There is no such kind."));
        }
        if (kind == Units.Kind.Conduct)
        {
            return (
                null,
                Refusal.Of(
                    "row-conduct",
                    "对工作人员的意见不经移交文件转送，请直接转给复查单位。",
                    "What is said of staff is not passed on by file; send it to the reviewing unit itself."
                )
            );
        }
        // Nothing that stands in a row is repeated: a shifted one would put a resident's words into the receipt.
        if (!jurisdiction.Categories.ContainsKey(row.Category))
        {
            return (null, Refusal.Of("row-category", "没有这个问题分类的代码。", "There is no category with this code."));
        }
        if (!jurisdiction.Areas.ContainsKey(row.Area))
        {
            return (null, Refusal.Of("row-area", "没有这个片区的代码。", "There is no area with this code."));
        }
        if (row.Place.Length > LongestPlace || row.Name.Length > LongestName)
        {
            return (null, Refusal.Of("row-too-long", "地点或称呼太长。", "The place or the name is too long."));
        }
        if (row.Phone.Length > 0 && !Phone().IsMatch(row.Phone))
        {
            return (
                null,
                Refusal.Of(
                    "row-phone",
                    "电话只能是数字，前面可加 +。",
                    "A telephone number has digits only, with a + in front if need be."
                )
            );
        }
        return (
            new Raise(id, reference, raiser, kind, Origin.Transferred, Channel.TransferFile, row.Category, row.Area, row.Words)
            {
                Where = row.Place.Length == 0 ? null : new Where(null, null, null, row.Place),
                Contact = new Contact(
                    row.Name.Length == 0 ? null : new PersonalText(raiser, row.Name),
                    row.Phone.Length == 0 ? null : new PersonalText(raiser, row.Phone),
                    null
                ),
                ExternalNumber = number,
            },
            null
        );
    }

    [GeneratedRegex(@"^(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9._/\-]{0,39}\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?=[^0-9]*[0-9])[A-Za-z0-9._/#〔〕\[\]()\-信访号字]{1,80}\z")]
    private static partial Regex FileNumber();

    // As long as a telephone number, or longer.
    [GeneratedRegex("[0-9]{11}")]
    private static partial Regex LongRun();

    [GeneratedRegex(@"[._/#()\[\]〔〕\-]+")]
    private static partial Regex Separator();

    // The first group has three digits at least: 17-2026-00012 is the twelfth of an office's year, and nobody's telephone.
    [GeneratedRegex("(?<![0-9])(?:86-?)?1[3-9][0-9](?:-?[0-9]){8}(?![0-9])")]
    private static partial Regex Mobile();

    [GeneratedRegex("(?<![0-9])(?:[0-9]-?){17}[0-9Xx](?![0-9A-Za-z])")]
    private static partial Regex Citizen();

    [GeneratedRegex(@"^\+?[0-9]{3,20}\z")]
    private static partial Regex Phone();
}
