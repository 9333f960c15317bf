using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Partners;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Liaisons;

/// <summary>A volunteer as the unit that appointed them reads it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Role">The role.</param>
/// <param name="Name">Name; null once the role has ended.</param>
/// <param name="Phone">Telephone; null once the role has ended.</param>
/// <param name="Facts">What happened.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(LiaisonPage.Role), nameof(LiaisonPage.Facts))]
public sealed record LiaisonPage(
    Guid Id,
    Liaison Role,
    [property: Shows(PersonalItem.LiaisonPerson)] string? Name,
    [property: Shows(PersonalItem.LiaisonPerson)] string? Phone,
    IReadOnlyList<KeptFact<LiaisonFact>> Facts
);

/// <summary>How many volunteers an area has, and the names of those who agreed to be named.</summary>
/// <param name="Count">How many serve.</param>
/// <param name="Names">Their names.</param>
[ProjectionFor(Audience.Public)]
public sealed record LiaisonsOfArea(
    int Count,
    [property: Shows(PersonalItem.LiaisonPerson, WhenZh = "本人同意公开", WhenEn = "the volunteer agreed")]
        IReadOnlyList<string> Names
);

/// <summary>What a volunteer's own link opens.</summary>
/// <param name="Id">Key.</param>
/// <param name="Role">The role.</param>
[ProjectionFor(Audience.Resident)]
[ShowsNothingPersonal(nameof(LiaisonMine.Role))]
public sealed record LiaisonMine(Guid Id, Liaison Role);

/// <summary>A matter that came by a volunteer's link, for that volunteer.</summary>
/// <param name="Number">Its reference, as a number.</param>
/// <param name="Category">Category code.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Link">The secret part of the link by which they follow and judge it, as every resident does.</param>
[ProjectionFor(Audience.Resident)]
[ShowsNothingPersonal(nameof(LiaisonReported.Category), nameof(LiaisonReported.Link))]
public sealed record LiaisonReported(long Number, string Category, Stage Stage, string Link);

