using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Encounters;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Encounters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Visits;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Encounters;

/// <summary>Encounters with a unit, and the links that are sent after them.</summary>
internal static partial class EncounterScene
{
    /// <summary>A link about the desk of Willow that was not used, as if it had been sent.</summary>
    public static async Task<string> LinkAsync(TestHost host, string secret)
    {
        await using var db = host.OpenDb();
        db.Add(
            new EncounterLinkRow
            {
                Hash = EncounterLinks.Hash(secret),
                Unit = Neighbourhood.WillowDesk,
                Area = Neighbourhood.Willow,
                Neutral = Neighbourhood.Review,
                Kind = EncounterKind.Visit,
                ExpiresOn = new DateOnly(2030, 1, 1),
            }
        );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return secret;
    }

    /// <summary>Answers by links, so many with "no" to the first line and so many with "yes".</summary>
    public static async Task AnswerAsync(TestHost host, int yes, int no)
    {
        var links = host.Services.GetRequiredService<EncounterLinks>();
        for (var i = 0; i < yes + no; i++)
        {
            var secret = await LinkAsync(host, $"{Guid.CreateVersion7():N}");
            var identity = i < yes ? EncounterMark.Yes : EncounterMark.No;
            var answer = new EncounterAnswer(
                identity,
                EncounterMark.Yes,
                EncounterMark.Yes,
                EncounterMark.NotSure,
                i < yes ? EncounterOverall.Satisfied : EncounterOverall.Dissatisfied
            );
            Assert.True(await links.AnswerAsync(secret, answer));
        }
    }

    /// <summary>A theme about the desk of Willow.</summary>
    public static async Task<Guid> ThemeAsync(TestHost host)
    {
        var by = new Actor.Staff(new StaffId(Guid.CreateVersion7()), Neighbourhood.Review, [StaffRole.Reviewer]);
        var answer = new EncounterAnswer(
            EncounterMark.No,
            EncounterMark.Yes,
            EncounterMark.Yes,
            EncounterMark.Yes,
            EncounterOverall.Dissatisfied
        );
        await host
            .Services.GetRequiredService<ThemeBook>()
            .NameAsync(
                by,
                (there, j, today) =>
                    CorrectionRule.Name(
                        Neighbourhood.WillowDesk,
                        EncounterItem.Identity,
                        "2025Q4",
                        EncounterTally.Of([(answer, 12)]),
                        there,
                        by,
                        EncounterRules.BuiltIn,
                        j,
                        today
                    ),
                Neighbourhood.WillowDesk,
                EncounterItem.Identity,
                "2025Q4"
            );
        await using var db = host.OpenDb();
        return (await ThemeBook.ListAsync(db, [Neighbourhood.WillowDesk]))[0].Id;
    }

    /// <summary>A visit that ended with its answer.</summary>
    public static async Task VisitAsync(TestHost host, RaiseResult.Raised raised, Actor.Staff by)
    {
        var book = host.Services.GetRequiredService<VisitBook>();
        var (_, id) = await book.PlanAsync(raised.Id, by, today => VisitRule.Plan(VisitSource.Matter, "", today, 9, 11, today));
        await book.DecideAsync(id, by, VisitRule.Make);
        Assert.IsType<Acted.Written>(
            await book.DecideAsync(id, by, (v, _) => VisitRule.Answer(v, new VisitAnswer(VisitAnswerKind.Did, null, 2)))
        );
    }

    /// <summary>The links in the messages that were sent about a matter, as their receiver reads them.</summary>
    public static async Task<IReadOnlyList<string>> SentAsync(TestHost host, RaiseResult.Raised raised)
    {
        await using var db = host.OpenDb();
        var person = await db.Set<ParticipantRow>().SingleAsync(p => p.Id == raised.Raiser);
        using var key = host.Services.GetRequiredService<KeyRing>().Unwrap(person.Key!, person.Id.Value);
        var words = await db.Set<NoticeRow>()
            .Where(n => n.MatterId == raised.Id && n.Words != null)
            .Select(n => n.Words!)
            .ToListAsync();
        return [.. words.Select(key.Unseal).Select(w => Address().Match(w)).Where(m => m.Success).Select(m => m.Groups[1].Value)];
    }

    [GeneratedRegex("/rate/([0-9a-f]{32})")]
    private static partial Regex Address();
}
