using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Rights;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Answering a request of a resident about their own data.</summary>
[Authorize(Policies.Matters)]
public sealed class RightsModel(Desk desk) : ActPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "request")]
    public string? RequestKey { get; set; }

    [BindProperty]
    public RightForm Form { get; set; } = new();

    public static IReadOnlyList<Choice> Answers =>
        [
            new(nameof(RightState.Granted), RightState.Granted.Said()),
            new(nameof(RightState.Declined), RightState.Declined.Said()),
        ];

    /// <summary>The request: the one that the address names, else the first that waits.</summary>
    public RightRequest? Asked =>
        Guid.TryParseExact(RequestKey, "N", out var id)
            ? MatterFile.Rights.FirstOrDefault(r => r.Id == id)
            : MatterFile.Rights.FirstOrDefault(r => r.State == RightState.Asked);

    public DateOnly? DueOn =>
        MatterFile.Clocks.FirstOrDefault(c => c.Subject == Asked?.Id && c.Clock.IsOpen)?.Clock.Deadline.DueOn;

    protected override bool Offered =>
        Asked is not null
        && MatterFile.Owner == Scope.Unit
        && (Scope.Is(StaffRole.Handler) || Scope.Is(StaffRole.Supervisor) || Scope.Is(StaffRole.Reviewer));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Offered)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        var id = Asked!.Id;
        return await DecideAsync(
            (matter, _, now) =>
                RightRule.Answer(
                    matter,
                    id,
                    Answers.Any(a => a.Value == Form.Answer) ? Enum.Parse<RightState>(Form.Answer!) : null,
                    Form.Words,
                    Scope.Actor,
                    now
                ),
            new Bilingual("已答复，会通知本人", "Answered; they are told"),
            cancel
        );
    }

    public sealed class RightForm
    {
        public string? Answer { get; set; }

        public string? Words { get; set; }
    }
}
