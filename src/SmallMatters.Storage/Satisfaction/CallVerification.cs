using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Satisfaction;

/// <summary>
/// Computes the kept figures of satisfaction calls again: how each stands and what was answered, from its facts; of which closing it is,
/// from the closings; how much an answer weighs and how many calls a stratum has, from the draw of its month. What is damaged is named.
/// </summary>
public sealed class CallVerification(IDbContextFactory<Db> databases)
{
    private sealed record Stratum(DateOnly Month, string Unit, string Category);

    /// <summary>Computes everything again.</summary>
    public async Task<FiguresChecked> RunAsync(CancellationToken cancel = default)
    {
        var compared = new FigureComparison();
        await using var db = await databases.CreateDbContextAsync(cancel);
        // In one instant: who is rung up meanwhile still fits the facts.
        await using var instant = await Verification.SnapshotAsync(db, cancel);
        var strata = await StrataAsync(db, cancel);
        var found = new Dictionary<Stratum, int>();
        await foreach (
            var (row, closing, facts) in DrawnClosings.AllAsync<SatisfactionCallRow, SatisfactionCallFactRow>(db, cancel)
        )
        {
            var stratum = new Stratum(row.Month, row.Unit, row.Category);
            found[stratum] = found.GetValueOrDefault(stratum) + 1;
            CompareOrigin(compared, row, closing, strata.GetValueOrDefault(stratum));
            CompareAnswer(compared, row, facts);
        }
        // A stratum without a draw was told of with each of its calls.
        foreach (var (stratum, drawn) in strata)
        {
            var where = $"{stratum.Month:yyyy-MM} {stratum.Unit} {stratum.Category}";
            compared.Add("drawn", where, found.GetValueOrDefault(stratum), drawn.Drawn);
        }
        return compared.Of(new("满意度回访", "satisfaction calls"));
    }

    private static async Task<Dictionary<Stratum, CallStratum>> StrataAsync(Db db, CancellationToken cancel)
    {
        var draws = await db.Set<CallDrawRow>().AsNoTracking().OrderBy(d => d.Month).ToListAsync(cancel);
        return draws
            .SelectMany(
                d => ((CallsDrawn)PlainFacts<DrawOfCalls>.Read(d.Type, d.Body)).Strata,
                (d, s) => (Of: new Stratum(d.Month, s.Unit, s.Category), Drawn: s)
            )
            .ToDictionary(s => s.Of, s => s.Drawn);
    }

    private static void CompareOrigin(
        FigureComparison compared,
        SatisfactionCallRow row,
        ClosingRow? closing,
        CallStratum? stratum
    )
    {
        var where = $"call {row.Number}";
        compared.Add("unit", where, row.Unit, closing?.Unit);
        compared.Add("area", where, row.Area, closing?.Area);
        compared.Add("category", where, row.Category, closing?.Category);
        compared.Add("closings in the stratum", where, row.Frame, stratum?.Frame);
        compared.Add("drawn of the stratum", where, row.Drawn, stratum?.Drawn);
    }

    private static void CompareAnswer(FigureComparison compared, SatisfactionCallRow row, List<SatisfactionCallFactRow> facts)
    {
        var where = $"call {row.Number}";
        var call = compared.Replayed(
            where,
            row.HeadSeq,
            facts,
            (SatisfactionCall? standing, SatisfactionCallFactRow fact) =>
                PlainFacts<CallFact>.Read(fact.Type, fact.Body).Apply(standing)
        );
        if (call is null)
        {
            return;
        }
        var rates = (call as SatisfactionCall.Answered)?.Rates;
        compared.Add("stage", where, $"{row.Stage}", $"{call.Stage}");
        compared.Add("informed", where, $"{row.Informed}", $"{rates?.Informed}");
        compared.Add("solved", where, $"{row.Solved}", $"{rates?.Solved}");
        compared.Add("fair", where, $"{row.Fair}", $"{rates?.Fair}");
    }
}
