using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;
using SmallMatters.Web.Triage;

namespace SmallMatters.Web.Matters;

/// <summary>The staff's pages: inbox, matter, reviews, raising for somebody, search, promises.</summary>
public static class MattersModule
{
    public static WebApplicationBuilder AddStaffPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Desk>();
        builder.Services.AddSingleton<TriageAdvice>();
        builder.Services.AddStaffLink(
            StaffGroup.Matters,
            "/staff/raise",
            "代居民提交",
            "Raise for somebody",
            order: 20,
            Policies.Matters
        );
        builder.Services.AddStaffLink(StaffGroup.Matters, "/staff/parts", "协办", "Parts", order: 25, Policies.Matters);
        builder.Services.AddStaffLink(
            StaffGroup.Matters,
            "/staff/rights",
            "个人信息请求",
            "Data requests",
            order: 35,
            Policies.Matters
        );
        builder.Services.AddStaffLink(StaffGroup.Matters, "/staff/promises", "承诺", "Promises", order: 30, Policies.Matters);
        builder.Services.AddStaffLink(
            StaffGroup.Matters,
            "/staff/catalogue",
            "派单目录",
            "Dispatch catalogue",
            order: 85,
            Policies.Staff
        );
        return builder;
    }
}