/// <summary>The one way in which volunteers are appointed, serve, report and leave.</summary>
public sealed class LiaisonBook(
    IDbContextFactory<Db> databases,
    KeyRing ring,
    JurisdictionSource jurisdictions,
    MatterBook matters,
    TimeProvider time
)
{
    private const int Most = 200;

    private sealed record Person(string Name, string Phone);

    /// <summary>Offers the role and makes the link, whose secret is shown once and kept nowhere.</summary>
    public async Task<(Acted Done, Guid Id, string Secret)> OfferAsync(
        OfferLiaison command,
        Actor.Staff by,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var decision = LiaisonRule.Offer(command, by, jurisdiction, jurisdiction.Calendar.DayOf(now));
        if (decision.Fact is not LiaisonOffered offered)
        {
            return (new Acted.Refused(decision.Why!), default, "");
        }
        var id = Guid.CreateVersion7(now);
        var (secret, hash) = PartnerSecrets.NewLink();
        var (key, wrapped) = ring.NewPersonKey(id);
        using (key)
        {
            var row = new LiaisonRow
            {
                Id = id,
                Unit = offered.Unit,
                Area = offered.Area,
                Stage = LiaisonStage.Offered,
                Since = offered.Since,
                Until = offered.Until,
                LinkHash = hash,
                Key = wrapped,
                Words = key.Seal(
                    JsonSerializer.Serialize(new Person(Refusals.Clean(command.Name), Refusals.Clean(command.Phone)))
                ),
                HeadSeq = 1,
            };
            await using var db = await databases.CreateDbContextAsync(cancel);
            db.Add(row);
            db.Add(ToRow(row, offered, by, now));
            await db.SaveChangesAsync(cancel);
        }
        return (new Acted.Written(), id, secret);
    }

    /// <summary>Decides on a role and writes what follows. With its end, name, telephone, link and the list of reports go at once.</summary>
    /// <param name="id">Which.</param>
    /// <param name="by">A supervisor of the unit; null when it is the volunteer, whose link was read before, or the end of the term.</param>
    /// <param name="decide">What they want.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>What came of it, and the secret of a new link where one was given.</returns>
    public async Task<(Acted Done, string? Secret)> DecideAsync(
        Guid id,
        Actor.Staff? by,
        Func<Liaison, DateOnly, LiaisonDecision> decide,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<LiaisonRow>().FirstOrDefaultAsync(l => l.Id == id, cancel);
        if (row is null || (by is not null && (by.Unit != row.Unit || !by.Is(StaffRole.Supervisor))))
        {
            return (new Acted.NotFound(), null);
        }
        var role = Replayed(await FactsAsync(db, id, cancel));
        var decision = decide(role, today);
        if (decision.Fact is not { } fact)
        {
            return (new Acted.Refused(decision.Why!), null);
        }
        var after = fact.Apply(role);
        (row.Stage, row.Until, row.Named) = (after.Stage, after.Until, after.Named);
        row.HeadSeq++;
        db.Add(ToRow(row, fact, by, now));
        string? secret = null;
        if (fact is LiaisonLinkGiven)
        {
            (secret, row.LinkHash) = PartnerSecrets.NewLink();
        }
        if (fact is LiaisonEnded)
        {
            (row.Key, row.Words, row.LinkHash) = (null, null, null);
            db.RemoveRange(await db.Set<LiaisonReportRow>().Where(r => r.LiaisonId == id).ToListAsync(cancel));
        }
        try
        {
            await db.SaveChangesAsync(cancel);
            return (new Acted.Written(), secret);
        }
        catch (DbUpdateException)
        {
            return (new Acted.ChangedMeanwhile(), null);
        }
    }

    /// <summary>Ends what is over: terms that ended, and offers that nobody took up, so many days ago that the unit had time.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> EndTermsAsync(CancellationToken cancel = default)
    {
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(time.GetUtcNow());
        var last = today.AddDays(-LiaisonRule.Reminded);
        List<Guid> over;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            over = await db.Set<LiaisonRow>()
                .Where(l =>
                    l.Stage != LiaisonStage.Ended && (l.Until < last || (l.Stage == LiaisonStage.Offered && l.Since < last))
                )
                .Select(l => l.Id)
                .ToListAsync(cancel);
        }
        var ended = 0;
        foreach (var id in over)
        {
            var (done, _) = await DecideAsync(id, null, (role, _) => LiaisonRule.End(role, LiaisonExit.Term), cancel);
            ended += done is Acted.Written ? 1 : 0;
        }
        return ended;
    }

    /// <summary>The volunteers of a unit, those whose role has ended left out; the term that ends first stands first.</summary>
    public async Task<IReadOnlyList<LiaisonPage>> OfUnitAsync(string unit, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Set<LiaisonRow>()
            .AsNoTracking()
            .Where(l => l.Unit == unit && l.Stage != LiaisonStage.Ended)
            .OrderBy(l => l.Until)
            .ThenBy(l => l.Id)
            .Take(Most)
            .ToListAsync(cancel);
        var pages = new List<LiaisonPage>(rows.Count);
        foreach (var row in rows)
        {
            pages.Add(await PageAsync(db, row, cancel));
        }
        return pages;
    }

    /// <summary>One of them for the unit; null for everybody else.</summary>
    public async Task<LiaisonPage?> FindAsync(string unit, Guid id, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<LiaisonRow>().AsNoTracking().FirstOrDefaultAsync(l => l.Id == id && l.Unit == unit, cancel);
        return row is null ? null : await PageAsync(db, row, cancel);
    }

    /// <summary>How many terms of a unit's volunteers end within the days in which it is reminded.</summary>
    public static Task<int> EndingAsync(Db db, string unit, DateOnly today, CancellationToken cancel = default)
    {
        var soon = today.AddDays(LiaisonRule.Reminded);
        return db.Set<LiaisonRow>()
            .CountAsync(
                l => l.Unit == unit && (l.Stage == LiaisonStage.Serving || l.Stage == LiaisonStage.StoodDown) && l.Until <= soon,
                cancel
            );
    }

    /// <summary>The volunteers of an area for everybody.</summary>
    public async Task<LiaisonsOfArea> OfAreaAsync(string area, CancellationToken cancel = default)
    {
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancel);
        var serving = db.Set<LiaisonRow>()
            .AsNoTracking()
            .Where(l => l.Area == area && l.Stage == LiaisonStage.Serving && l.Until >= today);
        var named = await serving.Where(l => l.Named).OrderBy(l => l.Id).Take(Most).ToListAsync(cancel);
        return new LiaisonsOfArea(
            await serving.CountAsync(cancel),
            [.. named.Select(Opened).OfType<Person>().Select(p => p.Name)]
        );
    }

    /// <summary>What a volunteer's link opens; null where there is no such link.</summary>
    public async Task<LiaisonMine?> ByLinkAsync(string secret, CancellationToken cancel = default)
    {
        if (secret.Length != PartnerSecrets.LinkLength)
        {
            return null;
        }
        var hash = Convert.ToBase64String(PartnerSecrets.HashOf(secret));
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<LiaisonRow>().AsNoTracking().FirstOrDefaultAsync(l => l.LinkHash == hash, cancel);
        return row is null ? null : new LiaisonMine(row.Id, Replayed(await FactsAsync(db, row.Id, cancel)));
    }

    /// <summary>
    /// Raises a volunteer's report as a matter of theirs, with their name and telephone, and notes that it came by their link. Sent again
    /// with the same number, it is the same matter.
    /// </summary>
    /// <param name="id">The volunteer.</param>
    /// <param name="raise">The matter, without a contact.</param>
    /// <param name="submission">Number of the sending.</param>
    /// <param name="photos">Its photos.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<RaiseResult> ReportAsync(
        Guid id,
        Raise raise,
        string submission,
        IReadOnlyList<NewPhoto> photos,
        CancellationToken cancel = default
    )
    {
        var done = await matters.RaiseAsync(
            raise with
            {
                Contact = await ContactOfAsync(id, raise.Raiser, cancel),
            },
            new Actor.Person(raise.Raiser),
            submission,
            photos,
            cancel
        );
        if (done is RaiseResult.Raised raised)
        {
            await NoteAsync(id, raised.Id, cancel);
        }
        return done;
    }

    // Under the key of whom it will be the matter of.
    private async Task<Contact> ContactOfAsync(Guid id, ParticipantId raiser, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<LiaisonRow>().AsNoTracking().FirstAsync(l => l.Id == id, cancel);
        return Opened(row) is { } person
            ? new Contact(new PersonalText(raiser, person.Name), new PersonalText(raiser, person.Phone), null)
            : Contact.None;
    }

    // Noted twice, it stands there once.
    private async Task NoteAsync(Guid id, MatterId matter, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<LiaisonReportRow>().AnyAsync(r => r.LiaisonId == id && r.MatterId == matter, cancel))
        {
            return;
        }
        db.Add(new LiaisonReportRow { LiaisonId = id, MatterId = matter });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The latest matters that came by a volunteer's link, the last first, with the links by which they are followed.</summary>
    public async Task<IReadOnlyList<LiaisonReported>> ReportsAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await (
            from report in db.Set<LiaisonReportRow>()
            join matter in db.Set<MatterRow>() on report.MatterId equals matter.Id
            join person in db.Set<ParticipantRow>() on matter.Id equals person.MatterId
            where report.LiaisonId == id && person.Role == ParticipantRole.Raiser
            orderby matter.Id descending
            select new
            {
                matter.Number,
                matter.Category,
                matter.Stage,
                person.Id,
                person.LinkIssue,
            }
        )
            .Take(Most)
            .ToListAsync(cancel);
        return rows.ConvertAll(r => new LiaisonReported(r.Number, r.Category, r.Stage, ring.LinkFor(r.Id.Value, r.LinkIssue)));
    }

    private async Task<LiaisonPage> PageAsync(Db db, LiaisonRow row, CancellationToken cancel)
    {
        var facts = await FactsAsync(db, row.Id, cancel);
        var person = Opened(row);
        return new LiaisonPage(row.Id, Replayed(facts), person?.Name, person?.Phone, facts);
    }

    private Person? Opened(LiaisonRow row)
    {
        if (row is not { Key: { } wrapped, Words: { } words })
        {
            return null;
        }
        using var key = ring.Unwrap(wrapped, row.Id);
        return JsonSerializer.Deserialize<Person>(key.Unseal(words));
    }

    private static async Task<List<KeptFact<LiaisonFact>>> FactsAsync(Db db, Guid id, CancellationToken cancel) =>
        (
            await db.Set<LiaisonFactRow>().AsNoTracking().Where(f => f.LiaisonId == id).OrderBy(f => f.Seq).ToListAsync(cancel)
        ).ConvertAll(f => new KeptFact<LiaisonFact>(f.Seq, f.At, f.Staff, f.Unit, PlainFacts<LiaisonFact>.Read(f.Type, f.Body)));

    private static Liaison Replayed(List<KeptFact<LiaisonFact>> facts) =>
        facts.Aggregate((Liaison?)null, (role, kept) => kept.Fact.Apply(role))!;

    private static LiaisonFactRow ToRow(LiaisonRow row, LiaisonFact fact, Actor.Staff? by, DateTimeOffset now) =>
        new()
        {
            LiaisonId = row.Id,
            Seq = row.HeadSeq,
            At = now,
            Staff = by?.Id.Value,
            Unit = by?.Unit,
            Type = PlainFacts<LiaisonFact>.NameOf(fact),
            Body = PlainFacts<LiaisonFact>.Write(fact),
        };
}
