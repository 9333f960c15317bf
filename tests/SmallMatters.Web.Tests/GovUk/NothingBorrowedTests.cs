using Xunit;

namespace SmallMatters.Web.Tests.GovUk;

public sealed class NothingBorrowedTests
{
    private static string Library => Path.Combine(Official.Web, "wwwroot", "lib");

    [Theory]
    [InlineData("GDS Transport")]
    [InlineData("crest")]
    [InlineData("crown")]
    [InlineData("@font-face")]
    [InlineData("assets/fonts")]
    public void No_style_names_a_font_or_an_emblem_that_is_not_ours(string borrowed)
    {
        var styles = Directory.GetFiles(Library, "*.css", SearchOption.AllDirectories);
        Assert.Contains(styles, style => Path.GetFileName(style) == "site.css");
        Assert.Contains(styles, style => Path.GetFileName(style) == "staff.css");
        Assert.All(styles, style => Assert.DoesNotContain(borrowed, File.ReadAllText(style), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void No_font_and_no_emblem_is_served()
    {
        var files = Directory.GetFiles(Path.Combine(Official.Web, "wwwroot"), "*", SearchOption.AllDirectories);
        Assert.DoesNotContain(files, file => Path.GetExtension(file) is ".woff" or ".woff2" or ".ttf" or ".otf");
        Assert.DoesNotContain(files, file => Path.GetFileName(file).Contains("crest", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_every_residents_page_loads_stays_within_half_of_its_weight()
    {
        // 60 kB are promised for a whole page; styles and scripts that all pages share take at most 30 of them.
        string[] shared = ["site.css", "site.js", "govuk-frontend.js", "words.js", "draft.js"];
        Assert.InRange(shared.Sum(file => Zipped(Path.Combine(Library, file))), 1, 30_000);
    }

    private static long Zipped(string path)
    {
        using var held = new MemoryStream();
        using (
            var zip = new System.IO.Compression.GZipStream(held, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true)
        )
        {
            zip.Write(File.ReadAllBytes(path));
        }

        return held.Length;
    }
}
