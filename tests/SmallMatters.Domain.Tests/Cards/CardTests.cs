using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Cards;

public class CardTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 1, 16, 0, 0, TimeSpan.Zero);
    private static readonly CardRule Scan = CardRuleBook.BuiltIn.Version("place-scan", 1);

    private static Sighting Saw(string category = "noise", double latitude = 31.2305, DateTimeOffset? to = null) =>
        new(
            $"{category}@{latitude}",
            category,
            "nowhere",
            new Spot(null, latitude, 121.4705, 100),
            null,
            null,
            Monday.AddDays(-20),
            Monday.AddDays(-84),
            to ?? Monday,
            0.01,
            [new Figure(FigureOf.Matters, 7)]
        );

    private static CardFile File(Sighting? saw = null, string unit = "desk") =>
        new(Guid.CreateVersion7(DateTimeOffset.UnixEpoch), Scan.Code, 1, unit, saw ?? Saw(), Monday, Monday.AddDays(28));

    private static Actor.Staff Of(string unit, StaffRole role = StaffRole.Handler) =>
        new(new StaffId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch)), unit, [role]);

    [Fact]
    public void A_card_that_stands_keeps_another_about_the_same_thing_from_being_raised()
    {
        var card = File();
        Assert.True(card.Covers(Scan.Code, Saw(to: Monday.AddDays(7))));
        Assert.True(card.Covers(Scan.Code, Saw(latitude: 31.2315, to: Monday.AddDays(7))));
    }

    [Fact]
    public void A_card_covers_neither_another_place_nor_another_category_nor_another_rule_nor_the_time_after_it()
    {
        var card = File();
        Assert.False(card.Covers(Scan.Code, Saw(latitude: 31.2405)));
        Assert.False(card.Covers(Scan.Code, Saw("lamp")));
        Assert.False(card.Covers("near-repeat", Saw()));
        Assert.False(card.Covers(Scan.Code, Saw(to: Monday.AddDays(28))));
    }

    [Theory]
    [InlineData("desk", StaffRole.Handler, "CardTaken")]
    [InlineData("desk", StaffRole.Supervisor, "CardTaken")]
    [InlineData("desk", StaffRole.Auditor, "not-your-units-card")]
    [InlineData("desk", StaffRole.SystemAdministrator, "not-your-units-card")]
    [InlineData("other", StaffRole.Supervisor, "not-your-units-card")]
    public void Only_those_of_the_unit_who_deal_with_matters_take_its_cards(string unit, StaffRole role, string says)
    {
        var decision = TakeCardRule.Decide(new Card.Open(File()), Of(unit, role), Monday);
        Assert.Equal(says, decision.Why?.Code ?? decision.Fact!.GetType().Name);
    }

    [Fact]
    public void A_card_is_not_closed_without_saying_what_came_of_it()
    {
        var decision = CloseCardRule.Decide(
            new Card.Open(File()),
            new CloseCard(CardOutcome.Done, " \u200b "),
            Of("desk"),
            Monday
        );
        Assert.Equal(("missing-words", "Words"), (decision.Why!.Code, decision.Why.Field));
    }

    [Fact]
    public void A_closed_or_expired_card_is_neither_taken_nor_closed_again()
    {
        foreach (
            var (ended, says) in ((Card, string)[])
                [(new Card.Closed(File(), CardOutcome.Done, "去看过"), "card-closed"), (new Card.Expired(File()), "card-expired")]
        )
        {
            Assert.Equal(says, TakeCardRule.Decide(ended, Of("desk"), Monday).Why!.Code);
            Assert.Equal(
                says,
                CloseCardRule.Decide(ended, new CloseCard(CardOutcome.Done, "去看过"), Of("desk"), Monday).Why!.Code
            );
            Assert.Null(ExpireCardRule.Decide(ended, Monday.AddYears(1)));
        }
    }

    [Fact]
    public void A_card_past_its_time_is_not_acted_on_even_before_its_expiry_is_written_down()
    {
        var card = new Card.Open(File());
        Assert.NotNull(TakeCardRule.Decide(card, Of("desk"), Monday.AddDays(28).AddTicks(-1)).Fact);
        Assert.Equal("card-expired", TakeCardRule.Decide(card, Of("desk"), Monday.AddDays(28)).Why!.Code);
    }

    [Theory]
    [InlineData("住户身份证 110101199003078515")]
    [InlineData("住户身份证 11010119900307851x")]
    [InlineData("打了电话13800138000")]
    [InlineData("打了电话 138 0013 8000")]
    [InlineData("电话１３８００１３８０００")]
    public void No_number_of_a_person_stands_on_a_card(string words)
    {
        var decision = CloseCardRule.Decide(new Card.Open(File()), new CloseCard(CardOutcome.Done, words), Of("desk"), Monday);
        Assert.Equal(("number-of-a-person", "Words"), (decision.Why!.Code, decision.Why.Field));
    }

    [Theory]
    [InlineData("3号楼2单元装了12盏灯，2026-03-02完成")]
    [InlineData("派单编号 20260302123456789012 已转出")]
    public void Other_numbers_may_stand_on_a_card(string words) =>
        Assert.NotNull(
            CloseCardRule.Decide(new Card.Open(File()), new CloseCard(CardOutcome.Done, words), Of("desk"), Monday).Fact
        );

    [Fact]
    public void Two_circles_that_overlap_are_the_same_place()
    {
        var wide = Saw() with { Spot = new Spot(null, 31.2305, 121.4705, 250) };
        var next = Saw(latitude: 31.2345, to: Monday.AddDays(7)) with { Spot = new Spot(null, 31.2345, 121.4705, 250) };
        Assert.True(File(wide).Covers(Scan.Code, next));
    }

    [Fact]
    public void A_card_expires_at_its_time_and_not_before()
    {
        var card = new Card.Taken(File(), new StaffId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch)));
        Assert.Null(ExpireCardRule.Decide(card, Monday.AddDays(28).AddTicks(-1)));
        Assert.IsType<Card.Expired>(ExpireCardRule.Decide(card, Monday.AddDays(28))!.Apply(card));
    }

    [Fact]
    public void Every_rule_says_all_its_numbers_in_both_languages_and_comes_from_somewhere() =>
        Assert.All(
            CardRuleBook.BuiltIn.All,
            rule =>
            {
                foreach (var said in (SaidInBoth[])[rule.Says, rule.Wrong, rule.Right, rule.Source])
                {
                    var (zh, en) = (rule.Filled(said).Zh, rule.Filled(said).En);
                    Assert.DoesNotContain('{', zh + en);
                    Assert.Matches("[\u4e00-\u9fff]", zh);
                    Assert.DoesNotMatch("[\u4e00-\u9fff]", en);
                }
                Assert.Contains($"{rule["horizon"]}", rule.Filled(rule.Right).En, StringComparison.Ordinal);
            }
        );

    [Theory]
    [InlineData("\"version\": 1,", "\"version\": 1, \"about whom\": \"x\",")]
    [InlineData("\"fewest\": 4,", "")]
    [InlineData("\"code\": \"silence\"", "\"code\": \"repeated-overdue\"")]
    public void A_file_of_rules_that_cannot_work_is_refused(string found, string replaced)
    {
        using var reader = new StreamReader(typeof(CardRuleBook).Assembly.GetManifestResourceStream("rules/card-rules.json")!);
        var json = reader.ReadToEnd();
        Assert.Equal(CardRuleBook.BuiltIn.All.Length, CardRuleBook.Read(json).All.Length);
        Assert.Contains(found, json, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => CardRuleBook.Read(json.Replace(found, replaced, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_card_has_no_place_for_a_person()
    {
        var names = new[] { typeof(Sighting), typeof(Spot), typeof(Figure), typeof(CardFile) }
            .SelectMany(t => t.GetProperties())
            .Select(p => (p.Name, p.PropertyType))
            .ToList();
        Assert.NotEmpty(names);
        Assert.DoesNotContain(
            names,
            n =>
                n.PropertyType == typeof(ParticipantId)
                || n.PropertyType == typeof(StaffId)
                || n.PropertyType == typeof(PersonalText)
        );
        // The only words are the building's and the codes'; everything else is a number or an instant.
        Assert.Equal(
            ["Area", "Building", "Category", "Owner", "Rule", "Subject", "Unit"],
            names.Where(n => n.PropertyType == typeof(string)).Select(n => n.Name).Distinct().Order()
        );
    }
}
