using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Following;

/// <summary>Gives a relative a link of their own, and takes it back.</summary>
public sealed class HelpersModel(FollowServices own) : FollowPage(own)
{
    public IEnumerable<Participant> Helpers =>
        IsRaiser ? File.Participants.Where(p => p.Role == ParticipantRole.Helper && !p.Erased) : [];

    public string LinkOf(Participant helper) => Links.Whole(HttpContext, Own.Ring.LinkFor(helper.Id.Value, 1));

    /// <summary>Key of this submission, drawn when the form was made: sent twice, it gives one link.</summary>
    [BindProperty]
    public string? Submission { get; set; }

    public void OnGet()
    {
        Submission = SubmissionKey.Draw();
        Try(GiveLinkRule.Decide(View.Matter, new GiveLink(new ParticipantId(Guid.Empty), Speech.Tongue), Me));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!SubmissionKey.IsOne(Submission))
        {
            return BadRequest();
        }
        var helper = SubmissionKey.Newcomer("helper", File.Reference, Submission);
        return await DecideAsync(
            (matter, _, _) =>
                matter.File.Participants.Any(p => p.Id == helper)
                    ? null
                    : GiveLinkRule.Decide(matter, new GiveLink(helper, Speech.Tongue), Me),
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
