using System.Text;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Photos;
using Xunit;

namespace SmallMatters.Web.Tests.Raising;

public sealed class BadInputTests(TestHosts hosts)
{
    [Theory]
    [OnBothDatabases("/raise", "Danger", "zh"), OnBothDatabases("/raise", "Danger", "en")]
    [OnBothDatabases("/raise/about", "Subject", "zh"), OnBothDatabases("/raise/about", "Subject", "en")]
    [OnBothDatabases("/raise/words", "Words", "zh"), OnBothDatabases("/raise/words", "Words", "en")]
    [OnBothDatabases("/raise/where", "Here.Area", "zh"), OnBothDatabases("/raise/where", "Here.Area", "en")]
    public async Task A_missing_answer_is_said_beside_its_field_in_the_persons_language(
        DatabaseKind kind,
        string path,
        string field,
        string language
    )
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser(language);
        var page = path == "/raise" ? await browser.GetAsync(path) : await new Journey(browser).ToAsync(path);
        page = await browser.SubmitAsync(page);
        Assert.Equal(path, page.Path);
        var mistake = page.MistakeBeside(field);
        Assert.NotNull(mistake);
        Assert.Equal(language == "zh", mistake.Any(c => c is >= '\u4e00' and <= '\u9fff'));
        Assert.Single(page.Mistakes);
        var target = page.Document.QuerySelector(".govuk-error-summary__list a")!.GetAttribute("href")![1..];
        Assert.NotNull(page.Document.GetElementById(target));
    }

    [Theory, OnBothDatabases]
    public async Task A_hundred_kilobytes_of_text_are_refused_beside_the_field_and_nothing_is_lost(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var page = await new Journey(browser).ToAsync("/raise/words");
        var typed = string.Concat(Enumerable.Repeat("楼道堆物，行人难过。", 100 * 1024 / 10));
        page = await browser.SubmitAsync(page, [("Words", typed)]);
        Assert.Contains("4000", page.MistakeBeside("Words"), StringComparison.Ordinal);
        Assert.Equal(typed, page.ValueOf("Words"));
    }

    [Theory, OnBothDatabases]
    public async Task Emoji_and_right_to_left_text_are_kept_and_null_bytes_are_dropped(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        const string Kept = "😀 路灯 مصباح הפנס 👨‍👩‍👧 <script>alert(1)</script>";
        var receipt = await new Journey(browser).RaiseAsync(words: Kept.Replace("路灯", "路\0灯", StringComparison.Ordinal));
        var matter = await browser.GetAsync(Journey.LinkOf(receipt));
        Assert.Contains(Kept, matter.Main, StringComparison.Ordinal);
        Assert.Empty(matter.Document.QuerySelectorAll("main script"));
    }

    [Theory, OnBothDatabases]
    public async Task A_position_outside_every_area_is_told_and_one_can_go_on_by_area(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var page = await new Journey(browser).ToAsync("/raise/where");
        page = await browser.SubmitAsync(
            page,
            [("Here.Area", Neighbourhood.Willow), ("Here.Latitude", "39.9042"), ("Here.Longitude", "116.4074")]
        );
        Assert.NotNull(page.MistakeBeside("Here.Latitude"));
        Assert.Equal("39.9042", page.ValueOf("Here.Latitude"));
        // It stays on offer beside the position while something else is mended.
        page = await browser.SubmitAsync(page, [("Here.WithoutPosition", "true"), ("Here.Area", "")]);
        Assert.NotNull(page.MistakeBeside("Here.Area"));
        var between = page.Document.QuerySelectorAll(
            "[name='Here.Longitude'], [name='Here.WithoutPosition'], [name='Here.System']"
        );
        Assert.Equal(
            ["Here.Longitude", "Here.WithoutPosition", "Here.System"],
            between.Where(field => field.GetAttribute("type") != "hidden").Select(field => field.GetAttribute("name"))
        );
        page = await browser.SubmitAsync(page, [("Here.Area", Neighbourhood.Willow)]);
        Assert.Equal("/raise/photos", page.Path);
    }

    [Theory]
    [OnBothDatabases("zh", "这个位置在钟楼社区，您选的是柳园社区。请改选片区、改正位置，或者不用这个位置")]
    [OnBothDatabases(
        "en",
        "This position is in Bell Tower, and you chose Willow Garden. Choose the other area, mend the position, or go on without it"
    )]
    public async Task A_position_in_another_area_than_the_chosen_one_is_told_and_the_person_chooses(
        DatabaseKind kind,
        string language,
        string told
    )
    {
        var host = await hosts.OnAsync(kind);
        (string, string)[] contradicting =
        [
            ("Here.Area", Neighbourhood.Willow),
            ("Here.Latitude", $"{Neighbourhood.InBell.Latitude}"),
            ("Here.Longitude", $"{Neighbourhood.InBell.Longitude}"),
        ];
        foreach (
            var choice in new[]
            {
                [("Here.Area", Neighbourhood.Bell)],
                new[] { ("Here.WithoutPosition", "true") },
                [("Here.Longitude", $"{Neighbourhood.InWillow.Longitude}")],
            }
        )
        {
            var browser = host.NewBrowser(language);
            var page = await browser.SubmitAsync(await new Journey(browser).ToAsync("/raise/where"), contradicting);
            Assert.Equal("/raise/where", page.Path);
            Assert.EndsWith(told, page.MistakeBeside("Here.Area"), StringComparison.Ordinal);
            Assert.Equal(Neighbourhood.Willow, page.ValueOf("Here.Area"));
            Assert.Equal($"{Neighbourhood.InBell.Longitude}", page.ValueOf("Here.Longitude"));
            Assert.Equal("/raise/photos", (await browser.SubmitAsync(page, choice)).Path);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_position_alone_says_which_area_it_is(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var page = await browser.SubmitAsync(
            await new Journey(browser).ToAsync("/raise/where"),
            [("Here.Latitude", $"{Neighbourhood.InBell.Latitude}"), ("Here.Longitude", $"{Neighbourhood.InBell.Longitude}")]
        );
        Assert.Equal("/raise/photos", page.Path);
        Assert.Equal(Neighbourhood.Bell, (await browser.GetAsync("/raise/where")).ValueOf("Here.Area"));
    }

    [Theory]
    [OnBothDatabases("91", "121")]
    [OnBothDatabases("31.2", "")]
    [OnBothDatabases("north", "121.4")]
    [OnBothDatabases("NaN", "NaN")]
    public async Task Degrees_that_are_none_are_refused_beside_the_field(DatabaseKind kind, string latitude, string longitude)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var page = await new Journey(browser).ToAsync("/raise/where");
        page = await browser.SubmitAsync(
            page,
            [("Here.Area", Neighbourhood.Willow), ("Here.Latitude", latitude), ("Here.Longitude", longitude)]
        );
        Assert.Equal("/raise/where", page.Path);
        Assert.NotNull(page.MistakeBeside(latitude == "31.2" ? "Here.Longitude" : "Here.Latitude"));
        Assert.Equal(latitude, page.ValueOf("Here.Latitude"));
    }

    [Theory, OnBothDatabases]
    public async Task A_position_alone_tells_the_area(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var page = await new Journey(browser).ToAsync("/raise/where");
        page = await browser.SubmitAsync(page, [("Here.Latitude", "31.2305"), ("Here.Longitude", "121.4905")]);
        Assert.Equal("/raise/photos", page.Path);
        page = await browser.GetAsync("/raise/check");
        Assert.Contains("钟楼社区", page.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_door_number_does_not_belong_into_the_building(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var page = await new Journey(browser).ToAsync("/raise/where");
        page = await browser.SubmitAsync(
            page,
            [("Here.Area", Neighbourhood.Willow), ("Here.Estate", "柳园小区"), ("Here.Building", "3-2-501")]
        );
        Assert.NotNull(page.MistakeBeside("Here.Building"));
        Assert.Equal("3-2-501", page.ValueOf("Here.Building"));
    }

    [Theory]
    [OnBothDatabases("Contact.Phone", "不是电话")]
    [OnBothDatabases("Contact.Phone", "12")]
    [OnBothDatabases("Contact.Email", "somebody at example")]
    [OnBothDatabases("Contact.Email", "a@b")]
    [OnBothDatabases("Contact.Email", "a@b.")]
    public async Task A_contact_that_reaches_nobody_is_refused_beside_the_field(DatabaseKind kind, string field, string typed)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var page = await browser.SubmitAsync(
            await new Journey(browser).ToAsync("/raise/contact"),
            [(field, typed), ("Contact.Name", "陈奶奶")]
        );
        Assert.NotNull(page.MistakeBeside(field));
        Assert.Equal(typed, page.ValueOf(field));
        Assert.Equal("陈奶奶", page.ValueOf("Contact.Name"));
    }

    [Theory, OnBothDatabases]
    public async Task A_photo_is_kept_and_what_is_no_photo_is_refused_by_name(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var journey = new Journey(browser);
        var page = await journey.ToAsync("/raise/photos");
        var good = MadePhotos.Png();
        page = await journey.SendPhotosAsync(
            page,
            new ChosenFile("files", "灯.png", "image/png", good),
            new ChosenFile("files", "半张.png", "image/png", good[..(good.Length / 2)]),
            new ChosenFile("files", "说明.png", "image/png", Encoding.UTF8.GetBytes("<html>"))
        );
        Assert.Equal("/raise/photos", page.Path);
        Assert.Equal(2, page.Mistakes.Count);
        Assert.Contains(page.Mistakes, m => m.StartsWith("半张.png", StringComparison.Ordinal));
        Assert.Contains(page.Mistakes, m => m.StartsWith("说明.png", StringComparison.Ordinal));
        var shown = page.Document.QuerySelectorAll(".app-photos img");
        Assert.Single(shown);
        Assert.Equal(
            "image/png",
            (await browser.GetAsync(shown[0].GetAttribute("src")!)).Response.Content.Headers.ContentType?.MediaType
        );
        Assert.Equal("/raise/contact", (await journey.SendPhotosAsync(page)).Path);
        var receipt = await browser.SubmitAsync(await browser.GetAsync("/raise/check"));
        var matter = await browser.GetAsync(Journey.LinkOf(receipt));
        Assert.Single(matter.Document.QuerySelectorAll(".app-photos img"));
    }

    [Theory, OnBothDatabases]
    public async Task The_categorys_own_questions_must_be_answered_from_the_list(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var page = await new Journey(browser).ToAsync("/raise/words", "c:" + Neighbourhood.Stairwell);
        page = await browser.SubmitAsync(page, [("Words", "楼道堆满了纸箱。"), ("more-floor", "三楼")]);
        Assert.NotNull(page.MistakeBeside("more-blocked"));
        Assert.NotNull(page.MistakeBeside("more-floor"));
        Assert.Equal("三楼", page.ValueOf("more-floor"));
        page = await browser.SubmitAsync(page, [("more-blocked", "perhaps"), ("more-floor", "3")]);
        Assert.NotNull(page.MistakeBeside("more-blocked"));
        page = await browser.SubmitAsync(page, [("more-blocked", "no")]);
        Assert.Equal("/raise/where", page.Path);
    }
}
