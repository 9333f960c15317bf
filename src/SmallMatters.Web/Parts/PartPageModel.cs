using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Parts;

/// <summary>What the page of a part and the pages of its steps share.</summary>
public abstract class PartPageModel(Desk desk, PartReader reader) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "reference")]
    public string? ReferenceTyped { get; set; }

    [BindProperty(SupportsGet = true, Name = "part")]
    public Guid PartKey { get; set; }

    public PartPage Shown { get; private set; } = null!;

    public Part Part => Shown.Part;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public FactWords Words { get; private set; } = null!;

    public DateTimeOffset Now => desk.Now;

    public DateOnly Today => Jurisdiction.Calendar.DayOf(Now);

    /// <summary>Who acts, with the roles that they have in the matter's area.</summary>
    public StaffScope Scope => desk.Scope.In(Shown.Area);

    public string Address => PartLinks.To(Shown.Reference, Part.Id);

    /// <summary>The clocks that run, the first to end first.</summary>
    public IEnumerable<MatterClock> Running => Shown.Clocks.Where(c => c.Clock.IsOpen).OrderBy(c => c.Clock.Deadline.DueAt);

    protected Desk Desk => desk;

    /// <summary>The steps that are offered to the reader, in the order of use.</summary>
    public IEnumerable<PartStep> Steps
    {
        get
        {
            var deals = Scope.Is(StaffRole.Handler) || Scope.Is(StaffRole.Supervisor) || Scope.Is(StaffRole.Reviewer);
            var theirs = deals && Part.Unit == Scope.Unit;
            var owners = deals && Shown.Owner == Scope.Unit;
            var free = !Shown.Promises.Any(p => p.State == PromiseState.Open);
            return new[]
            {
                (PartStep.Accept, theirs && Part.State == PartState.Asked),
                (PartStep.End, theirs && Part.State == PartState.InHand && free),
                (PartStep.Promise, theirs && Part.State == PartState.InHand),
                (PartStep.Tell, Part.IsOpen && (owners || (theirs && Part.State != PartState.Returned))),
                (PartStep.Return, theirs && Part.State is PartState.Asked or PartState.InHand && free),
                (PartStep.PassOn, owners && Part.State is PartState.Asked or PartState.InHand && ToPassOn.Any()),
                (PartStep.TakeBack, owners && Part.State is PartState.Asked or PartState.Returned),
            }
                .Where(s => s.Item2)
                .Select(s => s.Item1);
        }
    }

    /// <summary>What the unit does not have yet.</summary>
    public IEnumerable<PartField> ToPassOn => Enum.GetValues<PartField>().Except(Part.PassedOn);

    /// <summary>Whether the owner asks the next unit.</summary>
    public bool MayGiveOn => Part.State == PartState.Returned && Shown.Owner == Scope.Unit && Shown.Stage == Stage.Open;

    /// <summary>Whether the reader says that a promise about the part was kept, or changes it.</summary>
    public bool MayChange(Promise promise) =>
        promise.State == PromiseState.Open && (promise.Unit == Scope.Unit || Shown.Owner == Scope.Unit);

    protected async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (
            !Reference.TryParse(ReferenceTyped, out var reference)
            || await reader.ForStaffAsync(desk.Db, reference, PartKey, desk.Scope, Jurisdiction, cancel) is not { } shown
        )
        {
            return false;
        }
        Shown = shown;
        var people = shown.Timeline.Select(e => e.Handler).Append(shown.Part.Handler?.Value).OfType<Guid>().Distinct().ToList();
        Words = new FactWords(
            desk.Speech,
            Jurisdiction,
            people.Count == 0 ? new Dictionary<Guid, string>() : await Colleagues.NamesAsync(desk.Db, people, cancel)
        );
        return true;
    }
}
