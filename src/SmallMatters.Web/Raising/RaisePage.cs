using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Drafts;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Raising;

/// <summary>
/// One question. Before it is shown, the answers so far are read; who has not answered an earlier question that is needed
/// is led there, and who has already sent the draft is led to its receipt.
/// </summary>
[Authorize(Policies.Everybody)]
public abstract class RaisePage(RaiseStep step, DraftSession drafts, JurisdictionSource source, Speech speech) : PageModel
{
    private const string Changing = "change";

    /// <summary>The longest whole request: five photos of the largest size and the rest of the form.</summary>
    public const long LongestRequest = 60L * 1024 * 1024;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public RaiseAnswers Answers { get; private set; } = new();

    /// <summary>Where the link "back" leads.</summary>
    public string Back =>
        IsChange ? RaiseSteps.Address(RaiseStep.Check) : RaiseSteps.Address(RaiseSteps.Before(step, Answers, Jurisdiction));

    protected DraftKey Key { get; private set; } = null!;

    protected DraftSession Drafts { get; } = drafts;

    protected Speech Speech { get; } = speech;

    private bool IsChange => Request.Query[Changing] == "1";

    /// <summary>The address of a question, asked again from the page that shows all answers.</summary>
    public static string Change(RaiseStep step) => $"{RaiseSteps.Address(step)}?{Changing}=1";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Jurisdiction = await source.CurrentAsync(HttpContext.RequestAborted);
        var kept = await Drafts.ReadAsync();
        if (kept?.Sent is { } link)
        {
            context.Result = Redirect($"/m/{link}/receipt");
            return;
        }
        if (kept is null || Drafts.Key is not { } key || !Subjects.AreSetUp(Jurisdiction))
        {
            context.Result = Redirect(RaiseSteps.Address(RaiseStep.Emergency));
            return;
        }
        (Answers, Key) = (kept, key);
        var missing = RaiseSteps.FirstMissing(kept, Jurisdiction);
        if (missing < step)
        {
            context.Result = Redirect(RaiseSteps.Address(missing));
            return;
        }
        await next();
    }

    /// <summary>Keeps the answers and leads to the next question, or back to all answers when one was being changed.</summary>
    protected async Task<IActionResult> KeepAsync()
    {
        await Drafts.WriteAsync(Key, Answers);
        return Redirect(RaiseSteps.Address(IsChange ? RaiseStep.Check : RaiseSteps.After(step, Answers, Jurisdiction)));
    }

    /// <summary>What a person typed, without control characters and blanks around it; null when nothing is left.</summary>
    protected static string? Typed(string? words) => Refusals.Clean(words) is { Length: > 0 } kept ? kept : null;
}
