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
        builder.Services.AddStaffLink("/staff/disputes", "纠纷", "Disputes", order: 27, Policies.Handler);
        builder.Services.AddScoped<RoomServices>();
        builder.Services.AddSingleton<PdfPrinter>();
        return builder;
    }

    public static void MapDisputes(this IEndpointRouteBuilder routes) => routes.MapRoomFiles();
}
