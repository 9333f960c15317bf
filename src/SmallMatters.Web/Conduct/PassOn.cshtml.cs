using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Conduct;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Conduct;

/// <summary>Pass a resident's praise on to the unit that it is for, once.</summary>
[Authorize(Policies.Matters)]
public sealed class PassOnModel(Desk desk, JointBook book) : ActPage(desk)
{
    private bool _passedOn;

    [BindProperty]
    public PraiseForm Form { get; set; } = new();

    public IEnumerable<Choice> Units =>
        Jurisdiction.Units.Values.Select(u => new Choice(u.Code, u.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    /// <summary>The link from a matter of praise: to passing it on, or to what was passed on; null for any other matter.</summary>
    public static (string Href, Bilingual Said)? LinkFrom(MatterFile file, Praise? praise, bool deals) =>
        praise is not null ? ($"/staff/praise#{praise.Key:N}", new Bilingual("表扬已转达", "The praise was passed on"))
        : deals && file.Kind == Kind.Praise
            ? ($"{MatterLinks.To(file.Reference)}/praise", new Bilingual("转达表扬", "Pass the praise on"))
        : null;

    protected override bool Offered =>
        MatterFile.Kind == Kind.Praise && !_passedOn && Acts.For(Shown, Scope, Jurisdiction).Contains(Act.Close);

    protected override async Task PrepareAsync(CancellationToken cancel) =>
        _passedOn = await PraiseLists.OfMatterAsync(Desk.Db, MatterFile, cancel) is not null;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Offered)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        var (done, _) = await book.BeginAsync(
            Desk.Scope.On(MatterFile),
            "",
            (_, by, jurisdiction, now) =>
                PassOnPraiseRule.Decide(
                    Matter,
                    new PassOnPraise(Form.Unit, Form.Words),
                    Shown.Description,
                    by,
                    jurisdiction,
                    now
                ),
            Praise.KeyOf(MatterFile),
            cancel
        );
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, Desk.Speech, "Form");
            return Page();
        }
        if (done is Acted.Written)
        {
            TempData.Flash("已转达。请办结诉求，谢谢居民。", "It is passed on. Close the matter and thank the resident.");
        }
        return Redirect(MatterLinks.To(Reference));
    }

    public sealed class PraiseForm
    {
        public string? Unit { get; set; }
        public string? Words { get; set; }
    }
}
