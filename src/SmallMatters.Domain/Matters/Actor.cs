using System.Collections.Immutable;

namespace SmallMatters.Domain.Matters;

/// <summary>Who acts on a matter. Kept with each fact.</summary>
public abstract record Actor
{
    private Actor() { }

    /// <summary>A person by the link of one matter.</summary>
    public sealed record Person(ParticipantId Id) : Actor;

    /// <summary>A member of staff, acting for a unit.</summary>
    /// <param name="Id">The account.</param>
    /// <param name="Unit">Code of the unit acted for.</param>
    /// <param name="Roles">What the account may do for that unit.</param>
    public sealed record Staff(StaffId Id, string Unit, ImmutableArray<StaffRole> Roles) : Actor
    {
        /// <summary>Whether the account has the role for the unit.</summary>
        public bool Is(StaffRole role) => Roles.Contains(role);
    }

    /// <summary>A rule or a job of the product itself.</summary>
    public sealed record System(string Job) : Actor;

    /// <summary>A program with an API key.</summary>
    public sealed record Client(string Name) : Actor;

    /// <summary>Somebody of an outside partner, whom nobody here knows by name.</summary>
    /// <param name="Unit">Code of the partner.</param>
    /// <param name="Via">The link, or the key of the partner's program, by which they came.</param>
    /// <param name="ByLink">Whether it was a link, which is good for one answer about one part.</param>
    public sealed record Partner(string Unit, Guid Via, bool ByLink) : Actor;

    /// <summary>Compact form for the history: <c>person:…</c>, <c>staff:…</c>, <c>system:…</c>, <c>client:…</c> or <c>partner:…</c>.</summary>
    public string Code =>
        this switch
        {
            Person p => $"person:{p.Id.Value:N}",
            Staff s => $"staff:{s.Id.Value:N}",
            System s => $"system:{s.Job}",
            Client c => $"client:{c.Name}",
            Partner p => $"partner:{p.Via:N}",
            _ => throw new global::System.Diagnostics.UnreachableException(),
        };

    /// <summary>The unit or outside partner acted for, or null for anybody else.</summary>
    public string? UnitCode => (this as Staff)?.Unit ?? (this as Partner)?.Unit;
}

/// <summary>What a member of staff may do for a unit.</summary>
public enum StaffRole
{
    /// <summary>承办人: deals with the unit's matters.</summary>
    Handler,

    /// <summary>负责人: leads a unit; extends clocks, assigns, sees the units below.</summary>
    Supervisor,

    /// <summary>复查人: decides on reopening and internal review, for other units only.</summary>
    Reviewer,

    /// <summary>系统管理: units, areas, categories, rules. Sees no matter's content.</summary>
    SystemAdministrator,

    /// <summary>安全管理: accounts and keys. Sees no matter's content.</summary>
    SecurityAdministrator,

    /// <summary>审计: reads the audit trail and verifies the history. Changes nothing.</summary>
    Auditor,

    /// <summary>
    /// 数据保护负责人: decides on impact assessments and on opening sealed identities, keeps the register of incidents. Sees no
    /// matter's content.
    /// </summary>
    DataProtectionOfficer,
}
