using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class DesignationTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddHours(3);

    private static Decision Propose(Matter matter, string to) =>
        ProposeHandOverRule.Decide(matter, new ProposeHandOver(to, "duty", "是他们的"), Given.Handler, Given.Jurisdiction, Later);

    private static Matter Refused(Matter matter, string to)
    {
        var proposed = matter.After(m => Propose(m, to));
        return proposed.After(m =>
            AnswerHandOverRule.Decide(
                m,
                new AnswerHandOver(m.File.HandOver!.Id, HandOverAnswer.Refuse, "不归我们"),
                Given.Staff(8, to, StaffRole.Handler),
                Given.Jurisdiction,
                Later
            )
        );
    }

    private static Matter Quarrelled() => Refused(Refused(Given.Open(), "intake"), "police");

    private static readonly Actor.Staff Arbiter = Given.Staff(9, "street", StaffRole.Supervisor);

    private static Decision Rule(Matter matter, string to, Actor.Staff? by = null, Jurisdiction? jurisdiction = null) =>
        DesignateRule.Decide(
            matter,
            new Designate(to, "设施属于该单位"),
            by ?? Arbiter,
            jurisdiction ?? Given.Jurisdiction,
            Later
        );

    [Fact]
    public void A_ruling_without_an_owner_and_a_reason_is_refused_for_both_at_once() =>
        Assert.Equal(
            ["To", "Reason"],
            Assert
                .IsType<Decision.Refused>(
                    DesignateRule.Decide(Quarrelled(), new Designate("nobody", " "), Arbiter, Given.Jurisdiction, Later)
                )
                .Why.Each.Select(w => w.Field)
        );

    [Fact]
    public void A_hand_over_names_a_reason_of_the_catalogue() =>
        Assert.Equal(
            "unknown-ground",
            ProposeHandOverRule
                .Decide(
                    Given.Open(),
                    new ProposeHandOver("police", "because", "是他们的"),
                    Given.Handler,
                    Given.Jurisdiction,
                    Later
                )
                .Says()
        );

    [Fact]
    public void The_second_refusal_asks_the_nearest_unit_above_both_to_designate_and_the_sender_owns_it_until_then()
    {
        var once = Refused(Given.Open(), "intake");
        Assert.Null(once.File.Disagreement!.Arbiter);
        Assert.Null(once.File.Running(ClockFor.Designation));
        var twice = Quarrelled();
        Assert.Equal("street", twice.File.Disagreement!.Arbiter);
        Assert.Equal("street", twice.File.Running(ClockFor.Designation)!.Unit);
        Assert.Equal("property", twice.Accountable);
        Assert.Equal("designation-waits", Propose(twice, "intake").Says());
        Assert.Equal(
            "designation-waits",
            CloseRule.Decide(twice, new Close(OutcomeCode.Solved, "好了"), Given.Handler, Given.Jurisdiction, Later).Says()
        );
    }

    [Fact]
    public void Accepting_ends_the_quarrel_and_the_count_of_refusals()
    {
        var accepted = Refused(Given.Open(), "intake")
            .After(m => Propose(m, "police"))
            .After(m =>
                AnswerHandOverRule.Decide(
                    m,
                    new AnswerHandOver(m.File.HandOver!.Id, HandOverAnswer.Accept, null),
                    Given.Stranger,
                    Given.Jurisdiction,
                    Later
                )
            );
        Assert.Equal(("police", (Disagreement?)null), (accepted.Accountable, accepted.File.Disagreement));
    }

    [Fact]
    public void Only_a_supervisor_of_the_arbiter_designates_and_only_once()
    {
        Assert.Equal("only-the-arbiter-designates", Rule(Quarrelled(), "police", Given.Supervisor).Says());
        Assert.Equal(
            "only-the-arbiter-designates",
            Rule(Quarrelled(), "police", Given.Staff(9, "street", StaffRole.Handler)).Says()
        );
        var ruled = Quarrelled().After(m => Rule(m, "property"));
        Assert.Equal("property", ruled.Accountable);
        Assert.Null(ruled.File.Running(ClockFor.Designation));
        Assert.Equal("no-designation-waiting", Rule(ruled, "police").Says());
        Assert.Equal("designated-once", Propose(ruled, "intake").Says());
    }

    [Fact]
    public void The_ruling_binds_the_clocks_to_the_new_owner_and_keeps_their_dates()
    {
        var before = Quarrelled();
        var ruled = before.After(m => Rule(m, "police"));
        Assert.Equal(("police", null), (ruled.Accountable, ruled.File.Handler));
        Assert.Equal("police", ruled.File.Running(ClockFor.Handle)!.Unit);
        Assert.Equal(before.File.Running(ClockFor.Handle)!.Clock, ruled.File.Running(ClockFor.Handle)!.Clock);
    }

    [Fact]
    public void The_next_equal_matter_is_routed_by_the_ruling_and_names_its_line()
    {
        var ruled = Assert.IsType<Decision.Accepted>(Rule(Quarrelled(), "police"));
        var line = Assert.IsType<Designated>(Assert.Single(ruled.Facts)).Designation.Line!;
        Assert.Equal(("light", "east", "police"), (line.Category, line.Area!, line.Unit));
        var learned = WithCatalogue(new LineAdded(line, "设施属于该单位"));
        Assert.Equal(("property", "rule:1"), Given.Jurisdiction.OwnerFor("light", "east", Given.Today));
        Assert.Equal(("police", "catalogue:1"), learned.OwnerFor("light", "east", Given.Today));
        Assert.Equal("police", learned.OwnerFor("water", "east", Given.Today).Unit);
        Assert.Equal("rule:3", learned.OwnerFor("water", "east", Given.Today).Because);
    }

    [Fact]
    public void A_newer_line_for_the_same_ends_the_older_and_an_ended_line_routes_nothing()
    {
        var today = Given.Today;
        var learned = WithCatalogue(
            new LineAdded(new DispatchLine(1, "light", "east", "police", today.AddDays(-9)), "一"),
            new LineAdded(new DispatchLine(2, "light", null, "intake", today.AddDays(-8)), "二"),
            new LineAdded(new DispatchLine(3, "light", "east", "street", today.AddDays(-2)), "三"),
            new LineEnded(3, today.AddDays(-1), "四")
        );
        Assert.Equal("police", learned.OwnerFor("light", "east", today.AddDays(-3)).Unit);
        Assert.Equal("street", learned.OwnerFor("light", "east", today.AddDays(-2)).Unit);
        Assert.Equal(("intake", "catalogue:2"), learned.OwnerFor("light", "east", today));
        Assert.Equal(4, learned.Catalogue.Version);
    }

    [Fact]
    public void Where_nobody_stands_above_both_the_fallback_decides_unless_it_is_one_of_them()
    {
        var other = Refused(Refused(Given.Open(), "police"), "bureau");
        Assert.Equal("street", other.File.Disagreement!.Arbiter);
        var withStreet = Refused(Refused(Given.Open(), "intake"), "street");
        Assert.Equal("bureau", withStreet.File.Disagreement!.Arbiter);
    }

    [Theory]
    [InlineData("nothing", "missing-why")]
    [InlineData("line of no category", "unknown-category")]
    [InlineData("line of no unit", "unknown-next-owner")]
    [InlineData("end of no line", "no-such-line")]
    [InlineData("reason without words", "missing-reason")]
    [InlineData("end of no reason", "no-such-reason")]
    public void A_change_of_the_catalogue_that_cannot_be_is_refused(string what, string code)
    {
        CatalogueChange change = what switch
        {
            "line of no category" => new CatalogueChange.AddLine("nothing", null, "police"),
            "line of no unit" => new CatalogueChange.AddLine("light", null, "nobody"),
            "end of no line" => new CatalogueChange.EndLine(7),
            "reason without words" => new CatalogueChange.AddReason("理由", " "),
            "end of no reason" => new CatalogueChange.EndReason("nothing"),
            _ => new CatalogueChange.AddLine("light", null, "police"),
        };
        var (fact, why) = ChangeCatalogueRule.Decide(
            Given.Jurisdiction,
            change,
            what == "nothing" ? " " : "会议决定",
            Given.Today
        );
        Assert.Null(fact);
        Assert.Equal(code, why!.Code);
    }

    [Fact]
    public void No_number_of_a_person_stands_in_the_catalogue_that_every_unit_reads()
    {
        var (fact, why) = ChangeCatalogueRule.Decide(
            Given.Jurisdiction,
            new CatalogueChange.AddReason("李四１３９１２３４５６７８的事", "Call 139-1234-5678"),
            "身份证 110101 19900307 8515",
            Given.Today
        );
        Assert.Null(fact);
        Assert.Equal(["Zh", "En", "Why"], why!.Each.Select(w => w.Field));
        Assert.All(why.Each, w => Assert.Equal("number-of-a-person", w.Code));
    }

    private static Jurisdiction WithCatalogue(params IEnumerable<DispatchFact> facts) =>
        new(
            "test",
            Given.Jurisdiction.Name,
            Given.Jurisdiction.Areas.Values,
            Given.Jurisdiction.Units.Values,
            Given.Jurisdiction.Categories.Values,
            [
                new RoutingRule(1, "light", null, "property", new DateOnly(2020, 1, 1)),
                new RoutingRule(3, "water", null, "police", new DateOnly(2026, 1, 1)),
            ],
            Given.Jurisdiction.ClockRules,
            Given.Jurisdiction.Calendar,
            DispatchCatalogue.After(facts)
        );
}
