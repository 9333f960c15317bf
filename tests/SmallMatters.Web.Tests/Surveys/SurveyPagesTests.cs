using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Surveys;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Surveys;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Surveys;

/// <summary>The survey of the sense of safety: from the list of addresses to the public result.</summary>
public class SurveyPagesTests
{
    private static readonly string List = string.Concat(
        Enumerable.Range(1, 60).Select(i => $"{Neighbourhood.Willow},柳园{i}号\n{Neighbourhood.Bell},钟楼{i}号\n")
    );

    private static (string, string)[] Said(string overall = "safe", params (string, string)[] more) =>
        [
            ("Answers[overall]", overall),
            ("Answers[night]", "unsafe"),
            ("Answers[known]", "yes"),
            ("Answers[year]", "same"),
            .. more,
        ];

    [Theory, OnBothDatabases]
    public async Task From_the_list_to_the_public_result_and_nothing_leads_from_an_answer_to_a_home(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var book = host.Services.GetRequiredService<SurveyBook>();

        var list = await reviewer.Browser.GetAsync("/staff/surveys");
        var empty = await reviewer.Browser.SubmitAsync(list, [("List", "x,y")], form: "form[action$='=draw']");
        Assert.Single(empty.Mistakes);
        var drawn = await reviewer.Browser.SubmitAsync(empty, [("List", List)], form: "form[action$='=draw']");
        Assert.Contains("第 1 次", drawn.Main, StringComparison.Ordinal);
        var again = await reviewer.Browser.SubmitAsync(
            drawn,
            [("Again.Number", "1"), ("Again.List", List)],
            form: "form[action$='=again']"
        );
        Assert.Contains("核对无误", again.Text, StringComparison.Ordinal);

        var letters = await book.PrintAsync(null, reviewer.Actor);
        Assert.Equal(120, letters.Count);
        var paper = await reviewer.Browser.SubmitAsync(
            await reviewer.Browser.GetAsync("/staff/surveys/letters"),
            [("Number", "3")]
        );
        Assert.Contains(letters[2].Address, paper.Main, StringComparison.Ordinal);
        Assert.Single(paper.Document.QuerySelectorAll("img.app-sheet__code"));
        Assert.Null(await book.FindAsync(letters[2].Code));

        var resident = host.NewBrowser();
        var wrong = await resident.GetAsync("/survey?code=NOSUCHCODE22");
        Assert.Contains("这个码不对", wrong.Main, StringComparison.Ordinal);
        var asked = await resident.GetAsync($"/survey?code={letters[0].Code[..4].ToLowerInvariant()}%20{letters[0].Code[4..]}");
        var missing = await resident.SubmitAsync(asked, [("Answers[overall]", "safe")]);
        Assert.Equal(3, missing.Mistakes.Count);
        var thanks = await resident.SubmitAsync(missing, Said());
        Assert.Equal("/survey/thanks", thanks.Path);
        Assert.Contains(
            "已经用过",
            (await host.NewBrowser().GetAsync($"/survey?code={letters[0].Code}")).Main,
            StringComparison.Ordinal
        );

        var enter = await reviewer.Browser.GetAsync("/staff/surveys/enter");
        var bad = await reviewer.Browser.SubmitAsync(enter, [("Code", letters[0].Code)]);
        Assert.Equal(6, bad.Mistakes.Count);
        var typed = await reviewer.Browser.SubmitAsync(bad, Said("unsafe", ("Code", letters[1].Code), ("Mode", "Paper")));
        Assert.Contains("已录入", typed.Text, StringComparison.Ordinal);
        await reviewer.Browser.SubmitAsync(
            await reviewer.Browser.GetAsync("/staff/surveys"),
            [("Ended.Number", "3"), ("Ended.Outcome", "Refused")],
            form: "form[action$='=outcome']"
        );

        await using (var db = host.OpenDb())
        {
            var burnt = await db.Set<SurveyLetterRow>().Where(l => l.Outcome != SurveyOutcome.Waiting).ToListAsync();
            Assert.Equal([1, 2, 3], burnt.Select(l => l.Number).Order());
            Assert.All(burnt, l => Assert.Null(l.Code));
        }
        foreach (var letter in letters.Skip(3).Take(95))
        {
            var answer = new SurveyAnswer([letter.Number % 4 == 0 ? "unsafe" : "safe", "safe", "yes", "same"]);
            Assert.True(await book.AnswerAsync(letter.Code, answer, SurveyMode.Link));
        }
        var early = await reviewer.Browser.SubmitAsync(
            await reviewer.Browser.GetAsync("/staff/surveys"),
            [],
            form: "form[action$='=close']"
        );
        Assert.Single(early.Mistakes);
        host.Clock.Advance(TimeSpan.FromDays(SurveyRules.BuiltIn.OpenDays + 1));
        Assert.False(
            await book.AnswerAsync(letters[110].Code, new SurveyAnswer(["safe", "safe", "yes", "same"]), SurveyMode.Link)
        );
        Assert.IsType<Acted.Written>(await book.CloseAsync(reviewer.Actor));

        await using (var db = host.OpenDb())
        {
            Assert.Empty(await db.Set<SurveyLetterRow>().ToListAsync());
            var kept = await db.Set<SurveyAnswerRow>().ToListAsync();
            Assert.Equal(97, kept.Count);
            Assert.All(kept, a => Assert.Equal(DayOfWeek.Monday, a.Week.DayOfWeek));
            Assert.Equal(1, kept.Count(a => a.Mode == SurveyMode.Paper));
        }
        var result = await host.NewBrowser().GetAsync("/safety");
        Assert.Contains("随机抽了 120 个住址，97 个回答了", result.Main, StringComparison.Ordinal);
        Assert.Contains("网上 96，纸质 1", result.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("柳园1号", result.Text, StringComparison.Ordinal);
        var csv = await host.NewBrowser().GetAsync("/safety/result.csv");
        Assert.Contains("1,", csv.Text, StringComparison.Ordinal);
        Assert.Equal(4 * 3, csv.Text.Split("\r\n").Count(l => l.StartsWith("1,", StringComparison.Ordinal)));
    }

    [Theory, OnBothDatabases]
    public async Task Two_answers_by_one_code_at_once_are_one_answer(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var reviewer = await new Office(host).HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var book = host.Services.GetRequiredService<SurveyBook>();
        Assert.IsType<Acted.Written>(await book.DrawAsync(List, reviewer.Actor));
        Assert.IsType<Acted.Refused>(await book.DrawAsync(List, reviewer.Actor));
        var code = (await book.PrintAsync(1, reviewer.Actor))[0].Code;
        var answer = new SurveyAnswer(["safe", "safe", "yes", "same"]);
        var taken = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => book.AnswerAsync(code, answer, SurveyMode.Link)))
        );
        Assert.Single(taken, t => t);
        await using var db = host.OpenDb();
        Assert.Equal(1, await db.Set<SurveyAnswerRow>().CountAsync());
    }

    [Theory, OnBothDatabases]
    public async Task The_unit_that_is_judged_has_no_page_of_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var station = await office.HireAsync(Neighbourhood.Station, StaffRole.Supervisor);
        foreach (var address in (string[])["/staff/surveys", "/staff/surveys/letters", "/staff/surveys/enter"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await station.Browser.GetAsync(address)).Status);
        }
        Assert.Empty(await host.Services.GetRequiredService<SurveyBook>().PrintAsync(null, station.Actor));
    }
}
