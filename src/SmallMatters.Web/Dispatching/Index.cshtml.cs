using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Dispatching;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Dispatching;

/// <summary>The dispatch catalogue with all its changes, for everybody of the staff to read.</summary>
[Authorize(Policies.Staff)]
public sealed class IndexModel(Desk desk) : PageModel
{
    private const int Latest = 100;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public FactWords Words { get; private set; } = null!;

    public IReadOnlyList<KeptFact<DispatchFact>> History { get; private set; } = [];

    public DateOnly Today => Jurisdiction.Calendar.DayOf(desk.Now);

    public bool MayChange => desk.Scope.Is(StaffRole.SystemAdministrator);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        History = await CatalogueBook.HistoryAsync(desk.Db, Latest, cancel);
        var people = History.Select(h => h.Staff).OfType<Guid>().Distinct().ToList();
        Words = new FactWords(
            desk.Speech,
            Jurisdiction,
            people.Count == 0 ? new Dictionary<Guid, string>() : await Colleagues.NamesAsync(desk.Db, people, cancel)
        );
    }

    /// <summary>Who made a change.</summary>
    public string By(KeptFact<DispatchFact> kept) =>
        $"{Words.UnitName(kept.Unit)} {(kept.Staff is { } who ? Words.NameOf(who) : "")}".Trim();

    /// <summary>What a change was.</summary>
    public Bilingual Said(DispatchFact fact) =>
        fact switch
        {
            LineAdded { Line: var line } => line.Ruling is null
                ? new($"加入第 {line.Number} 条", $"Line {line.Number} was added")
                : new($"指定承办，加入第 {line.Number} 条", $"A designation added line {line.Number}"),
            LineEnded { Number: var number } => new($"停用第 {number} 条", $"Line {number} was ended"),
            ReasonAdded { Reason.Name: var name } => new($"加入理由：{name.Zh}", $"A reason was added: {name.En}"),
            ReasonEnded { Code: var code } => Ended(code),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private Bilingual Ended(string code)
    {
        var name = Jurisdiction.Catalogue.Reasons.FirstOrDefault(r => r.Code == code)?.Name ?? new Bilingual(code, code);
        return new($"停用理由：{name.Zh}", $"A reason was ended: {name.En}");
    }
}
