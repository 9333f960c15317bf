using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Accountability;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Accountability;

/// <summary>Credit and accountability that the reader's units have to do with.</summary>
[Authorize(Policies.Matters)]
public sealed class ReckoningsModel(Desk desk) : JointListModel<Reckoning>(desk)
{
    public bool MayPropose => Desk.Scope.Is(StaffRole.Supervisor) || Desk.Scope.Is(StaffRole.Reviewer);
}
