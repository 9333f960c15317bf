using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.DataProtection;

/// <summary>Writing an impact assessment; the address may say of which flow (<c>?kind=OpenData&amp;code=areas</c>).</summary>
[Authorize(Policies.DataProtection)]
public sealed class NewAssessmentModel(Desk desk, AssessmentBook book) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? KindAsked { get; set; }

    [BindProperty(SupportsGet = true, Name = "code")]
    public string? CodeAsked { get; set; }

    /// <summary>Where to go on once it is written, such as the slip that needs it; a path of this product or nothing.</summary>
    [BindProperty(SupportsGet = true, Name = "back")]
    public string? BackAsked { get; set; }

    public string? Back => Url.IsLocalUrl(BackAsked) ? BackAsked : null;

    [BindProperty]
    public AssessmentForm Form { get; set; } = new();

    public static IReadOnlyList<Choice> Kinds =>
        [.. Enum.GetValues<OutwardFlowKind>().Select(k => new Choice(k.ToString(), k.Said()))];

    public bool MayWrite => WriteAssessmentRule.Writers.Any(desk.Scope.Is);

    public void OnGet() => (Form.Kind, Form.Code) = (KindAsked, CodeAsked);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (done, id) = await book.WriteAsync(
            desk.Scope.Actor,
            new WriteAssessment(
                Kinds.Any(k => k.Value == Form.Kind) ? Enum.Parse<OutwardFlowKind>(Form.Kind!) : null,
                Form.Code,
                Form.Receiver,
                Form.Data,
                Form.Necessity,
                Form.Risks,
                Form.Measures,
                Form.HoldsUntil
            ),
            cancel
        );
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, desk.Speech, "Form");
            return Page();
        }
        TempData.Flash("评估已写下，等另一个人批准。", "Written. It waits for a second person's approval.");
        return LocalRedirect(Back ?? $"/staff/data-protection/assessments/{id:N}");
    }

    /// <summary>What is weighed.</summary>
    public sealed class AssessmentForm
    {
        public string? Kind { get; set; }
        public string? Code { get; set; }
        public string? Receiver { get; set; }
        public string? Data { get; set; }
        public string? Necessity { get; set; }
        public string? Risks { get; set; }
        public string? Measures { get; set; }
        public DateOnly? HoldsUntil { get; set; }
    }
}
