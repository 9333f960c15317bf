using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Convenings;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Convenings;

/// <summary>The convenings that the reader's units whistled for, are called to or rule on.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : JointListModel<Convening>(desk);
