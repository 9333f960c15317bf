using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Disputes;

/// <summary>What the page of a dispute and the pages of its steps share.</summary>
public abstract class DisputePageModel(Desk desk, DisputeReader reader, VenueBook venues) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "reference")]
    public string? ReferenceTyped { get; set; }

    /// <summary>The dispute; null when the matter has none.</summary>
    public DisputePage? Shown { get; private set; }

    public Reference Reference { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public VenueBook Venues => venues;

    public Dispute Dispute => Shown!.Dispute;

    public string Address => $"{MatterLinks.To(Reference)}/dispute";

    public DateOnly Today => Jurisdiction.Calendar.DayOf(desk.Now);

    public DateTimeOffset Now => desk.Now;

    /// <summary>Whether the reader's unit deals with it and it goes on.</summary>
    public bool Handles => Shown is not null && Dispute.IsOpen && Dispute.File.Unit == desk.Scope.Unit;

    protected Desk Desk => desk;

    protected DisputeReader Reader => reader;

    /// <summary>How a party or who acts for it is called.</summary>
    public string NameOf(ParticipantId person) =>
        Shown!.People.TryGetValue(person, out var contact) && contact.Name is { } name
            ? name
            : desk.Speech["（已删除）", "(erased)"];

    public string VenueName(VenueProposal proposal) => desk.Speech[venues.Version(proposal.Venue, proposal.Version).Name];

    /// <summary>Reads the dispute; false when the matter is none that the reader deals with.</summary>
    protected async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (!Reference.TryParse(ReferenceTyped, out var reference))
        {
            return false;
        }
        Reference = reference;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Shown = await reader.OfMatterAsync(desk.Db, reference, desk.Scope, cancel);
        if (Shown is not null)
        {
            Names = await Colleagues.NamesAsync(
                desk.Db,
                [
                    .. Shown
                        .Story.Select(e => e.Staff)
                        .Append(Shown.Dispute.File.Allowance?.Mediator.Value)
                        .Concat(Shown.Dispute.File.Invitations.Select(i => (Guid?)i.Mediator.Value))
                        .OfType<Guid>()
                        .Distinct(),
                ],
                cancel
            );
        }
        return true;
    }

    /// <summary>The matter as its handler has it; null when the reader does not deal with it.</summary>
    protected async Task<UnitMatterPage?> MatterAsync(CancellationToken cancel) =>
        await desk.ReadAsync(Reference, cancel) is ({ } page, _)
        && desk.Scope.SeesIn(page.Matter.File.Owner, page.Matter.File.Area)
            ? page
            : null;

    /// <summary>All mistakes of a form at once, each beside its field.</summary>
    protected void Refuse(Refusal why)
    {
        foreach (var each in why.Each)
        {
            ModelState.AddModelError(each.Field is { } field ? $"Form.{field}" : "", desk.Speech[each.Sentence]);
        }
    }
}
