using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Tasks;

/// <summary>The tasks of the reader's units.</summary>
[Authorize(Policies.Matters)]
public sealed class ListModel(Desk desk) : JointListModel<VolunteerTask>(desk)
{
    protected override async Task PrepareAsync(CancellationToken cancel) =>
        Shown = await Shown.WithDaysAsync<VolunteerTask>(Desk, cancel);
}
