using System.Net;
using SmallMatters.Domain.Participation;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.NeighbourNotes;

public class NeighbourNoteTests(TestHosts hosts)
{
    [Fact]
    public async Task A_courteous_word_is_read_in_both_languages_asks_for_nothing_and_is_the_same_for_everybody()
    {
        var host = await hosts.OnAsync(DatabaseKind.Sqlite);
        var list = await host.NewBrowser().GetAsync("/neighbour-note");
        foreach (var note in NeighbourNote.All)
        {
            var address = $"/neighbour-note/{note.Code}";
            Assert.NotNull(list.Document.QuerySelector($"a[href='{address}']"));
            var shown = await host.NewBrowser().GetAsync(address);
            Assert.Contains(note.Words.Zh, shown.Main, StringComparison.Ordinal);
            Assert.Empty(shown.Document.QuerySelectorAll("main form"));
            Assert.Contains("Thank you.", (await host.NewBrowser("en").GetAsync(address)).Main, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().GetAsync("/neighbour-note/other")).Status);
        Assert.Contains("110", list.Main, StringComparison.Ordinal);
    }
}
