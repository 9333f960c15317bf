using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Conduct;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Conduct;

/// <summary>The review of a matter of conduct, for who deals with it: first put to the unit, then found.</summary>
[Authorize(Policies.Matters)]
public sealed class OfMatterModel(Desk desk, JointBook book) : ActPage(desk)
{
    [BindProperty]
    public ConductForm Form { get; set; } = new();

    /// <summary>The review; null before anything was put to the unit.</summary>
    public ConductReview? Review { get; private set; }

    public static IReadOnlyList<Choice> Declared { get; } =
    [
        Choice.Of(
            "true",
            "我和被反映的单位、人员，和提出的居民都没有关系",
            "I am close neither to the unit and its staff nor to the resident"
        ),
    ];

    public static IReadOnlyList<Choice> Findings { get; } =
    [.. Enum.GetValues<ConductFinding>().Select(f => new Choice(f.ToString(), f.Said()))];

    protected override bool Offered =>
        MatterFile.UnitConcerned is not null
        && Acts.For(Shown, Scope, Jurisdiction).Contains(Act.Close)
        && Review?.Opinion is null;

    protected override async Task PrepareAsync(CancellationToken cancel) =>
        Review = await ConductReviews.OfMatterAsync(Desk.Db, MatterFile, cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Offered)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        var done = Review is null ? await PutAsync(cancel) : await FindAsync(cancel);
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, Desk.Speech, "Form");
            return Page();
        }
        if (done is Acted.Written)
        {
            TempData.Flash(
                Review is null
                    ? new Bilingual("已请单位说明。", "It is put to the unit.")
                    : new Bilingual(
                        "已认定。请办结诉求，把结果告诉居民。",
                        "It is found. Close the matter and tell the resident."
                    )
            );
        }
        return Redirect(MatterLinks.To(Reference));
    }

    private async Task<Acted> PutAsync(CancellationToken cancel) =>
        (
            await book.BeginAsync(
                Desk.Scope.On(MatterFile),
                "",
                (_, by, jurisdiction, now) =>
                    PutToUnitRule.Decide(
                        Matter,
                        new PutToUnit(Form.Points, Form.NoInterest?.Contains("true") == true),
                        Shown.Description,
                        by,
                        jurisdiction,
                        now
                    ),
                ConductReview.KeyOf(MatterFile),
                cancel
            )
        ).Done;

    private Task<Acted> FindAsync(CancellationToken cancel) =>
        book.DecideAsync<ConductReview>(
            Review!.Key,
            Desk.Scope.On(MatterFile),
            (it, by, _, now) =>
                FindOnConductRule.Find(
                    it,
                    Matter,
                    new FindOnConduct(JointSteps.Chosen<ConductFinding>(Form.Finding), Form.Reasons),
                    by,
                    now
                ),
            null,
            cancel
        );

    public sealed class ConductForm
    {
        public string? Points { get; set; }
        public List<string>? NoInterest { get; set; }
        public string? Finding { get; set; }
        public string? Reasons { get; set; }
    }
}
