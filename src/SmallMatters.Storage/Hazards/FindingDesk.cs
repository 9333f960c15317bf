using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Partners;

namespace SmallMatters.Storage.Hazards;

/// <summary>What a responsible party reads by its link: what was found, what is asked and by when. Nobody's name, and no photo.</summary>
/// <param name="Id">Key of the finding.</param>
/// <param name="Premises">Key of the premises.</param>
/// <param name="Place">Name of the premises.</param>
/// <param name="Unit">Code of the unit that gave the notice.</param>
/// <param name="What">What was found.</param>
/// <param name="Notice">The notice.</param>
/// <param name="Open">Whether the link still takes an answer.</param>
public sealed record RectificationAsked(
    Guid Id,
    Guid Premises,
    string Place,
    string Unit,
    string What,
    Rectification Notice,
    bool Open
);

/// <summary>Steps on findings, and the links of responsible parties.</summary>
public sealed class FindingDesk(IDbContextFactory<Db> databases, JointBook book, HazardRules rules, TimeProvider time)
{
    /// <summary>Decides on a finding, once the photos that the step names are there.</summary>
    public async Task<Acted> DecideAsync(
        Finding finding,
        StaffScope scope,
        ImmutableArray<string> photos,
        Func<Finding, Actor.Staff, Jurisdiction, DateTimeOffset, JointDecision> decide,
        int seen,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await PlacePhotos.AreThereAsync(db, finding.File.Premises, photos, cancel)
            ? await book.DecideAsync(finding.Key, scope, decide, seen, cancel)
            : new Acted.Refused(PlacePhotos.Unknown);
    }

    /// <summary>Gives the responsible party a link. Its secret is shown once and kept nowhere.</summary>
    public async Task<(Acted Done, string Secret)> GiveLinkAsync(
        Guid id,
        StaffScope scope,
        int seen,
        CancellationToken cancel = default
    )
    {
        var (secret, hash) = PartnerSecrets.NewLink();
        var done = await book.DecideAsync<Finding>(
            id,
            scope,
            (finding, by, jurisdiction, _) => RectificationRule.Give(finding, hash, by, jurisdiction),
            seen,
            cancel
        );
        return (done, secret);
    }

    /// <summary>What a link opens; null where there never was such a link, or the notice is gone.</summary>
    public async Task<RectificationAsked?> ByLinkAsync(string secret, CancellationToken cancel = default)
    {
        if (secret.Length != PartnerSecrets.LinkLength)
        {
            return null;
        }
        var hash = Convert.ToBase64String(PartnerSecrets.HashOf(secret));
        await using var db = await databases.CreateDbContextAsync(cancel);
        var link = await db.Set<RectificationLinkRow>().AsNoTracking().FirstOrDefaultAsync(l => l.Hash == hash, cancel);
        if (link is null || await JointBook.ReadAsync<Finding>(db, link.FileId, cancel) is not { Notice: { } notice } finding)
        {
            return null;
        }
        var open =
            finding is { Stage: FindingStage.Ordered, Link: { } held } && held.Hash == hash && time.GetUtcNow() < held.Until;
        return new RectificationAsked(
            finding.Key,
            finding.File.Premises,
            finding.File.PremisesName,
            finding.Lead,
            finding.File.What,
            notice,
            open
        );
    }

    /// <summary>The responsible party says by its link what was done.</summary>
    public async Task<Acted> AnswerAsync(
        string secret,
        string? words,
        ImmutableArray<string> photos,
        string seed,
        CancellationToken cancel = default
    )
    {
        if (await ByLinkAsync(secret, cancel) is not { } asked)
        {
            return new Acted.NotFound();
        }
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            if (!await PlacePhotos.AreThereAsync(db, asked.Premises, photos, cancel))
            {
                return new Acted.Refused(PlacePhotos.Unknown);
            }
        }
        var hash = Convert.ToBase64String(PartnerSecrets.HashOf(secret));
        return await book.DecideOutsideAsync<Finding>(
            asked.Id,
            (finding, jurisdiction, now) =>
                RecheckRule.ByLink(finding, new SayPutRight(words, photos, seed), hash, rules, jurisdiction, now),
            cancel
        );
    }

    /// <summary>A photo of a finding for whoever may read it; null where the finding does not name it.</summary>
    public static async Task<(string ContentType, byte[] Bytes)?> PhotoAsync(
        Db db,
        StaffScope scope,
        Guid id,
        string hash,
        CancellationToken cancel = default
    )
    {
        if (await JointBook.FindAsync<Finding>(db, scope, id, cancel) is not { File: var finding })
        {
            return null;
        }
        var named = finding
            .File.Photos.Concat(finding.Feedback.SelectMany(f => f.Photos))
            .Concat(finding.Rechecks.SelectMany(r => r.Photos));
        var row = named.Contains(hash)
            ? await db.Set<PlacePhotoRow>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.PremisesId == finding.File.Premises && p.Sha256 == hash, cancel)
            : null;
        return row is null ? null : (row.ContentType, row.Bytes);
    }
}
