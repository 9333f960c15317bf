using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Raising;
using Xunit;

namespace SmallMatters.Web.Tests.Following;

/// <summary>What a verdict sent without answers says, and the receipt on paper.</summary>
public class VerdictAndReceiptWordsTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task A_verdict_without_answers_is_told_which_questions_are_open(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已处理。"), clerk.Actor, j, now)
        );
        foreach (
            var (language, told) in new[]
            {
                ("zh", new[] { "请选择有没有及时告诉您进展", "请选择有没有公平、客气地对待您", "请选择问题解决了没有" }),
                ("en", ["Say whether you were kept informed", "Say whether you were treated fairly", "Say whether it is solved"]),
            }
        )
        {
            var browser = office.Host.NewBrowser(language);
            var page = await browser.SubmitAsync(await browser.GetAsync($"/m/{raised.Link}/verdict"));
            Assert.Equal(told.Order(), page.Mistakes.Order());
            Assert.EndsWith(told[1], page.MistakeBeside("Fair"), StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_printed_receipt_has_the_link_once_and_whole(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var receipt = await new Journey(browser).RaiseAsync();
        var link = receipt.Document.QuerySelector("main .app-receipt a")!;
        Assert.StartsWith("http", link.TextContent, StringComparison.Ordinal);
        Assert.Contains("app-link-itself", link.ClassList);
        // Paper gets each link's address after its words, except where the words are the address.
        var style = (await browser.GetAsync(receipt.Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!)).Text;
        Assert.Matches(@"\.app-link-itself\[href\]::?after\{content:none\}", style);
    }
}
