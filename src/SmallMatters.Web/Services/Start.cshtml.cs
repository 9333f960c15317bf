using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Services;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Cards;
using SmallMatters.Web.Following;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Raising;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Services;

/// <summary>
/// Starts a bundle without an account: one form, one matter, and a part for each service that was chosen. Sent twice it is one
/// matter; sent again after a fault between the two steps, the parts follow.
/// </summary>
[Authorize(Policies.Everybody)]
public sealed class StartModel(Db db, MatterBook matters, JurisdictionSource source, Speech speech) : PageModel
{
    private const int LongestWhere = 200;
    private const int LongestWords = 1000;

    [BindProperty]
    public List<string>? Chosen { get; set; }

    [BindProperty]
    public string? Area { get; set; }

    [BindProperty]
    public string? Where { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public ContactForm Contact { get; set; } = new();

    /// <summary>Key of this submission, drawn when the form was made: sent twice, it is one matter.</summary>
    [BindProperty]
    public string? Submission { get; set; }

    public new ServiceFile File { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<ServiceFile> Parts { get; private set; } = [];

    public bool AnyAtDoor => Parts.Any(p => p.Sheet.AtDoor);

    public IReadOnlyList<Choice> Choices =>
        [.. Parts.Select(p => new Choice($"{p.Id:N}", p.Sheet.Name, CardWords.Unit(p.Unit, Jurisdiction)))];

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public async Task<IActionResult> OnGetAsync(string bundle, CancellationToken cancel)
    {
        Submission = SubmissionKey.Draw();
        if (!await ShowAsync(bundle, cancel))
        {
            return NotFound();
        }
        Chosen = [.. Parts.Select(p => $"{p.Id:N}")];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string bundle, CancellationToken cancel)
    {
        if (!SubmissionKey.IsOne(Submission))
        {
            return BadRequest();
        }
        if (!await ShowAsync(bundle, cancel))
        {
            return NotFound();
        }
        var chosen = Parts.Where(p => Chosen?.Contains($"{p.Id:N}") == true).ToList();
        if (chosen.Count == 0)
        {
            ModelState.AddModelError(nameof(Chosen), speech["请选择要办的事项", "Choose what you need"]);
        }
        if (Area is null || !Jurisdiction.Areas.ContainsKey(Area))
        {
            ModelState.AddModelError(nameof(Area), speech["请选择片区", "Choose an area"]);
        }
        var place = Limited(nameof(Where), Where, LongestWhere);
        var words = Limited(nameof(Words), Words, LongestWords);
        var contact = Contact.Read(ModelState, nameof(Contact), speech);
        if (!ModelState.IsValid || contact is null)
        {
            return Page();
        }
        if (await RaiseAsync(chosen, place, words, contact, cancel) is not { } raised)
        {
            ModelState.AddModelError("", speech["没有收到，请再试一次", "It was not received. Try again"]);
            return Page();
        }
        var start = new StartBundle(
            [.. chosen.Select(p => new BundlePart(p.Unit, speech[p.Sheet.Name], TaskOf(p, place.Length > 0)))],
            speech[$"一件事“{File.Sheet.Name.Zh}”：一次填写，不再重复问", $"{File.Sheet.Name.En}: one form, asked once"]
        );
        var by = new Actor.Person(raised.Raiser);
        var done = await matters.DecideAsync(
            raised.Id,
            by,
            (matter, jurisdiction, now) => StartBundleRule.Decide(matter, start, by, jurisdiction, now),
            cancel: cancel
        );
        if (done is ChangeResult.Refused { Why: { Code: not "bundle-started" } why })
        {
            // The matter stands, and its unit gives the parts by hand.
            TempData.Flash(why.Sentence);
            return Redirect(Links.Matter(raised.Link));
        }
        return Redirect(ServiceLinks.Together(raised.Link));
    }

    private async Task<RaiseResult.Raised?> RaiseAsync(
        IReadOnlyList<ServiceFile> chosen,
        string place,
        string words,
        ContactForm contact,
        CancellationToken cancel
    )
    {
        var (id, reference, raiser) = matters.NewKeys();
        var category = Jurisdiction.Categories[File.Sheet.Category];
        var what = speech[
            $"一件事：{File.Sheet.Name.Zh}（{string.Join('、', chosen.Select(p => p.Sheet.Name.Zh))}）",
            $"{File.Sheet.Name.En}: {string.Join(", ", chosen.Select(p => p.Sheet.Name.En))}"
        ];
        var raise = new Raise(
            id,
            reference,
            raiser,
            category.Kind,
            Origin.Resident,
            Channel.Web,
            category.Code,
            Area!,
            words.Length == 0 ? what : $"{what}\n{words}"
        )
        {
            Where = place.Length == 0 ? null : new Where(null, null, null, place),
            Contact = ContactForm.Of(raiser, contact.Name, contact.Phone, contact.Email),
            Tongue = contact.Tongue ?? speech.Tongue,
            IsBundle = true,
        };
        return await matters.RaiseAsync(raise, new Actor.Person(raiser), $"bundle-{Submission}", null, cancel)
            as RaiseResult.Raised;
    }

    private string TaskOf(ServiceFile part, bool hasAddress)
    {
        var papers = speech[part.Sheet.Papers];
        var door =
            hasAddress && part.Sheet.AtDoor
                ? speech["居民留了地址，请上门办。", "The resident left an address: do it at the door."]
                : "";
        return speech[
                $"一件事“{File.Sheet.Name.Zh}”里的“{part.Sheet.Name.Zh}”。材料：{papers}。表里已有的不再问居民。",
                $"“{part.Sheet.Name.En}” of “{File.Sheet.Name.En}”. Papers: {papers}. Do not ask again what the form says."
            ] + door;
    }

    private string Limited(string field, string? typed, int most)
    {
        var text = Refusals.Clean(typed);
        if (text.Length > most)
        {
            ModelState.AddModelError(field, speech[$"请不要超过 {most} 个字", $"Use no more than {most} characters"]);
        }
        return text;
    }

    private async Task<bool> ShowAsync(string key, CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(key, "N", out var id)
            || await ServiceBook.FindAsync(db, id, cancel) is not { Item: ServiceItem.Offered { File: var file } }
            || !file.Sheet.IsBundle()
        )
        {
            return false;
        }
        File = file;
        Jurisdiction = await source.CurrentAsync(cancel);
        var items = await ServiceBook.FindAllAsync(db, file.Sheet.Parts, cancel);
        Parts = [.. items.OfType<ServiceItem.Offered>().Select(i => i.File)];
        return Parts.Count > 0;
    }
}
