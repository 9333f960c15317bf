using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.JointHandling;

/// <summary>What units do together: convenings, and what waits for a unit in them.</summary>
public static class JointModule
{
    public static WebApplicationBuilder AddJointHandling(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(StaffGroup.Matters, "/staff/joint", "联动", "Joint work", order: 26, Policies.Matters);
        return builder;
    }
}
