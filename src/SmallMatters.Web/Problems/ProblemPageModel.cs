using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Problems;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Problems;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Problems;

/// <summary>What the page of a problem and the pages of its steps share.</summary>
public abstract class ProblemPageModel(Desk desk) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string? Key { get; set; }

    public ProblemPage Shown { get; private set; } = null!;

    public Problem Problem => Shown.Problem;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public Effect? Effect { get; private set; }

    /// <summary>Matters of the category at the place in the last year, and the hour of the latest.</summary>
    public (int Matters, DateTimeOffset? Latest) Year { get; private set; }

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Whether the reader's unit leads it and it goes on.</summary>
    public bool Leads => Problem.File.Unit == desk.Scope.Unit && Problem.Stage != ProblemStage.Closed;

    public string Address => $"/staff/problems/{Problem.File.Id:N}";

    /// <summary>Whether the reader's unit may say that a countermeasure is done.</summary>
    public bool MayEnd(Countermeasure c) =>
        c.State == CountermeasureState.Promised && Problem.Stage != ProblemStage.Closed && (Leads || c.Unit == desk.Scope.Unit);

    protected Desk Desk => desk;

    protected async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(Key, "N", out var id)
            || await ProblemBook.FindAsync(desk.Db, desk.Scope, id, cancel) is not { } shown
        )
        {
            return false;
        }
        Shown = shown;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Effect = await EffectMeasurement.MeasureAsync(desk.Db, Problem, Jurisdiction.Calendar, desk.Now, cancel);
        Year = await EffectMeasurement.YearAsync(desk.Db, Problem, desk.Now, cancel);
        Names = await Colleagues.NamesAsync(desk.Db, [.. shown.Facts.Select(f => f.Staff).OfType<Guid>().Distinct()], cancel);
        return true;
    }
}
