using System.Collections.Immutable;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.JointHandling;

/// <summary>
/// The whole model at once: a matter with all that staff, residents, partners and jobs do to it, and the convenings, orders and
/// hard problems about it.
/// </summary>
public class JointSequenceTests
{
    private sealed record World(Matter Matter, ImmutableArray<JointFile> Files);

    /// <summary>
    /// Whatever people do in whatever order, to the matter or beside it: the matter and each part have one accountable owner,
    /// everything that waits in a joint file binds exactly one unit by one clock, no clock is lost, nothing closes over what is
    /// open, and what was promised at a meeting is owed on the matter.
    /// </summary>
    [Fact]
    public void No_order_of_acts_beside_a_matter_loses_an_owner_a_clock_or_what_was_promised()
    {
        var state = 20260922UL;
        int Draw(int below)
        {
            // SplitMix64, so that the sequence is the same on every machine.
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)below);
        }

        var (steps, seen) = (0, new HashSet<string>());
        for (var run = 0; run < 1750; run++)
        {
            var world = new World(RandomActs.Raised(Draw), []);
            var now = Given.Now;
            for (var step = 0; step < 60; step++)
            {
                now = RandomActs.Later(world.Matter, now, Draw, 40);
                steps++;
                var before = world;
                world = Draw(3) == 0 ? OnMatter(world, Draw, now, seen) : Beside(world, Draw, now, seen);
                Holds(before, world);
            }
        }
        Assert.True(steps >= 100_000, $"only {steps} steps");
        string[] mustHappen =
        [
            nameof(Whistled),
            nameof(CallAnswered),
            nameof(CallRuled),
            nameof(MeetingMoved),
            nameof(TimeKept),
            nameof(CalledOff),
            nameof(MeetingHeld),
            nameof(PromisedAtMeeting),
            nameof(ContributionRated),
            nameof(DutyStepped),
            nameof(OrderGiven),
            nameof(OrderReplied),
            nameof(ReplyAccepted),
            nameof(OrderAskedAgain),
            nameof(OrderTakenBack),
            nameof(HardProblemListed),
            nameof(HardProblemPlanned),
            nameof(HardProblemReviewed),
            nameof(SolvedClaimed),
            nameof(SolvedConfirmed),
            nameof(SolvedNotConfirmed),
            nameof(OutcomeProposed),
            nameof(RouteChosen),
            nameof(PartnerLinkUsed),
            nameof(MatterMerged),
            nameof(Joined),
            nameof(PersonErased),
            nameof(RightAnswered),
            nameof(IdentityShown),
        ];
        Assert.Empty(mustHappen.Except(seen));
    }

    private static World OnMatter(World world, Func<int, int> draw, DateTimeOffset now, HashSet<string> seen)
    {
        if (RandomActs.Draw(world.Matter, draw, now) is not Decision.Accepted ok)
        {
            return world;
        }
        var after = RandomActs.After(world.Matter, ok.Facts);
        MatterLaws.Hold(world.Matter, after, ok.Facts);
        seen.UnionWith(ok.Facts.Select(f => f.GetType().Name));
        return world with { Matter = after };
    }

    private static World Beside(World world, Func<int, int> draw, DateTimeOffset now, HashSet<string> seen)
    {
        if (world.Files.IsEmpty || (world.Files.Length < 4 && draw(12) == 0))
        {
            var begun = Begin(world.Matter, draw, now);
            return begun.Why is null ? world with { Files = world.Files.Add(Applied(null, begun, seen)) } : Refused(world, begun);
        }
        var at = draw(world.Files.Length);
        var file = world.Files[at];
        if (file is Convening { Stage: ConveningStage.Held } held && draw(4) == 0)
        {
            return Owe(world, held, at, draw, now, seen);
        }
        var decision = Next(file, draw, now);
        return decision is not { } decided ? world
            : decided.Why is not null ? Refused(world, decided)
            : world with { Files = world.Files.SetItem(at, Applied(file, decided, seen)) };
    }

    private static JointDecision? Next(JointFile file, Func<int, int> draw, DateTimeOffset now)
    {
        if (draw(5) == 0)
        {
            var duties = file.Duties;
            return TickDutyRule.Decide(file, duties[draw(duties.Length)].Id, Given.Jurisdiction, now);
        }
        return file switch
        {
            Convening convening => OnConvening(convening, draw, now),
            SupervisionOrder order => OnOrder(order, draw, now),
            HardProblem problem => OnProblem(problem, draw, now),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static World Refused(World world, JointDecision decision)
    {
        Assert.NotEmpty(decision.Why!.Sentence.Zh);
        Assert.NotEmpty(decision.Why.Sentence.En);
        return world;
    }

    private static JointFile Applied(JointFile? before, JointDecision decision, HashSet<string> seen)
    {
        seen.UnionWith(decision.Facts.Select(f => f.GetType().Name));
        return decision.Facts.Aggregate(before, (file, fact) => fact.Apply(file))!;
    }

    private static JointDecision Begin(Matter matter, Func<int, int> draw, DateTimeOffset now)
    {
        var (j, key) = (Given.Jurisdiction, Guid.CreateVersion7(now));
        var owner = Given.Staff(draw(3) + 1, matter.File.Owner, StaffRole.Handler, StaffRole.Supervisor);
        var held = new MatterHeld(matter.File.Reference.Value, matter.File.Owner, matter.File.Kind);
        return draw(3) switch
        {
            0 => WhistleRule.Decide(
                new Whistle(
                    "一起看看",
                    "谁来办",
                    "现场",
                    now.AddHours(draw(200)),
                    "east",
                    [new MatterConvened(held.Number, held.Owner, held.Kind)],
                    [
                        .. new[] { "intake", "police", "property", "street" }
                            .Where(u => u != owner.Unit)
                            .Take(draw(3) + 1)
                            .Select(u => (u, "请来")),
                    ]
                ),
                key,
                owner,
                j,
                now
            ),
            1 => GiveOrderRule.Decide(matter, new GiveOrder("办好", "报告", (OrderPace)draw(2)), key, owner, j, now),
            _ => ListHardProblemRule.Decide(
                new ListHardProblem("老难题", "没钱", "light", "east", owner.Id, LeaderPost.Head, [held]),
                key,
                owner,
                [owner.Id],
                j,
                now
            ),
        };
    }

    // First where it is owed, then that it was promised: as the page does.
    private static World Owe(World world, Convening held, int at, Func<int, int> draw, DateTimeOffset now, HashSet<string> seen)
    {
        var j = Given.Jurisdiction;
        var matter = world.Matter;
        var by = Given.Staff(1, held.File.Unit, StaffRole.Handler);
        var units = held.Calls.Where(c => c.Came == true).Select(c => c.Unit).Append(held.File.Unit).ToList();
        var unit = units[draw(units.Count)];
        if (HoldMeetingRule.MayOwe(held, unit, matter.File.Reference.Value) is not null)
        {
            return world;
        }
        var own = unit == held.File.Unit;
        var today = j.Calendar.DayOf(now);
        var decision = own
            ? ReplyRule.Decide(matter, new Reply("会上说了", [("去做", today.AddDays(3))]), by, today, now)
            : GivePartRule.Decide(matter, new GivePart(unit, "会上承诺", "去做"), by, j, now);
        if (decision is not Decision.Accepted ok)
        {
            return world;
        }
        var after = RandomActs.After(matter, ok.Facts);
        MatterLaws.Hold(matter, after, ok.Facts);
        var owed = new OwedFromMeeting(
            unit,
            matter.File.Reference.Value,
            own ? OwedAs.Promise : OwedAs.Part,
            own ? after.File.Promises[^1].Id : after.File.Parts.Last(p => p.Unit == unit).Id
        );
        var noted = HoldMeetingRule.Owed(held, owed, by);
        Assert.Null(noted.Why);
        return new World(after, world.Files.SetItem(at, Applied(held, noted, seen)));
    }

    private static JointDecision OnConvening(Convening c, Func<int, int> draw, DateTimeOffset now)
    {
        var j = Given.Jurisdiction;
        var call = c.Calls[draw(c.Calls.Length)];
        var convener = Given.Staff(draw(3) + 1, draw(6) == 0 ? "bureau" : c.File.Unit, StaffRole.Handler);
        var called = Given.Staff(draw(3) + 1, draw(6) == 0 ? "bureau" : call.Unit, StaffRole.Handler);
        return draw(11) switch
        {
            0 or 1 or 2 => AnswerCallRule.Decide(
                c,
                new AnswerCall((CallAnswer)draw(3), now.AddHours(draw(90) + 1), "原因"),
                called,
                j,
                now
            ),
            3 or 4 => RuleOnCallRule.Decide(
                c,
                new RuleOnCall(call.Id, (CallRuling)draw(2), "裁定"),
                Given.Staff(7, call.Arbiter ?? "street", draw(5) == 0 ? StaffRole.Handler : StaffRole.Supervisor),
                now
            ),
            5 => SetTimeRule.Move(c, new MoveMeeting(now.AddHours(draw(90) + 1), "改期"), convener, j, now),
            6 => SetTimeRule.Keep(c, new KeepTime(call.Id, "不改"), convener, j, now),
            7 => draw(6) == 0 ? SetTimeRule.Off(c, new CallOff("不开了"), convener, now) : Hold(c, convener, draw, now),
            8 => Hold(c, convener, draw, now),
            9 => RateContributionRule.Decide(c, new RateContribution(call.Unit, (Contribution)draw(4), "理由"), convener, now),
            _ => RateContributionRule.Decide(c, new RateContribution(c.File.Unit, (Contribution)draw(4), "理由"), called, now),
        };
    }

    private static JointDecision Hold(Convening c, Actor.Staff by, Func<int, int> draw, DateTimeOffset now) =>
        HoldMeetingRule.Decide(
            c,
            new HoldMeeting([.. c.Calls.Where(_ => draw(3) > 0).Select(x => x.Id)], "商定"),
            by,
            Given.Jurisdiction,
            now
        );

    private static JointDecision OnOrder(SupervisionOrder o, Func<int, int> draw, DateTimeOffset now)
    {
        var j = Given.Jurisdiction;
        var leader = Given.Staff(draw(3) + 1, o.File.By, draw(5) == 0 ? StaffRole.Handler : StaffRole.Supervisor);
        var replier = Given.Staff(draw(3) + 1, draw(5) == 0 ? "bureau" : o.File.To, StaffRole.Handler);
        return draw(9) switch
        {
            < 4 => AnswerOrderRule.Reply(o, new ReplyToOrder("办了"), replier, j, now),
            < 8 => AnswerOrderRule.Judge(o, new JudgeReply((ReplyJudgement)draw(2), "说明"), leader, j, now),
            _ => draw(4) == 0 ? AnswerOrderRule.TakeBack(o, new TakeOrderBack("不用了"), leader, now) : Refusals.NotYourUnits,
        };
    }

    private static JointDecision OnProblem(HardProblem p, Func<int, int> draw, DateTimeOffset now)
    {
        var j = Given.Jurisdiction;
        var worker = Given.Staff(draw(4) + 1, p.File.Unit, StaffRole.Handler);
        return draw(5) switch
        {
            0 => WorkHardProblemRule.Plan(p, new PlanHardProblem("方案"), worker),
            1 => WorkHardProblemRule.Review(p, new ReviewHardProblem("复查"), worker, j, now),
            2 => WorkHardProblemRule.Claim(p, new ClaimSolved("好了"), worker, j, now),
            _ => WorkHardProblemRule.Confirm(
                p,
                new ConfirmSolved((SolvedFinding)draw(2), "看过"),
                Given.Staff(draw(6) + 1, p.File.Confirms, StaffRole.Handler),
                j,
                now
            ),
        };
    }

    private static void Holds(World before, World after)
    {
        for (var i = 0; i < before.Files.Length; i++)
        {
            var (was, is_) = (before.Files[i], after.Files[i]);
            Assert.Empty(was.Duties.Select(d => d.Id).Except(is_.Duties.Select(d => d.Id)));
            Assert.True(!was.IsOver || is_.IsOver);
        }
        foreach (var file in after.Files)
        {
            Assert.All(file.Duties, d => Assert.Contains(d.Unit, Given.Jurisdiction.Units.Keys));
            var waits = file.Duties.Where(d => d.IsOpen).Select(d => (d.For, d.Unit, d.Subject)).ToHashSet();
            Assert.Equal(Waiting(file).ToHashSet(), waits);
            Assert.Equal(waits.Count, file.Duties.Count(d => d.IsOpen));
        }
        foreach (var owed in after.Files.OfType<Convening>().SelectMany(c => c.Owed))
        {
            Assert.True(
                owed.As == OwedAs.Part
                    ? after.Matter.File.Parts.Any(p => p.Id == owed.Key)
                    : after.Matter.File.Promises.Any(p => p.Id == owed.Key)
            );
        }
    }

    // What a file waits for, by its state alone: exactly that must run as clocks.
    private static IEnumerable<(DutyFor, string, Guid?)> Waiting(JointFile file) =>
        file switch
        {
            Convening { Stage: ConveningStage.Called } c => c
                .Calls.Select(call =>
                    call.State switch
                    {
                        CallState.Waiting => (DutyFor.AnswerCall, call.Unit, (Guid?)call.Id),
                        CallState.OtherTime => (DutyFor.AnswerOtherTime, c.File.Unit, call.Id),
                        CallState.Declined => (DutyFor.RuleOnCall, call.Arbiter!, call.Id),
                        _ => default,
                    }
                )
                .Where(wait => wait != default),
            Convening { Stage: ConveningStage.Held, IsOver: false } c => [(DutyFor.Rate, c.File.Unit, null)],
            SupervisionOrder { Stage: OrderStage.Given } o => [(DutyFor.ReplyToOrder, o.File.To, null)],
            SupervisionOrder { Stage: OrderStage.Replied } o => [(DutyFor.JudgeReply, o.File.By, null)],
            HardProblem { Stage: HardStage.Listed } p => [(DutyFor.ReviewHardProblem, p.File.Unit, null)],
            HardProblem { Stage: HardStage.Claimed } p => [(DutyFor.ConfirmSolved, p.File.Confirms, null)],
            _ => [],
        };
}
