using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Parts;

namespace SmallMatters.Web.Convenings;

/// <summary>One convening, for the convener, the called units and the arbiter; its print is the record of the meeting.</summary>
[Authorize(Policies.Matters)]
public sealed class ConveningModel(Desk desk) : ConveningPage(desk)
{
    /// <summary>How far what was promised has come, by the key of the part or promise.</summary>
    public IReadOnlyDictionary<Guid, Bilingual> States { get; private set; } = new Dictionary<Guid, Bilingual>();

    /// <summary>The steps that have a button of their own.</summary>
    public IEnumerable<ConveningStep> Buttons =>
        new[] { ConveningStep.Hold, ConveningStep.Owe, ConveningStep.Move, ConveningStep.Off }.Where(Offered);

    /// <summary>Whether the reader's unit may write an after-action note on it.</summary>
    public bool MayWriteAfterAction => WriteAfterActionRule.MayWrite(WorkDone.OfConvening(State), Scope.Actor) is null;

    /// <summary>Where something promised is owed.</summary>
    public static string PlaceOf(OwedFromMeeting owed)
    {
        var reference = Reference.FromValue(owed.Matter);
        return owed.As == OwedAs.Part ? PartLinks.To(reference, owed.Key) : MatterLinks.To(reference);
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var today = Jurisdiction.Calendar.DayOf(Now);
        var owed = await OwedOnMatters.ReadAsync(Desk.Db, [.. State.Owed.Select(o => o.Key)], cancel);
        States = owed.ToDictionary(
            o => o.Key,
            o => o.Part?.Said() ?? MatterWords.Said(o.Promise!.Value.State, o.Promise.Value.DueOn, today)
        );
        return Page();
    }
}
