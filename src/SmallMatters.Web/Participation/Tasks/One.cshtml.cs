using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Participation.Tasks;

/// <summary>One task for everybody, and the wish to take it.</summary>
[Authorize(Policies.Everybody)]
public sealed class OneModel(GivingDesk desk) : GivePage<VolunteerTask>(desk)
{
    protected override (ReplyKind Kind, ReplyBody? Body, Refusal? Why) Read() =>
        TakeTaskRule.MayTake(Shown, Now) is { } why ? (ReplyKind.Place, null, why) : (ReplyKind.Place, new ReplyBody(""), null);
}
