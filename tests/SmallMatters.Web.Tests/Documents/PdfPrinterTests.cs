using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Documents;
using UglyToad.PdfPig;
using Xunit;

namespace SmallMatters.Web.Tests.Documents;

/// <summary>Prints with the machine's own Chromium and reads the PDF back.</summary>
public partial class PdfPrinterTests(TestHosts hosts)
{
    [Theory]
    [InlineData(Tongue.Zh)]
    [InlineData(Tongue.En)]
    public async Task A_file_lists_for_each_document_the_page_on_which_it_begins(Tongue tongue)
    {
        var printer = await PrinterAsync();
        var file = Samples.Of("whole-all");
        using var pdf = PdfDocument.Open(await printer.PrintAsync(file, tongue, TestContext.Current.CancellationToken));
        var pages = pdf.GetPages().Select(p => Plain(p.Text)).ToList();
        Assert.Matches(Seen("周阿姨"), pages[0]);
        var listed = file.Documents.Select(
            (document, index) =>
            {
                var title = Seen(document.Title.In(tongue));
                // The number of the page is read before what stands on it.
                var begins = pages.FindIndex(page => Regex.IsMatch(page, $@"^—\d+/\d+—{title}"));
                Assert.True(begins > 1, $"no page begins with {title}");
                return $"{index + 1}{title}{begins + 1}";
            }
        );
        Assert.Matches(string.Concat(listed), pages[1]);
    }

    [Fact]
    public async Task Every_document_says_in_the_pdf_what_it_says_on_the_page()
    {
        var printer = await PrinterAsync();
        foreach (var name in new[] { "whole-all", "police-copies", "begun-all", "notice" })
        {
            var file = Samples.Of(name);
            using var pdf = PdfDocument.Open(await printer.PrintAsync(file, Tongue.Zh, TestContext.Current.CancellationToken));
            var read = Plain(PageNumber().Replace(string.Join('\n', pdf.GetPages().Select(p => p.Text)), ""));
            foreach (var document in file.Documents)
            {
                Assert.Matches(Seen(document.Title.Zh), read);
            }
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(PageWriter.Body(file, Tongue.Zh));
            foreach (
                var words in page.QuerySelectorAll("p,li,th,td,h2")
                    .Select(e => Plain(e.TextContent))
                    .Where(w => w.Length is > 0 and < 30)
            )
            {
                Assert.Matches(Seen(words), read);
            }
        }
    }

    [Fact]
    public async Task The_same_documents_give_the_same_pdf_but_for_its_dates()
    {
        var printer = await PrinterAsync();
        var first = await printer.PrintAsync(Samples.Notice, Tongue.Zh, TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        var second = await printer.PrintAsync(Samples.Notice, Tongue.Zh, TestContext.Current.CancellationToken);
        Assert.Equal(Undated(first), Undated(second));
    }

    [Fact]
    public async Task Two_who_print_at_once_each_get_theirs()
    {
        var printer = await PrinterAsync();
        var both = await Task.WhenAll(
            printer.PrintAsync(Samples.Notice, Tongue.Zh, TestContext.Current.CancellationToken),
            printer.PrintAsync(Samples.Of("begun-rights"), Tongue.Zh, TestContext.Current.CancellationToken)
        );
        using var notice = PdfDocument.Open(both[0]);
        using var rights = PdfDocument.Open(both[1]);
        Assert.Matches(Seen("责令整改通知书"), Plain(notice.GetPage(1).Text));
        Assert.Matches(Seen("权利义务告知书"), Plain(rights.GetPage(1).Text));
    }

    [Fact]
    public async Task A_browser_that_does_not_print_is_said_and_leaves_nothing_behind()
    {
        using var printer = new PdfPrinter(
            new Microsoft.Extensions.Configuration.ConfigurationManager { ["Documents:Chromium"] = "/bin/false" },
            (
                await hosts.OnAsync(DatabaseKind.Sqlite)
            ).Services.GetRequiredService<Microsoft.AspNetCore.Hosting.IWebHostEnvironment>(),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<PdfPrinter>.Instance
        );
        await Assert.ThrowsAsync<PrintingFailedException>(() =>
            printer.PrintAsync(Samples.Notice, Tongue.Zh, TestContext.Current.CancellationToken)
        );
    }

    private async Task<PdfPrinter> PrinterAsync()
    {
        var printer = (await hosts.OnAsync(DatabaseKind.Sqlite)).Services.GetRequiredService<PdfPrinter>();
        Assert.SkipWhen(printer.Program is null, "no Chromium on this machine");
        return printer;
    }

    // Blanks and line breaks are the printer's.
    private static string Plain(string words) => new([.. words.Where(c => !char.IsWhiteSpace(c))]);

    // A glyph that a radical shares is read back as the radical: any radical may stand for a character.
    private static string Seen(string words) =>
        string.Concat(Plain(words).Select(c => c is >= '一' and <= '鿿' ? $"[{c}\\u2E80-\\u2FDF]" : Regex.Escape(c.ToString())));

    private static string Undated(byte[] pdf) => Dates().Replace(System.Text.Encoding.Latin1.GetString(pdf), "");

    [GeneratedRegex(@"/(Creation|Mod)Date \(D:[^)]*\)")]
    private static partial Regex Dates();

    [GeneratedRegex(@"— ?\d+ ?/ ?\d+ ?—")]
    private static partial Regex PageNumber();
}
