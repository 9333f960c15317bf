using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Encounters;

/// <summary>Visit-and-rate: single-use links, what they brought, and what units promise to correct.</summary>
public static class EncountersModule
{
    public static WebApplicationBuilder AddEncounters(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(
            StaffGroup.Outside,
            EncounterLinksTo.List,
            "走访评警",
            "Visit-and-rate",
            order: 62,
            Policies.Matters
        );
        return builder;
    }
}

/// <summary>Addresses of visit-and-rate.</summary>
internal static class EncounterLinksTo
{
    public const string List = "/staff/encounters";
    public const string Thanks = "/rate/thanks";

    public static string Theme(Guid id) => $"{List}/themes/{id:N}";

    public static string Rate(string secret) => $"/rate/{secret}";
}
