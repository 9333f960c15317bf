using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters;

/// <summary>The rows of one matter.</summary>
internal sealed record MatterRows(
    MatterRow Matter,
    List<ClockRow> Clocks,
    List<PromiseRow> Promises,
    List<QuestionRow> Questions,
    List<ParticipantRow> Participants
)
{
    /// <summary>Everybody who can be reached of the matters that were merged into this one; read for a change only, to tell them.</summary>
    public List<ParticipantRow> Merged { get; init; } = [];

    /// <summary>The parts that other units were asked for.</summary>
    public List<PartRow> Parts { get; init; } = [];

    /// <summary>Requests about one's own data.</summary>
    public List<RightRequestRow> Rights { get; init; } = [];

    /// <summary>Askings to open a sealed identity.</summary>
    public List<IdentityOpeningRow> Openings { get; init; } = [];

    /// <summary>That units do not agree whose it is; null when they do.</summary>
    public DisagreementRow? Disagreement { get; init; }

    /// <summary>The lawful route, if one was chosen.</summary>
    public PetitionRouteRow? Route { get; init; }
}

/// <summary>Rows ↔ state, in one place. A row that no state fits is damage and throws.</summary>
internal static class MatterMapping
{
    /// <summary>The keys of everybody who takes part.</summary>
    public static PersonKeys KeysOf(IEnumerable<ParticipantRow> participants, KeyRing ring)
    {
        var keys = new PersonKeys();
        foreach (var p in participants)
        {
            if (p.Key is not null)
            {
                keys.Add(p.Id, ring.Unwrap(p.Key, p.Id.Value));
            }
        }
        return keys;
    }

    /// <summary>The state that the rows hold.</summary>
    public static Matter ToState(MatterRows rows, PersonKeys keys)
    {
        var m = rows.Matter;
        var file = new MatterFile(
            m.Id,
            Reference.FromValue(m.Number),
            m.Kind,
            m.Origin,
            m.Channel,
            m.Category,
            m.Area,
            m.RaisedAt,
            m.OwnerUnit,
            m.AssignedBy
        )
        {
            Handler = m.Handler is { } handler ? new StaffId(handler) : null,
            UnitConcerned = m.UnitConcerned,
            Participants =
            [
                .. rows
                    .Participants.OrderBy(p => p.JoinedAt)
                    .ThenBy(p => p.Role)
                    .Select(p => new Participant(p.Id, p.Role, p.Tongue, p.Reachable, p.Erased) { Sealed = p.Sealed }),
            ],
            Clocks = [.. rows.Clocks.OrderBy(c => c.Id).Select(c => FactCodec.Read<MatterClock>(c.Body, keys))],
            Promises =
            [
                .. rows
                    .Promises.OrderBy(p => p.Id)
                    .Select(p => new Promise(
                        p.Id,
                        p.Unit,
                        FactCodec.Read<PersonalText>(p.What, keys),
                        p.DueOn,
                        p.FollowOn,
                        p.State,
                        p.Changes
                    )
                    {
                        Part = p.Part,
                    }),
            ],
            Questions =
            [
                .. rows
                    .Questions.OrderBy(q => q.Id)
                    .Select(q => new Question(q.Id, FactCodec.Read<PersonalText>(q.Text, keys), new StaffId(q.AskedBy), q.State)),
            ],
            Parts = [.. rows.Parts.OrderBy(p => p.Id).Select(p => FactCodec.Read<Part>(p.Body, keys))],
            Rights = [.. rows.Rights.OrderBy(r => r.Id).Select(r => FactCodec.Read<RightRequest>(r.Body, keys))],
            Openings = [.. rows.Openings.OrderBy(o => o.Id).Select(o => FactCodec.Read<IdentityOpening>(o.Body, keys))],
            Disagreement = rows.Disagreement?.Body is { } disagreement ? FactCodec.Read<Disagreement>(disagreement, keys) : null,
            Route = rows.Route is { } route ? FactCodec.Read<PetitionRoute>(route.Body, keys) : null,
            HandOver = m.HandOver is null ? null : FactCodec.Read<HandOver>(m.HandOver, keys),
            Reopenings = m.Reopenings,
            InternalReviewUsed = m.InternalReviewUsed,
        };
        var outcome = m.Outcome is null ? null : FactCodec.Read<Outcome>(m.Outcome, keys);
        var verdict = m.Verdict is null ? null : FactCodec.Read<Verdict>(m.Verdict, keys);
        return (m.Stage, outcome, m.ClosedAt, m.SettledAt) switch
        {
            (Stage.Open, null, null, null) => new Matter.Open(file),
            (Stage.Closed, not null, { } closed, null) => new Matter.Closed(file, outcome, closed),
            (Stage.UnderReview, not null, { } closed, null) when m.ReviewUnit is not null && m.ReviewCause is { } cause =>
                new Matter.UnderReview(file, outcome, closed, m.ReviewUnit, cause, verdict),
            (Stage.Settled, not null, { } closed, { } settled) when m.SettledBy is { } by => new Matter.Settled(
                file,
                outcome,
                closed,
                settled,
                by,
                verdict
            ),
            _ => throw new InvalidOperationException($"the row of matter {m.Number} fits no state"),
        };
    }

