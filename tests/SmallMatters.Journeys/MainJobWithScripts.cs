using Microsoft.Playwright;
using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys;

/// <summary>What the pages can do besides, at a desk, in English, with JavaScript on.</summary>
public class MainJobWithScripts(RunningSite site)
{
    private static readonly Look Desk = new(Chinese: false, Width: Look.Desk);

    [Fact]
    public async Task What_was_typed_is_still_there_after_a_reload_and_a_photo_goes_along()
    {
        await using var visitor = await site.WelcomeAsync(Desk);
        var resident = new Resident(visitor);
        var small = new Small("The lamp by the bicycle shed flickers.", "Photo Yard");
        await resident.ToWordsAsync(small.Subject);
        await visitor.Field("Words").PressSequentiallyAsync(small.Words);
        await Assertions.Expect(visitor.Page.Locator(".app-draft")).ToContainTextAsync("A draft is being kept");

        await visitor.Page.ReloadAsync();

        await Assertions.Expect(visitor.Field("Words")).ToHaveValueAsync(small.Words);
        await Assertions.Expect(visitor.Page.Locator(".app-draft")).ToContainTextAsync("restored");
        await visitor.PictureAsync("draft");
        await resident.NextAsync("/raise/where");
        await visitor.PictureAsync("where");
        await resident.AnswerWhereAsync(small);

        var photo = await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Type = ScreenshotType.Jpeg });
        await visitor
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "lamp.jpg",
                    MimeType = "image/jpeg",
                    Buffer = photo,
                }
            );
        await visitor.PressAsync("加上，再选", "Add and choose more");
        await Assertions.Expect(visitor.Page.GetByAltText("A photo that you added")).ToHaveCountAsync(1);
        await resident.NextAsync("/raise/contact");
        await resident.NextAsync("/raise/check");
        await visitor.PictureAsync("check");
        var receipt = await resident.SendAsync();

        await visitor.GoAsync(receipt.Link);
        await Assertions.Expect(visitor.Page.GetByAltText("Photo that came with it")).ToHaveCountAsync(1);
        await visitor.PictureAsync("follow");
        await visitor.GoAsync("/raise");
        await resident.ToWordsAsync(small.Subject);
        await Assertions.Expect(visitor.Field("Words")).ToHaveValueAsync("");
        visitor.SawNoFault();
    }

    [Fact]
    public async Task A_new_matter_appears_in_an_open_inbox_by_itself_and_the_keys_stay_on_their_row()
    {
        await using var visitor = await site.WelcomeAsync(Desk);
        var here = await new Resident(visitor).RaiseAsync(new Small("Lamp 11 in Live Lane is dark.", "Live Lane East"));
        await using var desk = await site.SignInAsync(Staff.WorksSupervisor, Desk);
        await desk.GoAsync("/staff?tab=nottaken");
        await desk.Page.EvaluateAsync("window.sameDocument = true");
        await desk.Page.Locator($"#m{here.Number} a").FocusAsync();
        var receipt = await new Resident(visitor).RaiseAsync(new Small("Lamp 12 in Live Lane is dark.", "Live Lane"));

        await Assertions.Expect(desk.Page.Locator($"#m{receipt.Number}")).ToBeVisibleAsync(new() { Timeout = 30_000 });

        Assert.True(await desk.Page.EvaluateAsync<bool>("window.sameDocument === true"));
        Assert.Equal(
            $"/staff/matters/{here.Number}",
            await desk.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')")
        );
        await desk.PictureAsync("inbox");
        visitor.SawNoFault();
        desk.SawNoFault();
    }

    [Fact]
    public async Task Of_two_handlers_at_once_the_second_sees_what_changed_and_loses_no_typing()
    {
        const string typed = "We shall look at the cable on Thursday.";
        await using var visitor = await site.WelcomeAsync(Desk);
        var receipt = await new Resident(visitor).RaiseAsync(new Small("The lamp in Two Hands Lane hums.", "Two Hands Lane"));
        await using var first = await site.SignInAsync(Staff.WorksHandler, Desk);
        await using var second = await site.SignInAsync(Staff.WorksSupervisor, Desk);
        foreach (var one in new[] { first, second })
        {
            await new Officer(one).OpenAsync(receipt);
            await one.FollowAsync("写给居民", "Write to the resident");
        }

        await first.FillAsync("Form.Text", "We have received it.");
        await first.PressAsync("发给居民", "Send it");
        await second.FillAsync("Form.Text", typed);
        await second.PressAsync("发给居民", "Send it");

        await Assertions.Expect(second.Page.Locator(".app-changed")).ToContainTextAsync("We have received it.");
        await Assertions.Expect(second.Field("Form.Text")).ToHaveValueAsync(typed);
        await second.PictureAsync("conflict");
        await second.PressAsync("按最新情况提交", "Send on the new version");
        var page = await second.ReadAsync();
        Assert.Contains(typed, page);
        Assert.Contains("We have received it.", page);
        await second.PictureAsync("matter");
        first.SawNoFault();
        second.SawNoFault();
    }
}
