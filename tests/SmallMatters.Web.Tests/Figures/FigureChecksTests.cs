using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Surveys;
using SmallMatters.Storage.Burden;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Participation;
using SmallMatters.Storage.Surveys;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Burden;
using SmallMatters.Web.Surveys;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Figures;

/// <summary>What pages show is computed again; one row changed in the database is found and named with both numbers.</summary>
public class FigureChecksTests
{
    [Theory, OnBothDatabases]
    public async Task A_changed_answer_of_a_survey_is_found_in_its_count_and_in_what_the_page_estimates(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var reviewer = await new Office(host).HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var book = host.Services.GetRequiredService<SurveyBook>();
        var check = new SurveyVerification(book, SurveyRules.BuiltIn);
        var list = Enumerable.Range(1, 60).Select(i => $"{Neighbourhood.Willow},柳园{i}号\n{Neighbourhood.Bell},钟楼{i}号\n");
        Assert.IsType<Acted.Written>(await book.DrawAsync(string.Concat(list), reviewer.Actor));
        foreach (var letter in (await book.PrintAsync(null, reviewer.Actor)).Take(100))
        {
            var answer = new SurveyAnswer([letter.Number % 4 == 0 ? "unsafe" : "safe", "safe", "yes", "same"]);
            Assert.True(await book.AnswerAsync(letter.Code, answer, SurveyMode.Link));
        }
        Assert.Empty((await check.RunAsync()).Differences);
        host.Clock.Advance(TimeSpan.FromDays(SurveyRules.BuiltIn.OpenDays + 1));
        Assert.IsType<Acted.Written>(await book.CloseAsync(reviewer.Actor));
        var whole = await check.RunAsync();
        Assert.Empty(whole.Differences);
        // Letters and answers of two areas, each choice, and of four questions seven numbers of each line.
        Assert.InRange(whole.Figures, 4 + (2 * 5) + (4 * 7 * 3), 200);

        await using var db = host.OpenDb();
        var one = await db.Set<SurveyAnswerRow>().FirstAsync(a => a.Choices.StartsWith("unsafe"));
        await db.Set<SurveyAnswerRow>()
            .Where(a => a.Id == one.Id)
            .ExecuteUpdateAsync(a => a.SetProperty(r => r.Choices, "safe,safe,yes,same"));
        var changed = (await check.RunAsync()).Differences;
        var unsafely = changed.Single(d => d.Figure == "overall=unsafe");
        Assert.Equal($"survey 1/{one.Area}/Link", unsafely.Where);
        Assert.Equal(1, int.Parse(unsafely.Recomputed) - int.Parse(unsafely.Kept));
        var share = changed.Single(d => d is { Figure: "overall share", Where: "survey 1/" });
        Assert.True(double.Parse(share.Kept) > double.Parse(share.Recomputed));

        // An answer too many is one without a letter.
        db.Add(
            new SurveyAnswerRow
            {
                Id = [1],
                Wave = 1,
                Area = one.Area,
                Mode = SurveyMode.Link,
                Week = one.Week,
                Choices = one.Choices,
            }
        );
        await db.SaveChangesAsync();
        Assert.Contains((await check.RunAsync()).Differences, d => d.Figure == "answered" && d.Where == $"survey 1/{one.Area}");
    }

    [Theory, OnBothDatabases]
    public async Task A_changed_number_of_supports_is_found_while_a_priority_is_open_and_after_its_marks_have_gone(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var (asks, book) = (
            host.Services.GetRequiredService<ParticipationAsks>(),
            host.Services.GetRequiredService<PriorityBook>()
        );
        var check = host.Services.GetRequiredService<PriorityVerification>();
        var ring = host.Services.GetRequiredService<KeyRing>();
        var priorities = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            var proposal = new ProposePriority(Neighbourhood.Willow, "东门外装路灯", "晚上太暗");
            var (_, ask) = await asks.ProposeAsync(proposal, $"1390000000{i}", null, Tongue.Zh);
            priorities.Add((await asks.ConfirmAsync(ring.LinkFor(ask, 1))).Priority);
            for (var n = 0; n < 7; n++)
            {
                var (phone, email) = n < 4 ? ($"1380000000{n}", (string?)null) : ((string?)null, $"box{n}@example.cn");
                var (_, support) = await asks.SupportAsync(priorities[i], phone, email, Tongue.Zh);
                Assert.IsType<Acted.Written>((await asks.ConfirmAsync(ring.LinkFor(support, 1))).Done);
            }
        }
        Assert.IsType<Acted.Written>(await book.DecideAsync(priorities[1], null, (p, _) => ModeratePriorityRule.Withdraw(p)));
        Assert.Equal(1 + 3, (await check.RunAsync()).Figures);
        Assert.Empty((await check.RunAsync()).Differences);

        await using var db = host.OpenDb();
        Assert.Equal(7, await db.Set<PrioritySupportRow>().CountAsync());
        await db.Set<PriorityRow>().ExecuteUpdateAsync(p => p.SetProperty(r => r.ByPhone, r => r.ByPhone + 90));
        Assert.Equal(
            [
                ("supports", priorities[0], "97", "7"),
                ("supports", priorities[1], "97", "7"),
                ("supports by telephone", priorities[1], "94", "4"),
            ],
            from d in (await check.RunAsync()).Differences
            orderby d.Where == $"priority {priorities[1]:N}", d.Figure
            select (d.Figure, Guid.Parse(d.Where.Split(' ')[1]), d.Kept, d.Recomputed)
        );
    }

    [Theory, OnBothDatabases]
    public async Task What_forms_took_cannot_be_more_than_the_rest_of_its_row_allows(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var calendar = (await host.JurisdictionAsync()).Calendar;
        var month = BurdenModule.MonthOf(calendar.DayOf(host.Clock.GetUtcNow()));
        var check = ActivatorUtilities.CreateInstance<BurdenVerification>(host.Services);
        await host
            .Services.GetRequiredService<FormBurdenBook>()
            .AddAsync(
                month,
                new Dictionary<string, FormBurden>
                {
                    ["/staff/matters/{reference}/reply"] = new(12, 1, 24, 3, 10, 1200),
                    ["/staff/matters/{reference}/note"] = new(3, 0, 3, 0, 3, 90),
                }
            );
        var whole = await check.RunAsync(calendar);
        Assert.Empty(whole.Differences);
        Assert.Equal(2 * 7, whole.Figures);

        await using var db = host.OpenDb();
        await db.Set<FormBurdenRow>()
            .Where(r => r.Taken == 12)
            .ExecuteUpdateAsync(r =>
                r.SetProperty(f => f.Timed, 13).SetProperty(f => f.Seconds, 13 * 3600 + 5).SetProperty(f => f.SentBack, -1)
            );
        Assert.Equal(
            [
                new FigureDifference("sent back", Where("reply"), "-1", "0"),
                new FigureDifference("timed", Where("reply"), "13", "12"),
                new FigureDifference("seconds", Where("reply"), "46805", "46800"),
            ],
            (await check.RunAsync(calendar)).Differences
        );

        string Where(string form) => $"{month / 12}-{(month % 12) + 1:00} /staff/matters/{{reference}}/{form}";
    }
}
