using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.DataProtection;

/// <summary>Every personal field with its declaration, for whoever administers and audits.</summary>
[Authorize(Policies.DataProtection)]
public sealed class FieldsModel(FieldRegister fields, RetentionRuleBook retention) : PageModel
{
    public FieldRegister Fields => fields;

    public RetentionRuleBook Retention => retention;
}
