using System.Collections.Immutable;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Seeding;

/// <content>The story: what usually happens to a matter, with how often.</content>
internal sealed partial class MatterLife
{
    private void Play(MatterLife? twin)
    {
        PlayUntilStop(twin);
        PassUntil(_scene.End);
    }

    private void PlayUntilStop(MatterLife? twin)
    {
        var raisedAt = State.File.RaisedAt;
        if (_drawn.Happens(0.03) && twin is null)
        {
            Do(
                raisedAt.AddHours(_drawn.Around(10)),
                new Actor.Person(_raiser),
                (m, at) => WithdrawRule.Decide(m, new Withdraw(_say.Of(_say.All.Withdrawals)), new Actor.Person(_raiser), at)
            );
            return;
        }
        if (!Begin(raisedAt) || !SentOn() || !Neighbours(twin))
        {
            return;
        }
        // Some matters lie: nobody gets to them for long.
        if (_drawn.Happens(_scene.Stuck) && HandleClock is { Clock.Escalation.Unit: not Domain.Clocks.ClockUnit.Hour })
        {
            PassUntil(Earlier(_record.LastAt.AddDays(_drawn.Between(10, 45)), _scene.End));
        }
        for (var round = 0; round < 3; round++)
        {
            if (!Work() || !Close(round) || !Judge(round) || State is not Matter.Open)
            {
                return;
            }
        }
    }

    // Somebody takes it, sorts it when it is not what it was raised as, and writes to the resident.
    private bool Begin(DateTimeOffset raisedAt)
    {
        if (!Take(AtWork(raisedAt, _drawn.Around(_drawn.Happens(0.1) ? 22 : 3))))
        {
            return false;
        }
        if (State.File.Kind != Kind.Conduct && _drawn.Happens(0.05))
        {
            var other = _drawn.Of([
                .. Jurisdiction
                    .Categories.Values.Where(c => c.Kind != Kind.Conduct && c.Kind == State.File.Kind)
                    .Select(c => c.Code),
            ]);
            var by = Handler();
            if (
                !Do(
                    AtWork(_record.LastAt, 0.3),
                    by,
                    (m, at) => SortRule.Decide(m, new Sort(m.File.Kind, other), by, Jurisdiction, at)
                ) || (State.File.Handler is null && !Take(AtWork(_record.LastAt, _drawn.Around(2))))
            )
            {
                return false;
            }
        }
        return true;
    }

    private bool Take(DateTimeOffset at)
    {
        var who = Someone(State.File.Owner);
        return Do(at, who, (m, _) => AssignRule.Decide(m, new Assign(who.Id), [who.Unit], who));
    }

    // Not ours: another unit is asked, which accepts or refuses.
    private bool SentOn()
    {
        if (State.File.Kind == Kind.Conduct || !_drawn.Happens(0.07))
        {
            return true;
        }
        var from = State.File.Owner;
        var to = _drawn.Of([
            .. Jurisdiction
                .Units.Values.Where(u => u.Code != from && !u.Reviews && SameNeighbourhood(u.Code, from))
                .Select(u => u.Code),
        ]);
        var by = Handler();
        if (
            !Do(
                AtWork(_record.LastAt, _drawn.Around(3)),
                by,
                (m, at) =>
                    ProposeHandOverRule.Decide(
                        m,
                        new ProposeHandOver(
                            to,
                            _drawn.Of([.. Jurisdiction.Catalogue.InUse.Select(r => r.Code)]),
                            _say.Of(_say.All.HandOverReasons)
                        ),
                        by,
                        Jurisdiction,
                        at
                    )
            )
        )
        {
            return false;
        }
        var answer = _drawn.Happens(0.62) ? HandOverAnswer.Accept : HandOverAnswer.Refuse;
        var next = Someone(to);
        var waiting = State.File.HandOver!.Id;
        if (
            !Do(
                AtWork(_record.LastAt, _drawn.Around(6)),
                next,
                (m, at) =>
                    AnswerHandOverRule.Decide(
                        m,
                        new AnswerHandOver(
                            waiting,
                            answer,
                            answer == HandOverAnswer.Refuse ? _say.Of(_say.All.HandOverRefusals) : null
                        ),
                        next,
                        Jurisdiction,
                        at
                    )
            )
        )
        {
            return false;
        }
        return State.File.Handler is not null || Take(AtWork(_record.LastAt, _drawn.Around(2)));
    }

