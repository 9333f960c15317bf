using System.Net;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Raising;

/// <summary>Walks through the questions as a resident does.</summary>
internal sealed class Journey(Browser browser)
{
    public Browser Browser => browser;

    /// <summary>From the first question to the page of a later one, with plain answers.</summary>
    public async Task<WebPage> ToAsync(
        string path,
        string subject = "c:" + Neighbourhood.Lamp,
        string words = "三号楼门口的路灯不亮。",
        string? estate = null,
        string? phone = null
    )
    {
        var page = await browser.GetAsync("/raise");
        page = await NextAsync(page, path, "/raise/about", ("Danger", "no"));
        page = await NextAsync(page, path, "/raise/words", ("Subject", subject));
        if (page.Path == path)
        {
            return page;
        }
        page = await NextAsync(page, path, "/raise/where", ("Words", words), ("more-blocked", "no"));
        page = await NextAsync(
            page,
            path,
            "/raise/photos",
            ("Here.Area", Neighbourhood.Willow),
            ("Here.Estate", estate ?? ""),
            ("Here.Building", estate is null ? "" : "3")
        );
        page = page.Path == path ? page : await SendPhotosAsync(page);
        return await NextAsync(page, path, "/raise/check", ("Contact.Phone", phone ?? ""));
    }

    /// <summary>Raises a matter and ends at its receipt.</summary>
    public async Task<WebPage> RaiseAsync(
        string subject = "c:" + Neighbourhood.Lamp,
        string words = "三号楼门口的路灯不亮。",
        string? estate = null,
        string? phone = null
    )
    {
        var receipt = await browser.SubmitAsync(await ToAsync("/raise/check", subject, words, estate, phone));
        Assert.Equal(HttpStatusCode.OK, receipt.Status);
        Assert.EndsWith("/receipt", receipt.Path, StringComparison.Ordinal);
        return receipt;
    }

    public Task<WebPage> SendPhotosAsync(WebPage page, params ChosenFile[] files) =>
        browser.SubmitAsync(page, files: files, form: "form.app-main-form");

    /// <summary>The address behind the link of a receipt.</summary>
    public static string LinkOf(WebPage receipt) => receipt.Path[..^"/receipt".Length];

    /// <summary>The reference that a receipt shows.</summary>
    public static string ReferenceOn(WebPage receipt) =>
        receipt.Document.QuerySelector(".govuk-panel .app-reference")!.TextContent;

    private async Task<WebPage> NextAsync(WebPage page, string wanted, string next, params (string, string)[] answers)
    {
        if (page.Path == wanted)
        {
            return page;
        }
        var after = await browser.SubmitAsync(page, answers);
        Assert.True(
            after.Path == next || after.Path == wanted,
            $"{page.Path} led to {after.Path}: {string.Join(" | ", after.Mistakes)}"
        );
        return after;
    }
}
