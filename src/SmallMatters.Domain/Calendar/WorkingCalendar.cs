using System.Collections.Frozen;
using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Calendar;

/// <summary>
/// Which days are worked, and where a local day begins and ends: an immutable value made of a time zone, the weekend, and
/// the years' notices with their days off and make-up workdays (调休). Days are days of the zone; instants are UTC.
/// Where no notice speaks, Saturday and Sunday are off and every other day is worked.
/// </summary>
/// <remarks>
/// Source for China: the yearly notice of the General Office of the State Council (国务院办公厅关于部分节假日安排的通知),
/// one embedded file a year.
/// </remarks>
public sealed class WorkingCalendar
{
    private const int Margin = 2;

    private static readonly Lazy<WorkingCalendar> LazyChina = new(LoadChina);

    private readonly FrozenDictionary<DateOnly, Bilingual> _off;
    private readonly FrozenSet<DateOnly> _work;

    // For each day of the span, how many workdays lie in the span up to and including it; and the workdays in order.
    // Counting working days is then an index, whatever the length.
    private readonly DateOnly _spanStart;
    private readonly int[] _workdaysThrough;
    private readonly DateOnly[] _workdays;

    /// <summary>A calendar from a zone and any number of years; each year may appear once.</summary>
    public WorkingCalendar(TimeZoneInfo zone, IEnumerable<CalendarYear> years)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(years);
        Zone = zone;
        Years = years.ToImmutableSortedDictionary(y => y.Year, y => y);

        // A later notice has the last word on the December days that it shares with the year before.
        var off = new Dictionary<DateOnly, Bilingual>();
        var work = new HashSet<DateOnly>();
        foreach (var year in Years.Values)
        {
            foreach (var run in year.Off)
            {
                for (var day = run.From; day <= run.To; day = day.AddDays(1))
                {
                    off[day] = run.Name;
                    work.Remove(day);
                }
            }

            foreach (var day in year.Work)
            {
                work.Add(day);
                off.Remove(day);
            }
        }

        _off = off.ToFrozenDictionary();
        _work = work.ToFrozenSet();

        var first = Years.IsEmpty ? 2000 : Years.Keys.First() - Margin;
        var last = Years.IsEmpty ? 2000 : Years.Keys.Last() + Margin;
        _spanStart = new DateOnly(first, 1, 1);
        _workdaysThrough = new int[new DateOnly(last, 12, 31).DayNumber - _spanStart.DayNumber + 1];
        var workdays = new List<DateOnly>();
        for (var i = 0; i < _workdaysThrough.Length; i++)
        {
            var day = _spanStart.AddDays(i);
            if (IsWorkday(day))
            {
                workdays.Add(day);
            }

            _workdaysThrough[i] = workdays.Count;
        }

        _workdays = [.. workdays];

