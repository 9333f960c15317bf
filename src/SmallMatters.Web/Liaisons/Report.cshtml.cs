using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Liaisons;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.Following;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Raising;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Liaisons;

/// <summary>
/// A volunteer reports a situation: category, place, what can be seen, photos. There is no field for a person. It becomes a matter like any
/// other, which the volunteer follows and judges.
/// </summary>
[
    LargestRequest(RaisePage.LongestRequest),
    RequestSizeLimit(RaisePage.LongestRequest),
    RequestFormLimits(MultipartBodyLengthLimit = RaisePage.LongestRequest)
]
public sealed class ReportModel(
    LiaisonBook book,
    MatterBook matters,
    JurisdictionSource jurisdictions,
    TimeProvider time,
    Speech speech
) : LiaisonOwnPage(book, jurisdictions, time, speech)
{
    private const int LongestWhere = 200;
    private const int LongestWords = 1000;

    [BindProperty]
    public ReportForm Form { get; set; } = new();

    /// <summary>Key of this submission, drawn when the form was made: sent twice, it is one matter.</summary>
    [BindProperty]
    public string? Submission { get; set; }

    /// <summary>Whether the words looked as if they named somebody, and the writer is asked once.</summary>
    public bool AsksAgain { get; private set; }

    public IEnumerable<Choice> Categories =>
        Offered.Select(c => new Choice(c.Code, c.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public static IReadOnlyList<Choice> SureOf => [Choice.Of("true", "看过了，没有写人", "I looked: nobody is named")];

    // Situations only: what is about somebody's behaviour, a dispute or an offence has another door.
    private IEnumerable<Category> Offered =>
        Jurisdiction.Categories.Values.Where(c =>
            c.Offered && c.Kind is not (Kind.Conduct or Kind.Praise or Kind.Dispute or Kind.MinorCase)
        );

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Submission = SubmissionKey.Draw();
        return !await ShowAsync(cancel) ? NotFound()
            : Serves ? Page()
            : Redirect(LiaisonLinks.Mine(Secret));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!SubmissionKey.IsOne(Submission))
        {
            return BadRequest();
        }
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var sure = Form.Sure == "true";
        var category = Offered.FirstOrDefault(c => c.Code == Form.Category);
        var (place, noPlace) = SituationWords.Decide(
            Form.Where,
            nameof(Form.Where),
            LongestWhere,
            sure,
            "请写明在哪里。",
            "Say where it is."
        );
        var (words, noWords) = SituationWords.Decide(
            Form.Words,
            nameof(Form.Words),
            LongestWords,
            sure,
            "请写明看到什么。",
            "Say what can be seen."
        );
        var wrong = Refusal.All(
            Serves ? null : LiaisonRule.NotServing,
            category is null ? Refusals.Missing(nameof(Form.Category), "请选择是关于什么的。", "Choose what it is about.") : null,
            noPlace,
            noWords
        );
        AsksAgain = sure || wrong?.Each.Any(w => w.Code == SituationWords.NamesSomebody) == true;
        if (wrong is not null)
        {
            ModelState.Refuse(wrong, Speech, nameof(Form));
        }
        var (photos, unclean) = await PhotosTaken.ReadAsync(
            (Form.Files ?? []).Take(PhotosTaken.Most + 1),
            Time.GetUtcNow(),
            cancel
        );
        unclean.AddRange(photos.Count > PhotosTaken.Most ? [PhotosTaken.TooMany.Sentence] : []);
        unclean.ForEach(why => ModelState.AddModelError("Form.Photos", Speech[why]));
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var (id, reference, raiser) = matters.NewKeys();
        var raise = new Raise(
            id,
            reference,
            raiser,
            category!.Kind,
            Origin.Resident,
            Channel.Web,
            category.Code,
            Mine.Role.Area,
            words!
        )
        {
            Where = new Where(null, null, null, place),
            Tongue = Speech.Tongue,
            Photos = [.. photos.Select(p => p.Id)],
        };
        if (await Book.ReportAsync(Mine.Id, raise, $"liaison-{Submission}", photos, cancel) is not RaiseResult.Raised raised)
        {
            ModelState.AddModelError("", Speech["没有送出，请再试一次", "It was not sent. Try again"]);
            return Page();
        }
        TempData.Flash(
            $"已收到，编号 {raised.Reference}。答复会出现在这里。",
            $"We have it, number {raised.Reference}. The answer will stand here."
        );
        return Redirect(LiaisonLinks.Mine(Secret));
    }

    /// <summary>A report as it is typed.</summary>
    public sealed class ReportForm
    {
        public string? Category { get; set; }
        public string? Where { get; set; }
        public string? Words { get; set; }
        public string? Sure { get; set; }
        public List<IFormFile>? Files { get; set; }

        /// <summary>Where mistakes about photos stand.</summary>
        public string? Photos => null;
    }
}
