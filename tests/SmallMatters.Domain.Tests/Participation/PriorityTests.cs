using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Participation;

public class PriorityTests
{
    private static readonly Actor.Staff Desk = Given.Staff(11, "intake", StaffRole.Handler);
    private static readonly Actor.Staff Head = Given.Staff(12, "intake", StaffRole.Supervisor);

    private static Priority Open() =>
        ProposePriorityRule.Decide("east", false, 0, Given.Jurisdiction, Given.Today).Fact!.Apply(null);

    private static AnswerPriority Says(PriorityMove move, string words = "东门外确实暗。") =>
        new(move, words, 1, true, "property", LeaderPost.Deputy, Given.Today.AddDays(30));

    private static Priority Said(Priority priority, AnswerPriority what) =>
        priority
            .After(p => AnswerPriorityRule.Prepare(p, what, Desk, Given.Jurisdiction, Given.Today))
            .After(p => AnswerPriorityRule.Release(p, Head, Given.Today));

    [Theory]
    [InlineData("小区东门外装路灯", false)]
    [InlineData("王阿姨家门口太暗", true)]
    [InlineData("3号楼2单元门口太暗", true)]
    public void What_seems_to_tell_of_somebody_or_their_home_is_held_back_until_somebody_has_looked(string title, bool held) =>
        Assert.Equal(
            held,
            ProposePriorityRule.Read(new ProposePriority("east", title, "太暗了"), Given.Jurisdiction).Words!.Held
        );

    [Theory]
    [InlineData("打 13912345678 问他")]
    [InlineData("沪A12345 总停在门口")]
    [InlineData("身份证 11010519491231002X")]
    public void The_number_of_a_person_or_a_vehicle_is_not_taken(string words) =>
        Assert.Equal(
            "priority-has-a-number",
            ProposePriorityRule.Read(new ProposePriority("east", "路灯", words), Given.Jurisdiction).Why!.Code
        );

    [Fact]
    public void Everything_that_is_wrong_with_a_proposal_is_told_at_once() =>
        Assert.Equal(
            ["Area", "Title", "Words"],
            ProposePriorityRule.Read(new ProposePriority("nowhere", " ", null), Given.Jurisdiction).Why!.Each.Select(w => w.Field)
        );

    [Fact]
    public void One_contact_proposes_twice_a_month_and_supports_ten_a_week_and_only_what_is_open()
    {
        Assert.Equal(
            "too-many-proposals",
            ProposePriorityRule.Decide("east", false, 2, Given.Jurisdiction, Given.Today).Why!.Code
        );
        Assert.Null(ProposePriorityRule.Support(Open(), 9));
        Assert.Equal("too-many-supports", ProposePriorityRule.Support(Open(), 10)!.Code);
        Assert.Equal("priority-not-open", ProposePriorityRule.Support(Said(Open(), Says(PriorityMove.Decline)), 0)!.Code);
    }

    [Theory]
    [InlineData("13800001234", "+8613800001234")]
    [InlineData("13800001234", "008613800001234")]
    public void A_number_is_one_contact_with_and_without_the_country(string one, string other) =>
        Assert.Equal(VerifiedContact.OfPhone(one), VerifiedContact.OfPhone(other));

    [Fact]
    public void A_mailbox_is_one_contact_whatever_stands_after_a_plus_sign_and_in_capitals()
    {
        Assert.Equal(VerifiedContact.OfEmail("An.Ping@Example.cn"), VerifiedContact.OfEmail("an.ping+2@example.cn"));
        Assert.NotEqual(VerifiedContact.OfEmail("a@example.cn"), VerifiedContact.OfEmail("b@example.cn"));
    }

    [Fact]
    public void To_criticise_a_unit_is_no_reason_to_hide_and_there_is_no_other_reason()
    {
        Assert.Equal(
            ["Advertising", "Insults", "NamesSomebody", "OneMatter", "Secret", "Unlawful"],
            Enum.GetNames<HideReason>().Order(StringComparer.Ordinal)
        );
        Assert.Equal("missing-because", ModeratePriorityRule.Hide(Open(), null, Desk, Given.Today).Why!.Code);
        Assert.DoesNotContain(typeof(PriorityHidden).GetProperties(), p => p.Name == "Words");
    }

