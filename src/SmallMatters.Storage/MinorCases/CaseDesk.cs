using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.MinorCases;

/// <summary>The one door in the case wall for what changes: registration, the station's steps, and what people do by their links.</summary>
public sealed class CaseDesk
{
    private const int MostAttempts = 5;

    private readonly CaseStore _store;
    private readonly KeyRing _ring;
    private readonly JurisdictionSource _jurisdictions;
    private readonly TimeProvider _time;
    private readonly CaseStations _stations;

    internal CaseDesk(
        CaseStore store,
        KeyRing ring,
        JurisdictionSource jurisdictions,
        TimeProvider time,
        CaseStations stations
    ) => (_store, _ring, _jurisdictions, _time, _stations) = (store, ring, jurisdictions, time, stations);

    /// <summary>Whether the person works on cases at all: a handler or supervisor, acting for a police station.</summary>
    public bool LetsIn(StaffScope scope) =>
        _stations.Units.Contains(scope.Unit) && (scope.Is(StaffRole.Handler) || scope.Is(StaffRole.Supervisor));

    /// <summary>The police stations below a unit.</summary>
    internal IReadOnlyList<string> StationsBelow(string unit, Jurisdiction jurisdiction) =>
        [.. _stations.Units.Where(s => s != unit && jurisdiction.Above(s).Contains(unit))];

    /// <summary>Registers a report; the pattern fact waits in the same transaction.</summary>
    /// <param name="command">The report.</param>
    /// <param name="contact">How the reporter is reached.</param>
    /// <param name="occurred">When and where, for patterns.</param>
    /// <param name="scope">Who registers it.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>What came of it, and the number.</returns>
    public async Task<(Acted Done, Reference Reference)> RegisterAsync(
        RegisterCase command,
        CaseContact contact,
        CaseOccurrence occurred,
        StaffScope scope,
        CancellationToken cancel = default
    )
    {
        if (!LetsIn(scope))
        {
            return (new Acted.NotFound(), default);
        }
        var now = Now();
        var by = (command.Area is { } area ? scope.In(area) : scope).Actor;
        var j = await _jurisdictions.CurrentAsync(cancel);
        var (name, noName) = Refusals.Words(
            contact.Name,
            nameof(contact.Name),
            ServePeopleRule.LongestName,
            "请写明怎样称呼报案人。",
            "Write down how to address the reporter."
        );
        var pattern = PatternFact.Of(
            command.Kind ?? CaseKind.Other,
            command.Area ?? "",
            occurred.Estate,
            occurred.Building,
            occurred.From,
            occurred.To
        );
        await using var db = _store.Open();
        var mark = MarkOf(command.External);
        var known = await CaseNumbers.KnownAsync(db, mark, pattern, scope.Unit, cancel);
        var id = Guid.CreateVersion7(now);
        var person = Guid.CreateVersion7(now);
        var reference = await CaseNumbers.NewReferenceAsync(db, cancel);
        var decision = RegisterCaseRule.Decide(command, (id, new ParticipantId(person), reference), known, by, j, now);
        var wrongTimes =
            occurred.To < occurred.From || occurred.To > now || occurred.To - occurred.From > TimeSpan.FromDays(60)
                ? Refusal.Of(
                    "occurred-when",
                    "发生的时间应当先后有序、不晚于现在，前后不超过60天。",
                    "The times are in order, not later than now, and at most 60 days apart.",
                    "From"
                )
                : null;
        // A building of no estate is in no list, and the same case would be registered again.
        var noEstate =
            Refusals.Clean(occurred.Building).Length > 0 && Refusals.Clean(occurred.Estate).Length == 0
                ? Refusals.Missing("Estate", "写了楼栋，还请写明小区。", "You named a building; name its estate too.")
                : null;
        if (Refusal.All(decision.Why, noName, noEstate, wrongTimes) is { } why)
        {
            return (new Acted.Refused(why), default);
        }
        var (office, officeKey) = _ring.NewPersonKey(id);
        var (reporter, reporterKey) = _ring.NewPersonKey(person);
        using var keys = new PersonKeys();
        keys.Add(new ParticipantId(id), office);
        keys.Add(new ParticipantId(person), reporter);
        var head = new CaseRow
        {
            Id = id,
            Number = reference.Value,
            Unit = scope.Unit,
            Area = pattern.Area,
            Kind = pattern.Kind,
            ExternalMark = mark,
            Building = pattern.Building,
            From = pattern.From,
            To = pattern.To,
            Key = officeKey,
            ReportedAt = command.ReportedAt!.Value,
        };
        db.Add(head);
        db.Add(
            new CasePersonRow
            {
                Id = person,
                CaseId = id,
                Key = reporterKey,
                Name = reporter.Seal(name!),
                Phone = Refusals.Clean(contact.Phone) is { Length: > 0 and <= 40 } phone ? reporter.Seal(phone) : null,
            }
        );
        Append(db, head, null, null, decision, by, keys, now);
        // What is no police matter is no case, and nothing of it recurs anywhere.
        if (command.Arrival is Arrival.Ours or Arrival.WrongStation)
        {
            db.Add(
                new WaitingPatternRow
                {
                    Id = new Guid(RandomNumberGenerator.GetBytes(16)),
                    Kind = pattern.Kind,
                    Area = pattern.Area,
                    Building = pattern.Building,
                    From = pattern.From,
                    To = pattern.To,
                }
            );
        }
        await db.SaveChangesAsync(cancel);
        return (new Acted.Written(), reference);
    }

