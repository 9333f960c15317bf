using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Notices;

namespace SmallMatters.Web.Following;

/// <summary>谁看过我的信息: which units opened the reader's data, for what, on what basis, and until when they may.</summary>
public sealed class AccessModel(FollowServices own, AccessReceipts receipts) : FollowPage(own)
{
    /// <summary>The openings, one line for each unit and purpose, the latest first.</summary>
    public IReadOnlyList<(string Unit, AccessPurpose Purpose, IReadOnlyList<DateOnly> Days)> Lines { get; private set; } = [];

    /// <summary>What was passed on, each thing once.</summary>
    public IReadOnlyList<PassedOnLine> PassedOn { get; private set; } = [];

    /// <summary>How many messages went to the reader by each way that leaves this system, and when the last did.</summary>
    public IReadOnlyList<(string Way, int Count, DateTimeOffset Last)> Sent { get; private set; } = [];

    /// <summary>Askings to open the reader's sealed identity, shown when receipts of that unit are.</summary>
    public IReadOnlyList<IdentityOpening> Openings => View.OpeningsShownAt(Now);

    /// <summary>The name of a unit; its code where it is no longer configured.</summary>
    public string UnitName(string code) => Speech[Jurisdiction.NameOf(code)];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var calendar = Jurisdiction.Calendar;
        var shown = await receipts.ShownAsync(Own.Db, View, cancel);
        Lines =
        [
            .. shown
                .GroupBy(r => (r.Unit, r.Purpose))
                .Select(g =>
                    (
                        g.Key.Unit,
                        g.Key.Purpose,
                        (IReadOnlyList<DateOnly>)[.. g.Select(r => calendar.DayOf(r.At)).Distinct().OrderDescending()]
                    )
                )
                .OrderByDescending(line => line.Item3[0]),
        ];
        PassedOn = PassedOnLine.Of(View.PassedOn, calendar.DayOf);
        Sent = await NoticeOutbox.SentToAsync(Own.Db, View.Me.Id, cancel);
    }
}
