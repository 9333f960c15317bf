using AngleSharp.Dom;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.History;
using Xunit;

namespace SmallMatters.Web.Tests.Matters;

/// <summary>
/// Signs that turn the direction of writing are dropped from what people type. What is stored with them all the same, such
/// as records of an older program, must not rearrange a page.
/// </summary>
public class DirectionTests
{
    private const char Override = '\u202E';

    [Theory, OnBothDatabases]
    public async Task Words_that_turn_direction_stand_apart_on_every_page_that_shows_them(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var turned = $"乙{kind}{Override}甲";
        Assert.True(Place.TryCreate("柳园", "3", null, out var place, out _));
        var raised = await office.RaiseAsync(
            words: $"转向{kind}的字",
            phone: "13800000077",
            name: turned,
            change: r => r with { Where = new Where(place, turned, null, turned) }
        );
        await using (var thief = await Thief.BreakInAsync(office.Host))
        {
            foreach (var column in new[] { "title", "description", "place_text" })
            {
                await thief.RunAsync($"UPDATE matter SET {column} = '{turned}' WHERE id = {raised.Id.Value}");
            }
        }

        var pages = new[]
        {
            await clerk.Browser.GetAsync("/staff?tab=nottaken"),
            await clerk.Browser.GetAsync($"/staff/search?q={Uri.EscapeDataString($"转向{kind}")}"),
            await clerk.OpenAsync(raised),
            await clerk.OpenAsync(raised, "reply"),
            await office.Host.NewBrowser().GetAsync($"/m/{raised.Link}"),
        };

        Assert.All(
            pages,
            page =>
            {
                var turning = page.Document.Body!.Descendants<IText>().Where(text => text.Data.Contains(Override)).ToList();
                Assert.NotEmpty(turning);
                Assert.All(turning, text => Assert.NotNull(text.ParentElement!.Closest("bdi, body [dir]")));
            }
        );
    }
}
