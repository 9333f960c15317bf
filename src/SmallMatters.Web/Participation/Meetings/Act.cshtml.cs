using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Meetings;

/// <summary>A step of a meeting or of a line of its minutes.</summary>
[Authorize(Policies.Matters)]
public sealed class ActModel(Desk desk, JointBook book, ParticipationReplies replies) : MeetingPage(desk)
{
    private const int Blank = 3;

    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    /// <summary>Key of the line, for its steps.</summary>
    [BindProperty(SupportsGet = true, Name = "line")]
    public string? LineTyped { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public MeetingStep Step { get; private set; }

    public MinuteLine? Line { get; private set; }

    /// <summary>What a line may be about as a matter: a situation. What is about conduct, a dispute or an offence has another door.</summary>
    public IEnumerable<Choice> Categories =>
        Offerable.Select(c => new Choice(c.Code, c.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    private IEnumerable<Category> Offerable =>
        Jurisdiction.Categories.Values.Where(c =>
            c.Offered && c.Kind is not (Kind.Conduct or Kind.Praise or Kind.Dispute or Kind.MinorCase)
        );

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (!Offered(Step))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        if (Step == MeetingStep.Move)
        {
            (Form.Day, Form.Where) = (Jurisdiction.Calendar.DayOf(State.Paper.From), State.Paper.Where);
            (Form.From, Form.Until) = (Desk.Speech.Time(State.Paper.From), Desk.Speech.Time(State.Paper.Until));
        }
        Form.Words ??= Step == MeetingStep.Raise ? Line!.Words : null;
        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (Request.Query.ContainsKey("more"))
        {
            // More lines are asked for; nothing is saved.
            ModelState.Clear();
            Fill();
            return Page();
        }
        if (Step == MeetingStep.Raise)
        {
            return await RaiseAsync(cancel);
        }
        var done = await book.DecideAsync<Meeting>(State.Key, Desk.Scope, Decide, Seen, cancel);
        if (done is Acted.Written && Told() is { } told)
        {
            await replies.TellAsync(State.Key, $"Meeting{Step}", told, cancel);
        }
        var answer = await AnswerAsync(done, new("已记录。", "It is recorded."), cancel);
        Fill();
        return answer;
    }

    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        if (!JointSteps.TryRead(StepTyped, out MeetingStep step) || !await ShowAsync(cancel))
        {
            return false;
        }
        Step = step;
        Line = Guid.TryParseExact(LineTyped, "N", out var id) ? State.Minutes?.Lines.FirstOrDefault(l => l.Id == id) : null;
        return Line is not null || step is not (MeetingStep.Raise or MeetingStep.Promise);
    }

    // Always some empty lines after those that are written.
    private void Fill()
    {
        if (Step == MeetingStep.Minutes)
        {
            var written = Form.Lines.FindLastIndex(l => !l.Typed.IsEmpty) + 1;
            Form.Lines = [.. Form.Lines.Take(written)];
            for (var i = 0; i < Blank && Form.Lines.Count < WriteMinutesRule.MostLines; i++)
            {
                Form.Lines.Add(new LineForm());
            }
        }
    }

    private JointDecision Decide(Meeting it, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var (from, until, unread) = LocalSpan.Read(Form.Day, Form.From, Form.Until, jurisdiction.Calendar);
        return Step switch
        {
            MeetingStep.Release => CallMeetingRule.Release(it, Released, by, jurisdiction, now),
            MeetingStep.Move => CallMeetingRule.Move(
                it,
                new RescheduleMeeting(from, until, Form.Where, Form.Words) { TimesUnread = unread },
                by,
                jurisdiction,
                now
            ),
            MeetingStep.Minutes => WriteMinutesRule.Write(
                it,
                new WriteMinutes(Form.Attended, [.. Form.Lines.Select(l => l.Typed)]),
                by,
                jurisdiction,
                now
            ),
            MeetingStep.Publish => WriteMinutesRule.Release(it, Released, by, jurisdiction, now),
            MeetingStep.CallOff => CallMeetingRule.CallOff(it, Form.Words, by, now),
            MeetingStep.Promise => WriteMinutesRule.EndPromise(it, Line!.Id, Form.Kept, Form.Words, by, jurisdiction, now),
            _ => throw new UnreachableException(),
        };
    }

    // A matter is raised first and then named in the minutes; a second press finds the same matter.
    private async Task<IActionResult> RaiseAsync(CancellationToken cancel)
    {
        var category = Offerable.FirstOrDefault(c => c.Code == Form.Category);
        var wrong = Refusal.All(
            WriteMinutesRule.MayRaise(State, Line!.Id, Scope.Actor),
            category is null ? Refusals.Missing(nameof(Form.Category), "请选择是关于什么的。", "Choose what it is about.") : null
        );
        if (wrong is not null)
        {
            Refuse(wrong);
            return Page();
        }
        var (id, reference, raiser) = Desk.Book.NewKeys();
        var raise = new Raise(
            id,
            reference,
            raiser,
            category!.Kind,
            Origin.OnBehalf,
            Channel.Window,
            category.Code,
            State.At,
            Form.Words ?? ""
        );
        switch (await Desk.Book.RaiseAsync(raise, Scope.Actor, $"meeting-{Line.Id:N}", null, cancel))
        {
            case RaiseResult.Refused refused:
                Refuse(refused.Why with { Field = nameof(Form.Words) });
                return Page();
            case RaiseResult.Raised raised:
                var done = await book.DecideAsync<Meeting>(
                    State.Key,
                    Desk.Scope,
                    (it, by, _, _) => WriteMinutesRule.Raised(it, Line.Id, raised.Reference, by),
                    null,
                    cancel
                );
                return await AnswerAsync(
                    done,
                    new($"已转为诉求 {raised.Reference}。", $"It became matter {raised.Reference}."),
                    cancel
                );
            default:
                throw new UnreachableException();
        }
    }

    // Whoever comes is told of a change and of the minutes.
    private Bilingual? Told() =>
        Step switch
        {
            MeetingStep.Move => new($"恳谈会“{State.Paper.Title}”改期了", $"the meeting was moved: {State.Paper.Title}"),
            MeetingStep.CallOff => new($"恳谈会“{State.Paper.Title}”取消了", $"the meeting was called off: {State.Paper.Title}"),
            MeetingStep.Publish when Form.Released == true => new(
                $"恳谈会“{State.Paper.Title}”的纪要公布了",
                $"the minutes are public: {State.Paper.Title}"
            ),
            _ => null,
        };

    private ReleaseForResidents Released => new(Form.Released, Form.Words);

    /// <summary>What the steps ask for.</summary>
    public sealed class StepForm
    {
        public bool? Released { get; set; }
        public bool? Kept { get; set; }
        public string? Words { get; set; }
        public DateOnly? Day { get; set; }
        public string? From { get; set; }
        public string? Until { get; set; }
        public string? Where { get; set; }
        public string? Category { get; set; }
        public string? Attended { get; set; }
        public List<LineForm> Lines { get; set; } = [];
    }

    /// <summary>A line of the minutes.</summary>
    public sealed class LineForm
    {
        public string? Kind { get; set; }
        public string? Words { get; set; }
        public string? Answer { get; set; }
        public DateOnly? DueOn { get; set; }

        /// <summary>As it was typed.</summary>
        public TypedLine Typed => new(JointSteps.Chosen<MinuteKind>(Kind), Words, Answer, DueOn);
    }
}
