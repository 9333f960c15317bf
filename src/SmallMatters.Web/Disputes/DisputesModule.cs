using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Disputes;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Documents;
using SmallMatters.Web.Rooms;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Disputes;

/// <summary>Disputes: the staff's pages, the parties' rooms, and the page about venues.</summary>
public static class DisputesModule
{
    public static WebApplicationBuilder AddDisputes(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(StaffGroup.Disputes, "/staff/disputes", "纠纷", "Disputes", order: 27, Policies.Handler);
        builder.Services.AddScoped<RoomServices>();
        builder.Services.AddSingleton<PdfPrinter>();
        return builder;
    }

    public static void MapDisputes(this IEndpointRouteBuilder routes)
    {
        routes.MapRoomFiles();
        routes.MapGet("/staff/matters/{reference}/dispute/signed/{sha}", SignedPageAsync).RequireAuthorization(Policies.Handler);
    }

    private static async Task<IResult> SignedPageAsync(
        string reference,
        string sha,
        bool? original,
        HttpContext context,
        Db db,
        DisputeReader reader
    )
    {
        RoomLinks.Guard(context);
        var cancel = context.RequestAborted;
        return
            Reference.TryParse(reference, out var number)
            && await reader.OfMatterAsync(db, number, context.GetStaff(), cancel) is { } shown
            && await reader.SignedPageAsync(db, shown, sha, original == true, cancel) is { } page
            ? Results.Bytes(page.Bytes, page.MediaType)
            : Results.NotFound();
    }
}
