using System.Globalization;
using Microsoft.Extensions.Primitives;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Open311;

/// <summary>
/// What a client sent, by name, and what is wrong with it. All mistakes are collected, so that a client hears of every one
/// at once.
/// </summary>
internal sealed class Inputs(IEnumerable<KeyValuePair<string, StringValues>> sent)
{
    private const int MostInOneList = 1000;

    private readonly Dictionary<string, StringValues> _sent = Gather(sent);

    /// <summary>What is wrong so far.</summary>
    public List<Bilingual> Mistakes { get; } = [];

    public IEnumerable<KeyValuePair<string, StringValues>> All => _sent;

    public void Wrong(string zh, string en) => Mistakes.Add(new Bilingual(zh, en));

    /// <summary>Whether the parameter was sent with a value, right or wrong.</summary>
    public bool Has(string name) => _sent.TryGetValue(name, out var values) && values.Any(v => !string.IsNullOrEmpty(v));

    /// <summary>The one value without control characters, or null when it is absent or empty.</summary>
    public string? One(string name, int longest = 1000)
    {
        if (!_sent.TryGetValue(name, out var values))
        {
            return null;
        }
        if (values.Count > 1)
        {
            Wrong($"参数 {name} 只能出现一次。", $"Send the parameter {name} once.");
            return null;
        }
        var value = Refusals.Clean(values[0]);
        if (value.Length > longest)
        {
            Wrong($"参数 {name} 不能超过 {longest} 个字符。", $"The parameter {name} takes at most {longest} characters.");
            return null;
        }
        return value.Length == 0 ? null : value;
    }

    /// <summary>The values of a list, separated by commas or given several times; null when there is none.</summary>
    public List<string>? Many(string name)
    {
        if (!_sent.TryGetValue(name, out var values))
        {
            return null;
        }
        var many = values
            .SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct()
            .Take(MostInOneList + 1)
            .ToList();
        if (many.Count > MostInOneList)
        {
            Wrong($"参数 {name} 最多 {MostInOneList} 个值。", $"The parameter {name} takes at most {MostInOneList} values.");
        }
        return many.Count == 0 ? null : many;
    }

    public DateTimeOffset? Instant(string name, WorkingCalendar calendar)
    {
        if (One(name) is not { } text)
        {
            return null;
        }
        if (Moments.TryRead(text, calendar, out var instant))
        {
            return instant;
        }
        Wrong(
            $"参数 {name} 应为带时区的日期时间，例如 2026-03-02T10:00:00+08:00。",
            $"The parameter {name} is a date and time with its offset, such as 2026-03-02T10:00:00+08:00."
        );
        return null;
    }

    public double? Number(string name)
    {
        if (One(name) is not { } text)
        {
            return null;
        }
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }
        Wrong($"参数 {name} 应为数字。", $"The parameter {name} is a number.");
        return null;
    }

    public int Whole(string name, int least, int most, int otherwise)
    {
        if (One(name) is not { } text)
        {
            return otherwise;
        }
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }
        Wrong($"参数 {name} 应为 {least} 到 {most} 的整数。", $"The parameter {name} is a whole number from {least} to {most}.");
        return otherwise;
    }

    // Query strings and forms may both carry a parameter, and names may differ in case: a reader must not pick one of two.
    private static Dictionary<string, StringValues> Gather(IEnumerable<KeyValuePair<string, StringValues>> sent)
    {
        var all = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in sent)
        {
            all[name] = all.TryGetValue(name, out var before) ? StringValues.Concat(before, values) : values;
        }
        return all;
    }
}
