using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>The pilots that the reader's units have to do with.</summary>
[Authorize(Policies.Matters)]
public sealed class PilotsModel(Desk desk) : JointListModel<Pilot>(desk)
{
    public bool MayPropose => Desk.Scope.Is(StaffRole.Supervisor);
}
