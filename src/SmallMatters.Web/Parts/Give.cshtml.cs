using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Parts;

/// <summary>Ask another unit to do a part of a matter, or the next one after a unit gave it back.</summary>
[Authorize(Policies.Matters)]
public sealed class GiveModel(Desk desk) : ActPage(desk)
{
    /// <summary>The part that was given back; null for a new one.</summary>
    [BindProperty(SupportsGet = true, Name = "part")]
    public Guid? PartKey { get; set; }

    [BindProperty]
    public GiveForm Form { get; set; } = new();

    protected override Act? Doing => Act.GivePart;

    public Part? Before => MatterFile.Parts.FirstOrDefault(p => p.Id == PartKey && p.State == PartState.Returned);

    public IEnumerable<Choice> Units =>
        Jurisdiction
            .Units.Values.Where(u => u.Code != MatterFile.Owner)
            .OrderBy(u => u.Code, StringComparer.Ordinal)
            .Select(u => new Choice(u.Code, u.Name))
            .Concat(
                MatterFile.Kind == Kind.Conduct
                    ? []
                    : Jurisdiction
                        .Partners.On(Today)
                        .Select(p => new Choice(p.Code, new Bilingual($"外部：{p.Name.Zh}", $"Outside: {p.Name.En}")))
            )
            .Prepend(Choice.Of("", "请选择单位", "Choose a unit"));

    /// <summary>What can be passed on; a sealed identity cannot.</summary>
    public IEnumerable<Choice> Fields =>
        Enum.GetValues<PartField>()
            .Where(f => f != PartField.Contact || !MatterFile.Raiser.Sealed)
            .Select(f => new Choice(f.ToString(), f.Said()));

    protected override Task PrepareAsync(CancellationToken cancel)
    {
        Form.Title ??= Before?.Title.Text;
        Form.Task ??= Before?.Task.Text;
        return Task.CompletedTask;
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        DecideAsync(
            (matter, jurisdiction, now) =>
                GivePartRule.Decide(
                    matter,
                    new GivePart(Form.Unit ?? "", Form.Title ?? "", Form.Task ?? "")
                    {
                        Part = PartKey,
                        PassOn = Chosen(Form.Fields),
                        Purpose = Form.Purpose,
                    },
                    Scope.Actor,
                    jurisdiction,
                    now
                ),
            new Bilingual(
                "已请对方协办；对方接收之前仍由本单位负责",
                "The unit was asked; until it accepts your unit is accountable"
            ),
            cancel
        );

    /// <summary>The fields that were chosen; what is no field is left out.</summary>
    internal static ImmutableArray<PartField> Chosen(IEnumerable<string> typed) =>
        [
            .. typed
                .Select(f => Enum.TryParse<PartField>(f, out var field) && Enum.IsDefined(field) ? field : (PartField?)null)
                .OfType<PartField>()
                .Distinct(),
        ];

    public sealed class GiveForm
    {
        public string? Unit { get; set; }
        public string? Title { get; set; }
        public string? Task { get; set; }
        public List<string> Fields { get; set; } = [];
        public string? Purpose { get; set; }
    }
}
