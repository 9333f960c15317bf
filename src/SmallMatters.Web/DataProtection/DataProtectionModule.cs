using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.DataProtection;

/// <summary>The registers and tables of whoever answers for residents' data.</summary>
public static class DataProtectionModule
{
    public static WebApplicationBuilder AddDataProtection(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(
            StaffGroup.House,
            DataProtectionTabs.Assessments,
            "数据保护",
            "Data protection",
            order: 86,
            Policies.DataProtection
        );
        return builder;
    }
}

/// <summary>The pages of data protection, as their navigation shows them.</summary>
internal static class DataProtectionTabs
{
    public const string Assessments = "/staff/data-protection";
    public const string Incidents = "/staff/data-protection/incidents";
    public const string Retention = "/staff/data-protection/retention";
    public const string Openings = "/staff/data-protection/openings";
    public const string Fields = "/staff/data-protection/fields";

    public static readonly ImmutableArray<(string Href, Bilingual Said)> All =
    [
        (Assessments, new Bilingual("影响评估", "Impact assessments")),
        (Incidents, new Bilingual("安全事件", "Incidents")),
        (Openings, new Bilingual("启封身份", "Sealed identities")),
        (Retention, new Bilingual("保存期限", "Retention")),
        (Fields, new Bilingual("个人信息字段", "Personal fields")),
    ];
}
