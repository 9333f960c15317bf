using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Encounters;

/// <summary>What follows from an answer. The same for everybody: it knows nobody.</summary>
[Authorize(Policies.Everybody)]
public sealed class ThanksModel : PageModel;
