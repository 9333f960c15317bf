using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Supervision;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.GovUk;
using StaffDesk = SmallMatters.Web.Matters.Desk;

namespace SmallMatters.Web.Participation.Priorities;

/// <summary>The form of one step with a priority.</summary>
public sealed class StepModel(StaffDesk desk, PriorityReader reader, PriorityBook book) : PriorityDeskPage(desk, reader, book)
{
    public const string Answer = "answer";
    public const string Act = "act";
    public const string End = "end";
    public const string Finish = "finish";
    public const string Hide = "hide";
    public const string Pass = "pass";

    [BindProperty(SupportsGet = true, Name = "step")]
    public string? Step { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    /// <summary>What the step is called.</summary>
    public Bilingual Said { get; private set; }

    public static IEnumerable<Choice> Reasons => Enum.GetValues<HideReason>().Select(r => new Choice(r.ToString(), r.Said()));

    public static IEnumerable<Choice> Answers =>
        new[] { PriorityMove.Adopt, PriorityMove.Decline }.Select(m => new Choice(m.ToString(), m.Said()));

    public static IEnumerable<Choice> Posts => Enum.GetValues<LeaderPost>().Select(p => new Choice(p.ToString(), p.Said()));

    public static IEnumerable<Choice> DoneOf =>
        [Choice.Of("true", "做到了", "Yes"), Choice.Of("false", "做不到，写明原因", "It cannot be done; say why")];

    public IEnumerable<Choice> Units =>
        Jurisdiction.Units.Values.Select(u => new Choice(u.Code, u.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    /// <summary>The units that it may be passed to.</summary>
    public IEnumerable<Choice> Others => Units.Where(u => u.Value != Shown.State.Unit);

    /// <summary>Actions that have not ended.</summary>
    public IEnumerable<Choice> Open =>
        Shown
            .State.Actions.Where(a => a.EndedOn is null)
            .Select(a => Choice.Of($"{a.Number}", a.What, a.What))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    /// <summary>The steps that a priority takes now.</summary>
    public static IEnumerable<(string Way, Bilingual Said)> Of(Priority priority)
    {
        var open = priority.Stage == PriorityStage.Open;
        if (open && priority.Prepared is null)
        {
            yield return (Answer, new("答复：采纳不采纳", "Answer it: adopted or not"));
        }
        if (priority is { Stage: PriorityStage.Adopted, Prepared: null })
        {
            yield return (Act, PriorityMove.Act.Said());
            if (priority.Actions.Any(a => a.EndedOn is null))
            {
                yield return (End, PriorityMove.EndAct.Said());
            }
            else if (!priority.Actions.IsEmpty)
            {
                yield return (Finish, PriorityMove.Finish.Said());
            }
        }
        if (open || priority.Stage == PriorityStage.Held)
        {
            yield return (Hide, new("隐藏", "Hide it"));
            yield return (Pass, new("转给另一个单位", "Pass it to another unit"));
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FitsAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FitsAsync(cancel))
        {
            return NotFound();
        }
        var by = Desk.Scope.Actor;
        var move = Step switch
        {
            Act => PriorityMove.Act,
            End => PriorityMove.EndAct,
            Finish => PriorityMove.Finish,
            _ => Form.Move is PriorityMove.Adopt or PriorityMove.Decline ? Form.Move : null,
        };
        return await ActAsync(
            (priority, today) =>
                Step switch
                {
                    Hide => ModeratePriorityRule.Hide(priority, Form.Because, by, today),
                    Pass => ModeratePriorityRule.Pass(priority, Form.To, by, Jurisdiction),
                    _ => AnswerPriorityRule.Prepare(
                        priority,
                        new AnswerPriority(move, Form.Words, Form.Number, Form.Done, Form.Unit, Form.Post, Form.DueOn),
                        by,
                        Jurisdiction,
                        today
                    ),
                },
            cancel
        );
    }

    private async Task<bool> FitsAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel) || !Desk.Scope.Actor.IsOf(Shown.State))
        {
            return false;
        }
        var found = Of(Shown.State).FirstOrDefault(s => s.Way == Step);
        Said = found.Said;
        return found.Way is not null;
    }

    /// <summary>What is typed.</summary>
    public sealed class StepForm
    {
        public PriorityMove? Move { get; set; }
        public HideReason? Because { get; set; }
        public string? To { get; set; }
        public string? Words { get; set; }
        public int? Number { get; set; }
        public bool? Done { get; set; }
        public string? Unit { get; set; }
        public LeaderPost? Post { get; set; }
        public DateOnly? DueOn { get; set; }
    }
}
