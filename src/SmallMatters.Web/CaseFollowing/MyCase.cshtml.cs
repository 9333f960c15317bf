using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.MinorCases;
using SmallMatters.Web.Photos;
using SmallMatters.Web.Rooms;

namespace SmallMatters.Web.CaseFollowing;

/// <summary>A reporter's or victim's own page: progress, each date and why it moved, evidence, visit, verdict, remedies.</summary>
[Authorize(Policies.Everybody)]
[RequestSizeLimit(60 * 1024 * 1024)]
public sealed class MyCaseModel(CaseServices own) : PageModel
{
    private const int MostAtOnce = 5;

    private static readonly Refusal Busy = Refusal.Of(
        "case-busy",
        "刚才没有保存，请再试一次。",
        "It was not saved just now; try again."
    );

    [BindProperty(SupportsGet = true, Name = "link")]
    public string? Link { get; set; }

    [BindProperty]
    public string? Informed { get; set; }

    [BindProperty]
    public string? Fair { get; set; }

    [BindProperty]
    public string? Kept { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Visit { get; set; }

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public CasePersonPage View { get; private set; } = null!;

    public MinorCase Case => View.Case;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public string Address => CaseLinks.ToPerson(Link!);

    public bool SomethingNew => Case.Clocks.Any(c => c.For == CaseClockFor.Telling && c.Person == View.Me.Id && c.Clock.IsOpen);

    public bool MayJudge => !Case.IsOpen && Case.Verdicts.All(v => v.Person != View.Me.Id);

    /// <summary>
    /// The unit outside the station and its line that looks into its conduct, once I judged with a no. It is no reader of the case (decision
    /// 0023): the way there is a matter that I write myself.
    /// </summary>
    public Bilingual? ReviewedElsewhere =>
        Case.Verdicts.Any(v => v.Person == View.Me.Id && v.HasNo)
            ? Jurisdiction.NameOf(Jurisdiction.ReviewerFor(Case.Unit))
            : null;

    public bool MayAskVisit =>
        View.Me.IsVictim
        && Case.Door is null
        && !View.Story.Any(e => e.Fact is PreventionVisitAnswered answered && answered.Person == View.Me.Id);

    /// <summary>The windows of the remedies against the decision.</summary>
    public IEnumerable<CaseClock> Remedies => Case.Clocks.Where(c => c.For is CaseClockFor.Reconsideration or CaseClockFor.Suit);

    /// <summary>Each date of the case's own clock, the newest last, with what set it.</summary>
    public IEnumerable<(CaseFact By, Deadline Date)> Dates
    {
        get
        {
            DateOnly? before = null;
            foreach (var fact in View.Story.Select(e => e.Fact))
            {
                foreach (var clock in fact.Clocks.Where(c => c.For == CaseClockFor.Case && c.Clock.State is ClockState.Running))
                {
                    if (clock.Clock.Deadline.DueOn != before)
                    {
                        before = clock.Clock.Deadline.DueOn;
                        yield return (fact, clock.Clock.Deadline);
                    }
                }
            }
        }
    }

    /// <summary>What happened, as people are told it: what concerns others of the case, and the working of clocks, is left out.</summary>
    public IEnumerable<CaseFact> Told =>
        View
            .Story.Select(e => e.Fact)
            .Where(f =>
                f switch
                {
                    CaseClockTold
                    or ExternalNumberGiven
                    or CaseMediationLinked
                    or LinkedMediationMoved
                    or ThingTaken
                    or CasePersonErased => false,
                    CasePersonTold told => told.Person == View.Me.Id && told.How is not null,
                    CasePersonNamed => false,
                    CaseEvidenceGiven given => given.By == View.Me.Id,
                    PreventionVisitAnswered answered => answered.Person == View.Me.Id,
                    CaseCalledBack called => called.Person == View.Me.Id,
                    CaseServiceJudged judged => judged.Verdict.Person == View.Me.Id,
                    CaseServiceAnswered answer => answer.Person == View.Me.Id,
                    _ => true,
                }
            );

    /// <summary>The words that go with a fact, where they are for people.</summary>
    public static string? WordsOf(CaseFact fact) =>
        fact switch
        {
            CaseTurnedAway { Reasons.Text: { } reasons } => reasons,
            CaseExtended extended => extended.Reason.Text,
            CaseDecided { Reasons.Text: { } reasons } => reasons,
            // The other station finds the case by the number of the notice.
            CaseTransferred { Document.Text: { } notice } to => $"{to.Station.Text}（{notice}）",
            CaseServiceAnswered answer => answer.Answer.Text,
            CaseServiceJudged judged => judged.Words?.Text,
            _ => null,
        };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : Missing();

    public Task<IActionResult> OnPostReadAsync(CancellationToken cancel) =>
        DoAsync(
            (it, _, now) => ServePeopleRule.Read(it, View.Me.Id, now) is { } read ? read : new CaseDecision([], null),
            new Bilingual("谢谢，已记下您看到了。", "Thank you; it is noted that you have read it."),
            cancel
        );

    public Task<IActionResult> OnPostVisitAsync(CancellationToken cancel) =>
        DoAsync(
            (it, j, now) =>
                Visit is "mine" or "neighbours" or "no"
                    ? ServePeopleRule.Answer(it, View.Me.Id, Visit != "no", Visit == "neighbours", j, now)
                    : Refusals.Missing(nameof(Visit), "请选择。", "Choose."),
            new Bilingual("已告诉派出所。", "The station has been told."),
            cancel
        );

    public Task<IActionResult> OnPostJudgeAsync(CancellationToken cancel) =>
        DoAsync(
            (it, j, now) =>
            {
                var missing = Refusal.All(
                    Answered(Informed, nameof(Informed)),
                    Answered(Fair, nameof(Fair)),
                    Answered(Kept, nameof(Kept))
                );
                return missing is not null
                    ? missing
                    : ServePeopleRule.Judge(
                        it,
                        new ServiceVerdict(View.Me.Id, Informed == "yes", Fair == "yes", Kept == "yes"),
                        Words,
                        j,
                        now
                    );
            },
            new Bilingual("谢谢，您的评价已收到。", "Thank you for your verdict."),
            cancel
        );

    public async Task<IActionResult> OnPostEvidenceAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return Missing();
        }
        if (Files.Count is 0 or > MostAtOnce)
        {
            ModelState.AddModelError(
                nameof(Files),
                own.Speech[$"请选择照片，一次最多{MostAtOnce}张。", $"Choose photos, {MostAtOnce} at a time at most."]
            );
            return Page();
        }
        var (photos, wrong) = await OriginalsTaken.ReadAsync(Files, cancel);
        wrong.ForEach(w => ModelState.AddModelError(nameof(Files), own.Speech[w]));
        foreach (var (original, clean) in photos)
        {
            var why = await own.Desk.GiveAsync(View, new HandedIn(original, clean.Bytes, clean.MediaType), cancel) switch
            {
                Acted.Written => null,
                Acted.Refused no => no.Why,
                _ => Busy,
            };
            if (why is not null)
            {
                ModelState.AddModelError(nameof(Files), own.Speech[why.Sentence]);
            }
        }
        if (!ModelState.IsValid)
        {
            await ShowAsync(cancel);
            return Page();
        }
        TempData.Flash("已收到，原件已封存。", "It has been received; the original is sealed.");
        return Redirect(Address);
    }

    private static Refusal? Answered(string? typed, string field) =>
        typed is "yes" or "no" ? null : Refusals.Missing(field, "请选择是或者否。", "Choose yes or no.");

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        RoomLinks.Guard(HttpContext);
        if (await own.Reader.OfPersonAsync(Link, cancel) is not { } view)
        {
            return false;
        }
        (View, Jurisdiction) = (view, await own.Source.CurrentAsync(cancel));
        return true;
    }

    private async Task<IActionResult> DoAsync(
        Func<MinorCase, Jurisdiction, DateTimeOffset, CaseDecision> decide,
        Bilingual done,
        CancellationToken cancel
    )
    {
        if (!await ShowAsync(cancel))
        {
            return Missing();
        }
        switch (await own.Desk.DecideAsync(View, decide, cancel))
        {
            case Acted.Written:
                TempData.Flash(done);
                return Redirect(Address);
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, own.Speech);
                return Page();
            default:
                ModelState.Refuse(Busy, own.Speech);
                return Page();
        }
    }

    private NotFoundResult Missing()
    {
        RoomLinks.Guard(HttpContext);
        return NotFound();
    }
}
