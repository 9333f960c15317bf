using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>One page of the signed agreement, as it was photographed or scanned.</summary>
/// <param name="Sha256">SHA-256 of the file as it came, lower-case hexadecimal; the file lies sealed under it.</param>
/// <param name="Copy">SHA-256 of the copy without metadata that people look at, lower-case hexadecimal.</param>
public sealed record SignedPage(string Sha256, string Copy);

/// <summary>
/// The agreement that everybody signed was put in (签字按印的协议扫描件), whole and in the order of its pages. A later one is shown in its
/// place; the earlier ones stay.
/// </summary>
/// <param name="Pages">The pages; never empty.</param>
public sealed record AgreementScanned(ImmutableArray<SignedPage> Pages) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute);
}

/// <summary>Decides on the paper that was signed: what the parties are bound by is the paper, and this shows it.</summary>
public static class KeepSignedAgreementRule
{
    /// <summary>Most pages of one agreement.</summary>
    public const int MostPages = 10;

    /// <summary>Most files that a dispute keeps, of all agreements that were put in.</summary>
    public const int MostFiles = 40;

    /// <summary>Said when there is no room for another one.</summary>
    public static Refusal Full { get; } =
        Refusal.Of(
            "signed-agreement-full",
            $"一起纠纷最多保存{MostFiles}页扫描件。请把纸质协议归入卷宗。",
            $"A dispute keeps {MostFiles} scanned pages at most. Keep the paper in the file.",
            "Files"
        );

    /// <summary>
    /// Whether there is a signed paper to keep: an agreement in writing that took effect (人民调解法第29条), also after the dispute has
    /// ended. What was agreed by word of mouth (第30条) has none.
    /// </summary>
    public static bool IsOpen(Dispute dispute) => dispute.File.AgreedAs == AgreementForm.Written;

    /// <summary>
    /// Puts the signed agreement in. It writes down what happened on paper and asks nobody for anything: an open safety flag does not
    /// stand in the way.
    /// </summary>
    public static DisputeDecision Decide(Dispute dispute, ImmutableArray<SignedPage> pages, Actor.Staff by)
    {
        if (!DisputeMay.Deals(dispute, by))
        {
            return DisputeMay.NotYours;
        }
        if (!IsOpen(dispute))
        {
            return Refusal.Of(
                "nothing-signed",
                "书面协议生效以后，才有签好的协议可以放进来。",
                "A signed agreement can be put in once an agreement in writing is in effect."
            );
        }
        if (pages.Length is 0 or > MostPages)
        {
            return Refusal.Of(
                "signed-pages",
                $"请按页码顺序选择签好的协议，一次放全，1到{MostPages}页。",
                $"Choose the pages of the signed agreement in their order, all at once, 1 to {MostPages}.",
                "Files"
            );
        }
        return pages.Select(p => p.Sha256).Distinct().Count() != pages.Length
            ? Refusal.Of(
                "signed-page-twice",
                "有一页选了两次，请重新选择。",
                "One page was chosen twice; choose the pages again.",
                "Files"
            )
            : new AgreementScanned(pages);
    }
}
