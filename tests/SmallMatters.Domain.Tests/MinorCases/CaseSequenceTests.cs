using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.MinorCases;

public class CaseSequenceTests
{
    private const int Sequences = 50_000;
    private const int Longest = 24;
    private static readonly ClockRuleBook Rules = ClockRuleBook.BuiltIn;

    /// <summary>Whatever is entered in whatever order, by whomever, in 2025 and 2026.</summary>
    [Fact]
    public void No_order_of_acts_breaks_a_law_of_minor_cases()
    {
        var state = 20261122UL;
        int Draw(int below)
        {
            // SplitMix64, so that the sequence is the same on every machine.
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)below);
        }

        var seen = new HashSet<string>();
        var stages = new HashSet<(CaseStage, CaseOutcome?)>();
        for (var run = 0; run < Sequences; run++)
        {
            var now = new DateTimeOffset(2025, 11, 1, 2, 0, 0, TimeSpan.Zero).AddDays(Draw(200));
            var arrival = Draw(12) switch
            {
                0 => Arrival.WrongStation,
                1 => Arrival.NotPolice,
                2 => Arrival.NoViolation,
                _ => Arrival.Ours,
            };
            var registered = Reported.Register(
                Reported.Command(now, (CaseKind)Draw(10), arrival, Draw(2) == 0) with
                {
                    Role = (CaseRole)Draw(3),
                    External = Draw(3) == 0 ? "A1" : null,
                    EmergencyOverAt = Draw(6) == 0 ? now.AddMinutes(5) : null,
                },
                now.AddMinutes(10)
            );
            var it = Reported.Begun(registered);
            seen.UnionWith(registered.Facts.Select(f => f.GetType().Name));
            Holds(it, now.AddMinutes(10));
            now = now.AddMinutes(10);
            for (var step = 0; step < Longest; step++)
            {
                now = now.AddHours(Draw(70) + 1);
                var decision = Act(it, Draw, now);
                if (decision.Why is { } why)
                {
                    Assert.NotEmpty(why.Sentence.Zh);
                    Assert.NotEmpty(why.Sentence.En);
                    continue;
                }
                var after = it.After(decision.Facts);
                Follows(it, decision, after);
                Holds(after, now);
                seen.UnionWith(decision.Facts.Select(f => f.GetType().Name));
                it = after;
            }
            stages.Add((it.Stage, it.Outcome));
        }
        Assert.Equal(
            typeof(CaseFact)
                .Assembly.GetTypes()
                .Where(t => t.IsSubclassOf(typeof(CaseFact)) && t != typeof(CaseClockTold))
                .Select(t => t.Name)
                .Order(),
            seen.Order()
        );
        Assert.All(Enum.GetValues<CaseOutcome>(), o => Assert.Contains(stages, s => s.Item2 == o));
    }

    /// <summary>What holds of every case at every instant, said without the rules' own words.</summary>
    private static void Holds(MinorCase it, DateTimeOffset now)
    {
        Assert.Equal("police", it.Unit);
        var own = it
            .Clocks.Where(c => c.For == CaseClockFor.Case && c.Clock.State is ClockState.Running or ClockState.Paused)
            .ToList();
        var undecided =
            it.Stage is CaseStage.Reviewing or CaseStage.Transferring or CaseStage.Investigating or CaseStage.Mediating;
        Assert.Equal(undecided ? 1 : 0, own.Count(c => c.For == CaseClockFor.Case));
        foreach (var clock in it.Clocks)
        {
            var rule = Rules.Version(clock.Clock.Code, clock.Clock.RuleVersion);
            if (clock.Clock.State is ClockState.Paused paused)
            {
                Assert.Contains(paused.Reason, rule.Pauses);
                Assert.NotEmpty(paused.Document);
                Assert.Equal(CaseStage.Investigating, it.Stage);
            }
            Assert.True(clock.Clock.Extensions.Length <= (rule.Extension?.Times ?? 0));
            // Old and new law by the local day on which the clock first began.
            if (clock.Clock.Code == "public-order-case" && it.FiledOn is { } filed)
            {
                Assert.Equal(filed.AddHours(8) < new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) ? 1 : 2, rule.Version);
            }
        }
        Assert.True(it.LastOn <= now);
        Assert.True(it.Mediations.Length <= 2);
        Assert.Equal(it.Steps.Length, it.Steps.DistinctBy(s => s.Code).Count());
        // What is owed of a linked mediation has a clock, and nothing else has that one.
        Assert.Equal(it.Owed is null ? 0 : 1, it.Clocks.Count(c => c.For == CaseClockFor.LinkedMediation && c.Clock.IsOpen));
        if (it.Outcome is CaseOutcome.Penalised)
        {
            Assert.True(it.Has("statements") && it.Has("approval") && it.Has("told-before"));
            Assert.True(it.Kind is not (CaseKind.Noise or CaseKind.Dog) || !it.Attempts.IsEmpty);
        }
        if (it.Outcome is CaseOutcome.Mediated)
        {
            Assert.NotNull(it.Mediations[^1].AgreedOn);
        }
        if (it.Outcome is CaseOutcome.Settled)
        {
            Assert.True(it.FiledOn!.Value.AddHours(8).Year >= 2026);
        }
        if (it.Stage == CaseStage.Closed && it.Outcome is not (null or CaseOutcome.Criminal))
        {
            Assert.DoesNotContain(it.Held, h => h.ReturnedOn is null);
        }
    }

    private static void Follows(MinorCase before, CaseDecision decision, MinorCase after)
    {
        if (before.Stage == CaseStage.Closed)
        {
            // Sealed stays sealed: only what is owed to the people follows, and openings on a ground.
            Assert.Equal(CaseStage.Closed, after.Stage);
            Assert.Equal(before.Outcome, after.Outcome);
            Assert.All(
                decision.Facts,
                f =>
                    Assert.True(
                        f
                            is SealOpened
                                or CaseCalledBack
                                or PreventionVisitAnswered
                                or PreventionVisited
                                or CaseServiceJudged
                                or CaseServiceAnswered
                                or CasePersonErased
                                or CasePersonTold,
                        f.GetType().Name
                    )
            );
        }
        if (before.Outcome is not null)
        {
            Assert.Equal(before.Outcome, after.Outcome);
        }
        if (decision.Facts.Any(f => f is CaseMediationBegun))
        {
            Assert.Contains(
                before.Kind,
                new[] { CaseKind.Damage, CaseKind.Assault, CaseKind.Insult, CaseKind.Noise, CaseKind.Dog }
            );
        }
        if (decision.Facts.Any(f => f is CaseMediationFailed))
        {
            Assert.Equal(after.LastOn, after.Running!.Clock.StartedAt);
        }
        Assert.True(after.LastOn >= before.LastOn);
        Assert.True(after.Steps.Length - before.Steps.Length <= 1);
    }

    private static CaseDecision Act(MinorCase it, Func<int, int> draw, DateTimeOffset now)
    {
        var j = Given.Jurisdiction;
        var on = draw(3) == 0 ? now.AddHours(-draw(100)) : now;
        var by = draw(12) switch
        {
            0 => Given.Handler,
            < 5 => Reported.Officer,
            _ => Reported.Head,
        };
        var person = it.People[draw(it.People.Length)].Id;
        switch (draw(42))
        {
            case 40 or 41:
                var agreed = draw(2) == 0 ? now.AddHours(-draw(20)) : (DateTimeOffset?)null;
                var failed = draw(2) == 0 ? now : (DateTimeOffset?)null;
                return LinkedMediationRule.Look(
                    it,
                    new LinkedMediation(
                        now.AddHours(-30),
                        agreed,
                        failed,
                        failed is null ? null
                            : agreed is null ? MediationFailure.NotReached
                            : MediationFailure.NotPerformed
                    ),
                    j,
                    now
                );
            case 0:
                return FileCaseRule.Decide(it, on, by, j, now);
            case 1:
                return it.Stage == CaseStage.Transferring
                    ? FileCaseRule.Transfer(it, "东城派出所", "移字1号", on, by, now)
                    : FileCaseRule.TurnAway(it, "是合同争议", on, by, now);
            case 2:
                return CaseClockRule.Extend(it, "案情复杂", "延字1号", on, by, j, now);
            case 3:
                return CaseClockRule.Pause(it, (PauseReason)draw(5), "鉴定聘请书", on, by, j, now);
            case 4:
                return CaseClockRule.Resume(it, on, by, j, now);
            case 5 or 6:
                return MediateCaseRule.Begin(
                    it,
                    [.. CaseBook.BuiltIn.Conditions.Select(c => c.Code).Where(_ => draw(20) > 0)],
                    draw(8) == 0 ? [CaseBook.BuiltIn.Exclusions[draw(6)].Code] : [],
                    on,
                    by,
                    j,
                    now
                );
            case 7:
                return MediateCaseRule.Agree(it, "调字1号", j.Calendar.DayOf(now).AddDays(3), on, by, j, now);
            case 8:
                return MediateCaseRule.Fail(it, (MediationFailure)draw(3), on, by, j, now);
            case 9 or 10 or 11:
                return DecideCaseRule.Decide(it, (CaseOutcome)draw(7), "决字1号", "没有违法事实", on, by, j, now);
            case 12 or 13:
                return DecideCaseRule.Close(it, on, by, j, now);
            case 14:
                return ServePeopleRule.Name(
                    it,
                    new ParticipantId(new Guid(draw(1000) + 100, 0, 0, new byte[8])),
                    (CaseRole)draw(3),
                    "李四",
                    by,
                    j,
                    now
                );
            case 15 or 16 or 17:
                return ServePeopleRule.Tell(it, person, (ToldHow)draw(3), by, now);
            case 18:
                return ServePeopleRule.Attempt(it, (AttemptBy)draw(5), j.Calendar.DayOf(now), "劝过", by, j, now);
            case 19:
                return draw(4) == 0
                    ? ServePeopleRule.Take(it, new Guid(draw(9) + 1, 9, 9, new byte[8]), "手机", "清单1号", by, now)
                    : ServePeopleRule.Return(
                        it,
                        it.Held.IsEmpty ? default : it.Held[draw(it.Held.Length)].Id,
                        "发还1号",
                        by,
                        now
                    );
            case 20:
                return ServePeopleRule.Answer(it, person, draw(2) == 0, draw(2) == 0, j, now);
            case 21:
                return ServePeopleRule.Visited(it, draw(2) == 0, by, now);
            case 22:
                return ServePeopleRule.CallBack(it, person, draw(2) == 0, "都还好", by, now);
            case 23:
                return ServePeopleRule.Judge(
                    it,
                    new ServiceVerdict(person, draw(2) == 0, draw(2) == 0, draw(2) == 0),
                    null,
                    j,
                    now
                );
            case 24:
                return draw(2) == 0
                    ? ServePeopleRule.AnswerVerdict(it, person, "今后当天告知", by, now)
                    : ServePeopleRule.Open(it, (SealGround)draw(3), "函1号", by, now);
            case 25:
                return draw(2) == 0
                    ? ServePeopleRule.Give(it, person, new string('a', 64), now)
                    : ServePeopleRule.Number(it, "B2", draw(4) == 0, by, now);
            case 26 when draw(20) == 0:
                return ServePeopleRule.Erase(it, now);
            case 27:
                return ServePeopleRule.Read(it, person, now) is { } read
                    ? read
                    : Refusal.Of("nothing-new", "没有新的进展。", "Nothing is new.");
            case 28:
                return LinkMediationRule.Decide(it, draw(3) == 0 ? "不是编号" : $"{Given.Open().File.Reference}", by, now);
            case >= 32:
                return Next(it, draw, now);
            default:
                var steps = CaseBook.BuiltIn.Steps;
                return TakeStepRule.Decide(
                    it,
                    new TakeStep(
                        steps[draw(steps.Length)].Code,
                        on,
                        "文书1号",
                        (Officers)draw(3),
                        draw(2) == 0 ? "记录仪7" : null
                    ),
                    by,
                    j,
                    now
                );
        }
    }

    /// <summary>What comes next on the way to an end, as the head of the station does it.</summary>
    private static CaseDecision Next(MinorCase it, Func<int, int> draw, DateTimeOffset now)
    {
        var (j, by) = (Given.Jurisdiction, Reported.Head);
        string[] ahead =
            it.Stage == CaseStage.Decided ? ["served", "served-victim", "executed"] : ["statements", "approval", "told-before"];
        var step = ahead.FirstOrDefault(s => !it.Has(s) && (s != "served-victim" || it.People.Any(p => p.IsVictim)));
        var untold = it.Clocks.FirstOrDefault(c => c.For == CaseClockFor.Telling && c.Clock.IsOpen)?.Person;
        return it.Stage switch
        {
            CaseStage.Reviewing => FileCaseRule.Decide(it, now, by, j, now),
            CaseStage.Mediating when it.Mediations[^1].AgreedOn is null => MediateCaseRule.Agree(
                it,
                "调字1号",
                j.Calendar.DayOf(now),
                now,
                by,
                j,
                now
            ),
            CaseStage.Mediating => DecideCaseRule.Decide(it, CaseOutcome.Mediated, "调字1号", null, now, by, j, now),
            CaseStage.Investigating or CaseStage.Decided when step is not null => TakeStepRule.Decide(
                it,
                new TakeStep(step, now, null, Officers.Two, null),
                by,
                j,
                now
            ),
            CaseStage.Investigating => DecideCaseRule.Decide(
                it,
                (CaseOutcome)draw(7),
                "决字1号",
                "没有违法事实",
                now,
                by,
                j,
                now
            ),
            CaseStage.Decided when untold is { } person => ServePeopleRule.Tell(it, person, ToldHow.InPerson, by, now),
            CaseStage.Decided => DecideCaseRule.Close(it, now, by, j, now),
            _ => FileCaseRule.Decide(it, now, by, j, now),
        };
    }
}
