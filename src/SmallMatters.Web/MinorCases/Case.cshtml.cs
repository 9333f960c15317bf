using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.MinorCases;

/// <summary>A case as its station reads it.</summary>
public sealed class CaseModel(Desk desk, CaseReader reader) : CasePageModel(desk, reader)
{
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public IEnumerable<CaseAct> Acts =>
        Enum.GetValues<CaseAct>()
            .Where(a => a.Fits(Case, IsHead) && a is not (CaseAct.Tell or CaseAct.CallBack or CaseAct.Answer));

    /// <summary>What is owed to somebody, as acts about that person.</summary>
    public IEnumerable<CaseAct> OwedTo(Domain.Matters.ParticipantId person)
    {
        bool Owed(CaseClockFor what) => Case.Clocks.Any(c => c.For == what && c.Person == person && c.Clock.IsOpen);
        if (!Case.IsSealed && Owed(CaseClockFor.Telling))
        {
            yield return CaseAct.Tell;
        }
        if (Owed(CaseClockFor.CallBack))
        {
            yield return CaseAct.CallBack;
        }
        if (IsHead && Owed(CaseClockFor.ServiceReview))
        {
            yield return CaseAct.Answer;
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        Names = await Colleagues.NamesAsync(Desk.Db, [.. Shown.Story.Select(e => e.Staff).OfType<Guid>().Distinct()], cancel);
        return Page();
    }
}
