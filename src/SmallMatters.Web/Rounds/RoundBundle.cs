using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Rounds;

/// <summary>What a round takes along: places, their checklists and their open findings. Nobody who is reached there is in it.</summary>
internal static class RoundBundle
{
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
        var places = await reader.InspectedAsync([.. id.Distinct().Take(RoundLinks.MostPlaces)], desk.Scope, cancel);
        var findings = await inspections.OpenOfAsync([.. places.Select(p => p.Id)], cancel);
        var scheme = checklists.Schemes.FirstOrDefault(s => s.Code == settings["Hazards:Levels"]) ?? checklists.Schemes[0];
        var colleagues = await Colleagues.OfUnitAsync(desk.Db, desk.Scope.Unit, today, cancel);
        return Results.Json(
            new
            {
                account = desk.Scope.Id.Value,
                now = desk.Now,
                places = places.Select(p => new
                {
                    p.Id,
                    p.Details.Code,
                    p.Details.Name,
                    p.Details.Address,
                    kind = p.Details.Kind.ToString(),
                    findings = findings[p.Id]
                        .Select(f => new
                        {
                            f.Title,
                            f.Item,
                            f.Major,
                            due = f.DueAt is { } due ? jurisdiction.Calendar.DayOf(due) : (DateOnly?)null,
                        }),
                }),
                checklists = places
                    .Select(p => p.Details.Kind)
                    .Distinct()
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
