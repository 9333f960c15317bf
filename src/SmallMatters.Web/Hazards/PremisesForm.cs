using SmallMatters.Domain.Hazards;
using SmallMatters.Storage.Hazards;

namespace SmallMatters.Web.Hazards;

/// <summary>What is said of premises, as it is typed.</summary>
public sealed class PremisesForm
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Kind { get; set; }
    public string? Address { get; set; }
    public string? Area { get; set; }
    public string? Unit { get; set; }
    public string? Responsible { get; set; }
    public string? ResponsibleContact { get; set; }
    public string? Liaison { get; set; }
    public string? LiaisonContact { get; set; }

    internal KeepPremises Command =>
        new(
            Code,
            Name,
            PremisesChoices.Read(Kind),
            Address,
            Area,
            Unit,
            new PremisesContacts(Responsible, ResponsibleContact, Liaison, LiaisonContact)
        );

    internal static PremisesForm Of(PremisesPage page)
    {
        var (details, contacts) = (page.Premises.Details, page.Contacts ?? PremisesContacts.None);
        return new PremisesForm
        {
            Code = details.Code,
            Name = details.Name,
            Kind = $"{details.Kind}",
            Address = details.Address,
            Area = details.Area,
            Unit = details.Unit,
            Responsible = contacts.Responsible,
            ResponsibleContact = contacts.ResponsibleContact,
            Liaison = contacts.Liaison,
            LiaisonContact = contacts.LiaisonContact,
        };
    }
}
