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
