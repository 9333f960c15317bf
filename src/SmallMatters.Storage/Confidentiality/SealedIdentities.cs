using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Confidentiality;

/// <summary>An asking to open a sealed identity, for whoever decides on it. It names nobody.</summary>
/// <param name="Id">Key.</param>
/// <param name="Matter">The matter.</param>
/// <param name="Number">Its reference, as a number.</param>
/// <param name="Category">Category code of the matter.</param>
/// <param name="Area">Area code of the matter.</param>
/// <param name="Unit">Code of the unit that asked.</param>
/// <param name="By">The account that asked.</param>
/// <param name="Reason">Why, from the list.</param>
/// <param name="Words">Why, in the asker's words; null once the person was erased.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Lapsed">Whether its time ended before anybody decided, or before what was approved was looked at.</param>
[ProjectionFor(Audience.DataProtection)]
[ShowsNothingPersonal(nameof(OpeningLine.Category), nameof(OpeningLine.Area), nameof(OpeningLine.Unit))]
public sealed record OpeningLine(
    Guid Id,
    MatterId Matter,
    long Number,
    string Category,
    string Area,
    string Unit,
    Guid By,
    OpeningReason Reason,
    [property: Shows(PersonalItem.InternalWords)] string? Words,
    DateTimeOffset AskedAt,
    OpeningState State,
    bool Lapsed
);

/// <summary>A sealed identity on the one page that shows it, once.</summary>
/// <param name="Contact">Who it is.</param>
/// <param name="ShownFor">How long the page is shown.</param>
[ProjectionFor(Audience.Handler)]
public sealed record IdentityOnce(
    [property: Shows(
        PersonalItem.SealedIdentity,
        WhenZh = "写明理由、经另一个人批准，只显示一次",
        WhenEn = "with a reason and a second person's approval, once"
    )]
        ContactShown Contact,
    TimeSpan ShownFor
);

/// <summary>Opens sealed identities, each time with a receipt that is on disk before anything is shown.</summary>
public sealed class SealedIdentities
{
    private readonly IDbContextFactory<Db> _databases;
    private readonly KeyRing _ring;
    private readonly IdentityRing _identities;
    private readonly AccessReceipts _receipts;
    private readonly MatterBook _book;
    private readonly StorageSettings _settings;

    internal SealedIdentities(
        IDbContextFactory<Db> databases,
        KeyRing ring,
        IdentityRing identities,
        AccessReceipts receipts,
        MatterBook book,
        StorageSettings settings
    ) => (_databases, _ring, _identities, _receipts, _book, _settings) = (databases, ring, identities, receipts, book, settings);

    /// <summary>How long the page with the identity is shown before it goes by itself.</summary>
    public static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(2);

    /// <summary>Whether opening takes a second person here.</summary>
    public bool SecondPerson => _settings.SecondPersonOpens;

    /// <summary>Asks; see <see cref="OpenIdentityRule.Ask"/>. That the asker sees the matter is for the caller to have asked.</summary>
    public Task<ChangeResult> AskAsync(MatterId matter, AskOpening command, Actor.Staff by, CancellationToken cancel = default) =>
        _book.DecideAsync(matter, by, (m, j, now) => OpenIdentityRule.Ask(m, command, by, SecondPerson, j, now), cancel: cancel);

    /// <summary>Decides on an asking.</summary>
    public Task<ChangeResult> DecideAsync(
        MatterId matter,
        Guid opening,
        OpeningState? answer,
        string? words,
        Actor.Staff by,
        CancellationToken cancel = default
    ) =>
        _book.DecideAsync(matter, by, (m, _, now) => OpenIdentityRule.Decide(m, opening, answer, words, by, now), cancel: cancel);

    /// <summary>
    /// Shows what was approved, once: the fact and the receipt are written first, so that a page that was lost on its way has to
    /// be asked for anew and nobody looks twice on one approval.
    /// </summary>
    public async Task<(IdentityOnce? Shown, ChangeResult Done)> ShowAsync(
        MatterId matter,
        Guid opening,
        StaffScope scope,
        CancellationToken cancel = default
    )
    {
        var by = scope.Actor;
        var done = await _book.DecideAsync(matter, by, (m, _, now) => OpenIdentityRule.Show(m, opening, by, now), cancel: cancel);
        if (done is not ChangeResult.Changed changed)
        {
            return (null, done);
        }
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var person = changed.After.File.Openings.First(o => o.Id == opening).Person;
        await _receipts.WriteAsync(matter, scope.Id.Value, scope.Unit, AccessPurpose.OpeningIdentity, cancel);
        var shown = await Identities.OwnAsync(db, _identities, person, cancel);
        return (new IdentityOnce(shown ?? new ContactShown(null, null, null), ShownFor), done);
    }

    /// <summary>
    /// Askings that nobody has decided, with whether they have lapsed, or those that were decided; the latest first. What the
    /// askers wrote stands under the key of the person whom it is about and is read with it; it names nobody, and deciding on
    /// whether somebody's data are opened is itself no opening, so that it leaves no receipt.
    /// </summary>
    public async Task<IReadOnlyList<OpeningLine>> ListAsync(
        Db db,
        bool waiting,
        int most,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        var rows = db.Set<IdentityOpeningRow>().AsNoTracking().Where(o => o.State == OpeningState.Asked == waiting);
        var found = await (
            // The latest first: an asking whose clock ended without an answer must not keep the new ones off the page.
            from o in rows.OrderByDescending(o => o.AskedAt)
            join m in db.Set<MatterRow>() on o.MatterId equals m.Id
            select new
            {
                Opening = o,
                m.Number,
                m.Category,
                m.Area,
            }
        )
            .Take(most)
            .ToListAsync(cancel);
        var matters = found.Select(f => f.Opening.MatterId).Distinct().ToList();
        var people = (
            await db.Set<ParticipantRow>().AsNoTracking().Where(p => matters.Contains(p.MatterId)).ToListAsync(cancel)
        ).ToLookup(p => p.MatterId);
        var clocks = (
            await db.Set<ClockRow>()
                .AsNoTracking()
                .Where(c => matters.Contains(c.MatterId) && c.Purpose == ClockFor.IdentityOpening)
                .ToListAsync(cancel)
        ).ToLookup(c => c.MatterId);
        return found.ConvertAll(f =>
        {
            using var keys = MatterMapping.KeysOf(people[f.Opening.MatterId], _ring);
            var opening = FactCodec.Read<IdentityOpening>(f.Opening.Body, keys);
            var until = clocks[f.Opening.MatterId]
                .Select(c => FactCodec.Read<MatterClock>(c.Body, keys))
                .FirstOrDefault(c => c.Subject == opening.Id)
                ?.Clock.Deadline.DueAt;
            return new OpeningLine(
                opening.Id,
                f.Opening.MatterId,
                f.Number,
                f.Category,
                f.Area,
                opening.Unit,
                opening.By.Value,
                opening.Reason,
                opening.Words.Text,
                opening.AskedAt,
                opening.State,
                OpenIdentityRule.HasLapsed(opening, until, now)
            );
        });
    }
}
