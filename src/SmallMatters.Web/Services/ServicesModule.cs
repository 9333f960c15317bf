using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Services;

/// <summary>The catalogue of services and the times that are booked of them.</summary>
public static class ServicesModule
{
    public static WebApplicationBuilder AddServicePages(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(
            StaffGroup.Services,
            ServiceLinks.Bookings,
            "预约",
            "Bookings",
            order: 57,
            Policies.Handler
        );
        builder.Services.AddStaffLink(
            StaffGroup.Services,
            ServiceLinks.Staff,
            "服务事项",
            "Services",
            order: 58,
            Policies.Handler
        );
        return builder;
    }
}

/// <summary>Addresses of services and bookings.</summary>
internal static class ServiceLinks
{
    public const string Public = "/services";
    public const string Staff = "/staff/services";
    public const string New = $"{Staff}/new";
    public const string Bookings = "/staff/bookings";

    public static string Read(Guid id) => $"{Public}/{id:N}";

    public static string Book(Guid id) => $"{Read(id)}/book";

    public static string Start(Guid id) => $"{Read(id)}/start";

    public static string Keep(Guid id) => $"{Staff}/{id:N}";

    public static string Change(Guid id) => $"{Keep(id)}/change";

    public static string Booking(Guid id) => $"{Bookings}/{id:N}";

    /// <summary>The booking behind a resident's link.</summary>
    public static string Mine(string link) => $"/m/{link}/booking";

    /// <summary>All parts of a matter on one page, behind a resident's link.</summary>
    public static string Together(string link) => $"/m/{link}/together";
}
