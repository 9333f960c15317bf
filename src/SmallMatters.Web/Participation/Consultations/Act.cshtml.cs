using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Consultations;

/// <summary>A step of a consultation: release it, type in paper, answer it, publish the answer, call it off.</summary>
[Authorize(Policies.Matters)]
public sealed class ActModel(Desk desk, JointBook book, ParticipationReplies replies) : ConsultationPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public ConsultationStep Step { get; private set; }

    public ConsultationCounts Counts { get; private set; } = null!;

    /// <summary>Themes that were said, which have to be answered.</summary>
    public IEnumerable<ConsultationTheme> Said => State.Themes.Where(t => Counts.ByTheme.GetValueOrDefault(t.Number) > 0);

    public IEnumerable<Choice> Choices =>
        State.Paper.Choices.Select(
            (choice, i) => Choice.Of(i.ToString(System.Globalization.CultureInfo.InvariantCulture), choice, choice)
        );

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        !await PrepareAsync(cancel) ? NotFound()
        : Offered(Step) ? Page()
        : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (Step == ConsultationStep.Paper)
        {
            var typed = await replies.TypeInAsync(State, Desk.Scope, new GiveAnswer(Form.Words, Form.Choice), cancel);
            return await AnswerAsync(typed, new("已录入。", "It is typed in."), cancel);
        }
        var done = await book.DecideAsync<Consultation>(State.Key, Desk.Scope, Decide, Seen, cancel);
        return await AnswerAsync(done, new("已记录。", "It is recorded."), cancel);
    }

    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        if (!JointSteps.TryRead(StepTyped, out ConsultationStep step) || !await ShowAsync(cancel))
        {
            return false;
        }
        Step = step;
        Counts = await ParticipationReplies.CountAsync(Desk.Db, State, cancel);
        return true;
    }

    private JointDecision Decide(Consultation it, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Step switch
        {
            ConsultationStep.Release => HoldConsultationRule.Release(it, Released, by, jurisdiction, now),
            ConsultationStep.Answer => AnswerConsultationRule.Write(
                it,
                new AnswerConsultation(
                    [
                        .. it.Themes.Select(t => new TypedTheme(
                            t.Number,
                            JointSteps.Chosen<ThemeOutcome>(Request.Form[$"Form.Outcome{t.Number}"]),
                            Request.Form[$"Form.Words{t.Number}"]
                        )),
                    ],
                    Form.Decision,
                    Form.Next,
                    Form.NextOn
                ),
                Counts,
                by,
                jurisdiction,
                now
            ),
            ConsultationStep.Publish => AnswerConsultationRule.Release(it, Released, Counts, by, jurisdiction, now),
            ConsultationStep.CallOff => HoldConsultationRule.CallOff(it, Form.Words, by, now),
            _ => throw new UnreachableException(),
        };

    private ReleaseForResidents Released => new(Form.Released, Form.Words);

    /// <summary>What was typed of a theme, to be shown again.</summary>
    public string? Typed(string field) => Request.HasFormContentType ? Request.Form[$"Form.{field}"].ToString() : null;

    /// <summary>What the steps ask for.</summary>
    public sealed class StepForm
    {
        public bool? Released { get; set; }
        public string? Words { get; set; }
        public int? Choice { get; set; }
        public string? Decision { get; set; }
        public string? Next { get; set; }
        public DateOnly? NextOn { get; set; }
    }
}
