using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.DataProtection;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Asking to open a sealed identity, and looking at it once after it was approved.</summary>
[Authorize(Policies.Matters)]
public sealed class IdentityModel(Desk desk, SealedIdentities identities) : ActPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "person")]
    public string? PersonKey { get; set; }

    /// <summary>The approval that is used now; null when the form asks for one.</summary>
    [BindProperty]
    public Guid? Opening { get; set; }

    [BindProperty]
    public IdentityForm Form { get; set; } = new();

    public static IEnumerable<Choice> Reasons =>
        Enum.GetValues<OpeningReason>().Select(reason => new Choice(reason.ToString(), reason.Said()));

    public bool SecondPerson => identities.SecondPerson;

    /// <summary>What is shown on this one answer, and never again.</summary>
    public IdentityOnce? Once { get; private set; }

    public Participant? Person =>
        Guid.TryParseExact(PersonKey, "N", out var id)
            ? MatterFile.Participants.FirstOrDefault(p => p.Id.Value == id && p is { Sealed: true, Erased: false })
            : MatterFile.Participants.FirstOrDefault(p => p is { Sealed: true, Erased: false });

    /// <summary>The reader's own askings about this person, the latest first.</summary>
    public IEnumerable<IdentityOpening> Own =>
        MatterFile.Openings.Where(o => o.By == Scope.Id && o.Person == Person?.Id).Reverse();

    public bool IsPending(IdentityOpening opening) => OpenIdentityRule.IsPending(MatterFile, opening, Desk.Now);

    public Bilingual Standing(IdentityOpening opening) =>
        OpenIdentityRule.HasLapsed(MatterFile, opening, Desk.Now) ? DataProtectionWords.Lapsed : opening.State.Said();

    protected override bool Offered =>
        Person is not null
        && (Scope.Is(StaffRole.Handler) || Scope.Is(StaffRole.Supervisor) || Scope.Is(StaffRole.Reviewer))
        && (MatterFile.Owner == Scope.Unit || Matter.Accountable == Scope.Unit);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Offered)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        if (Opening is { } opening)
        {
            Response.Headers.CacheControl = "no-store";
            var (shown, done) = await identities.ShowAsync(MatterFile.Id, opening, Scope, cancel);
            Once = shown;
            if (done is ChangeResult.Refused refused)
            {
                Refuse(refused.Why);
            }
            return done is ChangeResult.Changed or ChangeResult.Refused ? Page() : NotFound();
        }
        return await AnswerAsync(
            await identities.AskAsync(MatterFile.Id, new AskOpening(Person!.Id, Form.Reason, Form.Words), Scope.Actor, cancel),
            SecondPerson
                ? new Bilingual("已提出申请，等数据保护负责人决定", "Asked; a data-protection officer decides")
                : new Bilingual("已记录，可以查看一次", "Recorded; it may be shown once"),
            cancel
        );
    }

    protected override string After => $"/staff/matters/{Reference.Value}/identity?person={Person!.Id.Value:N}";

    public sealed class IdentityForm
    {
        public OpeningReason? Reason { get; set; }

        public string? Words { get; set; }
    }
}
