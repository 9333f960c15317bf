using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Rounds;

/// <summary>
/// The page that a phone keeps for when there is no network. It has nothing of anybody in it: what it shows comes from the phone's own
/// store.
/// </summary>
[Authorize(Policies.Matters)]
public sealed class AppModel : PageModel;
