using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Services;

namespace SmallMatters.Web.Following;

/// <summary>Everything that is kept of the reader in this matter, to read and to print; the same as the file behind <c>export</c>.</summary>
public sealed class CopyModel(FollowServices own, AccessReceipts receipts, NeedsBook needs) : FollowPage(own)
{
    public IReadOnlyList<AccessReceipt> Receipts { get; private set; } = [];

    public HeldBeside Beside { get; private set; } = null!;

    public IEnumerable<RightRequest> Asked => File.Rights.Where(r => r.By == View.Me.Id);

    /// <summary>What the raiser, or a helper, said of the result; null for whoever only joined, whose verdict it is not.</summary>
    public Verdict? Verdict => VerdictOf(View);

    /// <summary>The name of a unit or partner; its code where it is no longer configured.</summary>
    public string UnitName(string code) => Speech[Jurisdiction.NameOf(code)];

    /// <summary>The verdict as its giver may have it.</summary>
    internal static Verdict? VerdictOf(ResidentMatter view) =>
        view.Me.Role == ParticipantRole.Joined
            ? null
            : view.Matter switch
            {
                Matter.UnderReview r => r.Verdict,
                Matter.Settled s => s.Verdict,
                _ => null,
            };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Receipts = await receipts.ShownAsync(Own.Db, View, cancel);
        Beside = await HeldBeside.ReadAsync(Own.Db, needs, View, cancel);
    }
}
