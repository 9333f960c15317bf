using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Supervision;

/// <summary>The hard problems that the reader's units lead or confirm.</summary>
[Authorize(Policies.Matters)]
public sealed class HardListModel(Desk desk) : JointListModel<HardProblem>(desk)
{
    public bool MayList => Desk.Scope.Is(StaffRole.Supervisor);
}
