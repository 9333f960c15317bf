using SmallMatters.Domain.Matters;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.CaseFollowing;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.MinorCases;

/// <summary>Minor cases: the station's pages, and those of reporters and victims.</summary>
public static class CasesModule
{
    public static WebApplicationBuilder AddMinorCases(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(
            new StaffLink(StaffGroup.Disputes, "/staff/cases", new("小案", "Minor cases"), 28, Policies.Handler)
            {
                When = request => request.RequestServices.GetRequiredService<CaseDesk>().LetsIn(request.GetStaff()),
            }
        );
        builder.Services.AddScoped<CaseServices>();
        return builder;
    }

    public static void MapMinorCases(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/staff/cases/{reference}/evidence/{sha}", StaffFileAsync).RequireAuthorization(Policies.Handler);
        // Looks at the link itself: a genuine link opens what its own person handed in.
        routes.MapGet("/case/{link}/evidence/{sha}", PersonFileAsync).RequireAuthorization(Policies.Everybody);
    }

    private static async Task<IResult> StaffFileAsync(
        string reference,
        string sha,
        bool? original,
        HttpContext context,
        CaseReader reader
    ) =>
        Reference.TryParse(reference, out var number)
        && await reader.FileAsync(number, sha, original == true, context.GetStaff(), context.RequestAborted) is { } file
            ? Sent(context, file)
            : Results.NotFound();

    private static async Task<IResult> PersonFileAsync(string link, string sha, HttpContext context, CaseReader reader) =>
        await reader.OfPersonAsync(link, context.RequestAborted) is { } me
        && await reader.FileAsync(me, sha, context.RequestAborted) is { } file
            ? Sent(context, file)
            : Results.NotFound();

    private static IResult Sent(HttpContext context, (byte[] Bytes, string MediaType) file)
    {
        Rooms.RoomLinks.Guard(context);
        return Results.Bytes(file.Bytes, file.MediaType);
    }
}
