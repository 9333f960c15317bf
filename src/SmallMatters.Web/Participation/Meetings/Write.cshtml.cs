using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Meetings;

/// <summary>Write the invitation to a meeting, or write it again after it was sent back.</summary>
[Authorize(Policies.Matters)]
public sealed class WriteModel(Desk desk, JointBook book) : PageModel
{
    /// <summary>Key of the one that was sent back.</summary>
    [BindProperty(SupportsGet = true, Name = "file")]
    public string? FileTyped { get; set; }

    [BindProperty]
    public MeetingForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public Meeting? Before { get; private set; }

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (Before?.Paper is { } paper)
        {
            (Form.Title, Form.Where, Form.Agenda) = (paper.Title, paper.Where, string.Join('\n', paper.Agenda));
            Form.Places = paper.Places?.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Form.Day = Jurisdiction.Calendar.DayOf(paper.From);
            (Form.From, Form.Until) = (desk.Speech.Time(paper.From), desk.Speech.Time(paper.Until));
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        var (from, until, unread) = LocalSpan.Read(Form.Day, Form.From, Form.Until, Jurisdiction.Calendar);
        var command = new CallMeeting(Form.Area, Form.Title, from, until, Form.Where, Form.Agenda, Form.Places)
        {
            TimesUnread = unread,
        };
        var (done, id) = Before is { } before
            ? (
                await book.DecideAsync<Meeting>(
                    before.Key,
                    desk.Scope,
                    (it, by, jurisdiction, now) => CallMeetingRule.Rewrite(it, command, by, jurisdiction, now),
                    null,
                    cancel
                ),
                before.Key
            )
            : await book.BeginAsync(
                desk.Scope,
                Form.Area ?? "",
                (key, by, jurisdiction, now) => CallMeetingRule.Write(command, key, by, jurisdiction, now),
                cancel
            );
        switch (done)
        {
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech, "Form");
                return Page();
            case Acted.Written:
                TempData.Flash("已写好，等另一个人核对。", "It is written, and a second person reads it.");
                return Redirect(TakingPartLinks.Of(nameof(Meeting), id));
            default:
                return NotFound();
        }
    }

    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (string.IsNullOrEmpty(FileTyped))
        {
            return true;
        }
        Before = Guid.TryParseExact(FileTyped, "N", out var id)
            ? (await JointBook.FindAsync<Meeting>(desk.Db, desk.Scope, id, cancel))?.File
            : null;
        return Before is not null;
    }

    public sealed class MeetingForm
    {
        public string? Area { get; set; }
        public string? Title { get; set; }
        public DateOnly? Day { get; set; }
        public string? From { get; set; }
        public string? Until { get; set; }
        public string? Where { get; set; }
        public string? Agenda { get; set; }
        public string? Places { get; set; }
    }
}
