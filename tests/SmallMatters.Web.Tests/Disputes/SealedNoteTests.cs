using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Disputes;
using SmallMatters.Storage;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Keys;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>What a mediator sealed: it goes with whom it is about, and nobody changes it unseen.</summary>
public class SealedNoteTests
{
    private const string Talk = "她其实想搬走，不想让对方知道";
    private const string Plan = "先谈地垫，再谈作息";

    [Theory, OnBothDatabases]
    public async Task Erasing_the_party_makes_notes_and_plans_unreadable_and_the_chain_still_holds(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await SealedAsync(host);
        var mine = (await scene.Clerk.Browser.GetAsync($"{scene.Address}/notes")).Main;
        Assert.Contains(Talk, mine, StringComparison.Ordinal);
        Assert.Contains(Plan, mine, StringComparison.Ordinal);
        Assert.Null(await BrokenAsync(host));

        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/erase");

        mine = (await scene.Clerk.Browser.GetAsync($"{scene.Address}/notes")).Text;
        Assert.DoesNotContain(Talk, mine, StringComparison.Ordinal);
        Assert.DoesNotContain(Plan, mine, StringComparison.Ordinal);
        Assert.Contains("已随当事人的信息一起删除", mine, StringComparison.Ordinal);
        await using var db = host.OpenDb();
        var notes = await db.Set<SealedNoteRow>().AsNoTracking().ToListAsync();
        Assert.Equal(2, notes.Count);
        Assert.All(notes, n => Assert.True(n.Key is null && n.Body is null));
        Assert.Null(await scene.FirstBrokenAsync());
        Assert.Null(await BrokenAsync(host));
    }

    [Theory, OnBothDatabases]
    public async Task A_changed_ciphertext_is_found_by_the_check(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await SealedAsync(host);
        await using (var db = host.OpenDb())
        {
            var note = await db.Set<SealedNoteRow>().FirstAsync(n => n.Kind == NoteKind.Caucus);
            note.Body = (note.Body![0] == 'A' ? "B" : "A") + note.Body[1..];
            await db.SaveChangesAsync();
        }
        var broken = await BrokenAsync(host);
        Assert.NotNull(broken);
        Assert.Contains("sealed note", broken, StringComparison.Ordinal);
        // The facts themselves were not touched.
        Assert.Null(await scene.FirstBrokenAsync());
    }

    [Theory, OnBothDatabases]
    public async Task No_other_page_of_the_author_and_no_paper_search_or_file_holds_a_note(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await SealedAsync(host);
        foreach (
            var address in new[]
            {
                scene.Address,
                $"{scene.Address}/file",
                $"{scene.Address}/file/record/print",
                $"{scene.Address}/file/statement/print",
                "/staff/disputes",
                "/staff/mediators",
                "/staff",
                $"/staff/search?q={Uri.EscapeDataString(Talk[..4])}",
                $"/staff/matters/{scene.Raised.Reference.Value}",
            }
        )
        {
            var page = await scene.Clerk.Browser.GetAsync(address);
            Assert.DoesNotContain(Talk, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Plan, page.Text, StringComparison.Ordinal);
        }
        foreach (var address in new[] { $"/m/{scene.Raised.Link}/export", scene.First })
        {
            Assert.DoesNotContain(Talk, (await scene.Mine.GetAsync(address)).Text, StringComparison.Ordinal);
        }
        await using var db = host.OpenDb();
        Assert.All(
            await db.Set<SealedNoteRow>().Select(n => n.Body).ToListAsync(),
            body => Assert.DoesNotContain(Talk[..4], body, StringComparison.Ordinal)
        );
    }

    private static async Task<string?> BrokenAsync(TestHost host) =>
        (
            await DisputeVerification.RunAsync(
                host.Services.GetRequiredService<IDbContextFactory<Db>>(),
                host.Services.GetRequiredService<KeyRing>(),
                default
            )
        ).Broken?.ToString();

    private static async Task<DisputeScene> SealedAsync(TestHost host)
    {
        var scene = await DisputeScene.MakeAsync(host);
        await scene.MediateAsync();
        var party = (await scene.Clerk.Browser.GetAsync($"{scene.Address}/notes"))
            .Document.QuerySelectorAll("select[name='Form.Party'] option")[2]
            .GetAttribute("value")!;
        (string, string)[][] notes =
        [
            [("Form.Kind", nameof(NoteKind.Caucus)), ("Form.Party", party), ("Form.Words", Talk)],
            [("Form.Kind", nameof(NoteKind.Plan)), ("Form.Words", Plan)],
        ];
        foreach (var note in notes)
        {
            Assert.Empty((await scene.StepAsync("notes", note)).Mistakes);
        }
        return scene;
    }
}
