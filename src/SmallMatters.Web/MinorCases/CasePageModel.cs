using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.MinorCases;

/// <summary>What every page of one case shares: it is the station's own, and its receipt is written before it shows.</summary>
[Authorize(Policies.Handler)]
public abstract class CasePageModel(Desk desk, CaseReader reader) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "reference")]
    public string? ReferenceTyped { get; set; }

    public CasePage Shown { get; private set; } = null!;

    public MinorCase Case => Shown.Case;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public string Address => CaseLinks.To(Case.Reference);

    /// <summary>Whether the reader leads the station in the area of the case.</summary>
    public bool IsHead => desk.Scope.In(Case.Area).Is(StaffRole.Supervisor);

    public DateTimeOffset Now => desk.Now;

    protected Desk Desk => desk;

    protected CaseReader Reader => reader;

    /// <summary>How somebody of the case is called.</summary>
    public string NameOf(ParticipantId person) =>
        Shown.People.GetValueOrDefault(person)?.Name ?? desk.Speech["（不显示）", "(not shown)"];

    /// <summary>Reads the case; false when it is none of the reader's station.</summary>
    protected async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (
            !Reference.TryParse(ReferenceTyped, out var reference)
            || await reader.OpenAsync(reference, desk.Scope, cancel) is not { } page
        )
        {
            return false;
        }
        (Shown, Jurisdiction) = (page, await desk.JurisdictionAsync(cancel));
        return true;
    }
}

/// <summary>Addresses of cases.</summary>
public static class CaseLinks
{
    /// <summary>A case, for its station.</summary>
    public static string To(Reference reference) => $"/staff/cases/{reference.Value}";

    /// <summary>A reporter's or victim's own page.</summary>
    public static string ToPerson(string link) => $"/case/{link}";
}
