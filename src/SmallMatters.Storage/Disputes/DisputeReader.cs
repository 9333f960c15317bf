using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Disputes;

/// <summary>Reads disputes for those who deal with their matter, and for each party in its room.</summary>
public sealed partial class DisputeReader
{
    private readonly KeyRing _ring;
    private readonly AccessReceipts _receipts;
    private readonly VenueBook _venues;
    private readonly TimeProvider _time;

    internal DisputeReader(KeyRing ring, AccessReceipts receipts, VenueBook venues, TimeProvider time) =>
        (_ring, _receipts, _venues, _time) = (ring, receipts, venues, time);

    /// <summary>
    /// The latest dispute of a matter, for staff who deal with the matter; null when there is none for them. Names and words are
    /// readable only after the receipt of the access is on disk.
    /// </summary>
    public async Task<DisputePage?> OfMatterAsync(
        Db db,
        Reference reference,
        StaffScope scope,
        CancellationToken cancel = default
    )
    {
        var found = await (
            from d in db.Set<DisputeRow>().AsNoTracking()
            join m in db.Set<MatterRow>() on d.MatterId equals m.Id
            where m.Number == reference.Value
            orderby d.OpenedAt descending
            select (Guid?)d.Id
        ).FirstOrDefaultAsync(cancel);
        if (found is not { } id || await LoadAsync(db, id, cancel) is not { } rows || ScopeOn(rows.Matter, scope) is null)
        {
            return null;
        }
        using var keys = await _receipts.OpenAsync(rows.Head, rows.People, scope, cancel);
        var facts = rows.Facts.ConvertAll(row => (Row: row, Fact: DisputeFacts.Read(row, keys)));
        return new DisputePage(
            DisputeFacts.ToState(rows, keys),
            reference,
            rows.Matter.Area,
            rows.Head.HeadSeq,
            rows.People.Where(p => !p.Erased).ToDictionary(p => p.Id, p => ContactOf(p, keys)),
            facts
                .Select(f => f.Fact)
                .OfType<SafetyAnswered>()
                .GroupBy(a => a.Party)
                .ToDictionary(g => g.Key, g => new SafetyShown(g.Last().Answers.Value, g.Last().Words?.Text, g.Last().At)),
            facts.ConvertAll(f => Entry(f.Row, f.Fact))
        )
        {
            WithLink = rows.People.Where(p => p.LinkIssue > 0 && !p.Erased).Select(p => p.Id).ToHashSet(),
            Minutes = facts
                .Where(f => f.Fact is SessionHeld)
                .ToDictionary(
                    f => ((SessionHeld)f.Fact).Session,
                    f => new MinutesShown(((SessionHeld)f.Fact).Words.Text, StaffOf(f.Row))
                ),
            InEffect = facts.Select(f => f.Fact).OfType<AgreementTookEffect>().LastOrDefault(),
            SignedAgreements = SignedOf(facts),
            Performed = facts
                .Select(f => f.Fact)
                .OfType<ObligationPerformed>()
                .ToDictionary(p => p.Obligation, p => new PerformedShown(p.On, p.Receipt.Text)),
        };
    }

