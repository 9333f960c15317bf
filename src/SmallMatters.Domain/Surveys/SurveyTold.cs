using System.Collections.Immutable;
using SmallMatters.Domain.Satisfaction;

namespace SmallMatters.Domain.Surveys;

/// <summary>What became of the letters of an area, or of all.</summary>
/// <param name="Answered">How many answered.</param>
/// <param name="Refused">Would rather not.</param>
/// <param name="NotReached">Somebody lives there and was not reached.</param>
/// <param name="NoReply">No reply, and nobody knows whether somebody lives there.</param>
/// <param name="Ineligible">No dwelling, or an empty one.</param>
/// <remarks>
/// American Association for Public Opinion Research, Standard Definitions (10th edition, 2023), for mail surveys of addresses:
/// who did not reply is of unknown eligibility.
/// </remarks>
public sealed record SurveyResponse(int Answered, int Refused, int NotReached, int NoReply, int Ineligible)
{
    /// <summary>How many letters were sent.</summary>
    public int Drawn => Answered + Refused + NotReached + NoReply + Ineligible;

    /// <summary>The lowest rate, all unknown addresses taken for dwellings (RR1); null without any.</summary>
    public double? Rate => Drawn == Ineligible ? null : (double)Answered / (Drawn - Ineligible);

    /// <summary>The rate with unknown addresses as often dwellings as the known ones (RR3); null without any.</summary>
    public double? RateOfKnown =>
        Answered + Refused + NotReached is var known && known == 0
            ? null
            : Answered / (known + (NoReply * ((double)known / (known + Ineligible))));

    /// <summary>Both together.</summary>
    public static SurveyResponse operator +(SurveyResponse a, SurveyResponse b) =>
        new(
            a.Answered + b.Answered,
            a.Refused + b.Refused,
            a.NotReached + b.NotReached,
            a.NoReply + b.NoReply,
            a.Ineligible + b.Ineligible
        );
}

/// <summary>Decides of which areas a survey tells.</summary>
public static class SurveyDisclosure
{
    /// <summary>
    /// An area is told that has answers enough and a margin narrow enough. Others are hidden, with as many of the next smallest as it takes for
    /// the total less what is told to leave two areas and <see cref="Disclosure.Fewest"/> answers. Nobody in an area hides nothing.
    /// </summary>
    /// <param name="areas">Answers to the question in each area, with the margin; null without an estimate.</param>
    /// <param name="rules">The rules.</param>
    public static ImmutableArray<Told> Of(IReadOnlyList<(int Answers, double? Margin)> areas, SurveyRules rules)
    {
        var told = areas
            .Select(a => a.Answers >= rules.FewestAnswers && a.Margin <= rules.WidestMargin ? Told.Compared : Told.TooFew)
            .ToArray();
        var hidden = Enumerable.Range(0, told.Length).Where(i => told[i] == Told.TooFew && areas[i].Answers > 0).ToList();
        var next = Enumerable
            .Range(0, told.Length)
            .Where(i => told[i] == Told.Compared)
            .OrderBy(i => areas[i].Answers)
            .ThenBy(i => i)
            .ToArray();
        foreach (var i in hidden.Count == 0 ? [] : next)
        {
            if (hidden.Count >= 2 && hidden.Sum(h => areas[h].Answers) >= Disclosure.Fewest)
            {
                break;
            }
            told[i] = Told.HiddenWithThem;
            hidden.Add(i);
        }
        return [.. told];
    }
}
