using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Supervision;

/// <summary>Put a problem on the hard list.</summary>
[Authorize(Policies.Supervisor)]
public sealed class NewHardModel(Desk desk, JointBook book) : PageModel
{
    /// <summary>Reference of the matter from whose page somebody came.</summary>
    [BindProperty(SupportsGet = true, Name = "matter")]
    public string? MatterTyped { get; set; }

    [BindProperty]
    public HardForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IEnumerable<Choice> Areas =>
        Jurisdiction
            .Areas.Values.Where(a => desk.Scope.ReadsOf(a.Code))
            .Select(a => new Choice(a.Code, a.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public IEnumerable<Choice> Categories =>
        Jurisdiction
            .Categories.Values.Where(c => c.Kind != Kind.Conduct)
            .Select(c => new Choice(c.Code, c.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public IReadOnlyList<Choice> Colleagues { get; private set; } = [];

    /// <summary>The posts that can be chosen.</summary>
    public static IReadOnlyList<Choice> Posts { get; } =
    [Choice.Of("", "请选择", "Choose"), .. Enum.GetValues<LeaderPost>().Select(p => new Choice(p.ToString(), p.Said()))];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        if (
            Reference.TryParse(MatterTyped, out var reference)
            && await JointLists.MattersAsync(desk.Db, [reference.Value], cancel) is [var matter]
        )
        {
            (Form.Matters, Form.Area, Form.Category) = (reference.ToString(), matter.Area, matter.Category);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var people = await PrepareAsync(cancel);
        var (matters, unread) = await References.ReadAsync(desk.Db, Form.Matters, nameof(Form.Matters), cancel);
        var leader = Guid.TryParseExact(Form.Leader, "N", out var chosen) ? new StaffId(chosen) : (StaffId?)null;
        var (done, id) = await book.BeginAsync(
            desk.Scope,
            Form.Area ?? "",
            (key, by, jurisdiction, now) =>
                ListHardProblemRule
                    .Decide(
                        new ListHardProblem(
                            Form.Title,
                            Form.Why,
                            Form.Category,
                            Form.Area,
                            leader,
                            LeaderPosts.Of(Form.Post ?? ""),
                            [.. matters.Select(m => new MatterHeld(m.Number, m.Owner, m.Kind))]
                        ),
                        key,
                        by,
                        people,
                        jurisdiction,
                        now
                    )
                    .Beside(unread),
            cancel
        );
        if (done is Acted.Refused { Why: var why })
        {
            return Refused(why);
        }
        TempData.Flash("已列入难点清单。下一步写方案。", "It is on the hard list. Next, write the plan.");
        return Redirect(JointWords.AddressOf(nameof(HardProblem), id));
    }

    private async Task<ImmutableArray<StaffId>> PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var people = await Storage.Matters.Views.Colleagues.OfUnitAsync(
            desk.Db,
            desk.Scope.Unit,
            Jurisdiction.Calendar.DayOf(desk.Now),
            cancel
        );
        Colleagues =
        [
            Choice.Of("", "请选择", "Choose"),
            .. people.Select(p => new Choice(p.Id.ToString("N"), new Bilingual(p.Name, p.Name))),
        ];
        return [.. people.Select(p => new StaffId(p.Id))];
    }

    private PageResult Refused(Refusal why)
    {
        ModelState.Refuse(why, desk.Speech, "Form");
        return Page();
    }

    public sealed class HardForm
    {
        public string? Title { get; set; }
        public string? Why { get; set; }
        public string? Area { get; set; }
        public string? Category { get; set; }
        public string? Leader { get; set; }
        public string? Post { get; set; }
        public string? Matters { get; set; }
    }
}