    /// <summary>Decides for staff of the station.</summary>
    /// <param name="reference">The case.</param>
    /// <param name="scope">Who acts.</param>
    /// <param name="decide">The pure decision; it is told whether a number is another case's.</param>
    /// <param name="seen">Number of the last fact that the person had on the page.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="contact">How somebody is reached who is named by the decision.</param>
    /// <param name="number">A number of the police system that the decision enters.</param>
    public async Task<Acted> DecideAsync(
        Reference reference,
        StaffScope scope,
        Func<MinorCase, Actor.Staff, Jurisdiction, DateTimeOffset, bool, CaseDecision> decide,
        int seen,
        CaseContact? contact = null,
        string? number = null,
        CancellationToken cancel = default
    )
    {
        if (!LetsIn(scope))
        {
            return new Acted.NotFound();
        }
        await using var find = _store.Open();
        var head = await find.Set<CaseRow>().AsNoTracking().FirstOrDefaultAsync(c => c.Number == reference.Value, cancel);
        if (head is null || head.Unit != scope.Unit || !scope.SeesIn(head.Unit, head.Area))
        {
            return new Acted.NotFound();
        }
        var mark = MarkOf(number);
        var taken =
            mark is not null && await find.Set<CaseRow>().AnyAsync(c => c.ExternalMark == mark && c.Id != head.Id, cancel);
        var by = scope.In(head.Area).Actor;
        return await ChangeAsync(head.Id, by, (c, j, now) => decide(c, by, j, now, taken), seen, contact, mark, cancel);
    }

