using System.Globalization;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary>What an option may be. A value outside is refused in both languages before any work is done.</summary>
internal static class Bounds
{
    public const int MostPermutations = 1_000_000;

    /// <summary>A whole number from one value to another, both included.</summary>
    public static int Whole(string option, int value, int least, int most) =>
        value >= least && value <= most
            ? value
            : throw PatternsFile.Refuse(
                "patterns-option",
                most == int.MaxValue ? $"{option} 至少为 {least}：{value}。" : $"{option} 应在 {least} 与 {most} 之间：{value}。",
                most == int.MaxValue
                    ? $"{option} is {least} or more: {value}."
                    : $"{option} lies between {least} and {most}: {value}."
            );

    /// <summary>A finite number above nought.</summary>
    public static double Positive(string option, double value) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw PatternsFile.Refuse(
                "patterns-option",
                $"{option} 应是大于 0 的有限数：{Text(value)}。",
                $"{option} is a finite number above 0: {Text(value)}."
            );

    /// <summary>A finite number that is not negative.</summary>
    public static double NotNegative(string option, double value) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw PatternsFile.Refuse(
                "patterns-option",
                $"{option} 应是不小于 0 的有限数：{Text(value)}。",
                $"{option} is a finite number of 0 or more: {Text(value)}."
            );

    /// <summary>A share above 0 and up to 1.</summary>
    public static double Share(string option, double value) =>
        value is > 0 and <= 1
            ? value
            : throw PatternsFile.Refuse(
                "patterns-option",
                $"{option} 应大于 0、不大于 1：{Text(value)}。",
                $"{option} is above 0 and at most 1: {Text(value)}."
            );

    /// <summary>A probability strictly between 0 and 1.</summary>
    public static double Probability(string option, double value) =>
        value is > 0 and < 1
            ? value
            : throw PatternsFile.Refuse(
                "patterns-option",
                $"{option} 应在 0 与 1 之间：{Text(value)}。",
                $"{option} lies between 0 and 1: {Text(value)}."
            );

    /// <summary>Refuses work that would take too much memory or time.</summary>
    /// <param name="size">How large it would be.</param>
    /// <param name="most">The bound.</param>
    /// <param name="what">What is counted, and what makes it less; zh and en.</param>
    public static void Room(double size, double most, (string Zh, string En) what)
    {
        if (!(size <= most))
        {
            throw PatternsFile.Refuse(
                "patterns-too-large",
                $"太大：{what.Zh}将有 {Count(size)}，上限 {Count(most)}。",
                $"Too large: {what.En} would be {Count(size)}, at most {Count(most)}."
            );
        }
    }

    private static string Count(double value) => value.ToString(value < 1e15 ? "#,0" : "0.#e0", CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
