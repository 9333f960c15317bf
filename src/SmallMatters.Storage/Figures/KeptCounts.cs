using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Performance;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Figures;

/// <summary>Something that was counted on one day and is kept in a fact of a pilot or of a practice card.</summary>
/// <param name="Where">Of which file, and what of it.</param>
/// <param name="At">When it was counted, UTC.</param>
/// <param name="Compared">What was compared.</param>
/// <param name="Until">Local day up to which stretches could be over.</param>
/// <param name="Effect">The figure that is kept; null for the look of a stop rule.</param>
/// <param name="Look">What the stop rule's day showed; null for an effect.</param>
/// <param name="Days">What is counted, in local days; the second of each is not included.</param>
public sealed record KeptCount(
    string Where,
    DateTimeOffset At,
    Comparison Compared,
    DateOnly Until,
    MeasuredEffect? Effect,
    MeasureCounts? Look,
    ImmutableArray<(DateOnly From, DateOnly To)> Days
)
{
    /// <summary>Codes of all areas, those in which something is done first.</summary>
    public IEnumerable<string> Areas => Compared.Areas.Concat(Compared.Against);
}

/// <summary>Reads what pilots and practice cards keep of what was counted.</summary>
internal static class KeptCounts
{
    private static readonly string[] Kinds = [nameof(Pilot), nameof(Practice)];

    /// <summary>All of it, and cards that say something else than the pilot that they come from.</summary>
    public static async Task<(List<KeptCount> Counts, List<FigureDifference> NotThePilots)> ReadAsync(
        Db db,
        WorkingCalendar calendar,
        CancellationToken cancel
    )
    {
        var facts = await (
            from file in db.Set<JointFileRow>()
            where Kinds.Contains(file.Kind)
            join fact in db.Set<JointFactRow>() on file.Id equals fact.FileId
            orderby file.Kind, file.Id, fact.Seq
            select new
            {
                fact.FileId,
                fact.At,
                fact.Type,
                fact.Body,
            }
        ).ToListAsync(cancel);
        var counts = new List<KeptCount>();
        var pilots = new Dictionary<Guid, MeasuredEffect>();
        var differ = new List<FigureDifference>();
        foreach (var file in facts.GroupBy(f => f.FileId))
        {
            var state = (JointFile?)null;
            foreach (var row in file)
            {
                var fact = PlainFacts<JointFact>.Read(row.Type, row.Body);
                state = fact.Apply(state);
                var today = calendar.DayOf(row.At);
                switch (fact, state)
                {
                    case (PilotLookedAt looked, Pilot pilot):
                        counts.Add(LookOf(pilot, looked.Look.Counts, row.At));
                        break;
                    case (PilotAssessed assessed, Pilot pilot):
                        var over = pilot.OverAt is { } at ? calendar.DayOf(at) : today;
                        pilots[pilot.Key] = assessed.Assessment.Effect;
                        counts.Add(EffectOf($"pilot {pilot.Key:N}", assessed.Assessment.Effect, row.At, over));
                        break;
                    case (PracticeWritten or PracticeRewritten, Practice { Card: { Pilot: null } card }):
                        counts.Add(EffectOf($"practice {card.Id:N}", card.Effect, row.At, today));
                        break;
                    case (PracticeWritten or PracticeRewritten, Practice { Card: { Pilot: { } from } card }):
                        var (said, counted) = (Text(card.Effect), Text(pilots.GetValueOrDefault(from)));
                        if (said != counted)
                        {
                            differ.Add(new FigureDifference("effect", $"practice {card.Id:N}", said, counted));
                        }
                        break;
                    case (CopyJudged judged, Practice practice):
                        var unit = practice.Copies.First(c => c.Id == judged.Copy).Unit;
                        counts.Add(EffectOf($"practice {practice.Key:N} copy {unit}", judged.Effect, row.At, today));
                        break;
                }
            }
        }
        return (counts, differ);
    }

    private static KeptCount LookOf(Pilot pilot, MeasureCounts counts, DateTimeOffset at)
    {
        var (compared, day) = (pilot.Plan.Compared with { Against = [] }, pilot.Plan.Stop.LookOn);
        return new($"pilot {pilot.Key:N} look", at, compared, day, null, counts, [(compared.From, day)]);
    }

    private static KeptCount EffectOf(string where, MeasuredEffect effect, DateTimeOffset at, DateOnly until)
    {
        var compared = effect.Compared;
        DateOnly Day(int stretch) => compared.From.AddDays(stretch * Comparison.Stretch);
        var stretches = compared.StretchesBy(until);
        return new(
            where,
            at,
            compared,
            until,
            effect,
            null,
            [.. Enumerable.Range(-stretches, 2 * stretches).Select(s => (Day(s), Day(s + 1)))]
        );
    }

    private static string Text(MeasuredEffect? effect) =>
        effect is null ? "-" : System.Text.Json.JsonSerializer.Serialize(effect);
}