    /// <summary>Writes a state into the matter's row; what never changes and what is not part of the state stays.</summary>
    public static void Put(Matter state, MatterRow row, PersonKeys keys)
    {
        var file = state.File;
        row.Kind = file.Kind;
        row.Category = file.Category;
        row.Stage = state.Stage;
        row.OwnerUnit = file.Owner;
        row.AccountableUnit = state.Accountable;
        row.AssignedBy = file.AssignedBy;
        row.Handler = file.Handler?.Value;
        row.AskedUnit = file.HandOver?.To ?? file.Disagreement?.Arbiter;
        row.HandOver = file.HandOver is null ? null : FactCodec.Write(file.HandOver, keys);
        row.Reopenings = file.Reopenings;
        row.InternalReviewUsed = file.InternalReviewUsed;
        row.LastQuestion = file.Questions.IsEmpty ? null : file.Questions[^1].State;
        row.Affected = file.Participants.Count(p => p.IsConcerned);

        var binding = file.Clocks.Where(c => c.Clock.IsOpen && IsDuty(c, file.Owner)).Select(c => c.Clock).ToList();
        row.DueAt = binding.Count == 0 ? null : binding.Min(c => c.Deadline.DueAt);
        var handle = file.Clocks.LastOrDefault(c => c.Purpose == ClockFor.Handle)?.Clock.Deadline;
        row.PromisedOn = handle?.DueOn;
        row.Provisional = handle?.Provisional ?? false;
        if (!binding.Exists(c => c.Progress.IsPastDue))
        {
            row.EscalatedTo = null;
        }

        var outcome = state.CurrentOutcome;
        row.OutcomeCode = outcome?.Code;
        row.MergedInto = (outcome as Outcome.Merged)?.Into;
        row.Outcome = outcome is null ? null : FactCodec.Write<Outcome>(outcome, keys);
        (row.ClosedAt, row.SettledAt, row.SettledBy, row.ReviewUnit, row.ReviewCause) = state switch
        {
            Matter.Closed c => (c.ClosedAt, null, null, null, null),
            Matter.UnderReview r => (r.ClosedAt, null, null, r.ReviewUnit, r.Cause),
            Matter.Settled s => (s.ClosedAt, s.SettledAt, s.By, null, null),
            _ => ((DateTimeOffset?)null, (DateTimeOffset?)null, (Settlement?)null, (string?)null, (ReviewCause?)null),
        };
        var verdict = state switch
        {
            Matter.UnderReview r => r.Verdict,
            Matter.Settled s => s.Verdict,
            _ => null,
        };
        row.Verdict = verdict is null ? null : FactCodec.Write(verdict, keys);
        // These columns are what residents' own verdicts are counted by.
        var byLink = verdict is { Mode: VerdictMode.Link } ? verdict : null;
        row.VerdictInformed = byLink?.Informed;
        row.VerdictFair = byLink?.Fair;
        row.VerdictPromiseKept = byLink?.PromiseKept;
        row.VerdictSolved = byLink?.SolvedIt;
    }

