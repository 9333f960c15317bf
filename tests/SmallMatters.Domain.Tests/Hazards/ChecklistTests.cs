using System.Text.RegularExpressions;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Hazards;
using Xunit;

namespace SmallMatters.Domain.Tests.Hazards;

public partial class ChecklistTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly ChecklistBook Book = ChecklistBook.BuiltIn;

    public static TheoryData<PremisesKind> Kinds => [.. Enum.GetValues<PremisesKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_type_of_premises_has_a_checklist_in_force_whose_items_say_what_fails_how_it_is_mended_and_why(
        PremisesKind kind
    )
    {
        var list = Book.InForce(kind, Today)!;
        Assert.InRange(list.Items.Length, 5, 20);
        Assert.All(
            list.Items.SelectMany(i => new[] { i.Said, i.Fails, i.Source })
                .Append(list.Name)
                .Append(list.Scope)
                .Append(list.Source),
            words =>
            {
                Assert.Matches(Chinese(), words.Zh);
                Assert.DoesNotMatch(Chinese(), words.En);
                Assert.NotEmpty(words.En);
            }
        );
        Assert.Contains(list.Items, i => i.Mend == Mending.OnTheSpot);
        Assert.Contains(list.Items, i => i.Mend == Mending.ByNotice);
        // What is nobody's law says that it is local or names where it is still to be looked up.
        Assert.All(
            list.Items.Where(i => !i.Local && i.Confidence == Confidence.High),
            i => Assert.Matches("第.+条|61号|29315", i.Source.Zh)
        );
        Assert.All(list.Items.Where(i => i.Local), i => Assert.Contains("核定", i.Source.Zh, StringComparison.Ordinal));
    }

    [Fact]
    public void Premises_without_fire_acceptance_are_handed_over_to_the_fire_service_within_five_working_days()
    {
        var item = Assert.Single(Book.Checklists.SelectMany(c => c.Items), i => i.HandOver is not null);
        Assert.Equal("acceptance", item.Code);
        var rule = ClockRuleBook.BuiltIn.FindRule(item.HandOver!, Today)!;
        Assert.Equal((5, ClockUnit.WorkingDay), (rule.Length, rule.Unit));
    }

    [Fact]
    public void No_item_looks_at_a_person()
    {
        string[] refused = ["前科", "重点人员", "民族", "宗教", "表现", "可疑人员", "人脸", "身份证"];
        Assert.All(
            Book.Checklists.SelectMany(c => c.Items),
            item =>
                Assert.DoesNotContain(refused, word => (item.Said.Zh + item.Fails.Zh).Contains(word, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Every_scheme_of_levels_maps_to_general_and_major_and_a_scale_of_five_is_local()
    {
        Assert.Equal(["GB-2", "RISK-4", "LOCAL-5"], Book.Schemes.Select(s => s.Code));
        Assert.Equal([2, 4, 5], Book.Schemes.Select(s => s.Levels.Length));
        Assert.All(Book.Schemes, s => Assert.Equal(s.Levels.Length == 5, s.Local));
        Assert.All(Book.Schemes, s => Assert.Single(s.Levels, l => l.Major));
    }

    [Fact]
    public void The_day_of_the_inspection_chooses_the_version()
    {
        Assert.Null(Book.InForce(PremisesKind.RentedHome, new DateOnly(2025, 9, 14)));
        Assert.Equal(1, Book.InForce(PremisesKind.RentedHome, new DateOnly(2025, 9, 15))!.Version);
        var first = Book.Version(PremisesKind.SmallShop, 1) with { ValidTo = new DateOnly(2026, 12, 31) };
        var second = first with { Version = 2, ValidFrom = new DateOnly(2027, 1, 1), ValidTo = null };
        var later = new ChecklistBook(
            [.. Book.Checklists.Where(c => c.Kind != PremisesKind.SmallShop), first, second],
            Book.Schemes
        );
        Assert.Equal(1, later.InForce(PremisesKind.SmallShop, new DateOnly(2026, 12, 31))!.Version);
        Assert.Equal(2, later.InForce(PremisesKind.SmallShop, new DateOnly(2027, 1, 1))!.Version);
    }

    public static TheoryData<string, Func<Checklist, IEnumerable<Checklist>>> Faults =>
        new()
        {
            { "has no checklist", _ => [] },
            { "is empty", list => [list with { Items = [] }] },
            { "has an item twice", list => [list with { Items = [.. list.Items, list.Items[0]] }] },
            { "hold on one day", list => [list, list with { Version = 2 }] },
            { "are not 1, 2", list => [list with { Version = 2 }] },
            { "has an item called", list => [list with { Items = [list.Items[0] with { Code = "No 1" }] }] },
            { "unknown clock rule", list => [list with { Items = [list.Items[0] with { HandOver = "soon" }] }] },
            {
                "ends before it begins",
                list => [list with { ValidFrom = new DateOnly(2026, 2, 1), ValidTo = new DateOnly(2026, 1, 1) }]
            },
        };

    [Theory, MemberData(nameof(Faults))]
    public void A_book_that_does_not_hang_together_is_refused(string fault, Func<Checklist, IEnumerable<Checklist>> change)
    {
        var list = Book.Version(PremisesKind.SmallShop, 1);
        var wrong = Assert.Throws<InvalidDataException>(() =>
            new ChecklistBook([.. Book.Checklists.Where(c => c != list), .. change(list)], Book.Schemes)
        );
        Assert.Contains(fault, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scheme_without_a_major_level_is_refused()
    {
        var flat = new LevelScheme("X", new("甲", "X"), new("甲", "X"), true, [new("one", new("一", "one"), false)]);
        Assert.Throws<InvalidDataException>(() => new ChecklistBook(Book.Checklists, [.. Book.Schemes, flat]));
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}
