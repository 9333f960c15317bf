using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Registers;

/// <summary>Registers of units and areas from partners' files.</summary>
public static class RegistersModule
{
    public static WebApplicationBuilder AddRegisters(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(
            StaffGroup.House,
            RegisterLinks.Registers,
            "单位和片区",
            "Units and areas",
            order: 84,
            Policies.SystemAdministrator
        );
        return builder;
    }
}