        (FirstConfirmed, ProvisionalFrom) = ConfirmedSpan(Years);
    }

    /// <summary>
    /// China's calendar in the zone Asia/Shanghai, from the embedded files: 2019–2026 confirmed, 2027 provisional.
    /// </summary>
    public static WorkingCalendar China => LazyChina.Value;

    /// <summary>The zone in which a day begins at 00:00 and ends at 24:00.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The years that a file speaks of, by year.</summary>
    public ImmutableSortedDictionary<int, CalendarYear> Years { get; }

    /// <summary>The first day of the unbroken run of confirmed years, or null when no year is confirmed.</summary>
    public DateOnly? FirstConfirmed { get; }

    /// <summary>
    /// The first day that a notice still to come may change, or null when no year is confirmed. It is 29 December of the
    /// last confirmed year, because the next notice may move the days around New Year: that of 2019 made 29 December 2018
    /// a workday and 31 December a day off.
    /// </summary>
    public DateOnly? ProvisionalFrom { get; }

    /// <summary>Saturdays and Sundays off and nothing else known: every day is provisional.</summary>
    public static WorkingCalendar Weekends(TimeZoneInfo zone) => new(zone, []);

    /// <summary>
    /// The same calendar with one year added, or put in the place of the year's earlier version. A provisional year never
    /// replaces a confirmed one.
    /// </summary>
    public WorkingCalendar? TryWith(CalendarYear year, out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(year);
        if (!year.Confirmed && Years.TryGetValue(year.Year, out var known) && known.Confirmed)
        {
            refusal = Refusal.Of(
                "calendar-year-confirmed",
                $"{year.Year}年的节假日已经正式公布，不能用预计的安排替换。",
                $"The calendar of {year.Year} is official; an expected one cannot take its place."
            );
            return null;
        }

        refusal = null;
        return new WorkingCalendar(Zone, Years.SetItem(year.Year, year).Values);
    }

    /// <summary>True when the day is worked: a make-up workday, or a weekday that is not a day off.</summary>
    public bool IsWorkday(DateOnly day) =>
        _work.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_off.ContainsKey(day));

    /// <summary>The holiday to which a day off belongs, or null for workdays and ordinary weekends.</summary>
    public Bilingual? HolidayOn(DateOnly day) => _off.TryGetValue(day, out var name) ? name : null;

    /// <summary>
    /// The <paramref name="n"/>-th workday after <paramref name="start"/>, the start itself never counted. With 0 it is the
    /// start, worked or not. Whether the day of the event is day one is the rule's business.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of days.</exception>
    public DateOnly AddWorkdays(DateOnly start, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (n == 0)
        {
            return start;
        }

        var index = start.DayNumber - _spanStart.DayNumber;
        if (index >= 0 && index < _workdaysThrough.Length)
        {
            var ordinal = _workdaysThrough[index] + n;
            if (ordinal <= _workdays.Length)
            {
                return _workdays[ordinal - 1];
            }

            n = ordinal - _workdays.Length;
            start = _workdays[^1];
        }

        // Outside the years that the files speak of there are only weeks.
        while (n > 0)
        {
            start = start.AddDays(1);
            if (IsWorkday(start))
            {
                n--;
            }
        }

        return start;
    }

    /// <summary>How many workdays lie from <paramref name="from"/> (included) to <paramref name="until"/> (excluded).</summary>
    public int WorkdaysIn(DateOnly from, DateOnly until)
    {
        var count = 0;
        for (var day = from; day < until; day = day.AddDays(1))
        {
            count += IsWorkday(day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The day itself when it is worked, else the next workday.</summary>
    public DateOnly FirstWorkdayOnOrAfter(DateOnly day) => IsWorkday(day) ? day : AddWorkdays(day, 1);

    /// <summary>
    /// True when no published notice settles whether the day is worked: after the last confirmed year (see
    /// <see cref="ProvisionalFrom"/>), and before the first.
    /// </summary>
    public bool IsProvisional(DateOnly day) => FirstConfirmed is null || day < FirstConfirmed || day >= ProvisionalFrom;

    /// <summary>The zone's day on which an instant falls.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>
    /// The instant (UTC) at which a day begins: 00:00 local, or the first moment that exists where the zone's clocks skip
    /// midnight.
    /// </summary>
    public DateTimeOffset StartOfDay(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        // Where midnight happens twice the day begins with the first of them, which has the larger offset.
        var offset = Zone.IsAmbiguousTime(midnight) ? Zone.GetAmbiguousTimeOffsets(midnight).Max() : Zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>
    /// The instant (UTC) at which a day ends. What is due on a day is due at its 24:00, which is the next day's 00:00: an
    /// act at that very instant is in time, one after it is late.
    /// </summary>
    public DateTimeOffset EndOfDay(DateOnly day) => StartOfDay(day.AddDays(1));

    private static (DateOnly? First, DateOnly? ProvisionalFrom) ConfirmedSpan(ImmutableSortedDictionary<int, CalendarYear> years)
    {
        var confirmed = years.Values.Where(y => y.Confirmed).Select(y => y.Year).ToList();
        if (confirmed.Count == 0)
        {
            return (null, null);
        }

        // A gap ends the run: what lies beyond a missing year cannot be counted across it.
        var last = confirmed[0];
        foreach (var year in confirmed.Skip(1).TakeWhile((y, i) => y == confirmed[0] + i + 1))
        {
            last = year;
        }

        return (new DateOnly(confirmed[0], 1, 1), new DateOnly(last, 12, 29));
    }

    private static WorkingCalendar LoadChina()
    {
        var assembly = typeof(WorkingCalendar).Assembly;
        var years = new List<CalendarYear>();
        foreach (
            var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("rules/calendar/", StringComparison.Ordinal))
        )
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            var year = CalendarYear.TryRead(reader.ReadToEnd(), out var refusal);
            years.Add(year ?? throw new InvalidDataException($"{name}: {refusal!.Sentence.En}"));
        }

        return new WorkingCalendar(Shanghai(), years);
    }

    private static TimeZoneInfo Shanghai() =>
        TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Shanghai", out var zone)
        || TimeZoneInfo.TryFindSystemTimeZoneById("China Standard Time", out zone)
            ? zone
            // A small container may carry no zone tables. China has kept UTC+8 without summer time since 1991.
            : TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "Asia/Shanghai", "Asia/Shanghai");
}
