using System.Collections.Immutable;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class CommandSequenceTests
{
    /// <summary>
    /// Whatever people do in whatever order: the matter always has one accountable unit, a duty runs while it is open or
    /// reviewed, nothing closes over a promise or a waiting hand-over, and every refusal has words.
    /// </summary>
    [Fact]
    public void No_order_of_acts_loses_the_owner_the_clock_or_a_promise()
    {
        var state = 20260303UL;
        int Draw(int below)
        {
            // SplitMix64, so that the sequence is the same on every machine.
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)below);
        }

        var accepted = 0;
        var seen = new HashSet<string>();
        for (var run = 0; run < 1500; run++)
        {
            var matter = Given.Open(new[] { "light", "water", "other" }[Draw(3)]);
            var now = Given.Now;
            for (var step = 0; step < 40; step++)
            {
                now = now.AddHours(Draw(60) + 1);
                var before = matter;
                switch (Act(matter, Draw, now))
                {
                    case Decision.Accepted ok:
                        foreach (var fact in ok.Facts)
                        {
                            matter = fact.Apply(matter);
                            seen.Add(fact.GetType().Name);
                        }
                        accepted++;
                        Holds(before, matter, ok.Facts);
                        break;
                    case Decision.Refused no:
                        Assert.NotEmpty(no.Why.Sentence.Zh);
                        Assert.NotEmpty(no.Why.Sentence.En);
                        break;
                }
            }
        }
        Assert.True(accepted > 8_000, $"only {accepted} acts were accepted");
        string[] mustHappen =
        [
            "Reopened",
            "OutcomeStands",
            "HandOverAccepted",
            "HandOverRefused",
            "VerdictWindowEnded",
            "PromiseChanged",
            "ClockStepped",
        ];
        Assert.Empty(mustHappen.Except(seen));
    }

    private static void Holds(Matter before, Matter after, ImmutableArray<Fact> facts)
    {
        Assert.Contains(after.Accountable, Given.Jurisdiction.Units.Keys);
        if (after is Matter.Open)
        {
            var duty = Assert.Single(after.File.Clocks, c => c.Purpose == ClockFor.Handle && c.Clock.IsOpen);
            Assert.Equal(after.File.Owner, duty.Unit);
        }
        if (after is Matter.UnderReview review)
        {
            Assert.NotEqual(after.File.Owner, review.ReviewUnit);
            Assert.Contains(
                after.File.Clocks,
                c => c.Clock.IsOpen && c.Purpose is ClockFor.ReopenDecision or ClockFor.InternalReview
            );
        }
        if (after is Matter.Closed && before is Matter.Open)
        {
            Assert.DoesNotContain(before.File.Promises, p => p.State == PromiseState.Open);
            Assert.Null(before.File.HandOver);
            Assert.NotNull(after.File.Running(ClockFor.VerdictWindow));
        }
        if (after is Matter.Settled)
        {
            Assert.DoesNotContain(after.File.Clocks, c => c.Clock.IsOpen);
        }
        Assert.True(facts.Length > 0);
    }

    private static Decision? Act(Matter m, Func<int, int> draw, DateTimeOffset now)
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
        return draw(22) switch
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
                new DecideReopening((ReopeningDecision)draw(2), "理由", "去做"),
                staff,
                [staff.Unit],
                j,
                now
            ),
            18 => draw(8) == 0 ? WithdrawRule.Decide(m, new Withdraw(null), Given.Raiser, now) : null,
            19 => TickClockRule.Extend(m, 1, "等配件", staff, j, now),
            _ => TickClockRule.Decide(m, clock, j, now),
        };
    }
}
