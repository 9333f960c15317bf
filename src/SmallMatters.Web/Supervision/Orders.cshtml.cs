using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Supervision;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Supervision;

/// <summary>The orders that the reader's units gave or have to reply to.</summary>
[Authorize(Policies.Matters)]
public sealed class OrdersModel(Desk desk) : JointListModel<SupervisionOrder>(desk);
