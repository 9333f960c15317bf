using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Encounters;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Encounters;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Encounters;

/// <summary>
/// The page behind a single-use link: five marks, and for who wants it a look by another unit. That look is a matter of conduct, which
/// has its own link and does not know the answer that it came with; nothing here knows who reads it.
/// </summary>
[Authorize(Policies.Everybody)]
public sealed class RateModel(EncounterLinks links, MatterBook book, JurisdictionSource jurisdictions, Speech speech) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "secret")]
    public string Secret { get; set; } = "";

    [BindProperty]
    public RateForm Form { get; set; } = new();

    /// <summary>What it is about; null when the link is of no use any more.</summary>
    public EncounterAsked? Asked { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public Bilingual UnitName => Jurisdiction.NameOf(Asked!.Unit);

    public Bilingual NeutralName => Jurisdiction.NameOf(Asked!.Neutral);

    public static IEnumerable<Choice> Marks => Enum.GetValues<EncounterMark>().Select(m => new Choice(m.ToString(), m.Said()));

    public static IEnumerable<Choice> Overalls =>
        Enum.GetValues<EncounterOverall>().Select(o => new Choice(o.ToString(), o.Said()));

    public static IReadOnlyList<Choice> YesNo => [Choice.Of("false", "不用", "No"), Choice.Of("true", "要", "Yes")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return Page();
        }
        var review = Form.Review == true;
        var command = new AnswerEncounter(
            Form.Identity,
            Form.Rights,
            Form.NextStep,
            Form.OnTime,
            Form.Overall,
            review,
            Form.Words
        );
        var (answer, why) = AnswerEncounterRule.Decide(command);
        if (answer is null)
        {
            ModelState.Refuse(why!, speech, nameof(Form));
            return Page();
        }
        string? link = null;
        if (review)
        {
            var raised = await RaiseAsync();
            if (raised is not RaiseResult.Raised { Link: var given })
            {
                ModelState.Refuse(((RaiseResult.Refused)raised).Why with { Field = null }, speech);
                return Page();
            }
            link = given;
        }
        if (!await links.AnswerAsync(Secret, answer, cancel) && link is null)
        {
            Asked = null;
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }
        return Redirect(link is null ? EncounterLinksTo.Thanks : $"/m/{link}/receipt");
    }

    // Outside the unit rated and its chain, without a name; the same link makes one matter, however often it is sent.
    private Task<RaiseResult> RaiseAsync()
    {
        var category =
            Jurisdiction.Categories.Values.FirstOrDefault(c => c.Kind == Kind.Conduct) ?? Jurisdiction.Categories.Values.First();
        var (id, reference, raiser) = book.NewKeys();
        var raise = new Raise(
            id,
            reference,
            raiser,
            Kind.Conduct,
            Origin.Resident,
            Channel.Web,
            category.Code,
            Asked!.Area,
            Form.Words!
        )
        {
            Tongue = speech.Tongue,
            UnitConcerned = Asked.Unit,
        };
        return book.RaiseAsync(raise, new Actor.Person(raiser), $"rate {Secret}");
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        // Whoever finds the address in a list of links must find nothing behind it.
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        Response.Headers.CacheControl = "no-store";
        Jurisdiction = await jurisdictions.CurrentAsync(cancel);
        Asked = await links.FindAsync(Secret, cancel);
        if (Asked is null)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
        }
        return Asked is not null;
    }

    /// <summary>The marks.</summary>
    public sealed class RateForm
    {
        public EncounterMark? Identity { get; set; }

        public EncounterMark? Rights { get; set; }

        public EncounterMark? NextStep { get; set; }

        public EncounterMark? OnTime { get; set; }

        public EncounterOverall? Overall { get; set; }

        public bool? Review { get; set; }

        public string? Words { get; set; }
    }
}
