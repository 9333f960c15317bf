using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Tests.Kit;

namespace SmallMatters.Web.Tests.Hazards;

/// <summary>Who looks at the register where no browser is needed.</summary>
internal static class Scopes
{
    public static StaffScope Leader(string unit = Neighbourhood.WillowDesk) => Of(unit, StaffRole.Supervisor);

    public static StaffScope Of(string unit, params StaffRole[] roles) =>
        new(
            new StaffId(Guid.CreateVersion7()),
            unit,
            [unit],
            roles.Any(r => r is StaffRole.Handler or StaffRole.Supervisor or StaffRole.Reviewer) ? [unit] : [],
            [.. roles]
        );

    public static PremisesBook PremisesBook(this TestHost host) => host.Services.GetRequiredService<PremisesBook>();
}
