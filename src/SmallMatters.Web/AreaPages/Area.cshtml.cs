using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Accountability;
using SmallMatters.Storage.Encounters;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Liaisons;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Participation;
using SmallMatters.Storage.Publishing;
using SmallMatters.Web.Accounts;
using PublicProjection = SmallMatters.Storage.Publishing.News;

namespace SmallMatters.Web.AreaPages;

/// <summary>One area: what is open, how long things took, how they ended, what residents said, what was done lately.</summary>
[Authorize(Policies.Everybody)]
public sealed class AreaModel(
    Db db,
    JurisdictionSource source,
    LiaisonBook liaisons,
    PriorityReader priorities,
    TimeProvider time
) : PageModel
{
    private const int Rows = 20;
    private const int Lately = 10;
    private const int LatestNews = 3;

    public Area Area { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyDictionary<string, AreaFigure> Figures { get; private set; } = new Dictionary<string, AreaFigure>();

    /// <summary>The categories with enough answered to show how long it takes, and those with too few; the most answered first.</summary>
    public (IReadOnlyList<AreaFigure> Timed, IReadOnlyList<AreaFigure> TooFew) ByCategory
    {
        get
        {
            var all = Figures
                .Values.Where(f => f.Category.Length > 0)
                .OrderByDescending(f => f.Answered)
                .ThenBy(f => f.Category, StringComparer.Ordinal)
                .ToLookup(f => f is { Typical: not null, NineInTen: not null });
            return ([.. all[true]], [.. all[false]]);
        }
    }

    /// <summary>The local day.</summary>
    public DateOnly Today => Jurisdiction.Calendar.DayOf(time.GetUtcNow());

    public IReadOnlyList<PublicMatter> Open { get; private set; } = [];

    /// <summary>What residents said of units that work here, and what these promised to correct.</summary>
    public IReadOnlyList<ThemeLine> Corrections { get; private set; } = [];

    /// <summary>The credit that units got for what they did here.</summary>
    public IReadOnlyList<PublicCredit> Credits { get; private set; } = [];

    /// <summary>What could not be solved yet, without names and words.</summary>
    public IReadOnlyList<PublicHardProblem> Hard { get; private set; } = [];

    /// <summary>How many volunteers it has, and who of them agreed to be named.</summary>
    public LiaisonsOfArea Liaisons { get; private set; } = new(0, []);

    /// <summary>Priorities that were adopted, the newest first.</summary>
    public IReadOnlyList<PublicPriority> Answered { get; private set; } = [];

    public IReadOnlyList<PublicMatter> Done { get; private set; } = [];

    /// <summary>What became of the promises of what was done.</summary>
    public IReadOnlyDictionary<MatterId, PublicPromises> Promises { get; private set; } =
        new Dictionary<MatterId, PublicPromises>();

    /// <summary>
    /// You said, we did: matters that were answered, priorities that were adopted and what became of promises made at meetings, in one
    /// list, the newest first. It is made of what is kept, and nobody writes it.
    /// </summary>
    public IEnumerable<SaidAndDone> SaidAndDone =>
        Done.Where(m => m.ClosedAt is not null)
            .Select(m => new SaidAndDone(Jurisdiction.Calendar.DayOf(m.ClosedAt!.Value)) { Matter = m })
            .Concat(Answered.Select(p => new SaidAndDone(p.State.Since) { Priority = p }))
            .Concat(Promised.Select(p => new SaidAndDone(p.Line.End?.On ?? p.Line.DueOn!.Value) { Promise = p }))
            .OrderByDescending(line => line.On);

    /// <summary>Promises made at meetings of the area that were kept or not kept, or whose day is over, the latest first.</summary>
    public IReadOnlyList<MeetingPromise> Promised { get; private set; } = [];

    /// <summary>The latest that is published for it.</summary>
    public IReadOnlyList<PublicNews> News { get; private set; } = [];

    /// <summary>Address of older and of newer open matters, or null.</summary>
    public string? Older { get; private set; }

    public string? Newer { get; private set; }

    public AreaFigure? Whole => Figures.GetValueOrDefault("");

    public async Task<IActionResult> OnGetAsync(string code, long? before, long? after)
    {
        Jurisdiction = await source.CurrentAsync(HttpContext.RequestAborted);
        if (!Jurisdiction.Areas.TryGetValue(code, out var area))
        {
            return NotFound();
        }
        Area = area;
        Figures = await AreaFigures.OfAsync(db, code, HttpContext.RequestAborted);
        var page = await AreaMatters.OpenAsync(
            db,
            Jurisdiction,
            code,
            KeyOf(before),
            KeyOf(after),
            Rows,
            HttpContext.RequestAborted
        );
        Open = page.Matters;
        Older = page.More ? $"/areas/{code}?before={Open[^1].Id.Value}#open" : null;
        Newer = page.Newer && Open.Count > 0 ? $"/areas/{code}?after={Open[0].Id.Value}#open" : null;
        Done = await AreaMatters.LatelyAnsweredAsync(db, Jurisdiction, code, Lately, HttpContext.RequestAborted);
        Promises = await AreaMatters.PromisesAsync(db, [.. Done.Select(m => m.Id)], HttpContext.RequestAborted);
        var now = time.GetUtcNow();
        News = await PublicProjection.ListAsync(
            db,
            code,
            Jurisdiction.Calendar.DayOf(now),
            now,
            0,
            LatestNews,
            HttpContext.RequestAborted
        );
        // Units that look after another area alone are that area's affair.
        var others = Jurisdiction
            .Areas.Values.Where(a => a.Code != code && a.IntakeUnit != area.IntakeUnit)
            .Select(a => a.IntakeUnit);
        Corrections = await ThemeBook.ListAsync(db, [.. Jurisdiction.Units.Keys.Except(others)], HttpContext.RequestAborted);
        Promised = await TakingPartReader.PromisesAsync(
            db,
            code,
            Jurisdiction.Calendar.DayOf(now),
            Lately,
            HttpContext.RequestAborted
        );
        Answered = await priorities.AnsweredAsync(db, code, Lately, HttpContext.RequestAborted);
        Liaisons = await liaisons.OfAreaAsync(code, HttpContext.RequestAborted);
        Credits = await PublicCredits.OfAreaAsync(db, code, HttpContext.RequestAborted);
        Hard = await PublicHardList.OfAreaAsync(db, code, HttpContext.RequestAborted);
        return Page();
    }

    private static MatterId? KeyOf(long? key) => key is { } value ? new MatterId(value) : null;
}

/// <summary>A line of "you said, we did": one of the three.</summary>
/// <param name="On">The local day by which it is ordered.</param>
public sealed record SaidAndDone(DateOnly On)
{
    public PublicMatter? Matter { get; init; }

    public PublicPriority? Priority { get; init; }

    public MeetingPromise? Promise { get; init; }
}