    [Fact]
    public void An_appeal_is_made_once_and_decided_by_a_reviewer_of_another_unit()
    {
        var hidden = Open().After(p => ModeratePriorityRule.Hide(p, HideReason.Insults, Desk, Given.Today));
        Assert.False(hidden.IsPublic);
        Assert.Equal("priority-not-now", ModeratePriorityRule.Appeal(hidden, Given.Today.AddDays(31)).Why!.Code);
        var waits = hidden.After(p => ModeratePriorityRule.Appeal(p, Given.Today.AddDays(30)));
        var same = Given.Staff(13, "intake", StaffRole.Reviewer);
        Assert.Equal("priority-not-yours", ModeratePriorityRule.DecideAppeal(waits, true, same, Given.Today).Why!.Code);
        Assert.Equal("priority-not-yours", ModeratePriorityRule.DecideAppeal(waits, true, Given.Stranger, Given.Today).Why!.Code);
        var right = waits.After(p => ModeratePriorityRule.DecideAppeal(p, true, Given.Reviewer, Given.Today));
        Assert.True(right.IsPublic);
        var wrong = waits.After(p => ModeratePriorityRule.DecideAppeal(p, false, Given.Reviewer, Given.Today));
        Assert.True(wrong is { IsPublic: false, HasEnded: true });
        Assert.Equal("priority-not-now", ModeratePriorityRule.Appeal(wrong, Given.Today).Why!.Code);
    }

    [Fact]
    public void What_a_unit_says_is_prepared_by_one_and_released_by_another_who_leads_it_when_it_adopts()
    {
        var prepared = Open()
            .After(p => AnswerPriorityRule.Prepare(p, Says(PriorityMove.Adopt), Desk, Given.Jurisdiction, Given.Today));
        Assert.Equal((PriorityStage.Open, null), (prepared.Stage, prepared.Reason));
        Assert.Equal("priority-second-person", AnswerPriorityRule.Release(prepared, Desk, Given.Today).Why!.Code);
        var colleague = Given.Staff(14, "intake", StaffRole.Handler);
        Assert.Equal("priority-leader-answers", AnswerPriorityRule.Release(prepared, colleague, Given.Today).Why!.Code);
        Assert.Equal("priority-not-yours", AnswerPriorityRule.Release(prepared, Given.Supervisor, Given.Today).Why!.Code);
        Assert.Equal("东门外确实暗。", prepared.After(p => AnswerPriorityRule.Release(p, Head, Given.Today)).Reason);
    }

    [Fact]
    public void An_adopted_priority_has_dated_actions_with_an_owner_and_a_result_once_all_have_ended()
    {
        var adopted = Said(Open(), Says(PriorityMove.Adopt));
        Refused(adopted, Says(PriorityMove.Finish));
        var acting = Said(adopted, Says(PriorityMove.Act, "装三盏灯。"));
        var action = Assert.Single(acting.Actions);
        Assert.Equal(("property", LeaderPost.Deputy, Given.Today.AddDays(30)), (action.Unit, action.Post, action.DueOn));
        Refused(acting, Says(PriorityMove.Finish));
        var ended = Said(acting, Says(PriorityMove.EndAct, "灯装好了。"));
        Refused(ended, Says(PriorityMove.EndAct));
        Assert.Equal("按时做到", ended.Actions[0].Standing(Given.Today).Said.Zh);
        Assert.Equal("已超期", acting.Actions[0].Standing(Given.Today.AddDays(31)).Said.Zh);
        Assert.True(Said(ended, Says(PriorityMove.Finish, "东门外亮了。")) is { Stage: PriorityStage.Done, HasEnded: true });
    }

    [Fact]
    public void Words_of_a_unit_for_everybody_name_nobody_and_all_mistakes_of_an_action_are_told_at_once()
    {
        var adopted = Said(Open(), Says(PriorityMove.Adopt));
        var wrong = new AnswerPriority(PriorityMove.Act, "王阿姨家门口装灯", null, null, null, null, Given.Today.AddDays(-1));
        Assert.Equal(
            ["Words", "Unit", "Post", "DueOn"],
            AnswerPriorityRule.Prepare(adopted, wrong, Desk, Given.Jurisdiction, Given.Today).Why!.Each.Select(w => w.Field)
        );
    }

