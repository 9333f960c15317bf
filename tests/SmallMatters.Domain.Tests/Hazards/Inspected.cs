using System.Collections.Immutable;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;

namespace SmallMatters.Domain.Tests.Hazards;

/// <summary>An inspected shop, what was found there, and everything that people and clocks can do with it.</summary>
internal static class Inspected
{
    public static readonly Guid Shop = new("01934f3e-0000-7000-8000-000000000001");
    public static readonly PremisesDetails Details = new(
        "s-1",
        "石板街小店",
        PremisesKind.SmallShop,
        "石板街14号",
        "east",
        "police"
    );
    public static readonly Actor.Staff Finder = Given.Staff(1, "police", StaffRole.Handler);
    public static readonly Actor.Staff Partner = Given.Staff(2, "police", StaffRole.Handler);
    public static readonly Actor.Staff Head = Given.Staff(3, "police", StaffRole.Supervisor);
    public static readonly Actor.Staff Above = Given.Staff(4, "bureau", StaffRole.Handler);
    public static readonly Actor.Staff Stranger = Given.Staff(5, "property", StaffRole.Handler);

    /// <summary>A seed that draws the look again of a key for another person, or not.</summary>
    public static string Seed(Guid key, bool chosen) =>
        Enumerable
            .Range(0, 1000)
            .Select(n => $"{n:x32}")
            .First(seed => RecheckDraw.Of(seed, key, HazardRules.BuiltIn.RecheckShare).Chosen == chosen);

    public static string Photo(char sign) => new(sign, 64);

    /// <summary>Every item passed but those that failed.</summary>
    public static RecordInspection Command(params (string Item, string Level, bool Photo)[] failed)
    {
        var list = ChecklistBook.BuiltIn.Version(PremisesKind.SmallShop, 1);
        return new RecordInspection(
            new Guid("01934f3e-0000-7000-8000-00000000000a"),
            1,
            Given.Now,
            InspectionCause.Planned,
            true,
            null,
            [
                .. list.Items.Select(i =>
                    failed.FirstOrDefault(f => f.Item == i.Code) is { Item: not null } f
                        ? new MarkedItem(i.Code, ItemMark.Failed, "货物堵住", f.Level, f.Photo ? [Photo('a')] : [])
                        : new MarkedItem(i.Code, ItemMark.Passed, null, null, [])
                ),
            ],
            []
        );
    }

    public static (InspectionDecision? Decided, Refusal? Why) Decide(RecordInspection command, Actor.Staff? by = null) =>
        RecordInspectionRule.Decide(command, Shop, Details, ChecklistBook.BuiltIn, by ?? Finder, Given.Jurisdiction, Given.Now);

    public static Finding Found(bool major = false, bool photo = true, string? handOver = null)
    {
        var made = Decide(Command(("exits", major ? "GB-2/major" : "GB-2/general", photo))).Decided!.Findings.Single();
        return (Finding)
            (
                handOver is null
                    ? made
                    : made with
                    {
                        File = made.File with { HandOver = handOver },
                        Next = Duty.Start(Given.Jurisdiction, handOver, DutyFor.HandOverFinding, "police", Given.Now),
                    }
            ).Apply(null);
    }

    public static Finding After(this Finding finding, JointDecision decision) =>
        decision.Why is { } why
            ? throw new InvalidOperationException($"{why.Code}: {why.Sentence}")
            : (Finding)decision.Facts.Aggregate((JointFile)finding, (file, fact) => fact.Apply(file));

