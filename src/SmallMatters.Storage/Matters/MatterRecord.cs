using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Matters;

/// <summary>
/// A matter whose whole life is already known, recorded fact by fact in memory and written at once: for import and for
/// made-up data. The facts, their chain and the rows are those that <see cref="MatterBook"/> would have written step by
/// step. Nobody is told anything: what happened long ago is not news.
/// </summary>
internal sealed class MatterRecord : IDisposable
{
    private readonly MatterChanges _changes;
    private readonly KeyRing _ring;
    private readonly MatterRow _row;
    private readonly PersonKeys _keys;
    private readonly List<object> _first = [];
    private readonly WriteSet _history = new();
    private readonly WriteSet _closings = new();

    private MatterRecord(MatterChanges changes, KeyRing ring, Matter state, PreparedMatter prepared)
    {
        (_changes, _ring, State, _keys) = (changes, ring, state, prepared.Keys);
        _row = prepared.Change.Inserts.OfType<MatterRow>().Single();
        _first.AddRange(prepared.Change.Inserts.Where(r => r is not (ClockRow or NoticeRow or HistoryRow)));
        _history.Inserts.AddRange(prepared.Change.Inserts.OfType<HistoryRow>());
        _history.Search = prepared.Change.Search;
        LastAt = _row.RaisedAt;
    }

    /// <summary>The matter after the facts so far.</summary>
    public Matter State { get; private set; }

    /// <summary>The instant of the last fact.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>A record that begins with a matter being raised.</summary>
    /// <param name="changes">Knows how a new matter is written.</param>
    /// <param name="ring">The installation's keys.</param>
    /// <param name="raise">The command.</param>
    /// <param name="raised">The fact.</param>
    /// <param name="by">Who raised it.</param>
    /// <param name="submission">Stored form of the submission's key, or null.</param>
    /// <param name="now">When it was raised, UTC, in whole milliseconds.</param>
    public static MatterRecord Begin(
        MatterChanges changes,
        KeyRing ring,
        Raise raise,
        Raised raised,
        Actor by,
        byte[]? submission,
        DateTimeOffset now
    ) => new(changes, ring, Identities.Without(raised).Begin(), changes.Prepare(raise, raised, by, submission, [], now));

    /// <summary>Facts that follow, at an instant that is not before the last one.</summary>
    public void Append(ImmutableArray<Fact> facts, Actor by, DateTimeOffset at)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(at, LastAt);
        foreach (var decided in facts)
        {
            var fact = decided is Joined ? Identities.Without((Joined)decided) : decided;
            if (decided is Joined joined)
            {
                var (key, wrapped) = _ring.NewPersonKey(joined.Participant.Id.Value);
                _keys.Add(joined.Participant.Id, key);
                _changes.AddPerson(_first, joined.Participant, joined.Contact, wrapped, _row.Id, key, at);
            }
            var before = State;
            State = fact.Apply(State);
            ClosingRow.Add(_closings, before, State, at);
            MatterChanges.AppendFact(_history, _row, fact, by, at, _keys);
            if (
                fact is ClockStepped
                {
                    Step.Kind: ClockStepKind.Escalate,
                    Purpose: not (ClockFor.Part or ClockFor.PartAnswer or ClockFor.Right),
                } stepped
            )
            {
                _row.EscalatedTo = stepped.Told;
            }
        }
        LastAt = at;
    }

    /// <summary>Everything as one change to write.</summary>
    public WriteSet Finish()
    {
        MatterMapping.Put(State, _row, _keys);
        var change = new WriteSet { Search = _history.Search, Appends = _history.Appends };
        change.Inserts.AddRange(_first);
        change.Inserts.AddRange(State.File.Clocks.Select(c => MatterMapping.ToRow(c, State.File, _keys)));
        change.Inserts.AddRange(State.File.Promises.Select(p => MatterMapping.ToRow(p, _row.Id, _keys)));
        change.Inserts.AddRange(State.File.Questions.Select(q => MatterMapping.ToRow(q, _row.Id, _keys)));
        if (State.File.Route is { } route)
        {
            change.Inserts.Add(new PetitionRouteRow { MatterId = _row.Id, Body = FactCodec.Write(route, _keys) });
        }
        if (State.File.Disagreement is { } disagreement)
        {
            change.Inserts.Add(new DisagreementRow { MatterId = _row.Id, Body = FactCodec.Write(disagreement, _keys) });
        }
        change.Inserts.AddRange(State.File.Rights.Select(r => MatterMapping.ToRow(r, State.File, _keys)));
        change.Inserts.AddRange(State.File.Openings.Select(o => MatterMapping.ToRow(o, _row.Id, _keys)));
        change.Inserts.AddRange(State.File.Parts.Select(p => MatterMapping.ToRow(p, State.File, _keys)));
        change.Inserts.AddRange(_closings.Inserts);
        change.Inserts.AddRange(_history.Inserts);
        return change;
    }

    /// <inheritdoc/>
    public void Dispose() => _keys.Dispose();
}
