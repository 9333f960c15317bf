using Microsoft.AspNetCore.Mvc;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Raising;

/// <summary>What is it about?</summary>
public sealed class AboutModel(DraftSession drafts, JurisdictionSource source, Speech speech)
    : RaisePage(RaiseStep.About, drafts, source, speech)
{
    [BindProperty]
    public string? Subject { get; set; }

    public void OnGet() => Subject = Answers.Subject;

    public async Task<IActionResult> OnPostAsync()
    {
        if (Subjects.OtherDoor(Subject) is not null)
        {
            return Redirect($"/raise/door/{Subject}");
        }
        if (Subjects.Sort(Subject, Jurisdiction) is null)
        {
            ModelState.AddModelError(
                nameof(Subject),
                Speech["请选择一项；说不清就选“不确定”", "Choose one; if you cannot tell, choose “not sure”"]
            );
            return Page();
        }
        Answers.Subject = Subject;
        return await KeepAsync();
    }
}
