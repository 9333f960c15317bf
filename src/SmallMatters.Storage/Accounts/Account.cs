using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Accounts;

/// <summary>An account of a member of staff. Residents need none.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>How colleagues and, where staff sign, residents see them.</summary>
    [PersonalField(PersonalItem.StaffAccount, FieldPurpose.SigningIn, LegalBasis.StatutoryDuty, KeptFor.Account)]
    public string DisplayName { get; set; } = "";

    /// <summary>The language of their pages.</summary>
    public Tongue Tongue { get; set; }

    /// <summary>Whether the account was closed; a closed one cannot sign in and stays readable in the history.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Whether somebody else knows the password, because an administrator gave it: it opens nothing but its own change.</summary>
    public bool MustChangePassword { get; set; }
}

/// <summary>An account's role for a unit, for a time. An account may have several.</summary>
[NotPersonal("codes of the jurisdiction", nameof(Appointment.Unit), nameof(Appointment.Area))]
public sealed class Appointment
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>The account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Code of the unit.</summary>
    public required string Unit { get; init; }

    /// <summary>What the account may do for the unit.</summary>
    public StaffRole Role { get; init; }

    /// <summary>Code of the area that it is limited to, or null for all of the unit's areas.</summary>
    public string? Area { get; init; }

    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>Last local day, or null.</summary>
    public DateOnly? ValidTo { get; set; }
}

internal sealed class AppointmentMap : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("Appointment");
        builder.HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => a.Unit);
    }
}