    /// <summary>A clock as a row.</summary>
    public static ClockRow ToRow(MatterClock clock, MatterFile file, PersonKeys keys) =>
        new()
        {
            Id = clock.Id,
            MatterId = file.Id,
            Purpose = clock.Purpose,
            Unit = clock.Unit,
            DueAt = clock.Clock.Deadline.DueAt,
            NextLookAt = clock.Clock.NextLookAt,
            Provisional = clock.Clock.IsOpen && clock.Clock.Deadline.Provisional,
            Cooperation = Cooperation.Of(clock, file),
            Body = FactCodec.Write(clock, keys),
        };

    /// <summary>A promise as a row.</summary>
    public static PromiseRow ToRow(Promise promise, MatterId matter, PersonKeys keys) =>
        new()
        {
            Id = promise.Id,
            MatterId = matter,
            Unit = promise.Unit,
            What = FactCodec.Write(promise.What, keys),
            DueOn = promise.DueOn,
            FollowOn = promise.FollowOn,
            State = promise.State,
            Changes = promise.Changes,
            Part = promise.Part,
        };

    /// <summary>A part as a row.</summary>
    public static PartRow ToRow(Part part, MatterFile file, PersonKeys keys) =>
        new()
        {
            Id = part.Id,
            MatterId = file.Id,
            Unit = part.Unit,
            Owner = file.Owner,
            State = part.State,
            DueAt = file
                .Clocks.Where(c =>
                    c.Subject == part.Id
                    && c.Clock.IsOpen
                    && c.Purpose == (part.State == PartState.Asked ? ClockFor.PartAnswer : ClockFor.Part)
                )
                .Select(c => (DateTimeOffset?)c.Clock.Deadline.DueAt)
                .FirstOrDefault(),
            EscalatedTo = part.EscalatedTo,
            Body = FactCodec.Write(part, keys),
        };

    /// <summary>An asking to open a sealed identity as a row.</summary>
    public static IdentityOpeningRow ToRow(IdentityOpening opening, MatterId matter, PersonKeys keys) =>
        new()
        {
            Id = opening.Id,
            MatterId = matter,
            Unit = opening.Unit,
            State = opening.State,
            AskedAt = opening.AskedAt,
            Body = FactCodec.Write(opening, keys),
        };

    /// <summary>A request about one's own data as a row.</summary>
    public static RightRequestRow ToRow(RightRequest request, MatterFile file, PersonKeys keys) =>
        new()
        {
            Id = request.Id,
            MatterId = file.Id,
            Unit = file.Owner,
            Kind = request.Kind,
            State = request.State,
            DueAt = file.Clocks.FirstOrDefault(c => c.Subject == request.Id && c.Clock.IsOpen)?.Clock.Deadline.DueAt,
            EscalatedTo = request.EscalatedTo,
            // Whoever was erased meanwhile has no key any more: what was kept stays as it is, unreadable.
            Body = FactCodec.Write(request, keys),
        };

    /// <summary>A question as a row.</summary>
    public static QuestionRow ToRow(Question question, MatterId matter, PersonKeys keys) =>
        new()
        {
            Id = question.Id,
            MatterId = matter,
            Text = FactCodec.Write(question.Text, keys),
            AskedBy = question.AskedBy.Value,
            State = question.State,
        };

    /// <summary>Where it is, as lists and maps need it.</summary>
    public static void PutWhere(Where? where, MatterRow row)
    {
        row.PlaceText = where switch
        {
            { Place: { } place, Words: { } words } => $"{place} {words}",
            { Place: { } place } => place.ToString(),
            _ => where?.Words,
        };
        row.PlaceKey = where?.Place?.Key;
        if (where?.Position is { } given)
        {
            row.Latitude = given.Position.Latitude;
            row.Longitude = given.Position.Longitude;
            row.Cell = GridCell.Of(given.Position).Key;
        }
    }

    // A part that no unit has in hand is the owner's to see to.
    private static bool IsDuty(MatterClock clock, string owner) =>
        clock.Purpose
            is ClockFor.FirstContact
                or ClockFor.Handle
                or ClockFor.ReopenDecision
                or ClockFor.InternalReview
                or ClockFor.Route
        || (clock.Purpose == ClockFor.Part && clock.Unit == owner);
}
