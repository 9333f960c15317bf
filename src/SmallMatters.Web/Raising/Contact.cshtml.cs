using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Raising;

/// <summary>How shall we tell you? Nothing need be given.</summary>
public sealed class ContactModel(DraftSession drafts, JurisdictionSource source, Speech speech)
    : RaisePage(RaiseStep.Contact, drafts, source, speech)
{
    [BindProperty]
    public ContactForm Contact { get; set; } = new();

    [BindProperty]
    public bool SealIdentity { get; set; }

    /// <summary>Whether what it is about seals the identity by itself.</summary>
    public bool SealedAnyway =>
        Answers.Sorted(Jurisdiction) is (var kind, var category) && (kind == Kind.Conduct || category.SealsIdentity);

    public void OnGet()
    {
        SealIdentity = Answers.SealIdentity;
        Contact = new ContactForm
        {
            Name = Answers.Name,
            Phone = Answers.Phone,
            Email = Answers.Email,
            Tongue = Answers.Tongue ?? Speech.Tongue,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Contact.Read(ModelState, nameof(Contact), Speech) is not { } given)
        {
            return Page();
        }
        (Answers.Name, Answers.Phone, Answers.Email, Answers.Tongue) = (given.Name, given.Phone, given.Email, given.Tongue);
        Answers.SealIdentity = SealIdentity;
        return await KeepAsync();
    }
}
