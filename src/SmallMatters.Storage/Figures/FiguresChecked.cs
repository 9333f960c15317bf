using SmallMatters.Domain.Language;

namespace SmallMatters.Storage.Figures;

/// <summary>What computing the figures of one kind of page again came to.</summary>
/// <param name="Of">Which figures.</param>
/// <param name="Figures">Numbers that were compared.</param>
/// <param name="Differences">Those that differ.</param>
public sealed record FiguresChecked(Bilingual Of, int Figures, IReadOnlyList<FigureDifference> Differences);

/// <summary>Compares numbers one by one and keeps those that differ.</summary>
public sealed class FigureComparison
{
    private readonly List<FigureDifference> _differences = [];
    private int _compared;

    /// <summary>Compares one number.</summary>
    /// <param name="figure">Which figure.</param>
    /// <param name="where">Of what.</param>
    /// <param name="kept">What is kept and shown; null for none.</param>
    /// <param name="again">What it comes to again; null for none.</param>
    public void Add(string figure, string where, long? kept, long? again)
    {
        _compared++;
        if (kept != again)
        {
            Differs(figure, where, Text(kept), Text(again));
        }
    }

    /// <summary>Compares one share or bound; machines may differ in the last digits, pages show none of them.</summary>
    public void Add(string figure, string where, double? kept, double? again)
    {
        _compared++;
        if (kept is null != again is null || Math.Abs((kept ?? 0) - (again ?? 0)) > 1e-9)
        {
            Differs(figure, where, Text(kept), Text(again));
        }
    }

    /// <summary>Compares what a figure says in words or codes.</summary>
    public void Add(string figure, string where, string? kept, string? again)
    {
        _compared++;
        if (kept != again)
        {
            Differs(figure, where, kept ?? "-", again ?? "-");
        }
    }

    /// <summary>What the facts of something come to; null where one is missing or does not fit, which is noted as damage.</summary>
    /// <param name="where">Of what.</param>
    /// <param name="kept">How many facts there are to be.</param>
    /// <param name="facts">Those that are there, in their order.</param>
    /// <param name="apply">What one of them makes of what stood before.</param>
    public TState? Replayed<TState, TFact>(
        string where,
        int kept,
        IReadOnlyCollection<TFact> facts,
        Func<TState?, TFact, TState> apply
    )
        where TState : class
    {
        var damage = $"{facts.Count}";
        try
        {
            if (facts.Count == kept && facts.Aggregate((TState?)null, apply) is { } state)
            {
                return state;
            }
        }
        catch (Exception found) when (found is InvalidOperationException or System.Text.Json.JsonException)
        {
            damage = found.Message;
        }
        Differs("facts", where, Text(kept), damage);
        return null;
    }

    /// <summary>How many differ.</summary>
    public int Different => _differences.Count;

    /// <summary>Adds what another comparison came to.</summary>
    public void Add(FigureComparison other)
    {
        _compared += other._compared;
        _differences.AddRange(other._differences);
    }

    /// <summary>Notes what does not hold.</summary>
    public void Differs(string figure, string where, string kept, string again) =>
        _differences.Add(new FigureDifference(figure, where, kept, again));

    /// <summary>What it came to.</summary>
    public FiguresChecked Of(Bilingual figures) => new(figures, _compared, _differences);

    private static string Text(IFormattable? number) =>
        number?.ToString(null, System.Globalization.CultureInfo.InvariantCulture) ?? "-";
}
