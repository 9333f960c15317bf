using System.Net;
using SmallMatters.Domain.Units;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Conduct;

/// <summary>A resident's praise, from their words to the unit's morning board.</summary>
public class PraisePagesTests(TestHosts hosts)
{
    private const string Own = "修路灯的师傅天黑了还在弄，弄好以后把碎玻璃也扫了。";
    private const string Told = "晚上修灯修到很晚，现场收拾干净了。";

    [Theory, OnBothDatabases]
    public async Task The_unit_hears_of_it_in_other_words_and_the_resident_reads_what_it_was_told(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var raised = await office.RaiseAsync(
            words: Own,
            phone: "13900007776",
            name: "柳四婶",
            change: r => r with { Kind = Kind.Praise }
        );
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var praised = await office.HireAsync(Neighbourhood.Lamps);
        var stranger = await office.HireAsync(Neighbourhood.Station);
        var form = await clerk.Browser.GetAsync((await clerk.OpenAsync(raised)).LinkTo("转达表扬"));
        var wrong = await clerk.Browser.SubmitAsync(form, [("Form.Words", "师傅天黑了还在弄，弄好以后扫了地")]);
        Assert.NotNull(wrong.MistakeBeside("Form.Unit"));
        Assert.Contains("原话", wrong.MistakeBeside("Form.Words"));
        var done = await clerk.Browser.SubmitAsync(form, [("Form.Unit", Neighbourhood.Lamps), ("Form.Words", Told)]);
        Assert.Contains("表扬已转达", done.Main);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.OpenAsync(raised, "praise")).Status);

        foreach (var address in new[] { "/staff/praise", "/staff/morning-board" })
        {
            var page = await praised.Browser.GetAsync(address);
            Assert.Contains(Told, page.Main);
            foreach (var telling in new[] { "碎玻璃", "柳四婶", "13900007776", $"{raised.Reference.Value}" })
            {
                Assert.DoesNotContain(telling, page.Text);
            }
            Assert.DoesNotContain(Told, (await stranger.Browser.GetAsync(address)).Main);
        }
        Assert.Contains(Told, (await office.Host.NewBrowser().GetAsync($"/m/{raised.Link}")).Main);
        var complaint = await office.RaiseAsync();
        Assert.DoesNotContain("转达表扬", (await clerk.OpenAsync(complaint)).Main);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.OpenAsync(complaint, "praise")).Status);
    }
}
