using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Propose another unit as the next owner.</summary>
[Authorize(Policies.Matters)]
public sealed class HandOverModel(Desk desk) : ActPage(desk)
{
    protected override Act? Doing => Act.HandOver;

    [BindProperty]
    public HandOverForm Form { get; set; } = new();

    public IEnumerable<Choice> Units =>
        Jurisdiction
            .Units.Values.Where(u => u.Code != MatterFile.Owner)
            .OrderBy(u => u.Code, StringComparer.Ordinal)
            .Select(u => new Choice(u.Code, u.Name))
            .Prepend(Choice.Of("", "请选择单位", "Choose a unit"));

    /// <summary>The reasons of the dispatch catalogue.</summary>
    public IEnumerable<Choice> Grounds => Jurisdiction.Catalogue.InUse.Select(r => new Choice(r.Code, r.Name));

    /// <summary>The catalogue's line for this category in this area, if there is one.</summary>
    public DispatchLine? Line => Jurisdiction.Catalogue.LineFor(MatterFile.Category, MatterFile.Area, Today);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        DecideAsync(
            (matter, jurisdiction, now) =>
                ProposeHandOverRule.Decide(
                    matter,
                    new ProposeHandOver(Form.To ?? "", Form.Ground ?? "", Form.Reason ?? ""),
                    Scope.Actor,
                    jurisdiction,
                    now
                ),
            new Bilingual(
                "已提议移交，对方接收之前仍由本单位主办",
                "The hand-over was proposed; your unit owns it until it is accepted"
            ),
            cancel
        );

    public sealed class HandOverForm
    {
        public string? To { get; set; }

        public string? Ground { get; set; }

        public string? Reason { get; set; }
    }
}
