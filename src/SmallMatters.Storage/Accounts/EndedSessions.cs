using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SmallMatters.Storage.Accounts;

/// <summary>
/// The sessions that their holders have ended. A cookie carries its session's key, so that a copy of it opens nothing after
/// signing out, on any node. Only what was ended is kept, and only until such a cookie would have run out by itself: signing
/// in writes nothing here, and each request of staff looks up one key.
/// </summary>
public sealed class EndedSessions(IDbContextFactory<Db> databases, TimeProvider time)
{
    /// <summary>How long an ended session is remembered; no cookie may live longer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>Ends a session; to end it twice is to end it.</summary>
    public async Task EndAsync(Guid session, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        // Signing out twice writes two rows, which say the same.
        db.Add(
            new EndedSessionRow
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                Session = session,
                EndedAt = time.GetUtcNow(),
            }
        );
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Whether the session was ended.</summary>
    public async Task<bool> HasEndedAsync(Guid session, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<EndedSessionRow>().AnyAsync(s => s.Session == session, cancel);
    }

    /// <summary>Forgets those whose cookies have run out.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var before = time.GetUtcNow() - Kept;
        return await db.Set<EndedSessionRow>().Where(s => s.EndedAt < before).ExecuteDeleteAsync(cancel);
    }
}

internal sealed class EndedSessionRow
{
    public Guid Id { get; init; }
    public Guid Session { get; init; }
    public DateTimeOffset EndedAt { get; init; }
}

internal sealed class EndedSessionMap : IEntityTypeConfiguration<EndedSessionRow>
{
    public void Configure(EntityTypeBuilder<EndedSessionRow> builder)
    {
        builder.ToTable("EndedSession");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.Session);
        builder.HasIndex(s => s.EndedAt);
    }
}
