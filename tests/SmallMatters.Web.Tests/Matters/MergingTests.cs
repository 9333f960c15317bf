using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Notices;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Matters;

public class MergingTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task Whose_matter_was_merged_is_told_what_happens_to_the_other_and_sees_it_behind_their_own_link(
        DatabaseKind kind
    )
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var into = await office.RaiseAsync();
        var middle = await office.RaiseAsync();
        var merged = await office.RaiseAsync(phone: "13800000021");
        foreach (var (from, to) in new[] { (merged, middle), (middle, into) })
        {
            var target = await office.NowAsync(to);
            await office.DoAsync(from, clerk.Actor, (m, _, now) => MergeRule.Decide(m, new Merge(target), clerk.Actor, now));
        }

        await office.DoAsync(
            into,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已处理。"), clerk.Actor, j, now)
        );

        var notices = await office
            .Host.Services.GetRequiredService<NoticeOutbox>()
            .LatestAsync(500, TestContext.Current.CancellationToken);
        var told = Assert.Single(
            notices,
            n => n.Address == "13800000021" && n.Words!.Contains($"{into.Reference}，已有办理结果")
        );
        Assert.StartsWith($"【小事不小】您的诉求已并入 {into.Reference}", told.Words);
        Assert.DoesNotContain("请您评价", told.Words);
        var page = await office.Host.NewBrowser().GetAsync($"/m/{merged.Link}");
        Assert.Contains($"并入的诉求 {middle.Reference}", page.Main);
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_matters_that_are_merged_into_each_other_at_once_one_stays_open(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var (one, other) = (await office.RaiseAsync(), await office.RaiseAsync());
        var bothHaveLooked = new Barrier(2);

        var results = await Task.WhenAll(MergeAsync(one, other), MergeAsync(other, one));

        Assert.Single(results.OfType<ChangeResult.Changed>());
        var refused = Assert.Single(results.OfType<ChangeResult.Refused>());
        Assert.Equal("merge-target-was-merged", refused.Why.Code);
        Assert.Single(new[] { await office.NowAsync(one), await office.NowAsync(other) }.OfType<Matter.Open>());

        Task<ChangeResult> MergeAsync(RaiseResult.Raised from, RaiseResult.Raised into)
        {
            var first = true;
            return office.Host.Book.DecideBesideAsync(
                from.Id,
                into.Id,
                clerk.Actor,
                async (matter, target, now) =>
                {
                    if (first)
                    {
                        first = false;
                        await Task.Run(() => Assert.True(bothHaveLooked.SignalAndWait(TimeSpan.FromSeconds(20))));
                    }
                    return MergeRule.Decide(matter, new Merge(target!), clerk.Actor, now);
                }
            );
        }
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_merged_into_a_matter_that_was_merged_and_the_page_names_where_it_went(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var (one, other) = (await office.RaiseAsync(), await office.RaiseAsync());
        var form = await clerk.OpenAsync(other, "merge");
        var target = await office.NowAsync(other);
        await office.DoAsync(one, clerk.Actor, (m, _, now) => MergeRule.Decide(m, new Merge(target), clerk.Actor, now));

        var refused = await clerk.Browser.SubmitAsync(form, [("Form.Reference", one.Reference.ToString())]);

        Assert.Contains($"已经并入 {other.Reference}", refused.MistakeBeside("Form.Reference"));
        Assert.IsType<Matter.Open>(await office.NowAsync(other));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_offered_to_merge_into_begins_with_the_same_place_however_many_newer_ones_there_are(
        DatabaseKind kind
    )
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.True(Place.TryCreate("画眉苑", $"{kind}栋", null, out var place, out _));
        var there = new Where(place, null, null, null);
        var same = await office.RaiseAsync(change: r => r with { Where = there });
        for (var newer = 0; newer < 12; newer++)
        {
            await office.RaiseAsync();
        }
        var raised = await office.RaiseAsync(change: r => r with { Where = there });

        var offered = (await clerk.OpenAsync(raised, "merge")).Main;

        Assert.Contains(same.Reference.ToString(), offered);
    }

    [Theory, OnBothDatabases]
    public async Task A_matter_is_merged_into_a_similar_one_or_by_its_reference(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.True(Place.TryCreate("喜鹊苑", $"{kind}栋", null, out var place, out _));
        var into = await office.RaiseAsync(
            words: "同一件噪声",
            change: r => r with { Where = new Where(place, null, null, null) }
        );
        var raised = await office.RaiseAsync(
            words: "又是这件噪声",
            change: r => r with { Where = new Where(place, null, null, null) }
        );
        var elsewhere = await office.RaiseAsync(area: Neighbourhood.Bell);
        var form = await clerk.OpenAsync(raised, "merge");
        Assert.Contains(into.Reference.ToString(), form.Main);

        foreach (var wrong in new[] { "", "12", elsewhere.Reference.ToString(), raised.Reference.ToString() })
        {
            Assert.NotNull((await clerk.Browser.SubmitAsync(form, [("Form.Reference", wrong)])).MistakeBeside("Form.Reference"));
        }
        await clerk.Browser.SubmitAsync(form, [("Form.Reference", into.Reference.ToString())]);

        var settled = Assert.IsType<Matter.Settled>(await office.NowAsync(raised));
        Assert.Equal(new Outcome.Merged(into.Id, into.Reference), settled.Outcome);
    }
}
