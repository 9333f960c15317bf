using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class RaiseTests
{
    [Fact]
    public void A_new_matter_belongs_to_the_unit_that_the_routing_rule_names()
    {
        var matter = Given.Open();
        Assert.Equal(("property", "rule:1"), (matter.Accountable, matter.File.AssignedBy));
    }

    [Fact]
    public void What_no_rule_routes_belongs_to_the_areas_intake_desk()
    {
        var matter = Given.Open("other");
        Assert.Equal(("intake", "intake"), (matter.Accountable, matter.File.AssignedBy));
    }

    [Fact]
    public void A_rule_that_has_ended_routes_nothing_any_more()
    {
        Assert.Equal("rule:3", Given.Open("water").File.AssignedBy);
        Assert.Equal(("street", "rule:2"), Given.Jurisdiction.OwnerFor("water", "east", new DateOnly(2025, 12, 31)));
    }

    [Fact]
    public void Two_clocks_run_from_the_first_second_first_contact_and_dealing_with_it()
    {
        var clocks = Given.Open().File.Clocks;
        Assert.Equal([ClockFor.FirstContact, ClockFor.Handle], clocks.Select(c => c.Purpose));
        Assert.All(clocks, c => Assert.True(c.Clock.IsOpen && c.Unit == "property"));
        // Five working days from Tuesday 3 March 2026: Wednesday 4 is the first, Tuesday 10 the fifth.
        Assert.Equal(new DateOnly(2026, 3, 10), clocks[1].Clock.Deadline.DueOn);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("water")]
    [InlineData("other")]
    public void Nobody_is_promised_to_hear_later_than_they_have_the_result(string category)
    {
        // A week in steps of an hour, so that evenings, weekends and every rule's own count are among them.
        for (var hour = 0; hour < 7 * 24; hour++)
        {
            var now = Given.Now.AddHours(hour);
            var raised = RaiseRule.Decide(Given.Raise(category), Given.Jurisdiction, now).Fact!;
            var deadlines = raised.File.Clocks.ToDictionary(c => c.Purpose, c => c.Clock.Deadline);
            var (contact, handle) = (deadlines[ClockFor.FirstContact], deadlines[ClockFor.Handle]);
            Assert.True(
                contact.DueAt <= handle.DueAt && contact.DueOn <= handle.DueOn,
                $"{now:u}: {contact.DueAt:u} > {handle.DueAt:u}"
            );
            Assert.InRange(contact.Warn90At, contact.Warn70At, contact.DueAt);
        }
    }

    [Fact]
    public void The_earlier_end_stays_when_a_calendar_is_published()
    {
        // The last working day of a year whose next one is not published yet: a day for the contact, a day and night for the rest.
        var now = new DateTimeOffset(2027, 12, 31, 10, 0, 0, TimeSpan.Zero);
        var contact = RaiseRule.Decide(Given.Raise("water"), Given.Jurisdiction, now).Fact!.File.Clocks[0].Clock;
        Assert.True(contact.Deadline.Provisional);

        var again = contact.Recompute(ClockRuleBook.BuiltIn.Version(contact.Code, contact.RuleVersion), WorkingCalendar.China);

        Assert.Equal(now.AddHours(24), again.Deadline.DueAt);
    }

    [Fact]
    public void A_matter_of_conduct_goes_straight_to_a_reviewer_outside_the_unit_concerned()
    {
        var raised = Given.Raised(Given.Raise("conduct", Kind.Conduct) with { UnitConcerned = "police" });
        Assert.Equal(("inspection", "conduct", "police"), (raised.File.Owner, raised.File.AssignedBy, raised.File.UnitConcerned));
    }

    [Fact]
    public void A_minor_case_is_shown_the_right_door_and_not_taken() =>
        Assert.Equal(
            "minor-case-has-another-door",
            RaiseRule.Decide(Given.Raise(kind: Kind.MinorCase), Given.Jurisdiction, Given.Now).Why?.Code
        );

    [Fact]
    public void A_dispute_with_somebody_is_taken_like_any_other_matter() =>
        Assert.Equal(Kind.Dispute, Given.Raised(Given.Raise(kind: Kind.Dispute)).File.Kind);

    [Fact]
    public void Words_cannot_turn_the_direction_of_what_stands_around_them()
    {
        var turned = string.Concat(Enumerable.Range(0x202A, 5).Concat(Enumerable.Range(0x2066, 4)).Select(c => (char)c));
        var raised = Given.Raised(Given.Raise() with { Description = $"灯{turned}坏了 نور", Title = $"{turned}灯" });
        Assert.Equal(("灯坏了 نور", "灯"), (raised.Description.Text, raised.Title?.Text));
    }

    [Theory]
    [InlineData("", "missing-description")]
    [InlineData("  \n\t ", "missing-description")]
    [InlineData("\0\0\u0007", "missing-description")]
    [InlineData("\u200B\u2060\u200B", "missing-description")]
    public void A_matter_says_what_has_happened(string description, string refusal) =>
        Assert.Equal(
            refusal,
            RaiseRule.Decide(Given.Raise() with { Description = description }, Given.Jurisdiction, Given.Now).Why?.Code
        );

    [Fact]
    public void A_text_longer_than_four_thousand_characters_is_refused_beside_its_field()
    {
        var why = RaiseRule
            .Decide(Given.Raise() with { Description = new string('长', 4001) }, Given.Jurisdiction, Given.Now)
            .Why;
        Assert.Equal(("too-long-description", "Description"), (why?.Code, why?.Field));
        Assert.Null(
            RaiseRule.Decide(Given.Raise() with { Description = new string('长', 4000) }, Given.Jurisdiction, Given.Now).Why
        );
    }

    [Fact]
    public void Control_characters_go_and_emoji_and_right_to_left_words_stay()
    {
        var raised = Given.Raised(Given.Raise() with { Description = " 灯\0坏了 😀 مرحبا\r\n第二行\uD800 " });
        Assert.Equal("灯坏了 😀 مرحبا\n第二行", raised.Description.Text);
    }

    [Fact]
    public void An_unknown_category_or_area_is_refused()
    {
        Assert.Equal("unknown-category", RaiseRule.Decide(Given.Raise("nothing"), Given.Jurisdiction, Given.Now).Why?.Code);
        Assert.Equal(
            "unknown-area",
            RaiseRule.Decide(Given.Raise() with { Area = "west" }, Given.Jurisdiction, Given.Now).Why?.Code
        );
    }
}
