using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Seeding;

/// <content>Some matters need other units: parts are asked for, accepted or given back, and done.</content>
internal sealed partial class MatterLife
{
    // True when the story goes on: every part has ended or was taken back.
    private bool Parts()
    {
        // More of the latest, so that some are still in hand when somebody looks.
        var latest = _scene.End - State.File.RaisedAt < TimeSpan.FromDays(20);
        if (State.File.Kind is Kind.Conduct or Kind.Enquiry or Kind.Praise || !_drawn.Happens(latest ? 0.6 : 0.05))
        {
            return true;
        }
        for (var n = 1 + _drawn.Below(2); n > 0; n--)
        {
            if (!AskForPart(null))
            {
                return false;
            }
        }
        foreach (var part in State.File.OpenParts.Select(p => p.Id).ToList())
        {
            if (!Answered(part) || !Done(part))
            {
                return false;
            }
        }
        return true;
    }

    private Part Its(Guid part) => State.File.Parts.First(p => p.Id == part);

    private bool AskForPart(Guid? again)
    {
        var by = Handler();
        var unit = _drawn.Of([
            .. Jurisdiction
                .Units.Values.Where(u => u.Code != by.Unit && !u.Reviews && SameNeighbourhood(u.Code, by.Unit))
                .Select(u => u.Code),
        ]);
        var words = _drawn.Of(_say.All.Parts);
        var contact = _drawn.Happens(0.25);
        return Do(
            AtWork(_record.LastAt, _drawn.Around(2)),
            by,
            (m, at) =>
                GivePartRule.Decide(
                    m,
                    new GivePart(unit, words[0], words[1])
                    {
                        Part = again,
                        PassOn = contact ? [PartField.Door, PartField.Contact] : [],
                        Purpose = contact ? "上门前与居民约时间" : null,
                    },
                    by,
                    Jurisdiction,
                    at
                )
        );
    }

    // Now and then a unit gives it back, and the owner asks the next one, or does it alone.
    private bool Answered(Guid part)
    {
        while (Its(part).State == PartState.Asked)
        {
            var helper = Someone(Its(part).Unit);
            var at = AtWork(_record.LastAt, _drawn.Around(_drawn.Happens(0.15) ? 40 : 5));
            if (!_drawn.Happens(0.15))
            {
                return Do(at, helper, (m, now) => AnswerPartRule.Accept(m, new AcceptPart(part), helper, now));
            }
            var why = _say.Of(_say.All.PartReturns);
            if (!Do(at, helper, (m, now) => AnswerPartRule.Return(m, new ReturnPart(part, why), helper, now)))
            {
                return false;
            }
            var by = Handler();
            if (_drawn.Happens(0.3))
            {
                return Do(
                    AtWork(_record.LastAt, 2),
                    by,
                    (m, now) => TakeBackPartRule.Decide(m, new TakeBackPart(part, "本单位自己办。"), by, now)
                );
            }
            if (!AskForPart(part))
            {
                return false;
            }
        }
        return true;
    }

    private bool Done(Guid part)
    {
        if (Its(part).State != PartState.InHand)
        {
            return true;
        }
        var helper = Someone(Its(part).Unit);
        var message = _say.Of(_say.All.PartMessages);
        if (
            _drawn.Happens(0.6)
            && !Do(
                AtWork(_record.LastAt, _drawn.Around(4)),
                helper,
                (m, _) => TellPartRule.Decide(m, new TellPart(part, message), helper)
            )
        )
        {
            return false;
        }
        var cannot = _drawn.Happens(0.1);
        var words = _say.Of(cannot ? _say.All.PartCannot : _say.All.PartDone);
        return Do(
            AtWork(_record.LastAt, _drawn.Around(_drawn.Happens(0.2) ? 150 : 40)),
            helper,
            (m, now) =>
                EndPartRule.Decide(m, new EndPart(part, cannot ? PartOutcome.CannotBeDone : PartOutcome.Done, words), helper, now)
        );
    }
}
