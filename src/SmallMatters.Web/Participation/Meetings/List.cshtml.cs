using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Meetings;

/// <summary>The meetings of the reader's units.</summary>
[Authorize(Policies.Matters)]
public sealed class ListModel(Desk desk) : JointListModel<Meeting>(desk)
{
    protected override async Task PrepareAsync(CancellationToken cancel) =>
        Shown = await Shown.WithDaysAsync<Meeting>(Desk, cancel);
}
