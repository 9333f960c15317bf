using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Following;

/// <summary>What every page behind a secret link stands on.</summary>
public sealed class FollowServices(
    Db db,
    MatterReader reader,
    MatterBook book,
    JurisdictionSource source,
    KeyRing ring,
    Speech speech,
    TimeProvider time
)
{
    public Db Db => db;

    public MatterReader Reader => reader;

    public MatterBook Book => book;

    public JurisdictionSource Source => source;

    public KeyRing Ring => ring;

    public Speech Speech => speech;

    public TimeProvider Time => time;
}

/// <summary>
/// A page behind a secret link. The link is all that is needed, so it is never kept by a cache, told to another site or
/// found by a search engine.
/// </summary>
[Authorize(Policies.Everybody)]
public abstract class FollowPage(FollowServices own) : PageModel
{
    private static readonly Refusal Busy = Refusal.Of(
        "matter-busy",
        "这件诉求正有多人同时更新，刚才没有保存。请再试一次。",
        "Several people are changing this matter at once and yours was not saved. Try again."
    );

    public string Token { get; private set; } = "";

    /// <summary>What the link shows.</summary>
    public ResidentMatter View { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public new MatterFile File => View.Matter.File;

    public bool IsRaiser => View.Me.Role == ParticipantRole.Raiser;

    public bool MayAct => View.Me.Role != ParticipantRole.Joined;

    public DateTimeOffset Now => own.Time.GetUtcNow();

    public string Address => Links.Matter(Token);

    protected FollowServices Own => own;

    protected Speech Speech => own.Speech;

    protected Actor.Person Me => new(View.Me.Id);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        Token = (string?)RouteData.Values[Policies.LinkRouteValue] ?? "";
        Jurisdiction = await own.Source.CurrentAsync(HttpContext.RequestAborted);
        if (await own.Reader.ByLinkAsync(own.Db, Token, HttpContext.RequestAborted) is not { } view)
        {
            context.Result = NoLink();
            return;
        }
        View = view;
        await next();
    }

    /// <summary>
    /// Why the step of this page cannot be taken now, whatever is typed; the page then says so in the place of its form. After
    /// sending it is null, so that the form keeps what was typed.
    /// </summary>
    public Refusal? Impossible { get; private set; }

    /// <summary>Tries the step before anything is typed: a refusal that is about no field is about the step itself.</summary>
    protected void Try(Decision tried) => Impossible = tried is Decision.Refused { Why: { Field: null } why } ? why : null;

    /// <summary>Decides on the matter; then the matter's page says what was done, or this page says why not and keeps what was typed.</summary>
    protected Task<IActionResult> DecideAsync(
        Func<Matter, Jurisdiction, DateTimeOffset, Decision?> decide,
        string zh,
        string en,
        string? then = null
    ) => DecideAsync((m, j, now) => Task.FromResult(decide(m, j, now)), zh, en, null, then);

    /// <summary>The same for a decision that has to look something up first.</summary>
    protected async Task<IActionResult> DecideAsync(
        Func<Matter, Jurisdiction, DateTimeOffset, Task<Decision?>> decide,
        string zh,
        string en,
        IReadOnlyList<NewPhoto>? photos,
        string? then = null
    )
    {
        switch (await own.Book.DecideAsync(File.Id, Me, decide, null, photos, HttpContext.RequestAborted))
        {
            case ChangeResult.Changed:
                TempData.Flash(zh, en);
                return Redirect(then ?? Address);
            case ChangeResult.Refused { Why: var why }:
                ModelState.Refuse(why, Speech);
                return Page();
            case ChangeResult.ChangedMeanwhile:
                ModelState.Refuse(Busy, Speech);
                return Page();
            default:
                return NotFound();
        }
    }

    // A link that this installation once made and that opens nothing any more was taken back, or its person was erased.
    private ViewResult NoLink()
    {
        var once = KeyRing.TryReadLink(Token, out var person) && own.Ring.IsGenuine(Token, person, 1);
        return new ViewResult
        {
            ViewName = "/Following/NoLink.cshtml",
            StatusCode = once ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound,
            ViewData = new ViewDataDictionary(MetadataProvider, ModelState) { ["Gone"] = once },
            TempData = TempData,
        };
    }
}
