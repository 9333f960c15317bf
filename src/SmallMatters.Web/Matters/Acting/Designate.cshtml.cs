using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Decide whose a matter is, after two units refused it. The ruling becomes a line of the dispatch catalogue.</summary>
[Authorize(Policies.Matters)]
public sealed class DesignateModel(Desk desk) : ActPage(desk)
{
    [BindProperty]
    public DesignateForm Form { get; set; } = new();

    protected override Act? Doing => Act.Designate;

    /// <summary>What was said for and against.</summary>
    public IReadOnlyList<TimelineEntry> Said =>
        [.. Shown.Timeline.Where(e => e.Fact is nameof(HandOverProposed) or nameof(HandOverRefused))];

    /// <summary>The owner and those who refused.</summary>
    public IEnumerable<Choice> Parties =>
        Codes.Where(Jurisdiction.Units.ContainsKey).Select(code => new Choice(code, Jurisdiction.Units[code].Name));

    public IEnumerable<Choice> Others =>
        Jurisdiction
            .Units.Values.Where(u => !Codes.Contains(u.Code))
            .OrderBy(u => u.Code, StringComparer.Ordinal)
            .Select(u => new Choice(u.Code, u.Name))
            .Prepend(Choice.Of("", "不选另一个单位", "No other unit"));

    private IEnumerable<string> Codes => [MatterFile.Owner, .. (MatterFile.Disagreement?.RefusedBy ?? []).Distinct()];

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        DecideAsync(
            (matter, jurisdiction, now) =>
                DesignateRule.Decide(
                    matter,
                    new Designate(Form.Other is { Length: > 0 } other ? other : Form.To ?? "", Form.Reason ?? ""),
                    Scope.Actor,
                    jurisdiction,
                    now
                ),
            new Bilingual("已指定承办，并列入派单目录", "The owner was designated, and the catalogue has a new line"),
            cancel
        );

    protected override string After => "/staff";

    public sealed class DesignateForm
    {
        public string? To { get; set; }
        public string? Other { get; set; }
        public string? Reason { get; set; }
    }
}
