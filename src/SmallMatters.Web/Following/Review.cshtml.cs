using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Following;

/// <summary>Asks for the one internal review.</summary>
public sealed class ReviewModel(FollowServices own) : FollowPage(own)
{
    [BindProperty]
    public string? Why { get; set; }

    public void OnGet() => Try(AskInternalReviewRule.Decide(View.Matter, new AskInternalReview(""), Me, Jurisdiction, Now));

    public Task<IActionResult> OnPostAsync() =>
        DecideAsync(
            (matter, jurisdiction, now) =>
                AskInternalReviewRule.Decide(matter, new AskInternalReview(Why ?? ""), Me, jurisdiction, now),
            "已申请内部复查，由原承办单位以外的人决定。",
            "The internal review was asked for. People outside the unit decide."
        );
}
