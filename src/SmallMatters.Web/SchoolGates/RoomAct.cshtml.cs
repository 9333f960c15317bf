using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.SchoolGates;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Hazards;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.SchoolGates;

/// <summary>A step on the work with a school.</summary>
[Authorize(Policies.Matters)]
public sealed class RoomActModel(Desk desk, JointBook book, GateBook gates) : RoomPage(desk)
{
    private const int Shifts = 4;

    /// <summary>The days of a week, Monday first.</summary>
    public static readonly ImmutableArray<DayOfWeek> Week =
    [
        DayOfWeek.Monday,
        DayOfWeek.Tuesday,
        DayOfWeek.Wednesday,
        DayOfWeek.Thursday,
        DayOfWeek.Friday,
    ];

    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    /// <summary>Key of the drill that a step is about.</summary>
    [BindProperty(SupportsGet = true, Name = "drill")]
    public string? DrillTyped { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public RoomStep Step { get; private set; }

    /// <summary>The address that was made for the school: shown once.</summary>
    public string? Link { get; private set; }

    public static IReadOnlyList<Choice> YesNo => [Choice.Of("True", "有", "Yes"), Choice.Of("False", "没有", "No")];

    public static IEnumerable<Choice> Levels =>
        Enum.GetValues<SchoolLevel>().Select(l => new Choice(l.ToString(), l.Said())).Prepend(Unchosen);

    public static IEnumerable<Choice> Drills =>
        Enum.GetValues<DrillKind>().Select(d => new Choice(d.ToString(), d.Said())).Prepend(Unchosen);

    public static IEnumerable<Choice> Outcomes => Enum.GetValues<DrillOutcome>().Select(o => new Choice(o.ToString(), o.Said()));

    private static Choice Unchosen => Choice.Of("", "请选择", "Choose");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindStepAsync(cancel))
        {
            return NotFound();
        }
        if (!Offered(Step))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        Form = new StepForm();
        if (Step == RoomStep.Roster && State.Rosters.LastOrDefault() is { Roster: var roster })
        {
            Form.Peaks =
            [
                .. roster.Peaks.Select(p => new Times
                {
                    Gate = p.Gate,
                    From = Said(p.From),
                    Until = Said(p.Until),
                }),
            ];
            (Form.TermFrom, Form.TermUntil) = (roster.Terms[0].From, roster.Terms[0].Until);
            Form.Closed = string.Join('\n', roster.Closed.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            (Form.MakeUpDays, Form.MinutesBefore) = (roster.MakeUpDays, roster.MinutesBefore);
        }
        if (Step == RoomStep.Hours)
        {
            Form.Hours =
            [
                .. Week.Select(day => State.Hours.FirstOrDefault(h => h.Day == day))
                    .Select(h => h is null ? new Times() : new Times { From = Said(h.From), Until = Said(h.Until) }),
            ];
        }
        Form.Fill(Shifts, Week.Length);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindStepAsync(cancel))
        {
            return NotFound();
        }
        if (!Offered(Step))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        Form.Fill(Shifts, Week.Length);
        if (Step == RoomStep.Link)
        {
            var (given, secret) = await gates.GiveLinkAsync(State.Key, Desk.Scope, Seen, cancel);
            if (given is not Acted.Written)
            {
                return await AnswerAsync(given, Step.Said(), cancel);
            }
            Link = $"{Request.Scheme}://{Request.Host}{GateLinks.School(secret)}";
            Response.Headers.CacheControl = "no-store";
            await ShowAsync(cancel);
            return Page();
        }
        if (Step == RoomStep.Hours)
        {
            MarkHours();
        }
        var closed = (Form.Closed ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (closed.Any(d => Day(d) is null))
        {
            ModelState.AddModelError(
                "Form.Closed",
                Desk.Speech["请一行写一天，例如 2026-12-24", "Give one day a line, such as 2026-12-24"]
            );
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var done = await book.DecideAsync<CampusRoom>(
            State.Key,
            Desk.Scope,
            (room, by, jurisdiction, now) => Decide(room, [.. closed.Select(d => Day(d)!.Value)], by, jurisdiction, now),
            Seen,
            cancel
        );
        if (done is Acted.Written && Step == RoomStep.Held && Form.Outcome == DrillOutcome.Finding)
        {
            TempData.Flash(
                "已记录。请接着检查学校，把隐患记下来。",
                "It is recorded. Inspect the school next and record what was found."
            );
            return Redirect(FindingLinks.Inspect(State.File.Premises, null));
        }
        return await AnswerAsync(done, new("已保存。", "It is saved."), cancel);
    }

    private JointDecision Decide(
        CampusRoom room,
        ImmutableArray<DateOnly> closed,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    ) =>
        Step switch
        {
            RoomStep.Roster => GateRosterRule.Decide(
                room,
                new SetRoster(
                    [.. Form.Peaks.Select(p => (p.Gate, Time(p.From), Time(p.Until)))],
                    [(Form.TermFrom, Form.TermUntil)],
                    closed,
                    Form.MakeUpDays,
                    Form.MinutesBefore
                ),
                by,
                jurisdiction,
                now
            ),
            RoomStep.Hours => CampusRoomRule.SetHours(
                room,
                [
                    .. Form
                        .Hours.Zip(Week)
                        .Where(h => Time(h.First.From) is not null && Time(h.First.Until) is not null)
                        .Select(h => new OfficeHour(h.Second, Time(h.First.From)!.Value, Time(h.First.Until)!.Value)),
                ],
                by
            ),
            RoomStep.Lesson => GiveLessonRule.Decide(room, Form.Topic, Form.On, Form.Level, Form.Lessons, by, jurisdiction, now),
            RoomStep.Drill => HoldDrillRule.Plan(room, Form.Drill, Form.Day, Guid.CreateVersion7(now), by, jurisdiction, now),
            RoomStep.Held => HoldDrillRule.Hold(
                room,
                Which,
                new HoldDrill(Form.On, Form.Outcome, Form.Words, Form.By),
                by,
                jurisdiction,
                now
            ),
            RoomStep.Kept => HoldDrillRule.Keep(room, Which, Form.Words, by, now),
            RoomStep.End => CampusRoomRule.End(room, Form.Words, by, now),
            _ => throw new UnreachableException(),
        };

    private Guid Which => Guid.TryParseExact(DrillTyped, "N", out var id) ? id : default;

    private async Task<bool> FindStepAsync(CancellationToken cancel)
    {
        if (!JointSteps.TryRead(StepTyped, out RoomStep step) || !await ShowAsync(cancel))
        {
            return false;
        }
        Step = step;
        return step is not (RoomStep.Held or RoomStep.Kept) || State.Drills.Any(d => d.Id == Which);
    }

    private void MarkHours()
    {
        for (var i = 0; i < Form.Hours.Count; i++)
        {
            var (from, until) = (Form.Hours[i].From, Form.Hours[i].Until);
            if (
                (from is not null && Time(from) is null)
                || (until is not null && Time(until) is null)
                || (from is null) != (until is null)
            )
            {
                ModelState.AddModelError(
                    $"Form.Hours[{i}].From",
                    Desk.Speech["请写从几点到几点，例如 14:00", "Give from when until when, such as 14:00"]
                );
            }
        }
    }

    private static string Said(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly? Time(string? typed) =>
        TimeOnly.TryParseExact(
            (typed ?? "").Trim().Replace('：', ':'),
            ["H:mm", "HH:mm"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? time
            : null;

    private static DateOnly? Day(string typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>From when until when, at which gate.</summary>
    public sealed class Times
    {
        public string? Gate { get; set; }
        public string? From { get; set; }
        public string? Until { get; set; }
    }

    /// <summary>A step as it is typed.</summary>
    public sealed class StepForm
    {
        public List<Times> Peaks { get; set; } = [];
        public DateOnly? TermFrom { get; set; }
        public DateOnly? TermUntil { get; set; }
        public string? Closed { get; set; }
        public bool? MakeUpDays { get; set; }
        public int? MinutesBefore { get; set; }
        public List<Times> Hours { get; set; } = [];
        public string? Topic { get; set; }
        public DateOnly? On { get; set; }
        public SchoolLevel? Level { get; set; }
        public int? Lessons { get; set; }
        public DrillKind? Drill { get; set; }
        public DateOnly? Day { get; set; }
        public DrillOutcome? Outcome { get; set; }
        public string? Words { get; set; }
        public DateOnly? By { get; set; }

        /// <summary>As many rows as the page has.</summary>
        public void Fill(int peaks, int days)
        {
            Peaks = [.. Peaks.Take(peaks), .. Enumerable.Range(0, Math.Max(0, peaks - Peaks.Count)).Select(_ => new Times())];
            Hours = [.. Hours.Take(days), .. Enumerable.Range(0, Math.Max(0, days - Hours.Count)).Select(_ => new Times())];
        }
    }
}
