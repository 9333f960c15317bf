using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Liaisons;
using SmallMatters.Storage.SchoolGates;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Liaisons;

/// <summary>
/// A volunteer's own page: the code of conduct, their own reports with the answers, gates of today, pausing and leaving. It names nobody,
/// the volunteer included.
/// </summary>
public sealed class MineModel(
    LiaisonBook book,
    GateBook gates,
    JurisdictionSource jurisdictions,
    TimeProvider time,
    Speech speech,
    Db db
) : LiaisonOwnPage(book, jurisdictions, time, speech)
{
    [BindProperty]
    public AcceptForm Form { get; set; } = new();

    public IReadOnlyList<LiaisonReported> Reports { get; private set; } = [];

    public IReadOnlyList<GateShift> Shifts { get; private set; } = [];

    public static IReadOnlyList<Choice> ReadOf =>
        [Choice.Of("true", "我看完了行为守则，愿意遵守", "I have read the code of conduct and will keep to it")];

    public static IReadOnlyList<Choice> NamedOf => [Choice.Of("true", "可以", "Yes"), Choice.Of("false", "不要", "No")];

    public bool IsMine(GateShift shift) => shift.Taker?.Volunteer == Mine.Id;

    public bool MayStand(GateShift shift) =>
        Time.GetUtcNow() is var now && now >= shift.File.StartsAt - PlanShiftsRule.Ahead && now < shift.File.EndsAt;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        await ListAsync(cancel);
        return Page();
    }

    public Task<IActionResult> OnPostAcceptAsync(CancellationToken cancel) =>
        ActAsync(
            role => LiaisonRule.Accept(role, Form.Read == "true", bool.TryParse(Form.Named, out var named) ? named : null),
            cancel
        );

    public Task<IActionResult> OnPostNameAsync(bool named, CancellationToken cancel) =>
        ActAsync(role => LiaisonRule.Name(role, named), cancel);

    public Task<IActionResult> OnPostPauseAsync(CancellationToken cancel) => ActAsync(LiaisonRule.StandDown, cancel);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken cancel) => ActAsync(LiaisonRule.Resume, cancel);

    public Task<IActionResult> OnPostLeaveAsync(CancellationToken cancel) =>
        ActAsync(role => LiaisonRule.End(role, LiaisonExit.Volunteer), cancel);

    public async Task<IActionResult> OnPostShiftAsync(Guid shift, string? act, CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (!Serves)
        {
            ModelState.Refuse(LiaisonRule.NotServing, Speech);
            return await AgainAsync(cancel);
        }
        var done = await gates.ByVolunteerAsync(
            shift,
            Mine.Id,
            Mine.Role.Area,
            (it, taker, now) =>
                act switch
                {
                    "take" => StandAtGateRule.Take(it, taker, now),
                    "leave" => StandAtGateRule.Leave(it, taker),
                    _ => StandAtGateRule.Stand(it, taker, now),
                },
            cancel
        );
        return await AnswerAsync(done, cancel);
    }

    private async Task<IActionResult> ActAsync(Func<Liaison, LiaisonDecision> decide, CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var (done, _) = await Book.DecideAsync(Mine.Id, null, (role, _) => decide(role), cancel);
        if (done is Acted.Written && await Book.ByLinkAsync(Secret, cancel) is null)
        {
            TempData.Flash(
                "已经退出，姓名和电话已删除。谢谢您。",
                "You have left; your name and telephone are deleted. Thank you."
            );
            return Redirect("/");
        }
        return await AnswerAsync(done, cancel);
    }

    private async Task<IActionResult> AnswerAsync(Acted done, CancellationToken cancel)
    {
        switch (done)
        {
            case Acted.Written:
                TempData.Flash("已记下。", "It is recorded.");
                return Redirect(LiaisonLinks.Mine(Secret));
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, Speech, nameof(Form));
                return await AgainAsync(cancel);
            case Acted.NotFound:
                return NotFound();
            default:
                return Redirect(LiaisonLinks.Mine(Secret));
        }
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancel)
    {
        await ListAsync(cancel);
        return Page();
    }

    private async Task ListAsync(CancellationToken cancel)
    {
        Reports = await Book.ReportsAsync(Mine.Id, cancel);
        Shifts = Serves ? await GateBook.OfAreaAsync(db, Mine.Role.Area, Today, cancel) : [];
    }

    /// <summary>What a volunteer agrees to.</summary>
    public sealed class AcceptForm
    {
        public string? Read { get; set; }
        public string? Named { get; set; }
    }
}
