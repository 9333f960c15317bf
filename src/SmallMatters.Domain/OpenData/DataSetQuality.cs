using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.OpenData;

/// <summary>How harmful it would be if a data set were misused (数据分类分级, GB/T 43697-2024). Only the lowest class is open.</summary>
public enum DataClass
{
    /// <summary>一般数据.</summary>
    General,

    /// <summary>重要数据.</summary>
    Important,

    /// <summary>核心数据.</summary>
    Core,
}

/// <summary>A data set of the catalogue (目录).</summary>
/// <param name="Code">Stable code, as in its addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="About">What it holds and how it is made.</param>
/// <param name="Owner">Code of the unit that answers for it.</param>
/// <param name="Class">Its class.</param>
/// <param name="Refresh">How often it is renewed at least.</param>
/// <param name="Fields">Its fields, the first of which names a row.</param>
public sealed record DataSet(
    string Code,
    Bilingual Name,
    Bilingual About,
    string Owner,
    DataClass Class,
    TimeSpan Refresh,
    IReadOnlyList<DataField> Fields
);

/// <summary>A field of a data set.</summary>
/// <param name="Name">As in files.</param>
/// <param name="About">What it says.</param>
/// <param name="Required">Whether a row without it is incomplete; a count that is hidden on purpose is not.</param>
public sealed record DataField(string Name, Bilingual About, bool Required);

/// <summary>What was measured of a data set.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Complete">Share of required values that are there, 0 to 1; null without rows.</param>
/// <param name="Duplicates">Rows that say the same as another one in every field but the first.</param>
/// <param name="ChangedAt">When it was last renewed, UTC, or null.</param>
/// <param name="Fresh">Whether that is no longer ago than it promises; null where nobody knows.</param>
public sealed record DataSetQuality(int Rows, double? Complete, int Duplicates, DateTimeOffset? ChangedAt, bool? Fresh)
{
    /// <summary>Measures rows, each with one value for each field, in their order.</summary>
    public static DataSetQuality Measure(
        DataSet set,
        IReadOnlyList<IReadOnlyList<string?>> rows,
        DateTimeOffset? changedAt,
        DateTimeOffset now
    )
    {
        var required = Enumerable.Range(0, set.Fields.Count).Where(i => set.Fields[i].Required).ToList();
        var values = (double)rows.Count * required.Count;
        var present = rows.Sum(row => required.Count(i => !string.IsNullOrWhiteSpace(row[i])));
        var distinct = rows.Select(row => string.Join('\u001f', row.Skip(1))).Distinct(StringComparer.Ordinal).Count();
        return new DataSetQuality(
            rows.Count,
            values == 0 ? null : present / values,
            set.Fields.Count > 1 ? rows.Count - distinct : 0,
            changedAt,
            changedAt is null ? null : now - changedAt <= set.Refresh
        );
    }
}
