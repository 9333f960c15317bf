using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Rooms;

/// <summary>What every page of a party's room stands on.</summary>
public sealed class RoomServices(
    Db db,
    DisputeReader reader,
    DisputeBook book,
    JurisdictionSource source,
    Speech speech,
    TimeProvider time
)
{
    public Db Db => db;

    public DisputeReader Reader => reader;

    public DisputeBook Book => book;

    public JurisdictionSource Source => source;

    public Speech Speech => speech;

    public TimeProvider Time => time;
}

/// <summary>
/// A page of a party's room (当事人的房间), by the party's own link and without an account. Never kept by a cache, told to another site or found by a
/// search engine.
/// </summary>
[Authorize(Policies.Everybody)]
public abstract class RoomPage(RoomServices own) : PageModel
{
    private static readonly Refusal Busy = Refusal.Of(
        "dispute-busy",
        "刚才没有保存，请再试一次。",
        "It was not saved just now; try again."
    );

    public string Token { get; private set; } = "";

    public RoomView View { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public string Address => RoomLinks.To(Token);

    public bool GoesOn => View.Stage != DisputeStage.Ended;

    /// <summary>Whether the party can still say whether, where and by whom it is mediated; with an agreement in effect that is over.</summary>
    public bool IsAsked => View.Stage is DisputeStage.Asking or DisputeStage.Mediating;

    public IEnumerable<DisputeDoor> Doors => View.Next.Select(VenueBook.BuiltIn.Door).OfType<DisputeDoor>();

    public Venue? Venue => View.Proposal is { } proposal ? VenueBook.BuiltIn.Version(proposal.Venue, proposal.Version) : null;

    /// <summary>The latest check after the agreement that the party can answer now; null when none waits for it.</summary>
    public RoomFollowUp? OpenCheck
    {
        get
        {
            var today = Jurisdiction.Calendar.DayOf(own.Time.GetUtcNow());
            return View.FollowUps.LastOrDefault(f =>
                f.OpensOn <= today && f.Answer is not { Finding: not FollowUpFinding.NotReached }
            );
        }
    }

    public string UnitName => own.Speech[Jurisdiction.NameOf(View.Unit)];

    protected RoomServices Own => own;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var cancel = HttpContext.RequestAborted;
        RoomLinks.Guard(HttpContext);
        Token = (string?)RouteData.Values[Policies.LinkRouteValue] ?? "";
        Jurisdiction = await own.Source.CurrentAsync(cancel);
        if (await own.Reader.RoomAsync(own.Db, Token, Jurisdiction, cancel) is not { } view)
        {
            context.Result = new ViewResult
            {
                ViewName = "/Rooms/NoRoom.cshtml",
                StatusCode = StatusCodes.Status404NotFound,
                ViewData = new ViewDataDictionary(MetadataProvider, ModelState),
                TempData = TempData,
            };
            return;
        }
        View = view;
        await next();
    }

    /// <summary>Decides; then the room says what was done, or this page says why not and keeps what was typed.</summary>
    protected async Task<IActionResult> DecideAsync(
        Func<Dispute, Actor.Person, Jurisdiction, DateTimeOffset, DisputeDecision> decide,
        Bilingual done,
        string? prefix = null,
        string? then = null
    )
    {
        switch (await own.Book.DecideAsync(View, decide, HttpContext.RequestAborted))
        {
            case Acted.Written:
                TempData.Flash(done);
                return Redirect(then ?? Address);
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, own.Speech, prefix);
                return Page();
            case Acted.ChangedMeanwhile:
                ModelState.Refuse(Busy, own.Speech);
                return Page();
            default:
                return NotFound();
        }
    }
}

/// <summary>Addresses of rooms.</summary>
public static class RoomLinks
{
    /// <summary>The room behind a link.</summary>
    public static string To(string token) => $"/d/{token}";

    /// <summary>The same with the product's address before it, for giving away.</summary>
    public static string Whole(HttpContext context, string token) =>
        context.RequestServices.GetRequiredService<StorageSettings>().PublicAddress + To(token);

    /// <summary>What is said of every answer behind a link.</summary>
    public static void Guard(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
