using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Convenings;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.MinorCases;

/// <summary>Registers a report at the counter (三个当场: 登记、收材料、出回执).</summary>
[Authorize(Policies.Handler)]
public sealed class NewModel(Desk desk, CaseDesk cases) : PageModel
{
    [BindProperty]
    public ReportForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>Whether a similar case was found, so that the box for another one is offered.</summary>
    public bool MayBeKnown { get; private set; }

    public IEnumerable<Choice> Areas =>
        Jurisdiction
            .Areas.Values.OrderBy(a => a.Code, StringComparer.Ordinal)
            .Select(a => new Choice(a.Code, a.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public static IEnumerable<Choice> Kinds =>
        CaseBook.BuiltIn.Kinds.Select(k => new Choice(k.Kind.ToString(), k.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public static IEnumerable<Choice> Doors =>
        CaseBook.BuiltIn.Doors.Select(d => new Choice(d.Code, d.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public static IEnumerable<Choice> Arrivals => Enum.GetValues<Arrival>().Select(a => new Choice(a.ToString(), a.Said()));

    public static IEnumerable<Choice> Roles =>
        new[] { CaseRole.Both, CaseRole.Reporter }.Select(r => new Choice(r.ToString(), r.Said()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!cases.LetsIn(desk.Scope))
        {
            return NotFound();
        }
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Form.ReportedDay = Jurisdiction.Calendar.DayOf(desk.Now);
        Form.ReportedTime = desk.Speech.Time(desk.Now);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!cases.LetsIn(desk.Scope))
        {
            return NotFound();
        }
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var calendar = Jurisdiction.Calendar;
        var (reported, wrongReport) = LocalTimes.Read(Form.ReportedDay, Form.ReportedTime, "ReportedAt", calendar);
        var (over, wrongOver) = LocalTimes.Read(Form.EmergencyDay, Form.EmergencyTime, "EmergencyOverAt", calendar);
        var (from, wrongFrom) = LocalTimes.Read(Form.FromDay, Form.FromTime, "From", calendar);
        var (to, wrongTo) = LocalTimes.Read(Form.ToDay ?? Form.FromDay, Form.ToTime, "To", calendar);
        if (Refusal.All(wrongReport, wrongOver, wrongFrom, wrongTo) is { } unreadable)
        {
            Refuse(unreadable);
            return Page();
        }
        // Without hours it may have been at any time of the day, up to the report.
        var first = from ?? (Form.FromDay is { } day ? calendar.StartOfDay(day) : reported ?? desk.Now);
        var latest = reported is { } until && until < desk.Now ? until : desk.Now;
        var last = to ?? (Form.FromDay is { } one ? Earlier(calendar.EndOfDay(one), latest) : first);
        var (done, reference) = await cases.RegisterAsync(
            new RegisterCase(
                Chosen<CaseKind>(Form.Kind),
                Form.Area,
                Form.Account,
                Form.Where,
                reported,
                over,
                Chosen<Arrival>(Form.Arrival),
                Form.Options.Contains("complex"),
                Form.Door,
                Form.Reasons,
                Chosen<CaseRole>(Form.Role),
                Form.Options.Contains("confidential"),
                Form.External,
                Form.Options.Contains("writing"),
                Form.AnotherOne.Contains("yes")
            ),
            new CaseContact(Form.Name, Form.Phone),
            new CaseOccurrence(Form.Estate, Form.Building, first, last < first ? first : last),
            desk.Scope,
            cancel
        );
        switch (done)
        {
            case Acted.Written:
                TempData.Flash("已登记。请打印回执交给报案人。", "Registered. Print the receipt for the reporter.");
                return Redirect(CaseLinks.To(reference));
            case Acted.Refused { Why: var why }:
                MayBeKnown = why.Each.Any(w => w.Code == "case-perhaps-registered");
                Refuse(why);
                return Page();
            default:
                return NotFound();
        }
    }

    internal static T? Chosen<T>(string? typed)
        where T : struct, Enum =>
        Enum.TryParse<T>(typed, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(typed![0]) ? value : null;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private void Refuse(Refusal why) =>
        ModelState.Refuse(
            why,
            desk.Speech,
            field =>
                "Form."
                + field switch
                {
                    "ReportedAt" => nameof(ReportForm.ReportedTime),
                    "EmergencyOverAt" => nameof(ReportForm.EmergencyTime),
                    "From" => nameof(ReportForm.FromTime),
                    "To" => nameof(ReportForm.ToTime),
                    _ => field,
                }
        );
}

/// <summary>What is asked of a report.</summary>
public sealed class ReportForm
{
    public string? Arrival { get; set; }
    public string? Kind { get; set; }
    public string? Area { get; set; }
    public string? Account { get; set; }
    public string? Where { get; set; }
    public string? Estate { get; set; }
    public string? Building { get; set; }
    public DateOnly? ReportedDay { get; set; }
    public string? ReportedTime { get; set; }
    public DateOnly? EmergencyDay { get; set; }
    public string? EmergencyTime { get; set; }
    public DateOnly? FromDay { get; set; }
    public string? FromTime { get; set; }
    public DateOnly? ToDay { get; set; }
    public string? ToTime { get; set; }
    public string? Door { get; set; }
    public string? Reasons { get; set; }
    public string? Role { get; set; }
    public string? Name { get; set; }
    public string? Phone { get; set; }
    public string? External { get; set; }
    public List<string> Options { get; set; } = [];
    public List<string> AnotherOne { get; set; } = [];
}
