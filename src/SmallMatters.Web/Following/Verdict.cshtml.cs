using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Integrity;

namespace SmallMatters.Web.Following;

/// <summary>Four questions, own words, and whether one was asked for a good mark.</summary>
public sealed class VerdictModel(FollowServices own, VerdictMarks marks) : FollowPage(own)
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

    /// <summary>What is said of each part; null where nothing is said.</summary>
    // Named, so that a form without them is not read as if all its fields were answers.
    [BindProperty(Name = nameof(PartAnswers))]
    public Dictionary<Guid, YesPartlyNo?> PartAnswers { get; set; } = [];

    /// <summary>The parts that other units ended.</summary>
    public IReadOnlyList<Part> Parts => [.. File.Parts.Where(p => p.State == PartState.Ended)];

    /// <summary>Whether there was a promise, so that the question makes sense.</summary>
    public bool HadPromise => File.Promises.Length > 0;

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(
            context,
            () =>
            {
                foreach (var part in Parts)
                {
                    PartAnswers.TryAdd(part.Id, null);
                }
                return next();
            }
        );

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
        Need(Informed, nameof(Informed), "请选择有没有及时告诉您进展", "Say whether you were kept informed");
        Need(Fair, nameof(Fair), "请选择有没有公平、客气地对待您", "Say whether you were treated fairly");
        if (HadPromise)
        {
            Need(PromiseKept, nameof(PromiseKept), "请选择答应您的事做到了没有", "Say whether the promise was kept");
        }
        Need(SolvedIt, nameof(SolvedIt), "请选择问题解决了没有", "Say whether it is solved");
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
        )
        {
            Parts =
            [
                .. PartAnswers.Where(said => said.Value is not null).Select(said => new PartVerdict(said.Key, said.Value!.Value)),
            ],
        };
        var done = await DecideAsync(
            (matter, jurisdiction, now) =>
                GiveVerdictRule.IsGiven(matter, verdict, Me)
                    ? null
                    : GiveVerdictRule.Decide(matter, verdict, Me, jurisdiction, now),
            "谢谢您的评价。如有一项为“否”，会由另一个单位决定是否重新办理，并告诉您理由。",
            "Thank you. If any answer was no, another unit decides whether it is dealt with again, and tells you why."
        );
        if (done is RedirectResult)
        {
            await marks.KeepAsync(
                File.Id,
                File.Reopenings,
                File.Owner,
                Jurisdiction.Calendar.DayOf(Now),
                $"{HttpContext.Connection.RemoteIpAddress} {Request.Headers.UserAgent}",
                Words,
                HttpContext.RequestAborted
            );
        }
        return done;
    }

    private void Need(YesPartlyNo? answer, string field, string zh, string en)
    {
        if (answer is null)
        {
            ModelState.AddModelError(field, Speech[zh, en]);
        }
    }
}
