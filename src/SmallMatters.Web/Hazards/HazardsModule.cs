using SmallMatters.Storage.Hazards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Rounds;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Hazards;

/// <summary>Premises and what is found there.</summary>
public static class HazardsModule
{
    public static WebApplicationBuilder AddHazards(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(StaffGroup.Outside, PremisesLinks.List, "场所", "Premises", order: 55, Policies.Premises);
        builder.Services.AddStaffLink(StaffGroup.Outside, FindingLinks.List, "隐患", "Hazards", order: 56, Policies.Matters);
        builder.Services.AddStaffLink(StaffGroup.Outside, RoundLinks.Choose, "巡查", "Rounds", order: 56, Policies.Matters);
        return builder;
    }

    public static void MapHazards(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/staff/findings/{id:guid}/photos/{hash}", PhotoAsync).RequireAuthorization(Policies.Matters);

    private static async Task<IResult> PhotoAsync(Guid id, string hash, HttpContext http, Desk desk, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await FindingDesk.PhotoAsync(desk.Db, desk.Scope, id, hash, cancel) is var (type, bytes)
            ? TypedResults.File(bytes, type)
            : TypedResults.NotFound();
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

    /// <summary>The same, with the reference of a matter that told of a hazard there.</summary>
    public static string Of(Guid id, string? matter) => $"{Of(id)}{About(matter)}";

    internal static string About(string? matter) =>
        string.IsNullOrWhiteSpace(matter) ? "" : $"?matter={Uri.EscapeDataString(matter)}";

    public static string Change(Guid id) => $"{Of(id)}/change";

    public static string Checklist(Guid id) => $"{Of(id)}/checklist";

    public static string Imported(int number) => $"{List}/imports/{number}";
}
