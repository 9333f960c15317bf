using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Rounds;

/// <summary>What a round takes along: places, their checklists and their open findings. Nobody who is reached there is in it.</summary>
internal static class RoundBundle
{
    private const int MostFindings = 20;

    /// <summary>The bundle of the premises whose keys the query names, those left out that the reader's unit does not inspect.</summary>
    public static async Task<IResult> AnswerAsync(
        Guid[] id,
        Desk desk,
        PremisesReader reader,
        InspectionBook inspections,
        ChecklistBook checklists,
        IConfiguration settings,
        CancellationToken cancel
    )
    {
        var jurisdiction = await desk.JurisdictionAsync(cancel);
        var today = jurisdiction.Calendar.DayOf(desk.Now);
        var places = new List<object>();
        var kinds = new HashSet<PremisesKind>();
        foreach (var one in id.Distinct().Take(RoundLinks.MostPlaces))
        {
            if (await reader.PlaceAsync(one, desk.Scope, cancel) is not { } place || place.Unit != desk.Scope.Unit)
            {
                continue;
            }
            kinds.Add(place.Kind);
            var (_, findings) = await inspections.OfAsync(one, MostFindings, cancel);
            places.Add(
                new
                {
                    id = one,
                    place.Code,
                    place.Name,
                    place.Address,
                    kind = place.Kind.ToString(),
                    findings = findings
                        .Where(f => f.DueAt is not null)
                        .Select(f => new
                        {
                            f.Title,
                            f.Item,
                            f.Major,
                            due = jurisdiction.Calendar.DayOf(f.DueAt!.Value),
                        }),
                }
            );
        }
        var scheme = checklists.Schemes.FirstOrDefault(s => s.Code == settings["Hazards:Levels"]) ?? checklists.Schemes[0];
        var colleagues = await Colleagues.OfUnitAsync(desk.Db, desk.Scope.Unit, today, cancel);
        return Results.Json(
            new
            {
                account = desk.Scope.Id.Value,
                now = desk.Now,
                places,
                checklists = kinds
                    .Select(kind => checklists.InForce(kind, today))
                    .OfType<Checklist>()
                    .Select(list => new
                    {
                        kind = list.Kind.ToString(),
                        list.Version,
                        name = Said(list.Name),
                        items = list.Items.Select(i => new
                        {
                            i.Code,
                            said = Said(i.Said),
                            fails = Said(i.Fails),
                            onlyFor = i.OnlyFor is { } only ? Said(only) : null,
                        }),
                    }),
                levels = scheme.Levels.Select(l => new { value = $"{scheme.Code}/{l.Code}", name = Said(l.Name) }),
                causes = Enum.GetValues<InspectionCause>().Select(c => new { value = c.ToString(), name = Said(c.Said()) }),
                colleagues = colleagues
                    .Where(c => c.Id != desk.Scope.Id.Value)
                    .Select(c => new { value = c.Id, name = new { zh = c.Name, en = c.Name } }),
            }
        );
    }

    /// <summary>Both languages: the phone may change its own on the way.</summary>
    internal static object Said(Bilingual words) => new { zh = words.Zh, en = words.En };
}
