using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Conduct;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Conduct;

/// <summary>Reviews of conduct that the reader's units make, or have to answer.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : JointListModel<ConductReview>(desk);
