using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Storage.Accounts;

/// <summary>
/// One line of the audit trail (审计记录): what was done to an account, an appointment or a key. The database itself refuses
/// to change or remove a line.
/// </summary>
[NotPersonal("a code of what was done", nameof(AuditEntry.What))]
public sealed class AuditEntry
{
    /// <summary>Key, in the order of time.</summary>
    public Guid Id { get; init; }

    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The account that did it, or null when the command line or the product itself did.</summary>
    public Guid? By { get; init; }

    /// <summary>That account's name at the time, or what else did it.</summary>
    [PersonalField(PersonalItem.StaffAccount, FieldPurpose.Accounting, LegalBasis.DutyToLog, KeptFor.Log)]
    public required string ByName { get; init; }

    /// <summary>What was done, a code such as <c>account-closed</c>; see <see cref="Audited"/>.</summary>
    public required string What { get; init; }

    /// <summary>The account that it was done to, or null.</summary>
    public Guid? About { get; init; }

    /// <summary>Name of what it was done to, at the time.</summary>
    [PersonalField(PersonalItem.StaffAccount, FieldPurpose.Accounting, LegalBasis.DutyToLog, KeptFor.Log)]
    public required string AboutName { get; init; }

    /// <summary>The value before, or null. Never a secret.</summary>
    [PersonalField(PersonalItem.StaffAccount, FieldPurpose.Accounting, LegalBasis.DutyToLog, KeptFor.Log)]
    public string? Old { get; init; }

    /// <summary>The value after, or null. Never a secret.</summary>
    [PersonalField(PersonalItem.StaffAccount, FieldPurpose.Accounting, LegalBasis.DutyToLog, KeptFor.Log)]
    public string? New { get; init; }
}

/// <summary>What the audit trail knows to have been done.</summary>
public static class Audited
{
#pragma warning disable CS1591 // The codes say what they mean.
    public const string AccountCreated = "account-created";
    public const string AccountClosed = "account-closed";
    public const string AccountReopened = "account-reopened";
    public const string AppointmentMade = "appointment-made";
    public const string AppointmentEnded = "appointment-ended";
    public const string PasswordReset = "password-reset";
    public const string PasswordChanged = "password-changed";
    public const string CodesReset = "codes-reset";
    public const string CodesSetUp = "codes-set-up";
    public const string CodesTurnedOff = "codes-turned-off";
    public const string PasskeyAdded = "passkey-added";
    public const string PasskeyRemoved = "passkey-removed";
    public const string SignedIn = "signed-in";
    public const string LockedOut = "locked-out";
    public const string ApiKeyIssued = "api-key-issued";
    public const string ApiKeyEnded = "api-key-ended";
    public const string WebhookSet = "webhook-set";
    public const string WebhookSecretMade = "webhook-secret-made";
    public const string WebhookEnded = "webhook-ended";
    public const string CounterpartAdded = "counterpart-added";
    public const string CounterpartKeyMade = "counterpart-key-made";
    public const string CounterpartEnded = "counterpart-ended";
    public const string CounterpartReopened = "counterpart-reopened";
    public const string TransferTaken = "transfer-taken";
    public const string TransferMade = "transfer-made";
    public const string TransferFetched = "transfer-fetched";
    public const string TransferAnswered = "transfer-answered";
#pragma warning restore CS1591
}

internal sealed class AuditEntryMap : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntry");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasIndex(e => e.About);
    }
}
