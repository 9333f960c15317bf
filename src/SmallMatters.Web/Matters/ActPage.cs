using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Matters;

/// <summary>
/// What the pages of all acts on a matter share: the matter as the reader may see it, the number of the last fact that they
/// had before them, and what to do when it was refused or somebody else was quicker. Nothing that was typed is lost.
/// </summary>
public abstract class ActPage(Desk desk) : PageModel
{
    /// <summary>The matter's reference, as the address has it.</summary>
    [BindProperty(SupportsGet = true, Name = "reference")]
    public string? ReferenceTyped { get; set; }

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    public UnitMatterPage Shown { get; private set; } = null!;

    public Matter Matter => Shown.Matter;

    public MatterFile MatterFile => Shown.Matter.File;

    public Reference Reference => MatterFile.Reference;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public FactWords Words { get; private set; } = null!;

    /// <summary>Who acts, with what they may do with this matter.</summary>
    public StaffScope Scope => desk.Scope.On(MatterFile);

    /// <summary>What others did since the person opened the form; null when nobody did anything.</summary>
    public IReadOnlyList<TimelineEntry>? ChangedMeanwhile { get; private set; }

    /// <summary>The number that the form sends along: what the person sees now.</summary>
    public int SeenNow => Shown.Seen;

    /// <summary>Which act it is.</summary>
    protected virtual Act? Doing => null;

    /// <summary>The page is there for those to whom the act is offered.</summary>
    protected virtual bool Offered => Doing is { } act && Acts.For(Shown, Scope, Jurisdiction).Contains(act);

    /// <summary>Why it cannot be done now by those who could otherwise; null when it is not theirs to do.</summary>
    protected virtual Refusal? Prevented =>
        Doing is { } act ? ActsPrevented.Why(act, Shown, Scope, Jurisdiction, desk.Now) : null;

    protected Desk Desk => desk;

    protected DateOnly Today => Jurisdiction.Calendar.DayOf(desk.Now);

    /// <summary>Where the refusal's field stands on this page; by default under <c>Form</c>.</summary>
    protected virtual string FieldOf(string field) => $"Form.{field}";

    /// <summary>What the form needs besides the matter, each time it is shown.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

    public IActionResult OnGet() =>
        Offered ? Page()
        : Prevented is { } why ? Instead(StatusCodes.Status409Conflict, "/Matters/NotNow.cshtml", new NotNow(Reference, why))
        : StatusCode(StatusCodes.Status403Forbidden);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var cancel = HttpContext.RequestAborted;
        if (!Reference.TryParse(ReferenceTyped, out var reference))
        {
            context.Result = NotFound();
            return;
        }
        var (page, other) = await desk.ReadAsync(reference, cancel);
        if (page is null)
        {
            context.Result = other is null ? NotFound() : Gone(other);
            return;
        }
        await ShowAsync(page, cancel);
        await PrepareAsync(cancel);
        await next();
    }

    /// <summary>
    /// Decides and writes; then the matter's page, or this one again with what stood in the way. Where a field could not be
    /// read, such as half a day, the rest of the form is looked at all the same and nothing is written.
    /// </summary>
    protected async Task<IActionResult> DecideAsync(
        Func<Matter, Jurisdiction, DateTimeOffset, Decision?> decide,
        Bilingual done,
        CancellationToken cancel
    )
    {
        var readable = ModelState.IsValid;
        var result = await desk.Book.DecideAsync(
            MatterFile.Id,
            Scope.Actor,
            (m, j, now) => decide(m, j, now) is var decision && (readable || decision is Decision.Refused) ? decision : null,
            Seen ?? 0,
            null,
            cancel
        );
        return !readable && result is ChangeResult.Changed ? Page() : await AnswerAsync(result, done, cancel);
    }

    /// <summary>The same with what was found out before.</summary>
    protected async Task<IActionResult> AnswerAsync(ChangeResult result, Bilingual done, CancellationToken cancel)
    {
        switch (result)
        {
            case ChangeResult.Changed:
                TempData.Flash(done);
                return Redirect(After);
            case ChangeResult.Refused refused:
                Refuse(refused.Why);
                return Page();
            case ChangeResult.ChangedMeanwhile:
                return await ShowWhatChangedAsync(cancel);
            case ChangeResult.NotFound:
                return NotFound();
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Where to go when it is done: the matter, or the inbox once the reader's unit has nothing to do with it.</summary>
    protected virtual string After => MatterLinks.To(Reference);

    /// <summary>Puts a refusal beside its field.</summary>
    protected void Refuse(Refusal why) => ModelState.Refuse(why, desk.Speech, FieldOf);

    private async Task<IActionResult> ShowWhatChangedAsync(CancellationToken cancel)
    {
        var (page, other) = await desk.ReadAsync(Reference, cancel);
        if (page is null)
        {
            return other is null ? NotFound() : Gone(other);
        }
        var seen = Seen ?? 0;
        await ShowAsync(page, cancel);
        await PrepareAsync(cancel);
        ChangedMeanwhile = [.. page.Timeline.Where(entry => entry.Seq > seen)];
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    /// <summary>The matter is another unit's, perhaps since a moment ago: it is said, and what was typed can be copied.</summary>
    private ViewResult Gone(OtherUnitMatter other)
    {
        var typed = Request.HasFormContentType
            ? Request
                .Form.Where(field => field.Key.StartsWith("Form.", StringComparison.Ordinal))
                .SelectMany(field => field.Value)
                .OfType<string>()
                .Where(text => text.Length > 0)
                .ToList()
            : [];
        return Instead(
            StatusCodes.Status403Forbidden,
            "/Matters/Gone.cshtml",
            new GoneElsewhere(other.Reference, HttpMethods.IsPost(Request.Method), typed)
        );
    }

    private ViewResult Instead<T>(int status, string view, T shown) =>
        new()
        {
            StatusCode = status,
            ViewName = view,
            TempData = TempData,
            ViewData = new ViewDataDictionary<T>(MetadataProvider, new ModelStateDictionary()) { Model = shown },
        };

    private async Task ShowAsync(UnitMatterPage page, CancellationToken cancel)
    {
        Shown = page;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Words = await desk.WordsAsync(page, Jurisdiction, cancel);
    }
}
