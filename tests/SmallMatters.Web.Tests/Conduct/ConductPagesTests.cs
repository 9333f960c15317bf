using System.Net;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Conduct;

/// <summary>A matter of conduct from the points that the unit reads to the closing, and what nobody of that unit finds out.</summary>
public class ConductPagesTests(TestHosts hosts)
{
    private const string Own = "窗口的人一直在看手机，问了三遍才抬头。";
    private const string Phone = "13900008888";
    private const string Name = "柳三婶";
    private const string Points = "请说明窗口接待时的纪律和当日的安排。";

    private static Task<RaiseResult.Raised> RaiseAsync(Office office) =>
        office.RaiseAsync(
            Neighbourhood.Conduct,
            words: Own,
            phone: Phone,
            name: Name,
            change: r => r with { Kind = Kind.Conduct, UnitConcerned = Neighbourhood.Lamps }
        );

    private static string PageOf(RaiseResult.Raised raised) => $"/staff/matters/{raised.Reference.Value}/conduct";

    private static async Task<WebPage> PutAsync(Clerk reviewer, RaiseResult.Raised raised) =>
        await reviewer.Browser.SubmitAsync(
            await reviewer.Browser.GetAsync(PageOf(raised)),
            [("Form.Points", Points), ("Form.NoInterest", "true")]
        );

