using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Rights;

namespace SmallMatters.Web.Following;

/// <summary>我的信息我做主: what one may do about one's own data; by oneself where that is possible, else with a clock.</summary>
public sealed class RightsModel(FollowServices own) : FollowPage(own)
{
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>What may be asked for; that somebody else reviews, in a matter of conduct.</summary>
    public IReadOnlyList<Choice> Kinds =>
        [
            .. Enum.GetValues<RightKind>()
                .Where(kind => kind != RightKind.Recusal || File.Kind == Domain.Units.Kind.Conduct)
                .Select(kind => new Choice(kind.ToString(), kind.Said())),
        ];

    /// <summary>The reader's own requests, the latest first.</summary>
    public IEnumerable<RightRequest> Asked => File.Rights.Where(r => r.By == View.Me.Id).Reverse();

    /// <summary>By which day a request is answered; null once it was.</summary>
    public DateOnly? DueOn(RightRequest request) =>
        File.Clocks.FirstOrDefault(c => c.Subject == request.Id && c.Clock.IsOpen)?.Clock.Deadline.DueOn;

    public Task<IActionResult> OnPostAsync() =>
        DecideAsync(
            (matter, jurisdiction, now) =>
                RightRule.Ask(
                    matter,
                    new AskRight(Kinds.Any(k => k.Value == Kind) ? Enum.Parse<RightKind>(Kind!) : null, Words),
                    Me,
                    jurisdiction,
                    now
                ),
            "您的请求已交给主办单位，答复会通知您。",
            "Your request is with the unit in charge; you are told of its answer.",
            then: $"{Address}/rights"
        );
}
