using SmallMatters.Domain.Clocks;
using Xunit;

namespace SmallMatters.Domain.Tests.Clocks;

public sealed class ClockRuleBookTests
{
    private static readonly ClockRuleBook Book = ClockRuleBook.BuiltIn;

    [Theory]
    [InlineData("first-contact", ClockUnit.WorkingDay, 1)]
    [InlineData("handle-urgent", ClockUnit.Hour, 2)]
    [InlineData("handle-livelihood", ClockUnit.Hour, 24)]
    [InlineData("handle-enquiry", ClockUnit.WorkingDay, 1)]
    [InlineData("handle-general", ClockUnit.WorkingDay, 5)]
    [InlineData("handle-complex", ClockUnit.WorkingDay, 15)]
    [InlineData("hand-over-answer", ClockUnit.WorkingDay, 1)]
    [InlineData("question-comes-back", ClockUnit.CalendarDay, 5)]
    [InlineData("verdict-window", ClockUnit.CalendarDay, 15)]
    [InlineData("reopen-decision", ClockUnit.WorkingDay, 5)]
    [InlineData("internal-review", ClockUnit.WorkingDay, 15)]
    [InlineData("conduct-review", ClockUnit.WorkingDay, 15)]
    [InlineData("erasure-request", ClockUnit.WorkingDay, 15)]
    public void The_products_own_time_limits_are(string code, ClockUnit unit, int length)
    {
        var rule = Book.RuleFor(code, new DateOnly(2026, 3, 2));

        Assert.Equal((unit, length), (rule.Unit, rule.Length));
        Assert.Null(rule.Row);
    }

    [Fact]
    public void Every_row_of_the_deadline_table_with_a_length_is_there()
    {
        // At once (1, 6), a restart of another clock (9), and the two versions of one rule (7, 8) are seen to elsewhere.
        var expected = Enumerable.Range(1, 50).Except([1, 6, 9]).Select(n => $"D{n:00}");

        Assert.Equal(expected, Book.All.Where(r => r.Row is not null).Select(r => r.Row!).Distinct().Order());
    }

    [Fact]
    public void Every_rule_names_its_source_in_both_languages_and_says_how_sure_it_is()
    {
        Assert.All(
            Book.All,
            rule =>
            {
                Assert.All(
                    new[] { rule.Name, rule.StartEvent, rule.Source }.Concat(
                        new[]
                        {
                            rule.Document,
                            rule.Locality,
                            rule.RestartsWhen,
                            rule.Extension?.Approver,
                        }.OfType<Language.Bilingual>()
                    ),
                    text => Assert.True(text.Zh.Length > 0 && text.En.Length > 0, rule.Code)
                );
            }
        );
    }

    [Fact]
    public void A_public_order_case_keeps_the_law_of_the_day_on_which_it_began()
    {
        var old = Book.RuleFor("public-order-case", new DateOnly(2025, 12, 31));
        var now = Book.RuleFor("public-order-case", new DateOnly(2026, 1, 1));

        Assert.Equal(("D07", 1, 1), (old.Row, old.Version, old.Extension!.Times));
        Assert.Equal(("D08", 2, 2), (now.Row, now.Version, now.Extension!.Times));
        Assert.Equal([PauseReason.Appraisal], old.Pauses);
        Assert.Equal([PauseReason.Appraisal, PauseReason.Hearing], now.Pauses);
        Assert.Same(old, Book.Version("public-order-case", 1));
    }

    [Theory]
    [InlineData("acceptance-review")]
    [InlineData("acceptance-review-complex")]
    [InlineData("copy-to-victim")]
    public void A_time_limit_that_ended_with_2025_is_not_invented_for_2026(string code)
    {
        Assert.NotNull(Book.FindRule(code, new DateOnly(2025, 12, 31)));
        Assert.Null(Book.FindRule(code, new DateOnly(2026, 1, 1)));
        Assert.Throws<KeyNotFoundException>(() => Book.RuleFor(code, new DateOnly(2026, 1, 1)));
    }

    [Fact]
    public void An_unknown_code_is_a_programming_error() =>
        Assert.Throws<KeyNotFoundException>(() => Book.FindRule("handle-everything", new DateOnly(2026, 1, 1)));

    [Fact]
    public void A_jurisdictions_own_length_holds_from_its_first_day_and_leaves_earlier_matters_alone()
    {
        var local = Book.TryWith(
            """
            [{ "code": "handle-general", "version": 2, "validFrom": "2026-07-01", "unit": "WorkingDay", "length": 3,
               "name": { "zh": "办理一般诉求", "en": "Handling an ordinary matter" },
               "startEvent": { "zh": "诉求提出", "en": "the matter is raised" },
               "source": { "zh": "某市规定", "en": "A city's rule" }, "confidence": "High" }]
            """,
            out var refusal
        );

        Assert.Null(refusal);
        Assert.Equal(5, local!.RuleFor("handle-general", new DateOnly(2026, 6, 30)).Length);
        Assert.Equal(3, local.RuleFor("handle-general", new DateOnly(2026, 7, 1)).Length);
        Assert.Equal(5, Book.RuleFor("handle-general", new DateOnly(2026, 7, 1)).Length);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("""[{ "code": "x", "version": 1 }]""")]
    [InlineData(
        """[{ "code": "x", "version": 1, "unit": "WorkingDay", "length": 0, "name": { "zh": "x", "en": "x" }, "startEvent": { "zh": "x", "en": "x" }, "source": { "zh": "x", "en": "x" } }]"""
    )]
    [InlineData(
        """[{ "code": "x", "version": 1, "unit": "Fortnight", "length": 1, "name": { "zh": "x", "en": "x" }, "startEvent": { "zh": "x", "en": "x" }, "source": { "zh": "x", "en": "x" } }]"""
    )]
    [InlineData(
        """[{ "code": "handle-general", "version": 1, "unit": "Hour", "length": 1, "name": { "zh": "x", "en": "x" }, "startEvent": { "zh": "x", "en": "x" }, "source": { "zh": "x", "en": "x" } }]"""
    )]
    [InlineData(
        """[{ "code": "handle-general", "version": 2, "unit": "Hour", "length": 1, "name": { "zh": "x", "en": "x" }, "startEvent": { "zh": "x", "en": "x" }, "source": { "zh": "x", "en": "x" } }]"""
    )]
    [InlineData(
        """[{ "code": "x", "version": 1, "lenght": 1, "unit": "Hour", "length": 1, "name": { "zh": "x", "en": "x" }, "startEvent": { "zh": "x", "en": "x" }, "source": { "zh": "x", "en": "x" } }]"""
    )]
    public void A_file_of_rules_that_cannot_be_right_is_refused_in_words(string json)
    {
        Assert.Null(Book.TryWith(json, out var refusal));
        Assert.Equal("clock-rules-unreadable", refusal!.Code);
    }
}
