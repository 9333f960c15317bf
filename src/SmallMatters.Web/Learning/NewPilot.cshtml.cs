using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>Propose a pilot, or change the plan of one that has not started.</summary>
[Authorize(Policies.Supervisor)]
public sealed class NewPilotModel(Desk desk, JointBook book) : PageModel
{
    /// <summary>Key of the pilot whose plan is changed.</summary>
    [BindProperty(SupportsGet = true, Name = "pilot")]
    public string? PilotTyped { get; set; }

    [BindProperty]
    public PilotForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The pilot whose plan is changed; null for a new one.</summary>
    public Pilot? Before { get; private set; }

    public IEnumerable<Choice> Areas => Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name));

    public IEnumerable<Choice> Others =>
        Jurisdiction.Units.Values.Where(u => u.Code != desk.Scope.Unit).Select(u => new Choice(u.Code, u.Name));

    public static IEnumerable<Choice> Measures { get; } =
    [Choice.Of("", "请选择", "Choose"), .. Measure.All.Select(m => new Choice(m.Code.ToString(), m.Name))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (Before?.Plan is { } plan)
        {
            (Form.Goal, Form.How, Form.Cost) = (plan.Goal, plan.How, plan.Cost);
            (Form.Areas, Form.Against, Form.Beside) = ([.. plan.Compared.Areas], [.. plan.Compared.Against], [.. plan.Beside]);
            (Form.Measure, Form.From, Form.Until) = (plan.Compared.Measure.ToString(), plan.Compared.From, plan.Compared.Until);
            Form.StopPercent = plan.Stop.Percent.ToString(CultureInfo.InvariantCulture);
            Form.LookOn = plan.Stop.LookOn;
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        var (done, id) = Before is { } before
            ? (
                await book.DecideAsync<Pilot>(
                    before.Key,
                    desk.Scope,
                    (it, by, jurisdiction, now) => ProposePilotRule.Anew(it, Typed(), by, jurisdiction, now),
                    null,
                    cancel
                ),
                before.Key
            )
            : await book.BeginAsync(
                desk.Scope,
                Form.Areas.FirstOrDefault() ?? "",
                (key, by, jurisdiction, now) => ProposePilotRule.Decide(Typed(), key, by, jurisdiction, now),
                cancel
            );
        switch (done)
        {
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech, "Form");
                return Page();
            case Acted.Written:
                TempData.Flash("已提出，等别人批准。", "It is proposed, and somebody else approves it.");
                return Redirect(JointWords.AddressOf(nameof(Pilot), id));
            default:
                return NotFound();
        }
    }

    private ProposePilot Typed() =>
        new(
            Form.Goal,
            Form.How,
            [.. Form.Beside],
            [.. Form.Areas],
            [.. Form.Against],
            Form.Measure,
            Form.From,
            Form.Until,
            int.TryParse(
                Form.StopPercent?.TrimEnd('%', '％', ' '),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var percent
            )
                ? percent
                : null,
            Form.LookOn,
            Form.Cost
        );

    // False when the pilot to be changed is none of the reader's.
    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (string.IsNullOrEmpty(PilotTyped))
        {
            return true;
        }
        Before = Guid.TryParseExact(PilotTyped, "N", out var key)
            ? (await JointBook.FindAsync<Pilot>(desk.Db, desk.Scope, key, cancel))?.File
            : null;
        return Before is not null;
    }

    public sealed class PilotForm
    {
        public string? Goal { get; set; }
        public string? How { get; set; }
        public List<string> Areas { get; set; } = [];
        public List<string> Against { get; set; } = [];
        public List<string> Beside { get; set; } = [];
        public string? Measure { get; set; }
        public DateOnly? From { get; set; }
        public DateOnly? Until { get; set; }
        public string? StopPercent { get; set; }
        public DateOnly? LookOn { get; set; }
        public string? Cost { get; set; }
    }
}
