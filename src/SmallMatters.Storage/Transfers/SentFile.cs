using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;

namespace SmallMatters.Storage.Transfers;

/// <summary>The cover sheet of a transfer and its signature, to the letter.</summary>
/// <param name="Cover">The bytes of the cover sheet as UTF-8 text.</param>
/// <param name="Signature">The signature in hexadecimal.</param>
public sealed record SignedCover(string Cover, string Signature);

/// <summary>Who fetched a transfer that went out. Nobody's account when the command line did.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Account">The account, or null.</param>
public sealed record TransferFetch(DateTimeOffset At, Guid? Account);

/// <summary>That somebody fetched a transfer that went out: when it was made, or again.</summary>
internal sealed class TransferFetchRow
{
    public Guid Id { get; init; }
    public Guid TransferId { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? Account { get; init; }

    public static TransferFetchRow Of(Guid transfer, Guid? account, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            TransferId = transfer,
            At = now,
            Account = account,
        };
}

internal sealed class TransferFetchMap : IEntityTypeConfiguration<TransferFetchRow>
{
    public void Configure(EntityTypeBuilder<TransferFetchRow> builder)
    {
        builder.ToTable("TransferFetch");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.HasOne<TransferRow>().WithMany().HasForeignKey(f => f.TransferId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>
/// A row that went out, as it is kept: what was answered stands as ciphertext under the key of the matter's raiser and goes
/// with it.
/// </summary>
internal sealed record KeptOutcome(
    string Number,
    Reference Reference,
    Stage Stage,
    OutcomeCode? Outcome,
    PersonalText? Answer,
    DateTimeOffset RaisedAt,
    DateOnly? PromisedOn,
    DateTimeOffset? ClosedAt
)
{
    private static readonly PersonKeys NoKeys = new();

    /// <summary>What goes out.</summary>
    public TransferredOutcome Shown => new(Number, Reference, Stage, Outcome, Answer?.Text, RaisedAt, PromisedOn, ClosedAt);

    /// <summary>Whether there was an answer whose raiser has been erased since.</summary>
    public bool HasLost => Answer is { Text: null };

    /// <summary>One line.</summary>
    public string Write(PersonKeys? keys = null) => FactCodec.Write(this, keys ?? NoKeys);

    /// <summary>The same again.</summary>
    public static KeptOutcome Read(string line, PersonKeys? keys = null) => FactCodec.Read<KeptOutcome>(line, keys ?? NoKeys);

    /// <summary>The lines of a file.</summary>
    public static ImmutableArray<string> Lines(string body) => [.. body.Split('\n')];
}
