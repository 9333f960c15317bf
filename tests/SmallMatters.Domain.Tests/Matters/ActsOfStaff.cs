using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Tests.Matters;

/// <summary>One act of somebody, drawn: most of what staff do is refused, as most doors are closed to most people.</summary>
internal static class ActsOfStaff
{
    public static Decision? Draw(Matter m, Func<int, int> draw, DateTimeOffset now)
    {
        var j = Given.Jurisdiction;
        var today = j.Calendar.DayOf(now);
        var units = new[] { m.Accountable, m.Accountable, m.File.Owner, m.File.HandOver?.To ?? m.Accountable, "police" };
        var staff = Given.Staff(
            draw(3) + 1,
            units[draw(units.Length)],
            StaffRole.Handler,
            StaffRole.Reviewer,
            draw(2) == 0 ? StaffRole.Supervisor : StaffRole.Handler
        );
        var promise = m.File.Promises.IsEmpty ? Guid.Empty : m.File.Promises[draw(m.File.Promises.Length)].Id;
        var clock = m.File.Clocks[draw(m.File.Clocks.Length)].Id;
        // People mostly do what waits for them; else rare ends are never reached.
        if (draw(3) == 0 && WhatWaits(m, draw, now) is { } awaited)
        {
            return awaited;
        }
        return draw(32) switch
        {
            0 => AssignRule.Decide(m, new Assign(staff.Id), [staff.Unit], staff),
            1 => SortRule.Decide(m, new Sort(Kind.Request, new[] { "light", "water", "other" }[draw(3)]), staff, j, now),
            2 => ReplyRule.Decide(m, new Reply("在办", [("做完", today.AddDays(draw(5)))]), staff, today, now),
            3 => AskRule.Decide(m, new Ask("哪里？"), staff, j, now),
            4 => m.File.Questions.IsEmpty
                ? null
                : AnswerQuestionRule.Decide(m, new AnswerQuestion(m.File.Questions[^1].Id, "三单元"), Given.Raiser, now),
            5 => ProposeHandOverRule.Decide(
                m,
                new ProposeHandOver(new[] { "police", "street", "property" }[draw(3)], "duty", "他们的"),
                staff,
                j,
                now
            ),
            6 or 7 => m.File.HandOver is { } waiting
                ? AnswerHandOverRule.Decide(
                    m,
                    new AnswerHandOver(waiting.Id, draw(2) == 0 ? HandOverAnswer.Accept : HandOverAnswer.Refuse, "理由"),
                    staff,
                    j,
                    now
                )
                : null,
            8 => AnswerHandOverRule.TakeBack(m, staff, now),
            9 or 10 => KeepPromiseRule.Decide(m, new KeepPromise(promise, "做完了"), staff, today),
            11 => ChangePromiseRule.Decide(
                m,
                new ChangePromise(promise, draw(3) == 0 ? null : today.AddDays(draw(20)), "变更"),
                staff,
                today
            ),
            12 or 13 => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "好了"), staff, j, now),
            14 => CloseRule.Decide(
                m,
                new Close(OutcomeCode.PartlySolved, "一半") { Remains = "另一半", RemainsBy = today.AddDays(9) },
                staff,
                j,
                now
            ),
            15 => Given.Judge(m, (YesPartlyNo)draw(3), now),
            16 => AskInternalReviewRule.Decide(m, new AskInternalReview("请复查"), Given.Raiser, j, now),
            17 => DecideReopeningRule.Decide(
                m,
                new DecideReopening((ReopeningDecision)draw(2), "理由", "去做")
                {
                    Parts = [.. m.File.Parts.Where(_ => draw(2) == 0).Select(p => p.Id)],
                },
                staff,
                [staff.Unit],
                j,
                now
            ),
            18 => draw(8) == 0 ? WithdrawRule.Decide(m, new Withdraw(null), Given.Raiser, now) : null,
            19 => TickClockRule.Extend(m, 1, "等配件", staff, j, now),
            20 => GivePartRule.Decide(
                m,
                new GivePart(new[] { "police", "street", "intake", Given.Company }[draw(4)], "一部分", "请办")
                {
                    Part = draw(2) == 0 ? m.File.Parts.FirstOrDefault(p => p.State == PartState.Returned)?.Id : null,
                    PassOn = draw(2) == 0 ? [PartField.Contact] : [],
                    Purpose = "联系居民",
                },
                staff,
                j,
                now
            ),
            21 or 22 or 23 or 24 => OnPart(m, draw, now),
            25 => m.File.Disagreement?.Arbiter is { } arbiter
                ? DesignateRule.Decide(
                    m,
                    new Designate(new[] { m.File.Owner, "police", "intake" }[draw(3)], "裁定"),
                    Given.Staff(draw(3) + 1, draw(3) == 0 ? "police" : arbiter, StaffRole.Supervisor),
                    j,
                    now
                )
                : null,
            26 => draw(3) == 0
                ? ChooseRouteRule.Choose(m, new ChooseRoute((RouteCode)draw(6), "有关机关", null, "请去办理"), staff, j, now)
                : null,
            27 => ChooseRouteRule.Receipt(m, new ReceiptRoute(today, null), staff, j, now),
            _ => TickClockRule.Decide(m, clock, j, now),
        };
    }

    private static Decision? WhatWaits(Matter m, Func<int, int> draw, DateTimeOffset now)
    {
        var j = Given.Jurisdiction;
        return m switch
        {
            Matter.Open { File.HandOver: { } waiting } => AnswerHandOverRule.Decide(
                m,
                new AnswerHandOver(waiting.Id, HandOverAnswer.Refuse, "不归我们"),
                Given.Staff(4, waiting.To, StaffRole.Handler),
                j,
                now
            ),
            Matter.Open { File.Disagreement.Arbiter: { } arbiter } => DesignateRule.Decide(
                m,
                new Designate(m.File.Disagreement.RefusedBy[draw(2)], "裁定"),
                Given.Staff(5, arbiter, StaffRole.Supervisor),
                j,
                now
            ),
            Matter.UnderReview review => DecideReopeningRule.Decide(
                m,
                new DecideReopening(ReopeningDecision.Reopen, "理由", "去做") { Parts = [.. m.File.Parts.Select(p => p.Id)] },
                Given.Staff(6, review.ReviewUnit, StaffRole.Reviewer),
                [review.ReviewUnit],
                j,
                now
            ),
            Matter.Open { File.Route.IsOpen: true } when draw(2) == 0 => ChooseRouteRule.Receipt(
                m,
                new ReceiptRoute(j.Calendar.DayOf(now), "1"),
                Given.Staff(1, m.File.Owner, StaffRole.Handler),
                j,
                now
            ),
            _ => m.File.OpenParts.Any() ? OnPart(m, draw, now) : null,
        };
    }

    private static Decision? OnPart(Matter m, Func<int, int> draw, DateTimeOffset now)
    {
        if (m.File.Parts.IsEmpty)
        {
            return null;
        }
        var part = m.File.Parts[draw(m.File.Parts.Length)];
        var today = Given.Jurisdiction.Calendar.DayOf(now);
        var by = Given.Staff(draw(3) + 1, draw(3) == 0 ? m.File.Owner : part.Unit, StaffRole.Handler);
        return draw(8) switch
        {
            0 or 1 => AnswerPartRule.Accept(m, new AcceptPart(part.Id), by, now),
            2 => AnswerPartRule.Return(m, new ReturnPart(part.Id, "不属于我们"), by, now),
            3 => TakeBackPartRule.Decide(m, new TakeBackPart(part.Id, "自己办"), by, now),
            4 => TellPartRule.Decide(m, new TellPart(part.Id, "进展如何？"), by),
            5 => PromisePartRule.Decide(m, new PromisePart(part.Id, "再去", today.AddDays(draw(4))), by, today, now),
            6 => PassOnToPartRule.Decide(m, new PassOnToPart(part.Id, [(PartField)draw(4)], "需要"), by),
            _ => EndPartRule.Decide(m, new EndPart(part.Id, (PartOutcome)draw(3), "办了"), by, now),
        };
    }
}
