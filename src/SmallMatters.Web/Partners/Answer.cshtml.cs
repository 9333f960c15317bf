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
/// The page behind a partner's link, without signing in: what is asked, what was passed on, and one answer. Reading it uses
/// nothing up; afterwards it shows that it was used, and nothing else.
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

    public static IReadOnlyList<Choice> Outcomes =>
        [Choice.Of("", "请选择", "Choose"), .. Enum.GetValues<PartOutcome>().Select(o => new Choice(o.ToString(), o.Said()))];

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
        var (reply, why) = Reply();
        if (!ModelState.IsValid)
        {
            return Page();
        }
        if (reply is null)
        {
            return Refused(why!);
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

    private (PartnerReply? Reply, Refusal? Why) Reply() =>
        Form.What switch
        {
            "Result" => Enum.TryParse<PartOutcome>(Form.As, out var outcome) && Enum.IsDefined(outcome)
                ? (new PartnerReply.Result(outcome, Form.Words ?? ""), null)
                : (null, Refusal.Of("missing-as", "请选择一个办理结果。", "Choose what came of it.", "As")),
            "Promise" => Form.Day is { } day
                ? (new PartnerReply.Promise(Form.Promise ?? "", day), null)
                : (null, Refusal.Of("missing-day", "请写明哪一天之前。", "Say by which day.", "Day")),
            "NotOurs" => (new PartnerReply.NotOurs(Form.Reason ?? ""), null),
            _ => (null, Refusal.Of("missing-answer", "请选择一个答复。", "Choose an answer.", "What")),
        };

    private PageResult Refused(Refusal why)
    {
        var field = why.Field switch
        {
            null => "",
            "DueOn" => "Form.Day",
            // The rules call the words of a promise by what they are.
            "What" when why.Code != "missing-answer" => "Form.Promise",
            var named => $"Form.{named}",
        };
        ModelState.AddModelError(field, speech[why.Sentence]);
        return Page();
    }

    /// <summary>The three answers; each its own part.</summary>
    public sealed class AnswerForm
    {
        public string? What { get; set; }
        public string? As { get; set; }
        public string? Words { get; set; }
        public string? Promise { get; set; }
        public DateOnly? Day { get; set; }
        public string? Reason { get; set; }
    }
}
