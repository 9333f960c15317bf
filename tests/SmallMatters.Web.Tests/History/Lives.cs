using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Timing;
using SmallMatters.Tests.Kit;

namespace SmallMatters.Web.Tests.History;

/// <summary>Matters with something behind them, made through the book as pages make them.</summary>
internal static class Lives
{
    public static Actor.Staff Handler(string unit) =>
        new(
            new StaffId(new Guid(unit.Length, 7, 7, new byte[8])),
            unit,
            [StaffRole.Handler, StaffRole.Supervisor, StaffRole.Reviewer]
        );

    /// <summary>A matter of a resident with a contact, whose own words hold <paramref name="words"/>.</summary>
    public static async Task<RaiseResult.Raised> RaiseAsync(
        TestHost host,
        string words = "楼道的灯坏了三天",
        string category = Neighbourhood.Lamp,
        string? submission = null,
        string? email = "wang@example.org",
        string? phone = null
    )
    {
        var (id, reference, raiser) = host.Book.NewKeys();
        var result = await host.Book.RaiseAsync(
            new Raise(id, reference, raiser, Kind.Request, Origin.Resident, Channel.Web, category, Neighbourhood.Willow, words)
            {
                Title = words,
                Where = new Where(
                    null,
                    words,
                    PositionGiven.From(Neighbourhood.InWillow.Latitude, Neighbourhood.InWillow.Longitude, CoordinateSystem.Wgs84),
                    words
                ),
                Contact = new Contact(
                    new PersonalText(raiser, words),
                    phone is null ? null : new PersonalText(raiser, phone),
                    email is null ? null : new PersonalText(raiser, email)
                ),
                Tongue = Tongue.Zh,
            },
            new Actor.Person(raiser),
            submission
        );
        return result is RaiseResult.Raised raised
            ? raised
            : throw new InvalidOperationException(((RaiseResult.Refused)result).Why.Code);
    }

