using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Supervision;

/// <summary>Give an order on a matter.</summary>
[Authorize(Policies.Matters)]
public sealed class GiveModel(Desk desk, JointBook book) : ActPage(desk)
{
    [BindProperty]
    public OrderForm Form { get; set; } = new();

    public static IEnumerable<Choice> Paces => Enum.GetValues<OrderPace>().Select(p => new Choice(p.ToString(), p.Said()));

    protected override bool Offered =>
        Matter is not Matter.Settled
        && MatterFile.Kind != Kind.Conduct
        && GiveOrderRule.MayGive(MatterFile, Scope.Actor, Jurisdiction);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (done, id) = await book.BeginAsync(
            Desk.Scope,
            MatterFile.Area,
            (key, by, jurisdiction, now) =>
                GiveOrderRule.Decide(
                    Matter,
                    new GiveOrder(Form.What, Form.Asked, JointSteps.Chosen<OrderPace>(Form.Pace)),
                    key,
                    by,
                    jurisdiction,
                    now
                ),
            cancel
        );
        if (done is Acted.Refused { Why: var why })
        {
            Refuse(why);
            return Page();
        }
        TempData.Flash("已下达督办。", "The order is given.");
        return Redirect(JointWords.AddressOf(nameof(SupervisionOrder), id));
    }

    public sealed class OrderForm
    {
        public string? What { get; set; }
        public string? Asked { get; set; }
        public string? Pace { get; set; }
    }
}
