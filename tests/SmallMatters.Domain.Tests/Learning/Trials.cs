using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Tests.Learning;

/// <summary>A jurisdiction of eight areas, and a pilot in one of them.</summary>
internal static class Trials
{
    public static readonly Jurisdiction Jurisdiction = new(
        "test",
        new Bilingual("测试辖区", "Test"),
        Enumerable.Range(1, 8).Select(n => new Area($"a{n}", new Bilingual($"第{n}片", $"Area {n}"), "intake", null)),
        [
            new Unit("street", new Bilingual("街道", "Street office"), null, Fallback: true),
            new Unit("intake", new Bilingual("受理台", "Intake desk"), "street"),
            new Unit("property", new Bilingual("物业办", "Property office"), "street"),
            new Unit("police", new Bilingual("派出所", "Police station"), null),
        ],
        [],
        [],
        ClockRuleBook.BuiltIn,
        WorkingCalendar.China
    );

    public static readonly Actor.Staff Proposer = Given.Supervisor;
    public static readonly Actor.Staff Head = Given.Staff(31, "street", StaffRole.Supervisor);
    public static readonly Actor.Staff Police = Given.Staff(33, "police", StaffRole.Supervisor);

    /// <summary>Starts in ten days, runs for twelve stretches, looked at in the middle.</summary>
    public static readonly ProposePilot Asked = new(
        "夜里的灯当夜修",
        "值班的人带配件上门，当夜修好。",
        ["police"],
        ["a1", "a2"],
        ["a3", "a4", "a5", "a6"],
        nameof(MeasureCode.Solved),
        Given.Today.AddDays(10),
        Given.Today.AddDays(10 + 12 * 28 - 1),
        60,
        Given.Today.AddDays(100),
        "每晚两个人，配件一年八千元。"
    );

    public static JointDecision Propose(ProposePilot command, Actor.Staff? by = null) =>
        ProposePilotRule.Decide(command, Guid.Empty, by ?? Proposer, Jurisdiction, Given.Now);

    public static Pilot Proposed() => (Pilot)Propose(Asked).Begin();

    public static Pilot Approved() =>
        Proposed().After(p => RunPilotRule.Approve(p, new ApprovePilot(true, "可以试"), Head, Given.Now.AddDays(1)));

    public static Pilot Running() => Approved().After(p => RunPilotRule.Start(p, Proposer, Jurisdiction, Given.Now.AddDays(10)));

    public static JointDecision Look(Pilot it, MeasureCounts counts, int day = 100) =>
        RunPilotRule.Look(it, counts, Proposer, Jurisdiction, Given.Now.AddDays(day));

    public static Pilot Ended() =>
        Running()
            .After(p => Look(p, new MeasureCounts(80, 100, 0, 0)))
            .After(p => RunPilotRule.End(p, Proposer, Jurisdiction, Given.Now.AddDays(350)));

    /// <summary>A figure of the pilot's comparison with this interval; null for none.</summary>
    public static MeasuredEffect Figure(ShareChange? difference, MeasureCode measure = MeasureCode.Solved, int each = 100) =>
        new(
            new Comparison(measure, 1, ["a1", "a2"], ["a3", "a4", "a5", "a6"], Given.Today, Given.Today.AddDays(83)),
            1,
            3,
            new MeasureCounts(each / 2, each, 5, 0),
            new MeasureCounts(each * 3 / 4, each, 5, 0),
            new MeasureCounts(each / 2, each, 5, 0),
            new MeasureCounts(each / 2, each, 5, 0),
            difference,
            difference is null ? NothingSaid.TooFewPlaces : null,
            difference is null ? null : 0.01,
            null,
            null,
            NothingSaid.TooFewPeriods
        );

    public static readonly ShareChange Up = new(0.2, 0.1, 0.3);
    public static readonly ShareChange Down = new(-0.2, -0.3, -0.1);
    public static readonly ShareChange Flat = new(0.01, -0.1, 0.12);
}
