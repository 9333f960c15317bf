using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.MinorCases;

/// <summary>The one door in the case wall for reading: the station behind a receipt, and people by their own link or query code.</summary>
public sealed class CaseReader
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int MostListed = 200;

    private readonly CaseStore _store;
    private readonly CaseDesk _desk;
    private readonly LinkedMediations _linked;
    private readonly KeyRing _ring;
    private readonly JurisdictionSource _jurisdictions;
    private readonly TimeProvider _time;

    internal CaseReader(
        CaseStore store,
        CaseDesk desk,
        LinkedMediations linked,
        KeyRing ring,
        JurisdictionSource jurisdictions,
        TimeProvider time
    ) => (_store, _desk, _linked, _ring, _jurisdictions, _time) = (store, desk, linked, ring, jurisdictions, time);

    /// <summary>The station's cases that something is due in, the soonest first; or the newest that are closed.</summary>
    public async Task<IReadOnlyList<CaseEntry>> ListAsync(StaffScope scope, bool closed, CancellationToken cancel = default)
    {
        if (!_desk.LetsIn(scope))
        {
            return [];
        }
        await using var db = _store.Open();
        var rows = await db.Set<CaseRow>()
            .AsNoTracking()
            .Where(c =>
                c.Unit == scope.Unit && (closed ? c.Stage == CaseStage.Closed : c.Stage != CaseStage.Closed || c.DueOn != null)
            )
            .OrderBy(c => closed || c.DueOn == null)
            .ThenBy(c => closed ? null : c.DueOn)
            .ThenByDescending(c => c.ChangedAt)
            .Take(MostListed)
            .ToListAsync(cancel);
        return
        [
            .. rows.Where(c => scope.SeesIn(c.Unit, c.Area))
                .Select(c => new CaseEntry(Reference.FromValue(c.Number), c.Kind, c.Stage, c.Area, c.DueOn, c.ReportedAt)),
        ];
    }

    /// <summary>
    /// What supervisors above a police station are told of its overdue cases: how many, and since when. No number, no kind, no person;
    /// nothing else of a case leaves the wall.
    /// </summary>
    public async Task<IReadOnlyList<StationOverdue>> OverdueBelowAsync(
        StaffScope scope,
        Jurisdiction jurisdiction,
        CancellationToken cancel = default
    )
    {
        var below = scope.Is(StaffRole.Supervisor) ? _desk.StationsBelow(scope.Unit, jurisdiction) : [];
        if (below.Count == 0)
        {
            return [];
        }
        var today = jurisdiction.Calendar.DayOf(_time.GetUtcNow());
        await using var db = _store.Open();
        var late = await db.Set<CaseRow>()
            .AsNoTracking()
            .Where(c => below.Contains(c.Unit) && c.DueOn < today)
            .GroupBy(c => c.Unit)
            .Select(g => new
            {
                Station = g.Key,
                Cases = g.Count(),
                Since = g.Min(c => c.DueOn),
            })
            .ToListAsync(cancel);
        return [.. late.OrderBy(l => l.Since).Select(l => new StationOverdue(l.Station, l.Cases, l.Since!.Value))];
    }

    /// <summary>The case as its station reads it; null when it is none of theirs. The receipt is on disk before anything is read.</summary>
    public async Task<CasePage?> OpenAsync(Reference reference, StaffScope scope, CancellationToken cancel = default)
    {
        if (!_desk.LetsIn(scope))
        {
            return null;
        }
        await using var db = _store.Open();
        var head = await db.Set<CaseRow>().AsNoTracking().FirstOrDefaultAsync(c => c.Number == reference.Value, cancel);
        if (head is null || head.Unit != scope.Unit || !scope.SeesIn(head.Unit, head.Area))
        {
            return null;
        }
        if (head.Stage != CaseStage.Closed)
        {
            await _linked.LookAsync(head.Id, cancel);
        }
        var rows = (await CaseRows.LoadAsync(db, head.Id, cancel))!;
        var j = await _jurisdictions.CurrentAsync(cancel);
        var today = j.Calendar.DayOf(_time.GetUtcNow());
        var isSealed = head.Stage == CaseStage.Closed;
        var opened = isSealed && OpenedToday(rows, scope, j, today);
        var owed = isSealed ? Owed(rows) : [];
        var purpose =
            opened ? CasePurpose.OpeningSealed
            : isSealed ? CasePurpose.Serving
            : scope.In(head.Area).Is(StaffRole.Handler) ? CasePurpose.Handling
            : CasePurpose.Overseeing;
        // A sealed case of which nothing is owed shows nobody anything that needs a receipt.
        if (!isSealed || opened || owed.Count > 0)
        {
            await ReceiptAsync(db, head.Id, scope, purpose, today, cancel);
        }
        var readable = !isSealed || opened;
        using var keys = CaseFacts.KeysOf(rows, p => readable || owed.Contains(p), readable, _ring);
        var contacts = rows.People.ToDictionary(p => new ParticipantId(p.Id), p => ContactOf(p, keys));
        var it = CaseFacts.ToState(rows, keys);
        var story = Story(rows, keys);
        return readable
            ? new CasePage(it, contacts, story, await EvidenceAsync(db, head.Id, null, cancel), head.HeadSeq, true)
            // Whose contact is read for a call-back has words in the chain as well, and what was decided is of the record: both stay shut.
            : new CasePage(
                it with
                {
                    Account = new PersonalText(it.Office, null),
                    Where = null,
                    External = null,
                    Outcome = null,
                    Door = null,
                    Steps = [],
                    Attempts = [],
                    Held = [],
                    Mediations = [],
                },
                contacts,
                [.. story.Where(e => e.Fact is CaseServiceJudged judged && owed.Contains(judged.Verdict.Person.Value))],
                [],
                head.HeadSeq,
                false
            );
    }

    /// <summary>The copy without metadata of what was handed in, or, for the head of the station, the original.</summary>
    public async Task<(byte[] Bytes, string MediaType)?> FileAsync(
        Reference reference,
        string sha256,
        bool original,
        StaffScope scope,
        CancellationToken cancel = default
    )
    {
        if (
            await OpenAsync(reference, scope, cancel) is not { Readable: true } page
            || (original && !scope.In(page.Case.Area).Is(StaffRole.Supervisor))
        )
        {
            return null;
        }
        return await FileAsync(page.Case.Id, sha256, null, original, cancel);
    }

    /// <summary>The same for whoever handed it in.</summary>
    public Task<(byte[] Bytes, string MediaType)?> FileAsync(
        CasePersonPage me,
        string sha256,
        CancellationToken cancel = default
    ) => FileAsync(me.Case.Id, sha256, me.Me.Id.Value, original: false, cancel);

    /// <summary>The secret part of a person's link, for the receipt; null once erased or for no person of the case.</summary>
    public async Task<(string Link, string Code)?> ReceiptOfAsync(
        Reference reference,
        ParticipantId person,
        StaffScope scope,
        CancellationToken cancel = default
    )
    {
        if (await OpenAsync(reference, scope, cancel) is not { Readable: true } page || !page.People.ContainsKey(person))
        {
            return null;
        }
        var link = _ring.LinkFor(person.Value, 1);
        return (link, CodeOf(link));
    }

    /// <summary>The link of whoever has a case's number and the query code on their receipt; null for anything else.</summary>
    public async Task<string?> LinkOfAsync(string? number, string? code, CancellationToken cancel = default)
    {
        if (!Reference.TryParse(number, out var reference) || code is not { Length: <= 40 })
        {
            return null;
        }
        var typed = Encoding.ASCII.GetBytes(Plain(code));
        await using var db = _store.Open();
        var people = await (
            from c in db.Set<CaseRow>()
            join p in db.Set<CasePersonRow>() on c.Id equals p.CaseId
            where c.Number == reference.Value && p.Key != null
            select p.Id
        ).ToListAsync(cancel);
        return people
            .Select(p => _ring.LinkFor(p, 1))
            .FirstOrDefault(link => CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(Plain(CodeOf(link)))));
    }

    /// <summary>What the reporter or victim behind a link reads; null when it is none.</summary>
    public async Task<CasePersonPage?> OfPersonAsync(string? link, CancellationToken cancel = default)
    {
        if (!KeyRing.TryReadLink(link, out var id) || !_ring.IsGenuine(link!, id, 1))
        {
            return null;
        }
        await using var db = _store.Open();
        var person = await db.Set<CasePersonRow>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel);
        if (person?.Key is null || await CaseRows.LoadAsync(db, person.CaseId, cancel) is not { } rows)
        {
            return null;
        }
        using var keys = CaseFacts.KeysOf(rows, p => p == id, office: true, _ring);
        var it = CaseFacts.ToState(rows, keys);
        var receipts = await db.Set<CaseAccessRow>()
            .AsNoTracking()
            .Where(a => a.CaseId == person.CaseId)
            .OrderByDescending(a => a.At)
            .ToListAsync(cancel);
        return new CasePersonPage(
            it,
            it.People.First(p => p.Id.Value == id),
            ContactOf(person, keys),
            Story(rows, keys),
            await EvidenceAsync(db, person.CaseId, id, cancel),
            [.. receipts.Select(a => (a.Unit, a.Purpose, a.Day)).Distinct()]
        );
    }

    /// <summary>The query code of a link: sixty bits in groups of four signs that cannot be mistaken for each other.</summary>
    internal static string CodeOf(string link)
    {
        var bits = BitConverter.ToUInt64(SHA256.HashData(Encoding.ASCII.GetBytes("case-code:" + link)));
        var code = new StringBuilder();
        for (var i = 0; i < 12; i++)
        {
            code.Append(i is 4 or 8 ? "-" : "").Append(Letters[(int)((bits >> (5 * i)) & 31)]);
        }
        return code.ToString();
    }

    // As people type it: small letters, blanks, O for 0, I and L for 1.
    private static string Plain(string code) =>
        string.Concat(
            Domain
                .Language.NarrowSigns.Of(code)
                .ToUpperInvariant()
                .Where(char.IsAsciiLetterOrDigit)
                .Select(c =>
                    c switch
                    {
                        'O' => '0',
                        'I' or 'L' => '1',
                        _ => c,
                    }
                )
        );

    private static CaseContact ContactOf(CasePersonRow row, PersonKeys keys) =>
        keys.Of(new ParticipantId(row.Id)) is { } key
            ? new CaseContact(row.Name is null ? null : key.Unseal(row.Name), row.Phone is null ? null : key.Unseal(row.Phone))
            : new CaseContact(null, null);

    private static List<CaseEvent> Story(CaseRows rows, PersonKeys keys) =>
        [
            .. rows.Facts.Select(f => new CaseEvent(
                CaseFacts.Read(f, keys),
                f.At,
                f.Actor.StartsWith("staff:", StringComparison.Ordinal) ? Guid.Parse(f.Actor[6..]) : null
            )),
        ];

    private static bool OpenedToday(CaseRows rows, StaffScope scope, Jurisdiction j, DateOnly today)
    {
        using var none = new PersonKeys();
        return rows
            .Facts.Where(f => f.Type == nameof(SealOpened) && j.Calendar.DayOf(f.At) == today)
            .Any(f => CaseFacts.Read(f, none) is SealOpened opened && opened.Account == scope.Id);
    }

    // To whom of a sealed case something is owed: they may be reached, and nothing else of it is read.
    private static HashSet<Guid> Owed(CaseRows rows)
    {
        using var none = new PersonKeys();
        return
        [
            .. CaseFacts
                .ToState(rows, none)
                .Clocks.Where(c => c.Person is not null && c.Clock is { IsOpen: true, Purpose: ClockPurpose.Duty })
                .Select(c => c.Person!.Value.Value),
        ];
    }

    private async Task ReceiptAsync(
        CaseDb db,
        Guid id,
        StaffScope scope,
        CasePurpose purpose,
        DateOnly day,
        CancellationToken cancel
    )
    {
        var account = scope.Id.Value;
        Task<bool> ThereAsync(CaseDb at) =>
            at.Set<CaseAccessRow>()
                .AnyAsync(
                    a => a.CaseId == id && a.Account == account && a.Unit == scope.Unit && a.Purpose == purpose && a.Day == day,
                    cancel
                );
        if (await ThereAsync(db))
        {
            return;
        }
        db.Add(
            new CaseAccessRow
            {
                CaseId = id,
                Account = account,
                Unit = scope.Unit,
                Purpose = purpose,
                Day = day,
                At = _time.GetUtcNow(),
            }
        );
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Written by another request in this moment; otherwise nothing may be shown.
            await using var again = _store.Open();
            if (!await ThereAsync(again))
            {
                throw;
            }
            db.ChangeTracker.Clear();
        }
    }

    private static async Task<List<CaseEvidenceEntry>> EvidenceAsync(CaseDb db, Guid id, Guid? person, CancellationToken cancel)
    {
        var rows = await db.Set<CaseEvidenceRow>()
            .Where(e => e.CaseId == id && (person == null || e.PersonId == person))
            .OrderBy(e => e.At)
            .Select(e => new
            {
                e.Sha256,
                e.MediaType,
                e.Length,
                e.At,
                e.PersonId,
            })
            .ToListAsync(cancel);
        return [.. rows.Select(e => new CaseEvidenceEntry(e.Sha256, e.MediaType, e.Length, e.At, new ParticipantId(e.PersonId)))];
    }

    private async Task<(byte[] Bytes, string MediaType)?> FileAsync(
        Guid id,
        string sha256,
        Guid? person,
        bool original,
        CancellationToken cancel
    )
    {
        await using var db = _store.Open();
        var row = await db.Set<CaseEvidenceRow>()
            .AsNoTracking()
            .FirstOrDefaultAsync(e => e.CaseId == id && e.Sha256 == sha256 && (person == null || e.PersonId == person), cancel);
        if (row is not { Original: { } asGiven, Clean: { } copy } || await CaseRows.LoadAsync(db, id, cancel) is not { } rows)
        {
            return null;
        }
        using var keys = CaseFacts.KeysOf(rows, p => p == row.PersonId, office: false, _ring);
        var key = keys.Of(new ParticipantId(row.PersonId))!;
        return (key.UnsealBytes(original ? asGiven : copy), row.MediaType);
    }
}
