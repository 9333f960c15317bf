using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.People;

/// <summary>What a resident raises.</summary>
internal sealed record Small(string Words, string Estate, string Subject = "c:street-lamp", string Area = "qh-heliu");

/// <summary>What a receipt gives.</summary>
internal sealed record Receipt(string Reference, string Link)
{
    /// <summary>The last part of the link, which only the resident knows.</summary>
    public string Secret => Link["/m/".Length..];

    public string Number => string.Concat(Reference.Where(char.IsAsciiDigit));
}

/// <summary>A resident at the questions, one a page, and behind the link.</summary>
internal sealed class Resident(Visitor visitor)
{
    public Visitor Visitor => visitor;

    public async Task<Receipt> RaiseAsync(Small small)
    {
        await ToCheckAsync(small);
        return await SendAsync();
    }

    /// <summary>From the front page to the page that asks to check the answers; what is similar is not the same.</summary>
    public async Task ToCheckAsync(Small small)
    {
        await ToWhereAsync(small);
        await AnswerWhereAsync(small);
        await NextAsync("/raise/contact");
        await NextAsync("/raise/similar", "/raise/check");
        if (visitor.Path == "/raise/similar")
        {
            await visitor.ChooseAsync("Join", "new");
            await NextAsync("/raise/check");
        }
    }

    public async Task ToWhereAsync(Small small)
    {
        await ToWordsAsync(small.Subject);
        await visitor.FillAsync("Words", small.Words);
        await NextAsync("/raise/where");
    }

    public async Task AnswerWhereAsync(Small small)
    {
        await visitor.ChooseAsync("Here.Area", small.Area);
        await visitor.FillAsync("Here.Estate", small.Estate);
        await NextAsync("/raise/photos");
    }

    public async Task ToAboutAsync()
    {
        await visitor.GoAsync("/");
        await visitor.FollowAsync("提出诉求", "Raise a matter");
        await visitor.ChooseAsync("Danger", "no");
        await NextAsync("/raise/about");
    }

    public async Task ToWordsAsync(string subject)
    {
        await ToAboutAsync();
        await visitor.ChooseAsync("Subject", subject);
        await NextAsync("/raise/words");
    }

    public async Task<Receipt> SendAsync()
    {
        await visitor.PressAsync("提交", "Send");
        return await ReadReceiptAsync();
    }

    public async Task<Receipt> ReadReceiptAsync()
    {
        Assert.EndsWith("/receipt", visitor.Path, StringComparison.Ordinal);
        var reference = await visitor.Page.Locator(".govuk-panel .app-reference").InnerTextAsync();
        return new Receipt(reference, visitor.Path[..^"/receipt".Length]);
    }

    public async Task AnswerAsync(Receipt receipt, string words)
    {
        await visitor.GoAsync(receipt.Link);
        await visitor.FillAsync("Text", words);
        await visitor.PressAsync("回答", "Answer");
    }

    public async Task JudgeAsync(Receipt receipt, string solved, string words = "", bool promise = true)
    {
        await visitor.GoAsync(receipt.Link);
        await visitor.FollowAsync("评价", "Judge");
        await visitor.ChooseAsync("Informed", "Yes");
        await visitor.ChooseAsync("Fair", "Yes");
        if (promise)
        {
            await visitor.ChooseAsync("PromiseKept", solved);
        }
        await visitor.ChooseAsync("SolvedIt", solved);
        await visitor.FillAsync("Words", words);
        await visitor.PressAsync("提交评价", "Send");
    }

    public async Task NextAsync(params string[] expected)
    {
        await visitor.PressAsync("继续", "Continue");
        Assert.Contains(visitor.Path, expected);
    }
}
