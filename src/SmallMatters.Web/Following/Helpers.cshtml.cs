using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Following;

/// <summary>Gives a relative a link of their own, and takes it back.</summary>
public sealed class HelpersModel(FollowServices own) : FollowPage(own)
{
    public IEnumerable<Participant> Helpers =>
        IsRaiser ? File.Participants.Where(p => p.Role == ParticipantRole.Helper && !p.Erased) : [];

    public string LinkOf(Participant helper) => Links.Whole(HttpContext, Own.Ring.LinkFor(helper.Id.Value, 1));

    public void OnGet() => Try(GiveLinkRule.Decide(View.Matter, new GiveLink(new ParticipantId(Guid.Empty), Speech.Tongue), Me));

    public Task<IActionResult> OnPostAsync()
    {
        var helper = new ParticipantId(Guid.CreateVersion7(Now));
        return DecideAsync(
            (matter, _, _) => GiveLinkRule.Decide(matter, new GiveLink(helper, Speech.Tongue), Me),
            "代办链接已生成，请复制给家人。",
            "The link is made. Copy it to your relative.",
            then: $"{Address}/helpers"
        );
    }

    public Task<IActionResult> OnPostBackAsync(Guid helper) =>
        DecideAsync(
            (matter, _, _) => GiveLinkRule.TakeBack(matter, new ParticipantId(helper), Me),
            "代办链接已收回，不能再打开。",
            "The link was taken back and opens nothing any more.",
            then: $"{Address}/helpers"
        );
}
