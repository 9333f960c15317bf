using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Participation;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Participation;

/// <summary>What holds one contact and one network address down, with a hundred requests at once.</summary>
public class WishLimitTests
{
    private const int AtOnce = 100;
    private const string Mobile = "13800001234";

    [Theory, OnBothDatabases]
    public async Task Of_a_hundred_wishes_of_one_contact_at_once_five_are_sent_a_link(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var asked = await TogetherAsync(Enumerable.Range(0, AtOnce), _ => ProposeAsync(host, Mobile));
        Assert.Equal(VerifiedContact.AsksInADay, asked.Count(a => a.Done is Acted.Written));
        Assert.All(asked, a => Assert.True(a.Done is Acted.Written or Acted.Refused { Why.Code: "too-many-asks" }));
        await using var db = host.OpenDb();
        Assert.Equal(VerifiedContact.AsksInADay, await db.Set<ParticipationAskRow>().CountAsync());
        Assert.Equal(VerifiedContact.AsksInADay, (await db.Set<ContactUseRow>().SingleAsync()).Count);
    }

    [Theory, OnBothDatabases]
    public async Task Of_a_hundred_links_of_one_contact_pressed_at_once_two_propose_and_ten_support(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var proposals = await LinksAsync(host, () => ProposeAsync(host, Mobile));
        var proposed = await TogetherAsync(proposals, link => PressAsync(host, link));
        Assert.Equal(VerifiedContact.ProposalsInAMonth, proposed.Count(d => d is Acted.Written));
        Assert.All(proposed, d => Assert.True(d is Acted.Written or Acted.Refused { Why.Code: "too-many-proposals" }));

        var others = 0;
        var supports = await LinksAsync(
            host,
            async () =>
            {
                var (_, ask) = await ProposeAsync(host, $"1390000{others++:0000}");
                await PressAsync(host, ask);
                return await Asks(host).SupportAsync(ask, Mobile, null, Tongue.Zh);
            }
        );
        var supported = await TogetherAsync(supports, link => PressAsync(host, link));
        Assert.Equal(VerifiedContact.SupportsInAWeek, supported.Count(d => d is Acted.Written));
        Assert.All(supported, d => Assert.True(d is Acted.Written or Acted.Refused { Why.Code: "too-many-supports" }));
        await using var db = host.OpenDb();
        Assert.Equal(AtOnce + VerifiedContact.ProposalsInAMonth, await db.Set<PriorityRow>().CountAsync());
        Assert.Equal(VerifiedContact.SupportsInAWeek, await db.Set<PrioritySupportRow>().CountAsync());
        Assert.Equal(VerifiedContact.SupportsInAWeek, await db.Set<PriorityRow>().SumAsync(p => p.ByPhone));
    }

    [Theory, OnBothDatabases]
    public async Task Of_a_hundred_wishes_from_one_network_address_at_once_sixty_are_taken_and_another_address_is_not_held(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var (here, elsewhere) = (host.NewBrowser(), host.NewBrowser());
        var form = await here.GetAsync("/priorities/new");
        var answers = await TogetherAsync(Enumerable.Range(0, AtOnce), i => here.SubmitAsync(form, Proposal(i)));
        Assert.Equal(60, answers.Count(a => a.Main.Contains("请打开我们发给您的链接", StringComparison.Ordinal)));
        Assert.All(
            answers.Where(a => a.Status == HttpStatusCode.TooManyRequests),
            a => Assert.Contains("太频繁了", a.Main, StringComparison.Ordinal)
        );
        Assert.Equal(AtOnce - 60, answers.Count(a => a.Status == HttpStatusCode.TooManyRequests));
        var there = await elsewhere.SubmitAsync(await elsewhere.GetAsync("/priorities/new"), Proposal(AtOnce));
        Assert.Contains("请打开我们发给您的链接", there.Main, StringComparison.Ordinal);
        // A mistake is no wish: what is typed wrong takes nothing from the sixty, and is told as such even now.
        Assert.Equal(HttpStatusCode.OK, (await here.SubmitAsync(form)).Status);
        await using var db = host.OpenDb();
        Assert.Equal(61, await db.Set<ParticipationAskRow>().CountAsync());
    }

    private static ParticipationAsks Asks(TestHost host) => host.Services.GetRequiredService<ParticipationAsks>();

    private static Task<(Acted Done, Guid Ask)> ProposeAsync(TestHost host, string phone) =>
        Asks(host).ProposeAsync(new(Neighbourhood.Willow, "东门外装路灯", "晚上太暗"), phone, null, Tongue.Zh);

    private static async Task<Acted> PressAsync(TestHost host, Guid ask) =>
        (await Asks(host).ConfirmAsync(host.Services.GetRequiredService<KeyRing>().LinkFor(ask, 1))).Done;

    // As many links as are pressed at once, each sent as on a day of its own.
    private static async Task<List<Guid>> LinksAsync(TestHost host, Func<Task<(Acted Done, Guid Ask)>> ask)
    {
        var links = new List<Guid>();
        await using var db = host.OpenDb();
        for (var i = 0; i < AtOnce; i++)
        {
            var (done, link) = await ask();
            Assert.IsType<Acted.Written>(done);
            links.Add(link);
            await db.Set<ContactUseRow>().ExecuteDeleteAsync();
        }
        return links;
    }

    private static Task<TOut[]> TogetherAsync<TIn, TOut>(IEnumerable<TIn> all, Func<TIn, Task<TOut>> one) =>
        Task.WhenAll(all.Select(each => Task.Run(() => one(each))));

    private static (string, string)[] Proposal(int number) =>
        [
            ("Form.Area", Neighbourhood.Willow),
            ("Form.Title", "东门外装路灯"),
            ("Form.Words", "晚上太暗"),
            ("Form.Phone", $"1380000{number:0000}"),
        ];
}
