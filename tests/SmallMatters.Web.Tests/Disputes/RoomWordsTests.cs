using SmallMatters.Domain.Disputes;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>How a room speaks: true at every stage, and in English without Chinese punctuation.</summary>
public class RoomWordsTests(TestHosts hosts)
{
    private const string FullWidth = "，。、；：？！（）【】「」《》“”";

    [Fact]
    public async Task English_rooms_have_no_full_width_punctuation_and_say_what_is_still_true_once_an_agreement_is_in_effect()
    {
        var host = await hosts.OnAsync(DatabaseKind.Sqlite);
        var scene = await DisputeScene.MakeAsync(
            host,
            about: "steps at night",
            first: ("Zhang", "13900001234"),
            second: ("Li", "")
        );
        Assert.Contains("不调解，随时停止", (await scene.Mine.GetAsync(scene.First)).Main, StringComparison.Ordinal);
        await scene.MediateAsync();
        await EnglishAsync(scene, "", "/consent", "/safety", "/erase");
        await scene.AgreeAsync(20, AgreementForm.Written);
        await EnglishAsync(scene, "", "/consent", "/safety", "/erase", "/follow-up");
        var english = await scene.Theirs.GetAsync($"{scene.Second}?lang=en");
        Assert.Contains("talk again", english.Main, StringComparison.Ordinal);
        Assert.Contains("confirm", english.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("say no, and stop", english.Main, StringComparison.Ordinal);
        var chinese = await scene.Mine.GetAsync($"{scene.First}?lang=zh");
        Assert.DoesNotContain("不调解，随时停止", chinese.Main, StringComparison.Ordinal);
        Assert.Contains("再谈一次", chinese.Main, StringComparison.Ordinal);
        Assert.Contains("向法院起诉", chinese.Main, StringComparison.Ordinal);
    }

    // What people wrote and what is called by its Chinese name is quoted: it stands in elements of its own.
    private static async Task EnglishAsync(DisputeScene scene, params string[] pages)
    {
        foreach (var page in pages)
        {
            var shown = await scene.Mine.GetAsync($"{scene.First}{page}?lang=en");
            var main = shown.Document.QuerySelector("main")!;
            foreach (var quoted in main.QuerySelectorAll("bdi, .app-said, [dir=auto], [lang|=zh]").ToList())
            {
                quoted.Remove();
            }
            var found = main.TextContent.Split('\n').Where(line => line.Any(FullWidth.Contains)).Select(line => line.Trim());
            Assert.True(!found.Any(), $"{page}: {string.Join(" | ", found)}");
        }
    }
}
