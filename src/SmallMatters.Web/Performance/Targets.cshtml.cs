using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Performance;

/// <summary>The targets that the reader's units own or set.</summary>
[Authorize(Policies.Matters)]
public sealed class TargetsModel(Desk desk) : JointListModel<Target>(desk)
{
    public bool MaySet => Desk.Scope.Is(StaffRole.Supervisor);
}
