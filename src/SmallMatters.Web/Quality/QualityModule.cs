using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Quality;

/// <summary>Addresses of quality checks.</summary>
internal static class QualityLinks
{
    public const string Figures = "/staff/quality";

    public const string List = $"{Figures}/checks";

    public static string Of(long number) => $"{List}/{number}";
}

/// <summary>Quality checks: answers drawn at random and read by a unit that did not write them.</summary>
public static class QualityModule
{
    public static WebApplicationBuilder AddQuality(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(
            StaffGroup.Plans,
            QualityLinks.Figures,
            "答复质量",
            "Quality of answers",
            order: 66,
            Policies.Matters
        );
        builder.Services.AddStaffLink(
            StaffGroup.Plans,
            QualityLinks.List,
            "抽查答复",
            "Answers to read",
            order: 62,
            Policies.Reviewer
        );
        return builder;
    }
}
