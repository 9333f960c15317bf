using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Meetings;

/// <summary>One meeting for the unit that calls it: how many come, what they need and wish to talk about, the minutes and what is owed.</summary>
[Authorize(Policies.Matters)]
public sealed class FileModel(Desk desk, ParticipationReplies replies) : MeetingPage(desk)
{
    /// <summary>What those who come wish to talk about; nobody is named.</summary>
    public IReadOnlyList<ReplyLine> Wishes { get; private set; } = [];

    /// <summary>What became of the meeting before; null where there was none.</summary>
    public MinutesShown? Before { get; private set; }

    public MinutesShown? Minutes { get; private set; }

    /// <summary>How many need what.</summary>
    public IEnumerable<(MeetingNeed Need, int Count)> Needs =>
        State.SignUps.Values.SelectMany(s => s.Needs).GroupBy(n => n).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        Wishes = Works ? await replies.WishesAsync(Desk.Db, State.Key, cancel) : [];
        var before = await TakingPartReader.MeetingBeforeAsync(Desk.Db, State, cancel);
        Before = before is null ? null : await MinutesShown.OfAsync(Desk.Db, before, Jurisdiction, Today, cancel);
        Minutes = State.Minutes is null ? null : await MinutesShown.OfAsync(Desk.Db, State, Jurisdiction, Today, cancel);
        return Page();
    }
}
