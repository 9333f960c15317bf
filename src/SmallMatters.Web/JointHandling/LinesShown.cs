using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.JointHandling;

/// <summary>Lines of joint files, to be shown.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Now">The instant, UTC.</param>
/// <param name="Jurisdiction">Names.</param>
/// <param name="Mixed">Whether they are of several kinds, so that each line says its own.</param>
public sealed record LinesShown(IReadOnlyList<JointLine> Lines, DateTimeOffset Now, Jurisdiction Jurisdiction, bool Mixed = false)
{
    /// <summary>Of files that have a day of their own, such as that of a meeting: it, by their keys, instead of the one on which they were begun.</summary>
    public IReadOnlyDictionary<Guid, Func<Speech, string>> Own { get; init; } = new Dictionary<Guid, Func<Speech, string>>();
}

/// <summary>A list of joint files of one kind with its filter.</summary>
/// <typeparam name="T">Which kind.</typeparam>
public abstract class JointListModel<T>(Desk desk) : PageModel
    where T : JointFile
{
    private const int Most = 200;

    /// <summary>Those that are over.</summary>
    [BindProperty(SupportsGet = true, Name = "over")]
    public bool Over { get; set; }

    [BindProperty(SupportsGet = true, Name = "area")]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true, Name = "unit")]
    public string? Unit { get; set; }

    public LinesShown Shown { get; protected set; } = null!;

    public Jurisdiction Jurisdiction => Shown.Jurisdiction;

    public bool Filtered => !string.IsNullOrEmpty(Area) || !string.IsNullOrEmpty(Unit);

    public IEnumerable<Choice> Areas =>
        Jurisdiction
            .Areas.Values.Where(a => desk.Scope.ReadsOf(a.Code))
            .Select(a => new Choice(a.Code, a.Name))
            .Prepend(Choice.Of("", "全部片区", "All areas"));

    public IEnumerable<Choice> Units =>
        Jurisdiction.Units.Values.Select(u => new Choice(u.Code, u.Name)).Prepend(Choice.Of("", "全部单位", "All units"));

    protected Desk Desk => desk;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var lines = await JointLists.OfKindAsync<T>(
            desk.Db,
            desk.Scope,
            new JointFilter(Over, Given(Area), Given(Unit)),
            Most,
            cancel
        );
        Shown = new LinesShown(lines, desk.Now, await desk.JurisdictionAsync(cancel));
        await PrepareAsync(cancel);
    }

    /// <summary>What the page of a kind shows besides the list.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

    private static string? Given(string? typed) => string.IsNullOrEmpty(typed) ? null : typed;
}
