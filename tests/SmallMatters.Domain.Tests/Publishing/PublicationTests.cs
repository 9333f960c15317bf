using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Publishing;

public class PublicationTests
{
    private const string Phone = "13800001234";
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Jurisdiction Here = Given.Jurisdiction;
    private static readonly string Unit = Here.Units.Values.First(u => u.Parent is not null).Code;
    private static readonly Actor.Staff Writer = Somebody(Unit);
    private static readonly Actor.Staff Colleague = Somebody(Unit);

    private static Actor.Staff Somebody(string unit, StaffRole role = StaffRole.Handler) =>
        new(new StaffId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch)), unit, [role]);

    private static PublicationFile File(params StaffId[] writers) =>
        new(
            Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
            PublicationKind.Tip,
            Unit,
            null,
            null,
            [Writer.Id, .. writers],
            DateTimeOffset.UnixEpoch
        );

    private static Manuscript Words(string words, params string[] names) => new("充电注意", words, null, [], [], [.. names]);

    private static Publication Draft(string words, params string[] names) => new Publication.Draft(File(), Words(words, names));

    [Fact]
    public void A_draft_with_an_open_hint_is_not_handed_on()
    {
        var refused = ReleasePublicationRule.Submit(Draft($"请打{Phone}"), Writer);
        Assert.Equal("hints-open", refused.Why!.Code);
        Assert.Null(ReleasePublicationRule.Submit(Draft("请勿飞线充电"), Writer).Why);
    }

    [Fact]
    public void What_is_blacked_out_is_nowhere_in_the_manuscript_nor_in_the_fact()
    {
        var decision = RedactRule.Decide(Draft($"请打{Phone}，或再打{Phone}。"), new Redact(Phone, "个人电话"), Writer);
        Assert.Equal($"请打{Redaction.Bar}，或再打{Redaction.Bar}。", decision.Manuscript!.Words);
        var all =
            System.Text.Json.JsonSerializer.Serialize(decision.Manuscript)
            + System.Text.Json.JsonSerializer.Serialize((RedactionMade)decision.Fact!);
        Assert.DoesNotContain(Phone, all, StringComparison.Ordinal);
        Assert.Empty(decision.Manuscript.OpenHints);
    }

    [Theory]
    [InlineData("因为13800001234是他的电话")]
    [InlineData("也别写 021-55551234")]
    [InlineData("")]
    public void A_reason_is_needed_and_may_not_repeat_what_is_destroyed(string reason)
    {
        var refused = RedactRule.Decide(Draft($"请打{Phone}"), new Redact(Phone, reason), Writer);
        Assert.Equal("Reason", refused.Why!.Field);
    }

    [Fact]
    public void A_hint_stays_with_a_reason_as_long_as_its_text_stands_there()
    {
        var draft = Draft($"值班电话{Phone}");
        var kept = RedactRule.Keep(draft, new KeepHint(Phone, "公开的值班电话"), Writer);
        Assert.Empty(kept.Manuscript!.OpenHints);
        var after = new Publication.Draft(draft.File, kept.Manuscript);
        Assert.Null(ReleasePublicationRule.Submit(after, Writer).Why);
        var rewritten = WritePublicationRule.Rewrite(after, new WritePublication("标题", "没有电话了", null), [], Writer, Today);
        Assert.Empty(rewritten.Manuscript!.Kept);
    }

    [Fact]
    public void A_second_person_releases_and_no_writer_does()
    {
        var waiting = new Publication.Submitted(File(), Words("请勿飞线充电"));
        Assert.Equal("own-publication", ReleasePublicationRule.Release(waiting, null, Writer, Here).Why!.Code);
        var out_ = Assert.IsType<PublicationReleased>(ReleasePublicationRule.Release(waiting, null, Colleague, Here).Fact);
        Assert.Equal(("充电注意", "请勿飞线充电"), (out_.Copy.Title, out_.Copy.Words));
        var both = new Publication.Submitted(File(Colleague.Id), Words("请勿飞线充电"));
        Assert.Equal("own-publication", ReleasePublicationRule.Release(both, null, Colleague, Here).Why!.Code);
    }

    [Fact]
    public void Somebody_of_a_unit_above_may_release_and_somebody_of_another_unit_may_not()
    {
        var waiting = new Publication.Submitted(File(), Words("请勿飞线充电"));
        Assert.Null(ReleasePublicationRule.Release(waiting, null, Somebody(Here.Units[Unit].Parent!), Here).Why);
        var other = Here.Units.Keys.First(u => !Here.Above(Unit).Contains(u));
        Assert.Equal("not-yours-to-release", ReleasePublicationRule.Release(waiting, null, Somebody(other), Here).Why!.Code);
        Assert.Equal(
            "not-yours-to-release",
            ReleasePublicationRule.Release(waiting, null, Somebody(Unit, StaffRole.Auditor), Here).Why!.Code
        );
    }

    [Fact]
    public void What_is_out_is_recalled_with_a_reason_and_only_then()
    {
        var copy = new PublishedCopy("标题", "正文", null, [], [], null);
        var released = new Publication.Released(File(), copy, Colleague.Id, DateTimeOffset.UnixEpoch);
        Assert.Equal("Reason", ReleasePublicationRule.Recall(released, " ", Writer, Here).Why!.Field);
        Assert.IsType<PublicationRecalled>(ReleasePublicationRule.Recall(released, "日期写错了", Writer, Here).Fact);
        Assert.Equal("not-released", ReleasePublicationRule.Recall(Draft("x"), "日期", Writer, Here).Why!.Code);
    }

    [Fact]
    public void The_name_of_somebody_who_erased_themselves_goes_out_of_title_words_reasons_and_warnings()
    {
        var manuscript = Words("李建国说，李大爷家楼下也亮了。王小红也说。", "李建国", "王小红") with
        {
            Title = "感谢李建国",
            Kept = [new KeptHint(HintKind.PartyName, "李建国", "本人同意")],
        };
        var decision = ForgetPartiesRule.Decide(new Publication.Submitted(File(), manuscript), ["王小红"], ["李建国"])!;
        Assert.IsType<PartiesForgotten>(decision.Fact);
        var after = decision.Manuscript!;
        Assert.Equal($"感谢{Redaction.Bar}", after.Title);
        Assert.Equal($"{Redaction.Bar}说，{Redaction.Bar}家楼下也亮了。王小红也说。", after.Words);
        Assert.Equal(["王小红"], after.PartyNames);
        Assert.Empty(after.Kept);
        Assert.Equal([ManuscriptPart.Title, ManuscriptPart.Words], after.Redactions.Select(r => r.Where));
        Assert.Null(ForgetPartiesRule.Decide(new Publication.Draft(File(), after), ["王小红"], ["李建国"]));
    }

    [Fact]
    public void A_name_that_somebody_took_since_the_words_were_written_stops_the_release()
    {
        var waiting = new Publication.Submitted(File(), Words("王小红家楼下的灯修好了。"));
        Assert.Null(ReleasePublicationRule.Release(waiting, null, Colleague, Here).Why);
        var warned = ForgetPartiesRule.Warned(waiting, ["王小红"]);
        Assert.Equal("hints-open", ReleasePublicationRule.Release(warned, null, Colleague, Here).Why!.Code);
        Assert.Same(warned, ForgetPartiesRule.Warned(warned, ["王小红"]));
    }

    [Fact]
    public void Words_that_wait_for_release_are_not_changed()
    {
        var waiting = new Publication.Submitted(File(), Words("请勿飞线充电"));
        Refusal?[] refused =
        [
            WritePublicationRule.Rewrite(waiting, new WritePublication("a", "b", null), [], Writer, Today).Why,
            RedactRule.Decide(waiting, new Redact("飞线", "试"), Writer).Why,
            RedactRule.InPhoto(waiting, "人脸", Writer).Why,
            ReleasePublicationRule.Abandon(waiting, Writer).Why,
        ];
        Assert.All(refused, why => Assert.Equal("not-a-draft", why!.Code));
    }

    [Fact]
    public void It_is_shown_for_a_year_at_most()
    {
        var late = new WritePublication("标题", "正文", Today.AddDays(WritePublicationRule.MostDays + 1));
        Assert.Equal("Until", WritePublicationRule.Begin(File(), late, [], Writer, Here, Today).Why!.Field);
        var past = late with { Until = Today.AddDays(-1) };
        Assert.Equal("Until", WritePublicationRule.Begin(File(), past, [], Writer, Here, Today).Why!.Field);
    }
}
