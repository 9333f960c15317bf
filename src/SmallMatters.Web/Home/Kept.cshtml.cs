using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Home;

/// <summary>保存您的什么，为什么: made from the declarations beside the fields.</summary>
[Authorize(Policies.Everybody)]
public sealed class KeptModel(FieldRegister fields, RetentionRuleBook retention) : PageModel
{
    public FieldRegister Fields => fields;

    public RetentionRuleBook Retention => retention;
}
