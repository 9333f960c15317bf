using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Give a matter to a colleague of the same unit.</summary>
[Authorize(Policies.Matters)]
public sealed class AssignModel(Desk desk) : ActPage(desk)
{
    protected override Act? Doing => Act.Assign;

    [BindProperty]
    public string? Handler { get; set; }

    public IReadOnlyList<Choice> People { get; private set; } = [];

    protected override string FieldOf(string field) => field;

    protected override async Task PrepareAsync(CancellationToken cancel) =>
        People = [
            .. (await Colleagues.OfUnitAsync(Desk.Db, MatterFile.Owner, Today, cancel))
                .Where(c => c.Id != MatterFile.Handler?.Value)
                .Select(c => new Choice(c.Id.ToString(), new Bilingual(c.Name, c.Name))),
        ];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Guid.TryParse(Handler, out var chosen))
        {
            ModelState.AddModelError(nameof(Handler), Desk.Speech["请选择一位同事。", "Choose a colleague."]);
            return Page();
        }
        var units = await Colleagues.UnitsOfAsync(Desk.Db, chosen, Today, cancel);
        return await DecideAsync(
            (matter, _, _) => AssignRule.Decide(matter, new Assign(new StaffId(chosen)), units, Scope.Actor),
            new Bilingual("已交给同事承办", "A colleague deals with it now"),
            cancel
        );
    }
}
