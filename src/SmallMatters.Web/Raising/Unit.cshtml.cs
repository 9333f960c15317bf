using Microsoft.AspNetCore.Mvc;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Raising;

/// <summary>For conduct: which unit is it about? That unit never sees it.</summary>
public sealed class UnitModel(DraftSession drafts, JurisdictionSource source, Speech speech)
    : RaisePage(RaiseStep.Unit, drafts, source, speech)
{
    [BindProperty]
    public string? UnitConcerned { get; set; }

    public IEnumerable<Choice> Units =>
        Jurisdiction
            .Units.Values.Where(u => !u.Reviews)
            .OrderBy(u => u.Code, StringComparer.Ordinal)
            .Select(u => new Choice(u.Code, u.Name))
            .Prepend(Choice.Of("", "请选择", "Choose one"));

    public void OnGet() => UnitConcerned = Answers.UnitConcerned;

    public async Task<IActionResult> OnPostAsync()
    {
        if (UnitConcerned is null || !Jurisdiction.Units.TryGetValue(UnitConcerned, out var unit) || unit.Reviews)
        {
            ModelState.AddModelError(nameof(UnitConcerned), Speech["请选择您要反映的单位", "Choose the unit that it is about"]);
            return Page();
        }
        Answers.UnitConcerned = unit.Code;
        return await KeepAsync();
    }
}
