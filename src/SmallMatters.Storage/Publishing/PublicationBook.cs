using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Publishing;

/// <summary>The one way in which publications are written, released, recalled and read by staff.</summary>
public sealed class PublicationBook
{
    private static readonly Refusal NotYourArea = Refusal.Of(
        "not-your-area",
        "您的任职不包括这个片区。",
        "Your appointment does not cover this area.",
        nameof(PublicationFile.Area)
    );

    private readonly IDbContextFactory<Db> _databases;
    private readonly SealedDrafts _drafts;
    private readonly JurisdictionSource _jurisdictions;
    private readonly AccessReceipts _receipts;
    private readonly TimeProvider _time;

    internal PublicationBook(
        IDbContextFactory<Db> databases,
        KeyRing ring,
        JurisdictionSource jurisdictions,
        AccessReceipts receipts,
        TimeProvider time
    ) =>
        (_databases, _drafts, _jurisdictions, _receipts, _time) = (
            databases,
            new SealedDrafts(ring),
            jurisdictions,
            receipts,
            time
        );

    /// <summary>Begins a publication.</summary>
    /// <param name="scope">Who writes.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="area">For which area; null for all.</param>
    /// <param name="about">The matter that it is about, as the writer sees it, or null.</param>
    /// <param name="command">The words.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Its key when it is written.</returns>
    public async Task<(Acted Done, Guid Id)> BeginAsync(
        StaffScope scope,
        PublicationKind kind,
        string? area,
        UnitMatterPage? about,
        WritePublication command,
        CancellationToken cancel = default
    )
    {
        var now = _time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var here = Here(scope, area);
        if (here is null)
        {
            return (new Acted.Refused(NotYourArea), id);
        }
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        var file = new PublicationFile(id, kind, scope.Unit, area, about?.Matter.File.Reference.Value, [scope.Id], now);
        var decision = WritePublicationRule.Begin(
            file,
            command,
            NamesOf(about),
            here.Actor,
            jurisdiction,
            jurisdiction.Calendar.DayOf(now)
        );
        if (decision.Fact is null)
        {
            return (new Acted.Refused(decision.Why!), id);
        }
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var row = new PublicationRow
        {
            Id = id,
            Kind = kind,
            Unit = file.Unit,
            Area = area,
            Matter = file.Matter,
            Stage = PublicationStage.Draft,
            DraftedAt = now,
            ChangedAt = now,
            HeadSeq = 1,
        };
        _drafts.Keep(row, decision.Manuscript!);
        db.Add(row);
        db.Add(ToRow(id, 1, decision.Fact, scope, now));
        await db.SaveChangesAsync(cancel);
        return (new Acted.Written(), id);
    }

