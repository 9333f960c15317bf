using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Confidentiality;

/// <summary>
/// The receipts that residents see of who opened their data. The keys of a matter's people are handed to a page of the staff
/// from here only, and only once the receipt is on disk: without a receipt there is nothing to read.
/// </summary>
public sealed class AccessReceipts
{
    // Enough for what one process shows in a day; when it is full, a receipt is looked for that is there already.
    private const int Remembered = 200_000;
    private readonly ConcurrentDictionary<(MatterId, Guid, string, AccessPurpose, DateOnly), byte> _written = new();
    private readonly GroupWriter _writer;
    private readonly KeyRing _ring;
    private readonly JurisdictionSource _jurisdictions;
    private readonly TimeProvider _time;

    internal AccessReceipts(GroupWriter writer, KeyRing ring, JurisdictionSource jurisdictions, TimeProvider time) =>
        (_writer, _ring, _jurisdictions, _time) = (writer, ring, jurisdictions, time);

    /// <summary>Writes the receipt, then gives the keys.</summary>
    /// <exception cref="InvalidOperationException">The receipt could not be written; nothing may be shown.</exception>
    internal Task<PersonKeys> OpenAsync(
        MatterRow matter,
        IReadOnlyCollection<ParticipantRow> people,
        StaffScope scope,
        AccessPurpose purpose,
        CancellationToken cancel
    ) => OpenAsync(matter, people, scope.Id.Value, scope.Unit, purpose, cancel);

    /// <summary>The same for an outside partner, whose link or key stands where an account would.</summary>
    internal async Task<PersonKeys> OpenAsync(
        MatterRow matter,
        IReadOnlyCollection<ParticipantRow> people,
        Guid account,
        string unit,
        AccessPurpose purpose,
        CancellationToken cancel
    )
    {
        await WriteAsync(matter.Id, account, unit, purpose, cancel);
        return MatterMapping.KeysOf(people, _ring);
    }

    /// <summary>The same for a dispute: the keys of its parties, of what is common to them and of the office.</summary>
    internal async Task<PersonKeys> OpenAsync(
        DisputeRow dispute,
        IEnumerable<DisputePersonRow> people,
        StaffScope scope,
        CancellationToken cancel
    )
    {
        await WriteAsync(dispute.MatterId, scope.Id.Value, scope.Unit, AccessPurpose.Mediating, cancel);
        return DisputeFacts.KeysOf(dispute, people, office: true, _ring);
    }

    /// <summary>Writes the receipt; of one account's openings for one purpose on one day the first stands for all.</summary>
    /// <exception cref="InvalidOperationException">The receipt could not be written; nothing may be shown.</exception>
    internal async Task WriteAsync(MatterId matter, Guid account, string unit, AccessPurpose purpose, CancellationToken cancel)
    {
        var now = _time.GetUtcNow();
        var day = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        var key = (matter, account, unit, purpose, day);
        if (!_written.ContainsKey(key))
        {
            var change = new WriteSet();
            change.Inserts.Add(
                new AccessReceiptRow
                {
                    MatterId = matter,
                    Account = account,
                    Unit = unit,
                    Purpose = purpose,
                    Day = day,
                    At = now,
                }
            );
            // One that is there already was written by another node, or before this process began.
            if (await _writer.WriteAsync(change, cancel) == WriteResult.Conflict)
            {
                throw new InvalidOperationException("the receipt of an access could not be written");
            }
            if (_written.Count >= Remembered)
            {
                _written.Clear();
            }
            _written[key] = 0;
        }
    }

    /// <summary>The receipts of a matter that may be shown now to whoever raised it, the newest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="view">The matter as its resident sees it.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IReadOnlyList<AccessReceipt>> ShownAsync(Db db, ResidentMatter view, CancellationToken cancel = default)
    {
        var matter = view.Matter.File.Id;
        var rows = await db.Set<AccessReceiptRow>().AsNoTracking().Where(r => r.MatterId == matter).ToListAsync(cancel);
        var now = _time.GetUtcNow();
        // That somebody may be in danger in a dispute is as much a reason as a threat: the reader may be the one who is feared.
        var flags = await (
            from f in db.Set<DisputeFactRow>().AsNoTracking()
            join d in db.Set<DisputeRow>() on f.DisputeId equals d.Id
            where d.MatterId == matter && f.Type == nameof(SafetyFlagRaised)
            select f.At
        ).ToListAsync(cancel);
        var threats = view.Threats.AddRange(flags);
        return
        [
            .. rows.Select(r => new AccessReceipt(r.Unit, r.Purpose, r.At))
                // Whoever only joined reads who deals with it; reviews, slips and sealed identities are the raiser's affair.
                .Where(r =>
                    view.Me.Role != ParticipantRole.Joined
                    || r.Purpose is AccessPurpose.Handling or AccessPurpose.Overseeing or AccessPurpose.Part
                )
                .Where(r => AccessReceiptRule.ShownFrom(r, view.Matter.File.Owner, threats) <= now)
                .OrderByDescending(r => r.At),
        ];
    }
}