    /// <summary>The secret of somebody's link into their room, once one was given; the caller has written that it is given.</summary>
    public async Task<string?> LinkAsync(Db db, ParticipantId person, CancellationToken cancel = default) =>
        await db.Set<DisputePersonRow>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == person, cancel)
            is { Erased: false, LinkIssue: > 0 } row
            ? _ring.LinkFor(person.Value, row.LinkIssue)
            : null;

    /// <summary>The room of whoever raised a matter, for the page behind their own link; null when they are no party or have no link yet.</summary>
    public async Task<string?> RoomOfRaiserAsync(Db db, ParticipantId raiser, CancellationToken cancel = default) =>
        await db.Set<DisputePersonRow>()
            .AsNoTracking()
            .Where(p => p.Raiser == raiser && !p.Erased && p.LinkIssue > 0)
            .OrderByDescending(p => p.Id)
            .FirstOrDefaultAsync(cancel)
            is { } row
            ? _ring.LinkFor(row.Id.Value, row.LinkIssue)
            : null;

    /// <summary>The room that a link opens, or null when it opens none: it is false, another was given since, or its person was erased.</summary>
    public async Task<RoomView?> RoomAsync(Db db, string token, Jurisdiction jurisdiction, CancellationToken cancel = default)
    {
        if (!KeyRing.TryReadLink(token, out var person))
        {
            return null;
        }
        var me = new ParticipantId(person);
        var row = await db.Set<DisputePersonRow>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == me && !p.Erased, cancel);
        if (
            row is null
            || !_ring.IsGenuine(token, person, row.LinkIssue)
            || await LoadAsync(db, row.DisputeId, cancel) is not { } rows
        )
        {
            return null;
        }
        // The keys of the party's own side and the common one: with these nothing of another party can be read.
        using var keys = DisputeFacts.KeysOf(rows.Head, rows.People.Where(p => p.Party == row.Party), office: false, _ring);
        var dispute = DisputeFacts.ToState(rows, keys);
        if (dispute.File.Present.FirstOrDefault(p => p.Id == row.Party) is not { } party)
        {
            return null;
        }
        var contact = ContactOf(rows.People.First(p => p.Id == row.Party), keys);
        var facts = rows.Facts.ConvertAll(f => (Row: f, Fact: DisputeFacts.Read(f, keys)));
        var proposal = dispute.File.Proposal;
        var agreement = (dispute as Dispute.Agreed)?.Agreement ?? dispute.Under?.Draft;
        var article =
            facts.Select(f => f.Fact).OfType<VenueExcluded>().LastOrDefault() is { } excluded
            && _venues.Version(excluded.Venue, excluded.Version).Excludes.First(e => e.Code == excluded.Code)
                // Of what the police are told neither side is warned here.
                is { Duty: ReportDuty.None } arose
                ? arose.Source
                : (Bilingual?)null;
        return new RoomView(
            dispute.File.Id,
            me,
            party.Id,
            party.Representatives.FirstOrDefault(r => r.Id == me)?.Authority,
            contact.Name,
            contact.Phone,
            dispute.File.About.Text,
            dispute.File.Kind,
            dispute.File.Unit,
            dispute.Stage,
            dispute.File.Present.Count(),
            party.SafetyAnsweredAt,
            proposal,
            proposal is null ? null : dispute.File.Answer(party.Id, ConsentStep.Mediation, proposal.Id),
            dispute.Under?.Deadline?.DueOn,
            [
                .. (dispute.Under?.Sessions ?? []).Select(s => new RoomSession(
                    s.Id,
                    s.StartsAt,
                    s.Minutes,
                    s.Where.Text,
                    s.State,
                    dispute.File.Answer(party.Id, ConsentStep.Session, s.Id),
                    facts.Select(f => f.Fact).OfType<SessionHeld>().FirstOrDefault(h => h.Session == s.Id)?.Words.Text
                )
                {
                    Again = s.Again,
                    Talk = dispute.File.Talks.FirstOrDefault(t => t.Session == s.Id),
                }),
            ],
            [
                .. facts
                    .Select(f => Said(f.Row, f.Fact, party, me))
                    .OfType<RoomEntry>()
                    .Select(e => e with { By = NameIn(e.Acted) }),
            ],
            (dispute as Dispute.Ended)?.Ending.As switch
            {
                EndedAs.Excluded => article is null ? null : EndedAs.Excluded,
                EndedAs.NotReached or EndedAs.Performed or EndedAs.NotPerformed or EndedAs.HandedOver => ((Dispute.Ended)dispute)
                    .Ending
                    .As,
                _ => null,
            },
            OpenDoors(dispute),
            await OpenedAsync(db, rows, dispute, row.Party, jurisdiction, cancel)
        )
        {
            ActsForIt =
            [
                .. party.Representatives.Select(r => new RoomRepresentative(
                    NameIn(r.Id),
                    r.Authority,
                    rows.People.Any(p => p.Id == r.Id && p.LinkIssue > 0)
                )),
            ],
            Terms =
            [
                .. (agreement?.Terms ?? []).Select(t => new RoomTerm(t.By == party.Id, t.What.Text, t.DueOn, t.PerformedOn)),
            ],
            Agreement = agreement?.Id,
            AgreementAnswer = agreement is null ? null : dispute.File.Answer(party.Id, ConsentStep.Agreement, agreement.Id),
            ConfirmBy = dispute.File.ConfirmBy?.DueOn,
            EarlierEnds = [.. (dispute.Under?.EarlierEnds ?? []).Select(d => d.DueOn)],
            Asks = Asks(dispute, party.Id),
            FollowUps = [.. dispute.File.FollowUps.Select(f => new RoomFollowUp(f.Days, f.OpensOn, f.Of(party.Id)))],
            Confirmation = dispute.File.Confirmation,
            HandOver = dispute.File.HandOver,
            Missing = FollowUpRule.SaysMissing(dispute.File, party.Id),
            Mediator = dispute.File.Invited,
            Out = [.. dispute.File.Invitations.Where(i => i != dispute.File.Invited).Select(i => i.Mediator)],
            Wish = dispute.File.Wishes.FirstOrDefault(w => w.Party == party.Id)?.Mediator,
            MediatorAnswer = dispute.File.Invited is { } invited
                ? dispute.File.Answer(party.Id, ConsentStep.Mediator, invited.Id)
                : null,
            MayBind = AnswerConsentRule.MayBind(dispute, party.Id, me),
            Provisional = dispute.Under?.Deadline?.Provisional == true,
            Paused = dispute.Under?.Clock?.State is ClockState.Paused,
            ExcludedBy = article,
            InEffect = facts.Select(f => f.Fact).OfType<AgreementTookEffect>().LastOrDefault(),
            SignedAgreement = SignedOf(facts) is [.., var latest] ? latest : null,
            PartyKind = party.Kind,
        };

        string? NameIn(ParticipantId? person) =>
            rows.People.Find(p => p.Id == person && p.Party == row.Party) is { } found ? ContactOf(found, keys).Name : null;
    }

    // From the day on which the party was named until the matter's next dispute. Once a flag was raised, openings by units that had
    // no part in it before would tell whoever is feared that somebody was called in: they are shown later, as after a threat.
    private async Task<IReadOnlyList<(string Unit, DateOnly Day)>> OpenedAsync(
        Db db,
        DisputeRows rows,
        Dispute dispute,
        ParticipantId party,
        Jurisdiction jurisdiction,
        CancellationToken cancel
    )
    {
        using var none = new PersonKeys();
        var named = rows.Facts.First(f =>
            f.Type == nameof(PartyNamed) && ((PartyNamed)DisputeFacts.Read(f, none)).Party.Id == party
        );
        var from = jurisdiction.Calendar.DayOf(named.At);
        var next = await db.Set<DisputeRow>()
            .Where(d => d.MatterId == rows.Head.MatterId && d.OpenedAt > rows.Head.OpenedAt)
            .MinAsync(d => (DateTimeOffset?)d.OpenedAt, cancel);
        var receipts = await db.Set<AccessReceiptRow>()
            .AsNoTracking()
            .Where(r => r.MatterId == rows.Matter.Id && r.Purpose == AccessPurpose.Mediating && r.Day >= from)
            .OrderByDescending(r => r.Day)
            .ToListAsync(cancel);
        var (now, flags) = (_time.GetUtcNow(), dispute.File.Flags.Select(f => f.At).ToImmutableArray());
        return
        [
            .. receipts
                .Where(r => next is null || r.At < next)
                .Where(r =>
                    AccessReceiptRule.ShownFrom(new AccessReceipt(r.Unit, r.Purpose, r.At), dispute.File.Unit, flags) <= now
                )
                .Select(r => (r.Unit, r.Day))
                .Distinct(),
        ];
    }

    internal static async Task<DisputeRows?> LoadAsync(Db db, Guid id, CancellationToken cancel, bool whole = false)
    {
        if (await db.Set<DisputeRow>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } head)
        {
            return null;
        }
        var people = await db.Set<DisputePersonRow>().AsNoTracking().Where(p => p.DisputeId == id).ToListAsync(cancel);
        var facts = await db.Set<DisputeFactRow>()
            .AsNoTracking()
            .Where(f => f.DisputeId == id && (whole || f.Seq <= head.HeadSeq))
            .OrderBy(f => f.Seq)
            .ToListAsync(cancel);
        return new DisputeRows(
            head,
            await db.Set<MatterRow>().AsNoTracking().FirstAsync(m => m.Id == head.MatterId, cancel),
            people,
            facts,
            await db.Set<SealedNoteRow>().AsNoTracking().Where(n => n.DisputeId == id).OrderBy(n => n.Id).ToListAsync(cancel)
        );
    }

    /// <summary>The reader with the roles that they have for the matter; null when they do not deal with it.</summary>
    internal static StaffScope? ScopeOn(MatterRow matter, StaffScope scope)
    {
        var given = matter.Handler == scope.Id.Value && scope.Sees.Contains(matter.OwnerUnit);
        if (!given && !scope.SeesIn(matter.OwnerUnit, matter.Area))
        {
            return null;
        }
        var here = scope.In(matter.Area);
        return given && !here.Is(StaffRole.Handler) ? here with { Roles = here.Roles.Add(StaffRole.Handler) } : here;
    }

    // The doors that protect stand in every room of every dispute, always and alike: so they tell nobody anything.
    private static List<string> OpenDoors(Dispute dispute) =>
        [.. VenueBook.BuiltIn.DoorsFor(dispute.File.Kind, inDanger: true).Select(d => d.Code)];

    private static ContactShown ContactOf(DisputePersonRow row, PersonKeys keys)
    {
        var key = keys.Of(row.Id);
        return new ContactShown(Open(row.Name), Open(row.Phone), null);
        string? Open(string? sealedWords) => sealedWords is null ? null : key?.Unseal(sealedWords);
    }

    private static Guid? StaffOf(DisputeFactRow row) =>
        row.Actor.StartsWith("staff:", StringComparison.Ordinal) ? Guid.ParseExact(row.Actor[6..], "N") : null;

    private static DisputeEntry Entry(DisputeFactRow row, DisputeFact fact)
    {
        var (party, answer, words) = fact switch
        {
            DisputeOpened opened => (null, null, opened.File.About.Text),
            PartyNamed named => (named.Party.Id, null, null),
            PartyErased erased => (erased.Person, null, null),
            RepresentativeNamed named => (named.Party, null, null),
            RoomLinkGiven given => (given.Person, null, null),
            MediatorChosen chosen => (chosen.Party, null, null),
            SafetyAnswered answered => (answered.Party, null, answered.Words?.Text),
            SafetyFlagRaised raised => (raised.Flag.Party, null, raised.Words?.Text),
            SafetyFlagLifted lifted => (null, null, lifted.Words.Text),
            ConsentAnswered { Consent: var consent } => (consent.Party, consent.Answer, null),
            SessionSet set => (null, null, set.Session.Where.Text),
            SessionHeld held => (null, null, held.Words.Text),
            TalkedAgain again => (null, null, again.Talk.Words.Text),
            AgreementCheckedBack back => (back.Party, null, back.Words.Text),
            ObligationPerformed performed => (null, null, performed.Receipt.Text),
            LengtheningProposed proposed => (null, null, proposed.Lengthening.Why.Text),
            FollowedUp asked => (asked.Answer.Party, null, asked.Words?.Text),
            ConfirmationPrepared prepared => (null, null, prepared.Confirmation.Court.Text),
            PartyCoached coached => (coached.Party, null, coached.Words.Text),
            VenueHandOverProposed proposed => (null, null, proposed.HandOver.To?.Text),
            VenueHandOverSent sent => (null, null, sent.Letter.Text),
            VenueHandOverReceived received => (null, null, received.Receipt.Text),
            VenueHandOverDropped dropped => (null, null, dropped.Words?.Text),
            NoteSealed note => (note.Party, null, null),
            ConfirmationFiled filed => (filed.By, null, null),
            DisputeEnded ended => (null, null, ended.Words?.Text),
            SaidInRoom said => (said.Party, null, said.Words.Text),
            _ => ((ParticipantId?)null, (ConsentAnswer?)null, (string?)null),
        };
        return new DisputeEntry(row.Seq, row.At, row.Type, StaffOf(row), party, answer, words)
        {
            Acted = PersonOf(row) is { } person && person != party ? person : null,
        };
    }

    private static ParticipantId? PersonOf(DisputeFactRow row) =>
        row.Actor.StartsWith("person:", StringComparison.Ordinal)
            ? new ParticipantId(Guid.ParseExact(row.Actor[7..], "N"))
            : null;

    private static RoomEntry? Said(DisputeFactRow row, DisputeFact fact, Party party, ParticipantId me)
    {
        var entry = fact switch
        {
            SaidInRoom said when said.Party == party.Id => Of(said.Words.Text),
            SafetyAnswered answered when answered.Party == party.Id && me == party.Id => Of(answered.Words?.Text) with
            {
                How = answered.How,
            },
            ConsentAnswered { Consent: var consent } when consent.Party == party.Id => Of() with
            {
                Answer = consent.Answer,
                How = consent.How,
            },
            AgreementCheckedBack back when back.Party == party.Id => Of(back.Words.Text),
            PartyCoached coached when coached.Party == party.Id => Of(coached.Words.Text) with { How = coached.How },
            FollowedUp asked when asked.Answer.Party == party.Id => Of(asked.Words?.Text) with { How = asked.How },
            RepresentativeNamed named when named.Party == party.Id => Of() with { Acted = named.Representative.Id },
            RoomLinkGiven given when given.Person == me => Of(),
            // A link of who acts for the party opens the party's room: the party is told of each.
            RoomLinkGiven given when me == party.Id && party.Representatives.Any(r => r.Id == given.Person) => Of() with
            {
                Acted = given.Person,
            },
            _ => null,
        };
        // Whoever acted for the party is named; the party itself need not be.
        return entry is { Acted: null } && PersonOf(row) is { } person && person != party.Id
            ? entry with
            {
                Acted = person,
            }
            : entry;

        RoomEntry Of(string? words = null) => new(row.At, row.Unit, row.Type, words, null, null);
    }
}
