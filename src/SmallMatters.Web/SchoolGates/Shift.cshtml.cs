using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.SchoolGates;

/// <summary>One shift at a school gate. It takes no file: a request that brings one is refused.</summary>
[Authorize(Policies.Matters)]
public sealed class ShiftModel(Desk desk, JointBook book) : JointPageModel<GateShift>(desk)
{
    [BindProperty]
    public ShiftForm Form { get; set; } = new();

    /// <summary>Whether the words looked as if they named somebody, and the writer is asked once.</summary>
    public bool AsksAgain { get; private set; }

    public static IEnumerable<Choice> Kinds =>
        Enum.GetValues<GateSituation>()
            .Select(k => new Choice(k.ToString(), k.Said()))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public static IReadOnlyList<Choice> SureOf => [Choice.Of("true", "看过了，没有写人", "I looked: nobody is named")];

    public bool MayStand =>
        Own && State.Stage == ShiftStage.Planned && Now >= State.File.StartsAt - PlanShiftsRule.Ahead && Now < State.File.EndsAt;

    public bool MayTake => Own && State is { Stage: ShiftStage.Planned, Taker: null } && Now < State.File.EndsAt;

    public bool MayLeave => Own && State.Stage == ShiftStage.Planned && State.Taker?.Staff == Scope.Id;

    public bool MayAnswer => Deals && State.AlarmOpen && State.Readers.Contains(Scope.Unit);

    public bool MayCallOff =>
        Own
        && Scope.Is(StaffRole.Supervisor)
        && State is { Stage: ShiftStage.Planned, Alarmed: false }
        && Now <= State.File.ConfirmBy;

    public bool MayNote =>
        Own && Now >= State.File.StartsAt - PlanShiftsRule.Ahead && Now <= State.File.EndsAt + StandAtGateRule.NotedWithin;

    /// <summary>Who is expected or stands there: a colleague's name, or that it is a volunteer or the unit.</summary>
    public string Who =>
        State.Taker switch
        {
            { Staff: { } staff } => Names.GetValueOrDefault(staff.Value) ?? Desk.Speech["本单位的人", "somebody of the unit"],
            { Volunteer: not null } => Desk.Speech["志愿者", "a volunteer"],
            _ => Desk.Speech["本单位", "the unit"],
        };

    private bool Own => Deals && Scope.Unit == State.Lead;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostStandAsync(CancellationToken cancel) =>
        ActAsync((shift, by, now) => OfUnit(shift, by, taker => StandAtGateRule.Stand(shift, taker, now)), cancel);

    public Task<IActionResult> OnPostTakeAsync(CancellationToken cancel) =>
        ActAsync((shift, by, now) => OfUnit(shift, by, taker => StandAtGateRule.Take(shift, taker, now)), cancel);

    public Task<IActionResult> OnPostLeaveAsync(CancellationToken cancel) =>
        ActAsync((shift, by, _) => OfUnit(shift, by, taker => StandAtGateRule.Leave(shift, taker)), cancel);

    /// <summary>What was typed answers the alarm, calls the shift off or is noted, as the button says.</summary>
    public Task<IActionResult> OnPostAsync(string? act, CancellationToken cancel) =>
        ActAsync(
            (shift, by, now) =>
                act switch
                {
                    "answer" => StandAtGateRule.Answer(shift, Form.Words, Sure, by, now),
                    "off" => StandAtGateRule.CallOff(shift, Form.Words, Sure, by, now),
                    _ => OfUnit(shift, by, _ => StandAtGateRule.Note(shift, Form.Kind, Form.Words, Sure, now)),
                },
            cancel
        );

    private bool Sure => Form.Sure == "true";

    private static JointDecision OfUnit(GateShift shift, Actor.Staff by, Func<ShiftTaker, JointDecision> decide) =>
        StandAtGateRule.Of(shift, by) is { Taker: { } taker } ? decide(taker) : StandAtGateRule.Of(shift, by).Why!;

    private async Task<IActionResult> ActAsync(
        Func<GateShift, Actor.Staff, DateTimeOffset, JointDecision> decide,
        CancellationToken cancel
    )
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (Request.HasFormContentType && Request.Form.Files.Count > 0)
        {
            Refuse(NoPhotos);
            return Page();
        }
        var done = await book.DecideAsync<GateShift>(
            State.Key,
            Desk.Scope,
            (shift, by, _, now) => decide(shift, by, now),
            null,
            cancel
        );
        AsksAgain = done is Acted.Refused { Why: var why } && why.Each.Any(p => p.Code == SituationWords.NamesSomebody);
        return await AnswerAsync(done, new("已记录。", "It is recorded."), cancel);
    }

    private static Refusal NoPhotos { get; } =
        Refusal.Of(
            "no-photos-at-schools",
            "学校门口不收照片，没有保存。请用文字写情况。",
            "No photos are taken at a school, and nothing was kept. Say it in words.",
            "Words"
        );

    /// <summary>What is typed at a gate.</summary>
    public sealed class ShiftForm
    {
        public GateSituation? Kind { get; set; }
        public string? Words { get; set; }
        public string? Sure { get; set; }
    }
}