    // In a jurisdiction of several neighbourhoods the code of a unit begins with its neighbourhood's.
    private static bool SameNeighbourhood(string a, string b) => PrefixOf(a) == PrefixOf(b);

    private static string PrefixOf(string code) => code is ['s', >= '0' and <= '9', ..] ? code[..code.IndexOf('-')] : "";

    // Others join, or have raised it too.
    private bool Neighbours(MatterLife? twin)
    {
        var at = _record.LastAt;
        if (State.File.Kind != Kind.Conduct && _happening.Category.PublicSpace && _drawn.Happens(0.12))
        {
            for (var n = 1 + _drawn.Below(4); n > 0; n--)
            {
                at = at.AddHours(_drawn.Around(5) + 0.1);
                var id = new ParticipantId(Guid.CreateVersion7(at));
                if (
                    !Do(
                        at,
                        new Actor.Person(id),
                        (m, _) =>
                            JoinRule.Decide(
                                m,
                                new Join(id, _say.Contact(id), Domain.Language.Tongue.Zh, _say.Of(_say.All.JoinWords))
                            )
                    )
                )
                {
                    return false;
                }
            }
        }
        if (twin is { State: Matter.Open } && twin.State.File.Owner == State.File.Owner)
        {
            var by = Handler();
            var when = Later(AtWork(_record.LastAt, 1), twin._record.LastAt.AddMinutes(5));
            twin.Do(when, by, (m, now) => MergeRule.Decide(m, new Merge(State), by, now));
        }
        return true;
    }

    // Replies, promises, questions and notes, until it can be closed.
    private bool Work()
    {
        var by = Handler();
        var promises =
            _drawn.Happens(0.45) && !_happening.Category.Promise.IsEmpty
                ? ImmutableArray.Create((What: _say.Of(_happening.Category.Promise), Days: DaysToPromise()))
                : [];
        if (
            !Do(
                AtWork(_record.LastAt, _drawn.Around(_drawn.Happens(0.08) ? 30 : 2)),
                by,
                (m, at) =>
                    ReplyRule.Decide(
                        m,
                        new Reply(_say.Of(_say.All.FirstReplies), [.. promises.Select(p => (p.What, Today(at).AddDays(p.Days)))]),
                        by,
                        Today(at),
                        at
                    )
            )
        )
        {
            return false;
        }
        if (_drawn.Happens(0.12) && !AskAndHear(by))
        {
            return false;
        }
        if (
            _drawn.Happens(0.3)
            && !Do(
                AtWork(_record.LastAt, _drawn.Around(4)),
                by,
                (m, _) => NoteRule.Decide(m, new Note(_say.Of(_say.All.Notes)), by)
            )
        )
        {
            return false;
        }
        if (
            _drawn.Happens(0.06)
            && !Do(
                _record.LastAt.AddHours(_drawn.Around(9)),
                new Actor.Person(_raiser),
                (m, _) => AddRule.Decide(m, new Add(_say.Of(_say.All.AddWords), []), new Actor.Person(_raiser))
            )
        )
        {
            return false;
        }
        return Extended() && Parts() && Promised() && Wait();
    }

    // A promise is for a day within the time that there is, where there is any left.
    private int DaysToPromise()
    {
        var left = HandleClock is { } clock ? clock.Clock.Deadline.DueOn.DayNumber - Today(_record.LastAt).DayNumber : 9;
        return 1 + _drawn.Below(Math.Clamp(left, 1, 9));
    }

