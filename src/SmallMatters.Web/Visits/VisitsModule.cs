using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Visits;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Visits;

/// <summary>Visits to residents, and the call-backs that are drawn of them.</summary>
public static class VisitsModule
{
    public static WebApplicationBuilder AddVisits(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(StaffGroup.Outside, VisitLinks.List, "走访", "Visits", order: 59, Policies.Handler);
        builder.Services.AddStaffLink(
            StaffGroup.Outside,
            VisitLinks.CallBacks,
            "抽查回访",
            "Call-backs",
            order: 60,
            Policies.Reviewer
        );
        return builder;
    }
}

/// <summary>Addresses of visits.</summary>
internal static class VisitLinks
{
    public const string List = "/staff/visits";
    public const string CallBacks = "/staff/call-backs";

    public static string Of(Guid id) => $"{List}/{id:N}";

    public static string Slip(Guid id) => $"{Of(id)}/slip";

    public static string New(Reference reference) => $"/staff/matters/{reference.Value}/visit";

    /// <summary>Proposing a visit that comes from a card or a round.</summary>
    public static string Propose(Reference reference, VisitSource source, Guid from) =>
        $"{New(reference)}?from={source}:{from:N}";

    /// <summary>The visit behind a resident's link.</summary>
    public static string Mine(string link) => $"/m/{link}/visit";
}