    /// <summary>Every act, by a name that a reader understands.</summary>
    public static readonly ImmutableArray<(string Name, Func<Finding, DateTimeOffset, JointDecision?> Do)> Acts =
    [
        ("corrected on the spot, with photos, not drawn", (f, now) => Spot(f, now, Photo('b'), chosen: false)),
        ("corrected on the spot, without a photo", (f, now) => Spot(f, now, null, chosen: false)),
        ("corrected on the spot, drawn for another person", (f, now) => Spot(f, now, Photo('b'), chosen: true)),
        ("a notice is given", (f, now) => Order(f, now, Finder)),
        ("a stranger gives a notice", (f, now) => Order(f, now, Stranger)),
        ("the head gives more time", (f, now) => Extend(f, now, Head)),
        ("whoever gave the notice gives more time", (f, now) => Extend(f, now, Finder)),
        ("the responsible party is given a link", (f, _) => RectificationRule.Give(f, "hash", Finder, Given.Jurisdiction)),
        ("the responsible party answers by its link", (f, now) => Link(f, now, "hash")),
        ("somebody answers by a link that ended", (f, now) => Link(f, now, "older")),
        ("an inspector notes the answer, drawn", (f, now) => Note(f, now, Finder, chosen: true)),
        ("an inspector notes the answer, not drawn", (f, now) => Note(f, now, Partner, chosen: false)),
        ("the finder looks again: put right", (f, now) => Look(f, now, Finder, true)),
        ("a colleague looks again: put right", (f, now) => Look(f, now, Partner, true)),
        ("somebody of the unit above looks again: put right", (f, now) => Look(f, now, Above, true)),
        ("a stranger looks again: put right", (f, now) => Look(f, now, Stranger, true)),
        ("a colleague looks again: not put right", (f, now) => Look(f, now, Partner, false)),
        ("it is handed over", (f, now) => HandOver(f, now)),
        ("the authority receipts it", (f, now) => Receipt(f, now, true)),
        ("the authority sends it back", (f, now) => Receipt(f, now, false)),
        (
            "it is reported in writing",
            (f, now) => MajorRule.Report(f, "街道办事处", "报〔2026〕1号", Day(now), Finder, Given.Jurisdiction, now)
        ),
        (
            "the five parts are planned",
            (f, _) => MajorRule.Plan(f, new MajorPlanTyped("店长岗", "清走货物", "店里出", "三天", "先关店"), Finder)
        ),
        (
            "four of the five parts are planned",
            (f, _) => MajorRule.Plan(f, new MajorPlanTyped("店长岗", "清走货物", " ", "三天", "先关店"), Finder)
        ),
        ("a clock takes its next step", Tick),
    ];

    public static DateOnly Day(DateTimeOffset now) => Given.Jurisdiction.Calendar.DayOf(now);

    public static JointDecision Order(Finding f, DateTimeOffset now, Actor.Staff by) =>
        RectificationRule.Order(
            f,
            new OrderRectification("整〔2026〕1号", "清走货物", Day(now).AddDays(5), "消防法第28条"),
            by,
            Given.Jurisdiction,
            now
        );

    public static JointDecision Extend(Finding f, DateTimeOffset now, Actor.Staff by) =>
        RectificationRule.Extend(f, (f.Notice?.Until ?? Day(now)).AddDays(5), "要等材料", by, Given.Jurisdiction, now);

    public static JointDecision Link(Finding f, DateTimeOffset now, string hash) =>
        RecheckRule.ByLink(
            f,
            new SayPutRight("清走了", [Photo('c')], Seed(f.Key, false)),
            hash,
            HazardRules.BuiltIn,
            Given.Jurisdiction,
            now
        );

    public static JointDecision Note(Finding f, DateTimeOffset now, Actor.Staff by, bool chosen) =>
        RecheckRule.ByUnit(
            f,
            new SayPutRight("说清走了", [], Seed(f.Key, chosen)),
            by,
            HazardRules.BuiltIn,
            Given.Jurisdiction,
            now
        );

    public static JointDecision Look(Finding f, DateTimeOffset now, Actor.Staff by, bool passed) =>
        RecheckRule.Decide(
            f,
            new LookAgain(passed, "看过了", [], passed ? null : Day(now).AddDays(5)),
            by,
            Given.Jurisdiction,
            now
        );

    public static JointDecision Spot(Finding f, DateTimeOffset now, string? photo, bool chosen) =>
        RecheckRule.OnTheSpot(
            f,
            new SayPutRight("当场清走", photo is null ? [] : [photo], Seed(f.Key, chosen)),
            Finder,
            HazardRules.BuiltIn,
            Given.Jurisdiction,
            now
        );

    public static JointDecision HandOver(Finding f, DateTimeOffset now) =>
        HandOverFindingRule.Decide(
            f,
            new HandOverFinding("消防救援大队", "移〔2026〕1号", Day(now)),
            Finder,
            Given.Jurisdiction,
            now
        );

    public static JointDecision Receipt(Finding f, DateTimeOffset now, bool taken) =>
        HandOverFindingRule.Answer(f, taken, taken ? "回〔2026〕1号" : "不属于我们", Day(now), Finder, Given.Jurisdiction, now);

    private static JointDecision? Tick(Finding f, DateTimeOffset now) =>
        f
            .Duties.Where(d => d.IsOpen)
            .Select(d => TickDutyRule.Decide(f, d.Id, Given.Jurisdiction, now))
            .FirstOrDefault(d => d is not null);
}
