using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Seeding;

/// <summary>Fills an empty database with a made-up jurisdiction and its matters.</summary>
public sealed class Seeder
{
    private const int Group = 500;
    private readonly IDbContextFactory<Db> _databases;
    private readonly MatterChanges _changes;
    private readonly KeyRing _ring;
    private readonly JurisdictionSource _jurisdiction;
    private readonly BulkStores _stores;

    internal Seeder(
        IDbContextFactory<Db> databases,
        MatterChanges changes,
        KeyRing ring,
        JurisdictionSource jurisdiction,
        BulkStores stores
    ) => (_databases, _changes, _ring, _jurisdiction, _stores) = (databases, changes, ring, jurisdiction, stores);

    /// <summary>Why the database cannot be filled, or null: it must hold no matter and no unit yet.</summary>
    public async Task<Refusal?> MayFillAsync(CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await db.Set<MatterRow>().AnyAsync(cancel) || await db.Set<UnitRow>().AnyAsync(cancel)
            ? Refusal.Of(
                "seed-not-empty",
                "数据库里已经有数据；示例数据只能放进空的数据库。",
                "The database is not empty; made-up data only go into an empty one."
            )
            : null;
    }

    /// <summary>Areas, units, categories and routing of the made-up jurisdiction.</summary>
    /// <returns>The staff that it needs; whoever calls makes their accounts.</returns>
    public async Task<IReadOnlyList<DemoPost>> SettleAsync(int matters, CancellationToken cancel = default)
    {
        var place = MadeUpPlace.For(matters);
        await _jurisdiction.ReplaceAsync(
            place.Code,
            place.Name,
            place.Areas,
            place.Units,
            place.Files.Categories.Select(c => c.ToCategory()),
            place.Routes,
            cancel
        );
        return place.Staff;
    }

    /// <summary>
    /// Matters with their whole history. The same seed, start and end give the same content (keys and ciphertext differ).
    /// </summary>
    /// <param name="matters">About how many; a few more come of neighbours who raise the same thing.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="start">From when on.</param>
    /// <param name="end">The present, at which the simulated time ends.</param>
    /// <param name="planted">Whether what its figures have to find is planted in it.</param>
    /// <param name="progress">Told how many of <paramref name="matters"/> are written.</param>
    /// <param name="cancel">Cancels between two groups.</param>
    /// <returns>How many matters were written.</returns>
    public async Task<int> FillAsync(
        int matters,
        int seed,
        DateTimeOffset start,
        DateTimeOffset end,
        bool planted = false,
        IProgress<int>? progress = null,
        CancellationToken cancel = default
    )
    {
        var plants = planted ? Planted.For(matters, start, end) : null;
        var place = MadeUpPlace.For(matters);
        var jurisdiction = await _jurisdiction.CurrentAsync(cancel);
        var scene = new Scene(_changes, _ring, jurisdiction, place.Files.Words, await StaffAsync(cancel), end, 0.01, plants);
        var happenings = new Happenings(place, jurisdiction.Calendar, start, end, matters, seed, plants);

        // One thread writes; the others make the next groups meanwhile, in order, so that the content does not depend on them.
        var groups = System.Threading.Channels.Channel.CreateBounded<Task<List<WriteSet>>>(
            Math.Max(2, Environment.ProcessorCount)
        );
        var making = Task.Run(
            async () =>
            {
                for (var from = 0; from < matters; from += Group)
                {
                    var first = from;
                    await groups.Writer.WriteAsync(
                        Task.Run(() => Make(scene, happenings, seed, first, Math.Min(first + Group, matters)), cancel),
                        cancel
                    );
                }
                groups.Writer.Complete();
            },
            cancel
        );
        var written = 0;
        var done = 0;
        await using (var store = _stores.Open())
        {
            await foreach (var group in groups.Reader.ReadAllAsync(cancel))
            {
                var changes = await group;
                if (await store.WriteAsync(changes) != WriteResult.Written)
                {
                    throw new InvalidOperationException("a made-up matter has a key that is taken; choose another seed");
                }
                written += changes.Count;
                done = Math.Min(done + Group, matters);
                progress?.Report(done);
            }
        }
        await making;
        return written;
    }

    private static List<WriteSet> Make(Scene scene, Happenings happenings, int seed, int from, int to)
    {
        var changes = new List<WriteSet>(to - from);
        for (var n = from; n < to; n++)
        {
            changes.AddRange(MatterLife.Of(scene, happenings.Nth(n), n, Drawn.For(seed + 2, n)));
        }
        return changes;
    }

    private async Task<ILookup<string, Actor.Staff>> StaffAsync(CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var posts = await (
            from a in db.Appointments.AsNoTracking()
            join u in db.Users on a.AccountId equals u.Id
            orderby u.UserName
            select new
            {
                a.AccountId,
                a.Unit,
                a.Role,
            }
        ).ToListAsync(cancel);
        return posts
            .Where(p => p.Role is StaffRole.Handler or StaffRole.Supervisor or StaffRole.Reviewer)
            .GroupBy(p => (p.AccountId, p.Unit))
            .Select(g => new Actor.Staff(new StaffId(g.Key.AccountId), g.Key.Unit, [.. g.Select(p => p.Role)]))
            .ToLookup(s => s.Unit);
    }
}
