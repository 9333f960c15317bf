using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Conduct;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Conduct;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Triage;

namespace SmallMatters.Web.Matters;

/// <summary>The matter's page for staff: all of it for the units that deal with it, its existence for the others.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk, TriageAdvice triage) : PageModel
{
    /// <summary>What the reader's units see; null when it is another unit's matter.</summary>
    public UnitMatterPage? Shown { get; private set; }

    /// <summary>What every other unit sees.</summary>
    public OtherUnitMatter? Other { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public FactWords Words { get; private set; } = null!;

    public IReadOnlyList<Act> Acts { get; private set; } = [];

    public Suggestion? Suggestion { get; private set; }

    /// <summary>Keys of the parts that the reader's units have of another unit's matter.</summary>
    public IReadOnlyList<Guid> OwnParts { get; private set; } = [];

    /// <summary>What units do together about it.</summary>
    public AboutMatterShown? Joint { get; private set; }

    /// <summary>Where the dispute of the matter stands; null when there is none.</summary>
    public DisputeStage? Dispute { get; private set; }

    /// <summary>
    /// An earlier matter of the same category at the same place: then the page offers mediation, with that reason. Null when there is
    /// none, or a dispute is open already.
    /// </summary>
    public MatterAtPlace? Another { get; private set; }

    private const int RecentDays = 180;

    /// <summary>Whether the reader deals with the matter, and with its dispute or may open one.</summary>
    public bool MayDispute { get; private set; }

    public StaffScope Scope => desk.Scope;

    /// <summary>Whether the reader may ask to see a sealed identity: whose unit deals with the matter or reviews it.</summary>
    public bool MayAskIdentity =>
        (Scope.Is(StaffRole.Handler) || Scope.Is(StaffRole.Supervisor) || Scope.Is(StaffRole.Reviewer))
        && Shown is { Matter: var matter }
        && (matter.File.Owner == Scope.Unit || matter.Accountable == Scope.Unit);

    public DateTimeOffset Now => desk.Now;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (!Reference.TryParse(reference, out var read))
        {
            return NotFound();
        }
        (Shown, Other) = await desk.ReadAsync(read, cancel);
        if (Shown is null && Other is null)
        {
            return NotFound();
        }
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (Shown is null)
        {
            Words = new FactWords(desk.Speech, Jurisdiction, new Dictionary<Guid, string>());
            OwnParts = await PartLists.OnAsync(desk.Db, Scope, read, cancel);
            return Page();
        }
        Words = await desk.WordsAsync(Shown, Jurisdiction, cancel);
        Joint = new AboutMatterShown(
            Shown.Matter.File.Reference,
            new LinesShown(await JointLists.AboutAsync(desk.Db, Scope, read, cancel), Now, Jurisdiction, Mixed: true),
            AboutMatterShown.Offered(Shown.Matter, Scope, Jurisdiction)
        );
        if (await ConductReviews.OfMatterAsync(desk.Db, Shown.Matter.File, cancel) is { } review)
        {
            Joint = Joint with { Begin = [.. Joint.Begin, ConductPage.LinkTo(review)] };
        }
        Acts = Web.Matters.Acts.For(Shown, Scope, Jurisdiction);
        var file = Shown.Matter.File;
        if (
            PassOnModel.LinkFrom(file, await PraiseLists.OfMatterAsync(desk.Db, file, cancel), Acts.Contains(Act.Close)) is
            { } pass
        )
        {
            Joint = Joint with { Begin = [.. Joint.Begin, pass] };
        }
        if (Scope.SeesIn(file.Owner, file.Area) && (Scope.Is(StaffRole.Handler) || Scope.Is(StaffRole.Supervisor)))
        {
            Dispute = await DisputeLists.StageOfAsync(desk.Db, file.Id, cancel);
            MayDispute = Dispute is not null || Shown.Matter is Matter.Open;
            if (Dispute is null && MayDispute && file.Kind is Kind.Complaint or Kind.Dispute)
            {
                Another = await DisputeLists.AnotherAtAsync(desk.Db, file.Id, Now.AddDays(-RecentDays), cancel);
            }
        }
        var sorted = Shown.Timeline.Any(entry => entry.Fact == nameof(Sorted));
        if (!sorted && Acts.Contains(Act.Sort))
        {
            Suggestion = triage.For(Shown.Title, Shown.Description, Jurisdiction);
        }
        return Page();
    }

    /// <summary>Whether there are shapes to show a place among.</summary>
    public bool HasMap => Jurisdiction.Areas.Values.Any(a => a.Shape is not null);

    /// <summary>A position as the map's script reads it.</summary>
    public static string OnTheMap(Position position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.Latitude:0.######},{position.Longitude:0.######}");

    /// <summary>The rule that a clock runs under.</summary>
    public ClockRule RuleOf(MatterClock clock) => Jurisdiction.ClockRules.Version(clock.Clock.Code, clock.Clock.RuleVersion);

    // The clocks of parts stand with the parts.
    private IEnumerable<MatterClock> Own =>
        Shown!.Matter.File.Clocks.Where(c => c.Purpose is not (ClockFor.Part or ClockFor.PartAnswer));

    /// <summary>The running clocks, those of the staff first.</summary>
    public IEnumerable<MatterClock> Running =>
        Own.Where(c => c.Clock.IsOpen).OrderBy(c => c.Clock.Purpose).ThenBy(c => c.Clock.Deadline.DueAt);

    /// <summary>The clocks that have ended, the latest first.</summary>
    public IEnumerable<MatterClock> Ended => Own.Where(c => !c.Clock.IsOpen).Reverse();
}
