using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Surveys;
using SmallMatters.Storage.Surveys;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Following;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Surveys;

/// <summary>The letters of the open wave, to print: each code is told here and nowhere else.</summary>
[Authorize(Policies.Reviewer)]
public sealed class LettersModel(Desk desk, SurveyBook book, SurveyRules rules) : PageModel
{
    [BindProperty]
    public int? Number { get; set; }

    public IReadOnlyList<PrintedLetter> Letters { get; private set; } = [];

    public Bilingual Opening { get; private set; }

    public bool Asked { get; private set; }

    /// <summary>In fours, as people read it out.</summary>
    public static string Spaced(string code) => string.Join(' ', code.Chunk(4).Select(c => new string(c)));

    /// <summary>The QR code of a letter.</summary>
    public string Picture(string code) =>
        "data:image/png;base64," + Convert.ToBase64String(Links.Code(SurveyLinks.Whole(HttpContext, code)));

    public async Task OnPostAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        Asked = true;
        if ((await book.WavesAsync(cancel)).FirstOrDefault(w => w is SurveyWave.Open) is { } wave)
        {
            Opening = rules.Wording(wave.File.Wording).Opening;
            Letters = await book.PrintAsync(Number, desk.Scope.Actor, cancel);
        }
    }
}
