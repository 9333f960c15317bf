using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Extend the time limit of dealing with a matter.</summary>
[Authorize(Policies.Matters)]
public sealed class ExtendModel(Desk desk) : ActPage(desk)
{
    protected override Act? Doing => Act.Extend;

    [BindProperty]
    public ExtendForm Form { get; set; } = new();

    /// <summary>The clock that is extended.</summary>
    public MatterClock? Running => MatterFile.Running(ClockFor.Handle);

    /// <summary>What its rule allows.</summary>
    public ExtensionTerms? Terms =>
        Running is { } running ? Jurisdiction.ClockRules.Version(running.Clock.Code, running.Clock.RuleVersion).Extension : null;

    protected override string FieldOf(string field) => field == "length" ? "Form.Length" : base.FieldOf(field);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ModelState.IsValid
            ? DecideAsync(
                (matter, jurisdiction, now) =>
                    TickClockRule.Extend(matter, Form.Length, Form.Reason ?? "", Scope.Actor, jurisdiction, now),
                new Bilingual("时限已延长，居民会看到原因", "The time limit was extended; the resident will read why"),
                cancel
            )
            : Task.FromResult<IActionResult>(Page());

    public sealed class ExtendForm
    {
        public int? Length { get; set; }

        public string? Reason { get; set; }
    }
}
