using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Conduct;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Close a matter with a true outcome. Which fields count depends on it.</summary>
[Authorize(Policies.Matters)]
public sealed class CloseModel(Desk desk) : ActPage(desk)
{
    [BindProperty]
    public CloseForm Form { get; set; } = new();

    protected override Act? Doing => Act.Close;

    public static IEnumerable<Choice> Doors =>
        Enum.GetValues<Door>()
            .Select(door => new Choice(door.ToString(), door.Said()))
            .Prepend(Choice.Of("", "请选择途径", "Choose the door"));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        OutcomeCode? outcome = Enum.TryParse<OutcomeCode>(Form.As, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        Forget(outcome);
        var review = await ConductReviews.OfMatterAsync(Desk.Db, MatterFile, cancel);
        return await DecideAsync(
            (matter, jurisdiction, now) =>
                CloseRule.Decide(
                    matter,
                    new Close(outcome, Form.Words ?? "")
                    {
                        Finding = review?.Opinion?.Finding,
                        Remains = Form.Remains,
                        RemainsBy = Form.RemainsBy,
                        AcceptedBy = Form.AcceptedBy,
                        TheirNumber = Form.TheirNumber,
                        Door = Enum.TryParse<Door>(Form.Door, out var door) && Enum.IsDefined(door) ? door : null,
                        DoorWhere = Form.DoorWhere,
                        DoorBy = Form.DoorBy,
                    },
                    Scope.Actor,
                    jurisdiction,
                    now
                ),
            new Bilingual("已办结，等居民评价", "Closed; the resident is asked to judge"),
            cancel
        );
    }

    // A half-written day under an outcome that was not chosen is nobody's mistake.
    private void Forget(OutcomeCode? outcome)
    {
        foreach (var key in ModelState.Keys.ToList())
        {
            var other =
                (outcome != OutcomeCode.PartlySolved && key.StartsWith("Form.Remains", StringComparison.Ordinal))
                || (outcome != OutcomeCode.AnotherDoor && key.StartsWith("Form.Door", StringComparison.Ordinal));
            if (other && ModelState[key] is { Errors.Count: > 0 } entry)
            {
                entry.Errors.Clear();
                entry.ValidationState = Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Valid;
            }
        }
    }

    public sealed class CloseForm
    {
        public string? As { get; set; }

        public string? Words { get; set; }

        public string? Remains { get; set; }

        public DateOnly? RemainsBy { get; set; }

        public string? AcceptedBy { get; set; }

        public string? TheirNumber { get; set; }

        public string? Door { get; set; }

        public string? DoorWhere { get; set; }

        public DateOnly? DoorBy { get; set; }
    }
}
