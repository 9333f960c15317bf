using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Disputes;

/// <content>The signed agreement: its pages are sealed in the transaction of the fact that names their hashes.</content>
public sealed partial class DisputeBook
{
    /// <summary>Puts the pages of the signed agreement in, for staff who deal with the matter.</summary>
    /// <param name="id">The dispute.</param>
    /// <param name="scope">Who puts them in.</param>
    /// <param name="pages">The pages in their order.</param>
    /// <param name="seen">Number of the last fact that the person had on the page.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Acted> KeepSignedAsync(
        Guid id,
        StaffScope scope,
        IReadOnlyList<HandedIn> pages,
        int seen,
        CancellationToken cancel = default
    )
    {
        var hashes = pages.Select(p => p.Sha256).ToList();
        await using (var db = await _databases.CreateDbContextAsync(cancel))
        {
            var others = await db.Set<SignedPageRow>().CountAsync(p => p.DisputeId == id && !hashes.Contains(p.Sha256), cancel);
            if (others + hashes.Count > KeepSignedAgreementRule.MostFiles)
            {
                return new Acted.Refused(KeepSignedAgreementRule.Full);
            }
        }
        ImmutableArray<SignedPage> named = [.. pages.Select(p => new SignedPage(p.Sha256, HandedIn.HashOf(p.Clean)))];
        return await ChangeAsync(
            id,
            matter => DisputeReader.ScopeOn(matter, scope)?.Actor,
            (d, by, _, _) => KeepSignedAgreementRule.Decide(d, named, (Actor.Staff)by),
            seen,
            cancel,
            async (db, rows, _) =>
            {
                var there = await db.Set<SignedPageRow>()
                    .Where(p => p.DisputeId == id && hashes.Contains(p.Sha256))
                    .Select(p => p.Sha256)
                    .ToListAsync(cancel);
                using var keys = DisputeFacts.KeysOf(rows.Head, [], office: false, _ring);
                foreach (var page in pages.Where(p => !there.Contains(p.Sha256)))
                {
                    var (original, clean) = page.SealedUnder(keys.Of(new ParticipantId(id))!);
                    db.Add(
                        new SignedPageRow
                        {
                            DisputeId = id,
                            Sha256 = page.Sha256,
                            MediaType = page.MediaType,
                            Original = original,
                            Clean = clean,
                            At = rows.Head.ChangedAt,
                        }
                    );
                }
            }
        );
    }
}

/// <content>The signed agreement, for those who deal with it and for each party.</content>
public sealed partial class DisputeReader
{
    /// <summary>A page of any agreement that was put in; the caller has shown the dispute, and so left the receipt.</summary>
    /// <param name="db">The database.</param>
    /// <param name="shown">The dispute, as its reader has it.</param>
    /// <param name="sha256">The hash of the original.</param>
    /// <param name="original">Whether the file as it came is wanted, and not the copy without metadata.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<(byte[] Bytes, string MediaType)?> SignedPageAsync(
        Db db,
        DisputePage shown,
        string sha256,
        bool original,
        CancellationToken cancel = default
    ) => SignedPageAsync(db, shown.Dispute.File.Id, sha256, original, cancel);

    /// <summary>The copy of a page of the agreement that a party's room shows; null for every other one.</summary>
    public async Task<(byte[] Bytes, string MediaType)?> SignedPageAsync(
        Db db,
        RoomView room,
        string sha256,
        CancellationToken cancel = default
    ) =>
        room.SignedAgreement?.Pages.Any(p => p.Sha256 == sha256) == true
            ? await SignedPageAsync(db, room.Dispute, sha256, original: false, cancel)
            : null;

    private async Task<(byte[] Bytes, string MediaType)?> SignedPageAsync(
        Db db,
        Guid dispute,
        string sha256,
        bool original,
        CancellationToken cancel
    )
    {
        var row = await db.Set<SignedPageRow>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.DisputeId == dispute && p.Sha256 == sha256, cancel);
        if (
            row is not { Original: { } asItCame, Clean: { } copy }
            || await db.Set<DisputeRow>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == dispute, cancel) is not { } head
        )
        {
            return null;
        }
        using var keys = DisputeFacts.KeysOf(head, [], office: false, _ring);
        return keys.Of(new ParticipantId(dispute)) is { } key
            ? (key.UnsealBytes(original ? asItCame : copy), row.MediaType)
            : null;
    }

    private static IReadOnlyList<SignedShown> SignedOf(IEnumerable<(DisputeFactRow Row, DisputeFact Fact)> facts) =>
        [
            .. facts
                .Where(f => f.Fact is AgreementScanned)
                .Select(f => new SignedShown(f.Row.At, StaffOf(f.Row), ((AgreementScanned)f.Fact).Pages)),
        ];
}

/// <summary>A signed agreement that was put in.</summary>
/// <param name="At">UTC.</param>
/// <param name="Staff">The account that put it in.</param>
/// <param name="Pages">Its pages in their order, by the hashes of the files.</param>
public sealed record SignedShown(DateTimeOffset At, Guid? Staff, ImmutableArray<SignedPage> Pages);

/// <summary>What becomes of the pages, and whether they are still what was put in.</summary>
internal static class SignedPages
{
    /// <summary>Takes the files of a dispute whose last party was erased: its common key is gone already.</summary>
    /// <returns>The rows that changed.</returns>
    public static async Task<IReadOnlyList<SignedPageRow>> ForgetAsync(Db db, DisputeRow head, CancellationToken cancel)
    {
        if (head.CommonKey is not null)
        {
            return [];
        }
        var rows = await db.Set<SignedPageRow>().Where(p => p.DisputeId == head.Id && p.Original != null).ToListAsync(cancel);
        foreach (var row in rows)
        {
            (row.Original, row.Clean) = (null, null);
        }
        return rows;
    }

    /// <summary>Number of the first fact whose pages are missing or were changed, or null; one file is held at a time.</summary>
    public static async Task<int?> FirstBrokenAsync(Db db, DisputeRows rows, KeyRing ring, CancellationToken cancel)
    {
        using var keys = DisputeFacts.KeysOf(rows.Head, [], office: false, ring);
        foreach (var fact in rows.Facts.Where(f => f.Type == nameof(AgreementScanned)))
        {
            foreach (var page in ((AgreementScanned)DisputeFacts.Read(fact, keys)).Pages)
            {
                var row = await db.Set<SignedPageRow>()
                    .AsNoTracking()
                    .FirstOrDefaultAsync(p => p.DisputeId == rows.Head.Id && p.Sha256 == page.Sha256, cancel);
                if (row is null || !Holds(row, page, keys.Of(new ParticipantId(rows.Head.Id))))
                {
                    return fact.Seq;
                }
            }
        }
        return null;
    }

    private static bool Holds(SignedPageRow row, SignedPage page, PersonKey? key)
    {
        if (key is null)
        {
            return row is { Original: null, Clean: null };
        }
        try
        {
            return row is { Original: { } original, Clean: { } clean }
                && HandedIn.HashOf(key.UnsealBytes(original)) == page.Sha256
                && HandedIn.HashOf(key.UnsealBytes(clean)) == page.Copy;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
