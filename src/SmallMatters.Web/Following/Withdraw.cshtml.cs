using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Following;

/// <summary>Withdraws the matter.</summary>
public sealed class WithdrawModel(FollowServices own) : FollowPage(own)
{
    [BindProperty]
    public string? Reason { get; set; }

    public void OnGet() => Try(WithdrawRule.Decide(View.Matter, new Withdraw(null), Me, Now));

    public Task<IActionResult> OnPostAsync() =>
        DecideAsync(
            (matter, _, now) => WithdrawRule.Decide(matter, new Withdraw(Reason), Me, now),
            "诉求已撤回。",
            "The matter was withdrawn."
        );
}