    private bool AskAndHear(Actor.Staff by)
    {
        if (
            !Do(
                AtWork(_record.LastAt, _drawn.Around(3)),
                by,
                (m, at) => AskRule.Decide(m, new Ask(_say.Of(_say.All.Questions)), by, Jurisdiction, at)
            )
        )
        {
            return false;
        }
        var question = State.File.Questions.First(q => q.State == QuestionState.Waiting).Id;
        return !_drawn.Happens(0.75)
            || Do(
                _record.LastAt.AddHours(_drawn.Between(0.5, 40)),
                new Actor.Person(_raiser),
                (m, at) =>
                    AnswerQuestionRule.Decide(
                        m,
                        new AnswerQuestion(question, _say.Of(_say.All.Answers)),
                        new Actor.Person(_raiser),
                        at
                    )
            );
    }

    private bool Extended()
    {
        if (HandleClock is not { Clock.Code: "handle-general" or "handle-complex" } clock || !_drawn.Happens(0.06))
        {
            return true;
        }
        var by = Jurisdiction
            .Above(State.File.Owner)
            .SelectMany(u => _scene.Staff[u])
            .FirstOrDefault(s => s.Is(StaffRole.Supervisor));
        var at = AtWork(_record.LastAt, _drawn.Around(12));
        return by is null
            || at >= clock.Clock.Deadline.DueAt
            || Do(at, by, (m, now) => TickClockRule.Extend(m, null, _say.Of(_say.All.ExtendReasons), by, Jurisdiction, now));
    }

    // Most are done in time, some late.
    private bool Wait()
    {
        if (HandleClock is { } clock)
        {
            var left = clock.Clock.Deadline.DueAt - _record.LastAt;
            var until =
                _drawn.Happens(0.86) && left > TimeSpan.Zero
                    ? _record.LastAt + (left * _drawn.Between(0.15, 0.97))
                    : Later(clock.Clock.Deadline.DueAt, _record.LastAt).AddHours(_drawn.Around(60));
            PassUntil(Earlier(until, _scene.End));
            _waitedUntil = until;
        }
        return (_waitedUntil ?? _record.LastAt) < _scene.End;
    }

    private DateTimeOffset? _waitedUntil;

    private bool Promised()
    {
        var by = Handler();
        foreach (var promise in State.File.OpenPromises.ToList())
        {
            var due = Jurisdiction.Calendar.EndOfDay(promise.DueOn);
            if (_drawn.Happens(0.13))
            {
                var gaveUp = _drawn.Happens(0.15);
                if (
                    !Do(
                        AtWork(due, -_drawn.Between(9, 30)),
                        by,
                        (m, at) =>
                            ChangePromiseRule.Decide(
                                m,
                                new ChangePromise(
                                    promise.Id,
                                    gaveUp ? null : LaterDay(promise.DueOn, Today(at)).AddDays(3 + _drawn.Below(6)),
                                    _say.Of(_say.All.ChangeReasons)
                                ),
                                by,
                                Today(at)
                            )
                    )
                )
                {
                    return false;
                }
                if (gaveUp)
                {
                    continue;
                }
                due = Jurisdiction.Calendar.EndOfDay(State.File.Promises.First(p => p.Id == promise.Id).DueOn);
            }
            var kept = _drawn.Happens(0.85) ? due.AddHours(-_drawn.Between(7, 30)) : due.AddHours(_drawn.Around(50) + 9);
            if (
                !Do(
                    AtWork(InTime(kept, promise), 0),
                    by,
                    (m, at) => KeepPromiseRule.Decide(m, new KeepPromise(promise.Id, _say.Of(_say.All.KeepHow)), by, Today(at))
                )
            )
            {
                return false;
            }
        }
        return true;
    }

    // What was meant to be in time is not put off over the weekend.
    private DateTimeOffset InTime(DateTimeOffset meant, Promise promise)
    {
        var due = Jurisdiction.Calendar.EndOfDay(State.File.Promises.First(p => p.Id == promise.Id).DueOn);
        return meant < due && AtWork(meant, 0) > due ? _record.LastAt.AddMinutes(30) : meant;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateOnly LaterDay(DateOnly a, DateOnly b) => a > b ? a : b;
}
