using System.Globalization;

namespace SmallMatters.Domain.Calendar;

/// <summary>A quarter of a year, by its first local day.</summary>
public readonly record struct Quarter
{
    private Quarter(DateOnly first) => First = first;

    /// <summary>Its first local day.</summary>
    public DateOnly First { get; }

    /// <summary>The one after it.</summary>
    public Quarter Next => new(First.AddMonths(3));

    /// <summary>The one before it.</summary>
    public Quarter Before => new(First.AddMonths(-3));

    /// <summary>Which of its year, from 1 to 4.</summary>
    public int Number => ((First.Month - 1) / 3) + 1;

    /// <summary>The quarter of a local day.</summary>
    public static Quarter Of(DateOnly day) => new(new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1));

    /// <summary>Reads what <see cref="ToString"/> writes, for the years 2000 to 2199; null for anything else.</summary>
    public static Quarter? Read(string? text) =>
        text is { Length: 6 }
        && text[4] == 'Q'
        && text[5] is >= '1' and <= '4'
        && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= 2000 and < 2200
            ? new Quarter(new DateOnly(year, ((text[5] - '1') * 3) + 1, 1))
            : null;

    /// <summary>Such as <c>2026Q3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First.Year}Q{Number}");
}
