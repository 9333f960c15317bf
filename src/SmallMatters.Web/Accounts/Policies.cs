using System.Collections.Immutable;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Accounts;

/// <summary>
/// Who may enter. Every page and endpoint names exactly one of these (<c>[Authorize(Policies.Handler)]</c> on a page model,
/// <c>.RequireAuthorization(Policies.ApiKey)</c> on an endpoint); one that names none lets nobody in.
/// </summary>
public static class Policies
{
    /// <summary>Anybody, signed in or not.</summary>
    public const string Everybody = nameof(Everybody);

    /// <summary>Whoever has a genuine link of a matter, in the route value <see cref="LinkRouteValue"/>. To others: not found.</summary>
    public const string ResidentLink = nameof(ResidentLink);

    /// <summary>Anybody with an open account and an appointment today, administrators and auditors too.</summary>
    public const string Staff = nameof(Staff);

    /// <summary>Whoever deals with matters for the unit that they act for: handlers, supervisors and reviewers.</summary>
    public const string Matters = nameof(Matters);

    /// <summary>Handlers and supervisors of the unit that they act for.</summary>
    public const string Handler = nameof(Handler);

    /// <summary>Supervisors of the unit that they act for.</summary>
    public const string Supervisor = nameof(Supervisor);

    /// <summary>Reviewers of the unit that they act for.</summary>
    public const string Reviewer = nameof(Reviewer);

    /// <summary>System administrators.</summary>
    public const string SystemAdministrator = nameof(SystemAdministrator);

    /// <summary>Security administrators.</summary>
    public const string SecurityAdministrator = nameof(SecurityAdministrator);

    /// <summary>Auditors.</summary>
    public const string Auditor = nameof(Auditor);

    /// <summary>Data-protection officers.</summary>
    public const string DataProtectionOfficer = nameof(DataProtectionOfficer);

    /// <summary>Whoever answers for what becomes of residents' data: those who lead, administer, protect or audit.</summary>
    public const string DataProtection = nameof(DataProtection);

    /// <summary>Whoever reads the register of premises: who deals with matters, and auditors, who read no contact.</summary>
    public const string Premises = nameof(Premises);

    /// <summary>Programs with a key, which they send as <c>api_key</c> or in the header <c>X-Api-Key</c>.</summary>
    public const string ApiKey = nameof(ApiKey);

    /// <summary>Programs of outside partners with a key, which they send as a bearer token or in the header <c>X-Api-Key</c>.</summary>
    public const string PartnerKey = nameof(PartnerKey);

    /// <summary>Anybody, on a developer's machine only. Elsewhere: not found.</summary>
    public const string DevelopmentOnly = nameof(DevelopmentOnly);

    /// <summary>The route value that holds the secret part of a resident's link.</summary>
    public const string LinkRouteValue = "link";

    /// <summary>The roles that a policy for staff lets in.</summary>
    public static readonly ImmutableDictionary<string, ImmutableArray<StaffRole>> Roles = ImmutableDictionary.CreateRange(
        new KeyValuePair<string, ImmutableArray<StaffRole>>[]
        {
            new(Staff, [.. Enum.GetValues<StaffRole>()]),
            new(Matters, [StaffRole.Handler, StaffRole.Supervisor, StaffRole.Reviewer]),
            new(Handler, [StaffRole.Handler, StaffRole.Supervisor]),
            new(Supervisor, [StaffRole.Supervisor]),
            new(Reviewer, [StaffRole.Reviewer]),
            new(SystemAdministrator, [StaffRole.SystemAdministrator]),
            new(SecurityAdministrator, [StaffRole.SecurityAdministrator]),
            new(Auditor, [StaffRole.Auditor]),
            new(DataProtectionOfficer, [StaffRole.DataProtectionOfficer]),
            new(Premises, [StaffRole.Handler, StaffRole.Supervisor, StaffRole.Reviewer, StaffRole.Auditor]),
            new(
                DataProtection,
                [StaffRole.Supervisor, StaffRole.SystemAdministrator, StaffRole.Auditor, StaffRole.DataProtectionOfficer]
            ),
        }
    );

    /// <summary>All of them.</summary>
    public static readonly ImmutableHashSet<string> All =
    [
        .. Roles.Keys,
        Everybody,
        ResidentLink,
        ApiKey,
        PartnerKey,
        DevelopmentOnly,
    ];
}
