using SmallMatters.Domain.Hazards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Hazards;

/// <summary>Premises and what is found there.</summary>
public static class HazardsModule
{
    public static WebApplicationBuilder AddHazards(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => ChecklistBook.BuiltIn);
        builder.Services.AddStaffLink(PremisesLinks.List, "场所", "Premises", order: 55, Policies.Premises);
        return builder;
    }
}

/// <summary>Addresses of the register of premises.</summary>
internal static class PremisesLinks
{
    public const string List = "/staff/premises";
    public const string New = $"{List}/new";
    public const string Checklists = "/staff/checklists";
    public const string Import = $"{List}/import";

    public static string Of(Guid id) => $"{List}/{id:N}";

    public static string Change(Guid id) => $"{Of(id)}/change";

    public static string Checklist(Guid id) => $"{Of(id)}/checklist";

    public static string Imported(int number) => $"{List}/imports/{number}";
}