    /// <summary>Decides on a publication and writes what follows.</summary>
    /// <param name="id">Which.</param>
    /// <param name="scope">Who acts.</param>
    /// <param name="decide">The pure decision; it is given the photo's hash too.</param>
    /// <param name="seen">Number of the last fact that the person had on the page.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Acted> DecideAsync(
        Guid id,
        StaffScope scope,
        Func<Publication, string?, Actor.Staff, Jurisdiction, DateOnly, PublicationDecision> decide,
        int seen,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var row = await db.Set<PublicationRow>().FirstOrDefaultAsync(p => p.Id == id, cancel);
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        if (row is null || Reader(scope, row.Unit, row.Area, jurisdiction) is not { } here)
        {
            return new Acted.NotFound();
        }
        if (seen != row.HeadSeq)
        {
            return new Acted.ChangedMeanwhile();
        }
        var now = _time.GetUtcNow();
        var kept = _drafts.StateOf(row, await FactsAsync(db, id, cancel));
        var before = await WarnedAsync(db, kept, scope, cancel);
        var photo = await db.Set<PublicationPhotoRow>()
            .Where(p => p.PublicationId == id)
            .Select(p => p.Sha256)
            .FirstOrDefaultAsync(cancel);
        var decision = decide(before, photo, here.Actor, jurisdiction, jurisdiction.Calendar.DayOf(now));
        if (decision.Fact is not { } fact)
        {
            // So that the page shows what it was refused for.
            if (before != kept && ForgetPartiesRule.ManuscriptOf(before) is { } warned)
            {
                _drafts.Keep(row, warned);
                try
                {
                    await db.SaveChangesAsync(cancel);
                }
                catch (DbUpdateConcurrencyException)
                {
                    return new Acted.ChangedMeanwhile();
                }
            }
            return new Acted.Refused(decision.Why!);
        }
        _drafts.Apply(row, fact, decision.Manuscript, now);
        row.HeadSeq++;
        db.Add(ToRow(id, row.HeadSeq, fact, scope, now));
        if (fact is PublicationReleased or PublicationRecalled)
        {
            db.Add(NewsRoundRow.Of(id, row.Stage, now));
        }
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await db.SaveChangesAsync(cancel);
            if (fact is PublicationAbandoned)
            {
                await db.Set<PublicationPhotoRow>().Where(p => p.PublicationId == id).ExecuteDeleteAsync(cancel);
            }
            await transaction.CommitAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    /// <summary>Puts a photo to a draft, in the place of one that is there.</summary>
    public async Task<Acted> SetPhotoAsync(
        Guid id,
        StaffScope scope,
        string contentType,
        byte[] bytes,
        (int Width, int Height) size,
        int seen,
        Func<Publication, Actor.Staff, PublicationDecision> decide,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var row = await db.Set<PublicationRow>().FirstOrDefaultAsync(p => p.Id == id, cancel);
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        if (row is null || Reader(scope, row.Unit, row.Area, jurisdiction) is not { } here)
        {
            return new Acted.NotFound();
        }
        if (seen != row.HeadSeq)
        {
            return new Acted.ChangedMeanwhile();
        }
        var decision = decide(_drafts.StateOf(row, await FactsAsync(db, id, cancel)), here.Actor);
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
        var now = _time.GetUtcNow();
        // Deleted and written anew rather than changed, so that nothing of the former picture stands in the row.
        await db.Set<PublicationPhotoRow>().Where(p => p.PublicationId == id).ExecuteDeleteAsync(cancel);
        db.Add(
            new PublicationPhotoRow
            {
                PublicationId = id,
                ContentType = contentType,
                Bytes = bytes,
                Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)),
                Width = size.Width,
                Height = size.Height,
            }
        );
        _drafts.Apply(row, fact, decision.Manuscript, now);
        row.HeadSeq++;
        db.Add(ToRow(id, row.HeadSeq, fact, scope, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    /// <summary>A publication with its history; null when there is none for this reader.</summary>
    public async Task<PublicationPage?> FindAsync(Db db, StaffScope scope, Guid id, CancellationToken cancel = default)
    {
        var row = await db.Set<PublicationRow>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel);
        if (row is null || Reader(scope, row.Unit, row.Area, await _jurisdictions.CurrentAsync(cancel)) is null)
        {
            return null;
        }
        var facts = await FactsAsync(db, id, cancel);
        var photo = await db.Set<PublicationPhotoRow>()
            .Where(p => p.PublicationId == id)
            .Select(p => new PhotoShown(p.Width, p.Height, p.Sha256))
            .FirstOrDefaultAsync(cancel);
        return new PublicationPage(_drafts.StateOf(row, facts), facts, photo);
    }

    /// <summary>The photo of a draft, for whoever may read the draft.</summary>
    public async Task<(string ContentType, byte[] Bytes)?> PhotoAsync(
        Db db,
        StaffScope scope,
        Guid id,
        CancellationToken cancel = default
    )
    {
        if (await FindAsync(db, scope, id, cancel) is null)
        {
            return null;
        }
        var photo = await db.Set<PublicationPhotoRow>().AsNoTracking().FirstOrDefaultAsync(p => p.PublicationId == id, cancel);
        return photo is null ? null : (photo.ContentType, photo.Bytes);
    }

    /// <summary>The publications of the reader's unit and of those below it, the latest changed first.</summary>
    public async Task<IReadOnlyList<PublicationLine>> ListAsync(
        Db db,
        StaffScope scope,
        int take,
        CancellationToken cancel = default
    )
    {
        string[] units = [.. (await _jurisdictions.CurrentAsync(cancel)).Below(scope.Unit)];
        var rows = db.Set<PublicationRow>()
            .AsNoTracking()
            .Where(p => units.Contains(p.Unit) && p.Stage != PublicationStage.Abandoned);
        if (scope.OnlyAreas is { } only)
        {
            rows = rows.Where(p => p.Area != null && only.Contains(p.Area));
        }
        var found = await rows.OrderByDescending(p => p.ChangedAt).ThenBy(p => p.Id).Take(take).ToListAsync(cancel);
        return
        [
            .. found.Select(p => new PublicationLine(
                p.Id,
                p.Kind,
                p.Unit,
                p.Area,
                p.Stage,
                p.Title ?? _drafts.ManuscriptOf(p)?.Title,
                p.ChangedAt
            )),
        ];
    }

    /// <summary>
    /// The publication, warned of the names that the matter's people have now: somebody may have joined, or be called
    /// otherwise, since the words were written. Comparing them leaves a receipt.
    /// </summary>
    private async Task<Publication> WarnedAsync(Db db, Publication publication, StaffScope scope, CancellationToken cancel)
    {
        if (publication.File.Matter is not { } number || ForgetPartiesRule.ManuscriptOf(publication) is null)
        {
            return publication;
        }
        var matter = await db.Set<MatterRow>().AsNoTracking().FirstAsync(m => m.Number == number, cancel);
        var people = await db.Set<ParticipantRow>()
            .AsNoTracking()
            .Where(p => p.MatterId == matter.Id && !p.Erased && p.Name != null)
            .ToListAsync(cancel);
        if (people.Count == 0)
        {
            return publication;
        }
        using var keys = await _receipts.OpenAsync(matter, people, scope, AccessPurpose.CheckingPublication, cancel);
        return ForgetPartiesRule.Warned(publication, NamesInDrafts.NamesOf(people, keys));
    }

    private static StaffScope? Here(StaffScope scope, string? area) =>
        area is { } one ? (scope.ReadsOf(one) ? scope.In(one) : null)
        : scope.OnlyAreas is null ? scope
        : null;

    // Drafts may hold what the second person is to find: the unit and those above it read them, nobody else.
    private static StaffScope? Reader(StaffScope scope, string unit, string? area, Jurisdiction jurisdiction) =>
        jurisdiction.Units.ContainsKey(unit)
        && jurisdiction.Above(unit).Contains(scope.Unit)
        && (scope.Is(StaffRole.Handler) || scope.Is(StaffRole.Supervisor))
            ? Here(scope, area)
            : null;

    private static IEnumerable<string> NamesOf(UnitMatterPage? about) =>
        about?.Contacts.Values.Select(c => c.Name).OfType<string>() ?? [];

    internal static async Task<List<KeptFact<PublicationFact>>> FactsAsync(Db db, Guid id, CancellationToken cancel)
    {
        var rows = await db.Set<PublicationFactRow>()
            .AsNoTracking()
            .Where(f => f.PublicationId == id)
            .OrderBy(f => f.Seq)
            .ToListAsync(cancel);
        return rows.ConvertAll(f => new KeptFact<PublicationFact>(
            f.Seq,
            f.At,
            f.Staff,
            f.Unit,
            PlainFacts<PublicationFact>.Read(f.Type, f.Body)
        ));
    }

    private static PublicationFactRow ToRow(Guid id, int seq, PublicationFact fact, StaffScope by, DateTimeOffset now) =>
        new()
        {
            PublicationId = id,
            Seq = seq,
            At = now,
            Staff = by.Id.Value,
            Unit = by.Unit,
            Type = PlainFacts<PublicationFact>.NameOf(fact),
            Body = PlainFacts<PublicationFact>.Write(fact),
        };
}
