using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Storage;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.MinorCases;

/// <summary>The receipt for a reporter or victim, to print: number, query code, what comes next and by when.</summary>
public sealed class ReceiptModel(Desk desk, CaseReader reader, StorageSettings settings) : CasePageModel(desk, reader)
{
    [BindProperty(SupportsGet = true, Name = "person")]
    public string? PersonKey { get; set; }

    public CasePerson Person { get; private set; } = null!;

    public string Code { get; private set; } = "";

    public string Query => settings.PublicAddress + "/case";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(PersonKey, "N", out var id)
            || !await ShowAsync(cancel)
            || Case.People.FirstOrDefault(p => p.Id.Value == id) is not { } person
            || await Reader.ReceiptOfAsync(Case.Reference, new ParticipantId(id), Desk.Scope, cancel) is not { } receipt
        )
        {
            return NotFound();
        }
        (Person, Code) = (person, receipt.Code);
        return Page();
    }
}
