using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Participation.Tasks;

/// <summary>One task for everybody, and the wish to take it.</summary>
[Authorize(Policies.Everybody)]
public sealed class OneModel(GivingDesk desk, PriorityReader priorities) : GivePage<VolunteerTask>(desk)
{
    /// <summary>The priority that it is part of, while that is public; null when it is of none.</summary>
    public PublicPriority? Priority { get; private set; }

    protected override async Task PrepareAsync(CancellationToken cancel) =>
        Priority =
            Shown.Paper.Priority is { } id && await priorities.FindPublicAsync(Desk.Db, id, cancel) is { Title: not null } found
                ? found
                : null;

    protected override (ReplyKind Kind, ReplyBody? Body, Refusal? Why) Read() =>
        TakeTaskRule.MayTake(Shown, Now) is { } why ? (ReplyKind.Place, null, why) : (ReplyKind.Place, new ReplyBody(""), null);
}
