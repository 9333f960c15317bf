using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Integrity;

/// <summary>Checks of units' records, for auditors.</summary>
public static class IntegrityModule
{
    public static WebApplicationBuilder AddIntegrity(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(
            StaffGroup.House,
            "/staff/integrity",
            "记录核查",
            "Checks of records",
            order: 83,
            Policies.Auditor
        );
        return builder;
    }
}
