using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Partners;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Parts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Partners;

/// <summary>
/// The page behind a partner's link, without signing in: what is asked, what was passed on, and one answer; to a partner that
/// has promised, whether that is done. Reading it uses nothing up; afterwards it shows that it was used, and nothing else.
/// </summary>
[Authorize(Policies.Everybody)]
public sealed class AnswerModel(
    PartnerReader reader,
    PartnerDesk partners,
    JurisdictionSource jurisdictions,
    TimeProvider time,
    Speech speech
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "secret")]
    public string Secret { get; set; } = "";

    [BindProperty]
    public AnswerForm Form { get; set; } = new();

    /// <summary>The part; null when the link opens nothing.</summary>
    public PartnerPart? Shown { get; private set; }

    public PartnerLinkFate Fate { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateTimeOffset Now => time.GetUtcNow();

    public static IReadOnlyList<Choice> Outcomes => ChoicesOf(Enum.GetValues<PartOutcome>());

    /// <summary>What may have come of a promise that is not done.</summary>
    public static IReadOnlyList<Choice> Shortfalls => ChoicesOf([PartOutcome.PartlyDone, PartOutcome.CannotBeDone]);

    /// <summary>How often the address takes an answer, and what follows.</summary>
    public Bilingual HowOften =>
        Shown?.Promise is null
            ? new(
                "这个网址只能答复一次；如果先承诺日期，送出后会给您一个新网址，办完再用它答复。",
                " This address takes one answer. Should you promise a day first, you get a new address to say later what came of it."
            )
            : new(
                "这个网址还能答复一次；如果改日期，送出后会再给您一个新网址，办完再用它答复。",
                " This address takes one more answer. Should you move the day, you get another address to say later what came of it."
            );

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await ShowAsync(cancel) ? Page() : StatusCode(StatusCodes.Status404NotFound);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (Shown is null || !Shown.MayAnswer)
        {
            return Page();
        }
        Forget();
        if (Reply() is not { } reply)
        {
            return Refused(Refusal.Of("missing-answer", "请选择一个答复。", "Choose an answer.", "Answer"));
        }
        if (!ModelState.IsValid)
        {
            // Half a day has its message; what else is wrong is said with it, and nothing is written.
            return await partners.CheckByLinkAsync(Secret, reply, cancel) is { } wrong ? Refused(wrong) : Page();
        }
        switch (await partners.AnswerByLinkAsync(Secret, reply, cancel))
        {
            case (ChangeResult.Changed, { } next):
                TempData.Flash(
                    "承诺已送到主办单位。请保存现在这个新网址，办完后用它报告结果",
                    "Your promise is with the owner. Keep this new address: with it you report what came of it"
                );
                return Redirect(PartnerLinks.Answer(next));
            case (ChangeResult.Changed, null):
                TempData.Flash("已送到主办单位", "Your answer is with the owner");
                return Redirect(PartnerLinks.Answer(Secret));
            case (ChangeResult.Refused refused, _):
                return Refused(refused.Why);
            default:
                return Refused(
                    Refusal.Of("busy-just-now", "现在没能保存，请再提交一次。", "It could not be saved just now; send it again.")
                );
        }
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        // Whoever finds the address in a list of links must find nothing behind it.
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        Jurisdiction = await jurisdictions.CurrentAsync(cancel);
        (Shown, Fate) = await reader.ByLinkAsync(Secret, cancel);
        if (Fate is PartnerLinkFate.Expired or PartnerLinkFate.TakenBack)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
        }
        return Shown is not null || Fate != PartnerLinkFate.Unknown;
    }

    private PartnerReply? Reply() =>
        Form.What switch
        {
            "Result" => new PartnerReply.Result(Outcome, Form.Words ?? ""),
            "Promise" or "NotYet" => new PartnerReply.Promise(Form.Promise ?? "", Form.Day),
            "Done" => new PartnerReply.Result(PartOutcome.Done, Form.Words ?? ""),
            "Cannot" => new PartnerReply.Result(Outcome is PartOutcome.Done ? null : Outcome, Form.Cannot ?? ""),
            "NotOurs" => new PartnerReply.NotOurs(Form.Reason ?? ""),
            _ => null,
        };

    private PartOutcome? Outcome =>
        Enum.TryParse<PartOutcome>(Form.As, out var outcome) && Enum.IsDefined(outcome) ? outcome : null;

    // A half-written day under an answer that was not chosen is nobody's mistake.
    private void Forget()
    {
        if (Form.What is "Promise" or "NotYet")
        {
            return;
        }
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Form.Day", StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(key);
        }
    }

    private PageResult Refused(Refusal why)
    {
        ModelState.Refuse(
            why,
            speech,
            field =>
                field switch
                {
                    "Answer" => "Form.What",
                    "DueOn" => "Form.Day",
                    // The rules call the words of a promise by what they are.
                    "What" => "Form.Promise",
                    "Words" when Form.What == "Cannot" => "Form.Cannot",
                    var named => $"Form.{named}",
                }
        );
        return Page();
    }

    private static IReadOnlyList<Choice> ChoicesOf(IEnumerable<PartOutcome> outcomes) =>
        [Choice.Of("", "请选择", "Choose"), .. outcomes.Select(o => new Choice(o.ToString(), o.Said()))];

    /// <summary>The answers; each its own part.</summary>
    public sealed class AnswerForm
    {
        public string? What { get; set; }
        public string? As { get; set; }
        public string? Words { get; set; }
        public string? Cannot { get; set; }
        public string? Promise { get; set; }
        public DateOnly? Day { get; set; }
        public string? Reason { get; set; }
    }
}