    [Theory, OnBothDatabases]
    public async Task The_unit_answers_what_was_put_to_it_and_the_resident_reads_the_same_words_and_what_was_found(
        DatabaseKind kind
    )
    {
        var office = new Office(await hosts.OnAsync(kind));
        var raised = await RaiseAsync(office);
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var leader = await office.HireAsync(Neighbourhood.Lamps, StaffRole.Supervisor);
        var handler = await office.HireAsync(Neighbourhood.Lamps);
        var resident = office.Host.NewBrowser();
        var form = await reviewer.Browser.GetAsync(PageOf(raised));
        var wrong = await reviewer.Browser.SubmitAsync(form, [("Form.Points", "问了三遍才抬头，窗口的人一直在看手机")]);
        Assert.NotNull(wrong.MistakeBeside("Form.Points"));
        Assert.NotNull(wrong.MistakeBeside("Form.NoInterest"));
        var matter = await PutAsync(reviewer, raised);
        var review = matter.LinkTo("作风核查：已请单位说明");
        Assert.Contains(Points, (await resident.GetAsync($"/m/{raised.Link}")).Main, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await handler.Browser.GetAsync(review)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await handler.Browser.GetAsync($"{review}/reply")).Status);
        var stranger = await office.HireAsync(Neighbourhood.Station, StaffRole.Supervisor);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.GetAsync(review)).Status);
        var reply = await leader.Browser.GetAsync($"{review}/reply");
        var answered = await leader.Browser.SubmitAsync(reply, [("Form.Words", "当日两人请假，已补岗。")]);
        Assert.Contains("当日两人请假", answered.Main, StringComparison.Ordinal);

        // The resident was not spoken to yet, and nothing was found yet.
        (string, string)[] found = [("Form.Finding", nameof(ConductFinding.Upheld)), ("Form.Reasons", "补岗以前确有其事。")];
        var early = await reviewer.Browser.SubmitAsync(await reviewer.Browser.GetAsync(PageOf(raised)), found);
        Assert.Contains("还没有联系过", early.Text, StringComparison.Ordinal);
        var shut = await reviewer.Browser.SubmitAsync(
            await reviewer.Browser.GetAsync($"/staff/matters/{raised.Reference.Value}/close"),
            [("Form.As", nameof(OutcomeCode.Solved)), ("Form.Words", "已核查。")]
        );
        Assert.Contains("还没有核查认定", shut.Text, StringComparison.Ordinal);
        await office.DoAsync(
            raised,
            reviewer.Actor,
            (m, j, now) => ReplyRule.Decide(m, new Reply("正在核查。", []), reviewer.Actor, j.Calendar.DayOf(now), now)
        );
        await reviewer.Browser.SubmitAsync(await reviewer.Browser.GetAsync(PageOf(raised)), found);
        Assert.Contains("补岗以前确有其事", (await leader.Browser.GetAsync(review)).Main, StringComparison.Ordinal);
        await reviewer.Browser.SubmitAsync(
            await reviewer.Browser.GetAsync($"/staff/matters/{raised.Reference.Value}/close"),
            [("Form.As", nameof(OutcomeCode.Solved)), ("Form.Words", "属实，已要求改正，向您道歉。")]
        );
        var told = await resident.GetAsync($"/m/{raised.Link}");
        Assert.Contains("属实，已要求改正", told.Main, StringComparison.Ordinal);
        Assert.Contains("认定", told.Main, StringComparison.Ordinal);

        Assert.DoesNotContain("柳园社区", (await leader.Browser.GetAsync(review)).Main, StringComparison.Ordinal);
        Assert.DoesNotContain("柳园社区", (await leader.Browser.GetAsync("/staff/conduct")).Main, StringComparison.Ordinal);
        foreach (var somebody in (Clerk[])[leader, handler])
        {
            foreach (var page in (string[])[review, "/staff/conduct", "/staff/joint", "/staff", "/staff/morning-board"])
            {
                var text = (await somebody.Browser.GetAsync(page)).Text;
                Assert.All(
                    (string[])[Own, "问了三遍", Phone, Name, raised.Reference.ToString(), $"{raised.Reference.Value}"],
                    secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)
                );
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_form_sent_twice_is_one_review(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var raised = await RaiseAsync(office);
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var form = await reviewer.Browser.GetAsync(PageOf(raised));
        (string, string)[] typed = [("Form.Points", Points), ("Form.NoInterest", "true")];
        var both = await Task.WhenAll(
            reviewer.Browser.SubmitAsync(form, typed),
            office.Host.NewBrowser().GetAsync("/").ContinueWith(_ => reviewer.Browser.SubmitAsync(form, typed)).Unwrap()
        );
        Assert.All(both, page => Assert.NotEqual(HttpStatusCode.InternalServerError, page.Status));
        var list = await reviewer.Browser.GetAsync("/staff/conduct");
        var key = $"{Domain.Conduct.ConductReview.KeyOf((await office.NowAsync(raised)).File):N}";
        Assert.Single(list.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href") == $"/staff/conduct/{key}");
    }

    [Theory, OnBothDatabases]
    public async Task The_resident_asks_for_another_reviewer_and_another_person_decides(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var raised = await RaiseAsync(office);
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var another = await office.HireAsync(Neighbourhood.Review, StaffRole.Supervisor);
        await office.DoAsync(
            raised,
            reviewer.Actor,
            (m, _, _) => AssignRule.Decide(m, new Assign(reviewer.Id), [Neighbourhood.Review], reviewer.Actor)
        );
        var resident = office.Host.NewBrowser();
        var rights = await resident.GetAsync((await resident.GetAsync($"/m/{raised.Link}")).LinkTo("要求换人核查（回避）"));
        var asked = await resident.SubmitAsync(
            rights,
            [("Kind", nameof(RightKind.Recusal)), ("Words", "核查的人和窗口那位是亲戚。")]
        );
        Assert.Contains("要求换人核查", asked.Main, StringComparison.Ordinal);
        var own = await reviewer.Browser.SubmitAsync(
            await reviewer.Browser.GetAsync($"/staff/matters/{raised.Reference.Value}/rights"),
            [("Form.Answer", nameof(RightState.Declined)), ("Form.Words", "没有关系。")]
        );
        Assert.Contains("另一位负责人或者复查人决定", own.Text, StringComparison.Ordinal);
        await another.Browser.SubmitAsync(
            await another.Browser.GetAsync($"/staff/matters/{raised.Reference.Value}/rights"),
            [("Form.Answer", nameof(RightState.Granted)), ("Form.Words", "换人核查。")]
        );
        Assert.Null((await office.NowAsync(raised)).File.Handler);
        var refused = await reviewer.Browser.SubmitAsync(
            await reviewer.Browser.GetAsync(PageOf(raised)),
            [("Form.Points", Points), ("Form.NoInterest", "true")]
        );
        Assert.Contains("已换人核查", refused.Text, StringComparison.Ordinal);
        var plain = await office.RaiseAsync();
        Assert.DoesNotContain(
            nameof(RightKind.Recusal),
            (await office.Host.NewBrowser().GetAsync($"/m/{plain.Link}/rights")).Text,
            StringComparison.Ordinal
        );
    }
}
