using SmallMatters.Domain.Knowledge;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Knowledge;

public class KnowledgeTests
{
    private static readonly DateOnly Today = Given.Today;
    private static readonly Actor.Staff Writer = Given.Staff(31, "property", StaffRole.Handler);
    private static readonly KeepKnowledge Command = new(
        "路灯多久修好？",
        null,
        "一般三天。",
        null,
        "light",
        "公开的时限",
        Today.AddDays(30)
    );

    private static KnowledgeDecision Write(KeepKnowledge command, Actor.Staff? by = null) =>
        KnowledgeRule.Write(command, Guid.CreateVersion7(Given.Now), by ?? Writer, Given.Jurisdiction, Today, Given.Now);

    private static KnowledgeEntry Written() => Write(Command).Fact!.Apply(null);

    [Fact]
    public void Every_part_that_is_missing_is_told_at_once()
    {
        var why = Write(new KeepKnowledge("", null, " ", null, "nothing", "", null)).Why!;
        Assert.Equal(["QuestionZh", "AnswerZh", "Category", "Source", "Until"], why.Each.Select(w => w.Field));
    }

    [Fact]
    public void No_number_of_a_person_stands_in_an_answer() =>
        Assert.Equal("number-of-a-person", Write(Command with { AnswerZh = "打 139 1234 5678 找老李" }).Why!.Code);

    [Fact]
    public void Where_english_was_not_written_the_chinese_stands_in_its_place()
    {
        Assert.Equal("一般三天。", Written().File.Sheet.Answer.En);
        Assert.Equal("Three days.", Write(Command with { AnswerEn = "Three days." }).Fact!.Apply(null).File.Sheet.Answer.En);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(KnowledgeRule.MostDays, true)]
    [InlineData(KnowledgeRule.MostDays + 1, false)]
    public void An_answer_holds_for_a_year_at_most(int days, bool allowed) =>
        Assert.Equal(allowed, Write(Command with { Until = Today.AddDays(days) }).Why is null);

    [Fact]
    public void An_answer_past_its_last_day_is_shown_to_nobody_and_reviewed_it_is_shown_again()
    {
        var entry = Written();
        Assert.True(entry.IsShown(Today.AddDays(30)));
        Assert.False(entry.IsShown(Today.AddDays(31)));
        var reviewed = KnowledgeRule
            .Review(entry, Today.AddDays(90), Writer, Today.AddDays(31), Given.Now.AddDays(31))
            .Fact!.Apply(entry);
        Assert.True(reviewed.IsShown(Today.AddDays(31)));
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    public void An_answer_comes_up_for_review_fourteen_days_before_its_last(int days, bool due) =>
        Assert.Equal(due, Written().IsDue(Today.AddDays(days)));

    [Fact]
    public void Only_the_unit_that_vouches_for_an_answer_changes_reviews_or_withdraws_it()
    {
        var stranger = Given.Staff(32, "police", StaffRole.Supervisor);
        var entry = Written();
        var changed = Command with { AnswerZh = "两天。" };
        Assert.Equal(
            "not-your-knowledge",
            KnowledgeRule.Change(entry, changed, stranger, Given.Jurisdiction, Today, Given.Now).Why!.Code
        );
        Assert.Equal("not-your-knowledge", KnowledgeRule.Review(entry, Today.AddDays(9), stranger, Today, Given.Now).Why!.Code);
        Assert.Equal("not-your-knowledge", KnowledgeRule.Withdraw(entry, "不对", stranger).Why!.Code);
        Assert.Equal("not-your-knowledge", Write(Command, Given.Staff(33, "property", StaffRole.Reviewer)).Why!.Code);
    }

    [Fact]
    public void What_was_taken_back_is_shown_to_nobody_and_not_changed_any_more()
    {
        var gone = KnowledgeRule.Withdraw(Written(), "规定改了", Writer).Fact!.Apply(Written());
        Assert.False(gone.IsShown(Today));
        Assert.Equal(
            "knowledge-withdrawn",
            KnowledgeRule.Change(gone, Command, Writer, Given.Jurisdiction, Today, Given.Now).Why!.Code
        );
    }

    [Fact]
    public void A_change_that_changes_nothing_is_no_change() =>
        Assert.Equal(
            "knowledge-unchanged",
            KnowledgeRule.Change(Written(), Command, Writer, Given.Jurisdiction, Today, Given.Now).Why!.Code
        );

    [Theory]
    [InlineData("  养犬登记 ", "养犬登记")]
    [InlineData("DOG　licence！", "dog licence")]
    [InlineData("找13912345678要证明", "找 要证明")]
    [InlineData("身份证 110101199003078515", "身份证")]
    [InlineData("电话 139-1234-5678", "电话")]
    [InlineData("3号楼", "3号楼")]
    [InlineData("13912345678", null)]
    [InlineData("?", null)]
    [InlineData("", null)]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十多", null)]
    public void Searches_are_counted_without_numbers_and_stories_not_at_all(string typed, string? counted) =>
        Assert.Equal(counted, SearchGap.Counted(typed));
}
