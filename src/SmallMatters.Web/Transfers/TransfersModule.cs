using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Transfers;

/// <summary>Files by which matters come from 12345, 110 and other systems, and are answered.</summary>
public static class TransfersModule
{
    public static WebApplicationBuilder AddTransfers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TransferDesk>();
        builder.Services.AddStaffLink(
            StaffGroup.Matters,
            "/staff/transfers",
            "移交文件",
            "Transfers",
            order: 48,
            Policies.Supervisor
        );
        builder.Services.AddStaffLink(
            StaffGroup.House,
            "/administration/counterparts",
            "移交对方",
            "Counterparts of transfers",
            order: 83,
            Policies.SecurityAdministrator
        );
        return builder;
    }
}
