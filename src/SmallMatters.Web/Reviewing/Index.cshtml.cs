using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Reviewing;

/// <summary>
/// Decide whether a matter is dealt with again: a person of another unit reads the verdict, or why the internal review was
/// asked for. The owner will read only what is to be done.
/// </summary>
[Authorize(Policies.Reviewer)]
public sealed class IndexModel(Desk desk) : ActPage(desk)
{
    [BindProperty]
    public DecisionForm Form { get; set; } = new();

    protected override Act? Doing => Act.Review;

    /// <summary>What is reviewed, or null when the decision was made meanwhile.</summary>
    public Matter.UnderReview? Review => Matter as Matter.UnderReview;

    /// <summary>Why the internal review was asked for; null when a verdict caused it.</summary>
    public string? AskedBecause =>
        Review is { Cause: ReviewCause.InternalReview }
            ? Shown.Timeline.LastOrDefault(entry => entry.Fact == nameof(InternalReviewAsked))?.Words
            : null;

    public static IReadOnlyList<Choice> Decisions =>
        [
            new(
                nameof(ReopeningDecision.Reopen),
                new Bilingual("重新办理", "Deal with it again"),
                new Bilingual("主办单位按新的时限重办", "The owner gets a new time limit")
            ),
            new(
                nameof(ReopeningDecision.Stands),
                new Bilingual("维持原结果", "Let the result stand"),
                new Bilingual("法律规定的途径不受影响", "The legal remedies are not affected")
            ),
        ];

    /// <summary>The parts that other units ended, which may be done again.</summary>
    public IReadOnlyList<Part> Parts => [.. MatterFile.Parts.Where(p => p.State == PartState.Ended)];

    /// <summary>The same, to choose from.</summary>
    public IEnumerable<Choice> PartChoices =>
        Parts.Select(p => new Choice(
            p.Id.ToString(),
            new Bilingual(
                $"{Words.UnitName(p.Unit)}：{p.Title.Text}{SaidOf(p)?.Zh}",
                $"{Words.UnitName(p.Unit)}: {p.Title.Text}{SaidOf(p)?.En}"
            )
        ));

    private Bilingual? SaidOf(Part part) =>
        Review?.Verdict?.Parts.FirstOrDefault(v => v.Part == part.Id)?.Solved.Said() is { } said
            ? new Bilingual($"（居民：解决了吗？{said.Zh}）", $" (the resident: solved? {said.En})")
            : null;

    protected override Task PrepareAsync(CancellationToken cancel)
    {
        if (HttpMethods.IsGet(Request.Method))
        {
            Form.Parts = [.. Review?.Verdict?.Parts.Where(v => v.Solved == YesPartlyNo.No).Select(v => v.Part.ToString()) ?? []];
        }
        return Task.CompletedTask;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Enum.TryParse<ReopeningDecision>(Form.Decision, out var decision) || !Enum.IsDefined(decision))
        {
            ModelState.AddModelError("Form.Decision", Desk.Speech["请选择重新办理或维持原结果。", "Choose what you decide."]);
            return Page();
        }
        return await DecideAsync(
            (matter, jurisdiction, now) =>
                DecideReopeningRule.Decide(
                    matter,
                    new DecideReopening(decision, Form.Reason ?? "", Form.WhatIsToBeDone)
                    {
                        Parts = [.. Form.Parts.Select(p => Guid.TryParse(p, out var id) ? id : Guid.Empty)],
                    },
                    Scope.Actor,
                    Scope.Units,
                    jurisdiction,
                    now
                ),
            decision == ReopeningDecision.Reopen
                ? new Bilingual(
                    "已决定重新办理，居民和主办单位会收到消息",
                    "It is dealt with again; the resident and the owner are told"
                )
                : new Bilingual("已决定维持原结果，居民会收到理由", "The result stands; the resident is told why"),
            cancel
        );
    }

    protected override string After => "/staff?tab=reviews";

    public sealed class DecisionForm
    {
        public string? Decision { get; set; }

        public string? Reason { get; set; }

        public string? WhatIsToBeDone { get; set; }

        public List<string> Parts { get; set; } = [];
    }
}