    /// <summary>Decides for a reporter or victim by their own link.</summary>
    /// <param name="me">The page that they have.</param>
    /// <param name="decide">The pure decision.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<Acted> DecideAsync(
        CasePersonPage me,
        Func<MinorCase, Jurisdiction, DateTimeOffset, CaseDecision> decide,
        CancellationToken cancel = default
    ) => ChangeAsync(me.Case.Id, new Actor.Person(me.Me.Id), decide, null, null, null, cancel);

    /// <summary>
    /// Keeps evidence that a person hands in: the original and the copy without metadata, sealed under their key, addressed by the hash
    /// of the original. What is handed in twice lies there once.
    /// </summary>
    public async Task<Acted> GiveAsync(CasePersonPage me, HandedIn file, CancellationToken cancel = default)
    {
        const int MostFiles = 30;
        var sha256 = file.Sha256;
        await using (var db = _store.Open())
        {
            var files = db.Set<CaseEvidenceRow>().Where(e => e.CaseId == me.Case.Id);
            if (await files.AnyAsync(e => e.Sha256 == sha256, cancel))
            {
                return new Acted.Written();
            }
            if (await files.CountAsync(cancel) >= MostFiles)
            {
                return new Acted.Refused(
                    Refusal.Of(
                        "evidence-full",
                        $"一起案件最多在线提交{MostFiles}份，更多的请交到派出所。",
                        $"Online a case takes {MostFiles} files at most; bring more to the station.",
                        "Files"
                    )
                );
            }
        }
        return await ChangeAsync(
            me.Case.Id,
            new Actor.Person(me.Me.Id),
            (c, _, now) => ServePeopleRule.Give(c, me.Me.Id, sha256, now),
            null,
            null,
            null,
            cancel,
            (db, keys, now) =>
            {
                var (original, clean) = file.SealedUnder(keys.Of(me.Me.Id)!);
                db.Add(
                    new CaseEvidenceRow
                    {
                        CaseId = me.Case.Id,
                        Sha256 = sha256,
                        PersonId = me.Me.Id.Value,
                        MediaType = file.MediaType,
                        Length = file.Original.Length,
                        Original = original,
                        Clean = clean,
                        At = now,
                    }
                );
            }
        );
    }

    /// <summary>For jobs of the product itself.</summary>
    internal Task<Acted> DecideAsync(
        Guid id,
        Actor.System by,
        Func<MinorCase, Jurisdiction, DateTimeOffset, CaseDecision> decide,
        CancellationToken cancel
    ) => ChangeAsync(id, by, decide, null, null, null, cancel);

    internal byte[]? MarkOf(string? number) =>
        Refusals.Clean(number) is { Length: > 0 } text ? _ring.SubmissionKey("case-number", text) : null;

    // Milliseconds, so that an instant reads back from both databases as it was written.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    private async Task<Acted> ChangeAsync(
        Guid id,
        Actor by,
        Func<MinorCase, Jurisdiction, DateTimeOffset, CaseDecision> decide,
        int? seen,
        CaseContact? contact,
        byte[]? mark,
        CancellationToken cancel,
        Action<CaseDb, PersonKeys, DateTimeOffset>? more = null
    )
    {
        var j = await _jurisdictions.CurrentAsync(cancel);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = _store.Open();
            if (await CaseRows.LoadAsync(db, id, cancel) is not { } rows)
            {
                return new Acted.NotFound();
            }
            if (seen is { } last && last != rows.Head.HeadSeq)
            {
                return new Acted.ChangedMeanwhile();
            }
            var now = Now();
            using var keys = CaseFacts.KeysOf(rows, _ => true, office: true, _ring);
            var before = CaseFacts.ToState(rows, keys);
            var decision = decide(before, j, now);
            if (decision.Why is { } why)
            {
                return new Acted.Refused(why);
            }
            if (decision.Facts.IsEmpty)
            {
                return new Acted.Written();
            }
            db.Attach(rows.Head);
            foreach (var named in decision.Facts.OfType<CasePersonNamed>())
            {
                var (key, wrapped) = _ring.NewPersonKey(named.Person.Id.Value);
                keys.Add(named.Person.Id, key);
                db.Add(
                    new CasePersonRow
                    {
                        Id = named.Person.Id.Value,
                        CaseId = id,
                        Key = wrapped,
                        Name = contact?.Name is { } name ? key.Seal(Refusals.Clean(name)) : null,
                        Phone = Refusals.Clean(contact?.Phone) is { Length: > 0 and <= 40 } phone ? key.Seal(phone) : null,
                    }
                );
            }
            if (decision.Facts.Any(f => f is ExternalNumberGiven))
            {
                rows.Head.ExternalMark = mark;
            }
            Append(db, rows.Head, before, rows.Facts[^1].Hash, decision, by, keys, now);
            more?.Invoke(db, keys, now);
            if (decision.Facts.Any(f => f is CasePersonErased))
            {
                await ForgetAsync(db, rows, cancel);
            }
            try
            {
                await db.SaveChangesAsync(cancel);
                return new Acted.Written();
            }
            catch (DbUpdateException)
            {
                // Somebody was quicker by a moment; anything else is a fault.
                await using var again = _store.Open();
                var head = await again.Set<CaseRow>().AsNoTracking().FirstAsync(c => c.Id == id, cancel);
                if (head.HeadSeq == rows.Facts[^1].Seq)
                {
                    throw;
                }
                if (seen is not null || attempt == MostAttempts)
                {
                    return new Acted.ChangedMeanwhile();
                }
            }
        }
    }

    private static void Append(
        CaseDb db,
        CaseRow head,
        MinorCase? before,
        byte[]? hash,
        CaseDecision decision,
        Actor by,
        PersonKeys keys,
        DateTimeOffset now
    )
    {
        var after = before;
        foreach (var fact in decision.Facts)
        {
            var row = CaseFacts.ToRow(head.Id, hash, ++head.HeadSeq, fact, by, keys, now);
            db.Add(row);
            (hash, after) = (row.Hash, fact.Apply(after));
        }
        (head.Stage, head.ChangedAt) = (after!.Stage, now);
        head.LookAt = after.Clocks.Where(c => c.Clock.IsOpen).Min(c => c.Clock.NextLookAt);
        head.DueOn = after
            .Clocks.Where(c => c.Clock is { IsOpen: true, Purpose: ClockPurpose.Duty })
            .Min(c => (DateOnly?)c.Clock.Deadline.DueOn);
    }

    // After the facts: the keys go, and with them words, names and evidence.
    private static async Task ForgetAsync(CaseDb db, CaseRows rows, CancellationToken cancel)
    {
        rows.Head.Key = null;
        foreach (var person in rows.People)
        {
            db.Attach(person);
            (person.Key, person.Name, person.Phone, person.Erased) = (null, null, null, true);
        }
        foreach (var file in await db.Set<CaseEvidenceRow>().Where(e => e.CaseId == rows.Head.Id).ToListAsync(cancel))
        {
            (file.Original, file.Clean) = (null, null);
        }
    }
}
