using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Satisfaction;

/// <summary>
/// One call for who rings: whom to ask for, what to read out, and what they say. Nothing of the matter stands on it that the call
/// does not need.
/// </summary>
[Authorize(Policies.Reviewer)]
public sealed class CallModel(Desk desk, CallDesk calls, CallRules rules) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    [BindProperty]
    public AnswerForm Answer { get; set; } = new();

    [BindProperty]
    public TryForm Try { get; set; } = new();

    public CallPage Shown { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public CallRules Rules => rules;

    public CallScript Script => rules.ScriptOn(Jurisdiction.Calendar.DayOf(desk.Now));

    public string? Phone => Shown.Phone;

    /// <summary>The opening with the unit's name and the reference in it.</summary>
    public string Opening =>
        desk.Speech[Script.Opening]
            .Replace("{unit}", desk.Speech[Jurisdiction.NameOf(desk.Scope.Unit)], StringComparison.Ordinal)
            .Replace("{reference}", Shown.Reference.ToString(), StringComparison.Ordinal);

    /// <summary>What is said at other times.</summary>
    public Bilingual NotNow =>
        new(
            $"现在不是打电话的时间：{rules.FromHour} 点到 {rules.UntilHour} 点。",
            $"This is no time to ring: from {rules.FromHour}:00 to {rules.UntilHour}:00."
        );

    /// <summary>Whether it is a time of the day at which people may be rung up.</summary>
    public bool DayTime
    {
        get
        {
            var hour = (desk.Now - Jurisdiction.Calendar.StartOfDay(Jurisdiction.Calendar.DayOf(desk.Now))).Hours;
            return hour >= rules.FromHour && hour < rules.UntilHour;
        }
    }

    public static IEnumerable<Choice> Answers => Enum.GetValues<YesPartlyNo>().Select(a => new Choice(a.ToString(), a.Said()));

    public static IEnumerable<Choice> Outcomes => Enum.GetValues<TryOutcome>().Select(o => new Choice(o.ToString(), o.Said()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken cancel)
    {
        var command = new TakeCallAnswer(Answer.Informed, Answer.Solved, Answer.Fair, Answer.Words);
        return await AfterAsync(
            await calls.AnswerAsync(desk.Scope, Number, command, cancel),
            nameof(Answer),
            new("已记下回答。", "The answers are kept."),
            cancel
        );
    }

    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancel)
    {
        var command = new TryCall(Try.Outcome, Try.Day, Try.Hour);
        return await AfterAsync(
            await calls.TryAsync(desk.Scope, Number, command, cancel),
            nameof(Try),
            new("已记下这一次。", "This try is kept."),
            cancel
        );
    }

    private async Task<IActionResult> AfterAsync(Acted done, string form, Bilingual said, CancellationToken cancel)
    {
        if (done is Acted.Refused { Why: var why } && await ShowAsync(cancel))
        {
            ModelState.Refuse(why, desk.Speech, form);
            return Page();
        }
        TempData.Flash(
            done switch
            {
                Acted.Written => said,
                Acted.Refused { Why: var over } => over.Sentence,
                _ => new("没有记下：这次回访已经变了，请再看一下。", "Nothing was kept: the call has changed; look again."),
            }
        );
        return Redirect(CallLinks.List);
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (await calls.OpenAsync(desk.Db, desk.Scope, Number, cancel) is not { } shown)
        {
            return false;
        }
        Shown = shown;
        return true;
    }

    /// <summary>What they said.</summary>
    public sealed class AnswerForm
    {
        public YesPartlyNo? Informed { get; set; }

        public YesPartlyNo? Solved { get; set; }

        public YesPartlyNo? Fair { get; set; }

        public string? Words { get; set; }
    }

    /// <summary>What came of a try.</summary>
    public sealed class TryForm
    {
        public TryOutcome? Outcome { get; set; }

        public DateOnly? Day { get; set; }

        public int? Hour { get; set; }
    }
}
