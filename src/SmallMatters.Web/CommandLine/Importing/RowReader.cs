using System.Globalization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Importing;

namespace SmallMatters.Web.CommandLine.Importing;

/// <summary>Reads rows of a file as matters, or says why a row cannot be one. Rows come in the order of the file.</summary>
internal sealed class RowReader(
    ImportMapping mapping,
    AreaLocator<string>? locator,
    Jurisdiction jurisdiction,
    DateTimeOffset now
)
{
    /// <summary>As far from a point that stands for nowhere as a rounded coordinate can be, in degrees.</summary>
    private const double SamePoint = 0.00005;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(mapping.Zone);
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>The present row.</summary>
    /// <returns>The matter with what was noted about it, or the reason why there is none.</returns>
    public (ImportedMatter? Matter, IReadOnlyList<string> Notes, Refusal? Why) Read(ImportFile row)
    {
        if (row.IsBroken)
        {
            return No(
                "row-broken",
                "这一行不是有效的 CSV，或列数与表头不同",
                "The row is no proper CSV, or has not as many fields as the header"
            );
        }
        var key = row[mapping.Key];
        if (key.Length is 0 or > 200)
        {
            return No("key-missing", "没有编号", "The row has no key");
        }
        if (!_seen.TryAdd(key, row.Line))
        {
            return No("key-twice", $"编号与第 {_seen[key]} 行相同", $"The key is the same as on line {_seen[key]}");
        }
        var text = mapping.Text.Select(c => Refusals.Clean(row[c])).FirstOrDefault(t => t.Length > 0);
        if (text is null)
        {
            return No("text-missing", "没有内容", "The row says nothing");
        }
        var notes = new List<string>();
        if (!Time(row[mapping.Raised], notes, out var raised) || raised > now)
        {
            return No(
                "raised-unreadable",
                $"提出时间读不懂或在将来：{row[mapping.Raised]}",
                $"The time of raising cannot be read or is to come: {row[mapping.Raised]}"
            );
        }
        DateTimeOffset? due = null;
        if (row[mapping.Due] is { Length: > 0 } dueText)
        {
            if (!Time(dueText, notes, out var at))
            {
                return No("due-unreadable", $"期限读不懂：{dueText}", $"The deadline cannot be read: {dueText}");
            }
            due = at;
        }
        ImportedOutcome? closed = null;
        if (row[mapping.Closed] is { Length: > 0 } closedText)
        {
            if (!Time(closedText, notes, out var at))
            {
                return No(
                    "closed-unreadable",
                    $"办结时间读不懂：{closedText}",
                    $"The time of closing cannot be read: {closedText}"
                );
            }
            if (at < raised)
            {
                return No("closed-before-raised", "办结早于提出", "It was closed before it was raised");
            }
            closed = Outcome(row, at);
        }
        var position = Position(row, notes);
        var (category, unit, area) = (CategoryOf(row), UnitOf(row), AreaOf(row, position));
        var unknown =
            !jurisdiction.Categories.ContainsKey(category) ? row[mapping.Category.Column]
            : !jurisdiction.Units.ContainsKey(unit) ? row[mapping.Unit.Column]
            : !jurisdiction.Areas.ContainsKey(area) ? row[mapping.Area.Column]
            : null;
        if (unknown is not null)
        {
            return No("unknown-in-jurisdiction", $"辖区没有设置：{unknown}", $"The jurisdiction does not have: {unknown}");
        }
        var title = Refusals.Clean(row[mapping.Title]);
        var address = Refusals.Clean(row[mapping.Address]);
        return (
            new ImportedMatter(mapping.Source, key, mapping.Category.Kind, category, area, unit, raised, text)
            {
                Title = title.Length == 0 ? null : title,
                Tongue = mapping.Tongue,
                Where =
                    position is null && address.Length == 0
                        ? null
                        : new Where(null, null, position, address.Length == 0 ? null : address),
                Due = due is { } end ? (end, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(end, _zone).Date)) : null,
                Closed = closed,
            },
            notes,
            null
        );
    }

    /// <summary>Code of the row's category.</summary>
    public string CategoryOf(ImportFile row) =>
        row[mapping.Category.Column] is { Length: > 0 } value
            ? mapping.Category.Values?.GetValueOrDefault(value) ?? mapping.CodeOf(value)
            : mapping.CodeOf(mapping.Category.Otherwise);

    /// <summary>Code of the row's unit.</summary>
    public string UnitOf(ImportFile row) =>
        mapping.CodeOf(row[mapping.Unit.Column] is { Length: > 0 } value ? value : mapping.Unit.Otherwise);

    private string AreaOf(ImportFile row, PositionGiven? position)
    {
        if (position is not null && locator?.TryLocate(position.Position, out var area) == true)
        {
            return area;
        }
        return mapping.CodeOf(row[mapping.Area.Column] is { Length: > 0 } value ? value : mapping.Area.Otherwise);
    }

    private ImportedOutcome Outcome(ImportFile row, DateTimeOffset at)
    {
        var words = Refusals.Clean(row[mapping.Outcome.Column]);
        var reply = Refusals.Clean(row[mapping.Reply]);
        var code = mapping.Outcome.Otherwise;
        foreach (var (part, outcome) in mapping.Outcome.Contains ?? [])
        {
            if (words.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                code = outcome;
            }
        }
        return new ImportedOutcome(
            at,
            code,
            words.Length == 0 ? mapping.Outcome.NoWords : words,
            reply.Length == 0 ? null : reply
        );
    }

    private PositionGiven? Position(ImportFile row, List<string> notes)
    {
        var (latitude, longitude) = (row[mapping.Latitude], row[mapping.Longitude]);
        if (latitude.Length == 0 && longitude.Length == 0)
        {
            return null;
        }
        if (
            !double.TryParse(latitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var lat)
            || !double.TryParse(longitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var lon)
            || PositionGiven.From(lat, lon, mapping.Coordinates) is not { } position
        )
        {
            notes.Add("position-unreadable");
            return null;
        }
        if (mapping.Unplaced.Any(p => Math.Abs(p[0] - lat) < SamePoint && Math.Abs(p[1] - lon) < SamePoint))
        {
            notes.Add("position-stands-for-nowhere");
            return null;
        }
        return position;
    }

    private bool Time(string text, List<string> notes, out DateTimeOffset at)
    {
        at = default;
        if (
            !DateTime.TryParseExact(text, mapping.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || local.Year is < 1990 or > 2100
        )
        {
            return false;
        }
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (_zone.IsInvalidTime(local))
        {
            // The hour that summer time leaves out: clocks stood an hour later.
            notes.Add("time-in-the-hour-left-out");
            local = local.AddHours(1);
        }
        at = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, _zone), TimeSpan.Zero);
        return true;
    }

    private static (ImportedMatter?, IReadOnlyList<string>, Refusal?) No(string code, string zh, string en) =>
        (null, [], Refusal.Of(code, zh, en));
}
