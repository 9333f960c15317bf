using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Learning;

/// <summary>What units learn from each other and from residents.</summary>
public static class LearningModule
{
    public static WebApplicationBuilder AddLearning(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(StaffGroup.Plans, "/staff/learning", "学先进", "Learning", order: 68, Policies.Matters);
        return builder;
    }
}