    [Fact]
    public void Whether_it_is_adopted_and_which_action_are_missed_together_with_the_words()
    {
        var nothing = new AnswerPriority(null, " ", null, null, null, null, null);
        Assert.Equal(["Move", "Words"], Fields(Open(), nothing));
        var acting = Said(Said(Open(), Says(PriorityMove.Adopt)), Says(PriorityMove.Act));
        Assert.Equal(["Number", "Words", "Done"], Fields(acting, nothing with { Move = PriorityMove.EndAct }));
        Refused(acting, nothing);

        static IEnumerable<string?> Fields(Priority priority, AnswerPriority said) =>
            AnswerPriorityRule.Prepare(priority, said, Desk, Given.Jurisdiction, Given.Today).Why!.Each.Select(w => w.Field);
    }

    /// <summary>Five hundred lives of random steps by everybody, right and wrong ones.</summary>
    [Fact]
    public void Whatever_is_tried_in_whatever_order_nothing_is_public_that_was_hidden_and_nothing_follows_the_end()
    {
        var draw = new Random(32);
        Actor.Staff[] people = [Desk, Head, Given.Reviewer, Given.Stranger, Given.Supervisor];
        var met = new HashSet<PriorityStage>();
        for (var life = 0; life < 500; life++)
        {
            var priority = ProposePriorityRule
                .Decide("east", draw.Next(2) == 0, 0, Given.Jurisdiction, Given.Today)
                .Fact!.Apply(null);
            met.Add(priority.Stage);
            for (var step = 0; step < 150; step++)
            {
                var by = people[draw.Next(people.Length)];
                var said = Says((PriorityMove)draw.Next(5));
                var decision = draw.Next(10) switch
                {
                    0 => ModeratePriorityRule.Show(priority, by),
                    1 when draw.Next(30) == 0 => ModeratePriorityRule.Hide(priority, (HideReason)draw.Next(6), by, Given.Today),
                    2 => ModeratePriorityRule.Appeal(priority, Given.Today),
                    3 => ModeratePriorityRule.DecideAppeal(priority, draw.Next(2) == 0, by, Given.Today),
                    4 when draw.Next(100) == 0 => ModeratePriorityRule.Withdraw(priority),
                    5 => AnswerPriorityRule.GiveBack(priority, by),
                    6 or 7 => AnswerPriorityRule.Release(priority, by, Given.Today),
                    _ => AnswerPriorityRule.Prepare(priority, said, by, Given.Jurisdiction, Given.Today),
                };
                if (decision.Fact is not { } fact)
                {
                    Assert.False(string.IsNullOrEmpty(decision.Why!.Sentence.En));
                    continue;
                }
                Assert.False(priority.HasEnded, $"{fact} after the end");
                var after = fact.Apply(priority);
                met.Add(after.Stage);
                // What is hidden comes back by an appeal alone, and promised days do not move.
                Assert.False(priority.Stage == PriorityStage.Hidden && after.IsPublic && fact is not PriorityAppealDecided);
                Assert.True(priority.Prepared?.By != by.Id.Value || fact is not PriorityReleased);
                Assert.All(priority.Actions, a => Assert.Equal(a.DueOn, after.Actions[a.Number - 1].DueOn));
                priority = after;
            }
        }
        Assert.Equal(Enum.GetValues<PriorityStage>().ToHashSet(), met);
    }

    private static void Refused(Priority priority, AnswerPriority what) =>
        Assert.Equal(
            "priority-not-now",
            AnswerPriorityRule.Prepare(priority, what, Desk, Given.Jurisdiction, Given.Today).Why!.Code
        );
}

/// <summary>Goes on from one state to the next.</summary>
internal static class PrioritySteps
{
    public static Priority After(this Priority priority, Func<Priority, PriorityDecision> decide) =>
        decide(priority).Fact is { } fact
            ? fact.Apply(priority)
            : throw new InvalidOperationException($"refused: {decide(priority).Why!.Code}");
}
