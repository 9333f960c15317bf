using System.Globalization;
using System.Text.RegularExpressions;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary>Which of the first two numbers of a date such as 03/04/2025 is the day.</summary>
internal enum DateOrder
{
    /// <summary>Day, month, year.</summary>
    Dmy,

    /// <summary>Month, day, year.</summary>
    Mdy,
}

/// <summary>Reads the dates of a column. Year first is plain; year last needs one order for the whole column.</summary>
internal static partial class Dates
{
    /// <summary>A date, or one with a time, as it stands on the wall: a zone is left aside. Null when it is none.</summary>
    public static DateTime? Read(string text, DateOrder? order)
    {
        text = text.Trim();
        if (YearLast().Match(text) is { Success: true } last)
        {
            var (day, month) = order == DateOrder.Mdy ? ("2", "1") : ("1", "2");
            text =
                $"{last.Groups["year"]}-{last.Groups[month].Value, 2}-{last.Groups[day].Value, 2}".Replace(' ', '0')
                + last.Groups["rest"];
        }
        // Without a year the date of today would be put in.
        return
            Year().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.DateTime
            : null;
    }

    /// <summary>The order that a column's own dates prove, where one number can only be a day.</summary>
    /// <param name="file">Name of the file.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="rows">Texts with the lines they stand on.</param>
    /// <exception cref="PatternsRefusedException">The dates prove both orders, or leave it open.</exception>
    public static DateOrder? OrderOf(string file, string column, IEnumerable<(string Text, int Line)> rows)
    {
        (string Text, int Line)? dayFirst = null,
            monthFirst = null,
            open = null;
        foreach (var row in rows)
        {
            if (YearLast().Match(row.Text.Trim()) is not { Success: true } match)
            {
                continue;
            }
            var (first, second) = (
                int.Parse(match.Groups["1"].Value, CultureInfo.InvariantCulture),
                int.Parse(match.Groups["2"].Value, CultureInfo.InvariantCulture)
            );
            if (first > 12)
            {
                dayFirst ??= row;
            }
            else if (second > 12)
            {
                monthFirst ??= row;
            }
            else if (first != second)
            {
                open ??= row;
            }
        }
        if (dayFirst is { } day && monthFirst is { } month)
        {
            throw PatternsFile.Refuse(
                "patterns-dates-mixed",
                $"{file} 的 {column} 列日期写法不一：第 {day.Line} 行“{day.Text}”日在前，第 {month.Line} 行“{month.Text}”月在前。",
                $"{file}, column {column} writes its dates in two ways: line {day.Line}, \"{day.Text}\", has the day first, line {month.Line}, \"{month.Text}\", the month."
            );
        }
        if (dayFirst is null && monthFirst is null && open is { } unclear)
        {
            throw PatternsFile.Refuse(
                "patterns-dates-ambiguous",
                $"{file} 第 {unclear.Line} 行的 {column} 列“{unclear.Text}”分不清日和月：请加 --dates dmy（日在前）或 --dates mdy（月在前）。",
                $"{file}, line {unclear.Line}, column {column}: \"{unclear.Text}\" may be day or month first. Add --dates dmy (day first) or --dates mdy (month first)."
            );
        }
        return dayFirst is not null ? DateOrder.Dmy
            : monthFirst is not null ? DateOrder.Mdy
            : null;
    }

    [GeneratedRegex(@"^(?<1>\d{1,2})[/.\-](?<2>\d{1,2})[/.\-](?<year>\d{4})(?<rest>\D.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex YearLast();

    [GeneratedRegex(@"\d{4}", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
