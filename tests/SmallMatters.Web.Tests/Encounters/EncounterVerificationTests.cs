using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Encounters;
using SmallMatters.Storage.Encounters;
using SmallMatters.Storage.Figures;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Encounters;

/// <summary>What can be looked at again of answers that lead back to nobody.</summary>
public class EncounterVerificationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task More_answers_about_a_unit_than_links_that_were_sent_are_found(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await EncounterScene.AnswerAsync(host, yes: 3, no: 1);
        await SentAsync(host, 4);
        Assert.Empty((await RunAsync(host)).Differences);
        await EncounterScene.LinkAsync(host, "one-too-many");
        Assert.Equal(
            [new FigureDifference("answers and open links", Neighbourhood.WillowDesk, "5", "4")],
            (await RunAsync(host)).Differences
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_theme_says_of_how_many_answers_how_many_said_no_and_both_are_counted_again(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await EncounterScene.AnswerAsync(host, yes: 0, no: 12);
        await SentAsync(host, 30);
        await using var db = host.OpenDb();
        // They were given in the quarter that the theme is about.
        var answers = db.Set<EncounterAnswerRow>();
        foreach (var answer in await answers.ToListAsync(Cancel))
        {
            db.Remove(answer);
            db.Add(
                new EncounterAnswerRow
                {
                    Id = Guid.CreateVersion7().ToByteArray(),
                    Unit = answer.Unit,
                    Month = new DateOnly(2025, 11, 1),
                    Identity = answer.Identity,
                    Overall = answer.Overall,
                }
            );
        }
        await db.SaveChangesAsync(Cancel);
        var theme = await EncounterScene.ThemeAsync(host);
        var whole = await RunAsync(host);
        Assert.Empty(whole.Differences);
        Assert.Equal(1 + 4, whole.Figures);

        // Somebody takes two answers away and says that the promise was kept.
        var two = await answers.Select(a => a.Id).Take(2).ToListAsync(Cancel);
        await answers.Where(a => two.Contains(a.Id)).ExecuteDeleteAsync(Cancel);
        await db.Set<ThemeRow>().ExecuteUpdateAsync(set => set.SetProperty(t => t.Stage, ThemeStage.Kept), Cancel);
        Assert.Equal(
            new HashSet<FigureDifference>
            {
                new("stage", $"theme {theme:N}", "Kept", "Named"),
                new("said no", $"theme {theme:N}", "12", "10"),
                new("said yes or no", $"theme {theme:N}", "12", "10"),
            },
            (await RunAsync(host)).Differences.ToHashSet()
        );
    }

    private static async Task SentAsync(TestHost host, int links)
    {
        await using var db = host.OpenDb();
        db.Add(
            new EncounterSentRow
            {
                Unit = Neighbourhood.WillowDesk,
                Month = new DateOnly(2025, 11, 1),
                Sent = links,
            }
        );
        await db.SaveChangesAsync(Cancel);
    }

    private static Task<FiguresChecked> RunAsync(TestHost host) =>
        host.Services.GetRequiredService<EncounterVerification>().RunAsync(Cancel);
}
