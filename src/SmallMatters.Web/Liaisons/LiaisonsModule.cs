using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Liaisons;

/// <summary>Liaison volunteers: their unit's pages and their own.</summary>
public static class LiaisonsModule
{
    public static WebApplicationBuilder AddLiaisons(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(
            StaffGroup.Outside,
            LiaisonLinks.List,
            "治安联络员",
            "Liaison volunteers",
            order: 58,
            Policies.Supervisor
        );
        return builder;
    }
}

/// <summary>Addresses of volunteers.</summary>
internal static class LiaisonLinks
{
    public const string List = "/staff/liaisons";
    public const string New = $"{List}/new";

    public static string Of(Guid id) => $"{List}/{id:N}";

    /// <summary>A volunteer's own page.</summary>
    public static string Mine(string secret) => $"/liaison/{secret}";

    public static string Report(string secret) => $"{Mine(secret)}/report";
}
