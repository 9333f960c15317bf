using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Seeding;

/// <content>What the resident says of the result, and what follows.</content>
internal sealed partial class MatterLife
{
    // True when the story goes on: it was reopened. Follow-on promises are kept along the way.
    private bool Judge(int round)
    {
        var resident = new Actor.Person(_raiser);
        var refusedIt =
            State.CurrentOutcome!.Code is OutcomeCode.CannotBeSolved or OutcomeCode.NotOurs or OutcomeCode.AnotherDoor;
        var closedAt = _record.LastAt;
        if (_drawn.Happens(_scene.Planted?.Response(State.File.Owner, closedAt) ?? Planted.UsualResponse))
        {
            var verdict = Verdict(refusedIt, round);
            if (
                !Do(
                    closedAt.AddHours(Math.Min(_drawn.Around(60) + 0.5, 340)),
                    resident,
                    (m, at) => GiveVerdictRule.Decide(m, verdict, resident, Jurisdiction, at)
                )
            )
            {
                return false;
            }
        }
        else if (refusedIt && _drawn.Happens(0.3))
        {
            if (
                !Do(
                    closedAt.AddDays(_drawn.Between(1, 50)),
                    resident,
                    (m, at) =>
                        AskInternalReviewRule.Decide(
                            m,
                            new AskInternalReview(_say.Of(_say.All.ReviewWords)),
                            resident,
                            Jurisdiction,
                            at
                        )
                )
            )
            {
                return false;
            }
        }
        if (State is not Matter.UnderReview review)
        {
            KeepWhatRemained();
            return false;
        }
        var reviewer = Someone(review.ReviewUnit, StaffRole.Reviewer);
        var again = _drawn.Happens(refusedIt ? 0.35 : 0.6);
        if (
            !Do(
                AtWork(_record.LastAt, _drawn.Around(_drawn.Happens(0.1) ? 150 : 30)),
                reviewer,
                (m, at) =>
                    DecideReopeningRule.Decide(
                        m,
                        new DecideReopening(
                            again ? ReopeningDecision.Reopen : ReopeningDecision.Stands,
                            _say.Of(again ? _say.All.ReopenReasons : _say.All.StandReasons),
                            again ? _say.Of(_say.All.ReopenTodo) : null
                        ),
                        reviewer,
                        [reviewer.Unit],
                        Jurisdiction,
                        at
                    )
            )
        )
        {
            return false;
        }
        _waitedUntil = null;
        return again;
    }

    private GiveVerdict Verdict(bool refusedIt, int round)
    {
        var promise =
            State.File.Promises.IsEmpty ? (YesPartlyNo?)null
            : State.File.Promises.Any(p => p.State == PromiseState.KeptLate) ? YesPartlyNo.Partly
            : YesPartlyNo.Yes;
        var planted = _scene.Planted;
        var unit = State.File.Owner;
        var mood =
            refusedIt ? _drawn.ByWeight([4, 3, 3])
            : unit == planted?.Better ? _drawn.ByWeight([9.2, 0.5, 0.3])
            : unit == planted?.Worse ? _drawn.ByWeight([5, 2.5, 2.5])
            : _drawn.ByWeight([round > 0 ? 9 : 7.6, 1.3, 1.1]);
        var begged = unit == planted?.Begging ? 0.15 : 0;
        var last = State.File.Parts.LastOrDefault(p => p.State == PartState.Ended)?.Id;
        return Said(mood) with
        {
            Parts =
            [
                .. State
                    .File.Parts.Where(p => p.State == PartState.Ended)
                    .Select(p => new PartVerdict(p.Id, mood == 2 && p.Id == last ? YesPartlyNo.No : YesPartlyNo.Yes)),
            ],
        };

        GiveVerdict Said(int mood) =>
            mood switch
            {
                0 => new GiveVerdict(
                    YesPartlyNo.Yes,
                    YesPartlyNo.Yes,
                    promise,
                    refusedIt ? YesPartlyNo.Partly : YesPartlyNo.Yes,
                    _drawn.Happens(Math.Max(begged, 0.01)),
                    refusedIt ? null : _say.Of(_say.All.PraiseWords)
                ),
                1 => new GiveVerdict(
                    _drawn.Happens(0.6) ? YesPartlyNo.Yes : YesPartlyNo.Partly,
                    YesPartlyNo.Yes,
                    promise,
                    YesPartlyNo.Partly,
                    _drawn.Happens(Math.Max(begged, 0.02)),
                    _drawn.Happens(0.4) ? _say.Of(_say.All.PartlyWords) : null
                ),
                _ => new GiveVerdict(
                    _drawn.Happens(0.5) ? YesPartlyNo.No : YesPartlyNo.Partly,
                    _drawn.Happens(0.25) ? YesPartlyNo.No : YesPartlyNo.Yes,
                    promise,
                    YesPartlyNo.No,
                    _drawn.Happens(Math.Max(begged, 0.05)),
                    _say.Of(_say.All.BadWords)
                ),
            };
    }

    private void KeepWhatRemained()
    {
        foreach (var promise in State.File.OpenPromises.ToList())
        {
            var by = Someone(promise.Unit);
            var due = Jurisdiction.Calendar.EndOfDay(promise.DueOn);
            var at = AtWork(_drawn.Happens(0.8) ? due.AddHours(-_drawn.Between(9, 90)) : due.AddHours(_drawn.Around(100)), 0);
            if (
                !Do(
                    Later(at, _record.LastAt),
                    by,
                    (m, now) => KeepPromiseRule.Decide(m, new KeepPromise(promise.Id, _say.Of(_say.All.KeepHow)), by, Today(now))
                )
            )
            {
                return;
            }
        }
    }
}
