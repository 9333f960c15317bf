using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Site;

/// <summary>
/// What the staff navigation leads to, as a page: where a browser runs no script the navigation does not fold, and on a phone
/// it would stand before every page.
/// </summary>
[Authorize(Policies.Staff)]
public sealed class MenuModel : PageModel;
