using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Tests.Matters;

/// <summary>A small jurisdiction, its people, and matters in every stage.</summary>
internal static class Given
{
    /// <summary>Tuesday 2026-03-03, 10:00 in Shanghai.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 3, 2, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Today = new(2026, 3, 3);

    /// <summary>An outside partner, which the property office looks after.</summary>
    public const string Company = "green-property";

    public static readonly Jurisdiction Jurisdiction = new(
        "test",
        new Bilingual("测试辖区", "Test"),
        [new Area("east", new Bilingual("东片", "East"), "intake", null)],
        [
            new Unit("street", new Bilingual("街道", "Street office"), null, Fallback: true),
            new Unit("intake", new Bilingual("受理台", "Intake desk"), "street"),
            new Unit("property", new Bilingual("物业办", "Property office"), "street")
            {
                Mediates = [.. VenueBook.BuiltIn.Venues.Select(v => v.Code).Distinct()],
            },
            new Unit("police", new Bilingual("派出所", "Police station"), "bureau"),
            new Unit("bureau", new Bilingual("分局", "Bureau"), null),
            new Unit("inspection", new Bilingual("督察队", "Inspection"), null, Reviews: true),
        ],
        [
            Category("light", "handle-general", true),
            Category("water", "handle-livelihood", false),
            Category("other", "handle-enquiry", false),
            Category("conduct", "conduct-review", false),
        ],
        [
            new RoutingRule(1, "light", null, "property", new DateOnly(2020, 1, 1)),
            new RoutingRule(2, "water", "east", "street", new DateOnly(2020, 1, 1), new DateOnly(2025, 12, 31)),
            new RoutingRule(3, "water", null, "police", new DateOnly(2026, 1, 1)),
        ],
        ClockRuleBook.BuiltIn,
        WorkingCalendar.China
    )
    {
        Partners = PartnerRegister.After([
            new PartnerAdded(
                new Partner(Company, new Bilingual("绿园物业", "Green Property"), "property", new DateOnly(2020, 1, 1)),
                "合同生效"
            ),
        ]),
    };

    public static readonly Actor.Staff Handler = Staff(1, "property", StaffRole.Handler);
    public static readonly Actor.Staff Colleague = Staff(2, "property", StaffRole.Handler);
    public static readonly Actor.Staff Supervisor = Staff(3, "property", StaffRole.Supervisor);
    public static readonly Actor.Staff Stranger = Staff(4, "police", StaffRole.Handler);
    public static readonly Actor.Staff Reviewer = Staff(5, "inspection", StaffRole.Reviewer);
    public static readonly Actor.Staff Administrator = Staff(6, "property", StaffRole.SystemAdministrator);
    public static readonly Actor.Person Raiser = new(new ParticipantId(new Guid(7, 0, 0, new byte[8])));
    public static readonly Actor.Person SomebodyElse = new(new ParticipantId(new Guid(8, 0, 0, new byte[8])));

    public static Actor.Staff Staff(int number, string unit, params ImmutableArray<StaffRole> roles) =>
        new(new StaffId(new Guid(number, 1, 0, new byte[8])), unit, roles);

    public static Raise Raise(string category = "light", Kind kind = Kind.Complaint) =>
        new(
            new MatterId(1),
            Reference.From(4_821_093_755),
            Raiser.Id,
            kind,
            Origin.Resident,
            Channel.Web,
            category,
            "east",
            "楼道的灯坏了三天"
        );

    public static Matter Open(string category = "light") => Raised(Raise(category)).Begin();

    public static Raised Raised(Raise raise) =>
        RaiseRule.Decide(raise, Jurisdiction, Now).Fact ?? throw new InvalidOperationException("the example was refused");

    public static Matter Closed() =>
        Open().After(m => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "换了灯"), Handler, Jurisdiction, Now.AddHours(5)));

    public static Matter Settled() => Closed().After(m => Judge(m, YesPartlyNo.Yes, Now.AddDays(1)));

    public static Matter UnderReview() => Closed().After(m => Judge(m, YesPartlyNo.No, Now.AddDays(1)));

    public static Matter WithPromise(DateOnly dueOn) =>
        Open().After(m => ReplyRule.Decide(m, new Reply("我们来修", [("换灯", dueOn)]), Handler, Today, Now.AddHours(1)));

    public static Decision Judge(Matter matter, YesPartlyNo solved, DateTimeOffset at, string? words = null) =>
        GiveVerdictRule.Decide(
            matter,
            new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, solved, false, words),
            Raiser,
            Jurisdiction,
            at
        );

    /// <summary>The matter after a decision that must have been accepted.</summary>
    public static Matter After(this Matter matter, Func<Matter, Decision> decide) =>
        decide(matter) switch
        {
            Decision.Accepted accepted => accepted.Facts.Aggregate(matter, (m, f) => f.Apply(m)),
            Decision.Refused refused => throw new InvalidOperationException($"refused: {refused.Why.Code}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The code of the refusal, or the names of the facts.</summary>
    public static string Says(this Decision decision) =>
        decision switch
        {
            Decision.Accepted accepted => string.Join(" + ", accepted.Facts.Select(f => f.GetType().Name)),
            Decision.Refused refused => refused.Why.Code,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static Category Category(string code, string rule, bool publicSpace) =>
        new(
            code,
            new Bilingual(code, code),
            new Bilingual("组", "Group"),
            new Bilingual("提示", "Hint"),
            rule,
            publicSpace,
            Kind.Complaint
        );
}
