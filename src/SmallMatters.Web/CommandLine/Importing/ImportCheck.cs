using System.Globalization;
using SmallMatters.Storage.Importing;

namespace SmallMatters.Web.CommandLine.Importing;

/// <summary>
/// Compares what is stored with the file, by other means than the import used: what the clock engine said of each deadline
/// with the file's own word on it, and the time that each category took.
/// </summary>
internal sealed class ImportCheck(ImportMapping mapping, IReadOnlyDictionary<string, StoredImport> stored)
{
    private const int MostShown = 100;
    private readonly Dictionary<string, List<double>> _hours = new(StringComparer.Ordinal);
    private readonly List<string> _disagreements = [];
    private int _rows;
    private int _notStored;
    private int _withBoth;
    private int _agree;

    /// <summary>Reads the file and writes what came of the comparison.</summary>
    /// <returns>Whether everything agrees.</returns>
    public bool Run(string path, RowReader reader, TextWriter output)
    {
        using (var file = ImportFile.Open(path))
        {
            while (file.Next())
            {
                _rows++;
                Compare(file, reader);
            }
        }
        output.WriteLine($"{_rows:N0} 行，其中 {_notStored:N0} 行没有入库 / rows, of which {_notStored:N0} are not stored");
        if (mapping.OnTime is not null)
        {
            output.WriteLine($"超期与资料一致 / overdue agrees with the file: {_agree:N0}/{_withBoth:N0}");
            _disagreements.Take(MostShown).ToList().ForEach(output.WriteLine);
            if (_disagreements.Count > MostShown)
            {
                output.WriteLine($"… {_disagreements.Count - MostShown:N0}");
            }
        }
        var times = Times(output);
        return times && _disagreements.Count == 0;
    }

    private void Compare(ImportFile file, RowReader reader)
    {
        if (file.IsBroken || !stored.TryGetValue(file[mapping.Key], out var matter))
        {
            _notStored++;
            return;
        }
        if (file[mapping.Closed] is { Length: > 0 } closed)
        {
            var category = reader.CategoryOf(file);
            if (!_hours.TryGetValue(category, out var list))
            {
                _hours[category] = list = [];
            }
            list.Add((Instant(closed) - Instant(file[mapping.Raised])).TotalHours);
        }
        if (mapping.OnTime is not { } word || matter.Late is not { } late || file[word.Column] is not { Length: > 0 } said)
        {
            return;
        }
        _withBoth++;
        if (said == (late ? word.Late : word.InTime))
        {
            _agree++;
            return;
        }
        _disagreements.Add(
            $"  {file[mapping.Key]}: 资料 file {said}; 期限 due {file[mapping.Due]}, 办结 closed {file[mapping.Closed]}; 时限引擎 engine {(late ? word.Late : word.InTime)}"
        );
    }

    // The middle and the ninth tenth: the smallest value that at least that share of all does not exceed.
    private bool Times(TextWriter output)
    {
        var ours = stored
            .Values.Where(s => s.ClosedAt is not null)
            .GroupBy(s => s.Category)
            .ToDictionary(g => g.Key, g => g.Select(s => (s.ClosedAt!.Value - s.RaisedAt).TotalHours).Order().ToArray());
        var agree = 0;
        foreach (var (category, hours) in _hours.OrderByDescending(h => h.Value.Count))
        {
            var mine = ours.GetValueOrDefault(category) ?? [];
            var (p50, p90) = mine.Length == 0 ? (0, 0) : (mine[Rank(mine.Length, 50)], mine[Rank(mine.Length, 90)]);
            var same = Counted(hours, 50) == p50 && Counted(hours, 90) == p90;
            agree += same ? 1 : 0;
            if (!same || agree <= 10)
            {
                output.WriteLine(
                    $"  {category} n={hours.Count:N0}: P50 {p50 / 24:0.00} d, P90 {p90 / 24:0.00} d{(same ? "" : $" ≠ {Counted(hours, 50) / 24:0.00}, {Counted(hours, 90) / 24:0.00}")}"
                );
            }
        }
        output.WriteLine($"各分类 P50/P90 一致 / P50 and P90 agree by category: {agree:N0}/{_hours.Count:N0}");
        return agree == _hours.Count;
    }

    private static int Rank(int count, int percent) => ((count * percent) + 99) / 100 - 1;

    // Found by counting, not by rank.
    private static double Counted(List<double> hours, int percent)
    {
        var best = double.PositiveInfinity;
        foreach (var group in hours.GroupBy(h => h))
        {
            if (group.Key < best && hours.Count(h => h <= group.Key) * 100L >= (long)hours.Count * percent)
            {
                best = group.Key;
            }
        }
        return best;
    }

    private DateTimeOffset Instant(string local)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(mapping.Zone);
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture, DateTimeStyles.None);
        return new DateTimeOffset(time, zone.GetUtcOffset(time));
    }
}
