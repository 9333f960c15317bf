using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Following;

/// <summary>Four questions, own words, and whether one was asked for a good mark.</summary>
public sealed class VerdictModel(FollowServices own) : FollowPage(own)
{
    [BindProperty]
    public YesPartlyNo? Informed { get; set; }

    [BindProperty]
    public YesPartlyNo? Fair { get; set; }

    [BindProperty]
    public YesPartlyNo? PromiseKept { get; set; }

    [BindProperty]
    public YesPartlyNo? SolvedIt { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public bool Asked { get; set; }

    /// <summary>Whether there was a promise, so that the question makes sense.</summary>
    public bool HadPromise => File.Promises.Length > 0;

    public void OnGet() =>
        Try(
            GiveVerdictRule.Decide(
                View.Matter,
                new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, YesPartlyNo.Yes, false, null),
                Me,
                Jurisdiction,
                Now
            )
        );

    public async Task<IActionResult> OnPostAsync()
    {
        Need(Informed, nameof(Informed));
        Need(Fair, nameof(Fair));
        Need(SolvedIt, nameof(SolvedIt));
        if (HadPromise)
        {
            Need(PromiseKept, nameof(PromiseKept));
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var verdict = new GiveVerdict(
            Informed!.Value,
            Fair!.Value,
            HadPromise ? PromiseKept : null,
            SolvedIt!.Value,
            Asked,
            Words
        );
        return await DecideAsync(
            (matter, jurisdiction, now) =>
                GiveVerdictRule.IsGiven(matter, verdict, Me)
                    ? null
                    : GiveVerdictRule.Decide(matter, verdict, Me, jurisdiction, now),
            "谢谢您的评价。如有一项为“否”，会由另一个单位决定是否重新办理，并告诉您理由。",
            "Thank you. If any answer was no, another unit decides whether it is dealt with again, and tells you why."
        );
    }

    private void Need(YesPartlyNo? answer, string field)
    {
        if (answer is null)
        {
            ModelState.AddModelError(field, Speech["请选择一项", "Choose one"]);
        }
    }
}
