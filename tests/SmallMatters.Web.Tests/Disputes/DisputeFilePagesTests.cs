using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Documents;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>The papers of a dispute as those who deal with it open them, and nobody else.</summary>
public class DisputeFilePagesTests(TestHosts hosts)
{
    private const string Alone = "我只想安静地睡觉";

    [Theory, OnBothDatabases]
    public async Task The_file_lists_thirteen_papers_with_what_is_missing_and_gives_each_in_its_forms(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        var page = await scene.Clerk.Browser.GetAsync((await scene.PageAsync()).LinkTo("卷宗"));
        Assert.Equal(13, page.Document.QuerySelectorAll("main section h3").Length);
        Assert.Contains("还没有选择调解渠道", page.Main, StringComparison.Ordinal);
        Assert.Contains("还没有写下协议内容", page.Main, StringComparison.Ordinal);
        await scene.MediateAsync();
        page = await scene.Clerk.Browser.GetAsync($"{scene.Address}/file");
        Assert.DoesNotContain("还没有选择调解渠道", page.Main, StringComparison.Ordinal);
        foreach (var link in page.Document.QuerySelectorAll("main a[href$=print],main a[href$=docx]"))
        {
            var paper = await scene.Clerk.Browser.GetAsync(link.GetAttribute("href")!);
            Assert.Equal(HttpStatusCode.OK, paper.Status);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_papers_are_filled_with_what_is_common_and_never_with_what_was_said_alone(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        await DisputeScene.InRoomAsync(scene.Mine, scene.First, "", ("Words", Alone));
        await scene.MediateAsync();
        var words = await WordsAsync(scene, "all");
        foreach (
            var said in new[]
            {
                "老张",
                "小李",
                "楼上夜里的脚步声",
                "本人在线",
                "另行封存的内容不入本卷",
                scene.Raised.Reference.ToString(),
            }
        )
        {
            Assert.Contains(said, words, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(Alone, words, StringComparison.Ordinal);
        // The telephone is written by hand: the other side signs the same paper.
        Assert.DoesNotContain("13900001234", words, StringComparison.Ordinal);
        Assert.Equal(words, await WordsAsync(scene, "all"));
    }

    [Theory, OnBothDatabases]
    public async Task Only_those_who_deal_with_the_matter_open_its_papers_and_the_parties_see_that_they_did(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        foreach (
            var (unit, role, status) in new[]
            {
                (Neighbourhood.BellDesk, StaffRole.Handler, HttpStatusCode.NotFound),
                (Neighbourhood.WillowDesk, StaffRole.Reviewer, HttpStatusCode.Forbidden),
                (Neighbourhood.WillowDesk, StaffRole.Auditor, HttpStatusCode.Forbidden),
                (Neighbourhood.Street, StaffRole.Supervisor, HttpStatusCode.OK),
            }
        )
        {
            var somebody = await scene.Office.HireAsync(unit, role);
            foreach (var at in new[] { "file", "file/all/docx", "file/all/print", "file/application/docx" })
            {
                Assert.Equal(status, (await somebody.Browser.GetAsync($"{scene.Address}/{at}")).Status);
            }
        }
        Assert.StartsWith(
            "/sign-in",
            (await host.NewBrowser().GetAsync($"{scene.Address}/file/all/docx")).Path,
            StringComparison.Ordinal
        );
        foreach (var wrong in new[] { "nothing/docx", "all/xlsx", "caucus/print" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await scene.Clerk.Browser.GetAsync($"{scene.Address}/file/{wrong}")).Status);
        }
        Assert.Contains("柳园街道办事处", (await scene.Theirs.GetAsync(scene.Second)).Main, StringComparison.Ordinal);
        await using var db = host.OpenDb();
        Assert.Contains(
            await db.Set<AccessReceiptRow>().Where(r => r.MatterId == scene.Raised.Id).ToListAsync(),
            r => r.Purpose == AccessPurpose.Mediating && r.Unit == Neighbourhood.Street
        );
    }

    private static async Task<string> WordsAsync(DisputeScene scene, string paper)
    {
        var answer = await scene.Clerk.Browser.GetAsync($"{scene.Address}/file/{paper}/docx");
        Assert.Equal(DocxWriter.MediaType, answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", answer.Response.Headers.CacheControl?.ToString());
        using var opened = WordprocessingDocument.Open(new MemoryStream(answer.Body), isEditable: false);
        return opened.MainDocumentPart!.Document.Body!.InnerText;
    }
}
