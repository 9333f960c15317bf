using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Convenings;

/// <summary>Call units together, from scratch or from the page of a matter.</summary>
[Authorize(Policies.Matters)]
public sealed class NewModel(Desk desk, JointBook book) : PageModel
{
    private const int Rows = 5;

    /// <summary>Reference of the matter from whose page somebody came.</summary>
    [BindProperty(SupportsGet = true, Name = "matter")]
    public string? MatterTyped { get; set; }

    [BindProperty]
    public WhistleForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IEnumerable<Choice> Areas =>
        Jurisdiction
            .Areas.Values.Where(a => desk.Scope.ReadsOf(a.Code))
            .Select(a => new Choice(a.Code, a.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public IEnumerable<Choice> Units =>
        Jurisdiction
            .Units.Values.Where(u => u.Code != desk.Scope.Unit && !u.Reviews)
            .Select(u => new Choice(u.Code, u.Name))
            .Prepend(Choice.Of("", "请选择单位", "Choose a unit"));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (
            Reference.TryParse(MatterTyped, out var reference)
            && await JointLists.MattersAsync(desk.Db, [reference.Value], cancel) is [var matter]
        )
        {
            (Form.Matters, Form.Area) = (reference.ToString(), matter.Area);
        }
        Fill();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var (matters, unread) = await References.ReadAsync(desk.Db, Form.Matters, nameof(Form.Matters), cancel);
        var (meets, unreadable) = LocalTimes.Read(Form.Day, Form.Meets, nameof(Form.Meets), Jurisdiction.Calendar);
        if (!ModelState.IsValid)
        {
            return Refused(Refusal.All(unread, unreadable), []);
        }
        // Empty rows in the middle are skipped, and a refusal still finds the row that it is about.
        var rows = Enumerable.Range(0, Form.Wanted.Count).Where(i => Form.Wanted[i].IsFilled).ToList();
        var (done, id) = await book.BeginAsync(
            desk.Scope,
            Form.Area ?? "",
            (key, by, jurisdiction, now) =>
                WhistleRule
                    .Decide(
                        new Whistle(
                            Form.Title ?? "",
                            Form.Agenda ?? "",
                            Form.Where ?? "",
                            meets,
                            Form.Area ?? "",
                            [.. matters.Select(m => new MatterConvened(m.Number, m.Owner, m.Kind))],
                            [.. rows.Select(i => (Form.Wanted[i].Unit ?? "", Form.Wanted[i].Asked ?? ""))]
                        ),
                        key,
                        by,
                        jurisdiction,
                        now
                    )
                    .Beside(unread, unreadable),
            cancel
        );
        if (done is Acted.Refused refused)
        {
            return Refused(refused.Why, rows);
        }
        TempData.Flash("已吹哨。各单位要在时限内答复。", "They are called; each has to answer within its clock.");
        return Redirect(JointWords.AddressOf(nameof(Convening), id));
    }

    private PageResult Refused(Refusal? why, List<int> rows)
    {
        if (why is not null)
        {
            ModelState.Refuse(why, desk.Speech, field => $"Form.{RowOf(field, rows)}");
        }
        Fill();
        return Page();
    }

    private static string RowOf(string field, List<int> rows) =>
        rows.Count > 0 && field.StartsWith("Wanted[", StringComparison.Ordinal)
            ? $"Wanted[{rows[field["Wanted[".Length] - '0']}]{field[field.IndexOf('.', StringComparison.Ordinal)..]}"
            : field;

    private void Fill()
    {
        while (Form.Wanted.Count < Rows)
        {
            Form.Wanted.Add(new WantedForm());
        }
    }

    public sealed class WhistleForm
    {
        public string? Title { get; set; }
        public string? Agenda { get; set; }
        public string? Matters { get; set; }
        public string? Area { get; set; }
        public string? Where { get; set; }
        public DateOnly? Day { get; set; }
        public string? Meets { get; set; }
        public List<WantedForm> Wanted { get; set; } = [];
    }

    /// <summary>One unit that is wanted.</summary>
    public sealed class WantedForm
    {
        public string? Unit { get; set; }
        public string? Asked { get; set; }

        public bool IsFilled => !string.IsNullOrWhiteSpace(Unit) || !string.IsNullOrWhiteSpace(Asked);
    }
}
