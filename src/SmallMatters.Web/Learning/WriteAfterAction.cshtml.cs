using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Learning;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>Write an after-action note on a closed matter or convening that the reader's unit had a part in.</summary>
[Authorize(Policies.Matters)]
public sealed class WriteAfterActionModel(Desk desk, JointBook book) : PageModel
{
    /// <summary>Reference of the matter.</summary>
    [BindProperty(SupportsGet = true, Name = "matter")]
    public string? MatterTyped { get; set; }

    /// <summary>Key of the convening.</summary>
    [BindProperty(SupportsGet = true, Name = "convening")]
    public string? ConveningTyped { get; set; }

    [BindProperty]
    public NoteForm Form { get; set; } = new();

    public WorkDone Work { get; private set; } = null!;

    /// <summary>Why no note can be written on it; null when one can.</summary>
    public Refusal? Prevented { get; private set; }

    public bool OfConvening => !string.IsNullOrEmpty(ConveningTyped);

    public string Back =>
        OfConvening ? $"/staff/convenings/{ConveningTyped}"
        : Work.Units[0] == desk.Scope.Unit ? MatterLinks.To(Reference.FromValue(Work.Matters[0]))
        : "/staff/afteraction";

    public static IReadOnlyList<Choice> Posts { get; } =
    [
        Choice.Of("", "不改什么", "Nothing is changed"),
        .. Enum.GetValues<UnitPost>().Select(p => new Choice(p.ToString(), p.Said())),
    ];

    private StaffScope Scope => desk.Scope.In(Work.Area);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        var key = Work.KeyFor(Scope.Unit);
        return await WorkReader.IsWrittenAsync(desk.Db, key, cancel)
            ? Redirect(JointWords.AddressOf(nameof(AfterAction), key))
            : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        var key = Work.KeyFor(Scope.Unit);
        var own = await WorkReader.OwnWordsAsync(desk.Db, Work.Matters, cancel);
        var command = new WriteAfterAction(
            Form.Title,
            Form.Meant,
            Form.Happened,
            Form.Why,
            Form.Keep,
            Form.Change,
            Form.ChangeBy,
            JointSteps.Chosen<UnitPost>(Form.Post)
        );
        var readable = ModelState.IsValid;
        var (done, _) = await book.BeginAsync(
            desk.Scope,
            Work.Area,
            (_, by, jurisdiction, now) =>
                WriteAfterActionRule.Decide(Work, command, own, by, jurisdiction, now) is { Why: null } decision && !readable
                    ? decision.Beside(Refusals.Missing(nameof(Form.ChangeBy), "请填完整的日期。", "Give a whole date."))
                    : WriteAfterActionRule.Decide(Work, command, own, by, jurisdiction, now),
            key,
            cancel
        );
        switch (done)
        {
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech, "Form");
                return Page();
            case Acted.Written:
                TempData.Flash("复盘已写好。", "The note is written.");
                break;
        }
        // Where a colleague was quicker, theirs stands.
        return Redirect(JointWords.AddressOf(nameof(AfterAction), key));
    }

    // False when there is no such work, or the reader's unit had no part in it.
    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        var work = OfConvening
            ? Guid.TryParseExact(ConveningTyped, "N", out var convening)
                ? await WorkReader.OfConveningAsync(desk.Db, desk.Scope, convening, cancel)
                : null
            : Reference.TryParse(MatterTyped, out var reference)
                ? await WorkReader.OfMatterAsync(desk.Db, reference, cancel)
                : null;
        if (work is null || !work.MayBeTold || !work.Units.Contains(desk.Scope.Unit) || !desk.Scope.ReadsOf(work.Area))
        {
            return false;
        }
        Work = work;
        Prevented = WriteAfterActionRule.MayWrite(work, Scope.Actor);
        if (Prevented is not null)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
        }
        return true;
    }

    public sealed class NoteForm
    {
        public string? Title { get; set; }
        public string? Meant { get; set; }
        public string? Happened { get; set; }
        public string? Why { get; set; }
        public string? Keep { get; set; }
        public string? Change { get; set; }
        public DateOnly? ChangeBy { get; set; }
        public string? Post { get; set; }
    }
}
