using System.IO.Compression;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Raising;
using Xunit;

namespace SmallMatters.Web.Tests.Site;

public sealed class PageWeightTests(TestHosts hosts)
{
    private const int Most = 60 * 1024;

    [Theory, OnBothDatabases]
    public async Task A_residents_page_weighs_sixty_kilobytes_at_most_without_photos_and_map(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var journey = new Journey(browser);
        var receipt = await journey.RaiseAsync();
        foreach (
            var address in (string[])
                [
                    "/",
                    "/raise",
                    "/areas",
                    $"/areas/{Neighbourhood.Willow}",
                    "/privacy",
                    "/follow",
                    Journey.LinkOf(receipt),
                    receipt.Path,
                ]
        )
        {
            var page = await browser.GetAsync(address);
            var weight = Packed(page.Body);
            var seen = new HashSet<string>();
            var waiting = new Queue<string>(
                page.Document.QuerySelectorAll("link[rel=stylesheet], script[src]")
                    .Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!)
            );
            while (waiting.TryDequeue(out var file))
            {
                if (!seen.Add(file))
                {
                    continue;
                }
                var loaded = await browser.GetAsync(file);
                Assert.True(loaded.Response.IsSuccessStatusCode, file);
                weight += Packed(loaded.Body);
                // A module brings along what it imports at its beginning.
                foreach (
                    var import in System
                        .Text.RegularExpressions.Regex.Matches(loaded.Text, """from\s+"(\./[\w.-]+)";""")
                        .Select(m => m.Groups[1].Value)
                )
                {
                    waiting.Enqueue(new Uri(loaded.Address, import).AbsolutePath);
                }
            }
            Assert.True(seen.Count >= 2, $"{address} loads no style and no script: the test looks in the wrong place");
            Assert.True(weight <= Most, $"{address} weighs {weight} bytes: {string.Join(", ", seen)}");
        }
    }

    private static int Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }
        return (int)packed.Length;
    }
}
