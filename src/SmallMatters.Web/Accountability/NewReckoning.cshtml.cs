using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Accountability;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Accountability;

/// <summary>Propose credit or accountability: first of which unit, then everything else.</summary>
[Authorize(Policies.Matters)]
public sealed class NewReckoningModel(Desk desk, JointBook book) : PageModel
{
    /// <summary>The unit that it is about, chosen before the form, since its leaders are to be named.</summary>
    [BindProperty(SupportsGet = true, Name = "unit")]
    public string? Unit { get; set; }

    [BindProperty]
    public ReckoningForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<Choice> Leaders { get; private set; } = [];

    public bool UnitIsChosen => Unit is { } unit && Jurisdiction.Units.ContainsKey(unit);

    public IEnumerable<Choice> Units => Others.Where(c => c.Value != desk.Scope.Unit);

    public IEnumerable<Choice> Others =>
        Jurisdiction.Units.Values.Where(u => u.Code != Unit).Select(u => new Choice(u.Code, u.Name)).Prepend(Choose);

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Where(a => desk.Scope.ReadsOf(a.Code)).Select(a => new Choice(a.Code, a.Name)).Prepend(Choose);

    public static IEnumerable<Choice> Grounds =>
        GroundText.All.Select(g => new Choice(
            g.Code.ToString(),
            new Bilingual($"{g.Sort.Said().Zh}：{g.Name.Zh}", $"{g.Sort.Said().En}: {g.Name.En}")
        ));

    private static Choice Choose { get; } = Choice.Of("", "请选择", "Choose");

    public async Task OnGetAsync(CancellationToken cancel) => await PrepareAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var leaders = await PrepareAsync(cancel);
        var (matters, unread) = await References.ReadAsync(desk.Db, Form.Evidence, nameof(Form.Evidence), cancel);
        var leader = Guid.TryParseExact(Form.Leader, "N", out var chosen) ? new StaffId(chosen) : (StaffId?)null;
        var (done, id) = await book.BeginAsync(
            desk.Scope,
            Form.Area ?? "",
            (key, by, jurisdiction, now) =>
                ProposeReckoningRule
                    .Decide(
                        new ProposeReckoning(
                            Form.Title,
                            Form.Ground,
                            Form.Area,
                            Unit,
                            leader,
                            Form.Account,
                            [.. matters.Select(m => m.Number)],
                            Form.Document,
                            Form.CopiedBy
                        ),
                        key,
                        by,
                        leaders,
                        jurisdiction,
                        now
                    )
                    .Beside(unread),
            cancel
        );
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, desk.Speech, "Form");
            return Page();
        }
        TempData.Flash(
            "已提出。单位可以先作说明，再由别人决定。",
            "It is proposed. The unit may answer first; then somebody else decides."
        );
        return Redirect(JointWords.AddressOf(nameof(Reckoning), id));
    }

    private async Task<ImmutableArray<StaffId>> PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (!UnitIsChosen)
        {
            return [];
        }
        var people = await Colleagues.LeadersAsync(desk.Db, Unit!, Jurisdiction.Calendar.DayOf(desk.Now), cancel);
        Leaders = [Choose, .. people.Select(p => new Choice(p.Id.ToString("N"), new Bilingual(p.Name, p.Name)))];
        return [.. people.Select(p => new StaffId(p.Id))];
    }

    public sealed class ReckoningForm
    {
        public string? Title { get; set; }
        public string? Ground { get; set; }
        public string? CopiedBy { get; set; }
        public string? Area { get; set; }
        public string? Leader { get; set; }
        public string? Account { get; set; }
        public string? Evidence { get; set; }
        public string? Document { get; set; }
    }
}
