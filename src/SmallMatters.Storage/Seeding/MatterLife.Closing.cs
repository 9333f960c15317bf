using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Seeding;

internal sealed partial class MatterLife
{
    private bool Close(int round)
    {
        var by = Handler();
        var at = AtWork(Later(_waitedUntil ?? _record.LastAt, _record.LastAt), _drawn.Between(0.2, 2));
        return Do(
            at,
            by,
            (m, now) =>
                CloseRule.Decide(
                    m,
                    HowItEnds(round, Today(now)) with
                    {
                        Finding = State.File.Kind == Kind.Conduct ? ConductFinding.Upheld : null,
                    },
                    by,
                    Jurisdiction,
                    now
                )
        );
    }

    private Close HowItEnds(int round, DateOnly today)
    {
        var solved = new Close(OutcomeCode.Solved, _say.Done());
        if (round > 0 || State.File.Kind is Kind.Conduct or Kind.Praise or Kind.Enquiry)
        {
            return solved;
        }
        switch (_drawn.ByWeight([77, 10, 7, 3, 3]))
        {
            case 1:
                return new Close(OutcomeCode.PartlySolved, _say.Done())
                {
                    Remains = _say.Of(_say.All.Remains),
                    RemainsBy = today.AddDays(7 + _drawn.Below(40)),
                };
            case 2:
                return new Close(OutcomeCode.CannotBeSolved, _say.Cannot());
            case 3:
                var elsewhere = _drawn.Of(_say.All.Elsewhere);
                return new Close(OutcomeCode.NotOurs, elsewhere[1])
                {
                    AcceptedBy = elsewhere[0],
                    TheirNumber = $"{_drawn.Below(900_000) + 100_000}",
                };
            case 4:
                var door = _drawn.Of(_say.All.Doors);
                return new Close(OutcomeCode.AnotherDoor, door[2])
                {
                    Door = Enum.Parse<Door>(door[0]),
                    DoorWhere = door[1],
                    DoorBy = today.AddDays(60),
                };
            default:
                return solved;
        }
    }
}
