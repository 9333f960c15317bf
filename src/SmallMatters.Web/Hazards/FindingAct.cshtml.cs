using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Raising;

namespace SmallMatters.Web.Hazards;

/// <summary>A step on a finding.</summary>
[Authorize(Policies.Matters)]
[
    LargestRequest(RaisePage.LongestRequest),
    RequestSizeLimit(RaisePage.LongestRequest),
    RequestFormLimits(MultipartBodyLengthLimit = RaisePage.LongestRequest)
]
public sealed class FindingActModel(
    Desk desk,
    ChecklistBook checklists,
    FindingDesk findings,
    PlacePhotos photos,
    HazardRules rules
) : FindingPage(desk, checklists)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public FindingStep Step { get; private set; }

    /// <summary>The address that was made for the responsible party: shown once.</summary>
    public string? Link { get; private set; }

    /// <summary>Whether the step takes photos.</summary>
    public bool TakesPhotos => Step is FindingStep.Spot or FindingStep.Note or FindingStep.Look;

    public static IEnumerable<Choice> Results =>
        [Choice.Of("true", "合格，销案", "Put right; close it"), Choice.Of("false", "不合格", "Not put right")];

    public static IEnumerable<Choice> Answers =>
        [Choice.Of("true", "对方已接收", "It was taken"), Choice.Of("false", "对方退回", "It came back")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!TryStep() || !await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (!Offered(Step))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        if (Step == FindingStep.Order)
        {
            // What is still to be checked is not cited before somebody has.
            Form.Article = Item.Confidence == Domain.Clocks.Confidence.High && !Item.Local ? Desk.Speech[Item.Source] : null;
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!TryStep() || !await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (!Offered(Step))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        if (Step == FindingStep.Link)
        {
            return await LinkAsync(cancel);
        }
        if (TakesPhotos)
        {
            var (clean, wrong) = await PhotosTaken.ReadAsync(Form.Files ?? [], Now, cancel);
            Form.Sent = [.. Form.Sent.Concat(await photos.KeepAsync(State.File.Premises, clean, cancel)).Distinct()];
            wrong.ForEach(why => ModelState.AddModelError("Form.Photos", Desk.Speech[why]));
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var done = await findings.DecideAsync(
            State,
            Desk.Scope,
            [.. Form.Sent],
            (finding, by, jurisdiction, now) => Decide(finding, seed, by, jurisdiction, now),
            Seen,
            cancel
        );
        if (done is Acted.Written && !await TellAsync(cancel))
        {
            TempData.Flash(
                "已记录。相关诉求不由本单位主办，请告诉主办单位结果。",
                "Recorded. Another unit owns the matter that told of it: let it know."
            );
            return Redirect(Address);
        }
        return await AnswerAsync(done, Step.Done(), cancel);
    }

    private bool TryStep() => JointSteps.TryRead(StepTyped, out FindingStep step) && Enum.IsDefined(Step = step);

    private JointDecision Decide(Finding finding, string seed, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        ImmutableArray<string> sent = [.. Form.Sent];
        return Step switch
        {
            FindingStep.Spot => RecheckRule.OnTheSpot(
                finding,
                new SayPutRight(Form.Words, sent, seed),
                by,
                rules,
                jurisdiction,
                now
            ),
            FindingStep.Order => RectificationRule.Order(
                finding,
                new OrderRectification(Form.Number, Form.What, Form.Until, Form.Article),
                by,
                jurisdiction,
                now
            ),
            FindingStep.Extend => RectificationRule.Extend(finding, Form.Until, Form.Why, by, jurisdiction, now),
            FindingStep.Note => RecheckRule.ByUnit(
                finding,
                new SayPutRight(Form.Words, sent, seed),
                by,
                rules,
                jurisdiction,
                now
            ),
            FindingStep.Look => RecheckRule.Decide(
                finding,
                new LookAgain(Truth(Form.Passed), Form.Words, sent, Form.Until),
                by,
                jurisdiction,
                now
            ),
            FindingStep.HandOver => HandOverFindingRule.Decide(
                finding,
                new HandOverFinding(Form.To, Form.Number, Form.SentOn),
                by,
                jurisdiction,
                now
            ),
            FindingStep.Receipt => HandOverFindingRule.Answer(
                finding,
                Truth(Form.Taken),
                Form.Words,
                Form.On,
                by,
                jurisdiction,
                now
            ),
            FindingStep.Report => MajorRule.Report(finding, Form.To, Form.Number, Form.On, by, jurisdiction, now),
            FindingStep.Plan => MajorRule.Plan(
                finding,
                new MajorPlanTyped(Form.Responsibility, Form.Measures, Form.Money, Form.Time, Form.Contingency),
                by
            ),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<IActionResult> LinkAsync(CancellationToken cancel)
    {
        var (done, secret) = await findings.GiveLinkAsync(State.Key, Desk.Scope, Seen, cancel);
        if (done is not Acted.Written)
        {
            return await AnswerAsync(done, Step.Done(), cancel);
        }
        Link = $"{Request.Scheme}://{Request.Host}{FindingLinks.Rectify(secret)}";
        Response.Headers.CacheControl = "no-store";
        await ShowAsync(cancel);
        return Page();
    }

    // Whoever told of the hazard hears what came of it, in a reply on their matter. False where another unit owns that.
    private async Task<bool> TellAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        if (!State.IsOver || State.About.IsEmpty)
        {
            return true;
        }
        var words =
            State.Stage == FindingStage.Closed
                ? new Bilingual(
                    "您反映的隐患已经检查并改正，经复核后销案。",
                    "The hazard that you reported was inspected and mended, and that was checked; it is closed."
                )
                : new Bilingual(
                    "您反映的隐患已经检查，并移交负责处理的部门，对方已经接收。",
                    "The hazard that you reported was inspected and handed over to the department that deals with it, which has accepted it."
                );
        var told = true;
        foreach (var number in State.About)
        {
            var (page, _) = await Desk.ReadAsync(Reference.FromValue(number), cancel);
            if (page is null)
            {
                told = false;
                continue;
            }
            var today = Jurisdiction.Calendar.DayOf(Now);
            var by = Desk.Scope.On(page.Matter.File).Actor;
            var result = await Desk.Book.DecideAsync(
                page.Matter.File.Id,
                by,
                (matter, _, now) => ReplyRule.Decide(matter, new Reply(words.In(matter.File.Raiser.Tongue), []), by, today, now),
                null,
                cancel: cancel
            );
            told &= result is ChangeResult.Changed;
        }
        return told;
    }

    private static bool? Truth(string? typed) => bool.TryParse(typed, out var truth) ? truth : null;

    /// <summary>A step as it is typed.</summary>
    public sealed class StepForm
    {
        public string? Words { get; set; }
        public string? Number { get; set; }
        public string? What { get; set; }
        public DateOnly? Until { get; set; }
        public string? Article { get; set; }
        public string? Why { get; set; }
        public string? Passed { get; set; }
        public string? To { get; set; }
        public DateOnly? SentOn { get; set; }
        public string? Taken { get; set; }
        public DateOnly? On { get; set; }
        public string? Responsibility { get; set; }
        public string? Measures { get; set; }
        public string? Money { get; set; }
        public string? Time { get; set; }
        public string? Contingency { get; set; }

        /// <summary>Hashes of the photos that are kept already.</summary>
        public List<string> Sent { get; set; } = [];
        public List<IFormFile>? Files { get; set; }

        /// <summary>Where mistakes about photos stand.</summary>
        public string? Photos => null;
    }
}
