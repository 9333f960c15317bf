using System.Collections.Immutable;

namespace SmallMatters.Domain.Satisfaction;

/// <summary>How much of a group's verdicts may be told.</summary>
public enum Told
{
    /// <summary>Told and compared.</summary>
    Compared,

    /// <summary>Told, not compared: too few for a difference to mean anything.</summary>
    NotCompared,

    /// <summary>Not told: so few that it would tell of single residents.</summary>
    TooFew,

    /// <summary>Not told, since the total less the others would tell what is hidden.</summary>
    HiddenWithThem,
}

/// <summary>Decides what of a table with a total may be told.</summary>
public static class Disclosure
{
    /// <summary>Fewer answers are not told.</summary>
    public const int Fewest = 10;

    /// <summary>Fewer answers are not compared.</summary>
    public const int FewestCompared = 30;

    /// <summary>
    /// For each group of a table whose total is told: what may be told. Where groups with few answers are hidden, as many of the
    /// next smallest are hidden with them as it takes for the total less what is told to leave at least two groups and at least
    /// <see cref="Fewest"/> answers. Groups without any answer hide nothing and need no hiding.
    /// </summary>
    /// <param name="answers">The answers in each group.</param>
    public static ImmutableArray<Told> Of(IReadOnlyList<int> answers)
    {
        var shown = answers
            .Select(n =>
                n is > 0 and < Fewest ? Told.TooFew
                : n < FewestCompared ? Told.NotCompared
                : Told.Compared
            )
            .ToArray();
        var hidden = Enumerable.Range(0, shown.Length).Where(i => shown[i] == Told.TooFew).ToList();
        if (hidden.Count > 0)
        {
            var next = Enumerable
                .Range(0, shown.Length)
                .Where(i => shown[i] != Told.TooFew && answers[i] > 0)
                .OrderBy(i => answers[i])
                .ThenBy(i => i);
            foreach (var i in next)
            {
                if (hidden.Count >= 2 && hidden.Sum(h => answers[h]) >= Fewest)
                {
                    break;
                }
                shown[i] = Told.HiddenWithThem;
                hidden.Add(i);
            }
        }
        return [.. shown];
    }
}
