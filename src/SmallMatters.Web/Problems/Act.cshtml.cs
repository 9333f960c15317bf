using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Problems;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Problems;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Problems;

/// <summary>A step of a problem: analyse, promise a countermeasure, end one, assess, close.</summary>
[Authorize(Policies.Matters)]
public sealed class ActModel(Desk desk, ProblemBook book) : ProblemPageModel(desk)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    /// <summary>Key of the countermeasure that is ended.</summary>
    [BindProperty(SupportsGet = true, Name = "c")]
    public string? CountermeasureKey { get; set; }

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    /// <summary>Which step.</summary>
    public ProblemStep Step { get; private set; }

    /// <summary>Whether somebody was quicker.</summary>
    public bool ChangedMeanwhile { get; private set; }

    public Countermeasure? Ending =>
        Guid.TryParseExact(CountermeasureKey, "N", out var id) ? Problem.Countermeasures.FirstOrDefault(c => c.Id == id) : null;

    public IEnumerable<Choice> Units =>
        Jurisdiction
            .Units.Values.Where(u => !u.Reviews)
            .Select(u => new Choice(u.Code, u.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public static IReadOnlyList<Choice> Ends =>
        [
            new(nameof(CountermeasureState.Done), CountermeasureState.Done.Said()),
            new(nameof(CountermeasureState.GivenUp), CountermeasureState.GivenUp.Said()),
        ];

    public static IReadOnlyList<Choice> Conclusions =>
        [.. Enum.GetValues<Worked>().Select(w => new Choice(w.ToString(), w.Said()))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!TryStep() || !await ShowAsync(cancel) || (Step == ProblemStep.End && Ending is null))
        {
            return NotFound();
        }
        if (Step == ProblemStep.Analyse && Problem.Analysis is { } before)
        {
            (Form.Causes, Form.Affected, Form.Tried, Form.Goal) = (before.Causes, before.Affected, before.Tried, before.Goal);
        }
        var may = Step == ProblemStep.End ? MayEnd(Ending!) : Leads;
        return may ? Page() : StatusCode(StatusCodes.Status403Forbidden);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!TryStep() || !await ShowAsync(cancel) || (Step == ProblemStep.End && Ending is null))
        {
            return NotFound();
        }
        if (Unchosen() is { } unchosen)
        {
            return Refused(unchosen);
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        switch (await book.DecideAsync(Problem.File.Id, Desk.Scope, Decide, Seen, cancel))
        {
            case Acted.Written:
                TempData.Flash(Step.Done());
                return Redirect(Address);
            case Acted.Refused refused:
                return Refused(refused.Why);
            case Acted.ChangedMeanwhile:
                ChangedMeanwhile = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                await ShowAsync(cancel);
                return Page();
            default:
                return NotFound();
        }
    }

    private bool TryStep()
    {
        var known = Enum.TryParse<ProblemStep>(StepTyped, ignoreCase: true, out var step) && Enum.IsDefined(step);
        Step = step;
        return known && !int.TryParse(StepTyped, out _);
    }

    private ProblemDecision Decide(Problem problem, Domain.Units.Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var by = Desk.Scope.In(problem.File.Area).Actor;
        var today = jurisdiction.Calendar.DayOf(now);
        return Step switch
        {
            ProblemStep.Analyse => AnalyseProblemRule.Decide(
                problem,
                new AnalyseProblem(Form.Causes ?? "", Form.Affected ?? "", Form.Tried ?? "", Form.Goal ?? ""),
                by
            ),
            ProblemStep.Promise => PromiseCountermeasureRule.Decide(
                problem,
                new PromiseCountermeasure(Form.What ?? "", Form.Unit ?? "", Form.DueOn!.Value),
                Guid.CreateVersion7(now),
                by,
                jurisdiction,
                today
            ),
            ProblemStep.End => EndCountermeasureRule.Decide(
                problem,
                new EndCountermeasure(Ending!.Id, Enum.Parse<CountermeasureState>(Form.As!), Form.Words ?? ""),
                by,
                today
            ),
            ProblemStep.Assess => AssessProblemRule.Decide(
                problem,
                new AssessProblem(Effect, Enum.Parse<Worked>(Form.Worked!), Form.Words ?? ""),
                by
            ),
            ProblemStep.Close => CloseProblemRule.Decide(problem, new CloseProblem(Form.Words ?? ""), by),
            _ => throw new UnreachableException(),
        };
    }

    // What the rules take as given once the form is complete.
    private Refusal? Unchosen() =>
        Step switch
        {
            // A day that was typed and is none has its own message already.
            ProblemStep.Promise when Form.DueOn is null && ModelState.IsValid => Refusal.Of(
                "missing-due-on",
                "请写明哪一天完成。",
                "Say by which day.",
                "DueOn"
            ),
            ProblemStep.End when !Ends.Any(e => e.Value == Form.As) => Refusal.Of(
                "missing-as",
                "请选择已完成或放弃。",
                "Choose whether it was done or is given up.",
                "As"
            ),
            ProblemStep.Assess when !Conclusions.Any(c => c.Value == Form.Worked) => Refusal.Of(
                "missing-worked",
                "请选择结论。",
                "Choose the conclusion.",
                "Worked"
            ),
            _ => null,
        };

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Refused(Refusal why)
    {
        ModelState.Refuse(why, Desk.Speech, "Form");
        return Page();
    }

    /// <summary>What the steps ask for; each step its own part.</summary>
    public sealed class StepForm
    {
        public string? Causes { get; set; }
        public string? Affected { get; set; }
        public string? Tried { get; set; }
        public string? Goal { get; set; }
        public string? What { get; set; }
        public string? Unit { get; set; }
        public DateOnly? DueOn { get; set; }
        public string? As { get; set; }
        public string? Worked { get; set; }
        public string? Words { get; set; }
    }
}

/// <summary>A step of a problem, as its address says it.</summary>
public enum ProblemStep
{
    Analyse,
    Promise,
    End,
    Assess,
    Close,
}

/// <summary>Steps in words.</summary>
internal static class ProblemSteps
{
    public static Bilingual Said(this ProblemStep step) =>
        step switch
        {
            ProblemStep.Analyse => new("分析原因", "Analyse"),
            ProblemStep.Promise => new("加一项对策", "Add a countermeasure"),
            ProblemStep.End => new("对策完成或放弃", "End a countermeasure"),
            ProblemStep.Assess => new("评估", "Assess"),
            ProblemStep.Close => new("结束这个问题", "End the work on this problem"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Done(this ProblemStep step) =>
        step switch
        {
            ProblemStep.Analyse => new("分析已保存。", "The analysis is kept."),
            ProblemStep.Promise => new("对策已记入共同计划。", "The countermeasure is in the joint plan."),
            ProblemStep.End => new("已记录。", "It is recorded."),
            ProblemStep.Assess => new("评估已保存。", "The assessment is kept."),
            ProblemStep.Close => new("问题已结束。", "The problem is closed."),
            _ => throw new UnreachableException(),
        };
}
