using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Performance;

/// <summary>Set a target: first for which unit, then everything else, as part of another target or by itself.</summary>
[Authorize(Policies.Supervisor)]
public sealed class NewTargetModel(Desk desk, JointBook book) : PageModel
{
    /// <summary>The unit that is to own it, chosen before the form, since its people can lead it.</summary>
    [BindProperty(SupportsGet = true, Name = "unit")]
    public string? Unit { get; set; }

    /// <summary>Key of the target that it is to be a part of.</summary>
    [BindProperty(SupportsGet = true, Name = "parent")]
    public string? ParentTyped { get; set; }

    [BindProperty]
    public TargetForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public Target? Parent { get; private set; }

    public IReadOnlyList<Choice> Leaders { get; private set; } = [];

    public bool UnitIsChosen => Unit is { } unit && Owners.Any(u => u.Code == unit);

    public IEnumerable<Choice> Units => Owners.Select(u => new Choice(u.Code, u.Name)).Prepend(Choose);

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Where(a => desk.Scope.ReadsOf(a.Code)).Select(a => new Choice(a.Code, a.Name)).Prepend(Choose);

    public IEnumerable<Choice> Levels =>
        Enum.GetValues<TargetLevel>()
            .Where(l => Parent is not null || l != TargetLevel.Task)
            .Select(l => new Choice(l.ToString(), l.Said()));

    public static IEnumerable<Choice> Measures => Measure.All.Select(m => new Choice(m.Code.ToString(), m.Name)).Prepend(Choose);

    private static Choice Choose { get; } = Choice.Of("", "请选择", "Choose");

    private IEnumerable<Unit> Owners =>
        Jurisdiction.Units.Values.Where(u => Jurisdiction.Above(u.Code).Contains(desk.Scope.Unit));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await PrepareAsync(cancel) is not { })
        {
            return NotFound();
        }
        if (Parent?.File is { } above)
        {
            (Form.Area, Form.Measure) = (above.Area, above.Measure.ToString());
            Form.Percent = above.Percent.ToString(CultureInfo.InvariantCulture);
            (Form.From, Form.Until) = (above.From, above.Until);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await PrepareAsync(cancel) is not { } people)
        {
            return NotFound();
        }
        var leader = Guid.TryParseExact(Form.Leader, "N", out var chosen) ? new StaffId(chosen) : (StaffId?)null;
        var (done, id) = await book.BeginAsync(
            desk.Scope,
            Form.Area ?? "",
            (key, by, jurisdiction, now) =>
                SetTargetRule.Decide(
                    new SetTarget(
                        Form.Title,
                        JointSteps.Chosen<TargetLevel>(Form.Level),
                        Form.Area,
                        Unit,
                        Form.Measure,
                        int.TryParse(
                            Form.Percent?.TrimEnd('%', '％', ' '),
                            NumberStyles.None,
                            CultureInfo.InvariantCulture,
                            out var percent
                        )
                            ? percent
                            : null,
                        Form.From,
                        Form.Until,
                        leader
                    ),
                    key,
                    Parent,
                    by,
                    people,
                    jurisdiction,
                    now
                ),
            cancel
        );
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, desk.Speech, "Form");
            return Page();
        }
        TempData.Flash("目标已定下。", "The target is set.");
        return Redirect(JointWords.AddressOf(nameof(Target), id));
    }

    // Null when the target that it is to be a part of is none of the reader's.
    private async Task<ImmutableArray<StaffId>?> PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (!string.IsNullOrEmpty(ParentTyped))
        {
            if (
                !Guid.TryParseExact(ParentTyped, "N", out var key)
                || await JointBook.FindAsync<Target>(desk.Db, desk.Scope, key, cancel) is not { File: var above }
            )
            {
                return null;
            }
            Parent = above;
        }
        if (!UnitIsChosen)
        {
            return [];
        }
        var people = await Colleagues.OfUnitAsync(desk.Db, Unit!, Jurisdiction.Calendar.DayOf(desk.Now), cancel);
        Leaders = [Choose, .. people.Select(p => new Choice(p.Id.ToString("N"), new Bilingual(p.Name, p.Name)))];
        return [.. people.Select(p => new StaffId(p.Id))];
    }

    public sealed class TargetForm
    {
        public string? Title { get; set; }
        public string? Level { get; set; }
        public string? Area { get; set; }
        public string? Measure { get; set; }
        public string? Percent { get; set; }
        public DateOnly? From { get; set; }
        public DateOnly? Until { get; set; }
        public string? Leader { get; set; }
    }
}
