using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Consultations;

/// <summary>One consultation for the unit that asks.</summary>
[Authorize(Policies.Matters)]
public sealed class FileModel(Desk desk) : ConsultationPage(desk)
{
    /// <summary>How many answered so far.</summary>
    public ConsultationCounts Counts { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        Counts = await ParticipationReplies.CountAsync(Desk.Db, State, cancel);
        return Page();
    }
}
