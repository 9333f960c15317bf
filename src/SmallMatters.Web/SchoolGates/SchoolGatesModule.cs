using SmallMatters.Domain.SchoolGates;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.SchoolGates;

/// <summary>Gate posts of schools, and what else a unit does with a school.</summary>
public static class SchoolGatesModule
{
    public static WebApplicationBuilder AddSchoolGates(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(StaffGroup.Outside, GateLinks.List, "护学岗", "School gates", order: 57, Policies.Matters);
        return builder;
    }
}

/// <summary>Shifts, to be shown in a list.</summary>
public sealed record ShiftsShown(IReadOnlyList<GateShift> Shifts, Jurisdiction Jurisdiction);

/// <summary>Addresses of the work with schools.</summary>
internal static class GateLinks
{
    public const string List = "/staff/gates";

    /// <summary>The work with a school of the register, or the page that begins it.</summary>
    public static string Of(Guid premises) => $"{List}/school/{premises:N}";

    public static string Room(Guid id) => $"/staff/campus/{id:N}";

    public static string Step(Guid id, RoomStep step, Guid? drill = null) =>
        $"{Room(id)}/{step.ToString().ToLowerInvariant()}{(drill is { } which ? $"?drill={which:N}" : "")}";

    public static string Shift(Guid id) => $"/staff/gate-shifts/{id:N}";

    public static string School(string secret) => $"/school/{secret}";
}
