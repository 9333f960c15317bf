using System.Net;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>What the unit still sees that handed a dispute over to another unit.</summary>
public class SentDisputeTests(TestHosts hosts)
{
    private const string Later = "换了所里以后单独说的话";

    [Theory, OnBothDatabases]
    public async Task Both_units_have_the_receipt_and_the_sender_sees_where_it_went_and_nothing_that_came_after(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        await scene.MediateAsync();
        var taker = await scene.HandOverAsync(Neighbourhood.Station, "移字12号");
        var sender = scene.Clerk;
        var reference = $"{scene.Raised.Reference}";

        var list = await sender.Browser.GetAsync("/staff/disputes?sent=true");
        Assert.Contains(reference, list.Main, StringComparison.Ordinal);
        Assert.Contains("柳园派出所", list.Main, StringComparison.Ordinal);
        Assert.Contains("等回执", list.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("移字12号", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reference, (await sender.Browser.GetAsync("/staff/disputes")).Main, StringComparison.Ordinal);

        scene.Clerk = taker;
        var given = await scene.StepAsync("receipt", [("Form.Words", "回字34号"), .. await scene.TodayAsync("Form.Day")]);
        Assert.Empty(given.Mistakes);
        Assert.Contains("回字34号", given.Main, StringComparison.Ordinal);
        await DisputeScene.InRoomAsync(scene.Mine, scene.First, "", ("Words", Later));

        var sent = await sender.Browser.GetAsync($"/staff/disputes/sent/{scene.Raised.Reference.Value}");
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        foreach (var word in new[] { reference, "柳园派出所", "移字12号", "回字34号", "已有回执", "公调对接" })
        {
            Assert.Contains(word, sent.Main, StringComparison.Ordinal);
        }
        foreach (var word in new[] { Later, "楼上夜里的脚步声", "老张", "小李", "13900001234" })
        {
            Assert.DoesNotContain(word, sent.Text, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await sender.Browser.GetAsync(scene.Address)).Status);

        var english = await scene.Office.HireAsync(Neighbourhood.WillowDesk, language: "en");
        var shown = await english.Browser.GetAsync($"/staff/disputes/sent/{scene.Raised.Reference.Value}");
        Assert.Contains("receipted", shown.Main, StringComparison.Ordinal);
        Assert.Null(await scene.FirstBrokenAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Units_that_did_not_send_it_find_nothing(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        var taker = await scene.HandOverAsync(Neighbourhood.Station, "移字13号");
        var other = await scene.Office.HireAsync(Neighbourhood.BellDesk);
        foreach (var clerk in (Clerk[])[taker, other])
        {
            var page = await clerk.Browser.GetAsync($"/staff/disputes/sent/{scene.Raised.Reference.Value}");
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            Assert.DoesNotContain(
                $"{scene.Raised.Reference}",
                (await clerk.Browser.GetAsync("/staff/disputes?sent=true")).Main,
                StringComparison.Ordinal
            );
        }
    }
}
