using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Accounts;

/// <summary>
/// What accounts may do today, read from their appointments and remembered for <see cref="Remember"/>: a change by an
/// administrator on another node holds after that at the latest, on the same node at once.
/// </summary>
public sealed class StaffDirectory(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
{
    /// <summary>How long what was read is believed.</summary>
    public static readonly TimeSpan Remember = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, (long LookedAt, long Edition, StaffMember? Member)> _known = new();

    // What was read before somebody was forgotten is believed no more, also when the reading ends after it.
    private long _edition;

    /// <summary>The member of staff with their appointments of today, or null when there is no such open account.</summary>
    public async ValueTask<StaffMember?> FindAsync(Guid account, CancellationToken cancel = default)
    {
        var edition = Interlocked.Read(ref _edition);
        if (
            _known.TryGetValue(account, out var known)
            && known.Edition == edition
            && time.GetElapsedTime(known.LookedAt) < Remember
        )
        {
            return known.Member;
        }
        var lookedAt = time.GetTimestamp();
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var today = jurisdiction.Calendar.DayOf(time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db
            .Users.Where(a => a.Id == account && a.ClosedAt == null)
            .Select(a => new { a.DisplayName, a.MustChangePassword })
            .FirstOrDefaultAsync(cancel);
        StaffMember? member = null;
        if (found is not null)
        {
            var rows = await db
                .Appointments.AsNoTracking()
                .Where(a => a.AccountId == account && a.ValidFrom <= today && (a.ValidTo == null || a.ValidTo >= today))
                .ToListAsync(cancel);
            // A unit that was taken out of the configuration gives nobody a role any more.
            member = new StaffMember(
                new StaffId(account),
                found.DisplayName,
                [
                    .. rows.Where(a => jurisdiction.Units.ContainsKey(a.Unit))
                        .OrderBy(a => a.Unit, StringComparer.Ordinal)
                        .ThenBy(a => a.Role)
                        .Select(a => new StaffPost(a.Unit, a.Role, a.Area)),
                ],
                found.MustChangePassword
            );
        }
        _known[account] = (lookedAt, edition, member);
        return member;
    }

    /// <summary>
    /// Who looks and what they see, acting for the unit they chose if they work for it, else for the first of their units.
    /// Null when there is no such open account or it has no appointment today.
    /// </summary>
    public async ValueTask<StaffScope?> ScopeAsync(Guid account, string? chosenUnit, CancellationToken cancel = default)
    {
        if (await FindAsync(account, cancel) is not { Posts: [var first, ..] } member)
        {
            return null;
        }
        var unit = member.Posts.Any(p => p.Unit == chosenUnit) ? chosenUnit! : first.Unit;
        return StaffScope.Of(
            member.Id,
            unit,
            [.. member.Posts.Select(p => (p.Unit, p.Role, p.Area))],
            await jurisdictions.CurrentAsync(cancel)
        );
    }

    /// <summary>Makes the next question about any account read the database.</summary>
    public void Forget() => Interlocked.Increment(ref _edition);
}

/// <summary>An open account with what it may do today.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">How colleagues see them.</param>
/// <param name="Posts">Appointments valid today, by unit.</param>
/// <param name="MustChangePassword">Whether they do nothing else before they have changed the password that they were given.</param>
public sealed record StaffMember(StaffId Id, string Name, ImmutableArray<StaffPost> Posts, bool MustChangePassword);

/// <summary>One appointment valid today.</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Role">What for.</param>
/// <param name="Area">Code of the area that it is limited to, or null.</param>
public sealed record StaffPost(string Unit, StaffRole Role, string? Area);
