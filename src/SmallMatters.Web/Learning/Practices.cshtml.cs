using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Learning;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>The practice cards that the reader may read: those of their units, and all that were released.</summary>
[Authorize(Policies.Matters)]
public sealed class PracticesModel(Desk desk) : JointListModel<Practice>(desk);
