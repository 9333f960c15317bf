using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Surveys;

/// <summary>After an answer; it knows nothing of it.</summary>
[Authorize(Policies.Everybody)]
public sealed class ThanksModel : PageModel;
