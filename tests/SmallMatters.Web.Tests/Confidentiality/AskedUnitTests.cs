using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>A unit that is only asked whether it takes a matter over decides without the door and without the number.</summary>
public class AskedUnitTests(TestHosts hosts)
{
    private const string Door = "标记门牌丙";
    private const string WhereWords = "标记地点原文丙";
    private const string ReadBack = "标记复述丙 13900003333";

    private static readonly string[] Markers = [Door, WhereWords, ReadBack];

    [Theory, OnBothDatabases]
    public async Task A_proposed_next_owner_reads_what_it_is_about_and_not_the_door_until_it_accepts(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var owner = await office.HireAsync(Neighbourhood.WillowDesk);
        var asked = await office.HireAsync(Neighbourhood.BellDesk);
        var raised = await RaiseAsync(office, Neighbourhood.Noise);
        foreach (var marker in Markers)
        {
            Assert.Contains(marker, (await owner.OpenAsync(raised)).Main, StringComparison.Ordinal);
        }
        await owner.Browser.SubmitAsync(
            await owner.OpenAsync(raised, "hand-over"),
            [("Form.To", Neighbourhood.BellDesk), ("Form.Ground", "place"), ("Form.Reason", "在贵社区")]
        );

        foreach (var address in new[] { "", "/hand-over/answer" })
        {
            var page = await asked.OpenAsync(raised, address.TrimStart('/'));
            Assert.All(Markers, marker => Assert.DoesNotContain(marker, page.Text, StringComparison.Ordinal));
        }
        var whole = await asked.OpenAsync(raised);
        Assert.Contains("楼下半夜很吵。", whole.Main, StringComparison.Ordinal);
        Assert.Contains("柳园小区", whole.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("31.23050", whole.Text, StringComparison.Ordinal);
        var list = await asked.Browser.GetAsync("/staff?tab=asked");
        Assert.Contains(raised.Reference.ToString(), list.Main, StringComparison.Ordinal);
        Assert.All(Markers, marker => Assert.DoesNotContain(marker, list.Text, StringComparison.Ordinal));

        await asked.Browser.SubmitAsync(await asked.OpenAsync(raised, "hand-over/answer"), [("Form.Answer", "Accept")]);
        var theirs = await asked.OpenAsync(raised);
        Assert.All(Markers, marker => Assert.Contains(marker, theirs.Main, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task In_public_space_a_proposed_next_owner_sees_the_point_on_the_map(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var owner = await office.HireAsync(Neighbourhood.Lamps);
        var asked = await office.HireAsync(Neighbourhood.BellDesk);
        var raised = await RaiseAsync(office, Neighbourhood.Lamp);
        await owner.Browser.SubmitAsync(
            await owner.OpenAsync(raised, "hand-over"),
            [("Form.To", Neighbourhood.BellDesk), ("Form.Ground", "place"), ("Form.Reason", "是贵社区的灯")]
        );

        var page = await asked.OpenAsync(raised);
        Assert.Contains("31.2305", page.Text, StringComparison.Ordinal);
        Assert.All(Markers, marker => Assert.DoesNotContain(marker, page.Text, StringComparison.Ordinal));
    }

    private static Task<RaiseResult.Raised> RaiseAsync(Office office, string category)
    {
        Assert.True(Place.TryCreate("柳园小区", "3栋", null, out var place, out _));
        var position = PositionGiven.From(
            Neighbourhood.InWillow.Latitude,
            Neighbourhood.InWillow.Longitude,
            CoordinateSystem.Wgs84
        );
        return office.RaiseAsync(
            category,
            change: r =>
                r with
                {
                    Origin = Origin.OnBehalf,
                    Channel = Channel.Phone,
                    Where = new Where(place, Door, position, WhereWords),
                    ReadBack = ReadBack,
                }
        );
    }
}
