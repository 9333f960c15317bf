using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>Hand-overs to another venue, advice to one side alone, the mediator's allowance, and the moment to offer mediation.</summary>
public class HandOverPagesTests(TestHosts hosts)
{
    private const string Advice = "说了起诉时效，给了12348的电话";

    [Theory, OnBothDatabases]
    public async Task A_dispute_goes_to_an_organisation_outside_with_consent_letter_and_receipt(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        await scene.MediateAsync();
        var page = await scene.StepAsync(
            "handover",
            ("Form.Code", nameof(Linkage.Court)),
            ("Form.Where", "柳北区法院诉前调解中心")
        );
        Assert.Empty(page.Mistakes);
        foreach (var (browser, room) in new[] { (scene.Mine, scene.First), (scene.Theirs, scene.Second) })
        {
            var done = await DisputeScene.InRoomAsync(
                browser,
                room,
                "/consent?about=handover",
                ("Answer", nameof(ConsentAnswer.Given))
            );
            Assert.Empty(done.Mistakes);
        }
        page = await scene.StepAsync("handedover", [("Form.Words", "移字3号"), .. await scene.TodayAsync("Form.Day")]);
        Assert.Empty(page.Mistakes);
        Assert.Contains("等回执", page.Main, StringComparison.Ordinal);
        Assert.Contains("柳北区法院诉前调解中心", (await scene.Theirs.GetAsync(scene.Second)).Main, StringComparison.Ordinal);
        var letter = await scene.Clerk.Browser.GetAsync($"{scene.Address}/file/hand-over/print");
        Assert.Contains("诉调对接移交函", letter.Text, StringComparison.Ordinal);
        Assert.Contains("移字3号", letter.Text, StringComparison.Ordinal);
        page = await scene.StepAsync("receipt", [("Form.Words", "回字8号"), .. await scene.TodayAsync("Form.Day")]);
        Assert.Empty(page.Mistakes);
        Assert.Contains("已移交别的调解组织", page.Main, StringComparison.Ordinal);
        Assert.Contains("已移交别的调解组织", (await scene.Mine.GetAsync(scene.First)).Main, StringComparison.Ordinal);
        Assert.Null(await scene.FirstBrokenAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Where_the_other_side_refuses_one_is_advised_alone_and_the_other_never_reads_it(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/consent", ("Answer", nameof(ConsentAnswer.Refused)));
        var page = await scene.PageAsync();
        page = await scene.Clerk.Browser.SubmitAsync(
            await scene.Clerk.Browser.GetAsync(page.LinkTo("单独辅导这一方")),
            [("Form.Words", Advice), ("Form.How", nameof(ConsentHow.InPerson))]
        );
        Assert.Empty(page.Mistakes);
        var mine = await scene.Mine.GetAsync(scene.First);
        Assert.Contains(Advice, mine.Main, StringComparison.Ordinal);
        Assert.Contains("您自己还可以做的", mine.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Advice, (await scene.Theirs.GetAsync(scene.Second)).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_second_matter_at_the_same_place_is_the_moment_to_offer_mediation(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.True(Place.TryCreate("柳荫里", $"{Guid.CreateVersion7():N}"[^6..], "1", out var place, out _));
        Raise Here(Raise raise) => raise with { Where = new Where(place, null, null, null) };
        var first = await office.RaiseAsync(change: Here);
        Assert.DoesNotContain("现在适合问问双方", (await clerk.OpenAsync(first, "")).Main, StringComparison.Ordinal);
        var second = await office.RaiseAsync(change: Here);
        var page = await clerk.OpenAsync(second, "");
        Assert.Contains("同一栋楼、同一类事", page.Main, StringComparison.Ordinal);
        Assert.Contains($"{first.Reference}", page.Main, StringComparison.Ordinal);
        Assert.Contains("/dispute", page.LinkTo("征求双方意愿"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_second_matter_without_a_building_prompts_within_a_hundred_and_fifty_metres_and_says_so(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        // A latitude of its own, so that no other test's matter is near.
        const double latitude = 30.5123;
        Func<Raise, Raise> At(double north) =>
            raise =>
                raise with
                {
                    Where = new Where(null, null, PositionGiven.From(latitude + north, 104.05, CoordinateSystem.Wgs84), null),
                };
        await office.RaiseAsync(change: At(0.0016));
        var alone = await office.RaiseAsync(change: At(0));
        Assert.DoesNotContain("现在适合问问双方", (await clerk.OpenAsync(alone, "")).Main, StringComparison.Ordinal);
        var second = await office.RaiseAsync(change: At(0.0001));
        var page = await clerk.OpenAsync(second, "");
        Assert.Contains("150 米以内、同一类事", page.Main, StringComparison.Ordinal);
        Assert.Contains($"{alone.Reference}", page.Main, StringComparison.Ordinal);
    }
}