    /// <summary>A matter that is replied to with a promise, kept, closed and judged, a fact at a time.</summary>
    public static async Task<RaiseResult.Raised> SettledAsync(TestHost host, string words = "路灯一直闪")
    {
        var raised = await RaiseAsync(host, words);
        var staff = Handler(Neighbourhood.Lamps);
        await DoAsync(
            host,
            raised.Id,
            staff,
            (m, j, now) =>
                ReplyRule.Decide(m, new Reply(words, [(words, j.Calendar.DayOf(now))]), staff, j.Calendar.DayOf(now), now)
        );
        await DoAsync(
            host,
            raised.Id,
            staff,
            (m, j, now) => KeepPromiseRule.Decide(m, new KeepPromise(m.File.Promises[0].Id, words), staff, j.Calendar.DayOf(now))
        );
        await DoAsync(
            host,
            raised.Id,
            staff,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, words), staff, j, now)
        );
        var resident = new Actor.Person(raised.Raiser);
        await DoAsync(
            host,
            raised.Id,
            resident,
            (m, j, now) =>
                GiveVerdictRule.Decide(
                    m,
                    new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, YesPartlyNo.Yes, false, null),
                    resident,
                    j,
                    now
                )
        );
        return raised;
    }

    /// <summary>Some matters in which people do what comes to their minds; refusals included, nothing thrown.</summary>
    /// <returns>The names of the facts that were written.</returns>
    public static async Task<HashSet<string>> AtRandomAsync(TestHost host, int matters, int steps, ulong seed)
    {
        var state = seed;
        int Draw(int below)
        {
            // SplitMix64, so that the sequence is the same on every machine.
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)below);
        }
        string[] categories = [Neighbourhood.Lamp, Neighbourhood.Noise, Neighbourhood.Other];
        var seen = new HashSet<string>();
        for (var i = 0; i < matters; i++)
        {
            var raised = await RaiseAsync(host, $"第{i}件", categories[Draw(3)]);
            for (var step = 0; step < steps; step++)
            {
                host.Clock.Advance(TimeSpan.FromHours(Draw(60) + 1));
                var (by, decide) = Act(raised, Draw);
                if (await host.Book.DecideAsync(raised.Id, by, decide) is ChangeResult.Changed)
                {
                    seen.Add(by.Code.Split(':')[0]);
                }
            }
        }
        return seen;
    }

    private static (Actor By, Func<Matter, Domain.Units.Jurisdiction, DateTimeOffset, Decision?> Decide) Act(
        RaiseResult.Raised raised,
        Func<int, int> draw
    )
    {
        string[] units = [Neighbourhood.Lamps, Neighbourhood.WillowDesk, Neighbourhood.Street, Neighbourhood.Review];
        var staff = Handler(units[draw(units.Length)]);
        var resident = new Actor.Person(raised.Raiser);
        var pick = draw(1000);
        var joiner = new ParticipantId(new Guid(draw(int.MaxValue), 3, 3, new byte[8]));
        return draw(24) switch
        {
            0 => (staff, (m, _, _) => AssignRule.Decide(m, new Assign(staff.Id), [staff.Unit], staff)),
            1 => (staff, (m, j, now) => SortRule.Decide(m, new Sort(Kind.Complaint, Neighbourhood.Noise), staff, j, now)),
            2 or 3 => (
                staff,
                (m, j, now) =>
                    ReplyRule.Decide(
                        m,
                        new Reply("在办", [("做完", j.Calendar.DayOf(now).AddDays(pick % 5))]),
                        staff,
                        j.Calendar.DayOf(now),
                        now
                    )
            ),
            4 => (staff, (m, j, now) => AskRule.Decide(m, new Ask("哪里？"), staff, j, now)),
            5 => (
                resident,
                (m, _, now) =>
                    m.File.Questions.IsEmpty
                        ? null
                        : AnswerQuestionRule.Decide(m, new AnswerQuestion(m.File.Questions[^1].Id, "三单元"), resident, now)
            ),
            6 => (
                staff,
                (m, j, now) =>
                    ProposeHandOverRule.Decide(
                        m,
                        new ProposeHandOver(units[pick % units.Length], "duty", "他们的"),
                        staff,
                        j,
                        now
                    )
            ),
            7 => (
                staff,
                (m, j, now) =>
                    m.File.HandOver is { } waiting
                        ? AnswerHandOverRule.Decide(
                            m,
                            new AnswerHandOver(waiting.Id, pick % 2 == 0 ? HandOverAnswer.Accept : HandOverAnswer.Refuse, "理由"),
                            staff,
                            j,
                            now
                        )
                        : null
            ),
            8 or 9 => (
                staff,
                (m, j, now) =>
                    m.File.Promises.IsEmpty
                        ? null
                        : KeepPromiseRule.Decide(
                            m,
                            new KeepPromise(m.File.Promises[pick % m.File.Promises.Length].Id, "好了"),
                            staff,
                            j.Calendar.DayOf(now)
                        )
            ),
            10 => (
                staff,
                (m, j, now) =>
                    m.File.Promises.IsEmpty
                        ? null
                        : ChangePromiseRule.Decide(
                            m,
                            new ChangePromise(
                                m.File.Promises[pick % m.File.Promises.Length].Id,
                                j.Calendar.DayOf(now).AddDays(9),
                                "等配件"
                            ),
                            staff,
                            j.Calendar.DayOf(now)
                        )
            ),
            11 or 12 => (staff, (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "好了"), staff, j, now)),
            13 => (
                resident,
                (m, j, now) =>
                    GiveVerdictRule.Decide(
                        m,
                        new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Partly, null, (YesPartlyNo)(pick % 3), false, "还行"),
                        resident,
                        j,
                        now
                    )
            ),
            14 => (
                staff,
                (m, j, now) =>
                    DecideReopeningRule.Decide(
                        m,
                        new DecideReopening((ReopeningDecision)(pick % 2), "理由", "去做"),
                        staff,
                        [staff.Unit],
                        j,
                        now
                    )
            ),
            15 => (resident, (m, j, now) => AskInternalReviewRule.Decide(m, new AskInternalReview("请复查"), resident, j, now)),
            16 => (
                new Actor.Person(joiner),
                (m, _, _) =>
                    JoinRule.Decide(
                        m,
                        new Join(joiner, new Contact(null, null, new PersonalText(joiner, "li@example.org")), Tongue.En, "我也是")
                    )
            ),
            17 => (
                resident,
                (m, _, _) => pick % 4 == 0 ? EraseRule.Decide(m, resident) : AddRule.Decide(m, new Add("补充", []), resident)
            ),
            18 => (staff, (m, j, now) => TickClockRule.Extend(m, 1, "等配件", staff, j, now)),
            19 => (
                staff,
                (m, j, now) =>
                    GivePartRule.Decide(
                        m,
                        new GivePart(units[pick % units.Length], "一部分", "请办")
                        {
                            PassOn = pick % 2 == 0 ? [PartField.Contact] : [],
                            Purpose = "联系",
                            Part = m.File.Parts.FirstOrDefault(p => p.State == PartState.Returned)?.Id,
                        },
                        staff,
                        j,
                        now
                    )
            ),
            20 or 21 => (staff, (m, j, now) => ActOnPart(m, staff, pick, j, now)),
            _ => (ClockSweep.By, (m, j, now) => TickClockRule.Decide(m, m.File.Clocks[pick % m.File.Clocks.Length].Id, j, now)),
        };
    }

    // Whoever of the two sides the person is.
    private static Decision? ActOnPart(Matter m, Actor.Staff by, int pick, Domain.Units.Jurisdiction j, DateTimeOffset now)
    {
        if (m.File.Parts.IsEmpty)
        {
            return null;
        }
        var part = m.File.Parts[pick % m.File.Parts.Length];
        var side = by with { Unit = pick % 3 == 0 ? m.File.Owner : part.Unit };
        return (pick / 4 % 6) switch
        {
            0 or 1 => AnswerPartRule.Accept(m, new AcceptPart(part.Id), side, now),
            2 => AnswerPartRule.Return(m, new ReturnPart(part.Id, "不属于我们"), side, now),
            3 => TellPartRule.Decide(m, new TellPart(part.Id, "进展如何？"), side),
            4 => EndPartRule.Decide(m, new EndPart(part.Id, (PartOutcome)(pick % 3), "办了"), side, now),
            _ => PromisePartRule.Decide(
                m,
                new PromisePart(part.Id, "再去", j.Calendar.DayOf(now).AddDays(2)),
                side,
                j.Calendar.DayOf(now),
                now
            ),
        };
    }

    public static async Task<Matter> DoAsync(
        TestHost host,
        MatterId id,
        Actor by,
        Func<Matter, Domain.Units.Jurisdiction, DateTimeOffset, Decision?> decide
    ) =>
        await host.Book.DecideAsync(id, by, decide) switch
        {
            ChangeResult.Changed changed => changed.After,
            ChangeResult.Refused refused => throw new InvalidOperationException(refused.Why.Code),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };

    public static Task<VerificationResult> VerifyAsync(TestHost host, string? anchor = null) =>
        host
            .Services.GetRequiredService<Verification>()
            .RunAsync(anchor: anchor, cancel: Xunit.TestContext.Current.CancellationToken);
}
