using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;

namespace SmallMatters.Web.Following;

/// <summary>Everything that is kept of the reader in this matter, to read and to print; the same as the file behind <c>export</c>.</summary>
public sealed class CopyModel(FollowServices own, AccessReceipts receipts) : FollowPage(own)
{
    public IReadOnlyList<AccessReceipt> Receipts { get; private set; } = [];

    public IEnumerable<RightRequest> Asked => File.Rights.Where(r => r.By == View.Me.Id);

    public string UnitName(string code) => Jurisdiction.Units.TryGetValue(code, out var unit) ? Speech[unit.Name] : code;

    public async Task OnGetAsync(CancellationToken cancel) => Receipts = await receipts.ShownAsync(Own.Db, View, cancel);
}
