using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Tasks;

/// <summary>Offer a task, write one again after it was sent back, or offer one like another on a new day.</summary>
[Authorize(Policies.Matters)]
public sealed class WriteModel(Desk desk, JointBook book, PriorityReader priorities) : PageModel
{
    private const int MostPriorities = 50;

    /// <summary>Key of the one that was sent back.</summary>
    [BindProperty(SupportsGet = true, Name = "file")]
    public string? FileTyped { get; set; }

    /// <summary>Key of one that the new one is like.</summary>
    [BindProperty(SupportsGet = true, Name = "like")]
    public string? LikeTyped { get; set; }

    [BindProperty]
    public TaskForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public VolunteerTask? Before { get; private set; }

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    /// <summary>Priorities that the unit has adopted and not finished, after "none".</summary>
    public IReadOnlyList<Choice> Priorities { get; private set; } = [];

    private IReadOnlyList<PriorityPage> Adopted { get; set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if ((Before ?? await FindAsync(LikeTyped, cancel))?.Paper is { } paper)
        {
            (Form.Title, Form.What, Form.NotPart, Form.Where) = (paper.Title, paper.What, paper.NotPart, paper.Where);
            (Form.Area, Form.Needed) = (paper.Area, paper.Needed.ToString(System.Globalization.CultureInfo.InvariantCulture));
            (Form.From, Form.Until) = (desk.Speech.Time(paper.From), desk.Speech.Time(paper.Until));
            Form.Of = paper.Priority?.ToString("N");
            Form.Day = Before is null ? null : Jurisdiction.Calendar.DayOf(paper.From);
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
        var command = new OfferTask(Form.Area, Form.Title, Form.What, Form.NotPart, Form.Where, from, until, Form.Needed)
        {
            Of = Adopted.FirstOrDefault(p => p.Id.ToString("N") == Form.Of) is { } of ? (of.Id, of.State) : null,
            TimesUnread = unread,
        };
        var (done, id) = Before is { } before
            ? (
                await book.DecideAsync<VolunteerTask>(
                    before.Key,
                    desk.Scope,
                    (it, by, jurisdiction, now) => OfferTaskRule.Rewrite(it, command, by, jurisdiction, now),
                    null,
                    cancel
                ),
                before.Key
            )
            : await book.BeginAsync(
                desk.Scope,
                Form.Area ?? "",
                (key, by, jurisdiction, now) => OfferTaskRule.Write(command, key, by, jurisdiction, now),
                cancel
            );
        switch (done)
        {
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech, "Form");
                return Page();
            case Acted.Written:
                TempData.Flash("已写好，等另一个人核对。", "It is written, and a second person reads it.");
                return Redirect(TakingPartLinks.Of(nameof(VolunteerTask), id));
            default:
                return NotFound();
        }
    }

    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Before = await FindAsync(FileTyped, cancel);
        Adopted =
        [
            .. (await priorities.OfUnitAsync(desk.Db, desk.Scope.Unit, false, null, MostPriorities, cancel)).Where(p =>
                p.State.Stage == PriorityStage.Adopted && p.Title is not null
            ),
        ];
        Priorities =
        [
            Choice.Of("", "不属于议题", "None"),
            .. Adopted.Select(p => new Choice(p.Id.ToString("N"), new Bilingual(p.Title!, p.Title!))),
        ];
        return Before is not null || string.IsNullOrEmpty(FileTyped);
    }

    private async Task<VolunteerTask?> FindAsync(string? typed, CancellationToken cancel) =>
        Guid.TryParseExact(typed, "N", out var id)
            ? (await JointBook.FindAsync<VolunteerTask>(desk.Db, desk.Scope, id, cancel))?.File
            : null;

    public sealed class TaskForm
    {
        public string? Area { get; set; }
        public string? Of { get; set; }
        public string? Title { get; set; }
        public string? What { get; set; }
        public string? NotPart { get; set; }
        public string? Where { get; set; }
        public DateOnly? Day { get; set; }
        public string? From { get; set; }
        public string? Until { get; set; }
        public string? Needed { get; set; }
    }
}
