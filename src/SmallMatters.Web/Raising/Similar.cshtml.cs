using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Following;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Raising;

/// <summary>Is it one of these? Passed over when nothing near is similar.</summary>
public sealed class SimilarModel(DraftSession drafts, JurisdictionSource source, Speech speech, Db db, MatterBook book)
    : RaisePage(RaiseStep.Similar, drafts, source, speech)
{
    /// <summary>The answer that none of them is it.</summary>
    public const string New = "new";

    [BindProperty]
    public string? Join { get; set; }

    public IReadOnlyList<PublicMatter> Matters { get; private set; } = [];

    /// <summary>The matters to choose from, as everybody may see them.</summary>
    public IEnumerable<Choice> Choices =>
        from matter in Matters
        let reference = Reference.FromValue(matter.Number)
        let about = Jurisdiction.Categories[matter.Category].Name
        let stage = MatterWords.Of(matter.Stage)
        let day = Speech.Date(matter.RaisedAt)
        select new Choice(
            matter.Number.ToString(),
            new Bilingual($"加入：{about.Zh}，{reference}", $"Join: {about.En}, {reference}"),
            new Bilingual(
                $"{day}提出，{stage.Zh}，已有 {matter.Affected} 人",
                $"raised {day}, {stage.En}, {matter.Affected} so far"
            )
        );

    public async Task<IActionResult> OnGetAsync()
    {
        await FindAsync();
        return Matters.Count == 0 ? await KeepAsync() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Join == New)
        {
            return await KeepAsync();
        }
        await FindAsync();
        if (!Reference.TryParse(Join, out var reference) || Matters.All(m => m.Number != reference.Value))
        {
            if (Matters.Count == 0)
            {
                return await KeepAsync();
            }
            ModelState.AddModelError(nameof(Join), Speech["请选择一件，或者选“都不是”", "Choose one, or “none of these”"]);
            return Page();
        }
        var joined = await Joining.JoinAsync(
            book,
            reference,
            person => new Join(
                person,
                ContactForm.Of(person, Answers.Name, Answers.Phone, Answers.Email),
                Answers.Tongue ?? Speech.Tongue,
                Shortened(Answers.Words)
            ),
            Key.Submission,
            HttpContext.RequestAborted
        );
        if (joined.Why is { } why)
        {
            ModelState.Refuse(why with { Field = nameof(Join) }, Speech);
            return Page();
        }
        var link = Links.Secret(HttpContext, joined.Person!.Value);
        await Drafts.EndAsync(Key, link);
        return Redirect($"/m/{link}/receipt");
    }

    // A joining resident's words may be half as long as a first one's. The cut never splits a character in two.
    private static string? Shortened(string? words) =>
        words is not { Length: > 2000 } ? words
        : char.IsHighSurrogate(words[1999]) ? words[..1999]
        : words[..2000];

    private async Task FindAsync()
    {
        if (Answers.Sorted(Jurisdiction) is (not Kind.Conduct, var category))
        {
            Matters = await SimilarMatters.OpenNearAsync(
                db,
                category,
                Answers.Place,
                Answers.Position?.Position,
                HttpContext.RequestAborted
            );
        }
    }
}
