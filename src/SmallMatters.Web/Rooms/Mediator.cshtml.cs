using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Disputes;
using SmallMatters.Web.Disputes;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Rooms;

/// <summary>Whom of the unit's register the party wants to mediate (人民调解法第19条).</summary>
public sealed class MediatorModel(RoomServices own) : RoomPage(own)
{
    /// <summary>Choice for leaving it to the unit.</summary>
    public const string Open = "open";

    private IReadOnlyList<MediatorLine> _register = [];

    [BindProperty]
    public string? Mediator { get; set; }

    public IEnumerable<Choice> Choices =>
        _register
            .Where(l => l.Mediator.Serves(View.Kind, Today) && !View.Out.Contains(l.Mediator.Id))
            .Select(l => new Choice(
                l.Mediator.Id.Value.ToString("N"),
                new Bilingual(l.Name, l.Name),
                new Bilingual(
                    string.Join(" · ", new[] { l.Mediator.AppointedBy }.Concat(l.Mediator.Languages.Select(w => w.Said().Zh))),
                    string.Join(" · ", new[] { l.Mediator.AppointedBy }.Concat(l.Mediator.Languages.Select(w => w.Said().En)))
                )
            ))
            .Append(Choice.Of(Open, "不选，由单位安排", "Leave it to the unit"));

    private DateOnly Today => Jurisdiction.Calendar.DayOf(Own.Time.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!IsAsked || View.Mediator is not null)
        {
            return Redirect(Address);
        }
        await ReadAsync(cancel);
        Mediator = View.Wish?.Value.ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (Choices.All(c => c.Value != Mediator))
        {
            ModelState.Refuse(
                Refusals.Missing(
                    nameof(Mediator),
                    "请选择名册里的调解员，或者选“由单位安排”。",
                    "Choose a mediator of the register, or leave it to the unit."
                ),
                Own.Speech
            );
            return Page();
        }
        StaffId? chosen = Mediator == Open ? null : new StaffId(Guid.ParseExact(Mediator!, "N"));
        return await DecideAsync(
            (dispute, by, jurisdiction, now) =>
                ChooseMediatorRule.Decide(
                    dispute,
                    View.Party,
                    chosen,
                    [.. _register.Select(l => l.Mediator)],
                    by,
                    jurisdiction.Calendar.DayOf(now)
                ),
            new Bilingual("已记下，对方不会知道。", "It is recorded; the other side is not told.")
        );
    }

    private async Task ReadAsync(CancellationToken cancel) =>
        _register = await MediatorBook.OfUnitAsync(Own.Db, View.Unit, cancel);
}
